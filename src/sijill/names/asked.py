"""Words of queries against one vocabulary, worked out once for each word.

Queries share most of their words, so that a word that was asked before costs a look-up. What is kept has a
bound: the words asked longest ago give way.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.beside import Side
from sijill.names.features import MOST
from sijill.names.parameters import Parameters
from sijill.names.readings import MOST_OTHERS
from sijill.names.sexes import NOT_SAID
from sijill.names.small_loops import copy
from sijill.names.vocabulary import table_of
from sijill.names.word import HEAD, WIDTH

_MOST_BYTES: Final = 64_000_000
"""Of the evidence that is kept."""
_MOST_WORDS: Final = 8192
_TOGETHER: Final = 8
"""Words that are looked at together."""
_NO_WORDS: Final = (-1,) * MOST
FEWEST_WORDS: Final = 128
"""Words kept at the least: those of a query, joined and split, must not push each other out."""


@njit(cache=True, nogil=True)
def _put(
    rows: NDArray[np.int64],
    words: NDArray[np.int16],
    readings: NDArray[np.int32],
    kept: tuple[NDArray[np.int16], NDArray[np.int16], NDArray[np.int32]],
) -> None:
    """Write ``words`` and ``readings`` of ``table_of`` where those of ``rows`` stand, and what they may be read as behind all words."""
    (all_words, heads, own), most = kept, kept[2].shape[0]
    for place in range(rows.size):
        row = rows[place]
        copy(all_words[row], words[place])
        copy(heads[row], words[place, :HEAD])
        for column in range(MOST_OTHERS):
            reading, behind = readings[place, column], most + row * MOST_OTHERS + column
            own[row, column] = behind if reading >= 0 else -1
            if reading >= 0:
                copy(all_words[behind], words[reading])
                copy(heads[behind], words[reading, :HEAD])


class Asked:
    """Words of queries as rows, with a row each for evidence with the words of a vocabulary."""

    def __init__(self, words: int, parameters: Parameters, *, beside_arabic: bool = True) -> None:
        """Keep nothing yet; ``words`` are those of the vocabulary; see ``table_of``."""
        self.parameters = parameters
        self._beside_arabic = beside_arabic
        self._most = max(FEWEST_WORDS, min(_MOST_WORDS, _MOST_BYTES // max(words, 1)))
        self.kept = np.zeros((self._most, -(-words // _TOGETHER) * _TOGETHER), dtype=np.uint8)
        """[rows, words of the vocabulary, and a few of none] evidence + 1, 0 where it is not worked out; see ``compare_rows``."""
        rows = self._most * (1 + MOST_OTHERS)
        self._words = np.full((rows, WIDTH), -1, dtype=np.int16)
        self._heads = np.full((rows, HEAD), -1, dtype=np.int16)
        self._readings = np.full((self._most, MOST_OTHERS), -1, dtype=np.int32)
        self._rows: OrderedDict[str, int] = OrderedDict()

    def rows(self, texts: Sequence[str]) -> tuple[list[int], dict[str, int]]:
        """Return the row of each of ``texts`` of ``spelled``, and the rows of those that are new: zeros in ``kept``.

        No more than ``FEWEST_WORDS`` at once, for which rows are good.
        """
        new: dict[str, int] = {}
        for text in texts:
            if text in self._rows:
                self._rows.move_to_end(text)
                continue
            row = len(self._rows)
            if row == self._most:
                row = self._rows.popitem(last=False)[1]
            self._rows[text] = new[text] = row
        if new:
            self._read(new)
        return [self._rows[text] for text in texts], new

    def _read(self, new: Mapping[str, int]) -> None:
        words, readings = table_of(list(new), self.parameters, beside_arabic=self._beside_arabic)
        rows = np.array([*new.values()])
        self.kept[rows] = 0
        _put(rows, words, readings, (self._words, self._heads, self._readings))

    def side(self, rows: Sequence[int], sex: int = NOT_SAID) -> Side:
        """Return one name of the words in ``rows``, which says ``sex``, as a side of a comparison whose table of evidence is ``kept``."""
        return Side(
            words=self._words,
            heads=self._heads,
            readings=self._readings,
            parts=np.array([[*rows, *_NO_WORDS[len(rows) :]]], dtype=np.int32),
            counts=np.array([len(rows)], dtype=np.int8),
            sexes=np.array([sex], dtype=np.int8),
        )
