"""Where a claim is said to have happened, in the text's own words."""

import re
from typing import Final

from sijill.claim.draft import Draft, Sentence

_PLACE: Final = re.compile(
    r"(?<![^\W\d_])[بل]?(?P<place>(?:مدينه|محافظه|بلده|قريه|مخيم|حي|ريف|منطقه|ناحيه|قضاء|ولايه|اقليم|شمال|جنوب|شرق|غرب|وسط|سجن|معتقل)\s+[^\W\d_]{2,}"
    r"(?:\s+(?:الشمالي|الجنوبي|الشرقي|الغربي|الاوسط|سوريا|لبنان|العراق|اليمن))?)"
    r"|(?<![^\W\d_])(?:في\s+|ب|in\s+)(?P<name>غزه|دمشق|حلب|حمص|حماه|ادلب|درعا|الرقه|الحسكه|دير\s+الزور|اللاذقيه|طرطوس|السويداء|القنيطره|سوريا|سوريه|لبنان"
    r"|العراق|اليمن|ليبيا|السودان|فلسطين|syria|gaza|yemen|lebanon|iraq|sudan|libya|aleppo|damascus|homs|idlib)(?![^\W\d_])"
)
_PLACE_REACH: Final = 90


def places(sentence: Sentence, draft: Draft) -> list[tuple[int, int]]:
    """Return the folded spans of places plainly named near the draft, in order."""
    text = sentence.read.text
    end = min(len(text), draft.end + _PLACE_REACH)
    return [
        hit.span("place") if hit["place"] else hit.span("name")
        for hit in _PLACE.finditer(text, draft.start, end)
    ]
