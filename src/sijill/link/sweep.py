"""Blocked pairs weighed: all pairs by the rules for all, and by dearer rules those of a record that stands alone after these.

Most pairs that rules for all do not meet are of a record that found nobody: a dearer rule has a third of its pairs, or
fewer, with one of these.
"""

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sijill.link.block import Blocks
from sijill.link.blocked_pairs import EVERYBODY, Chunk, Span, chunks, pairs_in
from sijill.link.cluster import Edges, joined
from sijill.link.columns import Parts, Records
from sijill.link.dearer import Affordable, Drawn, worth_their_pairs
from sijill.link.merging import THRESHOLD
from sijill.link.threads import in_threads
from sijill.link.weigh import Weights
from sijill.link.weighed import weighed

KEEP_ABOVE: Final = -4.0
"""Pairs below this weight (odds of 1 to 55) are not kept (linkage notes, 5.6)."""
_FOR_ALL: Final = Affordable(always=2e6, rate=0.03, most=4)
"""Pairs that are made of all records; ``most`` of them a record."""
_OF_LONE: Final = Affordable(always=2e6, rate=0.003, most=4)
"""The same of pairs of which a record stands alone."""


class Sweep(NamedTuple):
    """All that is needed to weigh every blocked pair, a chunk at a time and anywhere."""

    blocks: Blocks
    records: Records
    parts: Parts
    weights: Weights
    used: tuple[Span, ...]
    """The blocks in the order in which they are used: none meets a pair that one before it met."""
    alone: NDArray[np.bool_] = EVERYBODY
    """Records of which a pair has one at least."""

    def kept(self, chunk: Chunk) -> tuple[int, Edges]:
        """Return how many pairs a chunk has, and those worth keeping in their order."""
        within = [span.rule == chunk.rule and span.first <= chunk.first < span.last for span in self.used]
        left, right = pairs_in(self.blocks, chunk, self.used[: within.index(True)], of=self.alone)
        edges = weighed(left, right, (self.records, self.parts), self.weights, above=KEEP_ABOVE)
        return len(left), edges.where(edges.weight > KEEP_ABOVE)


Sweeper: TypeAlias = Callable[[Sweep, list[Chunk]], list[tuple[int, Edges]]]
"""Returns what ``Sweep.kept`` does for each chunk, in the order of the chunks, wherever that is worked out."""


def sweep_here(sweep: Sweep, every: list[Chunk]) -> list[tuple[int, Edges]]:
    """Weigh all chunks on the cores of this machine."""
    return in_threads(sweep.kept, every)


class Swept(NamedTuple):
    """What came of blocked pairs."""

    edges: Edges
    """Those that are likely enough, weighed."""
    used: tuple[Span, ...]
    """The blocks in the order in which they were used."""
    met: dict[int, int]
    """How many pairs each rule met, in the order in which rules were used."""


def swept_for_all(
    compared: tuple[Blocks, Records, Parts], weights: Weights, drawn: Drawn, sweeper: Sweeper
) -> Swept:
    """Return the pairs of all records in blocks that are worth it, as the ``drawn`` pairs tell."""
    blocks, records, _ = compared
    spans = worth_their_pairs(blocks, drawn, _of(_FOR_ALL, len(records)))
    return _swept(Sweep(*compared, weights, tuple(spans)), spans, sweeper)


def swept_for_lone(
    compared: tuple[Blocks, Records, Parts], weights: Weights, drawn: Drawn, before: Swept
) -> Swept:
    """Return what was met ``before``, and in other blocks the pairs of which a record stands alone.

    These are swept here in any case, since they are few.
    """
    blocks, records, _ = compared
    alone = _alone(before.edges, len(records))
    affordable = _of(_OF_LONE, len(records))
    spans = worth_their_pairs(blocks, drawn, affordable, before=before.used, alone=alone)
    more = _swept(Sweep(*compared, weights, (*before.used, *spans), alone), spans, sweep_here)
    met = before.met | {rule: pairs + before.met.get(rule, 0) for rule, pairs in more.met.items()}
    return Swept(joined([before.edges, more.edges]), (*before.used, *more.used), met)


def _of(affordable: Affordable, records: int) -> Affordable:
    return affordable._replace(most=affordable.most * records)


def _swept(sweep: Sweep, spans: list[Span], sweeper: Sweeper) -> Swept:
    every = chunks(sweep.blocks, spans)
    found = sweeper(sweep, every)
    met = dict.fromkeys((span.rule for span in spans), 0)
    for chunk, (count, _) in zip(every, found, strict=True):
        met[chunk.rule] += count
    return Swept(joined([edges for _, edges in found]), tuple(spans), met)


def _alone(edges: Edges, count: int) -> NDArray[np.bool_]:
    """Return which of ``count`` records have no pair that may be one person."""
    strong = np.flatnonzero((edges.weight >= THRESHOLD) & ~edges.contradict)
    alone = np.ones(count, np.bool_)
    alone[edges.left[strong]] = alone[edges.right[strong]] = False
    return alone
