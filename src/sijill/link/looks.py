"""What a stated probability hears of a pair, as a row of numbers, and the scales that weigh them.

The scales in ``learned/scales.json`` are made by ``python -m train.scales``, which reads the very numbers that are read
here; the file says of each what it was learned from. There are four: of pairs that a cluster holds and of those that stand apart, of lists that name nobody twice
(``clean``) and of all others. What a scale says is bent once more in registers of more than 100,000 records (decision 75).
"""

import functools
import json
from importlib import resources
from typing import Final, NamedTuple

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.threads import in_threads
from sijill.names.uncounted import uncounted

LOOKS: Final = (
    "one", "odds", "odds_below_0", "odds_below_-2", "odds_above_2", "odds_above_4",
    "worse", "worse_below_0", "worse_above_3", "better", "better_below_0", "better_above_4",
    "other_name", "contradict", "smaller", "larger", "margin", "margin_below_0",
    "one_list", "one_list_rarer", "one_list_odds",
    "odds_above_-3.5", "odds_above_-1", "worse_above_-0.7", "worse_above_-0.3", "worse_above_0.5",
    "better_above_-0.5", "better_above_0.5", "better_above_2",
    "margin_above_0.2", "margin_above_0.5", "margin_above_1", "margin_above_2",
    "odds_above_-0.5", "odds_above_0.5", "odds_above_1",
    "same_list", "same_list_odds", "same_list_odds_below_0", "same_list_odds_above_2",
    "same_list_worse", "same_list_better", "same_list_margin",
)  # fmt: skip
"""In the order of a row: log odds of a pair and its rivals, how well the two fit each other's cluster and how large these are
(``cluster_fit``), what speaks against it, and whether both clusters stand on one list that names nobody twice, with how much
rarer one person twice is on it (log). What is likeliest is not always the most of a look: a record that is nearer to a cluster than to any
other by little is often of it, one that is so by much and yet stands apart seldom. So looks bend at more places (decision 60).
Two records of one list that may name a person twice are weighed apart from those of two lists (decision 72)."""
SCALES: Final = ("together", "apart", "clean_together", "clean_apart")
"""In the order of their numbers; ``APART`` and ``CLEAN`` are added up."""
APART: Final = 1
CLEAN: Final = 2
KNOTS: Final = (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0)
"""Log odds at which what a scale says is bent in larger registers, one nat apart; straight between them, none a nat beyond."""
_USUAL_RECORDS: Final = 100_000
"""Records of a register up to which nothing is bent; of ten times as many all is, and no more in larger ones."""
_RAREST: Final = -5.0
_LOWEST: Final = -6.0
_HIGHEST: Final = 8.0
"""Nats within which the scales were learned."""
_CERTAIN: Final = 1e-9
_SLICE: Final = 1 << 16
"""Pairs that one thread looks at in one go."""


class Heard(NamedTuple):
    """Of each pair; a named tuple because compiled loops read it."""

    likely: NDArray[np.float64]
    """Probability by the pair and its rivals alone."""
    worse: NDArray[np.float64]
    better: NDArray[np.float64]
    margin: NDArray[np.float64]
    smaller: NDArray[np.float64]
    larger: NDArray[np.float64]
    """These five: see :class:`sijill.link.cluster_fit.Fits`."""
    other_name: NDArray[np.bool_]
    contradict: NDArray[np.bool_]
    same_list: NDArray[np.bool_]
    """Whether both records stand on one list."""
    rarest: NDArray[np.float64]
    """How much rarer one person twice is on the strictest clean list that both clusters stand on (log); infinite for none."""
    scale: NDArray[np.uint8]
    """The number of its scale."""
    bent: float
    """How much of what is bent in larger registers holds in this one, from 0 to 1, see :func:`bent_among`."""

    def where(self, chosen: NDArray[np.bool_] | NDArray[np.int64] | slice) -> "Heard":
        """Return the chosen pairs."""
        return Heard(
            self.likely[chosen],
            self.worse[chosen],
            self.better[chosen],
            self.margin[chosen],
            self.smaller[chosen],
            self.larger[chosen],
            self.other_name[chosen],
            self.contradict[chosen],
            self.same_list[chosen],
            self.rarest[chosen],
            self.scale[chosen],
            self.bent,
        )


class Scales(NamedTuple):
    """What was learned; a named tuple because compiled loops read it."""

    looks: NDArray[np.float64]
    """[scale, look]."""
    bends: NDArray[np.float64]
    """[scale, knot], what is added to log odds at each of ``KNOTS``."""


def bent_among(records: int) -> float:
    """Return how much of what is bent in larger registers holds where there are so many ``records``."""
    return min(max(float(np.log10(max(records, 1) / _USUAL_RECORDS)), 0.0), 1.0)


