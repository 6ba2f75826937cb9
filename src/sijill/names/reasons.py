"""Why two names have their score: part by part, what was left out, what contradicts, what was repaired."""

import dataclasses
import enum
import functools
import itertools
from typing import Final

import numpy as np

from sijill.names.alphabet import spelled
from sijill.names.compare import (
    BARE_AT,
    CHILD_AT,
    CHOSEN_AT,
    EQUAL,
    JOINED_AT,
    KIND_AT,
    NONE,
    REPORT,
    TURNED_AT,
    compare_rows,
    kept_for,
)
from sijill.names.emission import SCRATCH_SHAPE
from sijill.names.evidence import ABBREVIATED, LOWEST, SAME_HALF, SAME_INITIAL, STEP, part_evidence
from sijill.names.features import NOTHING
from sijill.names.lexicon import OF_BOY, OF_GIRL, OF_WOMAN
from sijill.names.parameters import load_parameters
from sijill.names.parsing import COMPARED, Name, Part, PartKind, parse
from sijill.names.parts import MOST_PARTS
from sijill.names.scoring import POSSIBLE_MATCH, probability
from sijill.names.sexes import contradict
from sijill.names.vocabulary import read_names, read_words
from sijill.names.word import FLAGS_AT, GENERIC_FLAG, INITIAL_FLAG
from sijill.words import say


class Verdict(enum.Enum):
    """What a pair of parts says."""

    SAME = "same"
    SPELLING = "spelling"
    """The same name in another spelling or script."""
    SIMILAR = "similar"
    """Perhaps a slip, perhaps another name."""
    SHORT = "short"
    """An initial or a half of a name that fits: it may stand for the other, and for others."""
    CHILD = "child"
    """A word for somebody's child, and another one or a given name that the child may bear."""
    BARE = "bare"
    """A family's name with أبو and without it."""
    CONTRADICTS = "contradicts"


_SHORT: Final = tuple(int((nats - LOWEST) * STEP) for nats in (SAME_INITIAL, SAME_HALF))
_LIMITS: Final = ((POSSIBLE_MATCH, Verdict.SPELLING), (0.2, Verdict.SIMILAR))
_FIRST: Final = np.zeros((1, 2), dtype=np.int32)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PairedPart:
    """Two parts that were compared with each other."""

    left: Part
    right: Part
    likeness: float
    """The score that the two parts alone would have."""
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
    is_reordered: bool = False
    """Whether the parts of the one stand in another order than those of the other that they go with."""
    are_man_and_woman: bool = False
    """Whether titles, or بن and بنت, say a man in the one name and a woman in the other."""

    def lines(self, language: str) -> list[str]:
        """Return the explanation in sentences of ``language``, the verdict first."""
        told = [say(f"names.{self._summary()}", language, score=f"{self.score or 0:.2f}")]
        told += [
            say(
                f"names.pair.{pair.verdict.value}", language, left=pair.left.written, right=pair.right.written
            )
            for pair in self.pairs
        ]
        told += [say("names.reordered", language)] if self.is_reordered else []
        told += [say("names.man_and_woman", language)] if self.are_man_and_woman else []
        told += [
            say("names.repaired", language, part=part.written, repair=say(f"names.repair.{repair}", language))
            for part in self._compared()
            for repair in part.repairs
        ]
        told += [
            say(f"names.{_why_alone(part, side)}", language, part=part.written)
            for side, parts in (("only_left", self.only_left), ("only_right", self.only_right))
            for part in parts
        ]
        told += [say("names.dropped", language, part=part.written) for part in self.dropped]
        return told

    def _compared(self) -> tuple[Part, ...]:
        paired = (part for pair in self.pairs for part in (pair.left, pair.right))
        return (*paired, *self.only_left, *self.only_right)

    def _summary(self) -> str:
        if self.score is None:
            return "not_comparable"
        return "possible" if self.score >= POSSIBLE_MATCH else "unlike"


def _why_alone(part: Part, side: str) -> str:
    """Return the key of the sentence on a part that the other name has not."""
    if part.kind is not PartKind.KIN:
        return side
    return "kin_title" if part.folded in OF_WOMAN | OF_GIRL | OF_BOY else "kin"


