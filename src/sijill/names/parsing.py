"""One name taken apart: what each part is, as written and as compared, and where it stands in the text."""

import dataclasses
import enum
import functools
import re
from typing import Final

import numpy as np

from sijill.names import letters
from sijill.names.asides import ASIDE, LAQAB, MOTHER, RELATIVE, ROLES
from sijill.names.dropping import DROPPED
from sijill.names.joining import join_pieces
from sijill.names.lexicon import KIN, KIN_BEFORE_OF, KUNYA, TORN, PieceClass
from sijill.names.parts import LONGEST_NAME, bounded
from sijill.names.pieces import Piece, split_word
from sijill.names.senses import sense_of
from sijill.text import Folded, undo_miscoding

APART: Final = "torn"
"""The repair of letters that stood apart."""
MISCODED: Final = "miscoded"
"""The repair of text that was read in another encoding than it was stored in."""


class PartKind(enum.Enum):
    """What a part is; the first four are compared."""

    PLAIN = "plain"
    KUNYA = "kunya"
    """With Abu or Umm."""
    JOINED = "joined"
    """Of two words that are one name, such as Abd al-Rahman, Nour al-Din or Al Saud (آل سعود)."""
    KIN = "kin"
    """Son of, wife of ... before any name: stands where the given name is not told."""
    TITLE = "title"
    PARTICLE = "particle"
    """Son of, articles that belong to nothing, small words, the words that mark a mother or a nickname."""
    LEGAL_FORM = "legal_form"
    """Of an organisation, and شركة or Company where it stands first or last."""
    MOTHER = "mother"
    """Of the mother's name, behind a word that says so."""
    LAQAB = "laqab"
    """Of a nickname or other name, behind a word that says so, or in brackets or quotes."""
    RELATIVE = "relative"
    """Of the name of a wife, husband, brother ... behind a word that says so."""
    UNKNOWN = "unknown"
    """Part of a text that says that the name is not known."""


_DROPPED_KINDS: Final = {
    **dict.fromkeys(
        (
            PieceClass.TITLE,
            PieceClass.TITLE_OR_NAME,
            PieceClass.BESIDE_TITLE,
            PieceClass.TITLE_ANYWHERE,
            PieceClass.TITLE_ONLY,
            PieceClass.KIN_TITLE,
            PieceClass.TITLE_LETTER,
            PieceClass.FORM_TITLE_LETTER,
        ),
        PartKind.TITLE,
    ),
    **dict.fromkeys(
        (
            PieceClass.LEGAL_FORM,
            PieceClass.LEGAL_LAST,
            PieceClass.LEGAL_WEAK,
            PieceClass.FORM_WORD,
            PieceClass.COMPANY,
            PieceClass.FORM_INITIAL,
            PieceClass.FORM_FIRST,
            PieceClass.FORM_LETTER,
        ),
        PartKind.LEGAL_FORM,
    ),
    PieceClass.UNKNOWN: PartKind.UNKNOWN,
    PieceClass.NO_NAME: PartKind.UNKNOWN,
}
_NOT_CAPITALS: Final = frozenset({PieceClass.PLAIN, PieceClass.INITIAL, PieceClass.SMALL_LETTER})
_ASIDES: Final = {MOTHER: PartKind.MOTHER, LAQAB: PartKind.LAQAB, RELATIVE: PartKind.RELATIVE}
_NO_NAME: Final = frozenset({PieceClass.NO_NAME, PieceClass.UNKNOWN_OR_NAME})
_OF: Final = frozenset({"of", "de", "du", "von"})
COMPARED: Final = frozenset({PartKind.PLAIN, PartKind.KUNYA, PartKind.JOINED, PartKind.KIN})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a name."""

    written: str
    """As in the text, with its article."""
    folded: str
    """Folded, joined, without article; what keys are made of."""
    spelling: str
    """As compared: as ``folded``, but with seats and article as written, see ``sijill.names.pieces.Piece``."""
    start: int
    """Code point offset in the text."""
    end: int
    kind: PartKind
    script: int
    """1 Arabic, 2 Latin (or digits), 0 a script that is not read."""
    place: int
    """Among the compared parts in spoken order (FAMILY, Given is turned); -1 for those not compared."""
    repairs: tuple[str, ...] = ()
    """What was undone or read for ``folded``, by the keys of ``names.repair``; ``written`` stays as it was."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as written and its parts in written order, those that are not compared among them."""

    written: str
    parts: tuple[Part, ...]
    family_from: int = -1
    """``Part.place`` from which on a comma, capitals or آل say that parts are the family name; -1: nothing says so."""

    @property
    def compared(self) -> tuple[Part, ...]:
        """The parts that a comparison looks at, in spoken order; empty for no name or a script that is not read."""
        kept = (part for part in self.parts if part.kind in COMPARED and part.script != letters.NEITHER)
        return tuple(sorted(kept, key=lambda part: part.place))

    @property
    def script(self) -> int:
        """The script of the first compared part, 0 when there is none."""
        return next((part.script for part in self.compared), letters.NEITHER)


