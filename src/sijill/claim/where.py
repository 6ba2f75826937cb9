"""Whether two figures are of one place: by the extents that their words mean, with the reason where it is not plain.

A place in another writing or script is the same; one that lies in the other counts a part of it. Where the words may
mean several places, or the lists of places leave it open, that is said and nothing is chosen. Words that no list has
are compared as words.
"""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from sijill.text.extents import Extents
from sijill.text.place_relation import (
    Meaning,
    Side,
    innermost,
    is_within,
    lies_inside,
    may_be_apart,
    narrowed,
    stands_to,
)

SAME: Final = "same"
NARROWER: Final = "narrower"
DIFFERING: Final = "differing"
DOUBTFUL: Final = "doubtful"


class Compared(NamedTuple):
    """How the places of a figure stand to those of another, and why."""

    answer: str
    why: str = ""
    """A key of ``beside.where``; empty where the answer says all."""


def compare_places(said: Sequence[str], known: Sequence[str], extents: Extents) -> Compared:
    """Return how the places that a figure is said of stand to those of another; both as written, neither empty."""
    one, other = places_meant(said, extents), places_meant(known, extents)
    answers = {_compared(*pair) for pair in _each_way(one, other)}
    if len(answers) > 1:
        return Compared(DOUBTFUL, "nested")
    answer = answers.pop()
    return Compared(answer, _why(answer, one, other))


def places_meant(written: Sequence[str], extents: Extents) -> list[Meaning]:
    """Return what the places of one figure may mean, each nearer told by the others."""
    return narrowed([meaning for each in written if (meaning := extents.read(each))])


def place_key(written: Sequence[str], extents: Extents) -> tuple[str, ...]:
    """Return what is equal for the same places in any writing."""
    return tuple(
        sorted({"|".join(each.id for each in meaning) for meaning in places_meant(written, extents)})
    )


def lies_in(wanted: Sequence[str], extents: Extents) -> Callable[[tuple[str, str]], bool | None]:
    """Return what says of a row's place and town whether they lie in the ``wanted`` places; None where that is open."""
    ways = _ways(places_meant(wanted, extents))

    def answer(row: tuple[str, str]) -> bool | None:
        cells = [meaning for cell in row if cell and (meaning := extents.read(cell))]
        here = innermost(narrowed(cells, both=True))
        found = {_lies(here, asked) for asked in ways}
        return found.pop() if len(found) == 1 else None

    return answer


def _lies(here: Sequence[Meaning], asked: Sequence[Meaning]) -> bool | None:
    if any(lies_inside(place, one) for place in here for one in asked):
        return True
    is_apart = all(stands_to(place, one) is Side.APART for place in here for one in asked)
    return False if is_apart else None


def _compared(one: Sequence[Meaning], other: Sequence[Meaning]) -> str:
    inside, around = is_within(one, other), is_within(other, one)
    if inside is False:
        return DIFFERING
    if inside is None or around is None:
        return DOUBTFUL
    return SAME if around else NARROWER


def _each_way(
    one: Sequence[Meaning], other: Sequence[Meaning]
) -> list[tuple[Sequence[Meaning], Sequence[Meaning]]]:
    return [(first, second) for first in _ways(one) for second in _ways(other)]


def _ways(places: Sequence[Meaning]) -> list[Sequence[Meaning]]:
    """«الباب وحلب» may be both, «الباب في ريف حلب» is the first alone: what is told of both readings is sure."""
    inner = innermost(places)
    return [places] if len(inner) == len(places) else [places, inner]


def _why(answer: str, one: Sequence[Meaning], other: Sequence[Meaning]) -> str:
    if answer == NARROWER:
        return "inside"
    if answer == DIFFERING:
        return "around" if is_within(other, one) else ""
    if answer == SAME:
        return ""
    several = [meaning for meaning in (*one, *other) if len(meaning) > 1]
    if any(may_be_apart(meaning) for meaning in several):
        return "namesakes"
    return "city_or_governorate" if several else "unlisted"
