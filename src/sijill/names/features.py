"""One name against another as small numbers: the best assignment of parts, and what speaks for and against it.

Compiled. A *grid* is uint8 [6, 6], the evidence of each part of the name with fewer parts with each of the
other, in steps of ``sijill.names.evidence``. Each feature is a small number that picks one value of its
*shape*, so that a score is a sum of looked-up values; 0 says that the feature does not apply.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.abbreviations import OF_FIRMS
from sijill.names.evidence import ABBREVIATED, LOWEST, STEP, is_half
from sijill.names.uncounted import within
from sijill.names.word import (
    FLAGS_AT,
    GENERIC_FLAG,
    INITIAL_FLAG,
    KIN_FLAG,
    LEADING_FLAG,
    LENGTH_AT,
    MANS_FLAG,
    NUMBER,
    SCRIPT_AT,
    SURPRISE_AT,
    SURPRISE_UNIT,
)

MOST: Final = 6
LEVELS: Final = 128
"""Values of a feature, at the most."""
JOIN_COST: Final = 1.5 * STEP
JOIN_GAIN: Final = 2.0 * STEP
"""What reading two neighbouring parts as one must gain to be believed."""
POOR: Final = int((3 - LOWEST) * STEP)
"""Evidence below which joined neighbours are tried."""
CONTRADICTS: Final = int((-2 - LOWEST) * STEP)
NOTHING: Final = int((0 - LOWEST) * STEP)
FLOOR: Final = int((-8 - LOWEST) * STEP)
"""A part says no more against a name than this."""

FEWEST_BUT_LAST: Final = 4
"""Parts of names of which the last alone may be another: who shares given name, father and grandfather with somebody is
no kin of his, for kin share the family's name; families have two names, and women are listed by either."""
SHARED_BY_NO_TWO: Final = 1 + 2 * 27
"""Level of ``evidence_for`` from which two men of another family may be one: three names so rare that by chance no two of a
million men share them (ln 10^12/2). Of common names a man's family is another five times more seldom than a woman's."""
HALF_OF_FEW: Final = 3
"""Level of ``half_met`` for half a name in a name of two parts; 2 in a longer one, 1 where no part is met by half."""
UNSAID: Final = 4
"""Level of ``half_met`` where one name says whose child its bearer is and the other what that child is called."""
TURNED: Final = 2
"""Level of ``moved`` where parts stand in order but for where the name begins (Family Given Father),"""
TURNED_MENS: Final = 3
"""where they do, but all of them are names of men, so that father and son may be called so; 4 for any other order."""
DISORDERED: Final = 4
ONE_OF_SEVERAL: Final = 2
"""Level of ``shape_of_names`` for one part against several, or for nothing but initials."""

PAIR: Final = 2
"""Parts that are one name where they are read as one: كنان مراد beside كنانمراد."""

FEATURES: Final = (
    "least_evidence",
    "least_evidence_alone",
    "most_surprise",
    "most_surprise_alone",
    "most_surprise_a_letter",
    "mean_surprise",
    "evidence_for",
    "evidence_against",
    "second_least_evidence",
    "contradictions",
    "omitted",
    "omitted_share",
    "omitted_surprise",
    "moved",
    "joined",
    "first_evidence",
    "last_evidence",
    "first_omitted",
    "last_omitted",
    "shape_of_names",
    "generic_omitted",
    "generic_contradicts",
    "moved_and_omitted",
    "half_met",
    "evidence_but_for_last",
)
SIGNS: Final = (1, 1, -1, -1, -1, -1, 1, 1, 1, -1, -1, -1, -1, -1, 0, 1, 1, -1, -1, 0, -1, -1, -1, -1, 1)
"""Whether a feature's shape may only rise (1), only fall (-1), or either (0)."""


CHOSEN: Final = 0
"""Row of the findings: for each part of the name with fewer parts, the part that it goes with."""
EVIDENCE: Final = 1
"""Row of the findings: the evidence of the two, in steps."""
JOINED: Final = 2
"""Row of the findings, first place: a bit for each part of the longer name that was read with the one before; second:
a bit for each that says again, by first letters, what others say; third: 1 for last parts that agree but for أبو; behind them what ``unsaid`` writes."""
CHILD: Final = 3
"""Place there: 1 for first parts that both say whose child somebody is, ``OF_A_NAME`` where only one does."""
OF_A_NAME: Final = 2
SKIPPED: Final = 4
"""Place there: a bit for each part of the name with fewer parts that says nothing of what it goes with,"""
APART: Final = 5
"""and how many of them are left out on either side."""


