"""Names found among many, from either script, and one name against many."""

import copy
import itertools
import sys
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.errors import InputError
from sijill.names import Index, score, score_pairs
from sijill.names.against import Against
from sijill.names.scoring import Names
from sijill.names.vocabulary import spelled_parts, spelled_with_sex

GIVEN = ["رامي", "سعد", "وسام", "خالد", "ناصر", "فادي", "غسان", "هيثم", "زياد", "باسل"]
FAMILIES = ["شقير", "الأشقر", "زيتون", "سمارة", "الخطيب", "الحلبي", "نعناع", "قباني"]
NAMES = [f"{given} {father} {family}" for given in GIVEN for father in GIVEN for family in FAMILIES]
WORDS = [
    *GIVEN[:5],
    *FAMILIES[:4],
    "محمد",
    "عبد الرحمن",
    "Rami",
    "Khaled",
    "Mohammed",
    "al-Khatib",
    "Shuqair",
    "J.",
    "12",
]
SOME_NAMES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
ODD = [
    "",
    " ",
    "-",
    "北京",
    "😀",
    "\0",
    "\ud800",
    "مجهول الهوية",
    "ا",
    "د.",
    "a",
    "x" * 100_000,
    "رامي " * 20_000,
]
ANY_NAME = st.one_of(SOME_NAMES, st.sampled_from(ODD), st.text(max_size=20))


def test_a_romanised_name_finds_the_arabic_one_first() -> None:
    """The best hit across scripts is the name itself, with the score of the pair."""
    found = Index(NAMES).search("Ghassan Nasser al-Khatib", 5)
    assert NAMES[found[0][0]] == "غسان ناصر الخطيب"
    assert found[0][1] == score(NAMES[found[0][0]], "Ghassan Nasser al-Khatib")
    assert [value for _, value in found] == sorted((value for _, value in found), reverse=True)


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("رامي خالد شقير", "Rami Khaled Shuqair"),
        ("Rami Khaled Shoukair", "رامي خالد شقير"),
        ("محمد أحمد علي", "Mohammad Ahmed Ali"),
        ("Mhd Ahmad Aly", "محمد أحمد علي"),
        ("محمدنجيب سمارة", "محمد نجيب سمارة"),
        ("محمد نجيب سمارة", "محمدنجيب سمارة"),
        ("SHUQAIR, Rami", "رامي شقير"),
        ("R. Shuqair", "Rami Shuqair"),
        ("مصطفى هالل", "Mustafa Hilal"),
    ],
)
def test_spellings_of_a_name_find_it(query: str, name: str) -> None:
    """Romanisation, common parts alone, joined parts, order, initials and damage hide no name among others."""
    others = [f"{given} {family}" for given in GIVEN for family in FAMILIES if f"{given} {family}" != name]
    found = Index([*others, name, *NAMES]).search(query, 50)
    assert len(others) in [place for place, _ in found]


def test_equal_names_come_in_the_order_of_their_positions() -> None:
    """Ties are broken by position, so that two runs say the same."""
    index = Index(["سعد شقير", "رامي شقير", "رامي شقير"])
    assert [place for place, _ in index.search("رامي شقير", 3)][:2] == [1, 2]


def test_many_equal_names_are_found_from_the_first_position() -> None:
    """A thousand namesakes fill the answer in the order of their positions."""
    assert Index(["رامي شقير"] * 1000).search("رامي شقير", 3) == [(0, 1.0), (1, 1.0), (2, 1.0)]


def test_organisations_are_scored_as_such() -> None:
    """The scores of a search for an organisation are those of organisations."""
    index = Index(["Cedar Holding LLC"])
    query = "Orient Cedar Holding Company"
    assert index.search(query, organisations=True) == [
        (0, score(query, "Cedar Holding LLC", organisations=True))
    ]


@settings(max_examples=40, deadline=None)
@given(names=st.lists(ANY_NAME, max_size=12), queries=st.lists(ANY_NAME, max_size=5))
def test_search_says_what_score_says(names: list[str], queries: list[str]) -> None:
    """Many queries are single queries; each score is that of the pair; no name comes twice; the order is total."""
    index = Index(names)
    found = index.search_many(queries, 5)
    assert found == [index.search(query, 5) for query in queries]
    for query, hits in zip(queries, found, strict=True):
        assert [value for _, value in hits] == [score(query, names[place]) for place, _ in hits]
        assert len({place for place, _ in hits}) == len(hits) <= 5
        assert hits == sorted(hits, key=lambda hit: (-hit[1], hit[0]))


