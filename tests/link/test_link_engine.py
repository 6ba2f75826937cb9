"""Persons are found across lists whose truth is known, and no order of input changes them."""

import random
import weakref

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_lists import MEN, all_rows, columns, partition, score

from sijill.link import LinkResult, PairState, RecordColumns, engine, link_records
from sijill.link.blocked_pairs import Chunk
from sijill.link.cluster import Edges
from sijill.link.sweep import Sweep, sweep_here
from sijill.link.texts import TextColumn, texts_of

STRANGER = (
    "other",
    "zz1",
    "Wolfgang Pfeiffer Stroganoff Quist",
    "M",
    "77",
    "1901-12-30",
    "1999-01-31",
    "Tromso",
)
FAMILIES = [
    "التوت",
    "السرو",
    "الزيتون",
    "اللوز",
    "الرمان",
    "الجوز",
    "العنب",
    "الخوخ",
    "النخيل",
    "البلوط",
    "الصفصاف",
    "الغار",
    "الحور",
    "السنديان",
]


def _clusters(result: LinkResult) -> set[frozenset[str]]:
    return partition(result.ids, result.cluster_ids)


def test_persons_are_found_across_lists_and_scripts() -> None:
    """Families, brothers, namesakes, a kunya's family and romanised names come out as the persons they are."""
    result = link_records(columns())
    precision, recall = score(result.ids, result.cluster_ids)
    assert precision == 1.0
    assert recall >= 0.9
    # What would be found by saying the same of all records, so that a constant cannot pass.
    assert score(result.ids, result.ids)[1] == 0.0
    assert score(result.ids, ["one"] * len(result.ids))[0] < 0.2


def test_probability_is_empty_exactly_for_records_alone() -> None:
    """A record alone has no probability, every other one above a half."""
    result = link_records(columns())
    sizes = {record: len(each) for each in _clusters(result) for record in each}
    for record, probability in zip(result.ids, result.probability, strict=True):
        assert np.isnan(probability) == (sizes[record] == 1)
        assert sizes[record] == 1 or 0.5 < probability <= 1


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_order_of_rows_changes_the_result(shuffler: random.Random) -> None:
    """Rows in any order give the same clusters under the same ids, with the same probabilities."""
    rows = all_rows()
    shuffler.shuffle(rows)
    expected, found = link_records(columns()), link_records(columns(rows))
    assert found.ids == expected.ids
    assert found.cluster_ids == expected.cluster_ids
    np.testing.assert_array_equal(found.probability, expected.probability)
    np.testing.assert_array_equal(found.pairs.weight, expected.pairs.weight)


def test_a_stranger_changes_no_other_cluster() -> None:
    """A row that shares nothing stays alone and leaves every other cluster as it was."""
    before = link_records(columns())
    after = link_records(columns([*all_rows(), STRANGER]))
    assert _clusters(after) == _clusters(before) | {frozenset({"zz1"})}
    assert set(before.cluster_ids) < set(after.cluster_ids)


def test_one_list_is_linked_within_itself() -> None:
    """In a single list a record written twice is found, brothers stay apart, and the reader is warned."""
    rows = [
        ("one", "1", "سامر يوسف ناصر الحموي", "M", "40", "", "2014-01-10", "حماة"),
        ("one", "2", "سامر يوسف ناصر الحموى", "M", "40", "", "2014-01-10", "حماه"),
        ("one", "3", "وليد يوسف ناصر الحموي", "M", "38", "", "2014-01-10", "حماة"),
        ("one", "4", "شهاب الدين وليد سعيد الرفاعي", "M", "", "", "2016-03-09", "إدلب"),
    ]
    result = link_records(columns(rows))
    assert _clusters(result) == {frozenset({"1", "2"}), frozenset({"3"}), frozenset({"4"})}
    assert ("one_list", {"list": "one"}) in result.warnings


def test_names_alone_are_enough_when_they_are_rare() -> None:
    """Without any date, place or age, the same rare name in two scripts is one person."""
    names = [("a", "1", "شهاب الدين وليد سعيد الرفاعي"), ("b", "2", "Shihab al-Din Walid Said Rifai")]
    names += [("a", "3", "محمد احمد"), ("b", "4", "محمود احمد"), ("b", "5", "Nidal Rifat Aref al-Khatib")]
    result = link_records(
        RecordColumns(ids=[n[1] for n in names], lists=[n[0] for n in names], names=[n[2] for n in names])
    )
    assert _clusters(result) == {frozenset({"1", "2"}), frozenset("3"), frozenset("4"), frozenset("5")}


