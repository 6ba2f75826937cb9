"""In a register the ids of persons outlive linkages, rebuilds, holds and withdrawals, and an old one says where it leads."""

from pathlib import Path

import pyrage
import pytest
from invented_lists import LISTS
from listed import by, fill, mention, persons, write

from sijill.errors import IntegrityError, UsageError
from sijill.flow import rebuild
from sijill.link.decisions import decide, undo
from sijill.link.in_register import link_register
from sijill.model.decision import Judgement, Verdict, exhibit_of
from sijill.model.evidence import Access
from sijill.model.log import Act
from sijill.model.trust import State
from sijill.model.withdrawal import Authority, Reason
from sijill.record import add_files, refresh, seal, verify, withdrawal
from sijill.record.add import terms
from sijill.record.hold import hold, release
from sijill.record.mirror import mirror
from sijill.record.repair import repair
from sijill.store import catalogue, tables
from sijill.store.layout import Register
from sijill.store.persons import the_one, where


@pytest.fixture
def linked(register: Register, tmp_path: Path, in_process: None) -> Register:  # noqa: ARG001 - a fixture
    """The invented lists, linked."""
    mine = fill(register, tmp_path / "lists")
    link_register(mine)
    return mine


def _runs(register: Register) -> list[dict[str, object]]:
    with catalogue.opened(register) as connection:
        return [dict(each.about) for each in catalogue.entries(connection, Act.LINKAGE)]


def _id(register: Register, record: str) -> str:
    return persons(register)[mention(register, record)]


def _withdraw(register: Register, wanted: str) -> None:
    withdrawal.propose(register, wanted, authority=Authority.PERSON, reason=Reason.DANGER)
    withdrawal.confirm(by(register, "Samir"), wanted)


def test_a_second_linkage_changes_and_logs_nothing(linked: Register) -> None:
    """The same lists again: the same ids, the same tables, no entry."""
    before, made = persons(linked), tables.current(linked)
    result = link_register(linked)
    assert persons(linked) == before
    assert tables.current(linked) == made
    assert len(_runs(linked)) == 1
    assert result.followed is not None
    assert result.followed.counts()["stayed"] == len(set(before.values()))


def test_the_entry_of_a_linkage_tells_what_became_of_ids(linked: Register) -> None:
    """Of the first run all are new; of one after a decision that joins two, one is merged."""
    count = len(set(persons(linked).values()))
    pair = mention(linked, "b07"), mention(linked, "l06")
    decide(linked, Judgement(pair=pair, verdict=Verdict.SAME, why="known"))
    link_register(linked)
    first, second = (each["persons"] for each in _runs(linked))
    quiet = {"merged": 0, "split": 0, "gone": 0, "restored": 0}
    assert first == {"run": 1, "stayed": 0, "new": count, **quiet}
    assert second == {"run": 2, "stayed": count - 1, "new": 0, **quiet, "merged": 1}


def test_an_id_that_was_merged_leads_to_who_holds_its_records_and_undoing_gives_it_back(
    linked: Register,
) -> None:
    """While two are one, both ids lead to the one; parted again, both are as before, and the one that stayed is told."""
    first = persons(linked)
    one, other = _id(linked, "b07"), _id(linked, "l06")
    pair = mention(linked, "b07"), mention(linked, "l06")
    position = decide(linked, Judgement(pair=pair, verdict=Verdict.SAME, why="known")).position
    link_register(linked)
    both = _id(linked, "b07")
    assert {the_one(linked, each)[0] for each in (one, other)} == {both}
    undo(linked, position)
    link_register(linked)
    assert persons(linked) == first
    lost = other if both == one else one
    assert the_one(linked, lost)[0] == lost
    with pytest.raises(UsageError, match="2 persons") as refused:
        the_one(linked, both)
    assert one in str(refused.value)
    assert other in str(refused.value)
    assert the_one(linked, mention(linked, "b07"))[0] == one
    assert [each.why for each in where(linked, lost).turns] == ["merged", "restored"]


