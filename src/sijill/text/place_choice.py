"""Which of several places of one name a text means: all stay, in an order with scores.

What speaks for a place, the strongest first: the kind that the text says (قرية), the governorate that it names
beside it, other places named around it, and how many people live there. The weights are judgement: no set of
texts with known places was there to learn them from.
"""

import math
from collections.abc import Sequence
from typing import Final, Protocol

from sijill.model.place import Candidate, Place, PlaceKind

REACH: Final = 8
"""Mentions on each side that count as neighbours: a bound, so that time stays linear."""
_BESIDE: Final = 60
"""Code points within which a governorate named behind or before a place is its own."""
_KIND, _OWN_BEHIND, _OWN_BEFORE, _ELSEWHERE, _NEIGHBOUR = 10.0, 50.0, 20.0, 4.0, 9.0
_NEAR_KM: Final = 25.0
_GOVERNORATE: Final = 20.0
"""The name of a governorate alone means it before its city: that is the less that was said."""
_DISTRICT, _CHIEF_TOWN = 0.9, 3.0
"""A district is named for its chief town, and its name alone means the town."""

KINDS_OF_CUES: Final = {
    "governorate": {PlaceKind.GOVERNORATE},
    "countryside": {PlaceKind.GOVERNORATE},
    "district": {PlaceKind.DISTRICT},
    "subdistrict": {PlaceKind.SUBDISTRICT},
    "city": {PlaceKind.LOCALITY},
    "town": {PlaceKind.LOCALITY},
    "village": {PlaceKind.LOCALITY},
    "quarter": {PlaceKind.QUARTER},
    "camp": {PlaceKind.CAMP},
    "detention": {PlaceKind.DETENTION},
    "site": {PlaceKind.SITE},
}
"""Cue to the kinds of place that it says."""


class Named(Protocol):
    """A mention as it was found: where, with which cue, and the places of its name."""

    @property
    def start(self) -> int:
        """Offset in the text."""

    @property
    def end(self) -> int:
        """Offset in the text, exclusive."""

    @property
    def cue_kind(self) -> str:
        """A key of ``KINDS_OF_CUES``, or empty."""

    @property
    def places(self) -> tuple[Place, ...]:
        """All places of the name."""


def choose(mentions: Sequence[Named]) -> list[tuple[Candidate, ...]]:
    """Return for each of a text's mentions, in order, its candidates with scores, the likeliest first."""
    return [_candidates(mentions, position) for position in range(len(mentions))]


def kilometres(one: Place, other: Place) -> float | None:
    """Return the distance on a plane, right to a few per cent within a country; None without coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    north = one.latitude - other.latitude
    east = (one.longitude - other.longitude) * math.cos(math.radians(one.latitude))
    return 111.2 * math.hypot(north, east)


def _candidates(mentions: Sequence[Named], position: int) -> tuple[Candidate, ...]:
    mention = mentions[position]
    if len(mention.places) == 1:
        return (Candidate(mention.places[0], 1.0),)
    around = [
        mentions[other]
        for other in range(max(0, position - REACH), min(len(mentions), position + REACH + 1))
        if other != position
    ]
    named = _named_governorates(mention, around)
    chief = {place.governorate for place in mention.places if place.kind is PlaceKind.DISTRICT}
    chief -= {place.id for place in mention.places if place.kind is PlaceKind.GOVERNORATE}
    fixed = [other.places[0] for other in around if len(other.places) == 1]
    weights = [_weight(place, mention, named, fixed) for place in mention.places]
    weights = [
        weight * (_CHIEF_TOWN if place.kind is PlaceKind.LOCALITY and place.governorate in chief else 1.0)
        for place, weight in zip(mention.places, weights, strict=True)
    ]
    total = sum(weights)
    found = [
        Candidate(place, round(weight / total, 3))
        for place, weight in zip(mention.places, weights, strict=True)
    ]
    return tuple(sorted(found, key=lambda each: -each.score))


def _weight(place: Place, mention: Named, named: dict[str, float], fixed: list[Place]) -> float:
    weight = float((1 + place.population) ** 0.2)
    if place.kind is PlaceKind.GOVERNORATE:
        weight = _GOVERNORATE
    elif place.kind is PlaceKind.DISTRICT:
        weight = _DISTRICT
    if mention.cue_kind and place.kind in KINDS_OF_CUES[mention.cue_kind]:
        weight *= _KIND
    weight *= named.get(place.governorate, 1.0)
    distances = [apart for other in fixed if (apart := kilometres(place, other)) is not None]
    if distances:
        weight *= 1 + _NEIGHBOUR * math.exp(-min(distances) / _NEAR_KM)
    return weight


def _named_governorates(mention: Named, around: list[Named]) -> dict[str, float]:
    """Governorates named around a mention and how much each counts."""
    found: dict[str, float] = {}
    for other in around:
        code = next((place.id for place in other.places if place.kind is PlaceKind.GOVERNORATE), "")
        if not code:
            continue
        if 0 <= other.start - mention.end <= _BESIDE:
            weight = _OWN_BEHIND
        else:
            weight = _OWN_BEFORE if 0 <= mention.start - other.end <= _BESIDE else _ELSEWHERE
        found[code] = max(found.get(code, 1.0), weight)
    return found
