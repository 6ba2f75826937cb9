"""Documented persons of the definition of a claim."""

import pytest

from sijill.claim.documented import Documented, count, persons
from sijill.model.claim import Definition


def _mention(name: str, **given: str) -> dict[str, str]:
    empty = dict.fromkeys(("place", "town", "event_date", "age"), "")
    return {"mention": name, "kind": "killed", **empty, **given}


ROWS = [
    _mention("a1", event_date="2013-05-02", place="درعا", age="9"),
    _mention("a2", kind="detained", event_date="2012"),
    _mention("b", event_date="3 أيار 2014", place="درعا", age="40"),
    _mention("c", place="دَرعا"),
    _mention("d", kind="missing", event_date="2013-05-02", place="درعا"),
]
PERSON_OF = {"a1": "A", "a2": "A", "b": "B", "c": "C", "d": "D"}


def _count(**given: object) -> Documented | None:
    wanted = {"type": "killed", "population": "person", **given}
    return count(persons(ROWS, PERSON_OF), Definition(**wanted))  # type: ignore[arg-type]  # fields by name


def test_a_person_counts_once_under_the_last_thing_said() -> None:
    """Of three killed persons one was said to be detained before."""
    assert _count() == Documented(sure=3, unsure=0, outside=0)
    assert _count(type="detained") == Documented(sure=0, unsure=0, outside=0)


def test_whoever_has_no_date_is_counted_apart() -> None:
    """In 2013: one surely, one of whom no list gives a date, one in another year."""
    assert _count(since="2013-01-01", until="2013-12-31") == Documented(sure=1, unsure=1, outside=1)


def test_places_are_compared_without_the_word_before_them() -> None:
    """The governorate of Daraa, as a claim may write it, is Daraa."""
    assert _count(places=("محافظة درعا",)) == Documented(sure=3, unsure=0, outside=0)
    assert _count(places=("حمص",)) == Documented(sure=0, unsure=0, outside=3)


def test_children_are_below_eighteen() -> None:
    """Of three killed one is a child, and of one no list gives the age."""
    assert _count(population="child") == Documented(sure=1, unsure=1, outside=1)


def test_what_lists_do_not_tell_is_not_counted() -> None:
    """By whom, and who was a civilian, no list says."""
    assert _count(cause="قوة ما") is None
    assert _count(population="civilian") is None
    assert _count(type="displaced") is None


@pytest.mark.parametrize(
    ("sure", "unsure", "outside", "is_total"),
    [
        (3, 0, 0, True),
        (3, 2, 0, True),
        (2, 2, 0, False),
        (0, 3, 0, False),
        (3, 0, 1, False),
        (0, 0, 0, False),
    ],
)
def test_a_total_counts_the_same_where_most_are_known_to_fit(
    sure: int, unsure: int, outside: int, *, is_total: bool
) -> None:
    """Persons of whom the lists do not say enough do not make a total one of the claim's definition."""
    assert Documented(sure=sure, unsure=unsure, outside=outside).is_total is is_total
