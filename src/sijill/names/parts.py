"""Many names as columns: part ids in spoken order, and a table of the distinct parts.

Python runs once for each distinct word and each distinct part; all else is arrays. The rules are those of
``parse``: both call ``split_word`` and ``join_pieces``.
"""

import dataclasses
import itertools
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.errors import UsageError
from sijill.names import letters
from sijill.names.pieces import Piece, PieceClass
from sijill.names.plain import pieces_of_words
from sijill.text import readable_end

LONGEST_NAME: Final = 2000
"""Code points of a text that are read as a name, those that fold away not counted; the rest is no name."""
MOST_PARTS: Final = 6
"""Parts kept of a name: the first five and the last, since family names stand last."""

_PIECE_BITS: Final = 21
_PACKED_PIECES: Final = 3
TORN: Final = (*range(PieceClass.TORN, PieceClass.FORM_TITLE_LETTER + 1), PieceClass.SMALL_LETTER)
"""Classes of letters that may stand for a name in a row."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NameColumns:
    """Names as arrays: n records over p distinct parts. All arrays are read-only."""

    parts: NDArray[np.int32]
    """[n, 6] rows of the part table in spoken order (FAMILY, Given is turned), -1 for none."""
    part_count: NDArray[np.int8]
    """[n] parts that are kept, 0 to 6; 0 for no name, such as مجهول الهوية."""
    letters: NDArray[np.uint8]
    """[p, 14] letter codes of ``sijill.names.letters``, 0 behind the end."""
    lengths: NDArray[np.uint8]
    """[p] letters in use; 0 when none is known."""
    skeletons: NDArray[np.uint64]
    """[p] packed consonants, equal across scripts; 0 for none."""
    script: NDArray[np.uint8]
    """[p] 1 Arabic, 2 Latin, 0 neither."""
    bearers: NDArray[np.int32]
    """[p] records that bear the part."""
    written: tuple[str, ...]
    """[p] parts as folded and joined, without article; sorted, so that a set of names has one table."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NameSpellings:
    """Names as rows of distinct part spellings: what the learned comparison works on."""

    parts: NDArray[np.int32]
    """[n, 6] rows of ``spellings`` in spoken order, -1 for none."""
    part_count: NDArray[np.int8]
    """[n] parts that are kept, 0 to 6."""
    spellings: tuple[str, ...]
    """[p] parts as ``Part.spelling`` gives them, sorted."""


def readable(name: str) -> str:
    """Return what is read of ``name``. Anything but a string is a ``UsageError``."""
    if not isinstance(name, str):
        raise UsageError("bad_value", name="name", expected="str", found=type(name).__name__)
    return name[: readable_end(name, LONGEST_NAME)]


def encode_names(names: Sequence[str]) -> NameColumns:
    """Return ``names`` as columns. Records keep their order; the part table does not depend on it."""
    return _columns(*_arrange(_pieces_of(names), lambda piece: piece.form))


def encode_words(words: Sequence[str], codes: NDArray[np.int64], begins: NDArray[np.int64]) -> NameColumns:
    """Return names that were split at white space already as columns, as ``encode_names`` would.

    ``words`` are the distinct words, ``codes`` the number of each word of all names in a row, ``begins`` [n + 1]
    where each name begins in ``codes``. A word may be empty, or hold white space that was overlooked.
    """
    pieces = [tuple(itertools.chain.from_iterable(pieces_of_words(word.split()))) for word in words]
    return _columns(*_arrange(_pieces_in_row(pieces, codes, begins), lambda piece: piece.form))


def spell_names(names: Sequence[str]) -> NameSpellings:
    """Return ``names`` as rows of spellings. Records keep their order; the table does not depend on it."""
    parts, kept, table = _arrange(_pieces_of(names), lambda piece: piece.spelling)
    return NameSpellings(parts=parts, part_count=kept, spellings=table)


