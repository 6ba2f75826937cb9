"""How often one person bears two first names, looked at again once there are clusters.

Brothers share nearly all that one person's records share, so that learning without labels takes some for persons of two
first names: how many is chance, by which runs of the same lists differ threefold. Clusters, which join such records on good
evidence alone or through a third, hold too few of them. The more brothers there are to be mistaken, the less is what was
learned trusted, and the more what is known of such lists and what clusters show (decisions 41 and 60).
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.classes import KIN, MATCH, expected
from sijill.link.cluster import Edges, cluster, components
from sijill.link.columns import FIRST, Parts, Records
from sijill.link.merging import THRESHOLD
from sijill.link.part_levels import DIFFERENT
from sijill.link.weigh import Weights
from sijill.link.weighed import weighed_in_slices

_SAMPLE: Final = 100_000
"""Pairs that are clustered for this, about."""
_LEAST: Final = 0.001
"""Share of a person's pairs whose first names are taken for two at least: damage that no cluster shows."""
_EXPECTED: Final = expected()[MATCH, :, FIRST, DIFFERENT]
"""What is known of it before anything is learned, in one script and across two."""
_PSEUDO_PAIRS: Final = 50.0
"""Pairs that the expectation counts for."""
_ROUNDING: Final = 0.001
_NAMED_APART: Final = 0.25
"""Share of the pairs between two clusters that may have two first names, were all that could be mistaken for one person
kin: of half of them, half. Fewer mends fewer twins, more loses persons of whom one record's name is damaged."""


class Reweighed(NamedTuple):
    """Weights, and pairs as they weigh by them."""

    weights: Weights
    edges: Edges


def with_two_first_names(
    weights: Weights, edges: Edges, compared: tuple[Records, Parts], *, above: float
) -> Reweighed:
    """Return ``weights`` under which two first names are as rare within a person as clusters of ``edges`` let believe.

    They are never made more frequent. ``edges`` are all pairs that weigh more than ``above``, before and after.
    """
    is_latin = np.ascontiguousarray(
        compared[0]["is_latin"]
    )  # Each is far from the next in a row of a record.
    sample, together = _clustered(edges, len(is_latin))
    of_sample = is_latin[sample.left] != is_latin[sample.right]
    learned = weights.log_levels[MATCH, :, FIRST, DIFFERENT]
    shown = [
        _share(together & (of_sample == across), sample.other_name, _EXPECTED[int(across)])
        for across in (False, True)
    ]
    of_kin = _share_of_kin(weights)
    trusted = max(1.0 - (2.0 * of_kin) ** 2, 0.0)
    between = of_kin * np.log(shown) + (1.0 - of_kin) * np.log(_EXPECTED)
    believed = trusted * learned + (1.0 - trusted) * between
    shift = np.minimum(believed - learned, 0.0)
    log_levels = weights.log_levels.copy()
    log_levels[MATCH, :, FIRST, DIFFERENT] += shift
    weights = weights._replace(log_levels=log_levels)
    across = (is_latin[edges.left] != is_latin[edges.right]).astype(np.int8)
    falls = edges.other_name & (edges.weight + shift[across] < above - _ROUNDING)
    # Weighed as a run that adds to this one weighs them: a sum of rounded numbers is another number.
    again = np.flatnonzero(edges.other_name & ~falls)
    weight = edges.weight.copy()
    weight[again] = weighed_in_slices(edges.left[again], edges.right[again], compared, weights).weight
    return Reweighed(weights, edges._replace(weight=weight).where((weight > above) & ~falls))


def most_named_apart(weights: Weights) -> float:
    """Return the share of the pairs between two clusters that may have two first names and speak against a merge.

    The more kin there are, the fewer, since brothers, twins above all, agree in all else; without kin, all of them.
    """
    return min(_NAMED_APART / max(_share_of_kin(weights), _NAMED_APART), 1.0)


def _share(joined: NDArray[np.bool_], other_name: NDArray[np.bool_], known: float) -> float:
    found = float((joined & other_name).sum()) + known * _PSEUDO_PAIRS
    return max(found / (float(joined.sum()) + _PSEUDO_PAIRS), _LEAST)


def _clustered(edges: Edges, count: int) -> tuple[Edges, NDArray[np.bool_]]:
    """Return the pairs of some records that hang together, and whether clusters hold each."""
    strong = edges.weight >= THRESHOLD
    root = components(edges.left[strong], edges.right[strong], count)
    stride = np.uint64(1 + len(edges.left) // _SAMPLE)
    mixed = (root.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)) >> np.uint64(32)
    chosen = (root[edges.left] == root[edges.right]) & (mixed % stride == 0)[edges.left]
    sample = edges.where(chosen)
    here, places = np.unique(np.r_[sample.left, sample.right], return_inverse=True)
    left, right = places.astype(np.int32).reshape(2, -1)
    one_list = np.zeros(len(here), np.int32)
    person = cluster(sample._replace(left=left, right=right), one_list, clean=np.zeros(1, np.bool_))
    return sample, person[left] == person[right]


def _share_of_kin(weights: Weights) -> float:
    """Return how many kin there are among kin and matches: how easily brothers are mistaken for one person."""
    match, kin = np.exp(weights.log_prior[[MATCH, KIN]])
    return float(kin / (match + kin))
