"""Why two names have their score: part by part, what was left out, what contradicts."""

import dataclasses
import enum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names import compare
from sijill.names.costs import cost_tables
from sijill.names.distance import word_distance
from sijill.names.model import words_of
from sijill.names.parsing import COMPARED, Name, Part, parse
from sijill.names.parts import MOST_PARTS
from sijill.names.scoring import POSSIBLE_MATCH, score
from sijill.words import say


class Verdict(enum.Enum):
    """What a pair of parts says."""

    SAME = "same"
    SPELLING = "spelling"
    """The same name in another spelling or script."""
    SIMILAR = "similar"
    """Perhaps a slip, perhaps another name."""
    CONTRADICTS = "contradicts"


_LIMITS: Final = ((0.06, Verdict.SPELLING), (0.17, Verdict.SIMILAR))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PairedPart:
    """Two parts that were compared with each other."""

    left: Part
    right: Part
    distance: float
    """0 the same sound, to 1."""
    verdict: Verdict


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A score and what it rests on."""

    score: float | None
    """None: not comparable."""
    pairs: tuple[PairedPart, ...]
    """In the order of the left name."""
    only_left: tuple[Part, ...]
    """Compared parts that the other name does not have: left out, which is no contradiction."""
    only_right: tuple[Part, ...]
    dropped: tuple[Part, ...]
    """Titles, particles and legal forms of both names, which are not compared."""

    def lines(self, language: str) -> list[str]:
        """Return the explanation in sentences of ``language``, the verdict first."""
        told = [say(f"names.{self._summary()}", language, score=f"{self.score or 0:.2f}")]
        told += [
            say(
                f"names.pair.{pair.verdict.value}", language, left=pair.left.written, right=pair.right.written
            )
            for pair in self.pairs
        ]
        told += [say("names.only_left", language, part=part.written) for part in self.only_left]
        told += [say("names.only_right", language, part=part.written) for part in self.only_right]
        told += [say("names.dropped", language, part=part.written) for part in self.dropped]
        return told

    def _summary(self) -> str:
        if self.score is None:
            return "not_comparable"
        return "possible" if self.score >= POSSIBLE_MATCH else "unlike"


def explain(one: str, other: str, *, organisations: bool = False) -> Explanation:
    """Return the score of two names, as ``score`` does, and its reasons, part by part."""
    left, right = parse(one), parse(other)
    dropped = tuple(part for name in (left, right) for part in name.parts if part.kind not in COMPARED)
    lefts, rights = _kept(left), _kept(right)
    if not lefts or not rights:
        return Explanation(score=None, pairs=(), only_left=lefts, only_right=rights, dropped=dropped)
    turned = compare.order(_words(lefts), _words(rights)) > 0
    shorter, longer = (rights, lefts) if turned else (lefts, rights)
    longer, chosen = _reading(shorter, longer, two=one if turned else other)
    pairs = [(shorter[place], longer[chosen[place]]) for place in range(len(shorter))]
    if turned:
        pairs = sorted(((b, a) for a, b in pairs), key=lambda pair: pair[0].start)
    alone = tuple(part for place, part in enumerate(longer) if place not in chosen)
    return Explanation(
        score=score(one, other, organisations=organisations),
        pairs=tuple(_pair(a, b) for a, b in pairs),
        only_left=alone if turned else (),
        only_right=() if turned else alone,
        dropped=dropped,
    )


def _reading(
    shorter: tuple[Part, ...], longer: tuple[Part, ...], *, two: str
) -> tuple[tuple[Part, ...], list[int]]:
    """Return the longer name, two parts joined where the comparison joined them, and which part goes with which.

    ``two`` is the text of the longer name.
    """
    costs, gaps = cost_tables()
    features = np.zeros(compare.FEATURES, dtype=np.float32)
    chosen, joined_at = compare.pair_features(_words(shorter), _words(longer), costs, gaps, features)
    if joined_at >= 0:
        first, second = longer[joined_at : joined_at + 2]
        # FAMILY, Given is compared as Given FAMILY: these two do not stand side by side in the text.
        turned = second.start < first.start
        written = f"{first.written} {second.written}" if turned else two[first.start : second.end]
        joined = dataclasses.replace(
            first, written=written, folded=first.folded + second.folded, end=max(first.end, second.end)
        )
        longer = (*longer[:joined_at], joined, *longer[joined_at + 2 :])
    return longer, [int(place) for place in chosen[: len(shorter)]]


def _words(parts: tuple[Part, ...]) -> NDArray[np.uint8]:
    return words_of(tuple(part.folded for part in parts))


def _kept(name: Name) -> tuple[Part, ...]:
    parts = name.compared
    return parts if len(parts) <= MOST_PARTS else (*parts[: MOST_PARTS - 1], parts[-1])


def _pair(left: Part, right: Part) -> PairedPart:
    costs, gaps = cost_tables()
    word, other = _words((left, right))
    lengths = int(word[compare.LENGTH_AT]), int(other[compare.LENGTH_AT])
    distance = float(word_distance(word, lengths[0], other, lengths[1], costs, gaps))
    verdict = Verdict.SAME if left.folded == right.folded else Verdict.CONTRADICTS
    if verdict is not Verdict.SAME:
        verdict = next((found for limit, found in _LIMITS if distance <= limit), Verdict.CONTRADICTS)
    return PairedPart(left=left, right=right, distance=distance, verdict=verdict)
