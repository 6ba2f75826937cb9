"""Decisions, reviews as a list, and audits on the command line; on a register and on plain lists."""

import csv
import json
from pathlib import Path

import pytest

from sijill.link.decisions import decide
from sijill.link.in_register import link_register
from sijill.model.decision import Judgement, Verdict
from sijill.model.evidence import Access
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.store import tables
from sijill.store.layout import Register

from .running import Run

_LISTS = {
    "north": ("n1,سالم رافع الغيم,1990-02-03", "n2,هاني رافع الغيم,1992-04-05", "n3,نبيل جابر الندى,"),
    "south": ("s1,سالم رافع الغيم,1990-02-03", "s2,سالم جابر الندى,", "s3,نبيل جابر ندى,"),
}


def _write(folder: Path) -> list[Path]:
    paths = []
    for name, rows in _LISTS.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text("\n".join(["record id,name,birth date", *rows]) + "\n", encoding="utf-8")
    return paths


@pytest.fixture
def linked(register: Register, tmp_path: Path, in_process: None) -> Register:  # noqa: ARG001 - a fixture
    """Two short lists of invented persons, linked."""
    for path in _write(tmp_path):
        add_files(register, [path], given=terms(Access.TEAM), source="invented", list_name=path.stem)
    refresh(register)
    link_register(register)
    return register


def _mention(register: Register, record: str) -> str:
    table = tables.read(register, "mentions")
    named: dict[str, str] = dict(zip(table["record"].to_pylist(), table["mention"].to_pylist(), strict=True))
    return named[record]


def test_decide_list_and_undo(linked: Register, run: Run) -> None:
    """A decision, the list of all, its undoing; each has an entry's number."""
    where = ("--register", linked.path)
    pair = _mention(linked, "n1"), _mention(linked, "n2")
    made = run("decide", *pair, "different", "--why", "brothers", "--actor", "Rana", "--json", *where)
    assert made.code == 0
    position = json.loads(made.out)["position"]
    listed = run("decide", *where)
    assert "Rana" in listed.out
    assert "two persons (brothers)" in listed.out
    assert run("decide", "--undo", position, "--actor", "Rana", *where).code == 0
    told = json.loads(run("decide", "--json", *where).out)
    assert told["decisions"][0]["undone"] is not None


def test_what_a_decision_lacks_is_said(linked: Register, run: Run) -> None:
    """No name, no reason, no such record, half an order, a file and a register: one line each, exit 2."""
    where = ("--register", linked.path)
    pair = _mention(linked, "n1"), _mention(linked, "n2")
    for words, said in (
        ((*pair, "same", "--why", "x"), "--actor"),
        ((*pair, "same", "--actor", "Rana"), "--why"),
        ((pair[0], "nobody", "same", "--why", "x", "--actor", "Rana"), "no record"),
        ((pair[0], pair[0], "same", "--why", "x", "--actor", "Rana"), "both are one"),
        ((*pair,), "To decide"),
        ((*pair, "perhaps"), "To decide"),
        (("--undo", "0", "--actor", "Rana"), "no decision"),
        (("--decisions", "d.csv"), "register"),
    ):
        ended = run("decide", *words, *where)
        assert ended.code == 2
        assert said in ended.err
        assert ended.err.count("\n") == 1


def test_contradictions_are_listed(linked: Register, run: Run) -> None:
    """What contradicts is said by the list and by the linkage."""
    one, two, three = (_mention(linked, record) for record in ("n1", "n2", "s1"))
    for pair, verdict in (((one, two), "same"), ((two, three), "same"), ((one, three), "different")):
        decide(by_rana(linked), Judgement(pair=pair, verdict=Verdict(verdict)))
    assert "none of the first holds" in run("decide", "--register", linked.path).err
    assert "contradict each other" in run("link", "--register", linked.path).err
    assert "يناقض" in run("link", "--register", linked.path, "--lang", "ar").err


def by_rana(register: Register) -> Register:
    """Return the register as Rana writes to it."""
    import dataclasses

    return dataclasses.replace(register, actor="Rana")


def test_a_review_as_a_list_writes_nothing(linked: Register, run: Run) -> None:
    """Pairs with both records, fields as written, exhibits, and steps that add up; the log is as before."""
    before = len(list((linked.path / "payload").rglob("*")))
    told = json.loads(run("review", "--json", "--register", linked.path).out)
    assert told
    for each in told:
        assert each["left"]["exhibit"].startswith("20")
        assert each["left"]["at"]
        assert sum(step["nats"] for step in each["steps"]) + each["start"] == pytest.approx(each["weight"])
    assert len(list((linked.path / "payload").rglob("*"))) == before


def test_an_audit_is_drawn_and_told(linked: Register, run: Run) -> None:
    """Without a sample it says how to draw one; drawn, how many were judged; in both languages."""
    where = ("--register", linked.path)
    assert "--draw" in run("link", "--audit", *where).out
    assert run("link", "--audit", "--draw", *where).code == 2
    assert "Drawn" in run("link", "--audit", "--draw", "--sample", "9", "--actor", "Rana", *where).out
    assert "0 of" in run("link", "--audit", *where).out
    assert "الدقة" in run("link", "--audit", "--lang", "ar", *where).out
    told = json.loads(run("link", "--audit", "--json", *where).out)
    assert told["found"]["measured"][0]["relation"] is None
    assert run("link", "--draw", *where).code == 2
    assert run("link", "x.csv", "--audit", *where).code == 2


def test_plain_lists_keep_to_a_file_of_decisions(tmp_path: Path, run: Run) -> None:
    """Decisions on files go to a CSV, and `sijill link` keeps to it."""
    paths, file, out = _write(tmp_path), tmp_path / "d.csv", tmp_path / "c.csv"
    words = ("--decisions", file, "--actor", "Rana", "--why", "known")
    assert run("decide", "n1", "s1", "different", *words).code == 0
    assert run("decide", "n2", "s2", "same", *words).code == 0
    assert run("link", *paths, "--out", out, "--decisions", file).code == 0
    with out.open(encoding="utf-8", newline="") as handle:
        person = {row["record_id"]: row["cluster_id"] for row in csv.DictReader(handle)}
    assert person["n1"] != person["s1"]
    assert person["n2"] == person["s2"]
    told = json.loads(run("review", *paths, "--decisions", file, "--json").out)
    assert ("n1", "s1") not in {(each["left"]["id"], each["right"]["id"]) for each in told}
    assert run("review", "--decisions", file, "--agreement").code == 0  # It reads no list.
    assert run("review", "--decisions", file).code == 2
    assert run("review", *paths).code == 2
    assert "no such file" in run("link", *paths, "--out", out, "--decisions", tmp_path / "none.csv").err
