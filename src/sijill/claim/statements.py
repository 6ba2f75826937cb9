"""What a text states beside quantities: the laws it names, the calls it makes and to whom, the periods it speaks of.

Each with its words, their place, and who says it. A small closed grammar: what it does not find may still be there.
"""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from sijill.claim.draft import Sentence, sentence
from sijill.claim.mended import mended
from sijill.claim.sentences import sentence_spans
from sijill.claim.source import Source
from sijill.claim.sources import carried, sources
from sijill.claim.times import document_day, iso_of
from sijill.claim.voices import chain_of, kept, outlet_of, span_of
from sijill.model.claim import Span, Statement
from sijill.text.date_points import Precision
from sijill.text.lexemes import passage

_NOT_A_NAME: Final = r"(?!في|من|على|علي|عن|الى|الي|او|ان|التي|الذي|هذا|هذه|كل|و[^\W\d_]*\s)"
_NUMBER: Final = r"(?:رقم\s+)?\(?\d[\d/.\-]*\)?(?:\s*(?:\(\d{4}\)|لعام\s+\d{4}|لسنه\s+\d{4}|الصادر\s+(?:في\s+)?عام\s+\d{4}))?"
_LAWS: Final = (
    re.compile(
        rf"(?<![^\W\d_])[وفبل]{{0,2}}(?P<law>(?:ال)?(?:قانون|مرسوم|قرار)(?:\s+(?:مجلس\s+الامن|الجمعيه\s+العامه|التشريعي|مجلس\s+حقوق\s+الانسان))?\s+{_NUMBER})"
    ),
    re.compile(
        r"(?<![^\W\d_])[وفبل]{0,2}(?P<law>(?:ال)?(?:ماده|فقره)\s+\d+(?:\s+من\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,3})?)"
    ),
    re.compile(
        rf"(?<![^\W\d_])[وفبل]{{0,2}}(?P<law>(?:قانون|اتفاقيه|اتفاقيات|معاهده|بروتوكول|ميثاق)\s+{_NOT_A_NAME}[^\W\d_]{{3,}}(?:\s+{_NOT_A_NAME}ال[^\W\d_]+){{0,2}})"
    ),
    re.compile(
        r"(?<![^\W\d_])[وفبل]{0,2}(?P<law>القانون\s+الدولي(?:\s+الانساني|\s+لحقوق\s+الانسان)?|نظام\s+روما(?:\s+الاساسي)?)"
    ),
    re.compile(
        r"(?P<law>\b(?:security council\s+|general assembly\s+)?resolution\s+\d[\d/]*(?:\s+\(\d{4}\))?|\b(?:law|decree|regulation)\s+(?:no\.?\s+)?\d[\d/]*(?:\s+of\s+\d{4})?|\barticles?\s+\d+(?:\s+of\s+the\s+(?:[a-z]+\s+){1,3}(?:statute|convention|covenant|charter|law))?"
        r"|\b(?:geneva\s+conventions?|rome\s+statute|genocide\s+convention|convention\s+against\s+torture|international\s+(?:humanitarian|human\s+rights|criminal)?\s*law)|\b[a-z]+\s+act\b(?=\s+(?:of|sanction|which|that|,)))"
    ),
)
_TO: Final = r"(?P<to>(?!أن|ان|الى|الي|ب[^\W\d_]*\s)[^\W\d_]+(?:\s+(?!الى|الي|ان|من|علي|سواء|لا|بوقف|بفتح|بالافراج|بال|بجانب|وقف|في|عن|باتخاذ|بتحمل|بالضغط|باطلاق|ب[^\W\d_]{3,}(?<!بلدان))[^\W\d_]+){0,5})"
_BY: Final = r"(?:\d+\s+[^\W\d_]+\s+|(?:[^\W\d_]{3,}\s+)?ال[^\W\d_]+\s+(?:ال[^\W\d_]*(?:يه|ي)\s+)?)?"
"""The caller between the verb and whom it calls: a number of organisations, or a definite name of up to three words."""
_CALLS: Final = (
    re.compile(
        rf"(?<![^\W\d_])(?<!التي )(?<!الذي )(?<!ما )[وف]?(?:ن?(?:طالب|ناشد)نا|ن(?:طالب|ناشد|دعو|حث|وجه\s+نداء\s+الي)|دعونا|نهيب\s+ب)\s+{_TO}"
    ),
    re.compile(
        rf"(?<![^\W\d_])(?<!التي )(?<!الذي )(?<!ما )[وف]?(?:[يت]?(?:طالب|ناشد)(?:ت|وا)?|[يت]دعو|دعت|دعا|دعوا|[يت]حث|حثت|حث|اهابت?\s+ب|[يت]هيب\s+ب)\s+{_BY}{_TO}"
    ),
    re.compile(
        rf"(?<![^\W\d_])(?:(?:لا\s+بد|[يت]جب|ينبغي)[^.؛]{{0,60}}?\s)?(?:من\s+)?(?:ل|ب)?(?:تذكير|مطالبه|مناشده|دعوه)\s+{_TO}"
    ),
    re.compile(rf"(?<![^\W\d_])(?:[نيت]نتظره?|المطلوب)\s+من\s+{_TO}"),
    re.compile(
        r"\b(?:calls?|called|calling)\s+(?:on|upon|for)\s+(?P<to>(?:the\s+)?[a-z'’-]+(?:\s+(?!to\b|for\b|that\b)[a-z'’-]+){0,6})"
        r"|\b(?:urge[sd]?|urging|appeal(?:s|ed)?\s+to|implore[sd]?)\s+(?P<urged>(?:the\s+)?[a-z'’-]+(?:\s+(?!to\b|for\b|that\b)[a-z'’-]+){0,6})"
    ),
)
_SPANS: Final = re.compile(
    r"(?<![^\W\d_])(?P<period>(?:خلال|منذ|طوال|طيله|علي\s+مدى|علي\s+مدي|في)\s+(?:(?:ال)?(?:عقد|عقدين|قرن|سنوات|اعوام|اشهر|شهور|عشريه)(?:\s+(?:ال[^\W\d_]+|من\s+الزمن|ونيف|ونصف)){0,3}))"
    r"|\b(?P<english>(?:in|over|during|for)\s+the\s+(?:past|last)\s+(?:[a-z]+\s+)?(?:decades?|years?|months?))\b"
)


