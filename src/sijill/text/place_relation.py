"""Whether one place is another, lies in it, or lies apart: of names that may mean several, without a guess."""

import enum
from collections.abc import Iterable, Sequence
from itertools import product

from sijill.model.place import PlaceKind
from sijill.text.extents import COUNTRYSIDE, Extent

Meaning = tuple[Extent, ...]
"""What one name may mean, in the order of ids."""


class Side(enum.Enum):
    """How one place stands to another."""

    SAME = "same"
    INSIDE = "inside"
    AROUND = "around"
    APART = "apart"
    UNSURE = "unsure"
    """The names or the gazetteer leave it open."""


def relation(one: Extent, other: Extent) -> Side:
    """Return how an extent stands to another; UNSURE where the gazetteer does not say."""
    if one.id == other.id:
        return Side.SAME
    if other.id in one.inside:
        return Side.INSIDE
    if one.id in other.inside:
        return Side.AROUND
    return Side.APART if _are_apart(one, other) else Side.UNSURE


def stands_to(one: Meaning, other: Meaning) -> Side:
    """Return how what one name may mean stands to what another may mean.

    Names that may mean the same, each thing in the other, are the same (حلب, Aleppo: the governorate or its city, as
    yet unsaid in both); if what they may mean lies apart, neither says which.
    """
    if one == other and _is_nested(one):
        return Side.SAME
    found = {relation(*pair) for pair in product(one, other)}
    return found.pop() if len(found) == 1 else Side.UNSURE


def lies_inside(one: Meaning, other: Meaning) -> bool | None:
    """Return whether one place lies in another, whichever they mean; False where it does not, as far as is known."""
    if one == other and _is_nested(one):
        return True
    found = {relation(*pair) for pair in product(one, other)}
    if found <= {Side.SAME, Side.INSIDE}:
        return True
    return False if found <= {Side.APART, Side.AROUND} else None


def is_within(places: Sequence[Meaning], others: Sequence[Meaning]) -> bool | None:
    """Return whether every one of ``places`` lies in one of ``others``; None where that is open."""
    answers = [_any_of(lies_inside(place, other) for other in others) for place in places]
    return False if False in answers else None if None in answers else True


def narrowed(places: Sequence[Meaning], *, both: bool = False) -> list[Meaning]:
    """Return what each of several places named together may mean: of several, those in another of them.

    ``both``: these are the columns of one row, so that the wider place is the one that the narrower lies in.
    """
    wanted = {Side.INSIDE, Side.AROUND} if both else {Side.INSIDE}
    found = []
    for at, meaning in enumerate(places):
        around = [other for place, other in enumerate(places) if place != at and other != meaning]
        kept = tuple(
            each
            for each in meaning
            if any(relation(each, one) in wanted for other in around for one in other)
        )
        found.append(kept or meaning)
    return found


def innermost(places: Sequence[Meaning]) -> list[Meaning]:
    """Return the places in which no other of them lies: الباب of الباب and حلب."""
    return [
        place
        for at, place in enumerate(places)
        if not any(stands_to(other, place) is Side.INSIDE for spot, other in enumerate(places) if spot != at)
    ]


def may_be_apart(meaning: Meaning) -> bool:
    """Whether a name may mean places that do not lie in each other: two villages, not a governorate and its city."""
    return not _is_nested(meaning)


def _any_of(answers: Iterable[bool | None]) -> bool | None:
    found = set(answers)
    return True if True in found else None if None in found else False


def _is_nested(meaning: Meaning) -> bool:
    return all(
        relation(one, other) in {Side.SAME, Side.INSIDE, Side.AROUND}
        for one, other in product(meaning, meaning)
    )


def _are_apart(one: Extent, other: Extent) -> bool:
    """Whether two extents of which neither is known to lie in the other surely have no land in common."""
    if one.kind is None or other.kind is None:
        return True  # A word that no list has is compared as a word.
    if one.governorate and other.governorate and one.governorate != other.governorate:
        return True
    if not one.governorate or not other.governorate:
        return _are_abroad(one, other) or (one.kind is other.kind and not (one.is_vague or other.is_vague))
    if one.is_vague or other.is_vague:
        return _is_city_and_countryside(one, other) or _is_city_and_countryside(other, one)
    return one.kind is other.kind or _has_other_district(one, other) or _has_other_district(other, one)


def _are_abroad(one: Extent, other: Extent) -> bool:
    """Towns and countries: what is by hand and outside all governorates lies abroad."""
    return any(
        place.kind is PlaceKind.LOCALITY
        and place.id.startswith("hand:")
        and (rest.governorate or rest.id == "SY")
        for place, rest in ((one, other), (other, one))
    )


def _is_city_and_countryside(one: Extent, other: Extent) -> bool:
    return one.kind is PlaceKind.LOCALITY and other.id == f"{one.governorate}/{COUNTRYSIDE}"


def _has_other_district(one: Extent, other: Extent) -> bool:
    return other.kind is PlaceKind.DISTRICT and bool(one.district) and one.district != other.id
