"""Unpacking inside a register: members as exhibits of their archive, on its terms, and never without it."""

import dataclasses
import datetime as dt
import os
import tarfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyrage
import pytest

from packing import deflated, raw_zip, tarred, zipped
from sijill.errors import SijillError, StorageError
from sijill.model.custody import Account
from sijill.model.evidence import Access, Purpose
from sijill.model.identity import ExhibitId, ObjectId
from sijill.model.log import Act
from sijill.model.trust import State
from sijill.model.withdrawal import Authority, Reason, Withdrawal
from sijill.record import add_files, members, refresh, seal, unpack, verify, withdrawal
from sijill.record.add import Added, Watch, take_in, terms
from sijill.record.batch import Handed
from sijill.record.consent import Wish, change_consent
from sijill.record.hold import hold
from sijill.record.intake import LeftOut, gather
from sijill.record.take_in import take_in as take_register_in
from sijill.store import access, catalogue, objects
from sijill.store.layout import Register
from sijill.store.opening import create_register

CANARY = "zqxcanary"
MEMBERS = [
    ("شهادات/أ.txt", "شهادة أولى".encode()),
    ("b.txt", CANARY.encode()),
    ("b.txt", b"second of the name"),
]


def _handed(levels: int = 1, level: Access = Access.TEAM, **words: Any) -> Handed:  # Any: words of a deposit
    return Handed(terms=terms(level), levels=levels, **words)


def _add(
    register: Register, path: Path, handed: Handed | None = None, left: list[LeftOut] | None = None
) -> list[Added]:
    handed, watch = handed or _handed(), Watch(left=(left if left is not None else []).append)
    intake = gather([path])
    unpack.require_archives(intake, handed)
    added = take_in(register, [path], intake, handed, watch)
    return added + unpack.unpack(register, [path], handed, watch, is_whole=True)


def _write(register: Register, name: str, content: bytes) -> Path:
    path = register.path.parent / name
    path.write_bytes(content)
    return path


def _entries(register: Register, act: Act) -> list[dict[str, Any]]:  # Any: JSON objects
    with catalogue.opened(register) as connection:
        return [
            {**entry.about, "at_position": entry.position} for entry in catalogue.entries(connection, act)
        ]


def _refused(what: Any, *given: Any, **named: Any) -> str:  # Any: whatever is called
    with pytest.raises(SijillError) as caught:
        what(*given, **named)
    return caught.value.key


def _by(register: Register, actor: str) -> Register:
    return dataclasses.replace(register, actor=actor)


def _withdraw(register: Register, wanted: str) -> Withdrawal:
    withdrawal.propose(_by(register, "a"), wanted, authority=Authority.PERSON, reason=Reason.DANGER)
    return withdrawal.confirm(_by(register, "b"), wanted)


def _words_in(register: Register) -> Sequence[Path]:
    files = [path for path in register.path.rglob("*") if path.is_file()]
    return [path for path in files if CANARY.encode() in path.read_bytes()]


def test_members_say_where_they_came_out_and_have_the_words_of_their_archive(register: Register) -> None:
    """Number, path byte for byte, archive, its deposit and place in it; terms, source and custody are the archive's."""
    path = _write(register, "a.zip", zipped(MEMBERS))
    account = Account(collector="فريق", sha256="0" * 64)
    handed = _handed(level=Access.PARTNER, source="من", account=account, list_name="قائمة")
    added = _add(register, path, handed)
    archive, *inside = _entries(register, Act.ACCESSION)
    assert archive["object"] == objects.digest_of(path)
    assert archive["before"]["sha256_agrees"] is False
    for place, (each, (name, content)) in enumerate(zip(inside, MEMBERS, strict=True)):
        raw = bytes.fromhex(each.get("path_bytes") or each["name_bytes"])
        assert raw == name.encode()
        assert objects.object_path(register, each["object"]).read_bytes() == content
        assert each["derived_from"] == archive["exhibit"]
        assert each["member"] == {"deposit": archive["at_position"], "index": place}
        assert {key: each[key] for key in ("access", "consent", "source", "list")} == {
            "access": "partner",
            "consent": ["keep", "share"],
            "source": "من",
            "list": "قائمة",
        }
        assert each["before"] == {"collector": "فريق"}
        assert each["changed"] == "2016-04-05T06:07:08"
    assert [one.out_of for one in added] == [None, *[archive["exhibit"]] * 3]
    [told] = _entries(register, Act.DERIVATION)
    assert (told["exhibit"], told["deposit"], told["members"]) == (archive["exhibit"], 1, 3)
    assert (told["left_out"], told["problem"]) == ([], "")
    assert verify(register).state is State.HOLDS


