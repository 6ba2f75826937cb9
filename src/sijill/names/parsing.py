"""One name taken apart: what each part is, as written and as compared, and where it stands in the text."""

import dataclasses
import enum
import functools
import re
from typing import Final

import numpy as np

from sijill.names import letters
from sijill.names.joining import join_pieces
from sijill.names.pieces import Piece, PieceClass, split_word

LONGEST_NAME: Final = 2000
"""Code points of a text that are read as a name; the rest is no name."""


class PartKind(enum.Enum):
    """What a part is; the first three are compared."""

    PLAIN = "plain"
    KUNYA = "kunya"
    """With Abu or Umm."""
    JOINED = "joined"
    """Of two words that are one name, such as Abd al-Rahman or Nour al-Din."""
    TITLE = "title"
    PARTICLE = "particle"
    """Son of, articles that belong to nothing, legal forms, small words."""
    UNKNOWN = "unknown"
    """Part of a text that says that the name is not known."""


COMPARED: Final = frozenset({PartKind.PLAIN, PartKind.KUNYA, PartKind.JOINED})


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


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A name as written and its parts in written order, those that are not compared among them."""

    written: str
    parts: tuple[Part, ...]

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
    """Return ``name`` taken apart; any text is allowed, at most ``LONGEST_NAME`` code points are read."""
    return _parse(name[:LONGEST_NAME])


def keys(name: str) -> tuple[str, ...]:
    """Return one key for each compared part, in order: its consonants in Latin letters, the same in both scripts.

    For indexing and blocking; stable between versions that have the same model version.
    """
    return tuple(letters.skeleton(part.folded) for part in parse(name).compared)


@functools.lru_cache(maxsize=1 << 15)
def _parse(name: str) -> Name:
    pieces = [
        dataclasses.replace(piece, start=piece.start + word.start(), end=piece.end + word.start())
        for word in re.finditer(r"\S+", name)
        for piece in split_word(word.group())
    ]
    if not pieces:
        return Name(written=name, parts=())
    places = np.empty(len(pieces), dtype=np.int16)
    kinds = np.array([int(piece.kind) for piece in pieces], dtype=np.int8)
    commas = np.array([piece.comma for piece in pieces])
    join_pieces(kinds, commas, np.array([0, len(pieces)]), places, np.empty(1, dtype=np.int16))
    return Name(written=name, parts=tuple(_parts(name, pieces, [int(place) for place in places])))


def _parts(name: str, pieces: list[Piece], places: list[int]) -> list[Part]:
    found: list[Part] = []
    members: dict[int, list[int]] = {}
    for number, place in enumerate(places):
        if place >= 0:
            members.setdefault(place, []).append(number)
    inside = {
        number
        for group in members.values()
        for number in range(_with_article(pieces, places, group[0]), group[-1] + 1)
    }
    for place, group in members.items():
        first = _with_article(pieces, places, group[0])
        found.append(_part(name, [pieces[number] for number in group], pieces[first].start, place))
    for number, piece in enumerate(pieces):
        if number not in inside:
            found.append(_dropped(name, piece))
    return sorted(found, key=lambda part: part.start)


def _with_article(pieces: list[Piece], places: list[int], first: int) -> int:
    """Return the piece that a part begins with when the article before it is taken in."""
    before = first - 1
    if before >= 0 and places[before] < 0 and pieces[before].kind is PieceClass.ARTICLE:
        return before
    return first


def _part(name: str, group: list[Piece], start: int, place: int) -> Part:
    folded = "".join(piece.form for piece in group)
    kind = PartKind.JOINED if len(group) > 1 else PartKind.PLAIN
    if folded.startswith(("ابو", "abu", "ام", "um")) and group[0].kind is PieceClass.JOINS_NEXT:
        kind = PartKind.KUNYA
    end = group[-1].end
    script = letters.script_of(letters.encode(folded))
    return Part(
        written=name[start:end],
        folded=folded,
        spelling="".join(piece.spelling for piece in group),
        start=start,
        end=end,
        kind=kind,
        script=script,
        place=place,
    )


def _dropped(name: str, piece: Piece) -> Part:
    kind = {PieceClass.TITLE: PartKind.TITLE, PieceClass.UNKNOWN: PartKind.UNKNOWN}.get(
        piece.kind, PartKind.PARTICLE
    )
    script = letters.script_of(letters.encode(piece.form))
    return Part(
        written=name[piece.start : piece.end],
        folded=piece.form,
        spelling=piece.spelling,
        start=piece.start,
        end=piece.end,
        kind=kind,
        script=script,
        place=-1,
    )
