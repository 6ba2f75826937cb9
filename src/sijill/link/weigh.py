"""The weight of a pair: the log odds that both records describe one person rather than kin or strangers.

Fellegi and Sunter (1969) with a third latent class for kin, learned by EM without labels (linkage notes, 5.4), and a
fourth for kin who bear one first name, of which the prior alone is learned (decision 47).
Among strangers an agreement counts by the share of the value agreed on; the class of strangers is measured on
random pairs, the other two on blocked pairs. Prior shares of the classes are over all pairs, blocked or not.
"""

from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.classes import COUSINS, KIN, KNOWN_OF_KIN, MATCH, STRANGERS, expected, normalised
from sijill.link.columns import (
    BIRTH,
    FAMILY,
    FATHER,
    FIELDS,
    FIRST,
    GRANDFATHER,
    LEVELS,
    LIES_IN,
    MOTHER,
    PLACE,
    SEX,
)
from sijill.link.compare import Vectors
from sijill.link.part_levels import DIFFERENT, KNOWN_APART
from sijill.link.threads import in_threads
from sijill.names.uncounted import uncounted, uncounted_within

ROUNDS: Final = 25
_PSEUDO_PAIRS: Final = 50.0
"""Pairs that the starting expectation of a class counts for."""
_PSEUDO_NAMES: Final = 300.0
"""The same for father, grandfather and family within a person: how lists spell them is known from elsewhere (``classes``), and a short
register whose few namesakes are taken for persons would teach that a person has two fathers."""
_FEW: Final = 1000.0
"""Records that show half of how often one person's first names differ: twins and brothers, who share all else, teach the same."""
_SELDOM_ONE: Final = ((FIRST, [DIFFERENT]), (BIRTH, [7, 11, 14]))
"""Levels of which that holds: another first name, and births farthest apart, which father and son of one name have."""
_PSEUDO_RECORDS: Final = 20.0
_SLICE: Final = 25_000
"""Pairs that one thread looks at in one go."""
_MATCHES_PER_RECORD: Final = 0.25
"""Where the prior number of matches starts: one record in four has another of the same person."""
_COUSINS_PER_MATCH: Final = 0.1
"""Where the prior number of cousins of one name starts."""
COMMONEST_OF_KIN: Final = float(np.log(0.1))
"""Share (log) that no first name passes among kin, though all of a short list bear it: brothers never bear one name."""
_ONE_DAY: Final = 2
"""Level of birth up to which two dates are one or nearly: brothers are twins, cousins are not."""


class Weights(NamedTuple):
    """Learned log-likelihoods; a named tuple because compiled loops read it."""

    log_levels: NDArray[np.float64]
    """Classes x (same script, across) x fields x levels; 0 where not given."""
    log_prior: NDArray[np.float64]
    """Of match, kin, strangers and cousins, over all pairs; all but the first raised by what clean lists show (``namesakes``)."""


def learn(
    blocked: Vectors,
    strangers: Vectors,
    *,
    records: int,
    pairs: float,
    counts: tuple[NDArray[np.float64], float],
) -> Weights:
    """Return weights learned from a sample of blocked pairs and of random pairs.

    ``pairs`` is the number of all possible pairs; ``counts`` are those of the sampled, and how many blocked ones a count stands for.
    """
    each_counts, each = counts
    is_nested = bool((blocked.levels[:, PLACE] == LIES_IN).any())
    start = expected(nested_places=is_nested)
    share = min(0.25, _MATCHES_PER_RECORD * max(records, 1) / max(pairs, 1.0))
    start_prior = np.array([share, share, 0.0, _COUSINS_PER_MATCH * share])
    prior = _whole(start_prior)
    weights = Weights(np.log(start), np.log(prior))
    by_chance, _ = _expected(strangers, np.ones(len(strangers.across)), weights)
    table = start.copy()
    table[STRANGERS] = normalised(by_chance + 2 * _PSEUDO_PAIRS * start)[STRANGERS]
    trust = _PSEUDO_RECORDS / (_PSEUDO_RECORDS + records)
    for _ in range(ROUNDS):
        weights = Weights(np.log(table), np.log(prior))
        found, totals = _expected(blocked, each_counts, weights)
        learned = _learned(found, start, records)
        table[MATCH], table[KIN] = learned[MATCH], learned[KIN]
        prior = _whole((1 - trust) * totals * each / max(pairs, 1.0) + trust * start_prior)
    if not is_nested:
        # What no pair taught weighs as it did before learning, should one come that was not in the sample.
        table[:, :, PLACE, LIES_IN] = expected()[:, :, PLACE, LIES_IN]
    return Weights(np.log(table), np.log(prior))


