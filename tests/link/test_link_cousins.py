"""Cousins called after one grandfather, and twins, stay two persons in lists too small to learn much from."""

import random

import numpy as np
import pytest
from invented_lists import MEN as FIRST_NAMES
from invented_lists import partition

from sijill.link import RecordColumns, link_records
from sijill.link.classes import COUSINS, KIN, MATCH, STRANGERS
from sijill.link.columns import BIRTH, FAMILY, FATHER, FIRST, MOTHER
from sijill.link.compare import compare_pairs
from sijill.link.merging import joined_clusters, merge_all
from sijill.link.pair_order import pair_order
from sijill.link.part_levels import KNOWN_APART
from sijill.link.prepare import prepare
from sijill.link.texts import texts_of
from sijill.link.two_first_names import most_named_apart
from sijill.link.weigh import Weights, expected_of_cousins

MEN = [*(name for name in FIRST_NAMES if name != "وليد"), "زياد", "كنان", "نضال"]
WOMEN = ["فاطمة", "خديجة", "زينب", "سعاد", "ليلى", "هدى", "رقية", "غادة", "صباح", "وفاء"]
FAMILIES = ["التوت", "السرو", "الزيتون", "اللوز", "الرمان", "الجوز", "العنب", "الخوخ"]
NOBODY = np.empty(0, np.int32)


def _cousins() -> tuple[RecordColumns, dict[str, int]]:
    """Three lists of 60 households: a man, and of every second one a cousin of his name, a year apart at most."""
    chance = random.Random(11)
    fields = ("lists", "ids", "names", "mothers", "birth_dates", "places")
    rows, truth, persons = [], {}, []
    for house in range(60):
        first, father, uncle, grandfather = chance.sample(MEN, 4)
        family, born, place = chance.choice(FAMILIES), chance.randint(1950, 2000), chance.choice("أبجد")
        for parent, year in ((father, born), (uncle, born + chance.randint(0, 1)))[: 1 + house % 2]:
            persons.append((f"{first} {parent} {grandfather} {family}", chance.choice(WOMEN), year, place))
    for name in ("one", "two", "three"):
        for person, (whole, mother, year, place) in enumerate(persons):
            if chance.random() < 0.6:
                record = f"{name}-{person}"
                truth[record] = person
                told = mother if chance.random() < 0.6 else ""
                rows.append((name, record, whole, told, str(year) if chance.random() < 0.8 else "", place))
    return RecordColumns(**{field: [row[at] for row in rows] for at, field in enumerate(fields)}), truth


def test_cousins_of_one_name_are_not_joined() -> None:
    """Where many cousins bear one name learning does not take them for persons of two fathers and two mothers."""
    given, truth = _cousins()
    result = link_records(given)
    clusters = partition(result.ids, result.cluster_ids)
    father = {record: name.split()[1] for record, name in zip(given.ids, given.names, strict=True)}
    assert [each for each in clusters if len({father[record] for record in each}) > 1] == []
    assert sum(len({truth[record] for record in each}) > 1 for each in clusters) <= 1
    joined = sum(len(each) * (len(each) - 1) // 2 for each in clusters)
    persons = list(truth.values())
    assert joined > 0.8 * sum(persons[:at].count(person) for at, person in enumerate(persons))
    assert result.parameters["share_of_cousins"] > 0.05 * result.parameters["share_of_matches"]  # type: ignore[operator]  # of unknown values


def test_cousins_share_what_kin_share_but_their_parents() -> None:
    """One first name, two fathers and mothers, a family's name; no common day of birth, though a year may be."""
    kinds = [expected_of_cousins(field, 0) for field in (FIRST, FATHER, MOTHER, FAMILY, BIRTH)]
    assert kinds == [MATCH, STRANGERS, STRANGERS, KIN, STRANGERS]
    assert expected_of_cousins(BIRTH, 3) == KIN


@pytest.mark.parametrize(("kin", "most"), [(0.003, 1.0), (0.2, 1.0), (0.5, 0.5), (0.8, 0.3125)])
def test_the_more_kin_the_fewer_pairs_may_have_two_first_names(kin: float, most: float) -> None:
    """Where there are no kin two first names are one person's: nothing is refused."""
    log_prior = np.zeros(COUSINS + 1)
    log_prior[[MATCH, KIN]] = np.log([1.0 - kin, kin])
    assert most_named_apart(Weights(np.empty(0), log_prior)) == pytest.approx(most)


@pytest.mark.parametrize(("most", "clusters"), [(1.0, 1), (0.75, 1), (0.5, 2)])
def test_twins_are_not_joined_through_a_spelling_that_may_be_either(most: float, clusters: int) -> None:
    """Two records of each twin, of whom one each is romanised alike: three of four pairs between them have two first names."""
    left, right = np.array([0, 0, 0, 1, 1, 2], np.int32), np.array([1, 2, 3, 2, 3, 3], np.int32)
    weight = np.array([9.0, -5.0, -5.0, -5.0, 8.0, 9.0], np.float32)
    nothing, two_names = np.zeros(6, bool), weight < 0
    order = np.argsort(-weight, kind="stable")
    starts = pair_order(left, right, 4).starts
    found = joined_clusters((NOBODY, NOBODY), 4)
    merge_all(
        (left[order], right[order]),
        (starts, right, weight, nothing, two_names),
        np.full(4, -1, np.int32),
        found,
        (np.uint64(0), most),
    )
    assert len(set(found.root.tolist())) == clusters


def test_fathers_known_to_be_two_are_another_name_however_alike() -> None:
    """محمد and محمود are two fathers, a level of its own that learning may still find to be damage; across scripts letters decide."""
    given = RecordColumns(
        ids=["1", "2", "3", "4"],
        lists=["x"] * 4,
        names=[
            "نزار محمد عمر التوت",
            "نزار محمود عمر التوت",
            "نزار محمد عمرو التوت",
            "Nizar Mahmoud Omar al-Tut",
        ],
    )
    records, parts, order = prepare(texts_of(given))
    place = np.argsort(order).astype(np.int32)
    levels = compare_pairs(place[[0, 0, 0]], place[1:], records, parts).levels
    assert levels[0, FATHER] == KNOWN_APART
    assert levels[1, FATHER] == 0
    assert levels[2, FATHER] != KNOWN_APART