def test_what_does_not_come_out_is_named_in_the_log_and_to_the_user(register: Register) -> None:
    """Encrypted, links, damage and bombs: by path and reason in the log's entry; only what should be in is a fault."""
    content = raw_zip(
        [
            {"name": b"good", "data": b"good"},
            {"name": "سر".encode("cp1256"), "data": b"x" * 20, "flags": 1},
            {"name": b"l", "data": b"/etc", "mode": 0o120777},
            {"name": b"../../up", "data": b"up"},
            {"name": b"bomb", "data": deflated(bytes(1 << 20)), "method": 8, "size": 0xFFFFFFF0},
        ]
    )
    left: list[LeftOut] = []
    added = _add(register, _write(register, "a.zip", content), left=left)
    assert [one.path.name for one in added] == ["a.zip", "good", "up"]
    [told] = _entries(register, Act.DERIVATION)
    assert [(each["path_bytes"], each["why"]) for each in told["left_out"]] == [
        ("سر".encode("cp1256").hex(), "encrypted"),
        (b"l".hex(), "a_link"),
        (b"bomb".hex(), "too_large"),
    ]
    assert [(each.key, each.wrong) for each in left] == [
        ("encrypted", True),
        ("a_link", False),
        ("too_large", True),
    ]


def test_nothing_leaves_the_register(register: Register, tmp_path: Path) -> None:
    """Paths that lead out, absolute or through links, make no file anywhere but among the objects."""
    before = set(tmp_path.rglob("*"))
    path = _write(
        register,
        "a.tar",
        tarred(
            [
                (b"../evil-up", tarfile.REGTYPE, b"1"),
                (os.fsencode(tmp_path / "evil-abs"), tarfile.REGTYPE, b"2"),
                (b"link", tarfile.SYMTYPE, os.fsencode(tmp_path)),
                (b"link/evil-link", tarfile.REGTYPE, b"3"),
            ]
        ),
    )
    assert len(_add(register, path)) == 4
    new = {each for each in tmp_path.rglob("*") if not each.is_relative_to(register.path)} - before
    assert new == {path}
    assert not [each for each in register.path.rglob("*") if "evil" in each.name]


def test_archives_inside_stay_whole_unless_asked_for(register: Register) -> None:
    """One level is unpacked; with two also archives in archives, each member with the one that it came out of."""
    inner = zipped([("deep.txt", b"deep")])
    path = _write(register, "a.zip", zipped([("in.zip", inner), ("x.txt", b"x")]))
    assert [one.path.name for one in _add(register, path)] == ["a.zip", "in.zip", "x.txt"]
    added = _add(register, path, _handed(levels=2))
    assert [one.path.name for one in added] == ["a.zip", "in.zip", "x.txt", "deep.txt"]
    assert added[-1].out_of == added[1].exhibit
    assert len(_entries(register, Act.DERIVATION)) == 3


