"""A claim beside something known: a relation, never a verdict."""

import pytest

from sijill.claim.beside import Known, Said, set_beside
from sijill.claim.definition import ALL
from sijill.model.claim import Definition, Field, Qualifier, Reading, Relation

DEFINITION = Definition(type="killed", population="person")
TOTAL = Definition(type="killed", population="person", cause=ALL, places=(ALL,), since=ALL, until=ALL)


def _said(low: float, high: float | None, definition: Definition = DEFINITION, **given: object) -> Said:
    qualifier = given.pop("qualifier", Qualifier.RANGE)
    assert isinstance(qualifier, Qualifier)
    return Said(
        definition=definition,
        reading=Reading(low=low, high=high, rule="stated"),
        qualifier=qualifier,
        is_part=bool(given.get("is_part")),
        is_denied=bool(given.get("is_denied")),
    )


@pytest.mark.parametrize(
    ("low", "high", "relation"),
    [
        (10, 99, Relation.BELOW_DOCUMENTED),
        (10, 100, Relation.BETWEEN),
        (120, 149, Relation.BETWEEN),
        (120, 150, Relation.INSIDE),
        (160, None, Relation.INSIDE),
        (200, 300, Relation.INSIDE),
        (201, 300, Relation.ABOVE),
        (201, None, Relation.ABOVE),
    ],
)
def test_each_relation_is_told_at_its_bounds(low: float, high: float | None, relation: Relation) -> None:
    """Against 100 documented and 150 to 200 estimated."""
    known = Known(definition=TOTAL, documented=100, low=150, estimate=170, high=200)
    assert set_beside(_said(low, high), known).relation is relation


def test_without_an_estimate_only_the_floor_is_told() -> None:
    """Where the estimate was refused, a figure is below what is documented or it is not."""
    known = Known(definition=TOTAL, documented=100)
    assert set_beside(_said(99, 99), known).relation is Relation.BELOW_DOCUMENTED
    assert set_beside(_said(100, 100), known).relation is Relation.NO_ESTIMATE


def test_another_population_is_not_compared() -> None:
    """Civilians beside all persons: the answer names the field and no relation."""
    civilians = Definition(type="killed", population="civilian")
    found = set_beside(
        _said(900, 900, civilians), Known(definition=TOTAL, documented=100, low=1, estimate=1, high=1)
    )
    assert found.relation is Relation.NOT_COMPARABLE
    assert found.differing == (Field.POPULATION,)


def test_of_a_part_only_that_it_is_above_is_told() -> None:
    """One year's figure above the estimate of all years is above; below it, nothing follows."""
    part = Definition(type="killed", population="person", since="2013-01-01", until="2013-12-31")
    known = Known(definition=TOTAL, documented=100, low=150, estimate=170, high=200)
    assert set_beside(_said(201, None, part), known).relation is Relation.ABOVE
    assert set_beside(_said(50, 60, part), known).relation is Relation.NOT_COMPARABLE
    assert set_beside(_said(50, 60, part), known).narrower == (Field.PERIOD,)


def test_denied_figures_orders_of_magnitude_and_unnamed_parts_are_not_compared() -> None:
    """Each says why it has no relation."""
    known = Known(definition=TOTAL, documented=100)
    assert set_beside(_said(50, 50, is_denied=True), known).differing == (Field.STANCE,)
    assert set_beside(_said(50, 50, is_part=True), known).differing == (Field.POPULATION,)
    rough = _said(200, 999, qualifier=Qualifier.INDEFINITE_PLURAL)
    assert set_beside(rough, known).differing == (Field.NUMBER,)