@settings(max_examples=40, deadline=None)
@given(names=st.lists(ANY_NAME, min_size=1, max_size=12), data=st.data())
def test_an_exact_name_is_found_first(names: list[str], data: st.DataObject) -> None:
    """A comparable name that stands in the index has the best place that equal names leave it, with score 1."""
    place = data.draw(st.integers(0, len(names) - 1))
    if score(names[place], names[place]) is not None:
        best = Index(names).search(names[place], 1)
        assert [value for _, value in best] == [1.0]
        assert best[0][0] <= place


@settings(max_examples=40, deadline=None)
@given(names=st.lists(ANY_NAME, min_size=1, max_size=12), query=SOME_NAMES, data=st.data())
def test_order_of_names_does_not_change_the_scores(names: list[str], query: str, data: st.DataObject) -> None:
    """Names found, with their scores, are the same in whatever order they were given."""
    turned = data.draw(st.permutations(names))
    one = sorted((value, names[place]) for place, value in Index(names).search(query, 20))
    assert one == sorted((value, turned[place]) for place, value in Index(turned).search(query, 20))


@settings(max_examples=40, deadline=None)
@given(
    names=st.lists(ANY_NAME, max_size=10),
    more=st.lists(ANY_NAME, max_size=10),
    query=SOME_NAMES,
    data=st.data(),
)
def test_an_index_that_grew_and_shrank_is_a_fresh_one(
    names: list[str], more: list[str], query: str, data: st.DataObject
) -> None:
    """Adding, removing and storing lead to the answers, and the bytes, of an index made at once."""
    index = Index(names)
    index.search(query)
    assert index.add(more) == range(len(names), len(names) + len(more))
    every = [*names, *more]
    gone = data.draw(st.sets(st.integers(0, len(every) - 1))) if every else set()
    index.search(query)
    index.remove(gone)
    fresh = Index(["" if place in gone else name for place, name in enumerate(every)])
    stored = Index.from_bytes(index.to_bytes())
    assert len(index) == len(fresh) == len(stored) == len(every)
    assert index.to_bytes() == fresh.to_bytes() == stored.to_bytes()
    assert index.search(query, 20) == fresh.search(query, 20) == stored.search(query, 20)
    assert gone.isdisjoint(place for place, _ in index.search(query, 20))


def test_removed_names_are_never_found_again() -> None:
    """A removed name leaves its position empty; removing it twice is no error, an unknown position is."""
    index = Index(["رامي شقير", "سعد زيتون"])
    index.remove([0])
    index.remove([0])
    assert [place for place, _ in index.search("رامي شقير")] == []
    assert index.search("سعد زيتون") == [(1, 1.0)]
    for position in (2, -1):
        with pytest.raises(IndexError):
            index.remove([position])


def test_damaged_bytes_are_refused() -> None:
    """Each bit of a stored index counts: cut short, changed or foreign bytes are refused."""
    stored = Index(["رامي شقير", "Saad Zaytoun"]).to_bytes()
    damaged = [stored[:end] for end in range(0, len(stored), 7)]
    damaged += [stored[:at] + bytes([stored[at] ^ 4]) + stored[at + 1 :] for at in range(len(stored))]
    for wrong in [*damaged, stored + b"\0", b"", b"SIJILLIX", b"\0" * 200]:
        with pytest.raises(InputError):
            Index.from_bytes(wrong)


def test_bytes_of_other_parameters_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """An index that other parameters made says so, and asks to be made anew."""
    index = Index(["رامي شقير"])
    monkeypatch.setattr("sijill.names.index.write_bytes", lambda *given: _write(*given[:-1], "another"))
    with pytest.raises(InputError, match="another") as refused:
        Index.from_bytes(index.to_bytes())
    assert refused.value.key == "name_index_other"


def _write(*given: object) -> bytes:
    from sijill.names.stored import write_bytes

    return write_bytes(*given)  # type: ignore[arg-type]  # handed on as they came


@pytest.mark.parametrize("names", [[], [""], ["北京", "مجهول الهوية"]])
def test_an_index_without_names_finds_nothing(names: list[str]) -> None:
    """An empty index answers, also after it was stored."""
    index = Index(names)
    assert index.search("Rami") == Index.from_bytes(index.to_bytes()).search("Rami") == []
    assert index.search_many([]) == []


@pytest.mark.parametrize("query", ODD)
def test_odd_queries_are_answered(query: str) -> None:
    """Whatever the query, there is an answer; where it is not comparable, an empty one."""
    found = Index(NAMES).search(query, 3)
    assert len(found) <= 3
    if score(query, query) is None:
        assert found == []


