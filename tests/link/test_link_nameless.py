"""What stands where a name should and names nobody is never compared: it would make one person of many."""

import dataclasses
import random

import pytest

from sijill.link import RecordColumns, link_records
from sijill.link.known import Known
from sijill.link.records import LinkResult

GIVEN = ["رامي", "سامر", "وليد", "نادر", "فراس", "هيثم", "غسان", "زياد", "باسل", "فادي", "مازن", "طارق"]
FAMILIES = ["التوت", "الزيتون", "السنديان", "البلوط", "الأرز", "الصنوبر", "العرعر", "الدلب", "الحور"]
ODD = 40
"""Odd names of either list, of nobody whom the other has."""


def _records(*odd: list[str]) -> RecordColumns:
    """Two lists of the same 120 persons, each with ``odd`` names beside them and years of birth that often agree."""
    ids, lists, names, births = [], [], [], []
    for number, (on_list, more) in enumerate(zip("xy", odd, strict=True)):
        drawn, others = random.Random(1), random.Random(2 + number)
        for place in range(120):
            ids.append(f"{on_list}{place:03}")
            names.append(" ".join(drawn.choice(each) for each in (GIVEN, GIVEN, GIVEN, FAMILIES)))
            births.append(f"{drawn.randint(1950, 2000)}-{drawn.randint(1, 12):02}-{drawn.randint(1, 28):02}")
        for place, name in enumerate(more):
            ids.append(f"{on_list}odd{place:03}")
            names.append(name)
            births.append(str(others.randint(1980, 1984)))
        lists += [on_list] * (120 + len(more))
    return RecordColumns(ids=ids, lists=lists, names=names, birth_dates=births)


def _odd_ones_joined(result: LinkResult) -> int:
    """Return how many odd records stand in a cluster of more than one record."""
    clusters = list(result.cluster_ids)
    sizes = {cluster: clusters.count(cluster) for cluster in clusters}
    return sum(
        sizes[cluster] > 1 for each, cluster in zip(result.ids, clusters, strict=True) if "odd" in each
    )


def _drawn(seed: int, *words: str) -> list[str]:
    chance = random.Random(seed)
    return [" ".join(chance.choice(each.split("|")) for each in words) for _ in range(ODD)]


@pytest.mark.parametrize(
    "words",
    [
        ("王|李|张|刘|陈", "伟|芳|娜|敏|静"),
        ("דוד|משה|יוסף|שרה", "כהן|לוי|פרץ|ביטון"),
        ("Иван|Пётр|Анна|Ольга", "Иванов|Петров|Смирнов"),
        ("דוד|משה|יוסף|שרה", "رامي|سامر|وليد", "כהן|לוי|פרץ"),
        ("1|2|3|4|5|6|7|8|9",),
        ("١٩٨٠|١٩٨١|١٩٨٢",),
        ("جثة", "رقم", "1|2|3|4|5|6|7|8|9"),
        ("Body", "No.", "1|2|3|4|5|6|7|8|9"),
        ("شهيد", "رقم", "١|٢|٣|٤|٥"),
        ("الشهيد|الشيخ|الحاج",),
    ],
)
def test_what_names_nobody_is_not_compared(words: tuple[str, ...]) -> None:
    """Scripts that are not read, numbers, bodies by their number and titles stay alone, and each list is told of."""
    result = link_records(_records(_drawn(1, *words), _drawn(2, *words)))
    assert _odd_ones_joined(result) == 0
    assert len(set(result.cluster_ids)) == 120 + 2 * ODD
    told = [fields for key, fields in result.warnings if key == "unread_names"]
    assert [(fields["list"], fields["count"], fields["of"], fields["share"]) for fields in told] == [
        ("x", ODD, 120 + ODD, 25),
        ("y", ODD, 120 + ODD, 25),
    ]


@pytest.mark.parametrize(
    "name", ["جثة سامر التوت", "الشهيد سامر التوت", "5 سامر التوت", "سامر 2 التوت", "سيد"]
)
def test_a_name_beside_such_words_is_one(name: str) -> None:
    """A number, a title or a body beside a name takes nothing from it, and a title that is a name too is one."""
    result = link_records(_records([name], [name]))
    assert not [key for key, _ in result.warnings if key == "unread_names"]


def test_empty_names_are_told_of_as_such() -> None:
    """Who has no name at all is counted as before, not as one whose name cannot be compared."""
    result = link_records(_records(["", " ", "؟"], []))
    told = dict(result.warnings)
    assert told["empty_names"]["count"] == 2
    assert told["unread_names"] == {"list": "x", "count": 1, "of": 123, "share": 1}


def test_an_unread_mother_is_not_given() -> None:
    """Two mothers in letters that are not read are not one mother."""
    plain = _records([], [])
    unread = ["משה" if place % 2 else "王芳" for place in range(len(plain.ids))]
    other = dataclasses.replace(plain, mothers=unread)
    found, without = link_records(other), link_records(plain)
    assert list(found.pairs.weight) == list(without.pairs.weight)
    assert list(found.cluster_ids) == list(without.cluster_ids)


def test_records_that_come_later_are_told_of_alike() -> None:
    """An added list is read by the same rules."""
    first = link_records(_records([], []), keep=True)
    known = first.known
    assert isinstance(known, Known)
    names = _drawn(3, "王|李|张|刘|陈", "伟|芳|娜|敏|静")
    later = RecordColumns(ids=[f"zodd{place:03}" for place in range(ODD)], lists=["z"] * ODD, names=names)
    result = link_records(later, known=known)
    assert _odd_ones_joined(result) == 0
    assert [fields for key, fields in result.warnings if key == "unread_names"] == [
        {"list": "z", "count": ODD, "of": ODD, "share": 100}
    ]


def test_names_of_one_part_are_told_of() -> None:
    """A list of families or places alone says too little of whom it names; one name for all rows as well. A few such are names."""
    few, same = ["شقير"] * 4 + ["رامي سعيد"] * 4, ["رامي سعيد التوت"] * 3
    result = link_records(_records([], []))
    assert not {"single_names", "one_name_of_list", "one_name"} & {key for key, _ in result.warnings}
    ids = [f"r{place:02}" for place in range(len(few) + 12)]
    lists = ["few"] * len(few) + ["single"] * 9 + ["same"] * 3
    names = [*few, *["حلب", "حمص", "درعا"] * 3, *same]
    ages = ["رامي", "4 سنوات", "-", *[""] * (len(ids) - 3)]
    told = link_records(RecordColumns(ids=ids, lists=lists, names=names, ages=ages)).warnings
    single = {"list": "single", "count": 9, "of": 9, "share": 100}
    assert [fields for key, fields in told if key == "single_names"] == [single]
    assert [fields for key, fields in told if key == "one_name_of_list"] == [{"list": "same", "count": 3}]
    assert [fields for key, fields in told if key == "unread_age"] == [{"count": 2}]
