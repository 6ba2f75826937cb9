"""Which totals are published, and what of them."""

import json
from typing import Any

import pytest
from made_register import CELLS, SCHEMAS, SMALL_CELLS, estimate

from sijill.model.identity import ExhibitId
from sijill.tell.totals import Totals, beside, totals

LISTS = {"Cedar": "2026-000001", "River": "2026-000002", "North": "2026-000003"}
NAMES = {ExhibitId(number): name for name, number in LISTS.items()}


def _row(name: str, cells: dict[str, int], **more: Any) -> dict[str, Any]:
    empty = dict.fromkeys(SCHEMAS["estimates"][1])
    return {**empty, **estimate(name, LISTS, cells, **more)}


def _told(*rows: dict[str, Any], closed: str = "") -> Totals:
    return totals(rows, counts_in=lambda number: number != closed, list_names=NAMES)


def test_one_list_without_consent_withholds_the_total() -> None:
    """A total with a list that was not given for totals is told by its name alone."""
    told = _told(_row("killed", CELLS), closed="2026-000002")
    assert (told.published, told.withheld) == ((), ("killed",))


def test_a_total_that_names_no_exhibits_is_withheld() -> None:
    """Whose consent it needs cannot be told, and what cannot be checked does not count as consent."""
    assert _told({**_row("killed", CELLS), "exhibits": []}).withheld == ("killed",)


def test_under_five_of_the_living_hides_the_total_and_its_complement() -> None:
    """Three missing persons are not shown, nor the total of all from which they could be taken."""
    told = _told(_row("killed", CELLS), _row("missing", {"100": 3}), _row("all", CELLS))
    small = {each.name: (each.small, each.documented, each.overlap is None) for each in told.published}
    assert small == {
        "killed": (False, 673, False),
        "missing": (True, None, True),
        "all": (True, None, True),
    }


def test_overlaps_of_all_kinds_do_not_give_away_those_of_one() -> None:
    """Beside totals of single kinds, the table of all kinds is not shown; alone, it is."""
    assert _told(_row("killed", CELLS), _row("all", CELLS)).published[-1].overlap is None
    assert _told(_row("all", CELLS)).published[0].overlap is not None


def test_numbers_in_sentences_follow_the_table() -> None:
    """Where cells are hidden, numbers in refusals and warnings are taken out; for the dead they stay."""
    sentence = {"refused_en": "Only 15 persons on two lists.", "refused_ar": "ورد ١٥ شخصاً."}
    [living] = _told(_row("detained", SMALL_CELLS, **sentence)).published
    [dead] = _told(_row("killed", SMALL_CELLS, **sentence)).published
    assert living.refused.en == ("Only [number withheld] persons on two lists.",)
    assert "١٥" not in living.refused.ar[0]
    assert dead.refused.en == ("Only 15 persons on two lists.",)


def test_provenance_tells_no_hash() -> None:
    """Hashes of inputs stay back, since whoever holds a closed file could test for it; so do files' names."""
    said = {"method": "log-linear", "parameters": {"draws": 9, "table": "secret.csv", "rule": "BIC"}}
    [told] = _told(_row("killed", CELLS)).published
    [more] = _told(_row("killed", CELLS, provenance=json.dumps({**said, "version": "ab" * 20}))).published
    assert told.provenance == (("method", "log-linear, BIC"), ("seed", "7"))
    assert more.provenance == (
        ("method", "log-linear"),
        ("parameters.draws", "9"),
        ("parameters.rule", "BIC"),
    )


def test_a_list_that_was_not_handed_in_under_its_name_is_told_by_number() -> None:
    """A name that no deposit gave can be a file's name; number stands for it, in sentences too."""
    row = _row("killed", CELLS, warnings_en=["River stands apart."])
    names = {ExhibitId("2026-000001"): "Cedar", ExhibitId("2026-000003"): "North"}
    told = totals([row], counts_in=lambda _: True, list_names=names)
    assert [each.name for each in told.published[0].lists] == ["Cedar", "", "North"]
    assert told.published[0].warnings.en == ("2026-000002 stands apart.",)


def test_a_list_is_never_told_under_the_number_of_another() -> None:
    """Where two lists are told by number and nothing says which is which, neither gets a number."""
    row = {**_row("killed", CELLS), "exhibits": ["2026-000003", "2026-000002", "2026-000001"]}
    told = totals([row], counts_in=lambda _: True, list_names={ExhibitId("2026-000001"): "Cedar"})
    assert [each.exhibits for each in told.published[0].lists] == [("2026-000001",), (), ()]


def test_a_name_that_begins_another_leaves_no_rest_of_it() -> None:
    """Of two names that are not told, the longer goes first: nothing of it stays behind the shorter."""
    lists = {"Hope": "2026-000001", "Hope of Samir": "2026-000002", "Cedar": "2026-000003"}
    row = {
        **dict.fromkeys(SCHEMAS["estimates"][1]),
        **estimate("killed", lists, CELLS, warnings_en=["Apart: Hope of Samir, Hope."]),
    }
    told = totals([row], counts_in=lambda _: True, list_names={ExhibitId("2026-000003"): "Cedar"})
    assert told.published[0].warnings.en == ("Apart: …, ….",)


def test_persons_of_no_kind_are_not_given_away_by_the_rest() -> None:
    """All persons less those of every kind leave three of whom no list says what happened: all is hidden."""
    told = _told(_row("killed", CELLS), _row("all", {**CELLS, "111": CELLS["111"] + 3}))
    assert [(each.name, each.documented) for each in told.published] == [("killed", 673), ("all", None)]


@pytest.mark.parametrize(
    ("figures", "kind", "relation", "name"),
    [
        ({"documented": 673, "estimate": 900, "low": 800, "high": 1000}, "killed", "inside", "killed"),
        ({"documented": 673, "estimate": 900, "low": 800, "high": 1000}, "bodies_found", "inside", "killed"),
        ({"documented": 86, "estimate": None, "low": None, "high": None}, "detained", "withheld", ""),
        ({"documented": 5, "estimate": None, "low": None, "high": None}, "killed", "withheld", ""),
        (dict.fromkeys(("documented", "estimate", "low", "high")), "money", "inside", ""),
    ],
)
def test_a_comparison_is_told_only_beside_a_published_total(
    figures: dict[str, int | None], kind: str, relation: str, name: str
) -> None:
    """A row whose figures are those of a withheld total, or of none, gives away neither figures nor relation."""
    rows = [
        _row("killed", CELLS, estimate=900, low=800, high=1000),
        {**_row("detained", SMALL_CELLS), "exhibits": ["2026-000009"]},
    ]
    known = totals(rows, counts_in=lambda number: number in LISTS.values(), list_names=NAMES)
    told = beside({**figures, "relation": "inside", "reason": None}, kind, known)
    assert (told.relation, told.estimate) == (relation, name)
