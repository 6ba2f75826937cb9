"""Records that come later join a full run: what they do not touch stays exactly as it was, in whatever order they come."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_lists import LISTS, TRUTH, all_rows, columns, partition, score

from sijill.link import Decided, LinkResult, RecordColumns, link_records
from sijill.link.known import Known

Rows = Sequence[tuple[str, ...]]
OLD = [row for row in all_rows() if row[0] != "latin"]
NEW = [row for row in all_rows() if row[0] == "latin"]


def _known(rows: Rows, decided: Decided | None = None) -> Known:
    known = link_records(columns(rows), keep=True, decided=decided).known
    assert known is not None
    return known


def _same(one: LinkResult, other: LinkResult) -> None:
    """Fail unless both are the same to the last bit."""
    assert list(one.ids) == list(other.ids)
    assert list(one.cluster_ids) == list(other.cluster_ids)
    np.testing.assert_array_equal(one.probability, other.probability)
    for name in ("left", "right", "weight", "probability", "state"):
        np.testing.assert_array_equal(getattr(one.pairs, name), getattr(other.pairs, name))
    assert one.lists == other.lists
    np.testing.assert_array_equal(one.list_codes, other.list_codes)


def _clusters(result: LinkResult) -> set[frozenset[str]]:
    return partition(result.ids, result.cluster_ids)


def test_a_list_that_is_added_finds_its_persons() -> None:
    """The romanised list finds the same persons as when all three are linked at once."""
    found = link_records(columns(NEW), known=_known(OLD))
    assert _clusters(found) == _clusters(link_records(columns()))
    assert score(found.ids, found.cluster_ids)[0] == 1.0
    assert {each.name: each.size for each in found.lists} == {name: len(rows) for name, rows in LISTS.items()}


def test_nothing_added_is_the_full_run() -> None:
    """Without a new record the result is the full run itself, to the last bit."""
    full = link_records(columns(), keep=True)
    assert full.known is not None
    again = link_records(columns([]), known=full.known)
    _same(full, again)
    assert again.run == {"new": 0, "gone": 0, "anew": 0}


def _crowd(count: int, seed: int) -> list[tuple[str, ...]]:
    """Return invented records of a few families, many of them of one person with a slip."""
    chance = random.Random(seed)
    given = ["سالم", "عمار", "نبيل", "هاني", "رامي", "فادي", "مازن", "وائل", "طارق", "عادل"]
    families = ["التوت", "السرو", "الزيتون", "اللوز", "الرمان", "الجوز", "العنب", "الخوخ"]
    people = [
        (
            f"{chance.choice(given)} {chance.choice(given)} {chance.choice(given)} {chance.choice(families)}",
            str(chance.randint(15, 60)),
            f"2013-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            chance.choice(("حلب", "حمص", "درعا")),
        )
        for _ in range(count // 2)
    ]
    rows: list[tuple[str, ...]] = []
    for number in range(count):
        name, age, day, place = chance.choice(people)
        if chance.random() < 0.3:
            name = name.replace("ا", "", 1)
        rows.append((f"list{chance.randint(0, 2)}", f"r{number:04}", name, "ذكر", age, "", day, place))
    return rows


CROWD = _crowd(400, 1)


def test_what_no_new_record_touches_is_identical() -> None:
    """Every cluster without a record clustered anew has its members, name and probabilities to the last bit."""
    before = link_records(columns(CROWD[:380]), keep=True)
    assert before.known is not None
    after = link_records(columns(CROWD[380:]), known=before.known)
    assert after.run is not None
    new = {row[1] for row in CROWD[380:]}
    was, now = (dict(zip(each.ids, each.cluster_ids, strict=True)) for each in (before, after))
    met = {now[record] for record in new} | {
        was[record] for record in was if now[record] in {now[n] for n in new}
    }
    p_was, p_now = (dict(zip(each.ids, each.probability.tolist(), strict=True)) for each in (before, after))
    untouched = [record for record in was if was[record] not in met and now[record] not in met]
    assert len(untouched) > 200
    for record in untouched:
        assert now[record] == was[record]
        np.testing.assert_equal(p_now[record], p_was[record])


@settings(max_examples=8)
@given(st.randoms(use_true_random=False))
def test_no_order_in_which_records_come_changes_the_result(shuffler: random.Random) -> None:
    """New records in any order, from lists in any order, give the same result to the last bit."""
    known = _known(CROWD[:380])
    later = list(CROWD[380:])
    expected = link_records(columns(later), known=known)
    shuffler.shuffle(later)
    _same(expected, link_records(columns(later), known=known))


def test_it_is_no_other_than_the_full_run_where_little_is_added() -> None:
    """Of 400 records the last twenty, added, stand as in a full run but for a few."""
    added = link_records(columns(CROWD[380:]), known=_known(CROWD[:380]))
    full = link_records(columns(CROWD))
    one, other = _clusters(added), _clusters(full)
    assert len(one & other) > 0.95 * len(other)


def test_a_copy_of_an_old_list_joins_whom_it_copies() -> None:
    """Each record of a list handed in again under another name stands with the record that it is."""
    copy = [("again", f"x{row[1]}", *row[2:]) for row in OLD if row[0] == "arabic"]
    known = _known(OLD)
    found = link_records(columns(copy), known=known)
    person = dict(zip(found.ids, found.cluster_ids, strict=True))
    assert all(person[row[1]] == person[row[1][1:]] for row in copy)
    assert len(set(person.values())) == len(_clusters(link_records(columns(OLD))))


def test_duplicates_within_a_new_list_are_found() -> None:
    """Two equal rows of a new list are one person, whether or not an old list knows them."""
    stranger = ("twice", "", "وديع نعمة الله بطرس الخوري", "ذكر", "47", "1966-05-05", "2013-05-06", "حمص")
    known_one = ("twice", "", *OLD[2][2:])
    rows = [
        (row[0], f"t{number}", *row[2:])
        for number, row in enumerate((stranger, stranger, known_one, known_one))
    ]
    found = link_records(columns(rows), known=_known(OLD))
    person = dict(zip(found.ids, found.cluster_ids, strict=True))
    assert person["t0"] == person["t1"] != person["t2"]
    assert person["t2"] == person["t3"] == person[OLD[2][1]]


def test_a_new_list_may_have_fields_that_no_old_one_has() -> None:
    """Registries, numbers and occupations come in with a new list, and two of its records are told apart by them."""
    rows = columns(NEW)
    more = RecordColumns(
        ids=[*rows.ids, "n1"],
        lists=[*rows.lists, "latin"],
        names=[*rows.names, rows.names[5]],
        sexes=[*rows.sexes, "M"],
        ages=[*rows.ages, rows.ages[5]],
        event_dates=[*rows.event_dates, rows.event_dates[5]],
        places=[*rows.places, rows.places[5]],
        numbers=["", "", "", "", "", "04130012345", "04139998877"],
    )
    found = link_records(more, known=_known(OLD))
    person = dict(zip(found.ids, found.cluster_ids, strict=True))
    assert person["l06"] != person["n1"]
    assert person["l02"] == person["a03"]


def test_records_without_names_stay_alone() -> None:
    """Rows that say nothing join nobody and change nobody."""
    known = _known(OLD)
    before = _clusters(link_records(columns([]), known=known))
    found = link_records(columns([("void", f"v{number}", *[""] * 6) for number in range(3)]), known=known)
    assert _clusters(found) == before | {frozenset({f"v{number}"}) for number in range(3)}


def test_decisions_hold_and_undone_ones_do_not() -> None:
    """What is decided after the full run holds in an added one; undone, all is as it was; what was decided before stays."""
    known = _known(OLD)
    plain = link_records(columns(NEW), known=known)
    decided = Decided(same=(("a01", "a02"), ("l06", "b07")), different=(("a03", "b02"), ("l02", "b02")))
    found = link_records(columns(NEW), known=known, decided=decided)
    person = dict(zip(found.ids, found.cluster_ids, strict=True))
    assert person["a01"] == person["a02"]
    assert person["l06"] == person["b07"]
    assert person["b02"] not in (person["a03"], person["l02"])
    _same(plain, link_records(columns(NEW), known=known, decided=Decided()))
    before = _known(OLD, decided)
    undone = link_records(columns([]), known=before, decided=Decided())
    person = dict(zip(undone.ids, undone.cluster_ids, strict=True))
    assert person["a01"] != person["a02"]
    assert person["a03"] == person["b02"]


def test_records_that_are_gone_leave_no_trace() -> None:
    """With a list gone its records are in no cluster and no pair, and who was held together by it is looked at anew."""
    from sijill.link.added import link_added

    known = _known(all_rows())
    gone = np.isin(known.ids.to_pylist(), [row[1] for row in NEW])
    found = link_added(columns([]), known, gone=gone)
    assert set(found.ids) == {row[1] for row in OLD}
    assert _clusters(found) == _clusters(link_records(columns(OLD)))
    assert [each.name for each in found.lists] == ["arabic", "other"]
    assert found.pairs.left.max(initial=0) < len(found.ids)
    assert set(TRUTH) - set(found.ids) == {row[1] for row in NEW}


@pytest.mark.parametrize("parts", [2, 5])
def test_counting_can_draw_from_an_added_run(parts: int) -> None:
    """Clusterings are drawn from an added run as from a full one, and decisions hold in each."""
    from sijill.link import sampled_clusterings

    found = link_records(columns(NEW), known=_known(OLD), decided=Decided(same=(("l06", "b07"),)))
    drawn = sampled_clusterings(found, samples=parts)
    place = {record: row for row, record in enumerate(found.ids)}
    assert drawn.shape == (parts, len(found.ids))
    assert (drawn[:, place["l06"]] == drawn[:, place["b07"]]).all()
