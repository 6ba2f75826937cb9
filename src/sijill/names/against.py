"""One name against many prepared ones: look-ups for most of them, the full comparison for those that can reach a floor."""

import functools
import math
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import LONGEST
from sijill.names.asked import Asked
from sijill.names.bounds import ALL, edges_for, may_reach, passes_for
from sijill.names.compare import REPORT, Side, compare_rows
from sijill.names.model import Model
from sijill.names.near import all_evidence
from sijill.names.parameters import Parameters
from sijill.names.scoring import Names, probability
from sijill.names.vocabulary import spelled_name
from sijill.names.word import ARABIC, CODES_AT, FLAGS_AT, GENERIC_FLAG, LENGTH_AT, SCRIPT_AT

FLOOR: Final = 0.5
"""Well below ``POSSIBLE_MATCH``: what lies under it is no match by any threshold in use."""


class Against:
    """Names prepared to be compared with one name after another; n names in all.

    Words of queries are kept from call to call, up to 64 MB: a word that was asked before costs nothing.
    """

    def __init__(self, names: Names | Sequence[str], parameters: Parameters | None = None) -> None:
        """Read ``names`` unless they are prepared. ``parameters`` are those shipped unless given."""
        self._names = names if isinstance(names, Names) else Names(names, parameters)
        self._asked = Asked(len(self._names.side.readings), self._names.parameters)
        self._blank = np.where(self._names.side.counts > 0, 0.0, np.nan)

    def __len__(self) -> int:
        return len(self._names)

    def scores(self, query: str, *, floor: float = FLOOR, organisations: bool = False) -> NDArray[np.float64]:
        """Return the scores of ``query`` with each name, float64 [n]; nan where not comparable.

        A score of ``floor`` or more is exactly that of ``score(query, name)``. Names below it have 0 or their
        score: 0 where it is certain without a comparison that the floor is out of reach, see
        ``sijill.names.bounds``. With a floor of 0 every score is exact.
        """
        texts = spelled_name(query)
        if not texts:
            return np.full(len(self), np.nan)
        parameters, side = self._names.parameters, self._names.side
        model = parameters.organisations if organisations else parameters.model
        rows = [_filled_row(text, self._asked, side, model) for text in texts]
        one = self._asked.side(rows)
        places = _possible(one, side, self._asked.kept, model, floor)
        pairs = np.zeros((places.size, 2), dtype=np.int32)
        pairs[:, 1] = places
        reports = np.empty((1, REPORT), dtype=np.uint8)
        out = self._blank.copy()
        out[places] = probability(compare_rows(one, side, pairs, model, self._asked.kept, reports))
        return out


def _filled_row(text: str, asked: Asked, side: Side, model: Model) -> int:
    row, is_new = asked.row(text)
    if is_new:
        all_evidence(row, asked.side([row]), side, model, asked.kept[row])
    return row


def _possible(
    one: Side, side: Side, kept: NDArray[np.uint8], model: Model, floor: float
) -> NDArray[np.int32]:
    """Return the places of the names that may reach ``floor``, or are the same."""
    if floor <= 0 or len(side.readings) == 0:
        return np.flatnonzero(side.counts > 0).astype(np.int32)
    rows = one.parts[0, : one.counts[0]]
    edges = edges_for(rows.size)
    codes = np.zeros(len(side.readings), dtype=np.uint32)
    own = np.zeros(len(side.readings), dtype=np.uint32)
    reached = np.searchsorted(edges, np.arange(ALL) - 1, side="right")
    bits = ((1 << np.append(reached, len(edges))) - 1).astype(np.uint32)
    for place, row in enumerate(rows):
        is_generic = one.heads[row, FLAGS_AT] & GENERIC_FLAG
        part = bits[np.full(codes.size, ALL) if is_generic else kept[row]]
        codes |= part << np.uint32(place * len(edges))
        own |= part
    passes = _passes(one, side, model, floor)
    found = np.empty(side.counts.size, dtype=np.int32)
    query = (rows.size, len(edges), _row_of(one.words[one.parts[0, 0]], side))
    return found[: may_reach(side, codes, own, passes, query, found)]


def _passes(one: Side, side: Side, model: Model, floor: float) -> NDArray[np.bool_]:
    """Return the table of codes that may reach ``floor`` in any kind of pair that these names make."""
    logit = float("inf") if floor >= 1 else math.log(floor / (1 - floor))
    is_arabic = one.heads[one.parts[0, 0], SCRIPT_AT] == ARABIC
    scripts = np.unique(side.heads[: len(side.readings), SCRIPT_AT] == ARABIC)
    kinds = {kind_of(bool(is_arabic), bool(other)) for other in scripts}
    tables = [passes_for(model.shapes[kind].tobytes(), logit, int(one.counts[0])) for kind in sorted(kinds)]
    return functools.reduce(np.logical_or, tables)


def _row_of(word: NDArray[np.int16], side: Side) -> int:
    """Return the row of the same word in ``side``, -2 for none."""
    words = side.words[: len(side.readings)]
    rows = np.flatnonzero((words[:, LENGTH_AT] == word[LENGTH_AT]) & (words[:, SCRIPT_AT] == word[SCRIPT_AT]))
    letters = slice(CODES_AT, CODES_AT + LONGEST)
    rows = rows[(words[rows, letters] == word[letters]).all(axis=1)]
    return int(rows[0]) if rows.size else -2


def kind_of(one_is_arabic: bool, other_is_arabic: bool) -> int:
    """Return the kind of a pair, as ``compare_rows`` tells it by the first parts of either."""
    return (0 if one_is_arabic != other_is_arabic else 1) if one_is_arabic or other_is_arabic else 2
