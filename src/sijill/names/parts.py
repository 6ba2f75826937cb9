"""Many names as columns: part ids in spoken order, and a table of the distinct parts.

Python runs once for each distinct word and each distinct part; all else is arrays, some tens of thousands of names at
a time. The rules are those of ``parse``: both call ``split_word`` and ``join_pieces``.
"""

import dataclasses
import itertools
from collections.abc import Callable, Sequence
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sijill.errors import UsageError
from sijill.names import letters
from sijill.names.many_parts import spelled_parts
from sijill.names.many_texts import Numbers, close_together
from sijill.names.plain import WordPieces, pieces_of_words
from sijill.text import readable_end, undo_miscoding

LONGEST_NAME: Final = 2000
"""Code points of a text that are read as a name, those that fold away not counted; the rest is no name."""
MOST_PARTS: Final = 12
"""Parts compared of a name: the first eleven and the last, since family names stand last."""
MOST_IN_COLUMNS: Final = 8
"""Parts kept of a name in columns, in the same way: linkage keeps them with each of millions of records."""
_ROOM: Final = (6, MOST_PARTS)
"""For parts of a name, at the least and at the most: as much as the longest of all names needs."""
_ROOM_IN_COLUMNS: Final = (MOST_IN_COLUMNS, MOST_IN_COLUMNS)

_NO_PART: Final = -1


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NameColumns:
    """Names as arrays: n records over p distinct parts. All arrays are read-only."""

    parts: NDArray[np.int32]
    """[n, 8] rows of the part table in spoken order (FAMILY, Given is turned), -1 for none."""
    part_count: NDArray[np.int8]
    """[n] parts that are kept, 0 to 8; 0 for no name, such as مجهول الهوية."""
    letters: NDArray[np.uint8]
    """[p, 14] letter codes of ``sijill.names.letters``, 0 behind the end."""
    lengths: NDArray[np.uint8]
    """[p] letters in use; 0 when none is known."""
    skeletons: NDArray[np.uint64]
    """[p] packed consonants, equal across scripts; 0 for none."""
    script: NDArray[np.uint8]
    """[p] 1 Arabic, 2 Latin, 0 neither."""
    written: tuple[str, ...]
    """[p] parts as folded and joined, without article; sorted, so that a set of names has one table."""


