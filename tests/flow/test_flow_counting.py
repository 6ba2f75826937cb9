"""Counting in a register, and the claims that stand beside its totals."""

import dataclasses
from pathlib import Path

from sijill.claim.in_register import read_claims
from sijill.flow import count_and_compare, remembered
from sijill.link.in_register import link_register
from sijill.model.estimate import Scope
from sijill.model.evidence import Access
from sijill.model.log import Act
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.store import log, tables
from sijill.store.layout import Register


def test_claims_read_before_counting_are_compared_after_it(
    register: Register,
    tmp_path: Path,
    in_process: None,  # noqa: ARG001 - a fixture
) -> None:
    """A claim read first is not comparable; once persons are counted it is, without being read again by hand."""
    statement, listed = tmp_path / "statement.txt", tmp_path / "list.csv"
    statement.write_text("قالت الرابطة إن 40 شخصاً قُتلوا، وإن 3 آلاف شخص نزحوا.", encoding="utf-8")
    listed.write_text(
        "الرقم,الاسم,الحالة\n1,سليم كامل رشيد الحداد,قتيل\n2,نبيل أنور النجار,قتيل\n", encoding="utf-8"
    )
    add_files(register, [statement], given=terms(Access.TEAM))
    add_files(register, [listed], given=terms(Access.TEAM), list_name="قائمة")
    refresh(register)
    before = [(row["type"], row["relation"], row["reason"]) for row in read_claims(register)]
    assert before == [("killed", "not_comparable", "no_total"), ("displaced", "not_comparable", "no_total")]
    link_register(register)
    count_and_compare(register)
    after = [
        (row["relation"], row["documented"], row["reason"])
        for row in tables.read(register, "beside").to_pylist()
    ]
    assert after == [("no_estimate", 2, "unsaid"), ("not_comparable", None, "no_total")]


def test_counting_reads_no_claims_that_nobody_asked_for(
    register: Register,
    tmp_path: Path,
    in_process: None,  # noqa: ARG001 - a fixture
) -> None:
    """A register whose claims were never read gets no ledger from being counted."""
    listed = tmp_path / "list.csv"
    listed.write_text("الاسم,الحالة\nسليم كامل رشيد الحداد,قتيل\nنبيل أنور النجار,قتيل\n", encoding="utf-8")
    add_files(register, [listed], given=terms(Access.TEAM), list_name="قائمة")
    refresh(register)
    link_register(register)
    count_and_compare(register)
    assert "claims" not in tables.current(register)


def test_what_was_declared_is_remembered(register: Register) -> None:
    """A part that is not said again is as it was said last, unless that was refused; one that is said takes its place."""
    assert remembered(register, Scope(place="here")) == Scope(place="here")
    first, now = Scope(population="civilians", period="2012"), Scope(population="currently detained")
    log.append(
        register,
        [
            (Act.ESTIMATION, {"scope": dataclasses.asdict(first)}),
            (Act.ESTIMATION, {"scope": dataclasses.asdict(now)}),
            (Act.ESTIMATION, {"tables": {}}),
        ],
    )
    assert remembered(register, Scope(period="2013")) == Scope(population="civilians", period="2013")