@pytest.mark.parametrize("count", [0, -1])
def test_no_name_is_found_when_none_is_wanted(count: int) -> None:
    """A count of nought is an empty answer."""
    assert Index(NAMES).search(NAMES[0], count) == []


def test_as_many_names_as_wanted_are_found() -> None:
    """A large count gives every name that has a part near the query, once."""
    found = Index(NAMES).search("رامي شقير", 10_000)
    assert len(found) == len({place for place, _ in found})
    assert {place for place, name in enumerate(NAMES) if "رامي" in name or "شقير" in name} <= {
        place for place, _ in found
    }


@settings(max_examples=100, deadline=None)
@given(name=ANY_NAME)
def test_a_name_alone_has_the_parts_it_has_among_others(name: str) -> None:
    """The short way to the parts of one name leads where the long one does."""
    texts, parts, sexes = spelled_parts([name, "Rami Shuqair"])
    assert spelled_with_sex(name) == ([texts[part] for part in parts[0] if part >= 0], sexes[0])


@settings(max_examples=60, deadline=None)
@given(
    query=ANY_NAME,
    names=st.lists(ANY_NAME, min_size=1, max_size=12),
    floor=st.sampled_from([0.0, 0.05, 0.5, 0.7, 0.95, 1.0]),
    organisations=st.booleans(),
)
def test_one_against_many_is_each_pair(
    query: str, names: list[str], floor: float, organisations: bool
) -> None:
    """Scores from the floor on are those of the pairs; others are theirs or 0; nan where not comparable."""
    found = Against(names).scores(query, floor=floor, organisations=organisations)
    pairs = score_pairs([query] * len(names), names, organisations=organisations)
    assert np.array_equal(np.isnan(found), np.isnan(pairs))
    reached = pairs >= floor
    assert np.array_equal(found[reached], pairs[reached])
    rest = ~reached & ~np.isnan(pairs)
    assert np.all((found[rest] == 0) | (found[rest] == pairs[rest]))


@pytest.mark.parametrize("floor", [0.3, 0.5, 0.7, 0.9])
def test_names_far_below_the_floor_are_not_compared(floor: float) -> None:
    """Of many names those near the query keep their score, and most of the others have 0."""
    names = Against(Names(NAMES))
    for query in ("Rami Saad Shuqair", "زياد باسل قباني", "Khaled al-Halabi"):
        found = names.scores(query, floor=floor)
        pairs = score_pairs([query] * len(NAMES), NAMES)
        assert np.array_equal(found[pairs >= floor], pairs[pairs >= floor])
        assert (found == 0).mean() > 0.5


def test_threads_are_answered_as_one_is() -> None:
    """One index, and one object that compares with many, may be asked by several threads at once."""
    names = NAMES[::3]
    queries = [f"{one} {two} {three}" for one in WORDS for two in WORDS[::4] for three in WORDS[::5]]
    index, against = Index(names), Against(names)
    alone = [(Index(names).search(query, 3), Against(names).scores(query).tolist()) for query in queries[:9]]
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(4) as threads:
            asked = (queries + queries[:9]) * 2
            found = list(
                threads.map(lambda query: (index.search(query, 3), against.scores(query).tolist()), asked)
            )
    finally:
        sys.setswitchinterval(interval)
    assert found[:9] == found[len(queries) : len(queries) + 9] == alone
    assert found[: len(found) // 2] == found[len(found) // 2 :]


def test_an_index_that_was_asked_can_be_copied_and_pickled() -> None:
    """What was kept of queries stays behind; names and answers go with it."""
    index = Index(NAMES[::3])
    found = index.search(NAMES[0], 3)
    assert copy.deepcopy(index).search(NAMES[0], 3) == found


def test_the_best_name_is_the_same_however_many_are_asked_for() -> None:
    """Among a thousand names of the query's words in another order, or with one more, the best comes first for one as for all."""
    words = ["رامي", "سعد", "وسام", "خالد", "ناصر", "فادي", "غسان", "هيثم", "زياد", "باسل", "شقير", "زيتون"]
    names = [
        " ".join(order)
        for first, other in itertools.permutations(words[:10], 2)
        for third in words[2:]
        for order in ((other, first, third), (third, first, other), (first, third, other))
    ]
    index = Index([*names, *(" ".join(pair) for pair in itertools.permutations(words, 2))])
    for first, other in itertools.permutations(words[:6], 2):
        ((place, value),) = index.search(f"{first} {other}", 1)
        assert value == 1.0
        assert index.search(f"{first} {other}", 2000)[0] == (place, value)
    for query in ("رامي قباني", "سعد وسام رامي", "Rami Qabbani", "باسل"):
        assert index.search(query, 1)[0] == index.search(query, 2000)[0]
