"""Places in words: what an id of an extent is called, what a reader's word for one means, how many pieces name it."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from sijill.cli.registers import note
from sijill.errors import InputError
from sijill.words import say

if TYPE_CHECKING:
    from sijill.text.gazetteer import Gazetteer

_TOLD: Final = 12
"""Candidates and places of a count that are told."""


def place_name(name: str, known: "Gazetteer", language: str) -> str:
    """Return what a place is called, with its kind; a part by what it is a part of."""
    from sijill.text.extents import extents_of

    place = extents_of(known).place(name)
    if place is None:
        return _bare_name(name, known, language)
    kind = say(f"cli.places.kind.{place.kind.value.replace(' ', '_')}", language)
    return f"{_bare_name(name, known, language)} ({kind})"


def _bare_name(name: str, known: "Gazetteer", language: str) -> str:
    from sijill.text import shown
    from sijill.text.extents import extents_of

    whole, slash, part = name.rpartition("/")
    if slash:
        return say(f"cli.places.part.{part}", language, name=_bare_name(whole, known, language))
    place = extents_of(known).place(name)
    return shown(name if place is None else place.name(language))


def asked_places(names: tuple[str, ...], known: "Gazetteer", language: str) -> list[str]:
    """Return the ids of the places that a reader names; what else a name may mean is told, or refused with all of it."""
    from sijill.search.where import one_place
    from sijill.text import shown

    found = []
    for name in names:
        try:
            place, others = one_place(name, known)
        except InputError as error:
            if error.key == "ambiguous_place":
                for each in str(error.data["expected"]).split(", ")[:_TOLD]:
                    note(_with_id(each, known, language))
            raise
        if others:
            told = "; ".join(_with_id(each.id, known, language) for each in others)
            taken = _with_id(place.id, known, language)
            note(say("cli.search.place_taken", language, name=shown(name), place=taken, others=told))
        found.append(place.id)
    return found


def counted_places(counts: Mapping[str, int], known: "Gazetteer", language: str) -> str:
    """Return how many pieces name each place, and how many more perhaps do, the most named first."""
    from sijill.search.where import PERHAPS

    names = list(dict.fromkeys(label.removeprefix(PERHAPS) for label in counts))
    sure = {name: counts.get(name, 0) for name in names}
    ordered = sorted(names, key=lambda name: (-sure[name], -counts.get(PERHAPS + name, 0), name))
    told = []
    for name in ordered[:_TOLD]:
        more = counts.get(PERHAPS + name, 0)
        perhaps = say("cli.search.perhaps_more", language, count=more) if more else ""
        told.append(f"{place_name(name, known, language)} {sure[name]}{perhaps}")
    return "; ".join(told) + (" …" if len(ordered) > _TOLD else "")


def _with_id(name: str, known: "Gazetteer", language: str) -> str:
    from sijill.text.extents import extents_of

    place = extents_of(known).place(name)
    inside = place.governorate if place and place.governorate != name else ""
    where = f", {place_name(inside, known, language)}" if inside else ""
    return f"{place_name(name, known, language)}{where} [{name}]"
