"""One name against many prepared ones: look-ups for most of them, the full comparison for those that can reach a floor."""

import math
import mmap
import sys
import threading
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import ARABIC_LETTERS, LATIN_LETTERS
from sijill.names.among import all_evidence, among
from sijill.names.asked import Asked
from sijill.names.beside import Side
from sijill.names.bounds import bits_for, edges_for, limits_of, needed_for, passes_for, tops_of
from sijill.names.closer import may_reach
from sijill.names.compare import REPORT, compare_rows
from sijill.names.handed import plain
from sijill.names.lined_up import kind_of
from sijill.names.parameters import Parameters
from sijill.names.reached import Query, known_of
from sijill.names.scoring import Names, least_logit, probability
from sijill.names.vocabulary import spelled_with_sex
from sijill.names.word import (
    ARABIC,
    CODES_AT,
    LENGTH_AT,
    ROWS_AT,
    SCRIPT_AT,
)

FLOOR: Final = 0.5
"""Well below ``POSSIBLE_MATCH``: what lies under it is no match by any threshold in use."""
_FEW: Final = 4096
"""Scores that are sooner cleared than asked of the system."""
_MOST_TABLES: Final = 32
"""Tables of passing codes that are kept: for each count of parts, floor and kind of pairs, up to 2 MB each."""


