"""Places of two figures: the same, a part, apart, or open with the reason."""

import dataclasses

import pytest

from sijill.claim.beside import Known, Said, set_beside
from sijill.claim.definition import compare
from sijill.claim.documented import Documented, count, persons
from sijill.claim.where import Compared, compare_places, place_key
from sijill.model.claim import Definition, Field, Qualifier, Reading, Relation
from sijill.text.extents import extents_of

HAND = extents_of()
SAID = Definition(type="killed", population="person", places=("حلب",))


@pytest.mark.parametrize(
    ("said", "known", "answer", "why"),
    [
        (("حلب",), ("Aleppo",), "same", ""),
        (("حلب", "حمص"), ("Homs", "Aleppo"), "same", ""),
        (("مدينة حلب",), ("Aleppo governorate",), "narrower", "inside"),
        (("حلب",), ("Syria",), "narrower", "inside"),
        (("حلب",), ("حلب", "حمص"), "narrower", "inside"),
        (("سوريا",), ("محافظة حلب",), "differing", "around"),
        (("حلب",), ("حمص",), "differing", ""),
        (("حلب",), ("محافظة حلب",), "doubtful", "city_or_governorate"),
        (("بيروت",), ("لبنان",), "doubtful", "unlisted"),
        (("حي صلاح الدين", "حلب"), ("حي صلاح الدين",), "doubtful", "nested"),
        (("حي صلاح الدين", "حلب"), ("سوريا",), "narrower", "inside"),
        (("كفر لا أحد",), ("كَفر لا احد",), "same", ""),
        (("كفر لا أحد",), ("حلب",), "differing", ""),
    ],
)
def test_places_are_compared_by_what_they_mean(
    said: tuple[str, ...], known: tuple[str, ...], answer: str, why: str
) -> None:
    """In any script; a place and one inside it may be both or the inner one, and only what holds of both is told."""
    assert compare_places(said, known, HAND) == Compared(answer, why)


def test_an_open_place_is_no_relation() -> None:
    """The governorate or its city: the figures are not compared, and the field and the reason are named."""
    known = dataclasses.replace(SAID, places=("محافظة حلب",))
    said = Said(definition=SAID, reading=Reading(low=900, high=900, rule="stated"), qualifier=Qualifier.EXACT)
    found = set_beside(said, Known(definition=known, documented=10, low=10, estimate=11, high=12))
    assert found.relation is Relation.NOT_COMPARABLE
    assert (found.doubtful, found.where) == ((Field.PLACE,), "city_or_governorate")


def test_a_definition_is_of_its_own_place() -> None:
    """What was counted by a claim's own words is of its place, whatever these mean."""
    assert Field.PLACE not in compare(SAID, SAID).doubtful


def test_one_key_for_a_place_in_any_writing() -> None:
    """Claims in two languages are of one quantity; the city is not the governorate."""
    assert place_key(("حلب",), HAND) == place_key(("Aleppo",), HAND)
    assert place_key(("مدينة حلب",), HAND) != place_key(("محافظة حلب",), HAND)


ROWS = [
    {"mention": name, "kind": "killed", "place": place, "town": town, "event_date": "", "age": ""}
    for name, place, town in [
        ("a", "Aleppo", ""),
        ("b", "محافظة حلب", ""),
        ("c", "حلب", "حي صلاح الدين"),
        ("d", "مدينة حلب", ""),
        ("e", "Homs", ""),
        ("f", "", ""),
        ("g", "كفر لا أحد", ""),
    ]
]


@pytest.mark.parametrize(
    ("places", "sure", "unsure", "outside"),
    [
        (("محافظة حلب",), 4, 1, 2),
        (("حلب",), 3, 2, 2),
        (("city of Aleppo",), 2, 3, 2),
        (("حي صلاح الدين",), 1, 4, 2),
        (("سوريا",), 5, 1, 1),
        (("حمص",), 1, 1, 5),
        (("كفر لا احد",), 1, 1, 5),
    ],
)
def test_persons_are_counted_by_what_their_places_mean(
    places: tuple[str, ...], sure: int, unsure: int, outside: int
) -> None:
    """A quarter is in its city; whoever is recorded in the governorate may be of the city; none is put there."""
    people = persons(ROWS, {row["mention"]: row["mention"] for row in ROWS})
    wanted = dataclasses.replace(SAID, places=places)
    assert count(people, wanted) == Documented(sure=sure, unsure=unsure, outside=outside)
