"""``sijill link --person`` and what ``sijill link`` says of ids, as a user reads it."""

from pathlib import Path

import pytest

from sijill.link.decisions import decide
from sijill.link.in_register import link_register
from sijill.model.decision import Judgement, Verdict
from sijill.model.evidence import Access
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.record.hold import hold
from sijill.store.layout import Register

from .running import Run

ONE, OTHER = "2026-000001#row=2", "2026-000001#row=4"


@pytest.fixture
def merged(register: Register, tmp_path: Path, in_process: None) -> Register:  # noqa: ARG001 - a fixture
    """A short list of invented persons, linked, two of whom were then judged to be one."""
    path = tmp_path / "north.csv"
    path.write_text(
        "name,birth date\nسالم رافع الغيم,1990-02-03\nهاني رافع الغيم,1992-04-05\nعادل فارس السحاب,1980\n",
        encoding="utf-8",
    )
    add_files(register, [path], given=terms(Access.TEAM), source="invented", list_name="north")
    refresh(register)
    link_register(register)
    return register


def _joined(register: Register) -> None:
    import dataclasses

    mine = dataclasses.replace(register, actor="Rana")
    decide(mine, Judgement(pair=(ONE, OTHER), verdict=Verdict.SAME, why="known"))


def test_a_linkage_says_what_became_of_ids(merged: Register, run: Run) -> None:
    """Nothing changed, and then one was merged: in words, in both languages, and as JSON."""
    at = ("--register", merged.path)
    assert "Every id of a person stayed (3)" in run("link", *at).out
    assert "بقيت أرقام الأشخاص كلها (3)" in run("link", *at, "--lang", "ar").out
    _joined(merged)
    told = run("link", *at, "--json").told["persons"]
    [change] = told.pop("changes")
    assert change["why"] == "merged"
    assert told == {"run": 2, "stayed": 2, "new": 0, "merged": 1, "split": 0, "gone": 0, "restored": 0}
    old = run("link", *at, "--person", change["old"])
    assert f"Run 2: {change['old']} was merged into {change['new']}." in old.out
    assert ONE in old.out
    assert OTHER in old.out
    leads = run("link", *at, "--person", change["old"], "--json").told
    assert leads["person"]["persons"] == {change["new"]: [ONE, OTHER]}
    assert leads["unseen"] == 0


def test_an_old_id_asks_for_a_dossier_of_who_it_leads_to(merged: Register, run: Run, tmp_path: Path) -> None:
    """The dossier is given, and the reader of the screen is told of the other id."""
    at = ("--register", merged.path)
    _joined(merged)
    [change] = run("link", *at, "--json").told["persons"]["changes"]
    giving = (
        "--to",
        "a court",
        "--as",
        "team",
        "--out",
        tmp_path / "d",
        "--links-checked",
        "--actor",
        "Rana",
    )
    given = run("export", "dossier", *at, "--person", change["old"], *giving)
    assert given.code == 0, given.err
    assert f"{change['old']} leads to {change['new']} now" in given.err


def test_records_under_a_hold_are_counted_not_shown(merged: Register, run: Run) -> None:
    """Between a hold and the next linkage an id still leads to records that nobody may read."""
    at = ("--register", merged.path)
    person = run("link", *at, "--person", ONE, "--json").told["person"]["asked"]
    hold(merged, "2026-000001", authority="a court", reason="an order")
    found = run("link", *at, "--person", person)
    assert ONE not in found.out
    assert "not shown: 1" in found.err


def test_what_does_not_fit_is_refused(merged: Register, run: Run) -> None:
    """Nobody of that id, nothing asked, and a question together with a linkage."""
    at = ("--register", merged.path)
    for asked in ("nobody", "", "2026-000009#row=1"):
        found = run("link", *at, "--person", asked)
        assert found.code == 2
        assert "no such person" in found.err
    assert run("link", *at, "--person", ONE, "--audit").code == 2
    assert "without lists" in run("link", *at, "--person", ONE, "--out", "x.csv").err
