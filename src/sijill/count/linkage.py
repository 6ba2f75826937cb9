"""Histories as another linkage might have made them, so that a total carries the error of linking.

Two ways to know that error. *Sampled*: several clusterings of the same records, as unsure as the linkage itself is.
*Audited*: recall and precision of pairs, measured by review. A record whose link was missed stands apart from its
person, and one linked falsely stands with another; either way records stray one by one, by themselves, so that a pair
holds with the square of the chance that a record does. What was linked falsely strays again; what was missed is
brought back as often as the records that stayed say (negative binomial, prior on each cell proportional to its inverse).
"""

from collections.abc import Iterator, Sequence
from typing import Final, overload

import numpy as np
from numpy.typing import NDArray

from sijill.count.histories import FloatArray, all_cells
from sijill.model.estimate import CaptureHistories, LinkageError, Rate

MOST_TABLES: Final = 80
"""That are averaged over, where fewer leave the random draws too much say."""

_Counts = NDArray[np.int64]


def other_tables(histories: CaptureHistories, error: LinkageError, *, seed: int) -> Sequence[FloatArray]:
    """Return ``MOST_TABLES`` tables over the 2^J patterns of ``histories``, drawn with ``seed``.

    ``histories`` in canonical order. The clusterings of ``error`` are taken in turn; where there are none, each table
    starts from ``histories``. Imputed ones are taken once each: of many strata each is asked little.
    """
    return _Tables(histories, error, seed=seed)


class _Tables(Sequence[FloatArray]):
    """Tables of which each is drawn when it is first asked for: of twenty lists each is dear."""

    def __init__(self, histories: CaptureHistories, error: LinkageError, *, seed: int) -> None:
        """Have none drawn yet."""
        self._histories, self._error, self._seed = histories, error, seed
        self._starts = max(1, len(error.clusterings))
        self._drawn: dict[int, FloatArray] = {}

    def __len__(self) -> int:
        """Return how many there are, drawn or not."""
        return self._starts if self._error.imputed else MOST_TABLES

    @overload
    def __getitem__(self, place: int, /) -> FloatArray: ...
    @overload
    def __getitem__(self, place: slice, /) -> list[FloatArray]: ...
    def __getitem__(self, place: int | slice, /) -> FloatArray | list[FloatArray]:
        """Return the table at ``place``, the same whichever were asked for before."""
        places = range(len(self))[place]
        if isinstance(places, range):
            return [self._table(each) for each in places]
        return self._table(places)

    def _table(self, place: int) -> FloatArray:
        if place not in self._drawn:
            random = np.random.default_rng([self._seed, 1, place])
            self._drawn[place] = _under(self._start(place % self._starts), self._error, random)
        return self._drawn[place]

    def _start(self, number: int) -> FloatArray:
        clusterings = self._error.clusterings
        if not clusterings:
            return all_cells(self._histories)
        return _laid_out(clusterings[number], self._histories.lists)


def _laid_out(other: CaptureHistories, lists: tuple[str, ...]) -> FloatArray:
    """Return persons by pattern with ``lists`` as columns; who is on none of these is left out."""
    places = [lists.index(name) if name in lists else None for name in other.lists]
    persons = np.zeros(1 << len(lists))
    for pattern, count in zip(other.patterns, other.counts, strict=True):
        on = [place for bit, place in enumerate(places) if pattern >> bit & 1 and place is not None]
        persons[sum(1 << place for place in on)] += count
    persons[0] = 0.0
    return persons


def _under(persons: FloatArray, error: LinkageError, random: np.random.Generator) -> FloatArray:
    counts = persons.astype(np.int64)
    if error.precision is not None:
        counts = strayed(counts, 1 - np.sqrt(_drawn(error.precision, random)), random)
    if error.recall is not None:
        counts = brought_back(counts, 1 - np.sqrt(_drawn(error.recall, random)), random)
    return counts.astype(float)


def strayed(counts: _Counts, share: float, random: np.random.Generator) -> _Counts:
    """Return ``counts`` by pattern after each record left its person with chance ``share``."""
    left = counts.copy()
    for alone, every in _steps(len(counts)):
        # Where nobody is, nothing is drawn: of twenty lists nearly all of a million cells.
        joined = every[left[every] > 0]
        moved = random.binomial(left[joined], share)
        left[joined] -= moved
        left[joined ^ alone] += moved
        left[alone] += moved.sum()
    return left


def brought_back(counts: _Counts, share: float, random: np.random.Generator) -> _Counts:
    """Return counts from which ``strayed`` may have made ``counts``."""
    whole = counts.copy()
    for alone, every in reversed(list(_steps(len(counts)))):
        held = np.flatnonzero(whole[every])
        joined = every[held]
        rates = random.gamma(whole[joined]) * share / (1 - share)
        moved = np.minimum(random.poisson(rates), whole[joined ^ alone])
        if moved.sum() > whole[alone]:
            wanted = np.zeros(len(every), np.int64)
            wanted[held] = moved
            moved = random.multivariate_hypergeometric(wanted, whole[alone])[held]
        whole[joined] += moved
        whole[joined ^ alone] -= moved
        whole[alone] -= moved.sum()
    return whole


def _steps(cells: int) -> Iterator[tuple[int, NDArray[np.int64]]]:
    """Yield each list's own pattern, and the patterns in which it stands with others."""
    patterns = np.arange(cells)
    for place in range(cells.bit_length() - 1):
        alone = 1 << place
        yield alone, patterns[(patterns & alone > 0) & (patterns != alone)]


def _drawn(rate: Rate, random: np.random.Generator) -> float:
    """Draw a rate whose logit is normal with 95 % of it between the ends of its interval."""
    low, value, high = np.clip([rate.low, rate.value, rate.high], 1e-6, 1 - 1e-6)
    logit = np.log([low, value, high]) - np.log1p([-low, -value, -high])
    return float(1 / (1 + np.exp(-random.normal(logit[1], (logit[2] - logit[0]) / 3.92))))
