"""Ids of persons stay through merges, splits and new records, and an old id leads to what holds its records."""

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.link.history import NOW, History, Why, without
from sijill.link.persons import Followed, follow

KEY = b"k"
Clusters = Mapping[str, int]


def _run(before: History, clusters: Clusters, key: bytes = KEY) -> Followed:
    return follow(before, list(clusters), [f"c{each}" for each in clusters.values()], key=key)


def _named(found: Followed, clusters: Clusters) -> dict[str, str]:
    return dict(zip(clusters, found.persons.to_pylist(), strict=True))


def _of(text: str) -> dict[str, int]:
    """Return ``ab c`` as two clusters."""
    return {record: place for place, group in enumerate(text.split()) for record in group}


def _through(*texts: str) -> list[dict[str, str]]:
    """Return the id of each record after each run."""
    history, named = History(), []
    for text in texts:
        found = _run(history, _of(text))
        history = found.history
        named.append(_named(found, _of(text)))
    return named


def _whys(*texts: str) -> list[tuple[str, str, str]]:
    """Return what the last run said of old ids, each id as the last that named it in clear: its smallest record."""
    history = History()
    label: dict[str, str] = {}
    for text in texts:
        found = _run(history, _of(text))
        for record, person in sorted(_named(found, _of(text)).items()):
            label.setdefault(person, record)
        history = found.history
    return sorted((label[each.old], label.get(each.new, ""), each.why.value) for each in found.changes)


def test_the_same_members_keep_the_id() -> None:
    """A second run on the same clusters changes nothing at all, and says so."""
    first = _run(History(), _of("ab c"))
    second = _run(first.history, _of("c ab"))
    assert second.history is first.history
    assert second.counts() == {"run": 1, "stayed": 2, "new": 0, **dict.fromkeys(map(str, Why), 0)}


def test_who_grows_or_shrinks_keeps_the_id() -> None:
    """New records join an id, gone ones leave it."""
    first, second, third = _through("ab c", "abd c", "d c")
    assert second["d"] == first["a"] == third["d"]
    assert first["c"] == third["c"]


def test_at_a_merge_the_id_with_most_records_stays() -> None:
    """Three against two, however the records are called; the other redirects."""
    first, second = _through("ab cde", "abcde")
    assert second["a"] == first["c"]
    assert _whys("ab cde", "abcde") == [("a", "c", "merged")]


def test_among_equals_the_oldest_id_stays() -> None:
    """An id given in an earlier run wins, though its record sorts behind."""
    first, second, third = _through("z", "z a", "za")
    assert third["a"] == first["z"] == second["z"]


def test_at_a_split_the_larger_part_keeps_the_id_and_both_are_told() -> None:
    """A split id names every part."""
    first, second = _through("abcde", "ab cde")
    assert second["c"] == first["a"]
    assert second["a"] != first["a"]
    found = _run(_run(History(), _of("abcde")).history, _of("ab cde"))
    assert {each.old for each in found.changes} == {first["a"]}
    assert {each.new for each in found.changes} == {second["a"], second["c"]}
    assert {each.why for each in found.changes} == {Why.SPLIT}


def test_a_record_that_moves_costs_nobody_an_id() -> None:
    """One of two records goes to somebody else: whichever id stays there, the other stays with what is left."""
    first, second = _through("ab c", "a bc")
    assert {second["a"], second["c"]} == {first["a"], first["c"]}


def test_who_is_gone_and_comes_back_has_the_old_id() -> None:
    """A hold ends: the records are who they were."""
    first, second, third = _through("ab c", "c", "c ab")
    assert second == {"c": first["c"]}
    assert third == first
    assert _whys("ab c", "c") == [("a", "", "gone")]
    assert _whys("ab c", "c", "c ab") == [("a", "a", "restored")]


@pytest.mark.parametrize(
    ("merged", "apart"),
    [
        ("abc", "ab c"),
        ("abcd", "ab cd"),
        ("abcdefg", "ab cdefg"),  # What came later made the smaller part the larger.
        ("abcdefg", "abdefg c"),
    ],
)
def test_an_undone_merge_gives_both_ids_back(merged: str, apart: str) -> None:
    """Both are called as before the merge, whatever grew meanwhile."""
    first, _, _, last = _through("ab c", "abc", merged, apart)
    assert last["a"] == first["a"]
    assert last["c"] == first["c"]


def test_merges_are_undone_one_by_one_or_all_at_once() -> None:
    """The first of two merges alone, the second alone, and both in one run."""
    first, _, _, last = _through("abc de f", "abcde f", "abcdef", "abcf de")
    assert (last["a"], last["d"]) == (first["a"], first["d"])
    first, _, _, last = _through("abc de f", "abcde f", "abcdef", "abcde f")
    assert (last["a"], last["f"]) == (first["a"], first["f"])
    first, _, _, last = _through("abc de f", "abcde f", "abcdef", "abc de f")
    assert last == first
    # Merged into one that was itself merged into a third.
    first, _, _, last = _through("ab c defg", "abc defg", "abcdefg", "ab c defg")
    assert last == first