def parse(name: str) -> Name:
    """Return ``name`` taken apart; any text is allowed, at most ``LONGEST_NAME`` code points of it are read."""
    text = bounded(name)
    meant = undo_miscoding(text)
    if meant:
        return _as_written(_parse(meant.text), text, meant)
    return _parse(text) if len(text) <= LONGEST_NAME else _parse.__wrapped__(text)


def keys(name: str) -> tuple[str, ...]:
    """Return one key for each compared part, in order: its consonants in Latin letters, the same in both scripts.

    For indexing and blocking; stable between versions that have the same model version.
    """
    return tuple(letters.skeleton(part.folded) for part in parse(name).compared)


def _as_written(read: Name, text: str, meant: Folded) -> Name:
    """Return a name that was read as ``meant`` with its parts as they stand in ``text``."""
    parts = []
    for part in read.parts:
        start, end = meant.span(part.start, part.end)
        parts.append(
            dataclasses.replace(
                part, written=text[start:end], start=start, end=end, repairs=(MISCODED, *part.repairs)
            )
        )
    return Name(written=text, parts=tuple(parts), family_from=read.family_from)


@functools.lru_cache(maxsize=1 << 15)
def _parse(name: str) -> Name:
    pieces = [
        dataclasses.replace(piece, start=piece.start + word.start(), end=piece.end + word.start())
        for word in re.finditer(r"\S+", name)
        for piece in split_word(word.group())
    ]
    if not pieces:
        return Name(written=name, parts=())
    filled = np.empty(len(pieces), dtype=np.int16)
    kinds = np.array([int(piece.kind) for piece in pieces], dtype=np.int8)
    commas = np.array([piece.comma for piece in pieces])
    senses = np.array([sense_of(piece.form, piece.spelling) for piece in pieces], dtype=np.int8)
    join_pieces(
        kinds,
        commas,
        senses,
        np.array([0, len(pieces)]),
        filled,
        (np.empty(1, np.int16), np.empty(1, np.int8)),
    )
    places = [int(place) for place in filled]
    pieces = [
        dataclasses.replace(piece, kind=PieceClass(kind)) if piece.kind != kind else piece
        for piece, kind in zip(pieces, kinds.tolist(), strict=True)
    ]
    return Name(
        written=name, parts=tuple(_parts(name, pieces, places)), family_from=_family_from(pieces, places)
    )