def statements(text: str, document: dt.date | None = None) -> list[Statement]:
    """Return laws named, calls addressed and periods of ``text``, in order; offsets are code points of ``text``.

    ``document`` is the day on which it was written, by default that of its date line.
    """
    day = document or document_day(text)
    outlet = outlet_of(text)
    found: list[Statement] = []
    speaker: Source | None = None
    last: Source | None = None
    for number, (start, end) in enumerate(sentence_spans(text)):
        read = sentence(mended(passage(text[start:end], start)), text[start:end], day)
        voices = carried(sources(read), last)
        if number == 0:
            said = next((source for source in voices if source.statement), None)
            speaker = kept(said, text, read) if said else None
        for mark in sorted([*_laws(read), *_calls(read), *_periods(read)], key=lambda mark: mark[:2]):
            chain = chain_of(_voice(read, voices, mark[0]) or speaker, outlet, text, read)
            found.append(_statement(text, read, mark, chain[-1] if chain else None))
        last = kept(voices[-1], text, read) if voices else last
    return found


_Mark = tuple[int, int, str, tuple[int, int] | None, str | None, bool]
"""Folded start and end, kind, folded name, ISO 8601, whether that was inferred."""


def _voice(read: Sentence, voices: list[Source], start: int) -> Source | None:
    """Return the source named last before a folded place, else the sentence's first."""
    before = [source for source in voices if read.read.lexemes[source.at].start <= start]
    return before[-1] if before else next(iter(voices), None)


def _statement(text: str, read: Sentence, mark: _Mark, who: Span | None) -> Statement:
    start, end, kind, named, iso, inferred = mark
    return Statement(
        span=span_of(text, read, (start, end)),
        kind=kind,
        named=span_of(text, read, named) if named else None,
        iso=iso,
        inferred=inferred,
        attribution=who,
    )


def _laws(read: Sentence) -> Iterator[_Mark]:
    taken = 0
    hits = sorted(
        (hit.span("law") for pattern in _LAWS for hit in pattern.finditer(read.read.text)),
        key=lambda at: (at[0], -at[1]),
    )
    for start, end in hits:
        if start >= taken:
            yield start, end, "law", (start, end), None, False
            taken = end


def _calls(read: Sentence) -> Iterator[_Mark]:
    taken = 0
    text = read.read.text
    for hit in sorted(
        (hit for pattern in _CALLS for hit in pattern.finditer(text)), key=lambda hit: hit.start()
    ):
        if hit.start() < taken:
            continue
        name = "to" if hit["to"] else "urged"
        stop = re.compile(r"[.؛;،,\n]").search(text, hit.end(name))
        end = stop.start() if stop else len(text.rstrip())
        yield hit.start(), end, "call", hit.span(name), None, False
        taken = end


def _periods(read: Sentence) -> Iterator[_Mark]:
    taken: list[tuple[int, int]] = []
    laws = [mark[:2] for mark in _laws(read)]
    for date in read.dates:
        if any(start <= date.start and date.end <= end for start, end in laws):
            continue
        if date.relative and date.precision is Precision.DAY:
            continue
        iso, inferred = iso_of(date)
        if date.earliest is None or date.earliest != date.latest:
            taken.append((date.start, date.end))
            yield date.start, date.end, "period", None, iso, inferred
    for hit in _SPANS.finditer(read.read.text):
        start, end = hit.span()
        if all(end <= one or start >= other for one, other in taken):
            yield start, end, "period", None, None, False


def as_statement_rows(found: list[Statement]) -> list[dict[str, object]]:
    """Return statements as the plain objects that ``sijill claim --statements --json`` prints."""
    return [
        {
            "start": each.span.start,
            "end": each.span.end,
            "text": each.span.text,
            "kind": each.kind,
            "named": _row(each.named),
            "iso": each.iso,
            "inferred": each.inferred,
            "attribution": _row(each.attribution),
        }
        for each in found
    ]


def _row(span: Span | None) -> dict[str, object] | None:
    return {"text": span.text, "start": span.start, "end": span.end} if span else None
