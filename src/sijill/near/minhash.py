"""MinHash: a short signature of a set, by which sets that share much are found without comparing all pairs.

The share of places in which two signatures agree estimates the Jaccard index of the sets (Broder 1997). Signatures
are cut into bands; sets that agree in a whole band are candidates (Leskovec, Rajaraman, Ullman: Mining of Massive
Datasets, chapter 3). With 25 bands of 5 rows two sets of Jaccard .8 become candidates with probability .9999, of .7
with .99, of .6 with .87, of .2 with .01.
"""

import functools
from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

BANDS: Final = 25
ROWS: Final = 5
PLACES: Final = BANDS * ROWS

SEED: Final = 0x51_61_6C_1
"""Of the hash functions: written down, since another seed gives other signatures."""
NOTHING: Final = np.uint32(0xFFFFFFFF)
"""What a signature of an empty set holds in each place."""
_AT_ONCE: Final = 1 << 16
"""Members of sets that are hashed together: half a megabyte, which stays in the processor's cache."""
LARGEST_BUCKET: Final = 50
"""Sets that agree in a band are compared each with each up to so many, beyond that each with the first."""

Signatures = npt.NDArray[np.uint32]
Pairs = npt.NDArray[np.int64]


def signatures(members: npt.NDArray[np.uint32], lengths: Sequence[int]) -> Signatures:
    """Return the signature (sets, 125) of each set; ``members`` holds them one behind the other.

    An empty set has the largest number in each place and is never a candidate.
    """
    found = np.full((len(lengths), PLACES), NOTHING, np.uint32)
    sizes = np.asarray(lengths, np.int64)
    filled = np.flatnonzero(sizes)
    ends = np.cumsum(sizes)[filled]
    starts = ends - sizes[filled]
    first = 0
    while first < len(filled):
        last = max(first + 1, int(np.searchsorted(ends, starts[first] + _AT_ONCE)))
        block = members[starts[first] : ends[last - 1]]
        found[filled[first:last]] = _least(block, starts[first:last] - starts[first])
        first = last
    return found


def _least(members: npt.NDArray[np.uint32], starts: npt.NDArray[np.int64]) -> Signatures:
    """Return of sets that begin at ``starts`` the least hash of each under each function (sets, 125)."""
    wide = members.astype(np.uint64)
    hashed = np.empty_like(wide)
    found = np.empty((len(starts), PLACES), np.uint32)
    for place, (multiplier, addend) in enumerate(zip(*_functions(), strict=True)):
        np.multiply(wide, multiplier, out=hashed)
        np.add(hashed, addend, out=hashed)
        # Multiply and shift (Dietzfelbinger 1996): the upper half of 64 bits, the same of the least as of all.
        found[:, place] = np.minimum.reduceat(hashed, starts) >> np.uint64(32)
    return found


def candidates(signed: Signatures) -> Pairs:
    """Return the pairs (first below second, ascending, each once) that agree in a whole band."""
    kept = np.flatnonzero((signed != NOTHING).any(axis=1))
    pairs = [np.empty((0, 2), np.int64)]
    for band in range(BANDS):
        rows = np.ascontiguousarray(signed[kept, band * ROWS : (band + 1) * ROWS])
        keys = rows.view(np.dtype((np.void, rows.dtype.itemsize * ROWS))).ravel()
        order = np.argsort(keys, kind="stable")
        pairs.append(kept[_within(order, keys)])
        if sum(map(len, pairs)) > 1 << 22:
            pairs = [np.unique(np.concatenate(pairs), axis=0)]
    return np.unique(np.concatenate(pairs), axis=0)


def _within(order: Pairs, keys: npt.NDArray[np.void]) -> Pairs:
    """Return the pairs of places whose keys are equal; ``order`` sorts the keys, and keeps equal ones in order."""
    ordered = keys[order]
    change = np.flatnonzero(
        np.concatenate([np.ones(min(1, len(keys)), np.bool_), ordered[1:] != ordered[:-1]])
    )
    sizes = np.diff(np.append(change, len(ordered)))
    found = [np.empty((0, 2), np.int64)]
    for gap in range(1, int(sizes.max(initial=1))):
        # Members of a bucket that has one ``gap`` places behind them; of a large bucket, the first alone.
        reach = np.where(sizes <= LARGEST_BUCKET, sizes - gap, np.minimum(1, sizes - gap)).clip(0)
        if not reach.any():
            break
        firsts = np.repeat(change, reach) + _counted(reach)
        found.append(np.stack([order[firsts], order[firsts + gap]], axis=1))
    return np.concatenate(found)


def _counted(sizes: Pairs) -> Pairs:
    """Return 0, 1, … for each of the sizes, one behind the other."""
    return np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)


@functools.cache
def _functions() -> tuple[npt.NDArray[np.uint64], npt.NDArray[np.uint64]]:
    random = np.random.Generator(np.random.PCG64(SEED))
    multipliers = random.integers(0, 1 << 64, PLACES, np.uint64) | np.uint64(1)
    return multipliers, random.integers(0, 1 << 64, PLACES, np.uint64)
