"""Claims from text: sentence by sentence, in time linear in the length of the text.

A sentence ends at a full stop, question mark, semicolon or line end; one longer than 2,000 code points is cut at
a blank, because no grammar here looks further. Whoever speaks in a statement's first sentence is taken for the
speaker of later sentences that name nobody.
"""

import dataclasses
import re
from collections.abc import Iterator
from typing import Final

from sijill.claim.around import perpetrator, places
from sijill.claim.bounds import with_qualifier
from sijill.claim.counted import counted
from sijill.claim.draft import Draft, Sentence, sentence
from sijill.claim.frames import decide_type
from sijill.claim.parts import adopt_type, link_part
from sijill.claim.silent import silent_drafts
from sijill.claim.sources import Source, governing, sources, stance_of
from sijill.model.claim import Claim, ClaimType, Qualifier, Span, StatedTime
from sijill.model.place import PlaceMention
from sijill.text.gazetteer import Gazetteer
from sijill.text.lexemes import passage
from sijill.text.numbers import plain
from sijill.text.places import find_places

_END: Final = re.compile(r"[.!?؟؛]+(?=[\s\"'»”)]|$)|[\n\r\u2028\u2029\f]+")
_LONGEST: Final = 2_000
_REMEMBERED: Final = 4
"""Drafts of the sentence before that a منهم may point back to."""


@dataclasses.dataclass(slots=True)
class _Text:
    """What is carried from sentence to sentence."""

    text: str
    claims: list[Claim]
    places: list[PlaceMention]
    speaker: Span | None = None
    first: bool = True


def extract(text: str, known: Gazetteer | None = None) -> list[Claim]:
    """Return the claims of ``text`` in the order of their places; offsets are code points of ``text`` as given.

    Places are those of the gazetteer ``known``, by default what is written by hand.
    """
    state = _Text(text, [], find_places(text, known))
    for start, end in sentence_spans(text):
        read_sentence(state, start, end)
    return state.claims


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences that are not blank, none longer than 2,000 code points."""
    start = 0
    for hit in _END.finditer(text):
        yield from _cut(text, start, hit.end())
        start = hit.end()
    yield from _cut(text, start, len(text))


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        blank = max(
            text.rfind(" ", start + 1, start + _LONGEST), text.rfind("\t", start + 1, start + _LONGEST)
        )
        stop = blank if blank > start else start + _LONGEST
        yield start, stop
        start = stop
    if not text[start:end].isspace() and end > start:
        yield start, end


def read_sentence(state: _Text, start: int, end: int) -> None:
    """Append the claims of one sentence to ``state``."""
    read = sentence(passage(state.text[start:end], start))
    found = sources(read)
    if state.first:
        state.first = False
        state.speaker = next(
            (_span(state.text, read, source.start, source.end) for source in found if source.statement), None
        )
    drafts = _drafts(read)
    base = len(state.claims)
    for draft in drafts:
        source = governing(read, found, draft)
        state.claims.append(_claim(state, read, draft, source, drafts, base))


def _drafts(read: Sentence) -> list[Draft]:
    taken = bytearray(len(read.read.text))
    candidates: list[Draft] = []
    for quantity in read.quantities:
        draft = counted(read, quantity)
        if draft is not None:
            candidates.append(draft)
            taken[draft.start : draft.end] = b"\x01" * (draft.end - draft.start)
    candidates += silent_drafts(read, taken)
    candidates.sort(key=lambda draft: (draft.start, draft.end))
    kept: list[Draft] = []
    for draft in candidates:
        if kept and draft.start < kept[-1].end:
            continue
        typed = decide_type(read, draft)
        link_part(read, draft, kept[-_REMEMBERED:])
        adopt_type(draft)
        if (typed or draft.parent is not None) and draft.type is not None:
            _co_ordinate(read, draft, kept)
            kept.append(draft)
    return kept


_JOINED: Final = re.compile(r"\s*[،,]?\s*(?:و|and)\s*")
_SPREADING: Final = {
    Qualifier.APPROX,
    Qualifier.AT_LEAST,
    Qualifier.MORE_THAN,
    Qualifier.LESS_THAN,
    Qualifier.AT_MOST,
}


def _co_ordinate(read: Sentence, draft: Draft, kept: list[Draft]) -> None:
    """«قرابة ٤٠٠٠ قتيل و٨٥٠٠ جريح»: a bound before the first number governs the second, joined to it by و."""
    if not kept or draft.qualifier is not Qualifier.EXACT or draft.quantity.qualifier is not Qualifier.EXACT:
        return
    last = kept[-1]
    preposed = last.quantity.start < last.quantity.number_start
    if last.qualifier in _SPREADING and preposed and _JOINED.fullmatch(read.read.text, last.end, draft.start):
        draft.quantity = with_qualifier(draft.quantity, last.qualifier)
        draft.qualifier = last.qualifier
        draft.trace.append("bound:shared")


def _claim(
    state: _Text, read: Sentence, draft: Draft, source: Source | None, drafts: list[Draft], base: int
) -> Claim:
    culprit = perpetrator(read, draft)
    named = _span(state.text, read, source.start, source.end) if source else state.speaker
    low, high = draft.quantity.low, draft.quantity.high
    if draft.qualifier is Qualifier.NONE:
        low = high = None
    return Claim(
        span=_span(state.text, read, draft.start, draft.end),
        minimum=plain(low),
        maximum=plain(high),
        qualifier=draft.qualifier,
        type=ClaimType(str(draft.type)),
        unit=draft.unit,
        stance=stance_of(read, source, draft),
        subset_of=_position(drafts, draft.parent, base),
        attribution=named,
        perpetrator=_span(state.text, read, *culprit) if culprit else None,
        places=tuple(
            Span(text=state.text[start:end], start=start, end=end)
            for start, end in places(read, draft, state.places)
        ),
        times=tuple(
            StatedTime(span=_span(state.text, read, date.start, date.end), iso=date.iso)
            for date in read.dates
        ),
        trace=tuple(draft.trace),
    )


def _position(drafts: list[Draft], whole: Draft | None, base: int) -> int | None:
    """Index of ``whole`` in the list of all claims, whose sentence begins at ``base``."""
    return next((base + place for place, draft in enumerate(drafts) if draft is whole), None)


def _span(text: str, read: Sentence, start: int, end: int) -> Span:
    first, last = read.read.source(start, end)
    return Span(text=text[first:last], start=first, end=last)


def as_rows(claims: list[Claim]) -> list[dict[str, object]]:
    """Return claims as the plain objects that ``sijill claim --json`` prints, keys as in the claims data sets."""
    return [
        {
            "start": claim.span.start,
            "end": claim.span.end,
            "text": claim.span.text,
            "min": claim.minimum,
            "max": claim.maximum,
            "qualifier": claim.qualifier.value,
            "type": claim.type.value,
            "unit": claim.unit,
            "subset_of": claim.subset_of,
            "stance": claim.stance.value,
            "attribution": _row(claim.attribution),
            "perpetrator": _row(claim.perpetrator),
            "place": [_row(place) for place in claim.places],
            "time": [{**(_row(time.span) or {}), "iso": time.iso} for time in claim.times],
            "trace": list(claim.trace),
        }
        for claim in claims
    ]


def extract_rows(text: str, known: Gazetteer | None = None) -> list[dict[str, object]]:
    """Return ``as_rows(extract(text, known))``: what scorers and ``--json`` take."""
    return as_rows(extract(text, known))


def _row(span: Span | None) -> dict[str, object] | None:
    return {"text": span.text, "start": span.start, "end": span.end} if span else None
