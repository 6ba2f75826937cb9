"""Claims from text: sentence by sentence, in time linear in the length of the text.

Whoever speaks in a statement's first sentence is taken for the
speaker of later sentences that name nobody.
"""

import dataclasses
import datetime as dt
import re
from collections.abc import Callable
from typing import Final

from sijill.claim.around import places, places_named, without_dateline
from sijill.claim.bounds import Quantity, with_qualifier
from sijill.claim.counted import counted
from sijill.claim.culprits import perpetrator
from sijill.claim.draft import Draft, Sentence, sentence
from sijill.claim.frames import decide_type
from sijill.claim.mended import mended
from sijill.claim.parts import adopt_type, is_part_of, link_part
from sijill.claim.rows import by_heading, close_rows, named_row, same_again, take_context
from sijill.claim.sentences import sentence_spans
from sijill.claim.silent import silent_drafts
from sijill.claim.source import Source
from sijill.claim.sources import carried, sources
from sijill.claim.stances import is_unverified, stance_of
from sijill.claim.sums import with_totals
from sijill.claim.times import date_line, dates_by_draft, is_dateline, iso_of, period_label, period_of
from sijill.claim.totals import decide_total, pair_totals
from sijill.claim.unreal import is_unreal
from sijill.claim.voices import chain_of, governing, outlet_of, span_of
from sijill.claim.voices import kept as kept_source
from sijill.model.claim import Claim, ClaimType, Qualifier, Span, Stance, StatedTime
from sijill.model.place import PlaceMention
from sijill.text.dates import Date
from sijill.text.gazetteer import Gazetteer
from sijill.text.lexemes import passage
from sijill.text.numbers import plain
from sijill.text.places import find_places

_REMEMBERED: Final = 4
"""Drafts of the sentence before that a منهم may point back to."""


@dataclasses.dataclass(slots=True)
class _Text:
    """What is carried from sentence to sentence."""

    text: str
    claims: list[Claim]
    places: list[PlaceMention]
    here: list[tuple[int, int]] = dataclasses.field(default_factory=list)
    """The places that the sentence being read names."""
    document: dt.date | None = None
    """The day of the document."""
    outlet: Span | None = None
    """The agency or paper that the text opens with."""
    period: StatedTime | None = None
    """What a label (الفترة: …) says of the whole text."""
    speaker: Source | None = None
    """Who made the statement that the text is."""
    last: Source | None = None
    """Who was named last, for sentences that say «وأضاف»."""
    first: bool = True
    written_on: Date | None = None
    """The date of a dateline, which says when of nothing in the text."""


def extract(
    text: str,
    known: Gazetteer | None = None,
    document: dt.date | None = None,
    read: Callable[[int], None] | None = None,
) -> list[Claim]:
    """Return the claims of ``text`` in the order of their places; offsets are code points of ``text`` as given.

    Places are those of the gazetteer ``known``, by default what is written by hand. ``document`` is the day
    on which the text was written, by default that of its date line. ``read`` is told after each sentence how many
    code points have been read.
    """
    named = without_dateline(text, find_places(text, known))
    line = date_line(text)
    day = document or (line.earliest if line else None)
    state = _Text(text, [], named, document=day, outlet=outlet_of(text))
    state.written_on = line if line and is_dateline(text, line) else None
    for start, end in sentence_spans(text):
        read_sentence(state, start, end)
        if read is not None:
            read(end)
    return with_totals([_in_period(claim, state.period) for claim in state.claims])


def _in_period(claim: Claim, period: StatedTime | None) -> Claim:
    """Give a claim without a time of its own the period that a label says for the whole text."""
    if period is None or claim.times:
        return claim
    times = (period,)
    return dataclasses.replace(claim, times=times, period=period_of(times, None))


def read_sentence(state: _Text, start: int, end: int) -> None:
    """Append the claims of one sentence to ``state``."""
    read = sentence(mended(passage(state.text[start:end], start)), state.text[start:end], state.document)
    found = carried(sources(read), state.last)
    if state.first:
        state.first = False
        statement = next((source for source in found if source.statement), None)
        state.speaker = kept_source(statement, state.text, read) if statement else None
    label = period_label(read)
    if label is not None:
        state.period = _time(state, read, label)
    drafts = _drafts(read)
    first = drafts[0].first if drafts else 0
    base = len(state.claims)
    state.here = places_named(read, state.places) if drafts else []
    for draft, dates in zip(drafts, dates_by_draft(read, drafts), strict=True):
        source = governing(read, found, draft, first) or state.speaker
        claim = _claim(state, read, draft, source, _times(state, read, dates))
        whole = _position(drafts, draft.parent, base)
        state.claims.append(dataclasses.replace(claim, subset_of=whole))
    if not drafts and is_unverified(read.read.text):
        _reserve(state)
    if found:
        state.last = kept_source(found[-1], state.text, read)


