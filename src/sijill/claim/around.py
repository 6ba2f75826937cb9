"""Where a claim is said to have happened, in the text's own words."""

import bisect
import re
from collections.abc import Sequence
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.model.place import PlaceMention

_PLACE: Final = re.compile(
    r"(?<![^\W\d_])[بل]?(?P<place>(?:مدينه|محافظه|بلده|قريه|مخيمات|مخيم|حي|ريف|قطاع|مقاطعه|معبر|جزيره|ضاحيه|اطراف|شمالي|جنوبي|شرقي|غربي|قرب|قباله|منطقه|ناحيه|قضاء|ولايه|اقليم|شمال|جنوب|شرق|غرب|وسط|سجن|معتقل)\s+[^\W\d_]{2,}"
    r"(?:\s+(?:الشمالي|الجنوبي|الشرقي|الغربي|الاوسط|سوريا|لبنان|العراق|اليمن))?)"
)
"""Words that say that a place follows: its name is one also where no gazetteer has it."""
_ENGLISH: Final = re.compile(
    r"\b(?:in|at|near|from|outside|around|across|off|into|(?:strikes?|attacks?|raids?|assaults?|shelling|bombing|advance)\s+on)\s+(?:the\s+)?(?P<name>(?!January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday"
    r"|Thursday|Friday|Saturday|Sunday|Ramadan)[A-Z][\w'’-]+(?:\s+(?:of\s+|al-)?[A-Z][\w'’-]+){0,2})"
)
"""Capitals behind a word for where; in the text as written."""
_PARTING: Final = re.compile(r"(?<![^\W\d_])(?:فيما|بينما|في\s+حين|while|whereas)(?![^\W\d_])|[;؛|]")
_WORD_END: Final = re.compile(r"\w*")
_LOOK: Final = 12
_PLACE_REACH: Final = 90


def places(sentence: Sentence, draft: Draft, known: Sequence[PlaceMention]) -> list[tuple[int, int]]:
    """Return the spans, in the whole text, of places plainly named near the draft, in order.

    ``known`` are the text's places that a gazetteer has, in order.
    """
    text = sentence.read.text
    end = min(len(text), draft.end + _PLACE_REACH)
    parting = _PARTING.search(text, draft.end, end)
    end = parting.start() if parting else end
    near = _within(sentence, known, draft.start, end)
    if near:
        return near
    begin = max((hit.end() for hit in _PARTING.finditer(text, 0, draft.start)), default=0)
    return _within(sentence, known, max(begin, draft.start - 2 * _PLACE_REACH), draft.start)


def _within(
    sentence: Sentence, known: Sequence[PlaceMention], start_at: int, end_at: int
) -> list[tuple[int, int]]:
    """Return the places named in a folded stretch of the sentence."""
    if end_at <= start_at:
        return []
    first, last = sentence.read.source(start_at, end_at)
    begin = bisect.bisect_left(known, first, key=lambda each: each.start)
    behind = bisect.bisect_right(known, last, key=lambda each: each.end)
    spans = [mention.span for mention in known[begin:behind] if mention.certain]
    for hit in _PLACE.finditer(sentence.read.text, start_at, end_at):
        start, stop = sentence.read.source(*hit.span("place"))
        if all(stop <= one or start >= other for one, other in spans):
            spans.append((start, stop))
    offset = sentence.read.offset
    behind_word = _WORD_END.match(sentence.written, last - offset)
    stop_at = behind_word.end() if behind_word else last - offset
    for hit in _ENGLISH.finditer(sentence.written, max(0, first - offset - _LOOK), stop_at):
        start, stop = (sentence.read.offset + place for place in hit.span("name"))
        if first <= start and stop <= last and all(stop <= one or start >= other for one, other in spans):
            spans.append((start, stop))
    return sorted(spans)
