"""Whether the draws of a total gather in one place or in several, which an average would hide."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from sijill.count.histories import FloatArray

LEAST_SHARE: Final = 0.1
"""Of the draws in a mode that is told of."""

_BINS: Final = 400
_DEEPEST_VALLEY: Final = 0.6
"""A valley is told of when it is lower than this share of the lower peak beside it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mode:
    """A place where totals gather."""

    total: float
    """Where it is highest, on the scale of logarithms."""

    share: float
    """Of the draws nearer to it than to another mode, as the valleys divide them."""


def find_modes(totals: FloatArray, weights: FloatArray) -> tuple[Mode, ...]:
    """Return the modes of weighted draws in ascending order; one of them when no valley is deep enough."""
    # Under a drawn linkage nobody may be left: 0 stands beside 1, below which there is nothing to tell apart.
    density, edges = _smoothed(np.log(np.maximum(totals, 1.0)), weights)
    cuts = [0, *_valleys(density), len(density)]
    parts = [slice(start, end) for start, end in pairwise(cuts)]
    whole = density.sum()
    found = [
        Mode(
            total=float(np.exp(edges[part][np.argmax(density[part])])),
            share=float(density[part].sum() / whole),
        )
        for part in parts
    ]
    return tuple(mode for mode in found if mode.share >= LEAST_SHARE)


def _smoothed(logs: FloatArray, weights: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return density and places on a grid, smoothed by the rule of Silverman (1986) for the middle half."""
    cumulative = np.cumsum(weights) / weights.sum()
    low, first, third, high = logs[
        np.searchsorted(cumulative, [0.002, 0.25, 0.75, 0.998]).clip(0, len(logs) - 1)
    ]
    if third <= low or high <= first:
        return np.ones(1), logs[:1]
    density, edges = np.histogram(logs, bins=_BINS, range=(low, high), weights=weights)
    effective = weights.sum() ** 2 / (weights**2).sum()
    width = max(0.9 * (third - first) / 1.34 * float(effective) ** -0.2, 1e-9) / (edges[1] - edges[0])
    reach = np.arange(-_BINS, _BINS + 1)
    kernel = np.exp(-((reach / max(width, 0.5)) ** 2) / 2)
    return np.convolve(density, kernel)[_BINS:-_BINS], edges[:-1]


def _valleys(density: FloatArray) -> list[int]:
    """Return where to cut: the lowest places between peaks that stand out from them, and hold a share."""
    cuts: list[int] = []
    peak, valley, place = 0, 0, 0
    while place < len(density):
        if density[place] > density[peak] and density[valley] >= _DEEPEST_VALLEY * density[peak]:
            peak = valley = place
        elif density[place] < density[valley]:
            valley = place
        elif (
            density[place] * _DEEPEST_VALLEY > density[valley]
            and density[valley] < _DEEPEST_VALLEY * density[peak]
        ):
            cuts.append(valley)
            peak = valley = place
        place += 1
    return cuts