def test_an_archive_in_itself_is_no_member(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """A member with the bytes of its archive is left out: what is derived from itself would be closed for ever."""
    path = _write(register, "a.zip", zipped([("x", b"x")]))
    content = path.read_bytes()
    from sijill.read.archive import Member

    def members_of(*_given: object, **_named: object) -> Any:  # Any: an iterator
        yield Member(index=0, path=b"self", size=len(content), changed="", key=""), iter([content])

    monkeypatch.setattr(members, "members_of", members_of)
    left: list[LeftOut] = []
    [archive] = _add(register, path, left=left)
    assert [(each.key, each.wrong) for each in left] == [("itself", False)]
    assert access.terms_of(register)[archive.exhibit].access is Access.TEAM


def test_members_are_never_more_open_than_their_archive(register: Register) -> None:
    """The archive closed later closes them; opening a member by itself opens nothing; holds reach them."""
    [archive, member, *_] = _add(
        register, _write(register, "a.zip", zipped(MEMBERS)), _handed(level=Access.PUBLIC)
    )
    assert access.terms_of(register)[member.exhibit].access is Access.PUBLIC
    change_consent(register, archive.exhibit, Wish(access=Access.TEAM))
    assert access.terms_of(register)[member.exhibit].access is Access.TEAM
    change_consent(register, member.exhibit, Wish(access=Access.PUBLIC, give=("publish",), reason="r"))
    assert access.terms_of(register)[member.exhibit].access is Access.TEAM
    change_consent(register, archive.exhibit, Wish(access=Access.PUBLIC, reason="r"))
    assert access.terms_of(register)[member.exhibit].access is Access.PUBLIC
    hold(register, archive.exhibit, authority="court", reason="order", until=dt.date(2100, 1, 1))
    assert access.terms_of(register)[member.exhibit].held


def test_a_second_deposit_on_closer_terms_closes_members(register: Register) -> None:
    """The same archive handed in again, closed: members are as closed, though their own deposit is open."""
    path = _write(register, "a.zip", zipped(MEMBERS))
    [_, member, *_] = _add(register, path, _handed(level=Access.PUBLIC))
    add_files(register, [path], given=terms(Access.TEAM, [Purpose.KEEP]))
    held = access.terms_of(register)[member.exhibit]
    assert (held.access, held.consent) == (Access.TEAM, frozenset({Purpose.KEEP}))


def test_withdrawing_the_archive_reaches_its_members(register: Register, in_process: None) -> None:  # noqa: ARG001 - a fixture
    """Bytes, words and paths of every member go, those inside inner archives too; every proof still verifies."""
    inner = zipped([("c.txt", f"{CANARY} deep".encode())])
    packed = [*MEMBERS, ("in.zip", inner), (f"{CANARY}.txt", b"named")]
    content = zipped(packed)
    path = _write(register, "a.zip", content)
    added = _add(register, path, _handed(levels=2, source=CANARY))
    refresh(register)
    assert _words_in(register)
    done = _withdraw(register, added[0].exhibit)
    assert set(done.exhibits) == {one.exhibit for one in added}
    assert list(_words_in(register)) == []
    assert not list((register.path / "objects").rglob("[0-9a-f]" * 64))
    assert _entries(register, Act.DERIVATION) == []
    assert verify(register).state is State.HOLDS


def test_what_was_handed_in_by_itself_stays(register: Register) -> None:
    """A member that has a deposit of its own outlives the archive's withdrawal; its deposit out of it does not."""
    own = _write(register, "own.txt", MEMBERS[0][1])
    [mine] = add_files(register, [own], given=terms(Access.TEAM))
    added = _add(register, _write(register, "a.zip", zipped(MEMBERS)))
    assert added[1].exhibit == mine.exhibit
    done = _withdraw(register, added[0].exhibit)
    assert mine.exhibit not in done.exhibits
    with catalogue.opened(register) as connection:
        assert [each.position for each in catalogue.deposits(connection)] == [mine.position]
    assert verify(register).state is State.HOLDS


def test_of_two_deposits_of_an_archive_each_has_its_members(register: Register) -> None:
    """Withdrawing one deposit takes the members' deposits that came with it, and leaves the others'."""
    path = _write(register, "a.zip", zipped(MEMBERS))
    first, second = _add(register, path), _add(register, path)
    _withdraw(register, str(first[0].position))
    with catalogue.opened(register) as connection:
        left = [each.position for each in catalogue.deposits(connection)]
    assert left == [one.position for one in second]
    assert [each["deposit"] for each in _entries(register, Act.DERIVATION)] == [second[0].position]


def test_a_member_alone_is_not_withdrawn_or_sealed(register: Register) -> None:
    """Its bytes would stay in the archive: refused, naming the archive."""
    seal.set_recipients(register, [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(2)])
    added = _add(register, _write(register, "a.zip", zipped(MEMBERS)))
    assert _refused(_withdraw, register, added[1].exhibit) == "stays_in_archive"
    assert _refused(seal.seal, register, added[1].exhibit) == "stays_in_archive"


def test_sealing_the_archive_seals_its_members(register: Register, in_process: None) -> None:  # noqa: ARG001 - a fixture
    """No byte of a member, nor its path, is left in clear, and no member can come in clear again."""
    seal.set_recipients(register, [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(2)])
    path = _write(register, "a.zip", zipped([*MEMBERS, (f"{CANARY}.txt", b"named")]))
    added = _add(register, path)
    refresh(register)
    other = _add(register, _write(register, "b.zip", zipped([("same", MEMBERS[1][1])])))
    done = seal.seal(register, added[0].exhibit)
    assert done.exhibits[-1] == added[0].exhibit
    assert set(done.exhibits) == {one.exhibit for one in added}
    assert done.in_clear == (other[0].exhibit,)
    seal.seal(register, other[0].exhibit)
    assert list(_words_in(register)) == []
    assert all(each.access is Access.SEALED for each in access.terms_of(register).values())
    left: list[LeftOut] = []
    _add(register, _write(register, "c.zip", zipped([("same", MEMBERS[1][1]), ("new", b"new")])), left=left)
    assert [each.key for each in left] == ["held_sealed"]
    assert list(_words_in(register)) == []
    assert verify(register).state is State.HOLDS


@pytest.mark.parametrize("group", [1, 2, 100])
def test_an_unpacking_that_was_cut_short_goes_on(
    register: Register, monkeypatch: pytest.MonkeyPatch, group: int
) -> None:
    """Stopped after any member, the same command deposits what is missing once; then it is a new intake."""
    monkeypatch.setattr(members, "GROUP", group)
    monkeypatch.setattr(
        unpack, "MOST_MEMBERS", 8
    )  # As many as there are: what was deposited is not counted twice.
    inner = zipped([(f"in{number}", b"inner %d" % number) for number in range(3)])
    path = _write(register, "a.zip", zipped([*((str(n), b"%d" % n) for n in range(4)), ("in.zip", inner)]))
    real, room = objects.stage_pieces, 0

    def full(register: Register, pieces: Any, **told: int) -> objects.Staged:  # Any: bytes
        nonlocal room
        if not room:
            raise StorageError("system_refused", path=path, reason="full")
        room -= 1
        return real(register, pieces, **told)

    monkeypatch.setattr(objects, "stage_pieces", full)
    for stop in range(12):
        room = 1 + stop
        try:
            _add(register, path, _handed(levels=2))
            break
        except StorageError:
            assert verify(register).state is State.HOLDS
            assert not list((register.path / "objects").glob(".*"))
    monkeypatch.undo()
    told = [each["name"] for each in _entries(register, Act.ACCESSION)]
    assert sorted(told) == sorted(["a.zip", "0", "1", "2", "3", "in.zip", "in0", "in1", "in2"])
    assert [each.get("batch_ends", False) for each in _entries(register, Act.DERIVATION)] == [False, True]
    assert len(_add(register, path, _handed(levels=2))) == 9


def test_a_plain_intake_and_one_that_unpacks_are_two(register: Register) -> None:
    """What was handed in without unpacking does not count as done for the same command with it."""
    path = _write(register, "a.zip", zipped(MEMBERS))
    add_files(register, [path], given=terms(Access.TEAM))
    assert len(_add(register, path)) == 4


def test_without_an_archive_nothing_is_taken_in(register: Register) -> None:
    """--unpack with nothing to unpack, or for what is to be sealed, is refused before anything is written."""
    path = _write(register, "a.txt", b"x")
    assert _refused(_add, register, path) == "no_archive"
    sealed = _handed(level=Access.SEALED)
    assert _refused(_add, register, _write(register, "a.zip", zipped(MEMBERS)), sealed) == "unpack_sealed"
    assert _entries(register, Act.ACCESSION) == []


def test_a_damaged_archive_keeps_what_came_before(register: Register) -> None:
    """What came out whole is deposited; the log says where it ended; the archive is an exhibit as it came."""
    content = tarred([(b"a", tarfile.REGTYPE, b"first"), (b"b", tarfile.REGTYPE, bytes(5000))])[:3000]
    left: list[LeftOut] = []
    added = _add(register, _write(register, "a.tar", content), left=left)
    assert [one.path.name for one in added] == ["a.tar", "a"]
    [told] = _entries(register, Act.DERIVATION)
    assert [each["why"] for each in told["left_out"]] == ["cut_off"]
    assert left[0].wrong
    assert objects.object_path(register, ObjectId(added[0].object)).read_bytes() == content


def test_members_of_a_field_register_come_with_their_archive(
    register: Register,
    tmp_path: Path,
    no_flush: None,  # noqa: ARG001 - a fixture
) -> None:
    """Taken in from another register, members belong to their archive's deposit here, and go with it."""
    field = create_register(tmp_path / "field.register", actor="ر")
    add_files(register, [_write(register, "first.txt", b"first")], given=terms(Access.TEAM))
    _add(field, _write(field, "a.zip", zipped(MEMBERS)), _handed(level=Access.PARTNER))
    take_register_in(register, field)
    archive, *inside = _entries(register, Act.ACCESSION)[1:]
    assert {each["member"]["deposit"] for each in inside} == {archive["at_position"]}
    assert {each["derived_from"] for each in inside} == {archive["exhibit"]}
    change_consent(register, archive["exhibit"], Wish(access=Access.TEAM))
    assert access.terms_of(register)[ExhibitId(inside[0]["exhibit"])].access is Access.TEAM
    _withdraw(register, archive["exhibit"])
    assert [each["name"] for each in _entries(register, Act.ACCESSION)] == ["first.txt"]
    assert verify(register).state is State.HOLDS


def test_archives_in_archives_are_bounded_together(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However deep, one archive that was handed in gives so many members and is unpacked so many times, and says so."""
    content = zipped([(f"{n}.txt", b"%d" % n) for n in range(3)])
    for _ in range(3):
        content = zipped([(f"{n}.zip", content) for n in range(3)])
    path = _write(register, "a.zip", content)
    monkeypatch.setattr(unpack, "MOST_ARCHIVES", 6)
    left: list[LeftOut] = []
    added = _add(register, path, _handed(levels=8), left=left)
    assert len(_entries(register, Act.DERIVATION)) == 6
    assert len(added) == 1 + 6 * 3
    assert {each.key for each in left} == {"too_many_archives"}
    monkeypatch.setattr(unpack, "MOST_MEMBERS", 5)
    left.clear()
    added = _add(register, path, _handed(levels=8), left=left)
    assert len(added) == 1 + 5
    assert "too_many_members" in {each.key for each in left}
