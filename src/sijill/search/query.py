"""A query in a reader's words: every word must be there, quoted words next to each other.

Quotes are "…" or «…»; words are compared folded and by light stem, inside quotes too. Access is part of the
query and of the index: exhibits that the reader may not see are not searched, nor weighed in any score.
"""

import dataclasses
import itertools
import re
from collections.abc import Sequence
from typing import Any, Final

from sijill.errors import InputError
from sijill.model.evidence import Access
from sijill.search.highlight import Term, windows
from sijill.search.index import open_index, schema
from sijill.store.access import Use, permitted
from sijill.store.layout import Register
from sijill.text import stems, tokens

_QUOTED: Final = re.compile(r"\"([^\"]*)\"|«([^»]*)»|“([^”]*)”")
_LONGEST: Final = 64
_LONGEST_TEXT: Final = 4096
"""Words and code points of a query that are looked at; nobody types more, and a pasted page should not stall
the index."""

_PHRASES: Final = 32
"""Spellings of a quoted phrase by stems that are looked for: five words with two stems each."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A place where the words of a query stand."""

    exhibit: str
    locator: str
    start: int
    """Code points before the hit in the passage as written (in a row: in its cells joined by tabs)."""
    end: int
    text: str
    """The words as written from ``start`` to ``end``."""
    score: float
    """Of the piece that holds it; only its order has a meaning."""
    context: str
    """The piece as written."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    terms: tuple[Term, ...]
    quoted: bool


def search(register: Register, query: str, *, limit: int = 20, reader: Access = Access.TEAM) -> list[Hit]:
    """Return the best hits for ``query`` among what ``reader`` may read; InputError when it has no word."""
    parts = _parts(query[:_LONGEST_TEXT])
    if not parts:
        raise InputError("empty_query", found=query[:40])
    visible = [exhibit.number for exhibit in permitted(register, Use.READ, reader=reader)]
    if not visible:
        return []
    index = open_index(register, reader, visible)
    searcher = index.searcher()
    found = searcher.search(_tantivy_query(parts, visible), limit)
    hits: list[Hit] = []
    for score, address in found.hits:
        hits += _hits(searcher.doc(address).to_dict(), parts, score)
    hits.sort(key=lambda hit: (-hit.score, hit.exhibit, hit.locator, hit.start))
    return hits[:limit]


def _parts(query: str) -> list[_Part]:
    parts: list[_Part] = []
    rest, left = "", _LONGEST
    end = 0
    for quoted in _QUOTED.finditer(query):
        rest += query[end : quoted.start()] + " "
        end = quoted.end()
        terms = tuple(Term(folded=word.base) for word in tokens(quoted.group().strip('"«»“”')))[:left]
        left -= len(terms)
        if terms:
            parts.append(_Part(terms=terms, quoted=len(terms) > 1))
    words = tuple(Term(folded=word.base) for word in tokens(rest + query[end:]))[:left]
    return [*parts, *(_Part(terms=(word,), quoted=False) for word in words)]


def _tantivy_query(parts: Sequence[_Part], visible: Sequence[str]) -> Any:  # Any: tantivy has no types
    from tantivy import Occur, Query

    fields = schema()
    clauses = [(Occur.Must, _clause(fields, part)) for part in parts]
    # The filter must not add to the score, or exhibits would be ranked by their numbers.
    allowed = Query.const_score_query(Query.term_set_query(fields, "exhibit", list(visible)), 0.0)
    return Query.boolean_query([*clauses, (Occur.Must, allowed)])


def _clause(fields: Any, part: _Part) -> Any:  # Any: tantivy has no types
    from tantivy import Occur, Query

    if part.quoted:
        spelled = itertools.product(*(stems(term.folded) for term in part.terms))
        phrases = [
            Query.phrase_query(fields, "stem", list(words)) for words in itertools.islice(spelled, _PHRASES)
        ]
        return Query.boolean_query([(Occur.Should, phrase) for phrase in phrases])
    (term,) = part.terms
    exact = Query.boost_query(Query.term_query(fields, "exact", term.folded), 2.0)
    light = [Query.term_query(fields, "stem", each) for each in stems(term.folded)]
    return Query.boolean_query([(Occur.Should, exact), *((Occur.Should, each) for each in light)])


def _hits(
    document: dict[str, list[Any]], parts: Sequence[_Part], score: float
) -> list[Hit]:  # Any: stored values
    text, start = str(document["text"][0]), int(document["start"][0])
    if len(parts) == 1:
        spans = windows(text, parts[0].terms, adjacent=parts[0].quoted)
    else:
        spans = windows(text, [term for part in parts for term in part.terms])
    return [
        Hit(
            exhibit=str(document["exhibit"][0]),
            locator=str(document["at"][0]),
            start=start + first,
            end=start + last,
            text=text[first:last],
            score=round(score, 4),
            context=text.strip(),
        )
        for first, last in spans
    ]
