"""One score for two names, and many: the public comparison.

The scale is one for all scripts: 0.7 says "possible match", 1.0 the same parts in the same order. It says
how alike two names are, never that two persons are one: namesakes score 1.0.
"""

import functools
import math
import weakref
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.errors import UsageError
from sijill.names.ahead import TOGETHER, by_first, work_out
from sijill.names.compare import REPORT, compare_rows, kept_for
from sijill.names.parameters import Parameters, load_parameters
from sijill.names.sieve import Sieve, sieve_of
from sijill.names.vocabulary import Vocabulary, read_names

POSSIBLE_MATCH: Final = 0.7
"""The default threshold of screening and search."""
_MANY: Final = 10_000
"""Pairs for which evidence is worked out ahead, if there are as many as words: what is prepared takes some time a word."""
_BELOW_ONE: Final = float(np.nextafter(1.0, 0.0))
_STEEPEST: Final = 36.0
"""Logits beyond this say no more: a score stays below 1 unless the words are the same."""
_SLACK: Final = 1e-6
"""Of logits, more than rounding makes of one and its score."""


def score(one: str, other: str, *, organisations: bool = False) -> float | None:
    """Return how alike two names are, 0 to 1; symmetric. None: not comparable.

    Not comparable means that on one side nothing is left to compare: no letter, only titles and particles,
    a text such as مجهول الهوية, or a script that is not read. ``organisations`` says that these are no
    persons' names: shapes of their own say what leaving out the first part or a generic word costs.
    """
    left, right = _read_one(one).side(), _read_one(other).side()
    parameters = load_parameters()
    model = parameters.organisations if organisations else parameters.model
    logit = compare_rows(left, right, _FIRST, model, kept_for(left, right), _one_report())[0]
    return None if np.isnan(logit) else float(probability(np.array([logit]))[0])


def score_pairs(
    left: Sequence[str], right: Sequence[str], *, organisations: bool = False
) -> NDArray[np.float64]:
    """Return the scores of ``left[k]`` with ``right[k]``, float64 [n]; nan where not comparable.

    For many pairs of the same names prepare them once, see ``Names``.
    """
    if len(left) != len(right):
        raise UsageError("bad_value", name="right", expected=f"{len(left)} names", found=str(len(right)))
    places = np.arange(len(left))
    return Names(left).scores(places, Names(right), places, organisations=organisations)


class Names:
    """Names prepared for comparison: what is worked out once, and kept from call to call."""

    def __init__(self, names: Sequence[str], parameters: Parameters | None = None) -> None:
        """Read ``names``; positions are theirs. ``parameters`` are those shipped unless given."""
        self.parameters = parameters or load_parameters()
        self.vocabulary = read_names(names, self.parameters)
        self.side = self.vocabulary.side()
        self._kept: weakref.WeakKeyDictionary[Names, NDArray[np.uint8]] = weakref.WeakKeyDictionary()

    def __len__(self) -> int:
        return self.vocabulary.counts.size

    def scores(
        self,
        places: NDArray[np.integer],
        other: "Names",
        other_places: NDArray[np.integer],
        *,
        organisations: bool = False,
    ) -> NDArray[np.float64]:
        """Return the score of name ``places[k]`` with ``other``'s name ``other_places[k]``; nan: not comparable."""
        return probability(self.logits(places, other, other_places, organisations=organisations))

    def logits(
        self,
        places: NDArray[np.integer],
        other: "Names",
        other_places: NDArray[np.integer],
        *,
        organisations: bool = False,
    ) -> NDArray[np.float64]:
        """Return what scores are ranked by: as ``scores``, but without bounds and without ties near 0 and 1."""
        pairs = np.empty((len(places), 2), dtype=np.int32)
        pairs[:, 0], pairs[:, 1] = places, other_places
        model = self.parameters.organisations if organisations else self.parameters.model
        kept = self.kept(other)
        if len(pairs) < max(_MANY, len(other.side.words)):
            return compare_rows(self.side, other.side, pairs, model, kept, _one_report())
        # Pairs of one name, and of names beside it, find its evidence in near memory: twice as fast as in any order.
        pairs, order = by_first(pairs, len(self))
        for first in range(0, len(pairs), TOGETHER):
            some = pairs[first : first + TOGETHER]
            work_out(self.side, other.side, some, model, other.sieve, kept)
        found = np.empty(len(pairs))
        found[order] = compare_rows(self.side, other.side, pairs, model, kept, _one_report())
        return found

    @functools.cached_property
    def sieve(self) -> Sieve:
        """What is prepared of the words for evidence with many others."""
        return sieve_of(self.side, self.parameters.model)

    def kept(self, other: "Names") -> NDArray[np.uint8]:
        """Return the table of evidence between the words of these names and of ``other``, filled as it is used."""
        if other not in self._kept:
            self._kept[other] = kept_for(self.side, other.side)
        return self._kept[other]


def least_logit(floor: float) -> float:
    """Return what the logit of no score of ``floor`` or more is below; those of a few lower scores are not either."""
    logit = math.inf if floor >= 1 else math.log(floor / (1 - floor)) if floor > 0 else -math.inf
    return min(logit, _STEEPEST) - _SLACK


_FIRST: Final = np.zeros((1, 2), dtype=np.int32)


def _one_report() -> NDArray[np.uint8]:
    return np.empty((1, REPORT), dtype=np.uint8)


@functools.lru_cache(maxsize=1 << 13)
def _read_one(name: str) -> Vocabulary:
    return read_names([name], load_parameters())


def probability(logits: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return scores in [0, 1] for logits; nan stays nan, the same words have 1."""
    found = np.maximum(logits, -_STEEPEST)
    np.negative(np.minimum(found, _STEEPEST, out=found), out=found)
    np.exp(found, out=found)
    found += 1
    np.minimum(np.divide(1, found, out=found), _BELOW_ONE, out=found)
    found[logits > _STEEPEST * 2] = 1.0
    return found