def explain(one: str, other: str, *, organisations: bool = False) -> Explanation:
    """Return the score of two names, as ``score`` does, and its reasons, part by part."""
    left, right = parse(one), parse(other)
    dropped = tuple(part for name in (left, right) for part in name.parts if part.kind not in COMPARED)
    lefts, rights = _kept(left), _kept(right)
    parameters = load_parameters()
    model = parameters.organisations if organisations else parameters.model
    sides = read_names([one], parameters).side(), read_names([other], parameters).side()
    report = np.zeros((1, REPORT), dtype=np.uint8)
    logit = compare_rows(*sides, _FIRST, model, kept_for(*sides), report)
    if report[0, KIND_AT] == NONE:
        return Explanation(score=None, pairs=(), only_left=lefts, only_right=rights, dropped=dropped)
    if report[0, KIND_AT] == EQUAL:
        report[0, TURNED_AT:CHOSEN_AT] = 0
        report[0, CHOSEN_AT:] = np.arange(MOST_PARTS)
    turned, joined = bool(report[0, TURNED_AT]), int(report[0, JOINED_AT:BARE_AT].view("<u2")[0])
    shorter, longer = (rights, lefts) if turned else (lefts, rights)
    chosen = [int(place) for place in report[0, CHOSEN_AT : CHOSEN_AT + len(shorter)]]
    text = one if turned else other
    met = [(part, _run(longer, place, joined)) for part, place in zip(shorter, chosen, strict=True)]
    pairs = [_pair(part, run, text, turned=turned) for part, run in met]
    if report[0, BARE_AT]:
        pairs[-1] = dataclasses.replace(pairs[-1], verdict=Verdict.BARE)
    are_two = contradict(*(side.sexes[0] for side in sides))
    if report[0, CHILD_AT]:
        pairs[0] = dataclasses.replace(pairs[0], verdict=Verdict.CHILD)
    pairs.sort(key=lambda pair: pair.left.start)
    in_order = sorted(pairs, key=lambda pair: pair.left.place)
    alone = tuple(
        part for place, part in enumerate(longer) if place not in chosen and not joined >> place & 1
    )
    return Explanation(
        score=float(probability(logit)[0]),
        pairs=tuple(pairs),
        only_left=alone if turned else (),
        only_right=() if turned else alone,
        dropped=dropped,
        is_reordered=any(one.right.place > two.right.place for one, two in itertools.pairwise(in_order)),
        are_man_and_woman=are_two,
    )


def _kept(name: Name) -> tuple[Part, ...]:
    """Return the parts that the comparison reads: all, or of more than twelve the first eleven and the last."""
    parts = name.compared
    parts = parts if len(parts) <= MOST_PARTS else (*parts[: MOST_PARTS - 1], parts[-1])
    return tuple(part for part in parts if spelled(part.spelling))


def _run(parts: tuple[Part, ...], place: int, joined: int) -> tuple[Part, ...]:
    """Return the part at ``place`` with those that were read with it as one."""
    end = place + 1
    while joined >> end & 1:
        end += 1
    return parts[place:end]


def _joined(first: Part, second: Part, text: str) -> Part:
    """Return two neighbours as one part."""
    # FAMILY, Given is compared as Given FAMILY: these two do not stand side by side in the text.
    turned = second.start < first.start
    return dataclasses.replace(
        first,
        written=f"{first.written} {second.written}" if turned else text[first.start : second.end],
        folded=first.folded + second.folded,
        spelling=first.spelling + second.spelling,
        end=max(first.end, second.end),
        repairs=(*first.repairs, *second.repairs),
    )


def _pair(part: Part, run: tuple[Part, ...], text: str, *, turned: bool) -> PairedPart:
    met = functools.reduce(lambda first, second: _joined(first, second, text), run)
    left, right = (met, part) if turned else (part, met)
    letters = "".join(spelled(one.spelling)[0] for one in run)
    if len(run) > 1 and spelled(part.spelling).startswith(letters):
        return PairedPart(left=left, right=right, likeness=POSSIBLE_MATCH, verdict=Verdict.SPELLING)
    likeness, is_short = _likeness(spelled(left.spelling), spelled(right.spelling))
    if left.folded == right.folded:
        verdict = Verdict.SAME
    elif is_short:
        verdict = Verdict.SHORT
    else:
        verdict = next((found for limit, found in _LIMITS if likeness >= limit), Verdict.CONTRADICTS)
    return PairedPart(left=left, right=right, likeness=likeness, verdict=verdict)


@functools.lru_cache(maxsize=1 << 14)
def _likeness(left: str, right: str) -> tuple[float, bool]:
    """Return the score of two parts as names of one part, and whether one is an initial or half of the other."""
    parameters = load_parameters()
    sides = read_words([left], parameters).side(), read_words([right], parameters).side()
    (one, other), model, scratch = (
        [side.words[0] for side in sides],
        parameters.model,
        np.empty(SCRATCH_SHAPE),
    )
    evidence = part_evidence(one, other, model.tables, model.lexicon, scratch)
    are_of_firms = bool(one[FLAGS_AT] & other[FLAGS_AT] & GENERIC_FLAG)
    if evidence == ABBREVIATED or (are_of_firms and evidence >= NOTHING):
        return POSSIBLE_MATCH, False
    is_short = bool((one[FLAGS_AT] | other[FLAGS_AT]) & INITIAL_FLAG and evidence in _SHORT)
    report = np.zeros((1, REPORT), dtype=np.uint8)
    logit = compare_rows(*sides, _FIRST, parameters.model, kept_for(*sides), report)
    return float(probability(logit)[0]), is_short