def _arrange(
    found: tuple[NDArray[np.int64], NDArray[np.int64], list[Piece]], text_of: Callable[[Piece], str]
) -> tuple[NDArray[np.int32], NDArray[np.int8], tuple[str, ...]]:
    """Return [n, 6] part numbers, how many there are, and the distinct parts, joined from ``text_of`` pieces."""
    pieces, starts, word_pieces = found
    kinds = np.array([int(piece.kind) for piece in word_pieces] or [0], dtype=np.int8)[pieces]
    forms, form_of = _distinct([text_of(piece) for piece in word_pieces])
    commas = np.array([piece.comma for piece in word_pieces] or [False])[pieces]
    part_of, counts = _join(kinds, commas, starts)
    of_pieces = form_of[pieces]
    if np.isin(kinds, TORN).any():
        forms = _read_rows(of_pieces, part_of, starts, forms)
    keys, records, slots = _part_keys(of_pieces, part_of, starts)
    distinct, ids = _distinct_keys(keys, len(forms))
    written = [_written(int(key), forms) for key in distinct]
    table, row_of = _distinct(written)
    parts, kept = _place(row_of[ids].astype(np.int32), counts, records, slots)
    return parts, kept, table


def _pieces_of(names: Sequence[str]) -> tuple[NDArray[np.int64], NDArray[np.int64], list[Piece]]:
    """Return piece numbers of all names in a row, where each name begins, and the pieces by number."""
    split = [readable(name).split() for name in names]
    numbers: dict[str, int] = {}
    for word in itertools.chain.from_iterable(split):
        if word not in numbers:
            numbers[word] = len(numbers)
    words = np.fromiter(map(numbers.__getitem__, itertools.chain.from_iterable(split)), dtype=np.int64)
    word_begins = np.zeros(len(split) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, split), dtype=np.int64, count=len(split)), out=word_begins[1:])
    return _pieces_in_row(pieces_of_words(list(numbers)), words, word_begins)


def _pieces_in_row(
    of_word: Sequence[tuple[Piece, ...]], words: NDArray[np.int64], word_begins: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], list[Piece]]:
    first = np.zeros(len(of_word) + 1, dtype=np.int64)
    np.cumsum([len(pieces) for pieces in of_word], out=first[1:])
    widths = (first[1:] - first[:-1])[words]
    begins = np.zeros(words.size + 1, dtype=np.int64)
    np.cumsum(widths, out=begins[1:])
    pieces = np.arange(begins[-1]) + np.repeat(first[words] - begins[:-1], widths)
    return pieces, begins[word_begins], list(itertools.chain.from_iterable(of_word))


