"""The hand-written lexicon as a table: of each common spelling its usual spellings in both scripts, and their shares."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import LATIN_CODES
from sijill.names.common import Entry, Short

USUAL_ENTRIES: Final = 20
"""Usual spellings kept of an entry of the lexicon, with those of its short forms."""
_MILLIONTHS: Final = 1e6
Weights = dict[str, dict[str, float]]
"""Of a spelling, how much each of its usual spellings weighs."""


def usual_table(entries: Sequence[Entry], short: Sequence[Short]) -> tuple[dict[str, int], NDArray[np.int32]]:
    """Return the row of each spelling, and [rows, 2 * USUAL_ENTRIES] its usual spellings, each with its share in millionths.

    A spelling of rank r weighs 1 / r; a spelling stands for itself with 1 more. A name has the usual spellings of its
    short forms at their share, and the other way round. -1 behind the last.
    """
    own = {spelling: _shares(weights) for spelling, weights in _weights(entries, short).items()}
    told = {spelling: dict(shares) for spelling, shares in own.items()}
    for form in short:
        for one, other in ((form.name, form.short), (form.short, form.name)):
            for spelling, share in own[other].items():
                told[one][spelling] = max(told[one].get(spelling, 0.0), form.share * share)
    numbers = {spelling: number for number, spelling in enumerate(sorted(told))}
    usual = np.full((len(numbers), 2 * USUAL_ENTRIES), -1, dtype=np.int32)
    for spelling, number in numbers.items():
        ranked = sorted(told[spelling].items(), key=lambda item: (-item[1], item[0]))[:USUAL_ENTRIES]
        for place, (other, share) in enumerate(ranked):
            usual[number, 2 * place : 2 * place + 2] = numbers[other], round(share * _MILLIONTHS)
    return numbers, usual


def _weights(entries: Sequence[Entry], short: Sequence[Short]) -> Weights:
    found: Weights = {}
    for arabics, latins in entries:
        for one, targets in itertools.product((*arabics, *latins), (arabics, latins)):
            own = found.setdefault(one, {})
            for rank, other in enumerate(targets):
                own[other] = own.get(other, 0) + 1 / (1 + rank) + (1.0 if one == other else 0.0)
    for form in short:
        for spelling in (form.name, form.short):
            found.setdefault(spelling, {spelling: 1.0})
    return found


def _shares(weights: Mapping[str, float]) -> dict[str, float]:
    """Return weights of spellings as shares within either script."""
    totals = [0.0, 0.0]
    for other, weight in weights.items():
        totals[other[0] in LATIN_CODES] += weight
    return {other: weight / totals[other[0] in LATIN_CODES] for other, weight in weights.items()}
