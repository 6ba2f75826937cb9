"""What nearly all of a short list say tells nobody from anybody; what few say is as rare as elsewhere; long registers are left."""

import numpy as np
import pytest
from invented_lists import MEN, partition

from sijill.link import LinkResult, RecordColumns, clumps, link_records
from sijill.link.clumps import raise_own
from sijill.link.columns import Parts, Records
from sijill.link.prepare import prepare
from sijill.link.texts import texts_of

FAMILIES = ("التوت", "السرو", "الزيتون")


def _given(persons: list[tuple[str, str]], lists: int = 2) -> RecordColumns:
    """Return lists that all name ``persons`` (name, date of birth) in other orders."""
    rows = [
        (f"list{at}", f"list{at}-{person}", *persons[person])
        for at in range(lists)
        for person in (range(len(persons)) if at % 2 else reversed(range(len(persons))))
    ]
    fields = ("lists", "ids", "names", "birth_dates")
    return RecordColumns(**{field: [row[at] for row in rows] for at, field in enumerate(fields)})


def _twins(born: str) -> list[tuple[str, str]]:
    """Return twins of three families, of one father and one grandfather."""
    return [(f"{first} رامي وائل {FAMILIES[at // 2]}", born) for at, first in enumerate(MEN[:4] + MEN[7:9])]


def _persons(result: LinkResult) -> set[frozenset[str]]:
    return {
        frozenset(each.split("-")[1] for each in members)
        for members in partition(result.ids, result.cluster_ids)
    }


@pytest.mark.parametrize("born", ["1990-05-04", ""])
def test_twins_who_share_all_but_a_first_name_are_not_joined(born: str) -> None:
    """Twelve records, one father, one grandfather, one date of birth or none: six persons, each of two records."""
    result = link_records(_given(_twins(born)))
    assert _persons(result) == {frozenset(str(person)) for person in range(6)}
    assert len(set(result.cluster_ids)) == 6
    assert ("few_records", {"count": 12}) in result.warnings


def test_namesakes_of_one_father_s_name_in_three_families_are_not_joined() -> None:
    """One first name, father and grandfather, borne in three families: three persons."""
    result = link_records(_given([(f"نبيل رامي وائل {family}", "") for family in FAMILIES]))
    assert _persons(result) == {frozenset("0"), frozenset("1"), frozenset("2")}


def _prepared(given: RecordColumns) -> tuple[Records, Parts]:
    records, parts, _ = prepare(texts_of(given))
    return records, parts


def _share_of(part: int, slot: int, parts: Parts) -> float:
    return float(np.exp(parts.rows["log_share"][part, slot]))


def test_what_all_of_a_list_say_is_common_and_what_one_says_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    """A father whom six of six have is raised by far; that each first name stands once on each of three lists raises it hardly."""
    given = _given(_twins("1990-05-04"), lists=3)
    records, parts = _prepared(given)
    monkeypatch.setattr(clumps, "LONG", 1)
    before, parts_before = _prepared(given)
    first, father = records["part"][0, 0], records["part"][0, 1]
    # Of what stands in the middle: half are the fathers, half the grandfathers.
    assert _share_of(father, 1, parts_before) < 0.1
    assert _share_of(father, 1, parts) > 0.4
    rise = _share_of(first, 0, parts) / _share_of(first, 0, parts_before)
    assert 1.0 <= rise < 1.5
    assert np.exp(before["birth_log_share"][0]) < 0.1
    assert np.exp(records["birth_log_share"][0]) > 0.7


def test_a_long_register_and_one_without_names_stay_as_they_are() -> None:
    """To the last bit; no name at all is no error."""
    many = _given([(f"{MEN[at % 20]} رامي وائل {FAMILIES[at % 3]}", "1990") for at in range(500)])
    records, parts = _prepared(many)
    before = parts.rows.copy()
    raise_own(records, parts)
    assert np.array_equal(parts.rows, before)
    nameless = link_records(RecordColumns(ids=["1", "2"], lists=["a", "b"], names=["", ""]))
    assert len(set(nameless.cluster_ids)) == 2
