"""Places by their names: what is written by hand, joined with the lists that a project has loaded.

The governorates of a list are the same as those written by hand: joined by P-code or name, so that a place
named in a text has one id. So are districts of one name in one governorate. Localities of one name stay apart,
all of them.
"""

import dataclasses
import functools
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from sijill.model.place import Place, PlaceKind
from sijill.text.place_choice import KINDS_OF_CUES
from sijill.text.place_words import hand_places, name_keys, place_words, with_proclitics, without_proclitics

_KNOWN_POPULATION: Final = 1_000
"""A place of so many, or of any administrative level, is named without further words; of 10,339 localities in
Who's On First for Syria 85 have that many, since most have no figure."""
_ADMINISTRATIVE: Final = {PlaceKind.COUNTRY, PlaceKind.GOVERNORATE, PlaceKind.DISTRICT}
_BOUND: Final = {PlaceKind.CAMP, PlaceKind.DETENTION, PlaceKind.SITE}
"""Kinds that a text means only where it says the word: مخيم اليرموك is not the river."""

_KEPT: Final = 1 << 16
"""Words and names of which it is remembered what they may be."""


class Beginning(NamedTuple):
    """What a word of a text may begin."""

    starts: tuple[tuple[int, str], ...]
    """First words of names, each with the letters of the proclitics before it."""
    seconds: frozenset[str]
    """Words that go on with a name that it begins."""
    is_name: bool
    """Whether it is a name by itself."""
    is_famous: bool
    is_place: bool
    """Whether it names a place without further words."""
    longest: int
    """Words of the longest name that it begins."""


class Meant(NamedTuple):
    """What a name means behind a cue, or behind none."""

    places: tuple[Place, ...]
    """Those that need the word of their kind only where it stands there."""
    is_famous: bool
    """Whether a text can name one of them without saying that it is a place."""
    is_ordinary: bool
    is_persons: bool
    """Whether it is a given name too."""


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class Gazetteer:
    """Places and the index of their folded names; made by ``gazetteer``. Equal only to itself."""

    places: tuple[Place, ...]
    by_name: Mapping[str, tuple[int, ...]]
    """Key of ``name_keys`` to positions in ``places``."""
    openers: frozenset[str]
    """First words of names with any proclitics: what ``beginning`` may know, for a quick look."""
    beginning: Callable[[str], Beginning | None]
    """Key of a word in a text to what it may begin; None for a word that begins no name."""
    meant: Callable[[str, str], Meant]
    """Key of a name and kind of its cue (or nothing) to what it means."""

    def named(self, name: str) -> tuple[Place, ...]:
        """Return all places of a name, in the order of the gazetteer; empty where there is none."""
        positions = dict.fromkeys(place for key in name_keys(name) for place in self.by_name.get(key, ()))
        return tuple(self.places[position] for position in sorted(positions))


@functools.cache
def hand_gazetteer() -> Gazetteer:
    """Return the gazetteer that every installation has: 14 governorates and what is written by hand."""
    return gazetteer(())


def gazetteer(loaded: Iterable[Place]) -> Gazetteer:
    """Return what is written by hand together with ``loaded`` places."""
    places = _joined([*hand_places(), *loaded])
    listed: dict[str, list[int]] = {}
    lengths: dict[str, int] = {}
    seconds: dict[str, set[str]] = {}
    for position, place in enumerate(places):
        keys = dict.fromkeys(key for name in (*place.arabic, *place.latin) for key in name_keys(name))
        for key in keys:
            listed.setdefault(key, []).append(position)
            first, *rest = key.split()
            lengths[first] = max(lengths.get(first, 0), 1 + len(rest))
            seconds.setdefault(first, set()).update(rest[:1])
    by_name = {key: tuple(found) for key, found in listed.items()}

    @functools.lru_cache(maxsize=_KEPT)
    def beginning(word: str) -> Beginning | None:
        starts = tuple((cut, first) for cut, first in without_proclitics(word) if first in lengths)
        if not starts:
            return None
        alone = [meant(first, "") for _, first in starts if first in by_name]
        return Beginning(
            starts=starts,
            seconds=frozenset().union(*(seconds[first] for _, first in starts)),
            is_name=bool(alone),
            is_famous=any(each.is_famous for each in alone),
            is_place=any(each.is_famous and not each.is_ordinary and not each.is_persons for each in alone),
            longest=max(lengths[first] for _, first in starts),
        )

    @functools.lru_cache(maxsize=_KEPT)
    def meant(key: str, cue_kind: str) -> Meant:
        kinds = KINDS_OF_CUES.get(cue_kind, set())
        borne = (places[position] for position in by_name[key])
        found = tuple(place for place in borne if not is_bound(place) or place.kind in kinds)
        return Meant(found, any(map(is_known, found)), is_ordinary(key), key in place_words().persons)

    openers = frozenset(word for first in lengths for word in with_proclitics(first))
    return Gazetteer(places, by_name, openers, beginning, meant)


def is_bound(place: Place) -> bool:
    """Whether a text means this place only with the word of its kind."""
    return place.kind in _BOUND


def is_known(place: Place) -> bool:
    """Whether a text can name this place without saying that it is one."""
    by_hand = place.id.startswith("hand:") and not is_bound(place)
    return by_hand or place.kind in _ADMINISTRATIVE or place.population >= _KNOWN_POPULATION


def is_ordinary(key: str) -> bool:
    """Whether a name's key is an ordinary word, or made of ordinary words and persons' names alone."""
    words = place_words()
    parts = key.split()
    return key in words.ordinary or (
        len(parts) > 1 and all(part in words.ordinary or part in words.persons for part in parts)
    )


def governorate_code(name: str) -> str:
    """Return the P-code of a Syrian governorate by any of its names, or an empty string."""
    return next(
        (place.id for place in hand_gazetteer().named(name) if place.kind is PlaceKind.GOVERNORATE), ""
    )


def _joined(places: list[Place]) -> tuple[Place, ...]:
    kept: dict[str, Place] = {}
    districts: dict[tuple[str, str], str] = {}
    for place in places:
        known = place.id if place.id in kept else ""
        if place.kind is PlaceKind.DISTRICT and not known:
            keys = [(place.governorate, key) for name in place.arabic for key in name_keys(name)]
            known = next((districts[key] for key in keys if key in districts), "")
            districts |= dict.fromkeys(keys, known or place.id)
        kept[known or place.id] = _both(kept[known], place) if known else place
    return tuple(kept.values())


def _both(one: Place, other: Place) -> Place:
    return dataclasses.replace(
        one,
        arabic=tuple(dict.fromkeys((*one.arabic, *other.arabic))),
        latin=tuple(dict.fromkeys((*one.latin, *other.latin))),
        latitude=one.latitude if one.latitude is not None else other.latitude,
        longitude=one.longitude if one.longitude is not None else other.longitude,
        population=max(one.population, other.population),
        source="; ".join(dict.fromkeys((*one.source.split("; "), *other.source.split("; ")))),
    )
