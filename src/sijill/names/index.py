"""Names to be searched: candidates by near parts, rescored by the full comparison."""

from collections.abc import Iterable, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names import compare, model
from sijill.names.costs import cost_tables
from sijill.names.parts import encode_names
from sijill.names.retrieval import add_postings, class_masks, near_parts
from sijill.names.scoring import prepared, readable_parts

_RESCORED: Final = 100
"""Candidates that get the full comparison, at the least."""


class Index:
    """Names in either script, searchable from either. Built once; positions are those of ``names``."""

    def __init__(self, names: Sequence[str]) -> None:
        """Encode ``names``; nothing is kept but arrays."""
        columns = encode_names(names)
        self._parts, self._counts = readable_parts(columns.parts, columns.script)
        self._words = model.words_of(columns.written)
        self._masks = class_masks(self._words)
        bearers = np.maximum(columns.bearers, 1)
        self._rarity = (1 + np.log(max(len(names), 1) / bearers)).astype(np.float32)
        self._starts, self._records = _postings(self._parts, len(columns.written))

    def __len__(self) -> int:
        return self._counts.size

    def search(self, query: str, count: int = 10, *, organisations: bool = False) -> list[tuple[int, float]]:
        """Return the ``count`` best (position, score), best first, equal ones by position.

        Empty when nothing is near, or when ``query`` is not comparable. ``organisations`` as for ``score``.
        """
        left = prepared(query)
        if left.shape[0] == 0 or count <= 0:
            return []
        candidates = self._candidates(left, max(_RESCORED, 2 * count))
        if candidates.size == 0:
            return []
        costs, gaps = cost_tables()
        query_words = np.zeros((candidates.size, compare.MOST, compare.WORD), dtype=np.uint8)
        query_words[:, : left.shape[0]] = left
        query_counts = np.full(candidates.size, left.shape[0], dtype=np.int8)
        names, counts = self._words[self._parts[candidates]], self._counts[candidates]
        features = compare.features_of_rows(query_words, query_counts, names, counts, costs, gaps)
        logits = model.logits(features, organisations=organisations)
        scores = model.probability(logits)
        order = np.lexsort((candidates, -logits))[:count]
        return [(int(candidates[place]), float(scores[place])) for place in order]

    def search_many(
        self, queries: Iterable[str], count: int = 10, *, organisations: bool = False
    ) -> list[list[tuple[int, float]]]:
        """Return ``search`` of each query, in order."""
        return [self.search(query, count, organisations=organisations) for query in queries]

    def _candidates(self, left: NDArray[np.uint8], most: int) -> NDArray[np.int64]:
        """Return the positions of at most ``most`` names that share near parts, rare ones counting more."""
        costs, gaps = cost_tables()
        total = np.zeros(len(self), dtype=np.float32)
        best = np.zeros(len(self), dtype=np.float32)
        for word, mask in zip(left, class_masks(left), strict=True):
            nearness = near_parts(word, int(mask), self._words, self._masks, costs, gaps)
            add_postings(nearness, self._rarity, self._starts, self._records, best, total)
        found = np.flatnonzero(total)
        if found.size <= most:
            return found
        worth = total[found]
        cut = np.partition(worth, found.size - most)[found.size - most]
        above, equal = found[worth > cut], found[worth == cut]
        return np.concatenate([above, equal[: most - above.size]])


def _postings(parts: NDArray[np.int32], distinct: int) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Return where the records of each part begin [p + 1], and the records."""
    records, _ = np.nonzero(parts >= 0)
    borne = parts[parts >= 0]
    order = np.argsort(borne, kind="stable")
    starts = np.searchsorted(borne[order], np.arange(distinct + 1))
    return starts.astype(np.int64), records[order].astype(np.int32)
