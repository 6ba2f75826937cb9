"""A question asked of a register: candidates from its shards, scored by our own signs, marked as written.

Access is part of the question: only shards of which every exhibit is open to the reader are asked, so that nothing
closed is in a hit, a score, a count or a marked word.
"""

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sijill.model.evidence import Access
from sijill.search import retrieve
from sijill.search.asked import Question, take_apart
from sijill.search.expand import sought
from sijill.search.highlight import Mark, marks
from sijill.search.index import moment, open_shards, readable
from sijill.search.meeting import Meeting, Sought
from sijill.search.rank import Ranker
from sijill.search.retrieve import LOOKED_AT, Filters
from sijill.search.shard import FACETS, Shard, places_of, unit_of
from sijill.search.sounding import Sounding
from sijill.search.statistics import Statistics
from sijill.search.units import Unit
from sijill.store.layout import Register
from sijill.text import words

MOST: Final = 10_000
"""Hits that can be asked for."""
_GROWTH: Final = 4
"""How many times more pieces are looked at where too few of them stand up to a phrase as it was asked for."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A piece of text that answers a question, and where its words stand. Offsets are code points as written."""

    exhibit: str
    locator: str
    start: int
    """Code points before the best window, in the passage (in a row: in its cells joined by tabs)."""
    end: int
    text: str
    """The passage as written from ``start`` to ``end``: from the first to the last marked word of the window."""
    score: float
    """Only its order has a meaning."""
    marks: tuple[Mark, ...]
    """Every marked word of the piece, with its place in the passage."""
    context: str
    """The piece as written."""
    context_start: int
    """Code points before the piece in the passage."""
    places: tuple[str, ...] = ()
    """Ids of the places that the piece names or names a part of; behind ``?`` those that it may name."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a question found."""

    hits: tuple[Hit, ...]
    """Best first."""
    loosened: bool = False
    """Quoted words stand nowhere as they were quoted: these hits have them apart."""
    cut: bool = False
    """The question was longer than what is looked at: its end was not."""
    counts: Mapping[str, Mapping[str, int]] = dataclasses.field(default_factory=dict)
    """Pieces with any of the words, by facet and value; for the facets that were asked for."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """How a question is asked."""

    limit: int = 20
    reader: Access = Access.TEAM
    to: str = ""
    """The name of the partner who reads, where ``reader`` is partner."""
    as_written: bool = False
    """Words count only in the letters in which they were asked, vowels aside; no stems, no other script."""
    all_words: bool = False
    filters: Mapping[str, Sequence[str]] = dataclasses.field(default_factory=dict)
    """Values by facet (kind, list, year, place) or by ``exhibit``, or ``access``. A place is its id as
    ``Archive.places`` finds it by a name; ``either`` adds the pieces that may name it."""
    count: Sequence[str] = ()
    """Facets whose values are to be counted."""


def search(register: Register, query: str, options: Options | None = None) -> Found:
    """Return what ``query`` finds in what the reader may read; InputError when it has no word."""
    return Archive(register).search(query, options)


class Archive:
    """A register opened for many questions; what may be read is looked at anew for each."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._moment = (-1, -1)
        self._shards: list[Shard] = []

    def search(self, query: str, options: Options | None = None) -> Found:
        """Return what ``query`` finds, as ``search`` does."""
        options = options or Options()
        question = take_apart(query, as_written=options.as_written)
        now = moment(self._register)
        if now != self._moment:
            self._shards, self._moment = open_shards(self._register), now
        found = ask(readable(self._shards, options.reader, options.to), question, options)
        return dataclasses.replace(found, cut=question.is_cut)