def test_contradicting_dates_of_birth_are_never_merged() -> None:
    """Two full dates of birth that contradict keep two records apart, as a pair for a reviewer."""
    rows = [
        ("a", "1", "شهاب الدين وليد سعيد الرفاعي", "M", "", "1980-03-09", "2016-03-09", "إدلب"),
        ("b", "2", "شهاب الدين وليد سعيد الرفاعي", "M", "", "1987-11-23", "2016-03-09", "إدلب"),
        ("c", "3", "شهاب الدين وليد سعيد الرفاعي", "M", "", "", "2016-03-09", "إدلب"),
    ]
    result = link_records(columns(rows))
    assert not {frozenset({"1", "2"}), frozenset({"1", "2", "3"})} & _clusters(result)
    states = {
        (result.ids[left], result.ids[right]): state
        for left, right, state in zip(result.pairs.left, result.pairs.right, result.pairs.state, strict=True)
    }
    assert states["1", "2"] == PairState.CONTRADICTED


def test_a_date_with_day_and_month_exchanged_is_no_contradiction() -> None:
    """1988-03-07 and 1988-07-03 are one date written in two orders."""
    rows = [
        ("a", "1", "شهاب الدين وليد سعيد الرفاعي", "M", "", "1988-03-07", "2016-03-09", "إدلب"),
        ("b", "2", "شهاب الدين وليد سعيد الرفاعي", "M", "", "1988-07-03", "2016-03-09", "إدلب"),
    ]
    assert len(_clusters(link_records(columns(rows)))) == 1


def _population(count: int, *, repeats: bool) -> RecordColumns:
    """Two lists of the same invented persons; with ``repeats`` every third is twice in the second list."""
    chosen = random.Random(7)
    rows = []
    for person in range(count):
        name = " ".join([*chosen.choices(MEN, k=3), chosen.choice(FAMILIES)])
        age, day = (
            str(chosen.randrange(5, 80)),
            f"201{chosen.randrange(2, 8)}-0{chosen.randrange(1, 10)}-1{person % 9}",
        )
        rows += [(side, f"{side}{person}", name, "M", age, "", day, "") for side in ("first", "second")]
        if repeats and person % 3 == 0:
            rows.append(("second", f"again{person}", name, "M", age, "", day, ""))
    return columns(rows)


@pytest.mark.parametrize("repeats", [False, True])
def test_duplicates_within_a_list_are_found_out(repeats: bool) -> None:
    """A list that repeats persons is told from one that does not, and its repeats are linked."""
    records = _population(120, repeats=repeats)
    result = link_records(records)
    found = {item.name: item.duplicate_free for item in result.lists}
    assert found == {"first": True, "second": not repeats}
    assert len(_clusters(result)) == pytest.approx(120, abs=2)


def test_equal_rows_without_end_stay_bounded() -> None:
    """A thousand equal names end in a result with a warning, not in half a million pairs."""
    count = 1000
    ids = [f"{row:04d}" for row in range(count)]
    result = link_records(RecordColumns(ids=ids, lists=["a"] * count, names=["محمد أحمد"] * count))
    assert {key for key, _ in result.warnings} >= {"one_name", "hot_blocks"}
    assert len(result.ids) == count


def test_what_is_handed_over_is_not_held_while_pairs_are_weighed() -> None:
    """Of records that nobody else holds, what is written is given back before pairs are weighed."""
    texts = texts_of(columns(all_rows()))
    ids, names = weakref.ref(texts["ids"]), weakref.ref(texts["names"])
    held = [RecordColumns(**{name: TextColumn(column) for name, column in texts.items()})]
    del texts
    found = []

    def sweeper(sweep: Sweep, every: list[Chunk]) -> list[tuple[int, Edges]]:
        found.append((ids(), names()))
        return sweep_here(sweep, every)

    # Not within ``assert``, which would hold what is handed over.
    result = engine.link_records(held.pop(), sweeper=sweeper)
    assert len(result.ids) == len(all_rows())
    assert found == [(None, None)]


def test_no_record_at_all_gives_no_cluster() -> None:
    """Empty columns give an empty result."""
    result = link_records(RecordColumns(ids=[], lists=[], names=[]))
    assert (list(result.ids), list(result.cluster_ids)) == ([], [])


def test_records_without_names_stay_alone() -> None:
    """Equal dates and places do not make one person of two records without names."""
    nameless = [(side, side, "", "M", "30", "1980-03-09", "2016-03-09", "إدلب") for side in ("a", "b")]
    for rows in (nameless, [*nameless, *all_rows()]):
        result = link_records(columns(rows))
        assert {frozenset("a"), frozenset("b")} <= _clusters(result)
        assert any(key == "empty_names" for key, _ in result.warnings)