@within
def _is_turned(found: NDArray[np.int16], n: int) -> bool:
    """Return whether the parts stand in order but for where the name begins, as in Family Given Father."""
    descents = 0
    for a in range(n - 1):
        descents += found[CHOSEN, a] > found[CHOSEN, a + 1]
    return bool(descents == 1 and found[CHOSEN, n - 1] < found[CHOSEN, 0])


@within
def _moved(inversions: int, found: NDArray[np.int16], n: int, mens: int) -> int:
    """Return the level of ``moved``; ``mens`` is 0 where not all parts are names of men."""
    if inversions == 0:
        return 1
    if not _is_turned(found, n):
        return DISORDERED
    return TURNED_MENS if mens else TURNED


@within
def _level(value: float, scale: float) -> int:
    """Return 1 + value x scale, within the levels of a feature that applies."""
    return int(min(LEVELS - 1.0, 1.0 + max(0.0, value) * scale))


@within
def _surprise(both: int, value: int) -> float:
    """Return how far the evidence of two parts falls short of what spellings so rare could say for each other, in nats.

    ``both`` is the surprise of the two as words have it.
    """
    return float(max(0.0, both / (2 * SURPRISE_UNIT) - (value / STEP + LOWEST)))


@within
def _say_little(flags: int, met: int, value: int) -> bool:
    """Return whether two parts are words that many firms have, or one is a word of firms and the other it cut short."""
    return bool(flags & met & GENERIC_FLAG or (value == ABBREVIATED and (flags | met) & OF_FIRMS))


@within
def _left_out(other: NDArray[np.int32], heads: NDArray[np.int16], used: int) -> tuple[int, int, float]:
    """Return how many parts of the longer name go with none, how many generic ones, and the surprise of the first."""
    omitted, generic, surprise = 0, 0, 0.0
    for b in range(other.size):
        if used >> b & 1:
            continue
        if heads[other[b], FLAGS_AT] & GENERIC_FLAG:
            generic += 1
        else:
            omitted += 1
            surprise += heads[other[b], SURPRISE_AT] / SURPRISE_UNIT
    return omitted, generic, surprise


@within
def _write_worst(
    levels: NDArray[np.uint8], alone: int, least: int, surprises: tuple[float, float, float]
) -> None:
    """Write what the worst pair of parts says, names of one part apart; surprises are the most, by letter, the mean."""
    levels[alone] = 1 + least // 2
    levels[2 + alone] = _level(surprises[0], 4.0)
    levels[4] = _level(surprises[1], 16.0)
    levels[5] = _level(surprises[2], 4.0)


@njit(cache=True, nogil=True, inline="always")
def _write_left_out(levels: NDArray[np.uint8], n: int, left_out: tuple[int, int, float], apart: int) -> int:
    """Write what ``_left_out`` found beside a name of n parts; return how many parts that say something are left out.

    ``apart`` are those of the n that stand alone beside a kunya.
    """
    omitted, generic, surprise = left_out
    omitted, n = omitted + apart, n - apart
    levels[10], levels[11] = 1 + omitted, 1 + 30 * omitted // (omitted + n)
    levels[12], levels[20] = _level(surprise, 2.0), 1 + generic
    return omitted


@njit(cache=True, nogil=True, inline="always")
def _write_half_and_last(
    levels: NDArray[np.uint8],
    found: NDArray[np.int16],
    parts: tuple[int, int],
    met: tuple[int, int, int],
    first: int,
) -> None:
    """Write what the first and the last part say, whether half a name was met, and what may speak for another last part.

    ``met`` are the halves, the contradictions and the parts out of order; ``first`` the flags of the first parts of both.
    """
    (n, m), (halves, contradictions, inversions) = parts, met
    if n > 1:
        levels[15], levels[16] = 1 + found[EVIDENCE, 0] // 2, 1 + found[EVIDENCE, n - 1] // 2
    levels[23] = 1 if halves == 0 else 2 if n > 2 else HALF_OF_FEW
    if found[JOINED, CHILD] == OF_A_NAME:
        levels[23] = UNSAID
    only_one = m == n >= FEWEST_BUT_LAST and contradictions == 1 and inversions == 0
    may_be_one = first & MANS_FLAG == 0 or levels[6] >= SHARED_BY_NO_TWO
    if only_one and may_be_one and found[EVIDENCE, n - 1] < CONTRADICTS:
        levels[24] = levels[6]


