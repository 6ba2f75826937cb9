"""Words of queries, and what they are near to in one vocabulary: worked out once for each word.

Queries share most of their words, so that a word that was asked before costs a look-up. What is kept has a
bound: the words asked longest ago give way.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.compare import Side
from sijill.names.near import Reach, near_words
from sijill.names.parameters import Parameters
from sijill.names.readings import MOST_READINGS
from sijill.names.tree import Tree
from sijill.names.vocabulary import table_of
from sijill.names.word import HEAD, WIDTH

_MOST_BYTES: Final = 64_000_000
"""Of the evidence that is kept."""
_MOST_WORDS: Final = 8192
_FEWEST_WORDS: Final = 128
"""Words kept at the least: those of a query, joined and split, must not push each other out."""


class Near(NamedTuple):
    """A word of queries, by its row in ``Asked``, and the words of the vocabulary near it."""

    row: int
    words: NDArray[np.int32]
    """Best first; equal ones by their place in ``ranks``, and none whose rank is below 0."""
    evidence: NDArray[np.uint8]


class Known(NamedTuple):
    """A vocabulary that is asked for near words."""

    side: Side
    tree: Tree
    ranks: NDArray[np.int32]
    """[words] which of equally near words comes first; below 0 for a word that is not wanted."""


class Asked:
    """Words of queries against one vocabulary."""

    def __init__(self, known: Known, parameters: Parameters, reach: Reach, least: int) -> None:
        """Keep nothing yet. Near is what has evidence of ``least`` steps or more, see ``near_words``."""
        self.parameters = parameters
        self._known, self._reach, self._least = known, reach, least
        words = len(known.side.readings)
        self._most = max(_FEWEST_WORDS, min(_MOST_WORDS, _MOST_BYTES // max(words, 1)))
        self.kept: NDArray[np.uint8] = np.zeros((self._most, words), dtype=np.uint8)
        """[rows, words of the vocabulary] evidence + 1, 0 where it is not worked out."""
        rows = self._most * (1 + MOST_READINGS)
        self.words: NDArray[np.int16] = np.full((rows, WIDTH), -1, dtype=np.int16)
        self._heads = np.full((rows, HEAD), -1, dtype=np.int16)
        self._readings = np.full((self._most, MOST_READINGS), -1, dtype=np.int32)
        self._near: OrderedDict[str, Near] = OrderedDict()
        self._found = np.empty(known.side.words.shape[0] + 1, dtype=np.int32)

    def near(self, text: str) -> Near:
        """Return what ``text`` of ``spelled`` is near to; its row is good for the next ``_FEWEST_WORDS`` calls."""
        known = self._near.get(text)
        if known is not None:
            self._near.move_to_end(text)
            return known
        row = len(self._near)
        if row == self._most:
            row = self._near.popitem(last=False)[1].row
        words, readings = table_of([text], self.parameters)
        first = self._most + row * MOST_READINGS
        self.words[row], self.words[first : first + len(words) - 1] = words[0], words[1:]
        self._heads[row], self._heads[first : first + len(words) - 1] = words[0, :HEAD], words[1:, :HEAD]
        self._readings[row] = np.where(readings[0] >= 0, readings[0] - 1 + first, -1)
        self.kept[row] = 0
        side, tree, ranks = self._known
        asked, model = self.side([row]), self.parameters.model
        count = near_words(row, asked, side, tree, model, self._reach, self._least, self.kept[row], self._found)
        found = self._found[:count]
        found = found[ranks[found] >= 0]
        evidence = self.kept[row, found] - 1
        order = np.lexsort((ranks[found], -evidence.astype(np.int16)))
        self._near[text] = Near(row=row, words=found[order], evidence=evidence[order])
        return self._near[text]

    def side(self, rows: Sequence[int]) -> Side:
        """Return one name of the words in ``rows`` as a side of a comparison whose table of evidence is ``kept``."""
        parts = np.full((1, 6), -1, dtype=np.int32)
        parts[0, : len(rows)] = rows
        counts = np.array([len(rows)], dtype=np.int8)
        return Side(words=self.words, heads=self._heads, readings=self._readings, parts=parts, counts=counts)
