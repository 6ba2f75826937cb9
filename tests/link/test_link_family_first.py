"""A name that begins with the family is read as the others are; one that may be meant as it stands is left."""

import numpy as np
from invented_lists import MEN, partition

from sijill.link import RecordColumns, link_records
from sijill.link.family_first import turn_family_first

FAMILIES = ["التوت", "السرو", "الزيتون", "اللوز"]
NAMES = [f"{MEN[number % 20]} {MEN[(number * 7 + 3) % 20]} {FAMILIES[number % 4]}" for number in range(120)]


def _columns(rows: list[tuple[str, str, str]]) -> RecordColumns:
    fields = ("lists", "ids", "names")
    return RecordColumns(**{field: [row[at] for row in rows] for at, field in enumerate(fields)})


def _rows(turned: int) -> list[tuple[str, str, str]]:
    """Return two lists of the same names, of which the second has some family first."""
    usual = [("one", f"a{number:03}", name) for number, name in enumerate(NAMES)]
    other = [("two", f"b{number:03}", name) for number, name in enumerate(NAMES)]
    for number in range(0, turned * 9, 9):
        first, father, family = NAMES[number].split()
        other[number] = ("two", f"b{number:03}", f"{family} {first} {father}")
    return usual + other


def test_a_name_written_family_first_meets_the_same_name() -> None:
    """Some names of a list are turned round and are linked as if they were not."""
    plain, turned = link_records(_columns(_rows(0))), link_records(_columns(_rows(5)))
    assert partition(turned.ids, turned.cluster_ids) == partition(plain.ids, plain.cluster_ids)


def test_a_later_record_is_read_by_those_that_were_there() -> None:
    """One record alone cannot tell what is a family's name; the full run can."""
    rows = _rows(1)
    later = [row for row in rows if row[1] == "b000"]
    known = link_records(_columns([row for row in rows if row not in later]), keep=True).known
    added = dict(zip(*(_ids_and_clusters(link_records(_columns(later), known=known))), strict=True))
    assert added["b000"] == added["a000"]


def _ids_and_clusters(result: object) -> tuple[list[str], list[str]]:
    return list(result.ids), list(result.cluster_ids)  # type: ignore[attr-defined]  # a LinkResult


def test_only_what_is_a_familys_name_and_nobodys_own_is_turned() -> None:
    """Part 9 stands last in ten names and begins one; 1 begins ten. A first name that families bear as well stays."""
    usual = [[1, 2, 9], [2, 1, 9]] * 5
    part = np.array([*usual, [9, 1, 2]], np.int32)
    count = np.full(len(part), 3, np.int8)
    assert turn_family_first(part, count, (part, count), 10).tolist() == [False] * 10 + [True]
    assert part[10].tolist() == [1, 2, 9]
    both = np.array([*usual, *([[9, 1, 2]] * 6)], np.int32)
    count = np.full(len(both), 3, np.int8)
    assert not turn_family_first(both, count, (both, count), 10).any()
