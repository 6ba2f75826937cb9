"""Withdrawal: two persons, nothing left, every proof still good; a deletion that was stopped goes on."""

import dataclasses
import datetime as dt
import io
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest
from PIL import Image

from sijill.errors import UsageError
from sijill.flow import bring_up, last_runs, rebuild
from sijill.model.evidence import Access
from sijill.model.identity import ExhibitId
from sijill.model.withdrawal import Authority, Reason, Withdrawal
from sijill.near import near_register, show
from sijill.record import add_files, refresh, verify, withdrawal
from sijill.record.add import terms
from sijill.record.consent import Wish, change_consent
from sijill.record.hold import hold, release
from sijill.record.mirror import mirror
from sijill.record.receipts import opened_receipt, receipt
from sijill.record.repair import log_repairs, repair
from sijill.record.warned import warnings_in
from sijill.store import catalogue, erasing, objects, payload
from sijill.store.layout import Register
from sijill.store.proof import is_proven, prove

CANARY = "zqxcanary"


def _by(register: Register, actor: str) -> Register:
    return dataclasses.replace(register, actor=actor)


def _add(register: Register, name: str, text: str, *, actor: str = "one", source: str = CANARY) -> int:
    path = register.path.parent / name
    path.write_text(text, encoding="utf-8")
    mine = _by(register, actor)
    [added] = add_files(mine, [path], given=terms(Access.TEAM), source=source)
    refresh(mine)
    return added.position


def _propose(register: Register, actor: str, wanted: str) -> None:
    mine = _by(register, actor)
    withdrawal.propose(mine, wanted, authority=Authority.PERSON, reason=Reason.DANGER)


def _undo(register: Register, actor: str, wanted: str) -> None:
    withdrawal.undo(_by(register, actor), wanted, authority=Authority.PERSON, reason=Reason.DANGER)


def _confirm(register: Register, actor: str, wanted: str) -> None:
    withdrawal.confirm(_by(register, actor), wanted)


def _withdraw(register: Register, wanted: str) -> Withdrawal:
    _propose(register, "one", wanted)
    last = last_runs(register)
    done = withdrawal.confirm(_by(register, "two"), wanted)
    bring_up(register, last)
    return done


def _left(register: Register) -> list[str]:
    found = []
    for path in register.path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            if content[:4] == b"PAR1":
                table = pq.read_table(io.BytesIO(content))
                content += f"{table.to_pylist()}{table.schema.metadata}".encode()
            found += [path.name] if CANARY.encode() in content or CANARY in path.name else []
    return found


@pytest.mark.usefixtures("in_process")
def test_nothing_is_left_and_every_proof_holds(register: Register) -> None:
    """No byte of content, name, source or reason is left; the leaf's proof holds, and verification says withdrawn."""
    position = _add(register, f"{CANARY}.txt", f"شهادة {CANARY}")
    _add(register, "other.txt", "شهادة ثانية", source="")
    number = _number(register, position)
    change_consent(register, number, Wish(give=("share:" + CANARY,), reason=CANARY))
    assert _left(register)
    before = prove(register, position)
    done = _withdraw(register, number)
    assert (done.exhibits, done.is_done) == ((number,), True)
    assert _left(register) == []
    report = verify(register)
    assert report.state.value == "holds"
    assert {each.key for each in report.findings} == {"withdrawn"}
    after = prove(register, position)
    assert after.extra == before.extra
    assert receipt(register, position).payload is None
    with pytest.raises(UsageError):
        opened_receipt(register, position)
    assert is_proven(after, **_head(register))  # type: ignore[arg-type]  # size and root by name
    rebuild(register)
    assert verify(register).state.value == "holds"
    with catalogue.opened(register) as connection:
        assert catalogue.next_number(connection, number[:4]) == 3


def _number(register: Register, position: int) -> str:
    with catalogue.opened(register) as connection:
        return next(each.exhibit for each in catalogue.deposits(connection) if each.position == position)


def _head(register: Register) -> dict[str, object]:
    from sijill.store import log

    checkpoint = log.current(register)
    return {"size": checkpoint.size, "root": checkpoint.root}


