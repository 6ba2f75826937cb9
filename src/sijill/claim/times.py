"""When a claim is said to have happened: its own dates, the day of the document, and what follows from it."""

import datetime as dt
import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.model.claim import Period, StatedTime
from sijill.text.dates import Date, dates

_HEAD: Final = 200
_LABEL: Final = re.compile(r"(?:التاريخ|تاريخ|حرر في|صدر في|Date|Dated|Published)\s*:?\s*$", re.IGNORECASE)
_BEHIND: Final = re.compile(r"\s*(?:م\b)?\s*(?:[\n\r)–—-]|\([^)\n]{2,40}\)\s*[-–—:]|:|$|\|)")
_PARTED: Final = frozenset("،,–—-(|")
_MOST_WORDS: Final = 5
_OWN: Final = 6
"""Words between a figure and a date that is its own."""
_PARTING: Final = re.compile(r"(?<![^\W\d_])(?:فيما|بينما|في\s+حين|while|whereas)(?![^\W\d_])|[;؛|]")
_LAW: Final = re.compile(
    r"(?:قانون|قرار|مرسوم|نظام|اتفاقيه|resolution|law|decree|regulation|convention|act)[^،,.؛;]{0,30}?(?:رقم\s*)?\d[\d/]*\s*\(?(?:ل(?:عام|سنه)\s+)?$"
)
"""The year of a law is no time of what happened."""
_REPORTED: Final = re.compile(
    r"(?:الفتره|الفتره\s+الزمنيه|المده|period|reporting\s+period|covering)\s*:?\s*$"
)


def document_day(text: str) -> dt.date | None:
    """Return the day of the document, as its date line tells it."""
    date = date_line(text)
    return date.earliest if date else None


def date_line(text: str) -> Date | None:
    """Return the whole date of a date line at the beginning of a text, behind a label, or before a dash.

    A date inside a sentence is none, however near the beginning it stands; nor is one whose order is open.
    """
    head = text[:_HEAD]
    for date in dates(head):
        whole = date.earliest is not None and date.earliest == date.latest and not date.order_open
        if not whole or date.relative:
            continue
        line = head.rfind("\n", 0, date.start) + 1
        before = head[line : date.start]
        labelled = _LABEL.search(before)
        if labelled or (len(before.split()) <= _MOST_WORDS and _BEHIND.match(text, date.end)):
            return date
    return None


def is_dateline(text: str, date: Date) -> bool:
    """Whether a date line says when the text was written and nothing else: behind a place or paper, or a label.

    A date that opens its line may be that of what happened: «3 May 2014 - 12 people killed».
    """
    before = text[text.rfind("\n", 0, date.start) + 1 : date.start].rstrip()
    return bool(before) and (before[-1] in _PARTED or _LABEL.search(before) is not None)


def period_label(sentence: Sentence) -> Date | None:
    """Return the date that a label (الفترة: …) gives for the whole text, or None."""
    return next(
        (
            date
            for date in sentence.dates
            if _REPORTED.search(sentence.read.text[max(0, date.start - 24) : date.start])
        ),
        None,
    )


def dates_by_draft(sentence: Sentence, drafts: Sequence[Draft]) -> list[list[Date]]:
    """Return for each draft the dates that tell when it happened: its own where each has one, else those of its clause."""
    if not sentence.dates or not drafts:
        return [[] for _ in drafts]
    text = sentence.read.text
    told = [date for date in sentence.dates if not _LAW.search(text[max(0, date.start - 40) : date.start])]
    partings = [hit.start() for hit in _PARTING.finditer(text)]
    ends = [draft.end for draft in drafts]
    owners = [_owner(sentence, date, ends) for date in told]
    return [_of_draft(place, draft, told, owners, partings) for place, draft in enumerate(drafts)]


def _of_draft(
    place: int, draft: Draft, told: list[Date], owners: list[int | None], partings: list[int]
) -> list[Date]:
    near = [
        (date, owner) for date, owner in zip(told, owners, strict=True) if not _parted(date, draft, partings)
    ]
    own = [date for date, owner in near if owner == place]
    free = [date for date, owner in near if owner is None]
    return [date for date, _ in near] if len(near) < _FEW_DATES else own or free or [date for date, _ in near]


_FEW_DATES: Final = 2


def _owner(sentence: Sentence, date: Date, ends: list[int]) -> int | None:
    """Return the place of the figure right before a date, with no other between; ``ends`` rise."""
    place = bisect_right(ends, date.start) - 1
    if place < 0:
        return None
    near = sentence.read.at(date.start) - sentence.read.at(ends[place]) <= _OWN
    return place if near else None


def _parted(date: Date, draft: Draft, partings: list[int]) -> bool:
    """Whether a word that opens another clause stands between a date and a draft."""
    first, last = sorted(((date.start, date.end), (draft.start, draft.end)))
    return first[1] <= last[0] and bisect_left(partings, first[1]) < bisect_left(partings, last[0])


def iso_of(date: Date) -> tuple[str | None, bool]:
    """Return (ISO 8601, whether it follows from the day of the document)."""
    if date.with_document_date is None:
        return date.iso, False
    first, last = date.with_document_date
    if first is None or last is None:
        return None, False
    return (first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"), True


def period_of(times: Sequence[StatedTime], document: dt.date | None) -> Period:
    """Return the claim's period: as stated, as told from the day of the document, else until that day; inferred if not stated.

    Without any of these nothing is known of it, and ``iso`` is None.
    """
    told = next((time for time in times if time.iso is not None), None)
    if told is not None:
        return Period(iso=told.iso, inferred=told.inferred)
    return Period(iso=f"../{document.isoformat()}" if document else None, inferred=True)