@njit(cache=True, nogil=True)
def describe(
    one: NDArray[np.int32],
    one_heads: NDArray[np.int16],
    other: NDArray[np.int32],
    other_heads: NDArray[np.int16],
    found: NDArray[np.int16],
    levels: NDArray[np.uint8],
) -> None:
    """Write the levels of an assignment, in the order of ``FEATURES``.

    Names are given as words by number, with the heads of all words. The first has no more parts than the other.
    """
    n, m, joined, own = one.size, other.size, found[JOINED, 0], found[JOINED, 1]
    least, second, most_surprise, by_letter, surprises = 255, 255, 0.0, 0.0, 0.0
    positive, negative, contradictions, inversions, first_met, used = 0, 0, 0, 0, own & 1 == 1, joined | own
    generic_contradicts, solid, initials, halves, mens, before = 0, 0, 0, 0, MANS_FLAG, -1
    for a in range(n):
        chosen = found[CHOSEN, a]
        word, met = one[a], other[chosen]
        # Numbers are taken one by one: a row handed on is counted as in use, which costs as much as its numbers.
        flags, flags_met = one_heads[word, FLAGS_AT], other_heads[met, FLAGS_AT]
        used, first_met = used | 1 << chosen, first_met or chosen == 0
        if found[JOINED, SKIPPED] >> a & 1:
            continue
        value, mens = found[EVIDENCE, a], mens & flags & flags_met
        is_short_for = one_heads[word, SCRIPT_AT] == NUMBER or (flags | flags_met) & INITIAL_FLAG != 0
        if (flags | flags_met) & INITIAL_FLAG:
            initials += 1
            halves += is_half(one_heads[word], other_heads[met]) or is_half(other_heads[met], one_heads[word])
        if _say_little(flags, flags_met, value):
            generic_contradicts += value < NOTHING
            continue
        inversions += before > chosen
        solid, before = solid + 1, chosen
        if value < NOTHING or not is_short_for:  # Those that fit were never meant to say more.
            surprise = _surprise(one_heads[word, SURPRISE_AT] + other_heads[met, SURPRISE_AT], value)
            surprises, most_surprise = surprises + surprise, max(most_surprise, surprise)
            shorter = min(one_heads[word, LENGTH_AT], other_heads[met, LENGTH_AT])
            by_letter = max(by_letter, surprise / (1 + shorter))
        positive += max(0, value - NOTHING)
        negative += min(0, max(value, FLOOR) - NOTHING)
        contradictions += value < CONTRADICTS
        least, second = min(least, value), min(second, max(least, value))
    if other_heads[other[0], FLAGS_AT] & KIN_FLAG and used & 1 == 0:  # His wife is not he.
        least, second, negative, contradictions = 0, least, negative + FLOOR - NOTHING, contradictions + 1
    levels[: len(FEATURES)] = 0
    omitted = _write_left_out(levels, n, _left_out(other, other_heads, used), found[JOINED, APART])
    alone = m == 1 or (n == 1 and m == PAIR and joined != 0)
    if solid > 0:
        _write_worst(levels, 1 if alone else 0, least, (most_surprise, by_letter, surprises / solid))
    levels[7] = LEVELS - 1 - min(LEVELS - 2, int(-negative / STEP * 2.0))
    levels[8] = 1 + second // 2 if solid > 1 else 0
    levels[9], levels[14] = 1 + contradictions, 2 if joined else 1
    levels[6], levels[13] = _level(positive / STEP, 2.0), _moved(inversions, found, n, mens)
    first_met |= n > 1 and other_heads[other[0], FLAGS_AT] & LEADING_FLAG != 0
    levels[17], levels[18] = 1 if first_met else 2, 1 if used >> (m - 1) & 1 else 2
    levels[19] = ONE_OF_SEVERAL if initials == n or (n == 1 and not alone) else 1 if alone else min(n + 1, 5)
    levels[21], levels[22] = 1 + generic_contradicts, 2 if inversions > 0 and omitted > 0 else 1
    first = one_heads[one[0], FLAGS_AT] | other_heads[other[0], FLAGS_AT]
    _write_half_and_last(levels, found, (n, m), (halves, contradictions, inversions), first)
