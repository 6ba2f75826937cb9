"""Where a claim is said to have happened, in the text's own words."""

import bisect
import re
from collections.abc import Sequence
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.claim.lexicon import noun_of
from sijill.claim.place_names import named_places
from sijill.model.place import PlaceMention
from sijill.text.calendar_words import MONTHS
from sijill.text.lexemes import word_set

_PLACE: Final = re.compile(
    r"(?<![^\W\d_])[بل]?(?P<place>(?:مدينه|محافظه|بلده|قريه|مخيمات|مخيم|حي|ريف|قطاع|مقاطعه|معبر|جزيره|ضاحيه|ضواحي|اطراف|شمالي|جنوبي|شرقي|غربي"
    r"|قرب|قباله|منطقه|ناحيه|قضاء|ولايه|اقليم|شمال|جنوب|شرق|غرب|وسط|سجن|معتقل(?=\s+ال)|محافظتي|ولايتي|مدينتي|بلدتي|قريتي|حيي|منطقتي|مخيمي"
    r"|محافظات|ولايات|مديريه|مديريات|سوق|مستشفي|مشفي|شارع|ساحه|ميدان|شاطي|سواحل|مطار|ميناء|معسكر|جسر|وادي|جبل|جبال|سهل|باديه|بادي)\s+(?!(?:في|من|عن|علي|الي|التي|الذي|كان|كانت|الي)(?![^\W\d_]))(?:(?:بيت|تل|عين|دير|راس|ام|ابو|كفر|خان|بير|دار|باب|جسر|وادي|جبل)\s+)?[^\W\d_]{2,}"
    r"(?:\s+(?:الشمالي|الجنوبي|الشرقي|الغربي|الاوسط|سوريا|لبنان|العراق|اليمن))?)"
)
"""Words that say that a place follows: its name is one also where no gazetteer has it."""
_KNOWN_HERE: Final = re.compile(
    r"(?<![^\W\d_])(?:(?:في|من|الي|داخل|علي)\s+|ب)(?P<place>ال(?:قريه|بلده|مدينه|محافظه|مخيم|حي|قطاع|عاصمه|معسكر|ناحيه|ضاحيه|ولايه|اقليم|جزيره|مدرسه"
    r"|سوق|حاره|ضيعه|حله|دوار|حاجز|مستودع|ساحه|جسر|نهر|معبر)"
    r"|(?:قريت|ضيعت|حارت|حلت|بلدت|مدينت|شارع|مخيم|منطقت|حوش)نا|(?:دول|بلدان)\s+الجوار|(?:اماكن|مراكز)\s+الاحتجاز)(?![^\W\d_])"
    r"|\b(?:in|at|near|from|outside|around|across|into)\s+(?P<known>the\s+(?:village|camp|city|town|district|country|capital|region|province|area|enclave|market|hospital|prison|border|warehouse|school|square|facility|base|north|south|east|west|valley|island|port(?:\s+of\s+[a-z]+)?))\b"
    r"|\b(?:in|at|near|from|outside|around|into)\s+(?P<numbered>(?:site|sector|checkpoint|cell|branch|ward|district|zone)\s+\d+)\b"
    r"|(?<![^\W\d_])(?:(?:في|من|الي|داخل|علي|عند|قرب)\s+|[بل])(?P<numbered_too>(?:ال)?(?:حاره|حاجز|موقع|نقطه|فرع|معسكر|حي)\s+(?:رقم\s+)?\d+)"
)
"""Places that the text has named before, and that only it knows; folded text."""
_ENGLISH: Final = re.compile(
    r"\b(?:in|at|near|from|outside|around|across|off|into|(?:strikes?|attacks?|raids?|assaults?|shelling|bombing|advance)\s+on)\s+(?:the\s+)?(?P<name>(?!January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday"
    r"|Thursday|Friday|Saturday|Sunday|Ramadan)[A-Z][\w'’-]+(?:\s+(?:of\s+|al-)?[A-Z][\w'’-]+){0,2})"
)
"""Capitals behind a word for where; in the text as written."""
_PARTING: Final = re.compile(r"(?<![^\W\d_])(?:فيما|بينما|في\s+حين|while|whereas)(?![^\W\d_])|[;؛|]")
_PLACE_REACH: Final = 120


