"""Blocked pairs weighed: all pairs by the rules for all, and by dearer rules those of a record that stands alone after these.

Most pairs that rules for all do not meet are of a record that found nobody: a dearer rule has a third of its pairs, or
fewer, with one of these.
"""

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sijill.link.block import EVERYBODY, Blocks, Chunk, block_counts, chunks, pairs_in
from sijill.link.cluster import Edges, joined
from sijill.link.columns import Parts, Records
from sijill.link.dearer import Drawn, worth_their_pairs
from sijill.link.keys import Chosen
from sijill.link.merging import THRESHOLD
from sijill.link.records import BlockCount
from sijill.link.threads import in_threads
from sijill.link.weigh import Weights
from sijill.link.weighed import weighed

KEEP_ABOVE: Final = -4.0
"""Pairs below this weight (odds of 1 to 55) are not kept (linkage notes, 5.6)."""


class Sweep(NamedTuple):
    """All that is needed to weigh every blocked pair, a chunk at a time and anywhere."""

    blocks: Blocks
    records: Records
    parts: Parts
    weights: Weights
    alone: NDArray[np.bool_] = EVERYBODY
    """Records of which a pair has one at least."""

    def kept(self, chunk: Chunk) -> tuple[int, Edges]:
        """Return how many pairs a chunk has, and those worth keeping in their order."""
        left, right = pairs_in(self.blocks, chunk, of=self.alone)
        edges = weighed(left, right, (self.records, self.parts), self.weights)
        return len(left), edges.where(edges.weight > KEEP_ABOVE)


Sweeper: TypeAlias = Callable[[Sweep, list[Chunk]], list[tuple[int, Edges]]]
"""Returns what ``Sweep.kept`` does for each chunk, in the order of the chunks, wherever that is worked out."""


def sweep_here(sweep: Sweep, every: list[Chunk]) -> list[tuple[int, Edges]]:
    """Weigh all chunks on the cores of this machine."""
    return in_threads(sweep.kept, every)


def swept(
    sweep: Sweep, chosen: Chosen, drawn: Drawn, sweeper: Sweeper
) -> tuple[Edges, tuple[BlockCount, ...]]:
    """Return the blocked pairs that are likely enough, weighed, and how each rule fared that was used.

    ``sweep`` has the blocks of ``chosen``; ``drawn`` are the pairs that weights were learned from. Numbers of rules that are not used are wiped out of
    the blocks. Dearer rules are swept here, since their pairs are few.
    """
    every = chunks(sweep.blocks)
    for_all = [chunk for chunk in every if chunk.rule < chosen.for_all]
    found = sweeper(sweep, for_all)
    edges = joined([edges for _, edges in found])
    alone = _alone(edges, len(sweep.records))
    dearer = worth_their_pairs(sweep.blocks, chosen.for_all, drawn, alone)
    used = [*range(chosen.for_all), *dearer]
    for rule in set(range(len(chosen.rules))).difference(used):
        sweep.blocks.number[:, rule] = 0  # What it would meet is met by a later one.
    more = [chunk for chunk in every if chunk.rule in dearer]
    found += sweep_here(sweep._replace(alone=alone), more)
    by_rule = [0] * len(chosen.rules)
    for chunk, (count, _) in zip((*for_all, *more), found, strict=True):
        by_rule[chunk.rule] += count
    counts = block_counts(sweep.blocks, chosen.rules, by_rule)
    every_edge = joined([edges, *(edges for _, edges in found[len(for_all) :])])
    return every_edge, tuple(counts[rule] for rule in used)


def _alone(edges: Edges, count: int) -> NDArray[np.bool_]:
    """Return which of ``count`` records have no pair that may be one person."""
    strong = (edges.weight >= THRESHOLD) & ~edges.contradict
    alone = np.ones(count, np.bool_)
    alone[edges.left[strong]] = alone[edges.right[strong]] = False
    return alone
