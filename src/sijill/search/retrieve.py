"""Which pieces of text are looked at closely: those that tantivy finds best, shard by shard.

Terms stand side by side in one flat query, because only then tantivy leaves out whole blocks of pieces that cannot
come among the best; a count of all hits would have it look at every one.
"""

import heapq
import itertools
from collections.abc import Mapping, Sequence
from typing import Any, Final, NamedTuple

from sijill.search.asked import Phrase, Question, Word
from sijill.search.meeting import Sought
from sijill.search.shard import Shard
from sijill.search.statistics import Statistics

LOOKED_AT: Final = 48
"""Pieces that are scored by all signs, at the least; twice the hits that are asked for."""
_MOST_ENDINGS: Final = 64
"""Words that a beginning stands for in one shard: the most common ones."""
_LARGE: Final = 200_000
"""Pieces from which on letters are looked for only of words that are rare: see ``_gram_terms``."""
_RARE: Final = 0.0005
"""Share of pieces that a word is in, up to which its letters are looked for in a large archive."""


class Filters(NamedTuple):
    """What pieces must have beside words; empty means anything."""

    values: Mapping[str, Sequence[str]] = {}
    """By facet: one of these."""
    exhibits: Sequence[str] = ()
    all_words: bool = False
    """Every word of the question, or what stands for it."""


class Candidate(NamedTuple):
    """A piece found, by the shard and its address in it."""

    score: float
    shard: Shard
    address: Any  # Any: tantivy has no types


def candidates(
    shards: Sequence[Shard], question: Question, sought: Sequence[Sought], filters: Filters, *, count: int
) -> list[Candidate]:
    """Return the ``count`` best pieces of all shards, best first."""
    found: list[Candidate] = []
    statistics = Statistics(shards)
    for shard in shards:
        query = _query(shard, question, sought, filters, statistics)
        result = shard.searcher.search(query, count, count=False)
        found += [Candidate(score, shard, address) for score, address in result.hits]
    return heapq.nlargest(count, found, key=lambda each: each.score)


def facet_counts(
    shards: Sequence[Shard], question: Question, sought: Sequence[Sought], filters: Filters, facet: str
) -> dict[str, int]:
    """Return how many pieces with any of the words have each value of a facet."""
    counts: dict[str, int] = {}
    statistics = Statistics(shards)
    for shard in shards:
        query = _query(shard, question, sought, filters, statistics, close=False)
        told = shard.searcher.aggregate(query, {facet: {"terms": {"field": facet, "size": 10_000}}})
        for bucket in told[facet]["buckets"]:
            counts[bucket["key"]] = counts.get(bucket["key"], 0) + bucket["doc_count"]
    return counts


def _query(
    shard: Shard,
    question: Question,
    sought: Sequence[Sought],
    filters: Filters,
    statistics: Statistics,
    *,
    close: bool = True,
) -> Any:  # Any: tantivy has no types
    from tantivy import Occur, Query

    schema = shard.index.schema
    terms = list(
        dict.fromkeys(itertools.chain.from_iterable(_terms(shard, question, each) for each in sought))
    )
    if close and not question.as_written:
        terms += _gram_terms(sought, statistics)
    scored = [(Occur.Should, Query.term_query(schema, field, term)) for field, term in terms]
    must = [(Occur.Must, _phrase(schema, phrase, question)) for phrase in question.phrases]
    left_out = [phrase for phrase in question.without if _is_told_by_bare_forms(phrase, question)]
    must += [(Occur.MustNot, _phrase(schema, phrase, question)) for phrase in left_out]
    for facet, values in filters.values.items():
        must.append((Occur.Must, _one_of(schema, facet, values)))
    if filters.all_words:
        for each in sought:
            either = [
                (Occur.Should, Query.term_query(schema, *term)) for term in _terms(shard, question, each)
            ]
            must.append((Occur.Must, Query.boolean_query(either)))
    if filters.exhibits:
        must.append((Occur.Must, _one_of(schema, "exhibit", filters.exhibits)))
    if not must:
        return Query.boolean_query(scored)
    return Query.boolean_query([(Occur.Must, Query.boolean_query(scored)), *must])


def _one_of(schema: Any, field: str, values: Sequence[str]) -> Any:  # Any: tantivy has no types
    from tantivy import Query

    return Query.const_score_query(Query.term_set_query(schema, field, list(values)), 0.0)


def _terms(shard: Shard, question: Question, each: Sought) -> list[tuple[str, str]]:
    word = each.word
    if word.is_prefix:
        return _endings(shard, word)
    if question.as_written:
        return [("exact", word.forms.exact)]
    found = [("bare", word.forms.bare), ("stem", word.forms.stem)]
    found += [("bare", name) for name in sorted(each.names)]
    return [*found, *(("stem", meaning) for meaning in sorted(each.meanings))]


def _endings(shard: Shard, word: Word) -> list[tuple[str, str]]:
    return [
        (field, term)
        for field, start in (("exact", word.forms.exact), ("bare", word.forms.bare))
        for term, _ in sorted(shard.searcher.terms_with_prefix(field, start), key=lambda found: -found[1])[
            :_MOST_ENDINGS
        ]
    ]


def _gram_terms(sought: Sequence[Sought], statistics: Statistics) -> list[tuple[str, str]]:
    """Pieces of three letters; in a large archive only of words so rare that a spelling aside may hide others.

    There a common word's letters are in hundreds of thousands of pieces and would bring up nothing that the word
    and its stem do not.
    """
    wanted = [each.word.forms for each in sought if not each.word.is_prefix]
    if statistics.units > _LARGE:
        most = _RARE * statistics.units
        wanted = [each for each in wanted if statistics.holding("stem", each.stem) <= most]
    return list(dict.fromkeys(("grams", gram) for each in wanted for gram in each.grams))


def _is_told_by_bare_forms(phrase: Phrase, question: Question) -> bool:
    """Whether the index alone can say that a phrase is there; else only the text itself can leave a piece out."""
    return not question.as_written and not (phrase.apart and len(phrase.words) > 1)


def _phrase(schema: Any, phrase: Phrase, question: Question) -> Any:  # Any: tantivy has no types
    """The words of a phrase by bare form; one as written, or with words between, is looked at again in the text."""
    from tantivy import Occur, Query

    bares = [word.forms.bare for word in phrase.words]
    if len(bares) == 1 and phrase.words[0].is_prefix:
        return Query.boolean_query(
            [
                (Occur.Should, Query.regex_query(schema, field, _beginning(text)))
                for field, text in (("exact", phrase.words[0].forms.exact), ("bare", bares[0]))
            ]
        )
    if len(bares) == 1 and question.as_written:
        return Query.term_query(schema, "exact", phrase.words[0].forms.exact)
    if len(bares) == 1 or phrase.apart:
        return Query.boolean_query([(Occur.Must, Query.term_query(schema, "bare", each)) for each in bares])
    return Query.phrase_query(schema, "bare", [*bares])


def _beginning(text: str) -> str:
    return "".join(letter if letter.isalnum() else "." for letter in text) + ".*"
