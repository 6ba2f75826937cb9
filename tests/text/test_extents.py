"""What names of places mean, and how they stand to each other."""

import itertools

import pytest

from sijill.model.place import Place, PlaceKind
from sijill.text.extents import Extents, extents_of
from sijill.text.gazetteer import gazetteer
from sijill.text.place_relation import Side, innermost, is_within, narrowed, stands_to


def _place(name: str, kind: PlaceKind, arabic: str, latin: str, **given: str) -> Place:
    return Place(id=name, kind=kind, arabic=(arabic,), latin=(latin,), **given)  # type: ignore[arg-type]  # texts


LISTED = extents_of(
    gazetteer(
        [
            _place("D1", PlaceKind.DISTRICT, "زنبق", "Zanbaq", governorate="SY02", source="a"),
            _place("D2", PlaceKind.DISTRICT, "حلب", "Aleppo", governorate="SY02", source="a"),
            _place("L0", PlaceKind.LOCALITY, "حلب", "Aleppo", governorate="SY02", district="حلب", source="a"),
            _place("L1", PlaceKind.LOCALITY, "زنبق", "Zanbaq", governorate="SY02", district="D1", source="a"),
            _place("L2", PlaceKind.LOCALITY, "زنبق", "Zanbaq", governorate="SY04", source="a"),
            _place(
                "L3",
                PlaceKind.LOCALITY,
                "كفر زنبق",
                "Kafr Zanbaq",
                governorate="SY02",
                district="D1",
                source="a",
            ),
            _place("L4", PlaceKind.LOCALITY, "كفر زنبق", "Kafr Zanbak", governorate="SY02", source="b"),
        ]
    )
)
HAND = extents_of()


def _side(one: str, other: str, extents: Extents = LISTED) -> Side:
    return stands_to(extents.read(one), extents.read(other))


@pytest.mark.parametrize("extents", [HAND, LISTED])
@pytest.mark.parametrize(
    ("one", "other", "side"),
    [
        ("حلب", "Aleppo", Side.SAME),
        ("محافظة حَلَب", "Aleppo Governorate", Side.SAME),
        ("مدينة حلب", "city of Aleppo", Side.SAME),
        ("Aleppo city", "مدينة حلب", Side.SAME),
        ("دمشق", "مدينة دمشق", Side.SAME),
        ("ريف حلب", "Aleppo countryside", Side.SAME),
        ("مدينة حلب", "محافظة حلب", Side.INSIDE),
        ("ريف حلب", "محافظة حلب", Side.INSIDE),
        ("ريف حلب الشمالي", "ريف حلب", Side.INSIDE),
        ("northern Aleppo countryside", "ريف حلب الشمالي", Side.SAME),
        ("حلب", "سوريا", Side.INSIDE),
        ("حي صلاح الدين", "مدينة حلب", Side.INSIDE),
        ("حلب", "محافظة حلب", Side.UNSURE),
        ("حلب", "مدينة حلب", Side.UNSURE),
        ("مدينة حلب", "ريف حلب", Side.APART),
        ("دمشق", "ريف دمشق", Side.APART),
        ("حلب", "حمص", Side.APART),
        ("بيروت", "حلب", Side.APART),
        ("بيروت", "لبنان", Side.UNSURE),
        ("كفر لا أحد", "كَفر لا احد", Side.SAME),
        ("كفر لا أحد", "حلب", Side.APART),
    ],
)
def test_places_of_all_installations(extents: Extents, one: str, other: str, side: Side) -> None:
    """With and without a list: a writing is no other place; what the words leave open stays open."""
    assert _side(one, other, extents) is side


@pytest.mark.parametrize(
    ("one", "other", "side"),
    [
        ("كفر زنبق", "Kafr Zanbaq", Side.SAME),
        ("كفر زنبق", "Kafr Zanbak", Side.SAME),
        ("كفر زنبق", "محافظة حلب", Side.INSIDE),
        ("كفر زنبق", "ريف حلب", Side.INSIDE),
        ("كفر زنبق", "منطقة زنبق", Side.INSIDE),
        ("كفر زنبق", "مدينة حلب", Side.APART),
        ("كفر زنبق", "حمص", Side.APART),
        ("قرية زنبق", "محافظة حلب", Side.UNSURE),
        ("زنبق", "زنبق", Side.UNSURE),
        ("حي زنبق", "محافظة حلب", Side.APART),
    ],
)
def test_places_of_a_list(one: str, other: str, side: Side) -> None:
    """A village that two lists have is one; of two that bear a name it is not said which; a quarter is none of them."""
    assert _side(one, other) is side


def test_relations_mirror_each_other() -> None:
    """Inside seen from there is around; all others are the same from both sides."""
    mirrored = {Side.INSIDE: Side.AROUND, Side.AROUND: Side.INSIDE}
    names = ["حلب", "مدينة حلب", "ريف حلب", "كفر زنبق", "زنبق", "سوريا", "بيروت", "منطقة زنبق", "كفر لا أحد"]
    for one, other in itertools.product(names, names):
        side = _side(one, other)
        assert _side(other, one) is mirrored.get(side, side)


def test_what_stands_beside_tells_which() -> None:
    """زنبق beside Aleppo is the district or its town, not the village of Homs; the inner place is the one meant."""
    town, wide = narrowed([LISTED.read("زنبق"), LISTED.read("محافظة حلب")])
    assert [each.id for each in town] == ["D1", "L1"]
    assert innermost([town, wide]) == [town]
    assert is_within([town], [wide]) is True
    assert is_within([wide], [town]) is False


def test_nothing_is_read_where_there_is_no_word() -> None:
    """Signs and blanks are no place."""
    assert HAND.read("، -") == HAND.read("") == ()
