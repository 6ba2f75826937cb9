"""Places as labels of a piece of text: those that it surely names or names a part of, and those that it may name.

A label is the id of an extent (``sijill.text.extents``), so that a village's piece is found by its governorate too. A
name that several places bear puts all of them behind a question mark, with what they do not have in common; a
governorate that all of them lie in is sure.
"""

import functools
from collections.abc import Sequence
from typing import Final

from sijill.model.place import PlaceMention
from sijill.text.extents import Extents, extents_of
from sijill.text.gazetteer import Gazetteer
from sijill.text.places import places_among

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