def _distinct_keys(keys: NDArray[np.uint64], forms: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the distinct keys and the place of each; those of one form, nearly all, need no sorting."""
    single = keys <= forms
    many, place = np.unique(keys[~single], return_inverse=True)
    met = np.zeros(forms + 1, dtype=bool)
    met[keys[single]] = True
    ones = np.flatnonzero(met)
    ids = np.empty(keys.size, dtype=np.int64)
    ids[~single] = ones.size + place
    ids[single] = (np.cumsum(met) - 1)[keys[single]]
    return np.concatenate([ones.astype(np.uint64), many]), ids


def _distinct(texts: list[str]) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    """Return the distinct texts, sorted, and the place of each text among them."""
    ordered = tuple(sorted(set(texts)))
    place = {text: number for number, text in enumerate(ordered)}
    return ordered, np.array([place[text] for text in texts] or [], dtype=np.int64)


def _join(
    kinds: NDArray[np.int8], commas: NDArray[np.bool_], starts: NDArray[np.int64]
) -> tuple[NDArray[np.int16], NDArray[np.int16]]:
    from sijill.names.joining import join_pieces

    places = np.empty(kinds.size, dtype=np.int16)
    counts = np.empty(starts.size - 1, dtype=np.int16)
    join_pieces(kinds, commas, starts, places, counts)
    return places, counts


def _part_keys(
    forms: NDArray[np.int64], places: NDArray[np.int16], starts: NDArray[np.int64]
) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int16]]:
    """Return one packed key of up to three forms for each part, the record it is in, and its place there."""
    record_of = np.repeat(np.arange(starts.size - 1), starts[1:] - starts[:-1])
    kept = places >= 0
    forms, places, record_of = forms[kept] + 1, places[kept], record_of[kept]
    opens = np.ones(forms.size, dtype=bool)
    opens[1:] = (places[1:] != places[:-1]) | (record_of[1:] != record_of[:-1])
    begin = np.flatnonzero(opens)
    rank = np.arange(forms.size) - np.repeat(begin, np.diff(np.append(begin, forms.size)))
    shifted = forms.astype(np.uint64) << (rank * _PIECE_BITS).astype(np.uint64)
    return (
        (np.bitwise_or.reduceat(shifted, begin) if begin.size else shifted),
        record_of[begin],
        places[begin],
    )


def _read_rows(
    forms_of: NDArray[np.int64], places: NDArray[np.int16], starts: NDArray[np.int64], forms: tuple[str, ...]
) -> tuple[str, ...]:
    """Make parts of more pieces than a key holds, letters torn apart, parts of one piece; return forms with theirs."""
    record_of = np.repeat(np.arange(starts.size - 1), starts[1:] - starts[:-1])
    kept = np.flatnonzero(places >= 0)
    opens = np.ones(kept.size, dtype=bool)
    opens[1:] = (places[kept][1:] != places[kept][:-1]) | (record_of[kept][1:] != record_of[kept][:-1])
    begins = np.flatnonzero(opens)
    lengths = np.diff(np.append(begins, kept.size))
    long = lengths > _PACKED_PIECES
    rows: list[str] = []
    for begin, length in zip(begins[long], lengths[long], strict=True):
        row = kept[begin : begin + length]
        rows.append("".join(forms[form] for form in forms_of[row]))
        forms_of[row[0]] = len(forms) + len(rows) - 1
        places[row[1:]] = -1
    return (*forms, *rows)


def _written(key: int, forms: tuple[str, ...]) -> str:
    joined = ""
    while key:
        joined += forms[(key & ((1 << _PIECE_BITS) - 1)) - 1]
        key >>= _PIECE_BITS
    return joined


def _place(
    ids: NDArray[np.int32], counts: NDArray[np.int16], records: NDArray[np.int64], slot: NDArray[np.int16]
) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
    """Return [n, 6] part ids, and how many there are; of longer names the first five and the last."""
    parts = np.full((counts.size, MOST_PARTS), -1, dtype=np.int32)
    last = slot == counts[records] - 1
    slot = np.where(last, np.minimum(slot, MOST_PARTS - 1), slot)
    kept = (slot < MOST_PARTS - 1) | last
    parts[records[kept], slot[kept]] = ids[kept]
    return parts, np.minimum(counts, MOST_PARTS).astype(np.int8)


def _columns(parts: NDArray[np.int32], kept: NDArray[np.int8], table: tuple[str, ...]) -> NameColumns:
    encoded = [letters.encode(part) for part in table]
    columns = NameColumns(
        parts=parts,
        part_count=kept,
        letters=np.frombuffer(
            b"".join(code.ljust(letters.LENGTH, b"\0") for code in encoded), dtype=np.uint8
        ).reshape(len(table), letters.LENGTH),
        lengths=np.array([len(code) for code in encoded], dtype=np.uint8),
        skeletons=np.array(
            [letters.pack_skeleton(letters.skeleton(part)) for part in table], dtype=np.uint64
        ),
        script=np.array([letters.script_of(code) for code in encoded], dtype=np.uint8),
        bearers=_bearers(parts, len(table)),
        written=table,
    )
    for name in ("parts", "part_count", "letters", "lengths", "skeletons", "script", "bearers"):
        getattr(columns, name).setflags(write=False)
    return columns


def _bearers(parts: NDArray[np.int32], distinct: int) -> NDArray[np.int32]:
    """Return in how many records each part stands; twice in one record counts once."""
    ordered = np.sort(parts, axis=1)
    first = ordered >= 0
    first[:, 1:] &= ordered[:, 1:] != ordered[:, :-1]
    return np.bincount(ordered[first], minlength=distinct).astype(np.int32)