def _learned(counts: NDArray[np.float64], start: NDArray[np.float64], records: int) -> NDArray[np.float64]:
    """Return levels by class as ``counts`` say beside ``start``; what few ``records`` cannot show stays as it started."""
    trusted = np.full((3, 1, FIELDS, 1), _PSEUDO_PAIRS)
    trusted[MATCH, :, [FATHER, GRANDFATHER, FAMILY]] = _PSEUDO_NAMES
    learned = normalised(counts + trusted * start)
    for field, levels in _SELDOM_ONE:
        other, expected_other = (table[MATCH, :, field, levels] for table in (learned, start))
        shown = other * records**2 / (records**2 + _FEW**2)
        learned[MATCH, :, field, levels] = np.minimum(other, np.maximum(shown, expected_other))
    learned[KIN][:, KNOWN_OF_KIN] = start[KIN][:, KNOWN_OF_KIN]
    return normalised(learned)


def _whole(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``shares`` of the classes with all that the others leave for strangers."""
    whole = shares.copy()
    whole[STRANGERS] = 1.0 - shares[MATCH] - shares[KIN] - shares[COUSINS]
    return np.clip(whole, 1e-12, 1.0)


def _expected(
    vectors: Vectors, each_counts: NDArray[np.float64], weights: Weights
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return what all pairs together say under ``weights``, as much as each counts: levels by class, and pairs by class.

    Summed over slices of one size, so that the result does not hang on the number of threads.
    """

    def expect(first: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        counts, totals = np.zeros((2, FIELDS, LEVELS, 3)), np.zeros(4)
        some = vectors.slice(first, first + _SLICE), each_counts[first : first + _SLICE]
        _expect(*some, weights, (counts, totals))
        return counts, totals

    counts, totals = zip(*in_threads(expect, range(0, max(len(vectors.across), 1), _SLICE)), strict=True)
    # Classes stand beside each other while pairs are added up.
    by_class = np.ascontiguousarray(np.moveaxis(sum(counts[1:], counts[0]), -1, 0))
    return by_class, sum(totals[1:], totals[0])


def weigh(vectors: Vectors, weights: Weights, *, above: float = -np.inf) -> NDArray[np.float32]:
    """Return the weight of each compared pair in nats; of one that does not weigh more than ``above``, anything up to that."""
    result = np.empty(len(vectors.across), np.float32)
    _weigh_all(vectors, weights, above, result)
    return result


def weigh_classes(vectors: Vectors, weights: Weights) -> NDArray[np.float64]:
    """Return pairs x classes: the log-likelihood of each compared pair plus the log prior of match, kin, strangers.

    Cousins are counted among kin.
    """
    result = np.empty((len(vectors.across), 3))
    _weigh_classes(vectors, weights, result)
    return result


@uncounted_within
def _weigh_one(
    levels: NDArray[np.uint8], log_shares: NDArray[np.float32], across: int, weights: Weights
) -> tuple[float, float, float, float]:
    """Return the log-likelihood plus log prior of match, kin, strangers and cousins for one compared pair.

    Cousins are impossible where neither fathers nor mothers are two, since nothing tells them then.
    """
    match, kin, strangers = weights.log_prior[MATCH], weights.log_prior[KIN], weights.log_prior[STRANGERS]
    told = levels[FATHER] in (DIFFERENT, KNOWN_APART) or levels[MOTHER] == DIFFERENT
    cousins = weights.log_prior[COUSINS] if told else -np.inf
    for field in range(FIELDS):
        level = levels[field]
        by_chance = weights.log_levels[STRANGERS, across, field, level]
        if log_shares[field] < 0.0:
            # The share of the value itself; for a merely similar value it is what the frequent partner gives.
            by_chance = log_shares[field] if level == 0 else max(by_chance, log_shares[field])
        of_match, of_kin = weights.log_levels[MATCH, across, field, level], by_chance
        if field != FIRST:
            of_kin = weights.log_levels[KIN, across, field, level]
        elif level == 0:
            of_kin = min(by_chance, COMMONEST_OF_KIN)
        match += of_match
        strangers += by_chance
        kin += of_kin
        if told:
            kind = expected_of_cousins(field, level)
            cousins += of_match if kind == MATCH else (by_chance if kind == STRANGERS else of_kin)
    return match, kin, strangers, cousins


@numba.njit(cache=True, nogil=True, inline="always")
def expected_of_cousins(field: int, level: int) -> int:
    """Return the class as which cousins of one first name are in a field that came to ``level``.

    First name and sex are those of one person, fathers and mothers agree by chance, as do dates of birth, but for the
    year; the rest is that of kin.
    """
    if field in (FIRST, SEX):
        return MATCH
    if field in (FATHER, MOTHER) or (field == BIRTH and level <= _ONE_DAY):
        return STRANGERS
    return KIN


@uncounted
def _weigh_all(vectors: Vectors, weights: Weights, above: float, result: NDArray[np.float32]) -> None:
    for index in range(len(result)):
        across = vectors.across[index]
        match, kin, strangers, cousins = _weigh_one(
            vectors.levels[index], vectors.log_shares[index], across, weights
        )
        highest = max(kin, strangers, cousins)
        result[index] = match - highest
        if match - highest > above:  # All others together are no less likely than the likeliest of them.
            others = np.exp(kin - highest) + np.exp(strangers - highest)
            if cousins > -np.inf:
                others += np.exp(cousins - highest)
            result[index] = match - highest - np.log(others)


@uncounted
def _weigh_classes(vectors: Vectors, weights: Weights, result: NDArray[np.float64]) -> None:
    for index in range(len(result)):
        across = vectors.across[index]
        match, kin, strangers, cousins = _weigh_one(
            vectors.levels[index], vectors.log_shares[index], across, weights
        )
        if cousins > -np.inf:
            kin = np.logaddexp(kin, cousins)
        result[index, MATCH], result[index, KIN], result[index, STRANGERS] = match, kin, strangers


@uncounted
def _expect(
    vectors: Vectors,
    each_counts: NDArray[np.float64],
    weights: Weights,
    sums: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> None:
    """Add to the sums what each pair says under ``weights``, as much as it counts."""
    counts, totals = sums
    for index in range(len(vectors.across)):
        levels, across = vectors.levels[index], vectors.across[index]
        logs = _weigh_one(levels, vectors.log_shares[index], across, weights)
        highest = max(logs[0], logs[1], logs[2], logs[3])
        shares = (_exp(logs[0] - highest), _exp(logs[1] - highest), _exp(logs[2] - highest))
        of_cousins = _exp(logs[3] - highest)
        whole = (shares[0] + shares[1] + shares[2] + of_cousins) / each_counts[index]
        totals[COUSINS] += of_cousins / whole
        of_kinds = shares[0] / whole, shares[1] / whole, shares[2] / whole
        for kind in range(3):
            totals[kind] += of_kinds[kind]
        for field in range(FIELDS):
            counted = counts[across, field, levels[field]]
            counted[0] += of_kinds[0]
            counted[1] += of_kinds[1]
            counted[2] += of_kinds[2]


@uncounted
def _exp(log: float) -> float:
    """Return what ``np.exp`` does of the highest, and of what is impossible, without working it out."""
    if log == 0.0:
        return 1.0
    return 0.0 if log == -np.inf else float(np.exp(log))
