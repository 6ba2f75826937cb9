"""Names sorted by their words, and the search among them: near words, candidates, full comparison."""

import math
import threading
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import LONGEST, is_arabic
from sijill.names.asked import Asked
from sijill.names.beside import Side
from sijill.names.compare import REPORT, compare_rows
from sijill.names.evidence import LOWEST, STEP
from sijill.names.features import JOIN_COST, NOTHING, POOR
from sijill.names.model import Model
from sijill.names.near import Known, Reach, near_words
from sijill.names.parameters import Parameters
from sijill.names.retrieval import candidates, postings, scratch_for
from sijill.names.scoring import probability
from sijill.names.tree import grow
from sijill.names.vocabulary import spelled_with_sex, table_of
from sijill.names.word import HEAD

NEAR: Final = int((1 - LOWEST) * STEP)
"""Evidence of a part that makes a name a candidate."""
FORTH: Final = 0.0
"""Nats that the letters must say for a near part one way, whatever they say the other way. Among the names of the
press -2 finds no more than 0, and -4 one more of 134; each takes longer."""
MOST_NEAR: Final = 48
"""Near words looked up for a part of a query."""
RESCORED: Final = 96
"""Candidates that get the full comparison, at the least; twice the names that are asked for."""
RESCORED_UNSURE: Final = 4096
"""The same where none of the first is as good as the query: of hundreds that share its words, in another order or with a contradiction, the
best may be worth no more than any other."""
SURE: Final = math.log(0.9 / 0.1)
"""Logit from which on the best candidate is. Of 2,000 queries of 100,000 names, half of them with a part left out, 48 had a better name than the best
of ``RESCORED``, with .9 none (.7: 3); one query in six is looked at twice."""
_HALF: Final = 3
"""Letters of either half, at the least, of a part that is looked up as two."""


class Near(NamedTuple):
    """A word of queries, by its row in ``Asked``, and the words of the names near it."""

    row: int
    words: NDArray[np.int32]
    """Best first; equal ones by their bearers, then by their letters."""
    gains: NDArray[np.int16]
    """Their evidence above nothing, in steps."""


