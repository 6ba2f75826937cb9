"""What a register's totals are told of its linkage: an audit of it where there is one, else its own doubts."""

from dataclasses import replace
from pathlib import Path

import pytest

from sijill.flow import count_and_compare
from sijill.flow.linkage_error import linkage_of
from sijill.link.audit_in_register import AuditOfRegister
from sijill.link.audited import Audited, Figure, Measured
from sijill.link.in_register import link_register
from sijill.model.evidence import Access
from sijill.model.log import Act
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.store import catalogue
from sijill.store.layout import Register

NOTHING = Figure(value=None, low=None, high=None)
ALL = Measured(
    relation=None,
    together=50,
    reviewed=40,
    precision=Figure(value=1.0, low=0.93, high=0.99),
    recall=Figure(value=0.9, low=0.8, high=0.95),
)
AUDIT = AuditOfRegister(
    found=Audited(drawn=60, answered=40, unanswered_strata=0, measured=(ALL,), second_look=NOTHING),
    position=7,
    at="2026-01-01T00:00:00Z",
    is_current=True,
    completeness={},
)


@pytest.fixture
def linked(register: Register, tmp_path: Path, in_process: None) -> Register:  # noqa: ARG001 - a fixture
    """A register of two lists that name one person both."""
    for name, rows in {"أ": "سليم كامل رشيد الحداد\nنبيل أنور النجار", "ب": "سليم كامل رشيد الحداد"}.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(f"الاسم\n{rows}\n", encoding="utf-8")
        add_files(register, [path], given=terms(Access.TEAM), list_name=name)
    refresh(register)
    link_register(register)
    return register


def test_without_an_audit_clusterings_are_drawn(linked: Register) -> None:
    """Twenty clusterings of all mentions, the same for the same seed."""
    found, again = linkage_of(linked, seed=3), linkage_of(linked, seed=3)
    assert len(found.ids) == 3
    assert [len(each) for each in found.clusterings] == [3] * 20
    assert [each.tolist() for each in found.clusterings] == [each.tolist() for each in again.clusterings]
    assert found.recall is None


def test_an_audit_of_this_linkage_speaks_for_it(linked: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its recall and precision are taken, an estimate beyond its interval widens that; no clustering is drawn."""
    monkeypatch.setattr("sijill.link.audit_in_register.audit_register", lambda _register: AUDIT)
    found = linkage_of(linked, seed=3)
    assert found.recall is not None
    assert found.precision is not None
    assert (found.recall.low, found.recall.value, found.recall.high) == (0.8, 0.9, 0.95)
    assert (found.precision.low, found.precision.value, found.precision.high) == (0.93, 1.0, 1.0)
    assert not found.clusterings
    assert found.told == {"audit": 7, "answered": 40}


@pytest.mark.parametrize(
    "audit",
    [
        replace(AUDIT, is_current=False),
        replace(AUDIT, found=replace(AUDIT.found, answered=0)),
        replace(AUDIT, found=replace(AUDIT.found, measured=(replace(ALL, recall=NOTHING),))),
    ],
)
def test_an_audit_that_says_nothing_of_this_linkage_does_not(
    linked: Register, monkeypatch: pytest.MonkeyPatch, audit: AuditOfRegister
) -> None:
    """One of an earlier linkage, without answers or without a figure is left aside."""
    monkeypatch.setattr("sijill.link.audit_in_register.audit_register", lambda _register: audit)
    assert linkage_of(linked, seed=3).told == {"clusterings": 20}


def test_the_log_says_whether_the_error_was_carried(linked: Register) -> None:
    """A count with it and one without differ in their entries, so that a rebuild repeats what was done."""
    for linkage in (True, False):
        count_and_compare(linked, linkage=linkage)
    with catalogue.opened(linked) as connection:
        runs = [entry.about.get("linkage") for entry in catalogue.entries(connection, Act.ESTIMATION)]
    assert runs == [{"clusterings": 20}, None]
