"""Figures that others published: facts with their source, loaded as they stand."""

import csv
import dataclasses
import io
from pathlib import Path

import pytest

from sijill.claim.beside import Said, set_beside
from sijill.claim.published import COLUMNS, load_figures, loaded, of_type, read_figures, shipped
from sijill.errors import InputError
from sijill.model.claim import Definition, Field, Qualifier, Reading, Relation
from sijill.model.trust import State
from sijill.record import verify
from sijill.store.layout import Register

PATH = Path("figures.csv")
ROW = {
    "id": "bureau-2031", "publisher": "Bureau", "document": "note", "published": "2031-02", "type": "killed",
    "population": "person", "since": "2030", "until": "2030-06", "documented": "40", "estimate": "60", "low": "50",
    "high": "80", "read": "primary",
}  # fmt: skip


def _table(*rows: dict[str, str]) -> bytes:
    text = io.StringIO()
    writer = csv.DictWriter(text, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


def test_the_shipped_table_is_sound_and_says_how_each_figure_is_known() -> None:
    """Each figure has a publisher, a date, a definition and whether its document was read."""
    figures = read_figures(shipped(), PATH)
    assert len(figures) >= 5
    assert all(each.publisher and each.published and each.note_en and each.note_ar for each in figures)
    assert {each.read for each in figures} <= {"primary", "secondary", "press"}


def test_a_period_is_read_to_its_last_day() -> None:
    """2030 to June 2030 is from 1 January to 30 June."""
    [figure] = read_figures(_table(ROW), PATH)
    assert (figure.known.definition.since, figure.known.definition.until) == ("2030-01-01", "2030-06-30")
    assert (figure.known.low, figure.known.estimate, figure.known.high) == (50, 60, 80)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"type": "vanished"}, "type"),
        ({"published": "last year"}, "published"),
        ({"published": "2031-13"}, "published"),
        ({"documented": "12,5"}, "documented"),
        ({"documented": "٤٠"}, "documented"),
        ({"documented": "-4"}, "documented"),
        ({"low": "70"}, "estimate"),
        ({"low": ""}, "estimate"),
        ({"documented": "", "estimate": "", "low": "", "high": ""}, "documented"),
        ({"read": "rumour"}, "read"),
        ({"id": " "}, "id"),
    ],
)
def test_a_row_that_cannot_be_is_refused_by_name(change: dict[str, str], named: str) -> None:
    """The error names the row and the column."""
    with pytest.raises(InputError) as caught:
        read_figures(_table(ROW, {**ROW, "id": "second", **change}), PATH)
    assert caught.value.data["row"] == 3
    assert str(caught.value.data["expected"]).startswith(f"{named}:")


@pytest.mark.parametrize(
    "content", [b"", b"id,publisher\n", _table(), _table(ROW, ROW), b"\xff\xfe", b'id,"']
)
def test_a_table_that_is_none_is_refused(content: bytes) -> None:
    """Empty, without its columns, without rows, with an id twice, in another encoding: nothing is loaded."""
    with pytest.raises(InputError):
        read_figures(content, PATH)


def test_a_later_load_of_the_same_id_counts(register: Register) -> None:
    """Both tables are kept; the register verifies, and has the later figure."""
    load_figures(register, _table(ROW, {**ROW, "id": "other"}), PATH)
    load_figures(register, _table({**ROW, "documented": "41"}), PATH)
    assert [(each.id, each.known.documented) for each in loaded(register)] == [
        ("bureau-2031", 41),
        ("other", 40),
    ]
    assert verify(register).state is State.HOLDS


def test_a_refused_table_leaves_nothing(register: Register) -> None:
    """Neither a frozen file nor an entry."""
    with pytest.raises(InputError):
        load_figures(register, _table({**ROW, "read": "rumour"}), PATH)
    assert loaded(register) == []
    assert not list((register.path / "frozen").iterdir())


def test_a_towns_figure_is_not_below_a_countrys() -> None:
    """What is shipped counts a whole country: a figure of a town counts a part of it, and no less is told of it."""
    killed = Definition(type="missing", population="person", places=("مدينة حلب",))
    said = Said(
        definition=killed, reading=Reading(low=108, high=132, rule="about"), qualifier=Qualifier.APPROX
    )
    for figure in of_type(read_figures(shipped(), PATH), "missing"):
        answer = set_beside(said, figure.known)
        assert answer.relation is Relation.NOT_COMPARABLE
        assert answer.narrower == (Field.PLACE,)
        assert answer.where == "inside"
        country = dataclasses.replace(said, definition=dataclasses.replace(killed, places=("Syria",)))
        assert set_beside(country, figure.known).relation is Relation.BELOW_DOCUMENTED