class Lookup:
    """n names by their words, as ``Vocabulary`` has them, until names are added or removed."""

    def __init__(
        self,
        texts: Sequence[str],
        parts: NDArray[np.int32],
        told: tuple[NDArray[np.int8], NDArray[np.int8]],
        parameters: Parameters,
        reach: Reach,
    ) -> None:
        """Sort the names; ``parts`` are rows of ``texts``, and ``told`` how many each name has and the sex that it says."""
        counts, sexes = told
        words, readings = table_of(texts, parameters)
        heads = np.ascontiguousarray(words[:, :HEAD])
        self._parameters = parameters
        self._side = Side(
            words=words, heads=heads, readings=readings, parts=parts, counts=counts, sexes=sexes
        )
        self._postings = postings(parts, counts, len(texts))
        self._scratch = scratch_for(self._postings)
        tree = grow(self._side, parameters.model)
        self._known = Known(side=self._side, tree=tree, model=parameters.model, reach=reach)
        self._ranks = _ranks(texts, np.diff(self._postings.starts))
        self._asked = Asked(len(texts), parameters)
        self._near: dict[int, Near] = {}
        self._found = np.empty(len(words) + 1, dtype=np.int32)
        self._turn = threading.Lock()

    def search(self, query: str, count: int, *, organisations: bool) -> list[tuple[int, float]]:
        """Return the ``count`` best (position, score) for ``query``, best first."""
        texts, sex = spelled_with_sex(query)
        if not texts or count <= 0:
            return []
        with self._turn:
            return self._best(texts, sex, count, organisations=organisations)

    def _best(
        self, texts: Sequence[str], sex: int, count: int, *, organisations: bool
    ) -> list[tuple[int, float]]:
        near = self._near_words(texts)
        lists = self._lists(texts, near)
        # Words that were looked up for these may have pushed those of the query out.
        asked = self._asked.side([word.row for word in self._near_words(texts)], sex)
        model = self._parameters.organisations if organisations else self._parameters.model
        places = candidates(*lists, self._postings, self._scratch, RESCORED)
        logits = self._compared(asked, places, model)
        most = max(2 * count, RESCORED if logits.max(initial=-np.inf) >= SURE else RESCORED_UNSURE)
        if most > RESCORED == places.size:
            places = candidates(*lists, self._postings, self._scratch, most)
            logits = self._compared(asked, places, model)
        best = np.lexsort((places, -logits))[:count]
        return list(zip(places[best].tolist(), probability(logits[best]).tolist(), strict=True))

    def _compared(self, asked: Side, places: NDArray[np.int32], model: Model) -> NDArray[np.float64]:
        """Return the logits of one name with those at ``places``."""
        pairs = np.zeros((places.size, 2), dtype=np.int32)
        pairs[:, 1] = places
        reports = np.empty((1, REPORT), dtype=np.uint8)
        return compare_rows(asked, self._side, pairs, model, self._asked.kept, reports)

    def _near_words(self, texts: Sequence[str]) -> list[Near]:
        rows, new = self._asked.rows(texts)
        for row in new.values():
            kept, asked = self._asked.kept[row], self._asked.side([row])
            count = near_words(row, asked, self._known, NEAR, kept, self._found)
            found = self._found[:count]
            found = found[self._ranks[found] >= 0]
            evidence = kept[found] - 1
            order = np.lexsort((self._ranks[found], -evidence.astype(np.int16)))[:MOST_NEAR]
            gains = evidence[order].astype(np.int16) - NOTHING
            self._near[row] = Near(row=row, words=found[order], gains=gains)
        return [self._near[row] for row in rows]

    def _lists(
        self, texts: Sequence[str], near: Sequence[Near]
    ) -> tuple[NDArray[np.int32], NDArray[np.int16], NDArray[np.int64]]:
        """Return the words near each query part, their gains, and where those of each part begin, as ``candidates`` needs them."""
        lists = [[(word.words, word.gains)] for word in near]
        for places, word in self._other_words(texts, near):
            gains = (word.gains - int(JOIN_COST)) // 2
            for place in places:
                lists[place].append((word.words[gains > 0], gains[gains > 0]))
        starts = np.zeros(len(lists) + 1, dtype=np.int64)
        np.cumsum([sum(words.size for words, _ in found) for found in lists], out=starts[1:])
        words = np.concatenate([words for found in lists for words, _ in found])
        gains = np.concatenate([gains for found in lists for _, gains in found])
        for place, found in enumerate(lists):
            if len(found) > 1:
                part = slice(starts[place], starts[place + 1])
                order = np.argsort(-gains[part], kind="stable")
                words[part], gains[part] = words[part][order], gains[part][order]
        return words, gains, starts

    def _other_words(self, texts: Sequence[str], near: Sequence[Near]) -> Iterator[tuple[list[int], Near]]:
        """Yield neighbours read as one word, and halves of words, where words as they stand are poorly met."""
        poor = [word.gains[:1].max(initial=0) < POOR - NOTHING for word in near]
        for place in range(len(texts) - 1):
            one, other = texts[place : place + 2]
            if (poor[place] or poor[place + 1]) and is_arabic(one) == is_arabic(other):
                yield [place, place + 1], self._near_words([(one + other)[:LONGEST]])[0]
        for place, text in enumerate(texts):
            for cut in range(_HALF, len(text) - _HALF + 1) if poor[place] else ():
                halves = self._near_words([text[:cut], text[cut:]])
                if halves[0].words.size and halves[1].words.size:
                    yield [place], halves[0]
                    yield [place], halves[1]


def _ranks(texts: Sequence[str], bearers: NDArray[np.int64]) -> NDArray[np.int32]:
    """Return the rank of each word by its bearers, then by its letters; -1 for one that nobody bears."""
    by_letters = (
        np.argsort(np.array(texts, dtype=object), kind="stable") if texts else np.zeros(0, dtype=np.int64)
    )
    order = by_letters[np.argsort(-bearers[by_letters], kind="stable")]
    ranks = np.empty(len(texts), dtype=np.int32)
    ranks[order] = np.arange(len(texts), dtype=np.int32)
    return np.where(bearers > 0, ranks, -1)
