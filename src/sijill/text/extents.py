"""What a name of a place means as land: which extents it may be, and what each lies in.

A gazetteer has places; a text also says parts of them (مدينة حلب, ريف حلب), and the name of a governorate alone may
be the governorate or its city. Here each of these is an extent with the ids of all that it lies in, so that search,
claims and lists ask the same question: is this the same place, inside that one, or apart from it?

A word that no gazetteer has is an extent of its own by its folded words, inside nothing.
"""

import dataclasses
import functools
from collections.abc import Iterable, Sequence
from typing import Final

from sijill.model.place import Place, PlaceKind
from sijill.text.fold import match_key
from sijill.text.gazetteer import Gazetteer, hand_gazetteer
from sijill.text.namesakes import aliases, cities
from sijill.text.place_choice import KINDS_OF_CUES
from sijill.text.place_tokens import PlaceTokens
from sijill.text.place_words import name_keys, place_words

CITY: Final = "city"
COUNTRYSIDE: Final = "countryside"
_TOWNS: Final = frozenset({CITY, "town", "village"})
"""Cues that say a locality."""
_ADMINISTRATIVE: Final = frozenset({"governorate", "district", "subdistrict"})
"""Cues of land that is named after its chief town."""
_COMPASS: Final = {
    word: side
    for side, words in {
        "north": "شمالي شماليه northern",
        "south": "جنوبي جنوبيه southern",
        "east": "شرقي شرقيه eastern",
        "west": "غربي غربيه western",
    }.items()
    for word in words.split()
}
_OF: Final = frozenset({"of", "the"})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A stretch of land that a name means."""

    id: str
    """A place's id; with a part behind a slash (``SY02/city``); or ``word:`` and folded words."""
    inside: frozenset[str]
    """Ids of all that it is known to lie in, its own among them."""
    kind: PlaceKind | None = None
    """None for words that no gazetteer has."""
    governorate: str = ""
    district: str = ""
    """Id; empty where no list says."""
    is_vague: bool = False
    """Without borders that a list tells: الغوطة, the countryside, its north."""


