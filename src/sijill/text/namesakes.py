"""Which places of a gazetteer are one: a governorate's city, a village that two lists have, Damascus."""

from typing import Final

from sijill.model.place import Place, PlaceKind
from sijill.text.gazetteer import Gazetteer
from sijill.text.place_words import name_keys

CITY_ITSELF: Final = "SY01"
"""The governorate of Damascus is the city."""
_WITHOUT_CITY: Final = frozenset({CITY_ITSELF, "SY03"})
"""Rural Damascus has no city of its name. The other twelve governorates have one."""


def cities(known: Gazetteer) -> dict[str, Place | None]:
    """Return the city of each governorate that has one of its name; None where no list has it."""
    found: dict[str, Place | None] = {}
    for code in (place for place in known.places if place.kind is PlaceKind.GOVERNORATE):
        keys = {key for name in (*code.arabic, *code.latin) for key in name_keys(name)}
        named = [known.places[at] for key in sorted(keys) for at in known.by_name.get(key, ())]
        towns = [
            place for place in named if place.kind is PlaceKind.LOCALITY and place.governorate == code.id
        ]
        if code.id not in _WITHOUT_CITY and (towns or code.id.startswith("SY")):
            found[code.id] = max(towns, key=lambda place: (place.population, place.id), default=None)
    return found


def aliases(known: Gazetteer) -> dict[str, str]:
    """Return the ids of localities that another list has too, with the id there.

    They bear one name in one governorate, and no list has it there twice.
    """
    named: dict[tuple[str, str], list[Place]] = {}
    for key, positions in known.by_name.items():
        for place in (known.places[position] for position in positions):
            is_town = place.kind is PlaceKind.LOCALITY and place.governorate
            if is_town or (place.kind is PlaceKind.DISTRICT and place.governorate == CITY_ITSELF):
                named.setdefault((place.governorate, key), []).append(place)
    found: dict[str, str] = {}
    for (code, key), places in sorted(named.items()):
        if code == CITY_ITSELF and _is_name(known, code, key):
            found |= dict.fromkeys([place.id for place in places], code)
            continue
        if len(places) > 1 and len({place.source for place in places}) == len(places) and key[0] >= "\u0600":
            first = found.get(places[0].id, places[0].id)
            found |= {place.id: first for place in places[1:] if place.id not in found and place.id != first}
    return found


def _is_name(known: Gazetteer, code: str, key: str) -> bool:
    return any(known.places[position].id == code for position in known.by_name[key])
