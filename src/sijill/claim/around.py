"""What stands around a claim: whom the text holds responsible, where, and when; all in its own words."""

import bisect
import re
from collections.abc import Sequence
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.claim.sources import HARMS
from sijill.model.place import PlaceMention

_ACTIVE: Final = re.compile(
    r"(?<![^\W\d_])[وف]?(?:اعتقلت|اعتقل|احتجزت|قتلت|قتل|ارتكبت|ارتكب|شنت|شن|نفذت|هجرت|دمرت|اختطفت|خطفت|اعدمت|جندت)\s+(?P<who>(?:قوات|القوات|ميليشيا\w*|الميليشيا\w*|مليشيا\w*|جيش|الجيش|النظام|نظام|تنظيم|فصائل|الفصائل|"
    r"مسلحون|المسلحون|عناصر|الشرطه|جماع\w+|الجماع\w+|السلطات|سلطات|الاجهزه|طيران|الطيران|طائرات|الطائرات|الاحتلال|المخابرات|الامن|هذا\s+\w+)(?:\s+(?!في|من|علي|عن|خلال|قرابه|نحو|حوالي|اكثر|ما|لا|منذ|مقتل|عدد)[^\W\d_]{3,}){0,2})"
)
_BY: Final = re.compile(
    r"(?:علي\s+(?:يد|ايدي)|من\s+قبل|[تي]نسب\s+[^.؛]{0,40}?\s?الي|في\s+صفوف|برصاص|بنيران|نفذتها?|ارتكبتها?|شنتها?|شنها|مسووليه)\s+(?P<who>[^\W\d_]+(?:\s+(?!في|من|علي|عن|خلال|منذ|يوم|عام|جنوب|شمال|شرق|غرب|اثناء|بعد|قبل)[^\W\d_]+){0,3})"
)
_ENGLISH: Final = re.compile(
    r"(?:\bby\s+(?P<who>(?:the\s+)?(?:government|security|army|armed|state|regime|rebel|opposition|police|militia|pro-government|military|air)\w*(?:\s+(?:forces|groups?|troops|force|army|police|militias?|services))?)"
    r"|(?P<subject>(?:the\s+)?(?:government|security|regime|army|armed|rebel|police|state|military)\s*(?:forces|groups?|troops|army|services)?)\s+(?:detained|arrested|killed|executed|abducted|carried|displaced))"
)
_BEHIND: Final = re.compile(
    r"(?:يقف|تقف|وقف|وقفت)\s+(?P<who>(?:هذا|هذه|ال)?\s?[^\W\d_]+(?:\s+(?!وراء|خلف)[^\W\d_]+){0,4})\s+(?:وراء|خلف)"
)
_PLACE: Final = re.compile(
    r"(?<![^\W\d_])[بل]?(?P<place>(?:مدينه|محافظه|بلده|قريه|مخيم|حي|ريف|منطقه|ناحيه|قضاء|ولايه|اقليم|شمال|جنوب|شرق|غرب|وسط|سجن|معتقل)\s+[^\W\d_]{2,}"
    r"(?:\s+(?:الشمالي|الجنوبي|الشرقي|الغربي|الاوسط|سوريا|لبنان|العراق|اليمن))?)"
)
"""Words that say that a place follows: its name is one also where no gazetteer has it."""
_PLACE_REACH: Final = 90


def perpetrator(sentence: Sentence, draft: Draft) -> tuple[int, int] | None:
    """Return the folded span of whom the sentence holds responsible for the draft, or None.

    Someone said to stand behind the first harm (يقف … وراء) is meant by the harms joined to it.
    """
    if draft.type not in HARMS:
        return None
    text = sentence.read.text
    for pattern in (_ACTIVE, _BEHIND, _ENGLISH):
        hits = [hit for hit in pattern.finditer(text, 0, draft.start) if hit.end() <= draft.start]
        if hits:
            name = "who" if hits[-1]["who"] else "subject"
            start, end = hits[-1].span(name)
            return start, end - (len(text[start:end]) - len(text[start:end].rstrip()))
    for pattern in (_BY, _ENGLISH):
        hit = pattern.search(text, draft.end, min(len(text), draft.end + 140))
        if hit and hit["who"]:
            return hit.span("who")
    return None


def places(sentence: Sentence, draft: Draft, known: Sequence[PlaceMention]) -> list[tuple[int, int]]:
    """Return the spans, in the whole text, of places plainly named near the draft, in order.

    ``known`` are the text's places that a gazetteer has, in order.
    """
    end = min(len(sentence.read.text), draft.end + _PLACE_REACH)
    first, last = sentence.read.source(draft.start, end)
    begin = bisect.bisect_left(known, first, key=lambda each: each.start)
    behind = bisect.bisect_right(known, last, key=lambda each: each.end)
    spans = [mention.span for mention in known[begin:behind] if mention.certain]
    for hit in _PLACE.finditer(sentence.read.text, draft.start, end):
        start, stop = sentence.read.source(*hit.span("place"))
        if all(stop <= one or start >= other for one, other in spans):
            spans.append((start, stop))
    return sorted(spans)