@pytest.mark.usefixtures("in_process")
def test_one_deposit_goes_and_the_other_keeps_the_bytes(register: Register) -> None:
    """Of two deposits of the same bytes one is withdrawn: its name goes, bytes and number stay."""
    first = _add(register, f"{CANARY}.txt", "شهادة")
    second = _add(register, "plain.txt", "شهادة", source="")
    number = _number(register, first)
    assert _withdraw(register, str(first)).exhibits == ()
    assert _left(register) == []
    with catalogue.opened(register) as connection:
        [exhibit] = catalogue.exhibits(connection)
        assert (exhibit.number, exhibit.name) == (number, "plain.txt")
    assert objects.object_path(register, exhibit.object).is_file()
    assert _number(register, second) == number
    assert verify(register).state.value == "holds"


@pytest.mark.usefixtures("in_process")
def test_it_takes_two_unless_nobody_else_had_anything(register: Register) -> None:
    """The depositor alone can undo a deposit, until somebody else has worked; then one proposes, another confirms."""
    undone = _add(register, "a.txt", "أ")
    _undo(register, "one", str(undone))
    kept = str(_add(register, "b.txt", "ب"))
    refused = {}
    for name, actor, way in [
        ("stranger", "two", _undo),
        ("nameless", "", _propose),
        ("unproposed", "two", _confirm),
    ]:
        with pytest.raises(UsageError) as caught:
            way(register, actor, kept)
        refused[name] = caught.value.key
    _add(register, "c.txt", "ج", actor="two")
    with pytest.raises(UsageError) as caught:
        _undo(register, "one", kept)
    refused["read since"] = caught.value.key
    _propose(register, "one", kept)
    with pytest.raises(UsageError) as caught:
        withdrawal.confirm(_by(register, "one"), kept)
    refused["same person"] = caught.value.key
    assert refused == {
        "stranger": "withdrawal_needs_two",
        "nameless": "withdrawal_needs_actor",
        "unproposed": "withdrawal_not_proposed",
        "read since": "withdrawal_needs_two",
        "same person": "withdrawal_same_person",
    }


@pytest.mark.usefixtures("in_process")
def test_what_is_under_a_hold_stays(register: Register) -> None:
    """A hold refuses withdrawal and sealing; after its last day, or its release, they are possible again."""
    kept = str(_add(register, "a.txt", "أ"))
    _propose(register, "one", kept)
    number = _number(register, int(kept))
    hold(register, number, authority="court", reason="order 7")
    hold(register, number, authority="other", reason="order 8", until=dt.date(2020, 1, 1))
    with pytest.raises(UsageError) as caught:
        withdrawal.confirm(_by(register, "two"), kept)
    assert (caught.value.key, caught.value.data["found"]) == ("under_hold", "court")
    with pytest.raises(UsageError):
        release(register, number, authority="other", reason="done")
    assert release(register, number, authority="court", reason="done") == []
    assert withdrawal.confirm(_by(register, "two"), kept).is_done


