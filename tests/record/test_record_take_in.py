"""Taking in a field register: its deposits on their own terms, its proofs, and no forked log."""

import dataclasses
import shutil
from pathlib import Path

import pytest
from forging import drop_entry

from sijill.errors import IntegrityError, UsageError
from sijill.model.evidence import Access, Purpose
from sijill.model.identity import ObjectId
from sijill.model.log import Act
from sijill.model.trust import State
from sijill.model.withdrawal import Authority, Reason
from sijill.record import add_files, refresh, verify, withdrawal
from sijill.record.add import terms
from sijill.record.mirror import mirror
from sijill.record.take_in import take_in
from sijill.store import access, catalogue, log, objects, rotation
from sijill.store.layout import Register, find_register
from sijill.store.lock import writing
from sijill.store.opening import create_register, open_register
from sijill.store.payload import payload_path


@pytest.fixture
def field(tmp_path: Path, no_flush: None) -> Register:  # noqa: ARG001 - a fixture
    """A field register with two deposits."""
    register = create_register(tmp_path / "field.register", actor="ر")
    for name, level in (("one", Access.PUBLIC), ("two", Access.PARTNER)):
        (tmp_path / name).write_text(name, encoding="utf-8")
        add_files(register, [tmp_path / name], given=terms(level), source="ميدان")
    return register


def _holds(register: Register) -> bool:
    report = verify(register)
    return all(finding.state is State.HOLDS for finding in report.findings)


def _numbers(register: Register) -> dict[str, str]:
    with catalogue.opened(register) as connection:
        return {each.name: each.number for each in catalogue.exhibits(connection)}


def test_deposits_come_with_number_terms_and_proof(register: Register, field: Register) -> None:
    """Into an empty register: numbers as given, the terms of there, the payload and a proof; both logs verify."""
    done = take_in(register, field)
    assert (done.size, len(done.added), done.held_back, done.missing) == (3, 2, (), ())
    assert _numbers(register) == _numbers(field)
    assert access.terms_of(register) == access.terms_of(field)
    entry = list(log.entries(register, 0, 3))[1]
    assert entry.act is Act.ACCESSION
    origin = entry.about["from"]
    assert (origin["register"], origin["position"], origin["actor"]) == (field.id, 1, "ر")
    assert origin["payload"].encode() == payload_path(field.path, 1).read_bytes()
    assert origin["proof"].startswith("c2sp.org/tlog-proof@v1\n")
    assert _holds(register)
    assert _holds(field)


def test_numbers_in_use_get_the_register_in_front(filled: Register, field: Register) -> None:
    """Where a number is in use here, both stay citable; the next number of this register is not disturbed."""
    own = set(_numbers(filled).values())
    taken = {one.exhibit for one in take_in(filled, field).added}
    given = set(_numbers(field).values())
    assert taken == {f"{field.id[:8]}-{number}" if number in own else number for number in given}
    assert set(_numbers(filled).values()) == own | taken
    refresh(filled)
    assert _holds(filled)


def test_a_grown_register_gives_only_what_is_new(register: Register, field: Register, tmp_path: Path) -> None:
    """Taken in again, also after a change of its key, only new deposits come, under numbers that stay."""
    take_in(register, field)
    first = _numbers(register)
    assert take_in(register, field).added == ()
    rotation.rotate(field, None)
    (tmp_path / "three").write_text("three", encoding="utf-8")
    grown = open_register(field.path)
    add_files(grown, [tmp_path / "three"], given=terms(Access.TEAM))
    assert len(take_in(register, grown).added) == 1
    assert _numbers(register).items() > first.items()
    assert _holds(register)


def test_a_mirror_of_a_field_register_serves_as_well(
    register: Register, field: Register, tmp_path: Path
) -> None:
    """A USB stick with a mirror has all that is needed."""
    mirror(field, tmp_path / "stick")
    assert len(take_in(register, find_register(tmp_path / "stick")).added) == 2


def test_a_forked_register_is_refused(register: Register, field: Register, tmp_path: Path) -> None:
    """A field log that was written anew since is refused, with both notes kept and nothing taken."""
    take_in(register, field)
    forged = drop_entry(field, 1, tmp_path / "forged.register")
    with pytest.raises(IntegrityError) as shorter:
        take_in(register, forged)
    assert shorter.value.key == "mirror_shortened"
    for name in ("a", "b"):
        (tmp_path / name).write_text(name, encoding="utf-8")
        add_files(forged, [tmp_path / name], given=terms(Access.TEAM))
    with pytest.raises(IntegrityError) as forked:
        take_in(register, forged)
    assert forked.value.key == "mirror_forked"
    assert (Path(str(forked.value.data["kept"])) / "offered").is_file()
    assert log.current(register).size == 3
    assert _holds(register)


def test_the_strictest_terms_hold(register: Register, field: Register, tmp_path: Path) -> None:
    """The same bytes handed in here as public and there for partners are for partners."""
    (mine,) = add_files(register, [tmp_path / "two"], given=terms(Access.PUBLIC))
    taken = {one.object: one for one in take_in(register, field).added}
    assert taken[mine.object].exhibit == mine.exhibit
    assert taken[mine.object].held_before
    held = access.terms_of(register)[mine.exhibit]
    assert (held.access, held.consent) == (Access.PARTNER, frozenset({Purpose.KEEP}))


