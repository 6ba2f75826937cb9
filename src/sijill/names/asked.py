"""Words of queries against one vocabulary, worked out once for each word.

Queries share most of their words, so that a word that was asked before costs a look-up. What is kept has a
bound: the words asked longest ago give way.
"""

from collections import OrderedDict
from collections.abc import Sequence
from typing import Final

import numpy as np

from sijill.names.beside import Side
from sijill.names.features import MOST
from sijill.names.parameters import Parameters
from sijill.names.readings import MOST_OTHERS
from sijill.names.vocabulary import table_of
from sijill.names.word import HEAD, WIDTH

_MOST_BYTES: Final = 64_000_000
"""Of the evidence that is kept."""
_MOST_WORDS: Final = 8192
FEWEST_WORDS: Final = 128
"""Words kept at the least: those of a query, joined and split, must not push each other out."""


class Asked:
    """Words of queries as rows, with a row each for evidence with the words of a vocabulary."""

    def __init__(self, words: int, parameters: Parameters, *, beside_arabic: bool = True) -> None:
        """Keep nothing yet; ``words`` are those of the vocabulary; see ``table_of``."""
        self.parameters = parameters
        self._beside_arabic = beside_arabic
        self._most = max(FEWEST_WORDS, min(_MOST_WORDS, _MOST_BYTES // max(words, 1)))
        self.kept = np.zeros((self._most, words), dtype=np.uint8)
        """[rows, words of the vocabulary] evidence + 1, 0 where it is not worked out; see ``compare_rows``."""
        rows = self._most * (1 + MOST_OTHERS)
        self._words = np.full((rows, WIDTH), -1, dtype=np.int16)
        self._heads = np.full((rows, HEAD), -1, dtype=np.int16)
        self._readings = np.full((self._most, MOST_OTHERS), -1, dtype=np.int32)
        self._rows: OrderedDict[str, int] = OrderedDict()

    def row(self, text: str) -> tuple[int, bool]:
        """Return the row of ``text`` of ``spelled``, and whether it is new: then its row of ``kept`` is zeros.

        A row is good for the next ``FEWEST_WORDS`` words asked.
        """
        known = self._rows.get(text)
        if known is not None:
            self._rows.move_to_end(text)
            return known, False
        row = len(self._rows)
        if row == self._most:
            row = self._rows.popitem(last=False)[1]
        words, readings = table_of([text], self.parameters, beside_arabic=self._beside_arabic)
        first = self._most + row * MOST_OTHERS
        self._words[row], self._words[first : first + len(words) - 1] = words[0], words[1:]
        self._heads[row], self._heads[first : first + len(words) - 1] = words[0, :HEAD], words[1:, :HEAD]
        self._readings[row] = np.where(readings[0] >= 0, readings[0] - 1 + first, -1)
        self.kept[row] = 0
        self._rows[text] = row
        return row, True

    def side(self, rows: Sequence[int]) -> Side:
        """Return one name of the words in ``rows`` as a side of a comparison whose table of evidence is ``kept``."""
        parts = np.full((1, MOST), -1, dtype=np.int32)
        parts[0, : len(rows)] = rows
        counts = np.array([len(rows)], dtype=np.int8)
        return Side(words=self._words, heads=self._heads, readings=self._readings, parts=parts, counts=counts)
