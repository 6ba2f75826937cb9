"""Decisions in a register: entries that survive every linkage, and stay in force, unseen, when a record goes."""

from pathlib import Path

import pyrage
import pytest
from listed import by, fill, mention, persons

from sijill.errors import UsageError
from sijill.link.decisions import decide, in_force, read_decisions, readable, undo
from sijill.link.in_register import link_register
from sijill.model.decision import Judgement, Verdict, exhibit_of, is_gone
from sijill.model.trust import State
from sijill.model.withdrawal import Authority, Reason
from sijill.record import refresh, seal, verify, withdrawal
from sijill.record.hold import hold
from sijill.store import payload
from sijill.store.layout import Register

CANARY = "zqxcanary"


@pytest.fixture
def linked(register: Register, tmp_path: Path, in_process: None) -> Register:  # noqa: ARG001 - a fixture
    """The invented lists, linked."""
    mine = fill(register, tmp_path / "lists")
    link_register(mine)
    return mine


def _decide(register: Register, one: str, other: str, verdict: Verdict, why: str = "known") -> int:
    pair = mention(register, one), mention(register, other)
    return decide(register, Judgement(pair=pair, verdict=verdict, why=why)).position


def _together(register: Register, one: str, other: str) -> bool:
    found = persons(register)
    return found[mention(register, one)] == found[mention(register, other)]


def test_decisions_survive_every_linkage_and_their_undoing_too(linked: Register) -> None:
    """Same and different hold in each later run; undone, the weights decide; the undoing undone, they hold again."""
    assert not _together(linked, "a01", "a02")
    same = _decide(linked, "a01", "a02", Verdict.SAME)
    _decide(linked, "a03", "b02", Verdict.DIFFERENT)
    for _ in range(2):
        link_register(linked)
        assert _together(linked, "a01", "a02")
        assert not _together(linked, "a03", "b02")
    undoing = undo(linked, same, why="a mistake")
    link_register(linked)
    assert not _together(linked, "a01", "a02")
    undo(linked, undoing)
    link_register(linked)
    assert _together(linked, "a01", "a02")
    assert verify(linked).state is State.HOLDS


def test_a_decision_tells_who_when_and_why(linked: Register) -> None:
    """The entry has the reviewer, the time and the reason."""
    _decide(linked, "a01", "a02", Verdict.UNSURE, why="same village")
    [found] = read_decisions(linked)
    assert (found.reviewer, found.why, found.verdict) == ("Rana", "same village", Verdict.UNSURE)
    assert found.at.endswith("Z")


def test_bad_decisions_are_refused(linked: Register) -> None:
    """No name, one record twice, a record that is not there, nothing to undo, undone twice."""
    pair = mention(linked, "a01"), mention(linked, "a02")
    with pytest.raises(UsageError, match="--actor"):
        decide(by(linked, ""), Judgement(pair=pair, verdict=Verdict.SAME))
    with pytest.raises(UsageError, match="both are one"):
        decide(linked, Judgement(pair=(pair[0], pair[0]), verdict=Verdict.SAME))
    with pytest.raises(UsageError, match="no record"):
        decide(linked, Judgement(pair=(pair[0], "2026-000009#row=1"), verdict=Verdict.SAME))
    with pytest.raises(UsageError, match="no decision"):
        undo(linked, 0)
    position = _decide(linked, "a01", "a02", Verdict.SAME)
    undo(linked, position)
    with pytest.raises(UsageError, match="no decision"):
        undo(linked, position)


def test_contradictions_are_told_by_the_linkage(linked: Register) -> None:
    """A chain of same against a different is a warning of the run, and merges nobody by itself."""
    _decide(linked, "a01", "a02", Verdict.SAME)
    _decide(linked, "a02", "a07", Verdict.SAME)
    _decide(linked, "a01", "a07", Verdict.DIFFERENT)
    result = link_register(linked)
    assert "decisions_contradict" in dict(result.warnings)
    assert not _together(linked, "a01", "a07")


def test_a_decision_about_a_closed_record_holds_unseen(linked: Register) -> None:
    """Under a hold a record can be neither seen in a decision nor judged, and what was decided of it holds."""
    _decide(linked, "a03", "l02", Verdict.DIFFERENT)
    wanted = exhibit_of(mention(linked, "l02"))
    pair = mention(linked, "a01"), mention(linked, "l02")
    hold(linked, wanted, authority="a court", reason="an order")
    assert readable(linked, read_decisions(linked)) == []
    assert in_force(linked)[0].different
    with pytest.raises(UsageError, match="no record"):
        decide(linked, Judgement(pair=pair, verdict=Verdict.SAME))


def _chained(linked: Register) -> tuple[str, str, str]:
    """Have two records one through a third, with a reason that tells of it; return all three."""
    ids = (mention(linked, "a03"), mention(linked, "b07"), mention(linked, "l06"))
    for end in (ids[0], ids[2]):
        decide(linked, Judgement(pair=(end, ids[1]), verdict=Verdict.SAME, why=CANARY))
    return ids


def _leaks(register: Register, words: str) -> list[str]:
    return [
        str(path)
        for path in register.path.rglob("*")
        if path.is_file() and words.encode() in path.read_bytes()
    ]


def _assert_honoured(register: Register, ids: tuple[str, str, str]) -> None:
    assert _leaks(register, CANARY) == []
    assert _leaks(register, ids[1]) == []
    link_register(register)
    found = persons(register)
    assert ids[1] not in found
    assert found[ids[0]] == found[ids[2]]
    decisions = read_decisions(register)
    assert all(is_gone(each.left) or is_gone(each.right) for each in decisions)
    assert {each.reviewer for each in decisions} == {"Rana"}
    assert readable(register, decisions) == []
    assert verify(register).state is State.HOLDS


def test_a_decision_about_a_withdrawn_record_is_honoured_without_it(linked: Register) -> None:
    """A withdrawn list takes its reasons and locators along; what was decided through it stays in force."""
    ids = _chained(linked)
    before = read_decisions(linked)
    wanted = exhibit_of(ids[1])
    withdrawal.propose(linked, wanted, authority=Authority.PERSON, reason=Reason.DANGER)
    withdrawal.confirm(by(linked, "Samir"), wanted)
    for each in before:
        assert not payload.payload_path(linked.path, each.position).exists()
    _assert_honoured_after(linked, ids)


def test_a_decision_about_a_sealed_record_is_honoured_without_it(linked: Register) -> None:
    """The same where the list is sealed."""
    seal.set_recipients(linked, [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(2)])
    ids = _chained(linked)
    seal.seal(linked, exhibit_of(ids[1]))
    _assert_honoured_after(linked, ids)


def test_a_decision_about_a_withdrawn_record_can_be_undone(linked: Register) -> None:
    """Its number stays good, though nobody can read any more what it was about."""
    ids = _chained(linked)
    wanted = exhibit_of(ids[1])
    old = read_decisions(linked)[0].position
    withdrawal.propose(linked, wanted, authority=Authority.PERSON, reason=Reason.DANGER)
    withdrawal.confirm(by(linked, "Samir"), wanted)
    undo(linked, old)
    assert sorted(each.undone is None for each in read_decisions(linked)) == [False, True]
    assert len(in_force(linked)[0].same) == 1


def _assert_honoured_after(linked: Register, ids: tuple[str, str, str]) -> None:
    refresh(linked)
    _assert_honoured(linked, ids)
