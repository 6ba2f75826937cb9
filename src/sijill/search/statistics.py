"""How common words are in all shards that a reader may read, and how long its pieces are."""

import functools
import math
from collections.abc import Sequence

from sijill.search.shard import FIELDS, Shard


class Statistics:
    """Counts over shards; what they do not hold is in no figure of it."""

    def __init__(self, shards: Sequence[Shard]) -> None:
        self._shards = shards
        self.units = sum(shard.units for shard in shards)
        self.mean_length = {
            name: sum(shard.lengths[name] for shard in shards) / max(1, self.units) for name in FIELDS
        }
        self.holding = functools.lru_cache(maxsize=1 << 14)(self._holding)

    def weight(self, field: str, term: str) -> float:
        """Return the inverse document frequency of a term, as BM25 has it; highest for one that is nowhere."""
        holding = self.holding(field, term)
        return math.log(1 + (self.units - holding + 0.5) / (holding + 0.5))

    def _holding(self, field: str, term: str) -> int:
        """Return how many units hold a term."""
        return sum(shard.searcher.doc_freq(field, term) for shard in self._shards)