def _parts(name: str, pieces: list[Piece], places: list[int]) -> list[Part]:
    found: list[Part] = []
    members: dict[int, list[int]] = {}
    for number, place in enumerate(places):
        if place != DROPPED:
            members.setdefault(place, []).append(number)
    inside: set[int] = set()
    for place, group in members.items():
        first = _with_article(pieces, places, group[0])
        inside.update(range(first, group[-1] + 1))
        part = _part(name, [pieces[number] for number in group], pieces[first], place)
        is_kin = place == 0 and max(places) > 0 and _is_kin(pieces, group[-1])
        found.append(dataclasses.replace(part, kind=PartKind.KIN) if is_kin else part)
    unknown = any(piece.kind is PieceClass.UNKNOWN for piece in pieces) or (
        not members and any(piece.kind in _NO_NAME for piece in pieces)
    )
    for number, piece in enumerate(pieces):
        if number not in inside and piece.form:
            found.append(_dropped(name, pieces, number, unknown=unknown))
    return sorted(found, key=lambda part: part.start)


def _is_kin(pieces: list[Piece], number: int) -> bool:
    """Return whether a piece before all names says whose son, wife or mother the bearer is."""
    if pieces[number].kind in {PieceClass.SON, PieceClass.RELATIVE} or pieces[number].form in KIN:
        return True
    return pieces[number].form in KIN_BEFORE_OF and any(
        piece.form in _OF for piece in pieces[number + 1 : number + 2]
    )


def _with_article(pieces: list[Piece], places: list[int], first: int) -> int:
    """Return the piece that a part begins with when the article or house before it is taken in."""
    before = first - 1
    if before < 0 or places[before] != DROPPED:
        return first
    return before if pieces[before].kind in {PieceClass.ARTICLE, PieceClass.HOUSE} else first


def _part(name: str, group: list[Piece], opening: Piece, place: int) -> Part:
    """Return the part of ``group``; ``opening`` is its first piece or the article or house before it."""
    folded = "".join(piece.form for piece in group)
    kind = PartKind.JOINED if len(group) > 1 or opening.kind is PieceClass.HOUSE else PartKind.PLAIN
    if place < DROPPED:
        kind = _ASIDES[(ASIDE - place) % ROLES]
    elif group[0].kind is PieceClass.JOINS_NEXT and group[0].form in KUNYA:
        kind = PartKind.KUNYA
    repairs = dict.fromkeys(key for piece in group for key in piece.repairs)
    if len(group) > 1 and any(piece.kind in TORN for piece in group):
        repairs[APART] = None
    return Part(
        written=name[opening.start : group[-1].end],
        folded=folded,
        spelling="".join(piece.spelling for piece in group),
        start=opening.start,
        end=group[-1].end,
        kind=kind,
        script=letters.script_of(letters.encode(folded)),
        place=max(place, -1),
        repairs=tuple(repairs),
    )


def _dropped(name: str, pieces: list[Piece], number: int, *, unknown: bool) -> Part:
    piece = pieces[number]
    kind = _DROPPED_KINDS.get(piece.kind, PartKind.PARTICLE)
    if piece.kind is PieceClass.FORM_TITLE_LETTER and any(
        before.kind is PieceClass.FORM_FIRST for before in pieces[max(0, number - 2) : number]
    ):
        kind = PartKind.LEGAL_FORM
    if unknown and kind is PartKind.PARTICLE:
        kind = PartKind.UNKNOWN
    return Part(
        written=name[piece.start : piece.end],
        folded=piece.form,
        spelling=piece.spelling,
        start=piece.start,
        end=piece.end,
        kind=kind,
        script=letters.script_of(letters.encode(piece.form)),
        place=-1,
        repairs=piece.repairs,
    )


def _family_from(pieces: list[Piece], places: list[int]) -> int:
    """Return the place where the family name begins when the writing says so, else -1."""
    own = [(piece, place) for piece, place in zip(pieces, places, strict=True) if place >= 0]
    if own and own[0][1] > 0:
        return own[0][1]
    for before, place in zip(pieces, places[1:], strict=False):
        if before.kind is PieceClass.HOUSE and place > 0:
            return place
    if (
        not any(piece.kind is PieceClass.PLAIN for piece, _ in own)
        or own[-1][0].kind is not PieceClass.CAPITALS
    ):
        return -1
    return 1 + max(place for piece, place in own if piece.kind in _NOT_CAPITALS)
