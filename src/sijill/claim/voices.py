"""Whose words a claim is: the source that governs it, the outlet that prints it, and the chain from one to the other."""

import dataclasses
import re
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.claim.source import Source
from sijill.claim.speaking import OUTLETS
from sijill.model.claim import Span
from sijill.text import match_key
from sijill.text.lexemes import word_set

_BREAKS: Final = word_set("فيما بينما while whereas but ; ؛") | {";", "؛"}
_PAUSES: Final = frozenset({"،", ",", "؛", ";", "-"})
_HEAD: Final = 160
_BRACKETED: Final = re.compile(r"^[^\n.؛;:]{0,60}?\((?P<name>[^()\n]{2,40})\)")
_BEFORE_COLON: Final = re.compile(r"^\s*(?P<name>[^\n:.،,()«\"]{3,40}?)\s*:")
_WIRES: Final = word_set("رويترز فرانس سانا الأناضول برس للأنباء نيوز بترا reuters afp ap wire news press")


def governing(sentence: Sentence, found: list[Source], draft: Draft, first: int) -> Source | None:
    """Return the source that says the draft: the nearest before it in its clause, else one citing it from behind.

    ``first`` is the lexeme index of the sentence's first draft: a source behind it does not open what follows.
    """
    before = [
        source
        for source in found
        if source.until <= draft.first and not (source.behind and source.at > first)
    ]
    for source in reversed(before):
        words = {sentence.read.word(index) for index in range(source.at, draft.first)}
        if not words & _BREAKS:
            return source
        break
    for source in found:
        if source.behind and source.at >= draft.last - 1 and _reaches_back(sentence, source, draft):
            return source
    return None


def _reaches_back(sentence: Sentence, source: Source, draft: Draft) -> bool:
    """Whether a source cited from behind governs the draft: behind a pause it governs the whole sentence, else its clause."""
    read = sentence.read
    opening = source.at
    while opening > draft.last and read.word(opening - 1) in {
        "ما",
        "كما",
        "علي",
        "حد",
        "بحسب",
        "وفق",
        "حسب",
        "الذين",
        "التي",
    }:
        opening -= 1
    if read.word(opening - 1) in _PAUSES or read.lexemes[source.at].text[:1] < "\u0250":
        return True
    return sentence.between(draft.last, opening) == (0, 0)


def chain_of(source: Source | None, outlet: Span | None, text: str, sentence: Sentence) -> tuple[Span, ...]:
    """Return who tells it, outermost first; the last is who says it. Empty where nobody is named."""
    if source is None:
        return (outlet,) if outlet else ()
    links = source.text_of or tuple(
        span_of(text, sentence, name) for name in (*source.via, *([source.name] if source.name else []))
    )
    if outlet is not None and all(link.end <= outlet.start or link.start >= outlet.end for link in links):
        return (outlet, *links)
    return links


def span_of(text: str, sentence: Sentence, folded: tuple[int, int]) -> Span:
    """Return a folded stretch of a sentence as words of the text."""
    first, last = sentence.read.source(*folded)
    return Span(text=text[first:last], start=first, end=last)


def outlet_of(text: str) -> Span | None:
    """Return the agency or paper that the text opens with: (وكالة …), «صحيفة …:», CITY (Agency) -."""
    head = text[:_HEAD]
    for pattern in (_BRACKETED, _BEFORE_COLON):
        hit = pattern.search(head)
        if hit is None:
            continue
        words = match_key(hit["name"]).split()
        known = set(words) & _WIRES if pattern is _BRACKETED else set()
        if known or (words and (words[0] in OUTLETS or words[-1] in OUTLETS)):
            start, end = hit.span("name")
            return Span(text=text[start:end], start=start, end=end)
    return None


def kept(source: Source, text: str, sentence: Sentence) -> Source:
    """Return ``source`` with its names as written, so that a later sentence can carry it on."""
    return dataclasses.replace(source, text_of=chain_of(source, None, text, sentence), name=None, via=())
