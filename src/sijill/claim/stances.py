"""What a source does with a quantity: states, denies, estimates or alleges it, or could not verify it."""

import functools
import re
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.claim.source import Source
from sijill.model.claim import ClaimType, Stance

_UNVERIFIED: Final = re.compile(
    r"(?:لم|لا)\s+(?:يتسن|يتسني|تتسن|يتم|يمكن|تتمكن|يتمكن|نتمكن|يكن|تستطع|يستطع|نستطع|تستطيع|يستطيع|يتح|نقدر|يقدر)[^.؛]{0,50}?(?:التحقق|التاكد|التثبت|تاكيد|تاكد|تثبت|التوثق)"
    r"|غير\s+موكده?|غير\s+موثقه?|[يت]?تعذر\s[^.؛]{0,24}?(?:التحقق|التاكد|التثبت|تاكيد)|لم\s+[يت](?:وكد|ثبت)\s|(?:دون|غير)\s+(?:ان\s+)?(?:تاكيد|يتسني|التاكد)|ما\s+فينا\s+ن(?:تاكد|اكد)"
    r"|(?:could|can)\s?not\s+(?:be\s+)?(?:\w+\s+)?(?:verif|confirm|corroborat)|could\s+not\s+immediately\s+(?:be\s+)?(?:verif|confirm)|unverified|unconfirmed"
    r"|(?:unable|not\s+able)\s+to\s+(?:\w+\s+)?(?:verif|confirm|corroborat)|not\s+(?:yet\s+)?been\s+(?:\w+\s+)?(?:verified|confirmed)|no\s+independent\s+confirmation|(?:was|were)\s+not\s+(?:independently\s+)?(?:verified|confirmed)"
)
_PARTING: Final = re.compile(r"(?<![^\W\d_])(?:فيما|بينما|في\s+حين|في\s+المقابل|while|whereas)(?![^\W\d_])")
_DENIED: Final = re.compile(r"لا\s+صحه|غير\s+صحيح|لا\s+اساس|not\s+true|false\s+that|no\s+truth")
_ESTIMATED: Final = re.compile(
    r"(?:ال)?تقديرات|(?<![^\W\d_])[يت]قدر|(?<![^\W\d_])قدرت|(?<![^\W\d_])قدر\s|يرجح|estimat"
)
_OWN_ESTIMATE: Final = re.compile(r"(?:ما\s+يقدر|an\s+estimated|يقدر)")
"""The estimate in the bound itself: «ما يقدّر بنحو», an estimated 300."""
_ALLEGED: Final = re.compile(r"مزاعم|يزعم|تزعم|زعم|ادعاءات|allege|purported")
_ESTIMATED_BEHIND: Final = re.compile(
    r"\s+(?:are|were|is|have\s+been)\s+estimated|\s+(?:may|might|could)\s+have|\s+are\s+(?:thought|believed|feared)|\s+(?:قد|ربما)\s+يكون"
)


@functools.lru_cache(maxsize=16)
def is_unverified(folded: str) -> bool:
    """Whether a folded sentence says that what is told could not be verified."""
    return bool(_UNVERIFIED.search(folded))


def _segment(text: str, draft: Draft) -> str:
    """The part of the sentence in which the draft stands: what is said «فيما …» has a reserve of its own."""
    partings = _partings(text)
    start = max((end for _, end in partings if end <= draft.start), default=0)
    stop = min((begin for begin, _ in partings if begin >= draft.end), default=len(text))
    return text[start:stop]


@functools.lru_cache(maxsize=4)
def _partings(text: str) -> tuple[tuple[int, int], ...]:
    """Return the spans of the words that part a sentence; asked for each of its claims."""
    return tuple(hit.span() for hit in _PARTING.finditer(text))


def stance_of(sentence: Sentence, source: Source | None, draft: Draft) -> Stance:
    """Return what the source does with the quantity; a reserve on the whole sentence outweighs a plain saying."""
    text = sentence.read.text
    clause = text[max(0, draft.start - 60) : draft.start]
    denied = (source is not None and source.stance is Stance.DENIED) or "denied" in draft.trace
    if denied or _DENIED.search(clause):
        return Stance.DENIED
    if is_unverified(_segment(text, draft)):
        return Stance.UNVERIFIED
    if (source is not None and source.stance is Stance.ALLEGED) or _ALLEGED.search(clause):
        return Stance.ALLEGED
    near = re.split(r"[،,؛;]", clause)[-1]
    if source is not None and source.until <= draft.first:
        near = text[sentence.read.lexemes[source.at].start : draft.start]
    behind = text[draft.end : draft.end + 40].split("،")[0]
    if source is not None and source.stance is Stance.ESTIMATED:
        return Stance.ESTIMATED
    if (
        _ESTIMATED.search(near)
        or _ESTIMATED.match(text, draft.start)
        or _OWN_ESTIMATE.match(text, draft.start)
        or _ESTIMATED_BEHIND.match(behind)
    ):
        return Stance.ESTIMATED
    return Stance.ASSERTED


HARMS: Final = frozenset(
    {
        ClaimType.KILLED,
        ClaimType.INJURED,
        ClaimType.DISPLACED,
        ClaimType.DETAINED,
        ClaimType.MISSING,
        ClaimType.DIED_IN_DETENTION,
        ClaimType.STARVATION_DEATHS,
        ClaimType.BESIEGED,
        ClaimType.RECRUITED_CHILDREN,
        ClaimType.DESTROYED,
        ClaimType.ATTACKS,
        ClaimType.MASS_GRAVES,
    }
)
"""What somebody can be held responsible for."""