def test_later_changes_of_terms_there_hold_an_exhibit_back(register: Register, field: Register) -> None:
    """What was held, sealed or withdrawn there after it was handed in is not taken, and named."""
    number = _numbers(field)["one"]
    with writing(field.path):
        log.append(field, [(Act.HOLD, {"exhibits": [number], "reason": "ق"})])
    done = take_in(register, field)
    assert done.held_back == (number,)
    assert len(done.added) == 1


def test_a_withdrawal_there_is_told_here(register: Register, field: Register) -> None:
    """What was taken and then withdrawn there is named; what was withdrawn before is neither taken nor missing."""
    number = _numbers(field)["one"]
    take_in(register, field)
    with writing(field.path):
        log.append(field, [(Act.WITHDRAWAL, {"withdrawn": [1], "exhibits": [number]})])
    payload_path(field.path, 1).unlink()
    done = take_in(register, field)
    assert (done.added, done.withdrawn, done.missing) == ((), (number,), ())


def test_what_was_withdrawn_here_is_not_brought_back(register: Register, field: Register) -> None:
    """Withdrawn here, a deposit of a field register does not come in again; the others are known as before."""
    [one, _] = take_in(register, field).added
    _withdraw(register, one.exhibit)
    assert take_in(register, field).added == ()
    assert one.exhibit not in _numbers(register).values()
    assert _holds(register)


def test_the_number_of_a_withdrawn_exhibit_stays_taken(filled: Register, field: Register) -> None:
    """A number that stands in a tombstone here is not given to what comes from elsewhere."""
    number = min(_numbers(filled).values())
    _withdraw(filled, number)
    assert number in _numbers(field).values()
    taken = {one.exhibit for one in take_in(filled, field).added}
    assert number not in taken
    assert f"{field.id[:8]}-{number}" in taken


def _withdraw(register: Register, number: str) -> None:
    mine = dataclasses.replace(register, actor="one")
    withdrawal.propose(mine, number, authority=Authority.PERSON, reason=Reason.DANGER)
    withdrawal.confirm(dataclasses.replace(register, actor="two"), number)


def test_damage_there_is_named_and_not_taken(register: Register, field: Register) -> None:
    """A changed object is left out and named; a changed log is refused."""
    path = next((field.path / "objects").glob("*/*"))
    path.chmod(0o600)
    path.write_bytes(b"bad")
    done = take_in(register, field)
    assert done.missing == (path.relative_to(field.path).as_posix(),)
    assert len(done.added) == 1
    bundle = field.log / "tile" / "entries" / "000.p" / "3"
    bundle.write_bytes(bundle.read_bytes()[:-1] + b"x")
    with pytest.raises(IntegrityError):
        take_in(register, field)


def test_bytes_that_are_damaged_here_are_not_receipted(
    register: Register, field: Register, tmp_path: Path
) -> None:
    """The same bytes handed in here before, and damaged since: the deposit is refused, as it is for files."""
    [added] = add_files(register, [tmp_path / "one"], given=terms(Access.TEAM))
    path = objects.object_path(register, ObjectId(added.object))
    path.chmod(0o600)
    path.write_bytes(b"bad")
    with pytest.raises(IntegrityError) as caught:
        take_in(register, field)
    assert caught.value.key == "changed_object"


def test_a_register_is_not_taken_into_itself(field: Register, tmp_path: Path) -> None:
    """A copy of the same register brings nothing that is not here."""
    copy = Path(shutil.copytree(field.path, tmp_path / "copy.register"))
    with pytest.raises(UsageError):
        take_in(field, find_register(copy))


def test_changed_proofs_are_found(register: Register, field: Register) -> None:
    """Any byte of what is kept of the field register, changed or gone: fails."""
    take_in(register, field)
    for path in sorted((register.log / "others").rglob("*")):
        if path.is_file():
            sound = path.read_bytes()
            for at in range(0, len(sound), 3):
                path.write_bytes(sound[:at] + bytes([sound[at] ^ 1]) + sound[at + 1 :])
                assert not _holds(register), (path, at)
            path.write_bytes(sound)
    (register.log / "others" / field.id / "register.json").unlink()
    assert not _holds(register)


def test_a_copy_is_derived_from_its_original_here(filled: Register, field: Register, tmp_path: Path) -> None:
    """Under the number that the original has here; of one that stays there, a copy stays there too."""
    with catalogue.opened(field) as connection:
        original = catalogue.exhibits(connection)[0].number
    (tmp_path / "copy").write_text("copy", encoding="utf-8")
    with writing(field.path):
        about = _told_of(field, tmp_path / "copy") | {"exhibit": "2026-000009", "derived_from": original}
        log.append(field, [(Act.ACCESSION, about)])
    done = take_in(filled, field)
    with catalogue.opened(filled) as connection:
        origins = {each.name: each.derived_from for each in catalogue.deposits(connection)}
    assert origins["copy"] == done.added[0].exhibit != original
    with writing(field.path):
        log.append(field, [(Act.HOLD, {"exhibit": original, "authority": "x", "reason": "x", "until": None})])
    fresh = create_register(tmp_path / "fresh.register")
    assert {"2026-000009", original} <= set(take_in(fresh, field).held_back)


def _told_of(register: Register, path: Path) -> dict[str, object]:
    with objects.open_source(path) as handle:
        identity, size = objects.take_in(register, handle)
    told = {"object": identity, "size": size, "name": path.name, "name_bytes": path.name.encode().hex()}
    return {**told, "access": "team", "consent": ["keep"], "source": "", "list": None}