def ask(shards: Sequence[Shard], question: Question, options: Options) -> Found:
    """Return what a question finds in shards, all of which the reader may read."""
    shards = _of_access(shards, options.filters.get("access", ()))
    if not any(shard.units for shard in shards):
        return Found(hits=())
    statistics = Statistics(shards)
    filters = Filters(
        values={name: values for name, values in options.filters.items() if name in FACETS and values},
        exhibits=options.filters.get("exhibit", ()),
        all_words=options.all_words,
    )
    for asked in _ways(question):
        meant = sought(asked, statistics, Sounding(shards, len(asked.words)))
        hits = _hits(shards, Meeting(asked, meant), statistics, filters, options)
        if hits:
            return Found(
                hits=tuple(hits),
                loosened=len(asked.phrases) < len(question.phrases),
                counts={facet: _counts(shards, asked, meant, filters, facet) for facet in options.count},
            )
    return Found(hits=(), counts={facet: {} for facet in options.count})


def _ways(question: Question) -> Iterator[Question]:
    """Yield the question as it is, then with the words that say little, then with no word bound to another."""
    yield question
    with_all = dataclasses.replace(question, words=question.all_words)
    if len(question.all_words) > len(question.words):
        yield with_all
    if question.phrases:
        yield dataclasses.replace(question, phrases=())
        yield dataclasses.replace(with_all, phrases=())


def _counts(
    shards: Sequence[Shard], question: Question, meant: Sequence[Sought], filters: Filters, facet: str
) -> dict[str, int]:
    """Return the values of a facet with their counts, the most frequent first."""
    if facet in FACETS:
        counts = retrieve.facet_counts(shards, question, meant, filters, facet)
    else:
        counts = _by_access(shards, question, meant, filters)
    return dict(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def _hits(
    shards: Sequence[Shard], meeting: Meeting, statistics: Statistics, filters: Filters, options: Options
) -> list[Hit]:
    """Return the hits, looking at more pieces for as long as too few of those looked at stand up."""
    count = max(LOOKED_AT, 2 * options.limit)
    ranker = Ranker(meeting, statistics)
    while True:
        found = retrieve.candidates(shards, meeting.question, meeting.sought, filters, count=count)
        scored = []
        for each in found:
            document = each.shard.searcher.doc(each.address)
            unit, gram_count = unit_of(document)
            score = ranker.score(words(unit.text), gram_count)
            if score > 0:
                scored.append((-score, unit.exhibit, unit.at, unit.start, unit, document))
        hits: list[Hit] = []
        for score, *_, unit, document in sorted(scored, key=lambda each: each[:4]):
            hit = _hit(unit, meeting, -score, places_of(document))
            if hit:
                hits.append(hit)
            if len(hits) == options.limit:
                return hits
        asked = meeting.question
        if len(found) < count or not (asked.phrases or asked.without or asked.as_written):
            return hits
        count *= _GROWTH


def _hit(unit: Unit, meeting: Meeting, score: float, places: tuple[str, ...]) -> Hit | None:
    found = marks(unit.text, meeting)
    if found is None:
        return None
    marked, (first, last) = found
    start, end = marked[first].start, marked[last].end
    return Hit(
        exhibit=unit.exhibit,
        locator=unit.at,
        start=unit.start + start,
        end=unit.start + end,
        text=unit.text[start:end],
        score=round(score, 4),
        marks=tuple(
            dataclasses.replace(mark, start=mark.start + unit.start, end=mark.end + unit.start)
            for mark in marked
        ),
        context=unit.text,
        context_start=unit.start,
        places=places,
    )


def _of_access(shards: Sequence[Shard], levels: Sequence[str]) -> list[Shard]:
    """Return the shards of the levels that were asked for: an exhibit's level is the most open reader of it."""
    return [shard for shard in shards if not levels or shard.audience[0].partition(":")[0] in levels]


def _by_access(
    shards: Sequence[Shard], question: Question, meant: Sequence[Sought], filters: Filters
) -> dict[str, int]:
    counts: dict[str, int] = {}
    for shard in shards:
        told = retrieve.facet_counts([shard], question, meant, filters, "kind")
        level = shard.audience[0].partition(":")[0]
        counts[level] = counts.get(level, 0) + sum(told.values())
    return {level: count for level, count in counts.items() if count}
