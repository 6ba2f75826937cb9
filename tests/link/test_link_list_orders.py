"""A list that puts the family first, the father in brackets or a title before all is read as the others are."""

import itertools

import numpy as np
import pytest

from sijill.link import LinkResult, RecordColumns, link_records
from sijill.link.numbered import numbered
from sijill.link.texts import texts_of

GIVEN = ("Amir", "Senad", "Mirza", "Emina", "Fata", "Nermin", "Zumra", "Avdo")
FAMILIES = ("Begić", "Delić", "Mujić", "Avdić", "Husić", "Malkić", "Orić", "Šabić")
FATHERS = ("Salko", "Juso", "Amir", "Hazim", "Salko", "Rešid", "Ismet", "Suljo")
PEOPLE = tuple(zip(GIVEN, FAMILIES, FATHERS, strict=True))
"""Given name, family and father of invented persons."""


def _columns(first: list[str], second: list[str], **columns: list[str]) -> RecordColumns:
    names = [*first, *second]
    lists = ["x"] * len(first) + ["y"] * len(second)
    return RecordColumns(
        ids=[f"{each:03}" for each in range(len(names))], lists=lists, names=names, **columns
    )


def _parts(records: RecordColumns) -> list[list[str]]:
    named = numbered(texts_of(records))
    return [[named.names.written[part] for part in row if part >= 0] for row in named.part]


def _joined(result: LinkResult) -> bool:
    half = len(result.ids) // 2
    clusters = list(result.cluster_ids)
    return clusters[:half] == clusters[half:] and len(set(clusters)) == half


NATURAL = [f"{given} {family}" for given, family, _ in PEOPLE]
TURNED = [f"{family.upper()} {given.upper()}" for given, family, _ in PEOPLE]


def test_a_list_that_puts_families_first_is_turned() -> None:
    """Each person is one; a comma, and what tells the sex, say which of the two orders is meant."""
    assert _joined(link_records(_columns(NATURAL, TURNED)))
    comma = [f"{family}, {given}" for given, family, _ in PEOPLE]
    for parts in _parts(_columns(TURNED, comma)):
        assert parts[0].capitalize() in GIVEN
    women = {"Emina", "Fata", "Zumra"}
    every = list(itertools.product(FAMILIES, GIVEN))
    turned = [f"{family} {given}" for family, given in every]
    sexes = ["F" if given in women else "M" for _, given in every]
    ordered = _parts(_columns(turned, turned, sexes=sexes * 2))
    assert {parts[0].capitalize() for parts in ordered} == set(GIVEN)


def test_names_that_fathers_and_sons_share_turn_no_list() -> None:
    """Short lists of given names and fathers' names, which have nobody in common, stay as they are, whatever chance puts first."""
    pool = [
        "Ahmad",
        "Ali",
        "Hasan",
        "Husayn",
        "Umar",
        "Khalid",
        "Samir",
        "Rami",
        "Nabil",
        "Ammar",
        "Hani",
        "Ziyad",
        "Kinan",
        "Basil",
        "Wail",
    ]
    for seed in range(40):
        random = np.random.default_rng(seed)
        size = int(random.integers(8, 40))
        share = 1.0 / np.arange(1, len(pool) + 1)
        lists = [
            [" ".join(random.choice(pool, random.integers(2, 4), p=share / share.sum())) for _ in range(size)]
            for _ in range(2)
        ]
        assert _parts(_columns(*lists)) == [name.lower().split() for each in lists for name in each], seed


def test_lists_in_one_order_stay_as_they_are() -> None:
    """Nothing is turned where both lists have the given name first, nor where fathers and sons exchange names."""
    assert _parts(_columns(NATURAL, NATURAL[::-1])) == [
        name.split() for name in map(_folded, NATURAL + NATURAL[::-1])
    ]
    arabic = ["سامي كمال", "كمال هاني", "هاني زياد", "زياد منير", "منير سامي", "رامي كمال", "نبيل هاني"]
    assert [parts[0] for parts in _parts(_columns(arabic, arabic[::-1]))] == [
        name.split()[0] for name in arabic + arabic[::-1]
    ]


def _folded(name: str) -> str:
    return name.lower().translate(str.maketrans("ćčšžđ", "ccszd"))


def test_the_father_in_brackets_is_a_part_where_a_list_has_him_there() -> None:
    """Of a list that has him in the middle he is compared; a nickname of one man is none of his names."""
    sons = (("Salko", "Begić", "Juso"), ("Hazim", "Delić", "Salko"), ("Juso", "Orić", "Ismet"))
    between = [f"{family} ({father}) {given}" for given, family, father in (*PEOPLE, *sons)]
    whole = [f"{given} {father} {family}" for given, family, father in (*PEOPLE, *sons)]
    parts = _parts(_columns(between, whole))
    assert parts[: len(between)] == parts[len(between) :]
    nickname = [*NATURAL[:-1], "Avdo (Soko) Šabić"]
    assert _parts(_columns(nickname, NATURAL))[len(PEOPLE) - 1] == ["avdo", "sabic"]


@pytest.mark.parametrize("title", ["U", "Daw", "Dato"])
def test_a_word_before_the_names_of_one_list_is_no_given_name(title: str) -> None:
    """Other lists have the names behind it whole; where they have not, it is one."""
    names = ["Hla Min Thu", "Zaw Tin", "Mya Aye", "Khin Win Nu", "Lwin Oo", "Htay Naing"]
    parts = _parts(_columns([f"{title} {name}" for name in names], names))
    assert parts[: len(names)] == parts[len(names) :]
    others = ["Phyo Wai", "Thein Ko", "Soe Myint", "Sandar Cho", "Nilar Yin", "Moe Ei"]
    kept = _parts(_columns([f"{title} {name}" for name in names], others))
    assert {row[0] for row in kept[: len(names)]} == {title.lower()}


def test_the_order_of_records_changes_nothing() -> None:
    """Lists are told by their names."""
    records = _columns(NATURAL, TURNED)
    order = np.random.default_rng(3).permutation(len(records.ids)).tolist()
    mixed = RecordColumns(
        ids=[records.ids[each] for each in order],
        lists=[records.lists[each] for each in order],
        names=[records.names[each] for each in order],
    )
    one, other = link_records(records), link_records(mixed)
    assert list(one.cluster_ids) == list(other.cluster_ids)
    assert np.array_equal(one.pairs.probability, other.pairs.probability)