class NameRows(NamedTuple):
    """Some of many names, split at white space already."""

    codes: NDArray[np.int32]
    """The number of each word of all these names in a row."""
    begins: NDArray[np.int64]
    """[n + 1] where each name begins in ``codes``."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NameSpellings:
    """Names as rows of distinct part spellings: what the learned comparison works on."""

    parts: NDArray[np.int32]
    """[n, 6 or more] rows of ``spellings`` in spoken order, -1 for none."""
    part_count: NDArray[np.int8]
    """[n] parts that are kept, 0 to 12."""
    spellings: tuple[str, ...]
    """[p] parts as ``Part.spelling`` gives them, sorted."""
    sexes: NDArray[np.int8]
    """[n] what a title or بنت says of the bearer, see ``sijill.names.sexes``."""


class _Arranged(NamedTuple):
    """Names as rows of units: the number of a text, or, behind all texts, of a row of texts that make one part."""

    units: NDArray[np.int32]
    """[n, most], -1 for none; or fewer columns, where no name has more."""
    counts: NDArray[np.int8]
    sexes: NDArray[np.int8]
    joined: list[str]


Run: TypeAlias = Callable[[Callable[[NameRows], _Arranged], Sequence[NameRows]], list[_Arranged]]
"""Does what it is given with each of some rows."""


def bounded(name: str) -> str:
    """Return what of ``name`` is looked at. Anything but a string is a ``UsageError``."""
    if not isinstance(name, str):
        raise UsageError("bad_value", name="name", expected="str", found=type(name).__name__)
    return name[: readable_end(name, LONGEST_NAME)]


def readable(name: str) -> str:
    """Return what is read of ``name``: what it was meant to say, where it was stored in one encoding and read in another."""
    text = bounded(name)
    meant = undo_miscoding(text)
    return meant.text if meant else text


def encode_names(names: Sequence[str]) -> NameColumns:
    """Return ``names`` as columns. Records keep their order; the part table does not depend on it."""
    words, rows = _split(names)
    pieces = pieces_of_words(words)
    return _columns(*_arrange(pieces, pieces.forms, [rows], _one_by_one, _ROOM_IN_COLUMNS)[:3])


def encode_words(words: Sequence[str], rows: Sequence[NameRows], run: Run) -> NameColumns:
    """Return names that were split at white space already as columns, as ``encode_names`` would.

    ``words`` are the distinct words; one may be empty, or hold white space that was overlooked. ``run`` does what
    it is given with each of ``rows``, at once if it likes.
    """
    pieces = pieces_of_words(words)
    return _columns(*_arrange(pieces, pieces.forms, rows, run, _ROOM_IN_COLUMNS)[:3])


def spell_names(names: Sequence[str]) -> NameSpellings:
    """Return ``names`` as rows of spellings. Records keep their order; the table does not depend on it."""
    words, rows = _split(names)
    pieces = pieces_of_words(words)
    parts, kept, table, sexes = _arrange(pieces, pieces.spellings, [rows], _one_by_one, _ROOM)
    return NameSpellings(parts=parts, part_count=kept, spellings=table, sexes=sexes)


def _one_by_one(work: Callable[[NameRows], _Arranged], rows: Sequence[NameRows]) -> list[_Arranged]:
    return [work(each) for each in rows]


def _split(names: Sequence[str]) -> tuple[list[str], NameRows]:
    """Return the distinct words of ``names``, and the names as their numbers."""
    split = [readable(name).split() for name in names]
    numbers = Numbers()
    words = numbers.of(list(itertools.chain.from_iterable(split)))
    begins = np.zeros(len(split) + 1, dtype=np.int64)
    np.cumsum(np.fromiter(map(len, split), dtype=np.int64, count=len(split)), out=begins[1:])
    return list(numbers), NameRows(words, begins)


def _arrange(
    pieces: WordPieces, texts: Sequence[str], rows: Sequence[NameRows], run: Run, room: tuple[int, int]
) -> tuple[NDArray[np.int32], NDArray[np.int8], tuple[str, ...], NDArray[np.int8]]:
    """Return [n, ``room``] part numbers, how many there are, the distinct parts, joined from ``texts`` of pieces, and the sexes said."""
    from sijill.names import arranging

    numbers = Numbers()
    text_of = numbers.of(texts)[pieces.runs]
    distinct = list(numbers)
    found = run(lambda some: _arrange_some(pieces, text_of, distinct, some, room), rows)
    of_joined = numbers.of(list(itertools.chain.from_iterable(each.joined for each in found)))
    every = list(numbers)
    met = np.zeros(max(len(every), len(distinct) + len(of_joined)), np.bool_)
    for each in found:
        arranging.mark(each.units, met)
    met[len(distinct) :] = False
    met[of_joined] = True
    order = sorted(np.flatnonzero(met).tolist(), key=every.__getitem__)
    row_of = np.full(len(every), _NO_PART, np.int32)
    row_of[order] = np.arange(len(order), dtype=np.int32)
    width = max((each.units.shape[1] for each in found), default=room[0])
    parts = np.full((sum(len(each.counts) for each in found), width), _NO_PART, dtype=np.int32)
    done = joined = 0
    for each in found:
        rows_of_joined = row_of[of_joined[joined : joined + len(each.joined)]]
        units = np.r_[row_of[: len(distinct)], rows_of_joined]
        some = parts[done : done + len(each.counts)]
        # Others have longer names: these are numbered where they stand, and then put where there is more room.
        numbered = some if each.units.shape[1] == width else np.empty_like(each.units)
        arranging.renumber(each.units, units, numbered)
        if numbered is not some:
            some[:, : numbered.shape[1]] = numbered
        done, joined = done + len(each.counts), joined + len(each.joined)
    counts, sexes = (
        np.concatenate([np.empty(0, np.int8), *told])
        for told in ([each.counts for each in found], [each.sexes for each in found])
    )
    return parts, counts, close_together([every[number] for number in order]), sexes


def _arrange_some(
    pieces: WordPieces,
    text_of: NDArray[np.int32],
    texts: Sequence[str],
    rows: NameRows,
    room: tuple[int, int],
) -> _Arranged:
    from sijill.names import arranging
    from sijill.names.joining import join_pieces

    said = arranging.Row(text_of, pieces.kinds, pieces.commas, pieces.senses)
    count = arranging.count_pieces(rows.codes, pieces.width)
    row = arranging.Row(*(np.empty(count, each.dtype) for each in said))
    starts = np.empty(len(rows.begins), np.int64)
    arranging.put_in_row(rows, (pieces.first, pieces.width), said, row, starts)
    places, counts = np.empty(count, np.int16), np.empty(len(starts) - 1, np.int16)
    sexes = np.empty(len(counts), np.int8)
    join_pieces(row.kinds, row.commas, row.senses, starts, places, (counts, sexes))
    least, most = room
    width = max(least, min(most, int(counts.max(initial=0))))
    parts = np.full((len(counts), width), _NO_PART, np.int32)
    several = arranging.Several(np.empty(count // 2, np.int32), np.empty(count // 2, np.int32))
    kept, many = arranging.put_in_places(row.texts, (starts, places, counts), parts, several)
    units, joined = _joined(row.texts[:kept], several.begins[:many], several.lengths[:many], texts)
    unit = parts.reshape(-1)
    is_joined = np.flatnonzero(unit < _NO_PART)
    unit[is_joined] = units[arranging.FIRST_OF_SEVERAL - unit[is_joined]]
    return _Arranged(parts, np.minimum(counts, most).astype(np.int8), sexes, joined)


def _joined(
    of_part: NDArray[np.int32], begins: NDArray[np.int32], lengths: NDArray[np.int32], texts: Sequence[str]
) -> tuple[NDArray[np.int32], list[str]]:
    """Return the units of parts of several pieces, which begin at ``begins`` in ``of_part``, and the texts of all of them."""
    units = np.empty(len(begins), np.int32)
    joined: list[str] = []
    for length in np.unique(lengths).tolist():
        chosen = np.flatnonzero(lengths == length)
        columns = [of_part[begins[chosen] + place] for place in range(length)]
        code = columns[0].astype(np.int64)
        for column in columns[1:]:
            _, code = np.unique(code << 32 | column, return_inverse=True)
        _, first, same = np.unique(code, return_index=True, return_inverse=True)
        units[chosen] = len(texts) + len(joined) + same
        rows = zip(*(column[first].tolist() for column in columns), strict=True)
        joined += ["".join([texts[number] for number in row]) for row in rows]
    return units, joined


def _columns(parts: NDArray[np.int32], kept: NDArray[np.int8], table: tuple[str, ...]) -> NameColumns:
    codes, lengths, skeletons = spelled_parts(table)
    first = codes[:, 0]
    script = np.where(first < letters.FIRST_LATIN, letters.ARABIC, letters.LATIN)
    columns = NameColumns(
        parts=parts,
        part_count=kept,
        letters=codes,
        lengths=lengths,
        skeletons=skeletons,
        script=np.where(lengths > 0, script, letters.NEITHER).astype(np.uint8),
        written=table,
    )
    for name in ("parts", "part_count", "letters", "lengths", "skeletons", "script"):
        getattr(columns, name).setflags(write=False)
    return columns