def _reserve(state: _Text) -> None:
    """«ويتعذر تأكيد النبأ»: a sentence of its own that says so covers the claims just before it."""
    for place in range(max(0, len(state.claims) - _REMEMBERED), len(state.claims)):
        if state.claims[place].stance is Stance.ASSERTED:
            state.claims[place] = dataclasses.replace(state.claims[place], stance=Stance.UNVERIFIED)


def _drafts(read: Sentence) -> list[Draft]:
    taken = bytearray(len(read.read.text))
    candidates: list[Draft] = []
    naming: Quantity | None = None
    for quantity in read.quantities:
        draft = counted(read, quantity)
        if draft is None or (draft.bare and naming and _goes_on(read, naming, quantity)):
            naming = quantity
        else:
            naming = None
            candidates.append(draft)
            taken[draft.start : draft.end] = b"\x01" * (draft.end - draft.start)
    candidates += silent_drafts(read, taken)
    candidates.sort(key=lambda draft: (draft.start, draft.end))
    pair_totals(read, candidates)
    kept: list[Draft] = []
    named: list[Draft] = []
    dropped: Draft | None = None
    for draft in candidates:
        if kept and draft.start < kept[-1].end:
            continue
        typed = _typed(read, draft, kept)
        if is_unreal(read, draft) or (dropped is not None and is_part_of(read, draft, dropped)):
            dropped = draft
            continue
        if draft.part is None:
            link_part(read, draft, kept[-_REMEMBERED:])
        adopt_type(read, draft)
        if (typed or (draft.parent is not None and not draft.acted)) and draft.type is not None:
            _co_ordinate(read, draft, kept)
            kept += [*close_rows(draft, named), draft]
            named, dropped = [], None
        elif named_row(read, draft):
            named.append(draft)
        else:
            dropped = draft
    return kept


_ANOTHER: Final = re.compile(r"\s*(?:و|او|and|or|[-–/])\s*(?:ال)?")


def _goes_on(read: Sentence, naming: Quantity, quantity: Quantity) -> bool:
    """«عمرهم 13 و14», «المادتان 4 و5»: a bare number joined to one that names or measures does the same."""
    return _ANOTHER.fullmatch(read.read.text, naming.end, quantity.start) is not None


def _typed(read: Sentence, draft: Draft, kept: list[Draft]) -> bool:
    if draft.part is not None:
        return decide_total(read, draft)
    take_context(read, draft, kept)
    return (
        draft.row or by_heading(read, draft) or decide_type(read, draft) or same_again(read.read, draft, kept)
    )


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
    state: _Text, read: Sentence, draft: Draft, source: Source | None, times: tuple[StatedTime, ...]
) -> Claim:
    culprit = perpetrator(read, draft, source)
    chain = chain_of(source, state.outlet, state.text, read)
    low, high = draft.quantity.low, draft.quantity.high
    if draft.qualifier is Qualifier.NONE:
        low = high = None
    return Claim(
        span=span_of(state.text, read, (draft.start, draft.end)),
        minimum=plain(low),
        maximum=plain(high),
        qualifier=draft.qualifier,
        type=ClaimType(str(draft.type)),
        unit=draft.unit,
        stance=stance_of(read, source, draft),
        attribution=chain[-1] if chain else None,
        chain=chain,
        perpetrator=span_of(state.text, read, culprit) if culprit else None,
        places=tuple(
            Span(text=state.text[start:end], start=start, end=end)
            for start, end in places(read, draft, state.here)
        ),
        times=times,
        period=period_of(times, state.document),
        trace=tuple(draft.trace),
    )


def _times(state: _Text, read: Sentence, found: list[Date]) -> tuple[StatedTime, ...]:
    told = [_time(state, read, date) for date in found]
    line = state.written_on
    return tuple(time for time in told if line is None or not line.start <= time.span.start < line.end)


def _time(state: _Text, read: Sentence, date: Date) -> StatedTime:
    iso, inferred = iso_of(date)
    return StatedTime(span=span_of(state.text, read, (date.start, date.end)), iso=iso, inferred=inferred)


def _position(drafts: list[Draft], whole: Draft | None, base: int) -> int | None:
    """Index of ``whole`` in the list of all claims, whose sentence begins at ``base``."""
    return next((base + place for place, draft in enumerate(drafts) if draft is whole), None)


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
            "chain": [_row(link) for link in claim.chain],
            "perpetrator": _row(claim.perpetrator),
            "place": [_row(place) for place in claim.places],
            "time": [
                {**(_row(time.span) or {}), "iso": time.iso, "inferred": time.inferred}
                for time in claim.times
            ],
            "period": {"iso": claim.period.iso, "inferred": claim.period.inferred},
            "trace": list(claim.trace),
        }
        for claim in claims
    ]


def extract_rows(
    text: str,
    known: Gazetteer | None = None,
    document: dt.date | None = None,
    read: Callable[[int], None] | None = None,
) -> list[dict[str, object]]:
    """Return ``as_rows(extract(text, known))``: what scorers and ``--json`` take."""
    return as_rows(extract(text, known, document, read))


def _row(span: Span | None) -> dict[str, object] | None:
    return {"text": span.text, "start": span.start, "end": span.end} if span else None