def said_by(heard: Heard) -> NDArray[np.float64]:
    """Return the probability of each pair by its scale."""
    stated = np.empty(len(heard.likely))

    def say(first: int) -> None:
        some = slice(first, first + _SLICE)
        _say(heard.where(some), learned_scales(), stated[some])

    in_threads(say, range(0, len(stated), _SLICE))
    return stated


def looks_of(heard: Heard) -> NDArray[np.float64]:
    """Return pairs x looks: what scales are learned from."""
    rows = np.empty((len(heard.likely), len(LOOKS)))
    _fill(heard, rows)
    return rows


def bends_of(log_odds: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return pairs x knots: how much of what is added at each knot is added to log odds that lie near it."""
    near: NDArray[np.float64] = np.maximum(1.0 - np.abs(log_odds[:, None] - np.array(KNOTS)), 0.0)
    return near


@functools.cache
def learned_scales() -> Scales:
    """Return the scales that were learned."""
    told = json.loads(
        resources.files("sijill.link").joinpath("learned", "scales.json").read_text(encoding="utf-8")
    )
    return Scales(
        np.array([[told["scales"][scale][look] for look in LOOKS] for scale in SCALES], float),
        np.array([told["bends"][scale] for scale in SCALES], float),
    )


@numba.njit(cache=True, nogil=True, inline="always")
def _look(heard: Heard, pair: int, row: NDArray[np.float64]) -> None:
    likely = min(max(heard.likely[pair], _CERTAIN), 1.0 - _CERTAIN)
    odds = min(max(np.log(likely / (1.0 - likely)), _LOWEST), _HIGHEST)
    worse, better, margin = heard.worse[pair], heard.better[pair], heard.margin[pair]
    row[0] = 1.0
    row[1], row[2], row[3] = odds, min(odds, 0.0), min(odds + 2.0, 0.0)
    row[4], row[5] = max(odds - 2.0, 0.0), max(odds - 4.0, 0.0)
    row[6], row[7], row[8] = worse, min(worse, 0.0), max(worse - 3.0, 0.0)
    row[9], row[10], row[11] = better, min(better, 0.0), max(better - 4.0, 0.0)
    row[12] = 1.0 if heard.other_name[pair] else 0.0
    row[13] = 1.0 if heard.contradict[pair] else 0.0
    row[14], row[15] = heard.smaller[pair], heard.larger[pair]
    row[16], row[17] = margin, min(margin, 0.0)
    rarest = heard.rarest[pair]
    row[18] = row[19] = row[20] = 0.0
    if rarest < np.inf:
        row[18], row[19], row[20] = 1.0, min(max(rarest, _RAREST), 0.0), odds
    row[21], row[22] = max(odds + 3.5, 0.0), max(odds + 1.0, 0.0)
    row[23], row[24], row[25] = max(worse + 0.7, 0.0), max(worse + 0.3, 0.0), max(worse - 0.5, 0.0)
    row[26], row[27], row[28] = max(better + 0.5, 0.0), max(better - 0.5, 0.0), max(better - 2.0, 0.0)
    row[29], row[30] = max(margin - 0.2, 0.0), max(margin - 0.5, 0.0)
    row[31], row[32] = max(margin - 1.0, 0.0), max(margin - 2.0, 0.0)
    row[33], row[34], row[35] = max(odds + 0.5, 0.0), max(odds - 0.5, 0.0), max(odds - 1.0, 0.0)
    same = 1.0 if heard.same_list[pair] else 0.0
    row[36], row[37], row[38], row[39] = same, same * odds, same * row[2], same * row[4]
    row[40], row[41], row[42] = same * worse, same * better, same * margin


@uncounted
def _fill(heard: Heard, rows: NDArray[np.float64]) -> None:
    for pair in range(len(rows)):
        _look(heard, pair, rows[pair])


@numba.njit(cache=True, nogil=True)
def _say(heard: Heard, scales: Scales, stated: NDArray[np.float64]) -> None:
    row = np.empty(scales.looks.shape[1])
    for pair in range(len(stated)):
        _look(heard, pair, row)
        scale, log_odds = heard.scale[pair], 0.0
        for look in range(len(row)):
            log_odds += scales.looks[scale, look] * row[look]
        if heard.bent > 0.0:
            added = 0.0
            for knot in range(len(KNOTS)):
                added += scales.bends[scale, knot] * max(1.0 - abs(log_odds - KNOTS[knot]), 0.0)
            log_odds += heard.bent * added
        stated[pair] = 1.0 / (1.0 + np.exp(-log_odds))
