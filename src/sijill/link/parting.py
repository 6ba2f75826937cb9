"""Clusters that may be two persons: whose records give ages or years of birth that are years apart.

Two persons of one name, whom lists have one after the other, look like one in all else, and a weight hardly knows: on
lists of killed persons one in four or five such clusters was two persons, where the rest were one in five hundred.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.chances import CLIP, chance_of, share_a_list
from sijill.link.columns import BIRTH, FAMILY, FATHER, FIRST, GRANDFATHER
from sijill.link.linked import Bench, Linked
from sijill.link.merging import THRESHOLD
from sijill.link.records import PairColumns, PairState

_NAMES: Final = (FIRST, FATHER, GRANDFATHER, FAMILY)
_YEARS_APART: Final = (7, 11)
"""Levels of birth: more than three years by dates, more than four by age."""
_PARTED: Final = 0.15
"""How often such a cluster is two persons, before any answer."""
_BEFORE: Final = 1.0
"""Such clusters found and expected before any answer."""
_SLOPE: Final = 0.12
"""Log odds for each nat by which the name is commoner than those of other such clusters."""


def years_apart(linked: Linked, bench: Bench) -> NDArray[np.float64]:
    """Return how common the name is (log of its share) that the two of a pair have whose births are years apart.

    NaN for all other pairs; looked at are those in one cluster and those that are answered.
    """
    pairs = linked.pairs
    looked = np.flatnonzero(pairs.state != PairState.APART)
    vectors = bench.compared(pairs.left[looked], pairs.right[looked])
    common = vectors.log_shares[:, _NAMES].sum(axis=1, dtype=float)
    found = np.full(len(pairs.left), np.nan)
    found[looked] = np.where(np.isin(vectors.levels[:, BIRTH], _YEARS_APART), common, np.nan)
    return found


def chance_of_parting(
    place: NDArray[np.int64],
    pairs: PairColumns,
    apart: NDArray[np.float64],
    placed: tuple[NDArray[np.int64], NDArray[np.int64]],
) -> NDArray[np.float64]:
    """Return the chance that the clusters of pairs at ``place`` are two persons each, by the answers in ``pairs`` so far.

    ``apart`` is what ``years_apart`` says; ``placed`` are the cluster and the clean list of each record.
    """
    cluster, list_code = placed
    answered = np.isin(pairs.state, (PairState.SAME, PairState.DIFFERENT)) & ~np.isnan(apart)
    asked = np.flatnonzero(answered & (pairs.weight >= THRESHOLD))
    one, other = cluster[pairs.left[asked]], cluster[pairs.right[asked]]
    same = pairs.state[asked] == PairState.SAME
    # Two that a clean list keeps apart were no cluster.
    told = same | ~share_a_list((one, other), cluster, list_code)
    usual = float(np.nanmean(apart)) if not np.isnan(apart).all() else 0.0
    likely = chance_of(np.log(_PARTED / (1.0 - _PARTED)) + _SLOPE * (np.nan_to_num(apart) - usual))
    found, expected = float((told & ~same).sum()), float(likely[asked[told]].sum())
    return np.minimum(likely[place] * (_BEFORE + found) / (_BEFORE + expected), 1.0)


def pairs_parted(
    pairs: PairColumns, place: NDArray[np.int64], cluster: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return for the pairs at ``place``, each of one cluster, how many pairs change if it is two: its members by either.

    A member goes with the one of the two that it weighs more with; one of no such pair goes with neither.
    """
    count = len(cluster)
    code = pairs.left.astype(np.int64) * count + pairs.right
    order = np.argsort(cluster, kind="stable")
    starts = np.searchsorted(cluster[order], np.arange(int(cluster.max(initial=-1)) + 2))
    of_pair = cluster[pairs.left[place]]
    sizes = starts[of_pair + 1] - starts[of_pair]
    row = np.repeat(np.arange(len(place)), sizes)
    member = order[
        np.repeat(starts[of_pair], sizes) + np.arange(len(row)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    ]
    left, right = pairs.left[place].astype(np.int64)[row], pairs.right[place].astype(np.int64)[row]

    def weight_with(end: NDArray[np.int64]) -> NDArray[np.float64]:
        wanted = np.minimum(end, member) * count + np.maximum(end, member)
        found = np.minimum(np.searchsorted(code, wanted), max(len(code) - 1, 0))
        weight = np.where(code[found] == wanted, np.clip(pairs.weight[found], -CLIP, CLIP), -CLIP)
        return np.where(end == member, np.inf, weight)

    with_left, with_right = weight_with(left), weight_with(right)
    sides = [
        np.bincount(row[side], minlength=len(place))
        for side in (with_left > with_right, with_left < with_right)
    ]
    return (sides[0] * sides[1]).astype(float)