class Extents:
    """The extents of a gazetteer; keep one, it remembers what it has read."""

    def __init__(self, known: Gazetteer) -> None:
        self._known = known
        self._by_id = {place.id: place for place in known.places}
        self._districts = {
            (place.governorate, key): place.id
            for place in known.places
            if place.kind is PlaceKind.DISTRICT
            for name in place.arabic
            for key in name_keys(name)
        }
        self._cities = cities(known)
        self._alias = aliases(known)
        self.read = functools.lru_cache(maxsize=1 << 16)(self._read)
        self.of = functools.lru_cache(maxsize=1 << 16)(self._of)

    def _read(self, written: str) -> tuple[Extent, ...]:
        """Return what a place as written in a claim or a cell may be, in the order of ids; one that is a word if nothing."""
        keys = PlaceTokens(written).keys
        kind = side = ""
        while keys:
            places = self._named(" ".join(keys), kind)
            if found := self._parts(places, kind, side):
                return self._ordered(found)
            if keys[0] in place_words().cues:
                kind, keys = kind or place_words().cues[keys[0]], keys[1:]
            elif keys[0] in _OF:
                keys = keys[1:]
            elif keys[-1] in place_words().cues and keys[-1].isascii():
                kind, keys = kind or place_words().cues[keys[-1]], keys[:-1]
            elif _side(keys[-1]) or _side(keys[0]):
                side = _side(keys[-1]) or _side(keys[0])
                keys = keys[:-1] if _side(keys[-1]) else keys[1:]
            else:
                break
        words = " ".join(keys) or match_key(written)
        if not any(map(str.isalnum, words)):
            return ()
        return (Extent(id=f"word:{words}", inside=frozenset({f"word:{words}"})),)

    def among(self, names: Sequence[str], cue_kind: str = "", governorate: str = "") -> tuple[Extent, ...]:
        """Return what a name that these places bear may be, as far as a text's own words do not rule it out.

        ``cue_kind`` and ``governorate`` are those of a mention. Empty where the words say a kind that no list has.
        """
        places = [self._by_id[name] for name in names]
        if governorate:
            places = [place for place in places if place.governorate == governorate] or places
        return self._ordered(self._parts(places, cue_kind, ""))

    def known_as(self, name: str) -> tuple[Extent, ...]:
        """Return the extent of an id, a part's (``SY02/city``) too; empty where there is none of that id."""
        whole, slash, part = name.partition("/")
        if whole not in self._by_id:
            return ()
        if not slash:
            return (self.by_id(whole),)
        if part == CITY and whole in self._cities:
            return (self._city(whole),)
        return (_part(self.by_id(whole), COUNTRYSIDE),) if part == COUNTRYSIDE else ()

    def by_id(self, name: str) -> Extent:
        """Return the extent of a place of the gazetteer by its id."""
        return self.of(self._by_id[name])

    def _named(self, key: str, kind: str) -> tuple[Place, ...]:
        return self._known.meant(key, kind).places if key in self._known.by_name else ()

    def _ordered(self, extents: Iterable[Extent]) -> tuple[Extent, ...]:
        return tuple(sorted({each.id: each for each in extents}.values(), key=lambda each: each.id))

    def _parts(self, places: Sequence[Place], kind: str, side: str) -> list[Extent]:
        """Return the extents of a name's places behind the word of a kind (or none) and a side of the compass.

        Empty where no list has one of that kind and none follows from the name: a quarter is not where a village is
        that bears its name.
        """
        kinds = KINDS_OF_CUES.get(kind, set())
        governorates = [place for place in places if place.kind is PlaceKind.GOVERNORATE]
        if kind == COUNTRYSIDE:
            found = [_part(self.of(place), COUNTRYSIDE) for place in governorates or places]
        elif kind and not any(place.kind in kinds for place in places):
            found = [each for place in places if (each := self._unlisted(place, kind))]
        elif governorates and not kind:
            found = [each for place in governorates for each in self._of_one_name(place, places)]
        else:
            found = [self.of(place) for place in places if not kind or place.kind in kinds]
        return [_part(each, side) for each in found] if side else found

    def _of_one_name(self, governorate: Place, places: Sequence[Place]) -> list[Extent]:
        """A governorate, its district and its city of that name; a village that bears it needs the word village."""
        found = [self.of(governorate)]
        found += [self._city(governorate.id)] if governorate.id in self._cities else []
        named = (PlaceKind.DISTRICT, PlaceKind.SUBDISTRICT)
        return found + [
            self.of(place) for place in places if place.kind in named and place.governorate == governorate.id
        ]

    def _unlisted(self, place: Place, kind: str) -> Extent | None:
        """What is named after a place and in no list: the city of a governorate, the district of a town."""
        is_wide = place.kind in {PlaceKind.GOVERNORATE, PlaceKind.DISTRICT, PlaceKind.SUBDISTRICT}
        if kind in _TOWNS and place.id in self._cities:
            return self._city(place.id)
        if kind in _TOWNS and place.kind is PlaceKind.GOVERNORATE:
            return self.of(place)
        if kind not in _TOWNS | _ADMINISTRATIVE and place.kind is not PlaceKind.GOVERNORATE:
            return None
        if not is_wide and (place.kind is not PlaceKind.LOCALITY or kind in _TOWNS):
            return None
        whole = self.of(place)
        name = f"{whole.id}/{kind}"
        around = whole.inside if is_wide else whole.inside - {whole.id}
        kinds = KINDS_OF_CUES[kind]
        return dataclasses.replace(whole, id=name, inside=around | {name}, kind=next(iter(kinds)))

    def _city(self, code: str) -> Extent:
        place = self._cities[code]
        district = self._district(place) if place else ""
        name = next(iter(self._by_id[code].arabic), "")
        district = district or next((self._districts.get((code, key), "") for key in name_keys(name)), "")
        return Extent(
            id=f"{code}/{CITY}",
            inside=frozenset({f"{code}/{CITY}", code, code[:2], district} - {""}),
            kind=PlaceKind.LOCALITY,
            governorate=code,
            district=district,
        )

    def _of(self, place: Place) -> Extent:
        """Return the extent of a place of the gazetteer."""
        code = place.governorate
        place = self._by_id[self._alias.get(place.id, place.id)]
        known_city = self._cities.get(code)
        if known_city is not None and known_city.id == place.id:
            return self._city(code)
        name, district = place.id, self._district(place)
        inside = {name, code, code[:2] if code in self._by_id else "", district}
        if code in self._cities and self._is_in_countryside(place):
            inside.add(f"{code}/{COUNTRYSIDE}")
        if place.kind is PlaceKind.QUARTER and place.id.startswith("hand:") and code in self._cities:
            inside.add(f"{code}/{CITY}")
        return Extent(
            id=name,
            inside=frozenset(inside - {""}),
            kind=place.kind,
            governorate=code,
            district="" if place.kind is PlaceKind.DISTRICT else district,
            is_vague=place.kind is PlaceKind.AREA,
        )

    def _is_in_countryside(self, place: Place) -> bool:
        """Every locality but the city, and every district but the city's, where it is known."""
        if place.kind is PlaceKind.DISTRICT:
            chief = self._city(place.governorate).district
            return bool(chief) and chief != place.id
        return place.kind is PlaceKind.LOCALITY

    def _district(self, place: Place) -> str:
        """Return the id of the district that a list gives by code or by name; empty where there is none."""
        if place.district in self._by_id:
            return place.district
        keys = name_keys(place.district)
        return next(
            (found for key in keys if (found := self._districts.get((place.governorate, key), ""))), ""
        )

    def governorates(self) -> list[Place]:
        """Return the governorates of the gazetteer, in its order."""
        return [place for place in self._known.places if place.kind is PlaceKind.GOVERNORATE]

    def place(self, name: str) -> Place | None:
        """Return the gazetteer's place of an extent's id; None for a part or a word."""
        return self._by_id.get(name)


@functools.cache
def extents_of(known: Gazetteer | None = None) -> Extents:
    """Return the extents of a gazetteer, made once; by default of what is by hand."""
    return Extents(known or hand_gazetteer())


def _part(whole: Extent, part: str) -> Extent:
    """Return a part of an extent; the countryside of a town lies in what the town lies in, not in the town."""
    name = f"{whole.id}/{part}"
    around = whole.inside
    if part == COUNTRYSIDE and whole.kind is PlaceKind.LOCALITY:
        around = around - {whole.id}
    return dataclasses.replace(whole, id=name, inside=around | {name}, kind=PlaceKind.AREA, is_vague=True)


def _side(key: str) -> str:
    return _COMPASS.get(key.removeprefix("ال"), "")