def test_a_record_that_was_withdrawn_is_forgotten_and_its_id_is_not_given_again() -> None:
    """Rows go, the id stays taken: the same record, handed in anew, is somebody else's."""
    first = _run(History(), _of("a b"))
    history = without(first.history, np.array([True, False]))
    assert history.mention.to_pylist() == ["b"]
    again = _run(history, _of("a b"))
    assert _named(again, _of("a b"))["a"] not in first.persons.to_pylist()
    assert [each.why for each in again.changes] == [Why.GONE]


def test_an_id_that_somebody_has_is_not_given_to_another() -> None:
    """Where chance would give an id that was given before, or twice in one run, another is tried."""
    first = _run(History(), _of("a b"))
    # Both records are forgotten; under the same key they would be called the same again.
    history = without(first.history, np.array([True, True]))
    again = _run(history, _of("a b"))
    assert len({*first.persons.to_pylist(), *again.persons.to_pylist()}) == 4


_STORY = st.lists(
    st.dictionaries(st.sampled_from("abcdefghij"), st.integers(0, 4), max_size=10), min_size=1, max_size=6
)


@given(_STORY, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_nothing(story: list[dict[str, int]], chance: object) -> None:
    """Shuffled records under other names of clusters get the same ids and the same history."""
    one, other = History(), History()
    for clusters in story:
        shuffled = list(clusters.items())
        chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis gives a Random
        mixed = {record: 9 - cluster for record, cluster in shuffled}
        found, again = _run(one, clusters), _run(other, mixed)
        assert _named(found, clusters) == _named(again, mixed)
        assert found.history.redirects == again.history.redirects
        assert found.history.mention == again.history.mention
        one, other = found.history, again.history


@given(_STORY)
def test_every_run_gives_each_cluster_one_id_and_repeats_to_nothing(story: list[dict[str, int]]) -> None:
    """Clusters and ids match one to one, and the same clusters again change nothing."""
    history = History()
    for clusters in story:
        found = _run(history, clusters)
        named = _named(found, clusters)
        assert len({(named[each], clusters[each]) for each in clusters}) == len(set(clusters.values()))
        assert len(set(named.values())) == len(set(clusters.values()))
        assert _run(found.history, clusters).history is found.history
        history = found.history


@given(_STORY)
def test_every_id_ever_given_leads_to_what_holds_its_records(story: list[dict[str, int]]) -> None:
    """Where records of an id are elsewhere, a redirect of that run said so; where none is, it said gone."""
    history = History()
    held: dict[str, set[str]] = {}
    for clusters in story:
        found = _run(history, clusters)
        named = _named(found, clusters)
        # Rows are sorted by run, so that the last stay of a record is the one that is kept.
        before = {
            mention: history.ids[int(code)].as_py()
            for mention, code in zip(history.mention.to_pylist(), history.person, strict=True)
        }
        living = {
            old
            for old, until in zip(history.ids.to_pylist(), history.until.tolist(), strict=True)
            if until == NOW
        }
        for old in set(before.values()):
            now = {named[each] for each, person in before.items() if person == old and each in named}
            told = {each.new for each in found.changes if each.old == old and each.why is not Why.RESTORED}
            if now - {old}:
                assert now <= told | {old}
                assert now - {old} <= told
            elif not now and old not in named.values():
                assert told == ({""} if old in living else set())
        for record, person in named.items():
            held.setdefault(person, set()).add(record)
        history = found.history
        rows = list(zip(history.mention.to_pylist(), history.person.tolist(), strict=True))
        known = {(mention, history.ids[code].as_py()) for mention, code in rows}
        assert known == {(record, person) for person, records in held.items() for record in records}


@given(_STORY)
def test_an_id_is_never_given_to_another_person(story: list[dict[str, int]]) -> None:
    """A new id is none that was there; one that comes back holds a record that it held before."""
    history = History()
    for clusters in story:
        found = _run(history, clusters)
        known = dict(zip(history.ids.to_pylist(), history.until.tolist(), strict=True))
        past = {
            (history.ids[int(code)].as_py(), mention)
            for mention, code in zip(history.mention.to_pylist(), history.person, strict=True)
        }
        members: dict[str, set[str]] = {}
        for record, person in _named(found, clusters).items():
            members.setdefault(person, set()).add(record)
        for person, records in members.items():
            assert person not in known or any((person, record) in past for record in records)
        assert set(known) <= set(found.history.ids.to_pylist())
        history = found.history


@given(
    st.lists(st.integers(0, 5), min_size=2, max_size=8),
    st.lists(st.integers(0, 5), max_size=6),
    st.data(),
)
def test_any_merge_undone_gives_the_ids_back(sizes: list[int], later: list[int], data: st.DataObject) -> None:
    """Two of any persons merge, any of the records that come later join anyone, both are parted: all ids as before."""
    start = {f"r{n}": cluster for n, cluster in enumerate(sizes)}
    groups = sorted(set(sizes))
    if len(groups) < 2:
        return
    one, other = groups[0], data.draw(st.sampled_from(groups[1:]))
    first = _run(History(), start)
    merged = {record: one if cluster == other else cluster for record, cluster in start.items()}
    second = _run(first.history, merged)
    joined = {f"s{n}": cluster for n, cluster in enumerate(later)}
    third = _run(
        second.history,
        {**merged, **{record: one if cluster == other else cluster for record, cluster in joined.items()}},
    )
    last = _run(third.history, {**start, **joined})
    before, after = _named(first, start), _named(last, {**start, **joined})
    assert {record: after[record] for record in start} == before