def places(sentence: Sentence, draft: Draft, named: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans, in the whole text, of places plainly named near the draft, in order.

    ``named`` are the places of the sentence, as ``places_named`` gives them.
    """
    first_row = "label" in draft.trace and sentence.read.word(draft.first - 1) != ":"
    row = _row_name(sentence, draft) if draft.row or first_row else None
    if row is not None:
        return [row]
    if not named:
        return []
    text = sentence.read.text
    beside = _right_before(sentence, draft, named)
    if beside is not None:
        return [beside]
    end = min(len(text), draft.end + _PLACE_REACH)
    parting = _PARTING.search(text, draft.end, end)
    near = _within(sentence, named, draft.start, parting.start() if parting else end)
    if near:
        return near
    begin = max((hit.end() for hit in _PARTING.finditer(text, 0, draft.start)), default=0)
    return _within(sentence, named, max(begin, draft.start - 2 * _PLACE_REACH), draft.start)


def _right_before(
    sentence: Sentence, draft: Draft, named: Sequence[tuple[int, int]]
) -> tuple[int, int] | None:
    """«مديرية القطن 2,905 نازحين، مديرية السد 310»: in a row the place before a figure is its own."""
    begin = sentence.read.source(draft.start, draft.end)[0]
    place = next((each for each in named if 0 <= begin - each[1] <= 2), None)
    if place is None:
        return None
    before = sentence.read.text[: draft.start].rstrip(" :")
    opened = place[0] - sentence.read.offset
    mark = sentence.written[: max(0, opened)].rstrip()[-1:]
    return place if before and mark in _ROW_MARKS else None


_ROW_MARKS: Final = frozenset({"،", ",", ";", "؛", ":", "|", ".", "-", "•"})


def _within(
    sentence: Sentence, named: Sequence[tuple[int, int]], start_at: int, end_at: int
) -> list[tuple[int, int]]:
    """Return those of ``named`` that lie in a folded stretch of the sentence."""
    if end_at <= start_at:
        return []
    first, last = sentence.read.source(start_at, end_at)
    return [(start, stop) for start, stop in named if first <= start and stop <= last]


_MARKS: Final = frozenset({"،", ",", ";", "؛", ":", "|", "(", "-", "•"})
_LONGEST_NAME: Final = 3


def _row_name(sentence: Sentence, draft: Draft) -> tuple[int, int] | None:
    """«المرج 8، السد 4»: the words between a mark and a row's number name its place, unless they count or date."""
    read = sentence.read
    last = draft.first - (read.word(draft.first - 1) == ":")
    first = last
    while first > 0 and last - first <= _LONGEST_NAME and read.word(first - 1) not in _MARKS:
        first -= 1
    words = [read.word(at) for at in range(first, last)]
    if not 1 <= len(words) <= _LONGEST_NAME or any(map(_names_no_place, words)):
        return None
    start, end = read.lexemes[first].start, read.lexemes[last - 1].end
    written = read.source(start, end)[0] - read.offset
    if words[0].isascii() and not sentence.written[written : written + 1].isupper():
        return None
    start += words[0].startswith("و") and noun_of(words[0]) is None and len(words[0]) > _LONGEST_NAME + 1
    if any(date.start < end and start < date.end for date in sentence.dates):
        return None
    return None if any(first <= each.first < last for each in sentence.triggers) else read.source(start, end)


def _names_no_place(word: str) -> bool:
    return not word.isalpha() or noun_of(word) is not None or word in MONTHS or word in _SUMS


_SUMS: Final = word_set("المجموع الإجمالي مجموع إجمالي total منها منهم elsewhere ذلك")
_DATELINE: Final = re.compile(
    r"\s*(?:[،,]?\s*\d{1,2}\s+[^\W\d_]+(?:\s+[^\W\d_]+)?(?:\s+\d{4})?\s*)?(?:\([^)\n]{2,40}\)\s*[-–—:]?|[-–—]\s)"
)


def without_dateline(text: str, known: Sequence[PlaceMention]) -> list[PlaceMention]:
    """Return ``known`` without the city of a dateline («بغداد - », «غزة (وكالة)»): there it was written, not done."""
    blanks = len(text) - len(text.lstrip(" («\ufeff"))
    return [
        each for each in known if not (each.start <= blanks and _DATELINE.match(text, each.end) is not None)
    ]


def places_named(sentence: Sentence, known: Sequence[PlaceMention]) -> list[tuple[int, int]]:
    """Return the spans, in the whole text, of all places that the sentence names, in order.

    ``known`` are the text's places that a gazetteer has, in order; they come before what words announce.
    """
    read, offset = sentence.read, sentence.read.offset
    first, last = read.source(0, len(read.text)) if read.text else (0, 0)
    begin = bisect.bisect_left(known, first, key=lambda each: each.start)
    behind = bisect.bisect_right(known, last, key=lambda each: each.end)
    spans = [mention.span for mention in known[begin:behind] if mention.certain]
    folded = [hit.span("place") for hit in _PLACE.finditer(read.text)]
    folded += named_places(read, 0, len(read.lexemes))
    folded += [hit.span(str(hit.lastgroup)) for hit in _KNOWN_HERE.finditer(read.text)]
    found = [read.source(*each) for each in folded]
    found += [
        (offset + hit.start("name"), offset + hit.end("name")) for hit in _ENGLISH.finditer(sentence.written)
    ]
    for start, stop in found:
        if all(stop <= one or start >= other for one, other in spans):
            spans.append((start, stop))
    return sorted(spans)
