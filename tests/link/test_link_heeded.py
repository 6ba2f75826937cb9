"""A review goes on from the answers given since the last linkage, as if it had been made anew, and asks nothing twice."""

from pathlib import Path

import pytest
from invented_lists import ARABIC
from listed import by, fill, mention, write

from sijill.link import heeded
from sijill.link.decisions import decide, undo
from sijill.link.desk import Desk, desk_of_register
from sijill.link.in_register import link_register
from sijill.link.records import PairState
from sijill.link.review import Asked, agenda
from sijill.model.decision import Judgement, Round, Verdict
from sijill.model.evidence import Access
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.store.layout import Register


@pytest.fixture
def linked(register: Register, tmp_path: Path, in_process: None) -> Register:  # noqa: ARG001 - a fixture
    """The invented lists, linked."""
    mine = fill(register, tmp_path / "lists")
    link_register(mine)
    return mine


def _answer(desk: Desk, asked: list[Asked]) -> None:
    """Go against the program, so that clusters have to change."""
    for each in asked:
        verdict = Verdict.DIFFERENT if each.together else Verdict.SAME
        desk.decide(Judgement(pair=each.pair, verdict=verdict))


def _add(register: Register, folder: Path) -> None:
    """Have another list of the invented persons in the register."""
    path = write(folder / "more.csv", [("m01", *ARABIC[0][1:]), ("m02", *ARABIC[4][1:])])
    add_files(register, [path], given=terms(Access.TEAM), source="invented", list_name="more")
    refresh(register)


def test_a_second_sitting_asks_what_it_would_after_linking_anew(linked: Register, tmp_path: Path) -> None:
    """The same pairs in the same order, shown alike; also after a list was added, and when a decision was undone."""
    for step in range(3):
        desk = desk_of_register(linked)
        before = agenda(desk, Round.FIRST)
        _answer(desk, before[:3])
        if step == 2:
            undo(linked, desk.decisions()[0].position)
        now = agenda(desk_of_register(linked), Round.FIRST)
        assert now != before
        link_register(linked)
        assert now == agenda(desk_of_register(linked), Round.FIRST)
        if step == 0:
            _add(linked, tmp_path)
            link_register(linked)


def test_an_added_list_of_other_columns_is_read_as_it_was(linked: Register, tmp_path: Path) -> None:
    """One that gives towns where the full run had places: its weights are those of the linkage that added it."""
    path = tmp_path / "towns.csv"
    rows = [",".join(("m" + row[0], *row[2:])) for row in (ARABIC[0], ARABIC[4])]
    header = "record id,name,sex,age,birth date,event date,town"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    add_files(linked, [path], given=terms(Access.TEAM), source="invented", list_name="towns")
    refresh(linked)
    link_register(linked)
    before = desk_of_register(linked)
    decide(
        linked, Judgement(pair=(mention(linked, "a05"), mention(linked, "a06")), verdict=Verdict.DIFFERENT)
    )
    now = desk_of_register(linked)
    link_register(linked)
    later = desk_of_register(linked)
    assert now.linked.pairs.weight.tolist() == later.linked.pairs.weight.tolist()
    assert len(now.linked.pairs.weight) == len(before.linked.pairs.weight)


def test_lists_that_came_since_wait_for_the_next_linkage(linked: Register, tmp_path: Path) -> None:
    """Answers since are heeded, and no record of a list that was not linked yet is asked about."""
    desk = desk_of_register(linked)
    _answer(desk, agenda(desk, Round.FIRST)[:2])
    now = desk_of_register(linked)
    _add(linked, tmp_path)
    later = desk_of_register(linked)
    assert list(later.linked.records.ids) == list(now.linked.records.ids)
    assert later.linked.cluster.tolist() == now.linked.cluster.tolist()
    assert (now.waiting, later.waiting) == ((), ("more",))
    link_register(linked)
    assert desk_of_register(linked).waiting == ()


def test_without_the_kept_run_answers_are_told_of(linked: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Persons stay as they were linked; decided pairs say what was decided, and are not asked about."""
    desk = desk_of_register(linked)
    asked = agenda(desk, Round.FIRST)[:4]
    _answer(desk, asked)
    monkeypatch.setattr(heeded, "read_kept", lambda _register: None)
    later = desk_of_register(linked)
    assert later.linked.cluster.tolist() == desk.linked.cluster.tolist()
    pairs, ids = later.linked.pairs, list(later.linked.records.ids)
    state = {
        (ids[left], ids[right]): PairState(each)
        for left, right, each in zip(pairs.left, pairs.right, pairs.state.tolist(), strict=True)
    }
    decided = {each.pair: PairState.DIFFERENT if each.together else PairState.SAME for each in asked}
    assert {pair: state[pair] for pair in decided if pair in state} == {
        pair: said for pair, said in decided.items() if pair in state
    }
    assert decided.keys() & state.keys()
    assert not {each.pair for each in agenda(later, Round.FIRST)} & decided.keys()


def test_what_follows_from_two_answers_is_not_asked(linked: Register) -> None:
    """A is B and A is not C: whether B is C is never asked, before the next linkage or after."""
    desk = desk_of_register(linked)
    pairs, ids = desk.linked.pairs, desk.linked.records.ids
    beside: dict[str, set[str]] = {}
    for left, right in zip(pairs.left.tolist(), pairs.right.tolist(), strict=True):
        beside.setdefault(ids[left], set()).add(ids[right])
        beside.setdefault(ids[right], set()).add(ids[left])
    one, other, third = next(
        (one, other, third)
        for one in sorted(beside)
        for other in sorted(beside[one])
        for third in sorted(beside[one] & beside[other])
    )
    decide(linked, Judgement(pair=(one, other), verdict=Verdict.SAME))
    decide(linked, Judgement(pair=(one, third), verdict=Verdict.DIFFERENT))
    for _ in range(2):
        asked = {each.pair for each in agenda(desk_of_register(linked), Round.FIRST, 10_000)}
        assert (min(other, third), max(other, third)) not in asked
        link_register(linked)


def test_what_stands_together_with_either_is_shown(linked: Register) -> None:
    """In the first round all other records of both clusters; of one cluster the same for both. In the second none."""
    desk = desk_of_register(linked)
    ids, cluster = list(desk.linked.records.ids), desk.linked.cluster.tolist()
    asked = agenda(desk, Round.FIRST)
    for each in asked:
        for end, found in zip(each.pair, each.beside, strict=True):
            here = cluster[ids.index(end)]
            assert {one.id for one in found} == {
                one for one, held in zip(ids, cluster, strict=True) if held == here and one not in each.pair
            }
    assert any(each.beside != ((), ()) for each in asked)
    _answer(desk, asked)
    second = agenda(desk_of_register(by(linked, "Samir")), Round.SECOND)
    assert second
    assert all(each.beside == ((), ()) for each in second)


def test_a_second_look_is_told_no_proposal(linked: Register) -> None:
    """Persons follow what the first said, so that the second, before or after the next linkage, is told nothing of them."""
    pair = (mention(linked, "a01"), mention(linked, "b01"))
    seen = []
    for verdict in (Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE):
        said = decide(linked, Judgement(pair=pair, verdict=verdict))
        for _ in range(2):
            seen += agenda(desk_of_register(by(linked, "Samir")), Round.SECOND)
            link_register(linked)
        undo(linked, said.position)
    assert len(seen) == 6
    assert all(each == seen[0] for each in seen)
    assert seen[0].together is None