@pytest.mark.usefixtures("in_process")
@pytest.mark.parametrize("stopped_in", ["erase_objects", "erase_computed", "erase_payloads"])
def test_a_stopped_deletion_goes_on(
    register: Register, monkeypatch: pytest.MonkeyPatch, stopped_in: str
) -> None:
    """Killed behind the tombstone, verification names what is left, and a rebuild deletes it."""
    position = _add(register, f"{CANARY}.txt", f"شهادة {CANARY}")
    _add(register, "other.txt", "شهادة ثانية", source="")

    def die(*_given: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(erasing, stopped_in, die)
        with pytest.raises(KeyboardInterrupt):
            _withdraw(register, str(position))
    left = {each.key for each in verify(register).findings}
    assert "withdrawn_left" in left
    assert payload.payload_path(register.path, position).exists()
    rebuild(register)
    assert _left(register) == []
    assert verify(register).state.value == "holds"


@pytest.mark.usefixtures("in_process")
def test_whoever_computes_meanwhile_brings_nothing_back(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A run that read its input before a withdrawal keeps nothing; a reading that is written late is removed."""
    from sijill.errors import BusyError
    from sijill.link import in_register, mentions

    path = register.path.parent / f"{CANARY}.csv"
    path.write_text(f"name\n{CANARY}\n", encoding="utf-8")
    mine = _by(register, "one")
    [added] = add_files(mine, [path], given=terms(Access.TEAM), list_name="A")
    refresh(mine)
    reading = register.path / "derived" / added.object / "reading.json"
    late = reading.read_bytes()
    table = mentions.mention_table

    def slow(rows: object) -> object:
        _withdraw(register, added.exhibit)
        return table(rows)

    with monkeypatch.context() as patched:
        patched.setattr(in_register, "mention_table", slow)
        with pytest.raises(BusyError):
            in_register.link_register(register)
    reading.parent.mkdir()
    reading.write_bytes(late)
    refresh(register)
    assert _left(register) == []


def test_what_goes_while_objects_are_verified_is_not_missing(register: Register) -> None:
    """Verification lets writers in before it reads the objects: what is withdrawn meanwhile is no loss."""
    wanted = _number(register, _add(register, "a.txt", "شهادة"))

    def withdraw(part: str) -> None:
        if part == "objects":
            _withdraw(register, wanted)

    assert verify(register, each=withdraw).state.value == "holds"
    assert not list(objects.stored(register))


def test_no_other_name_of_a_file_is_blanked(tmp_path: Path) -> None:
    """Where a copy is the same file on disk under another name, only our name goes."""
    from sijill.store.files import remove_durably

    ours, copy = tmp_path / "ours", tmp_path / "copy"
    ours.write_bytes(b"bytes")
    copy.hardlink_to(ours)
    remove_durably([ours])
    assert (ours.exists(), copy.read_bytes()) == (False, b"bytes")


def test_what_was_seen_in_pictures_goes_too(register: Register) -> None:
    """Appearances, pairs and signatures of a withdrawn picture are in no byte; the comparison runs again without it."""
    levels = np.random.default_rng(1).integers(0, 256, (12, 16, 3), np.uint8)
    picture = Image.fromarray(levels).resize((240, 180), Image.Resampling.BICUBIC)
    positions: list[int] = []
    for name in ("a.png", "b.png"):
        path = register.path.parent / name
        picture.save(path, pnginfo=None, compress_level=len(positions) + 1)
        [added] = add_files(_by(register, "one"), [path], given=terms(Access.TEAM))
        positions.append(added.position)
    refresh(register)
    near_register(register)
    [group] = show(register).groups
    assert len(group.members) == 2
    number = _number(register, positions[0])
    with catalogue.opened(register) as connection:
        gone = next(each for each in catalogue.exhibits(connection) if each.number == number).object
    assert (register.path / "derived" / gone / "appearance.json").is_file()
    _withdraw(register, number)
    assert not (register.path / "derived" / gone).exists()
    assert show(register).groups == ()
    files = [path for path in register.path.rglob("*") if path.is_file()]
    assert not [path for path in files if gone in path.name or gone.encode() in path.read_bytes()]
    assert not warnings_in(register, {ExhibitId(number)})
    assert verify(register).state.value == "holds"


@pytest.mark.parametrize("logged", [False, True])
def test_what_a_repair_put_aside_goes_too(register: Register, tmp_path: Path, *, logged: bool) -> None:
    """Damaged bytes and payloads under aside/ are those of a withdrawn exhibit as well, and so is what tells of them.

    A mirror brings none back.
    """
    position = _add(register, "a.txt", f"شهادة {CANARY}")
    digest = next(objects.stored(register)).name.encode()
    mirror(register, tmp_path / "mirror")
    for path in (next(objects.stored(register)), payload.payload_path(register.path, position)):
        path.chmod(0o600)
        path.write_bytes(path.read_bytes() + b" damaged")
    assert len(repair(register.path, tmp_path / "mirror").restored) == 2
    assert len(_left(register)) > 2
    if logged:
        log_repairs(register)
    _withdraw(register, _number(register, position))
    assert _left(register) == []
    log_repairs(register)
    assert not [path for path in register.path.rglob("*") if path.is_file() and digest in path.read_bytes()]
    repair(register.path, tmp_path / "mirror")
    assert _left(register) == []
    mirror(register, tmp_path / "mirror")
    assert not [
        path
        for path in (tmp_path / "mirror").rglob("*")
        if path.is_file() and CANARY.encode() in path.read_bytes()
    ]
