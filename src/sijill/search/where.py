"""Places as labels of a piece of text: those that it surely names or names a part of, and those that it may name.

A label is the id of an extent (``sijill.text.extents``), so that a village's piece is found by its governorate too. A
name that several places bear puts all of them behind a question mark, with what they do not have in common; a
governorate that all of them lie in is sure.
"""

import functools
from collections.abc import Sequence
from typing import Final

from sijill.errors import InputError
from sijill.model.place import PlaceMention
from sijill.text.extents import Extent, Extents, extents_of
from sijill.text.gazetteer import Gazetteer
from sijill.text.place_words import is_arabic
from sijill.text.places import places_among

_SOUNDING: Final = 5
_SHOWN: Final = 60
"""Letters of a name that an error repeats."""
PERHAPS: Final = "?"
"""Before the id of a place that a piece may name."""


def place_labels(text: str, written: Sequence[str], folded: Sequence[str], known: Gazetteer) -> list[str]:
    """Return the places of a text as labels, in order, each once: sure ones by their ids, others behind ``PERHAPS``.

    ``written`` are its words, ``folded`` these at level match.
    """
    sure: set[str] = set()
    possible: set[str] = set()
    for mention in places_among(text, written, folded, known):
        common, all_of_them = _lies_in(extents_of(known), mention)
        sure |= common
        possible |= all_of_them
    return [*sorted(sure), *(PERHAPS + name for name in sorted(possible - sure))]


def either(names: Sequence[str]) -> list[str]:
    """Return the labels of pieces that name one of these places or may name it."""
    return [label for name in names for label in (name, PERHAPS + name)]


def _lies_in(extents: Extents, mention: PlaceMention) -> tuple[frozenset[str], frozenset[str]]:
    """Return the ids that every meaning of a mention lies in, and those that any does."""
    names = tuple([each.place.id for each in mention.candidates])
    common, every = _meanings(extents, names, mention.cue_kind, mention.governorate)
    return (common if mention.certain else frozenset()), every


def one_place(name: str, known: Gazetteer) -> tuple[Extent, tuple[Extent, ...]]:
    """Return the place that a reader names, by id or in any writing, and what else of that name lies in it.

    InputError where no list has it, and where it may be places that lie apart: these are told, none is chosen.
    """
    extents = extents_of(known)
    meant = extents.known_as(name) or extents.read(name)
    if not meant or meant[0].kind is None:
        raise InputError(
            "unknown_place", found=name[:_SHOWN], expected=", ".join(_sounding(name, known)) or "-"
        )
    for each in meant:
        others = tuple(other for other in meant if other is not each)
        if all(each.id in other.inside for other in others):
            return each, others
    told = ", ".join(each.id for each in meant)
    raise InputError("ambiguous_place", found=name[:_SHOWN], expected=told)


def _sounding(name: str, known: Gazetteer) -> list[str]:
    """Return names of the gazetteer in the other script that sound like one that it does not have."""
    from sijill.names.places import PlaceNames

    names = sorted({each for place in known.places for each in (*place.arabic, *place.latin)})
    others = [each for each in names if is_arabic(each) != is_arabic(name)]
    return [others[place] for place, _ in PlaceNames(others).search(name, _SOUNDING)]


@functools.lru_cache(maxsize=1 << 14)
def _meanings(
    extents: Extents, names: tuple[str, ...], cue_kind: str, governorate: str
) -> tuple[frozenset[str], frozenset[str]]:
    meant = extents.among(names, cue_kind, governorate)
    if meant:
        inside = [each.inside for each in meant]
        return frozenset.intersection(*inside), frozenset.union(*inside)
    # A place of a kind that no list has under this name: it may be none of those that bear it.
    return frozenset(), frozenset.union(*(extents.by_id(name).inside for name in names))