def test_a_new_list_changes_no_id(linked: Register, tmp_path: Path) -> None:
    """Records that join persons, and records of new ones, leave every id where it was."""
    before = persons(linked)
    path = write(
        tmp_path / "more.csv", [("m1", "p3", *LISTS["arabic"][2][2:]), ("m2", "p20", *LISTS["arabic"][7][2:])]
    )
    add_files(linked, [path], given=terms(Access.TEAM), source="invented", list_name="more")
    refresh(linked)
    link_register(linked)
    after = persons(linked)
    assert {each: after[each] for each in before} == before
    assert _id(linked, "m1") == _id(linked, "a03")


def test_a_rebuild_keeps_the_ids(linked: Register) -> None:
    """Tables are deleted and come back as they were; who had which id was not among them."""
    before, made = persons(linked), tables.current(linked)
    rebuild(linked)
    assert persons(linked) == before
    assert tables.current(linked) == made


def test_what_is_withdrawn_or_sealed_is_gone_from_the_membership(linked: Register) -> None:
    """No row of the list stays in any file, every other record keeps its id, and nothing fails."""
    seal.set_recipients(linked, [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(2)])
    before = persons(linked)
    alone = _id(linked, "l06")
    for number, act in (
        (exhibit_of(mention(linked, "l06")), _withdraw),
        (exhibit_of(mention(linked, "b01")), seal.seal),
    ):
        act(linked, number)
        kept = tables.read(linked, "membership")["mention"].to_pylist()
        assert kept
        assert not any(exhibit_of(each) == number for each in kept)
        assert len(list((linked.path / "persons").iterdir())) == 3
        refresh(linked)
        link_register(linked)
        after = persons(linked)
        assert after == {each: person for each, person in before.items() if each in after}
        assert verify(linked).state is State.HOLDS
    assert where(linked, alone).persons == {}
    with pytest.raises(UsageError, match="may be read any more"):
        the_one(linked, alone)


def test_two_withdrawals_leave_both_tombstones(linked: Register) -> None:
    """What the first kept of the ids is not in its tombstone, so the second does not take that along."""
    numbers = [exhibit_of(mention(linked, each)) for each in ("l06", "b01")]
    before = persons(linked)
    for number in numbers:
        _withdraw(linked, number)
    with catalogue.opened(linked) as connection:
        assert len(catalogue.entries(connection, Act.WITHDRAWAL)) == 2
    refresh(linked)
    link_register(linked)
    after = persons(linked)
    assert after
    assert after == {each: before[each] for each in after}


def test_a_hold_that_ends_gives_the_ids_back(linked: Register) -> None:
    """Under a hold the records are in no cluster; afterwards they are who they were."""
    before = persons(linked)
    number = exhibit_of(mention(linked, "l06"))
    hold(linked, number, authority="a court", reason="an order")
    link_register(linked)
    assert not any(exhibit_of(each) == number for each in persons(linked))
    release(linked, number, authority="a court", reason="it ended")
    link_register(linked)
    assert persons(linked) == before


def test_lost_ids_stop_the_linkage_until_a_mirror_brings_them_back(linked: Register, tmp_path: Path) -> None:
    """Nobody is named anew: the linkage refuses, verification fails, a repair from a mirror mends both."""
    mirror(linked, tmp_path / "mirror")
    before = persons(linked)
    [lost] = (linked.path / "persons").glob("membership.*")
    lost.unlink()
    with pytest.raises(IntegrityError, match="repair"):
        link_register(linked)
    assert verify(linked).state is State.FAILS
    repair(linked.path, tmp_path / "mirror")
    assert verify(linked).state is State.HOLDS
    link_register(linked)
    assert persons(linked) == before


def test_a_mirror_takes_withdrawn_records_out_of_its_ids(linked: Register, tmp_path: Path) -> None:
    """After a withdrawal the next mirroring leaves no file of an older run."""
    mirror(linked, tmp_path / "mirror")
    _withdraw(linked, exhibit_of(mention(linked, "l06")))
    mirror(linked, tmp_path / "mirror")
    assert sorted(each.name for each in (tmp_path / "mirror" / "persons").iterdir()) == sorted(
        each.name for each in (linked.path / "persons").iterdir()
    )


def test_an_id_that_nobody_gave_leads_nowhere(linked: Register) -> None:
    """It is refused in words, like a row that is not there."""
    assert not where(linked, "nobody").is_known
    for asked in ("nobody", "2026-000009#row=1"):
        with pytest.raises(UsageError, match="no such person"):
            the_one(linked, asked)