class Against:
    """Names prepared to be compared with one name after another; n names in all.

    Words of queries are kept from call to call, up to 128 MB: a word that was asked before costs nothing. Several
    threads may ask; one is answered at a time.
    """

    def __init__(self, names: Names | Sequence[str], parameters: Parameters | None = None) -> None:
        """Read ``names`` unless they are prepared. ``parameters`` are those shipped unless given."""
        self._names = names if isinstance(names, Names) else Names(names, parameters)
        side = self._names.side
        self._asked = Asked(
            len(side.readings),
            self._names.parameters,
            beside_arabic=bool((side.heads[:, SCRIPT_AT] == ARABIC).any()),
        )
        self._equal = np.full(len(self._asked.kept), -1, dtype=np.int32)
        self._most = np.zeros_like(self._asked.kept)
        self._among = plain(among(self._names.side, self._names.parameters.model))
        self._known = plain(known_of(self._names.side))
        words = _texts(self._names.side.words[: len(self._names.side.readings)])
        self._words = {text: row for row, text in enumerate(words)}
        self._left = self._asked.side([])
        self._found = np.empty(len(self), dtype=np.int32)
        models = self._names.parameters.model, self._names.parameters.organisations
        self._bounds = [(tuple(model), limits_of(model.shapes)) for model in models]
        self._passes: dict[tuple[bool, bool, float, int], tuple[NDArray[np.uint8], NDArray[np.int64]]] = {}
        self._unread = np.flatnonzero(side.counts == 0)
        self._turn = threading.Lock()

    def __len__(self) -> int:
        return len(self._names)

    def scores(self, query: str, *, floor: float = FLOOR, organisations: bool = False) -> NDArray[np.float64]:
        """Return the scores of ``query`` with each name, float64 [n]; nan where not comparable.

        A score of ``floor`` or more is exactly that of ``score(query, name)``. Names below it have 0 or their
        score: 0 where it is certain without a comparison that the floor is out of reach, see
        ``sijill.names.bounds``. With a floor of 0 every score is exact.
        """
        texts, sex = spelled_with_sex(query)
        if not texts:
            return np.full(len(self), np.nan)
        with self._turn:
            return self._scores(texts, sex, floor, organisations=organisations)

    def _scores(
        self, texts: Sequence[str], sex: int, floor: float, *, organisations: bool
    ) -> NDArray[np.float64]:
        rows = self._rows(texts)
        one = self._asked.side(rows, sex)
        places = self._places(rows, one, floor, organisations=organisations)
        out = _zeros(len(self))
        if self._unread.size:
            out[self._unread] = np.nan
        if places.size:
            pairs = np.zeros((places.size, 2), dtype=np.int32)
            pairs[:, 1] = places
            parameters = self._names.parameters
            model = parameters.organisations if organisations else parameters.model
            reports = np.empty((1, REPORT), dtype=np.uint8)
            logits = compare_rows(one, self._names.side, pairs, model, self._asked.kept, reports)
            # Lower scores need not be said, and memory that is not written takes no time.
            told = np.flatnonzero(logits >= least_logit(floor))
            if told.size:
                out[places[told]] = probability(logits[told])
        return out

    def _rows(self, texts: Sequence[str]) -> list[int]:
        """Return the rows of words of queries, with their evidence."""
        rows, new = self._asked.rows(texts)
        if new:
            places = np.array([*new.values()])
            all_evidence(places, self._left, self._among, (self._asked.kept, self._most))
            self._equal[places] = [self._words.get(text, -1) for text in new]
        return rows

    def _places(
        self, rows: Sequence[int], one: Side, floor: float, *, organisations: bool
    ) -> NDArray[np.int32]:
        """Return the places of the names that may reach ``floor``, or are the same."""
        if floor <= 0 or len(self._names.side.readings) == 0:
            return np.flatnonzero(self._names.side.counts > 0).astype(np.int32)
        parts = one.parts[0, : len(rows)]
        logit = float("inf") if floor >= 1 else math.log(floor / (1 - floor))
        is_arabic = bool(one.heads[rows[0], SCRIPT_AT] == ARABIC)
        passes, needed = self._table(is_arabic, logit, len(rows), organisations=organisations)
        query = Query(
            rows=parts,
            words=one.words,
            heads=one.heads,
            equal=self._equal[parts],
            is_arabic=is_arabic,
            bits=bits_for(len(rows)),
            width=len(edges_for(len(rows))),
            passes=passes,
            needed=needed,
            floor=logit,
        )
        evidence = (self._asked.kept, self._most)
        count = may_reach(tuple(query), self._known, self._bounds[organisations], evidence, self._found)
        return self._found[:count]

    def _table(
        self, is_arabic: bool, logit: float, parts: int, *, organisations: bool
    ) -> tuple[NDArray[np.uint8], NDArray[np.int64]]:
        """Return the table of codes that may reach ``logit`` in any kind of pair, and ``needed_for`` it."""
        key = (organisations, is_arabic, logit, parts)
        if key not in self._passes:
            if len(self._passes) == _MOST_TABLES:
                self._passes.clear()
            scripts = np.unique(self._names.side.heads[:, SCRIPT_AT] == ARABIC)
            kinds = np.array(sorted({kind_of(is_arabic, bool(other)) for other in scripts}), dtype=np.int64)
            tops = tops_of(edges_for(parts))
            longest = int(self._names.side.counts.max())
            passes = passes_for(self._bounds[organisations][1], kinds, logit, parts, longest, tops)
            self._passes[key] = passes, needed_for(passes, parts, len(tops) - 1)
        return self._passes[key]


def _zeros(count: int) -> NDArray[np.float64]:
    """Return zeros in memory that the system hands out as zeros: where nothing is written, it takes no time.

    numpy is given memory that was used before, and clears all of it.
    """
    if sys.platform == "win32" or count < _FEW:
        return np.zeros(count)
    return np.frombuffer(mmap.mmap(-1, 8 * count, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS))


def _texts(words: NDArray[np.int16]) -> Iterator[str]:
    """Yield each word as text of ``spelled``."""
    heads, codes = words[:, [SCRIPT_AT, LENGTH_AT]].tolist(), words[:, CODES_AT:ROWS_AT].tolist()
    for (script, length), letters in zip(heads, codes, strict=True):
        known = ARABIC_LETTERS if script == ARABIC else LATIN_LETTERS
        yield "".join([known[code] for code in letters[:length]])
