"""Where a claim is said to have happened, in the text's own words."""

import bisect
import re
from collections.abc import Sequence
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.model.place import PlaceMention

_PLACE: Final = re.compile(
    r"(?<![^\W\d_])[بل]?(?P<place>(?:مدينه|محافظه|بلده|قريه|مخيم|حي|ريف|منطقه|ناحيه|قضاء|ولايه|اقليم|شمال|جنوب|شرق|غرب|وسط|سجن|معتقل)\s+[^\W\d_]{2,}"
    r"(?:\s+(?:الشمالي|الجنوبي|الشرقي|الغربي|الاوسط|سوريا|لبنان|العراق|اليمن))?)"
)
"""Words that say that a place follows: its name is one also where no gazetteer has it."""
_PLACE_REACH: Final = 90


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
