"""Blocked pairs weighed: all pairs by the rules for all, and by dearer rules those of a record that stands alone after these.

Most pairs that rules for all do not meet are of a record that found nobody: a dearer rule has a third of its pairs, or
fewer, with one of these.
"""

from collections.abc import Callable
from typing import Final, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sijill.link.block import EVERYBODY, Blocks, Chunk, chunks, pairs_in
from sijill.link.cluster import Edges, joined
from sijill.link.columns import Parts, Records
from sijill.link.dearer import Drawn, worth_their_pairs
from sijill.link.merging import THRESHOLD
from sijill.link.threads import in_threads
from sijill.link.weigh import Weights
from sijill.link.weighed import weighed

KEEP_ABOVE: Final = -4.0
"""Pairs below this weight (odds of 1 to 55) are not kept (linkage notes, 5.6)."""
_FOR_ALL: Final = (3, 2_000_000)
"""Pairs a record that rules for all may make; and how many are cheap however few the records."""
_OF_LONE: Final = (2, 2_000_000)
"""The same of dearer rules, for pairs of which a record stands alone."""


class Sweep(NamedTuple):
    """All that is needed to weigh every blocked pair, a chunk at a time and anywhere."""

    blocks: Blocks
    records: Records
    parts: Parts
    weights: Weights
    used: tuple[int, ...]
    """The rules in the order in which they are used: none meets a pair that one before it met."""
    alone: NDArray[np.bool_] = EVERYBODY
    """Records of which a pair has one at least."""

    def kept(self, chunk: Chunk) -> tuple[int, Edges]:
        """Return how many pairs a chunk has, and those worth keeping in their order."""
        before = self.used[: self.used.index(chunk.rule)]
        left, right = pairs_in(self.blocks, chunk, of=self.alone, before=before)
        edges = weighed(left, right, (self.records, self.parts), self.weights)
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
    met: dict[int, int]
    """How many pairs each rule met, in the order in which rules were used."""


def swept_for_all(
    compared: tuple[Blocks, Records, Parts], weights: Weights, drawn: Drawn, sweeper: Sweeper
) -> Swept:
    """Return the pairs of all records by rules that are worth it, as the ``drawn`` pairs tell that ``weights`` were learned from."""
    blocks, records, _ = compared
    a_record, always = _FOR_ALL
    rules = worth_their_pairs(blocks, drawn, max(a_record * len(records), always))
    return _swept(Sweep(*compared, weights, tuple(rules)), rules, sweeper)


def swept_for_lone(
    compared: tuple[Blocks, Records, Parts], weights: Weights, drawn: Drawn, before: Swept
) -> Swept:
    """Return what was met ``before``, and by other rules the pairs of which a record stands alone.

    These are swept here in any case, since they are few.
    """
    blocks, records, _ = compared
    a_record, always = _OF_LONE
    alone = _alone(before.edges, len(records))
    rules = worth_their_pairs(
        blocks, drawn, max(a_record * len(records), always), before=tuple(before.met), alone=alone
    )
    more = _swept(Sweep(*compared, weights, (*before.met, *rules), alone), rules, sweep_here)
    return Swept(joined([before.edges, more.edges]), before.met | more.met)


def _swept(sweep: Sweep, rules: list[int], sweeper: Sweeper) -> Swept:
    every = [chunk for chunk in chunks(sweep.blocks) if chunk.rule in rules]
    found = sweeper(sweep, every)
    met = dict.fromkeys(rules, 0)
    for chunk, (count, _) in zip(every, found, strict=True):
        met[chunk.rule] += count
    return Swept(joined([edges for _, edges in found]), met)


def _alone(edges: Edges, count: int) -> NDArray[np.bool_]:
    """Return which of ``count`` records have no pair that may be one person."""
    strong = (edges.weight >= THRESHOLD) & ~edges.contradict
    alone = np.ones(count, np.bool_)
    alone[edges.left[strong]] = alone[edges.right[strong]] = False
    return alone
