"""Intake: what is taken, what is left out, under which number and on which terms."""

import os
from pathlib import Path
from typing import Any

import pytest

from sijill.errors import IntegrityError, SijillError
from sijill.model.evidence import Access, Purpose
from sijill.model.log import Act
from sijill.model.trust import State
from sijill.record import add, add_files, refresh, verify
from sijill.record.add import Watch, take_in, terms
from sijill.record.batch import Handed
from sijill.record.intake import display_name, gather
from sijill.store import catalogue, lock, log
from sijill.store.access import Use, permitted, terms_of
from sijill.store.layout import Register
from sijill.store.lock import writing

TEAM = terms(Access.TEAM)


def _accessions(register: Register) -> list[dict[str, Any]]:
    with catalogue.opened(register) as connection:
        return [dict(entry.about) for entry in catalogue.entries(connection, Act.ACCESSION)]


def _write(folder: Path, *names: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / name).write_text(f"محتوى {name}", encoding="utf-8", errors="surrogateescape")
    return folder


def test_terms_are_closed_by_default_and_keep_is_always_agreed() -> None:
    """Publication is agreed only with public access, sharing only with partner access, sealed is keeping alone."""
    assert TEAM.consent == {Purpose.KEEP}
    assert terms(Access.PARTNER).consent == {Purpose.KEEP, Purpose.SHARE}
    assert terms(Access.PUBLIC).consent == {Purpose.KEEP, Purpose.PUBLISH}
    assert terms(Access.PUBLIC, []).consent == {Purpose.KEEP}
    assert terms(Access.SEALED).consent == {Purpose.KEEP}


def test_a_folder_is_taken_in_order(register: Register, tmp_path: Path) -> None:
    """Each file gets the next number and one deposit, folder by folder, names in order."""
    folder = _write(tmp_path / "مجلد فيه فراغ", "b.txt", "a.txt")
    _write(folder / "ب", "c.txt")
    added = add_files(register, [folder], given=TEAM, source="أمين", list_name="قائمة")
    year = added[0].exhibit[:4]
    assert [one.path.name for one in added] == ["a.txt", "b.txt", "c.txt"]
    assert [one.exhibit for one in added] == [f"{year}-00000{number}" for number in (1, 2, 3)]
    assert [one.position for one in added] == [1, 2, 3]
    with catalogue.opened(register) as connection:
        told = catalogue.deposits(connection)
    assert {(each.source, each.list_name, each.terms.access) for each in told} == {
        ("أمين", "قائمة", Access.TEAM)
    }


def test_the_same_bytes_twice_are_one_exhibit(register: Register, tmp_path: Path) -> None:
    """In one intake or in two, equal bytes get one number and a deposit each; the strictest terms hold."""
    folder = _write(tmp_path / "in", "a")
    (folder / "b").write_bytes((folder / "a").read_bytes())
    first = add_files(register, [folder], given=terms(Access.PUBLIC))
    assert [one.held_before for one in first] == [False, True]
    assert len({one.exhibit for one in first}) == 1
    assert len(permitted(register, Use.PUBLISH)) == 1
    (again,) = add_files(register, [folder / "b"], given=TEAM)
    assert (again.exhibit, again.held_before) == (first[0].exhibit, True)
    assert terms_of(register)[again.exhibit].access is Access.TEAM
    assert permitted(register, Use.PUBLISH) == []
    add_files(register, [folder / "b"], given=terms(Access.PUBLIC))
    assert permitted(register, Use.PUBLISH) == []
    assert verify(register).state is State.HOLDS


@pytest.mark.usefixtures("in_process")
def test_odd_names_are_kept_byte_for_byte_and_shown_safely(register: Register, tmp_path: Path) -> None:
    """Raw bytes, bidi overrides, line breaks, twins in NFC and NFD, a leading dash: kept apart, shown tame."""
    names = [
        b"\xd3\xe6\xd1.txt",
        "a\u202etxt.exe".encode(),
        b"a\nb",
        "é".encode(),
        "e\u0301".encode(),
        b"-rf",
    ]
    folder = tmp_path / "in"
    folder.mkdir()
    for number, name in enumerate(names):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(b"x%d" % number)
    added = add_files(register, [folder], given=TEAM)
    with catalogue.opened(register) as connection:
        entries = [entry.about for entry in catalogue.entries(connection) if "name_bytes" in entry.about]
    assert sorted(bytes.fromhex(about["name_bytes"]) for about in entries) == sorted(names)
    shown = [display_name(one.path) for one in added]
    assert all(name.isprintable() for name in shown)
    assert "a\ufffdtxt.exe" in shown
    refresh(register)
    assert verify(register).state is State.HOLDS


def test_links_pipes_and_registers_in_a_folder_are_left_out(register: Register, tmp_path: Path) -> None:
    """What is no regular file of the folder is told and not taken: least of all a register with its key."""
    folder = _write(tmp_path, "a.txt")
    (folder / "file link").symlink_to(folder / "a.txt")
    (folder / "folder link").symlink_to("/")
    (folder / "nowhere").symlink_to(folder / "no")
    os.mkfifo(folder / "pipe")
    (folder / "empty folder").mkdir()
    found = gather([folder])
    assert [each.below for each in found.files] == [b"a.txt"]
    assert {each.path.name: each.key for each in found.left_out} == {
        "file link": "a_link",
        "folder link": "a_link",
        "nowhere": "a_link",
        "pipe": "a_pipe",
        register.path.name: "a_register",
    }
    assert not any(each.wrong for each in found.left_out)


def test_a_link_that_is_named_is_followed(register: Register, tmp_path: Path) -> None:
    """Whoever names a link means the file behind it; the deposit keeps the link's name."""
    _write(tmp_path / "in", "a.txt")
    (tmp_path / "latest").symlink_to(tmp_path / "in" / "a.txt")
    (one,) = add_files(register, [tmp_path / "latest"], given=TEAM)
    assert (one.path.name, one.size) == ("latest", (tmp_path / "in" / "a.txt").stat().st_size)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("no", "missing_file"),
        ("empty", "empty_file"),
        ("pipe", "not_a_file"),
        ("folder", "nothing_to_add"),
        ("r.register", "nothing_to_add"),
    ],
)
def test_bad_input_is_refused_before_anything_is_written(
    register: Register, tmp_path: Path, name: str, key: str
) -> None:
    """Beside a good file, one bad path stops the whole intake: no object, no entry."""
    good = _write(tmp_path / "in", "a.txt")
    (tmp_path / "empty").touch()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    paths = [tmp_path / name] if key == "nothing_to_add" else [good, tmp_path / name]
    with pytest.raises(SijillError) as caught:
        add_files(register, paths, given=TEAM)
    assert caught.value.key == key
    assert log.current(register).size == 1
    assert list((register.path / "objects").iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_file_that_may_not_be_read_is_told_or_refused(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder it is left out and told, and the rest goes in; named itself, it stops the intake."""
    folder = _write(tmp_path / "in", "a.txt", "b.txt")
    allowed = os.access
    # The superuser may read everything, so the system's answer is put in its mouth.
    monkeypatch.setattr(os, "access", lambda path, mode: path.name != "b.txt" and allowed(path, mode))
    with pytest.raises(SijillError) as caught:
        add_files(register, [folder, folder / "b.txt"], given=TEAM)
    assert caught.value.key == "unreadable_file"
    assert log.current(register).size == 1
    intake = gather([folder])
    assert [(each.path.name, each.key, each.wrong) for each in intake.left_out] == [
        ("b.txt", "unreadable", True)
    ]
    assert [one.path.name for one in add_files(register, [folder], given=TEAM)] == ["a.txt"]


def test_an_empty_file_in_a_folder_is_evidence(register: Register, tmp_path: Path) -> None:
    """That it is there and empty is kept: an exhibit of no bytes, beside the others."""
    folder = _write(tmp_path / "in", "a.txt")
    (folder / "zero").touch()
    assert [(one.path.name, one.size > 0) for one in add_files(register, [folder], given=TEAM)] == [
        ("a.txt", True),
        ("zero", False),
    ]
    assert verify(register).findings == ()


def test_paths_below_a_folder_are_kept(register: Register, tmp_path: Path) -> None:
    """Byte for byte, from the folder that was handed in; a file that is named itself has only its name."""
    folder = _write(tmp_path / "in" / "ب", "a.txt")
    add_files(register, [tmp_path / "in", folder / "a.txt"], given=TEAM)
    first, second = _accessions(register)
    assert bytes.fromhex(first["path_bytes"]) == "ب/a.txt".encode()
    assert (first["path"], first["name"]) == ("ب/a.txt", "a.txt")
    assert "path" not in second
    assert second["changed"].endswith("Z")


def test_an_intake_that_was_cut_short_goes_on_where_it_was(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Run again, it deposits what is missing and what changed; finished, the same paths are a new intake."""
    monkeypatch.setattr(add, "GROUP", 2)
    folder = _write(tmp_path / "in", "a", "b", "c", "d", "e")

    def stop(one: add.Added) -> None:
        if one.path.name == "b":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        add_files(register, [folder], given=TEAM, each=stop)
    (folder / "a").write_text("changed", encoding="utf-8")
    again: list[str] = []
    handed = Handed(terms=TEAM)
    watch = Watch(again=lambda found: again.append(found.path.name))
    added = take_in(register, [folder], gather([folder]), handed, watch)
    assert [one.path.name for one in added] == ["a", "c", "d", "e"]
    assert again == ["b"]
    assert len(add_files(register, [folder], given=TEAM)) == 5
    assert verify(register).findings == ()


def test_other_words_are_another_intake(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unfinished intake is only gone on with by the same paths on the same terms with the same words."""
    monkeypatch.setattr(add, "GROUP", 1)
    folder = _write(tmp_path / "in", "a", "b")
    with pytest.raises(KeyboardInterrupt):
        add_files(register, [folder], given=TEAM, each=lambda _one: (_ for _ in ()).throw(KeyboardInterrupt))
    assert len(add_files(register, [folder], given=TEAM, source="أمين")) == 2
    assert len(add_files(register, [folder], given=TEAM)) == 1


def test_what_turns_out_unreadable_leaves_the_intake_open(register: Register, tmp_path: Path) -> None:
    """A file that goes away meanwhile is told, the others go in, and a second run brings only that file."""
    folder = _write(tmp_path / "in", "a", "b")
    intake = gather([folder])
    (folder / "b").rename(tmp_path / "b")
    left: list[str] = []
    handed = Handed(terms=TEAM)
    watch = Watch(left=lambda each: left.append(each.key))
    assert len(take_in(register, [folder], intake, handed, watch)) == 1
    assert left == ["missing_file"]
    (tmp_path / "b").rename(folder / "b")
    assert [one.path.name for one in add_files(register, [folder], given=TEAM)] == ["b"]


def test_large_and_small_groups_keep_their_order(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Copied by threads or one after the other, deposits come in the order of the files."""
    monkeypatch.setattr(add, "_LARGE", 1_000)
    monkeypatch.setattr(add, "GROUP", 3)
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02d}").write_bytes(bytes([number]) * (2_000 if number % 5 else 1))
    added = add_files(register, [folder], given=TEAM)
    assert [one.path.name for one in added] == [f"{number:02d}" for number in range(20)]
    assert [one.position for one in added] == list(range(1, 21))
    assert verify(register).findings == ()


def test_words_that_are_no_text_are_refused(register: Register, tmp_path: Path) -> None:
    """A source that is not UTF-8 on the command line is told before anything is written."""
    folder = _write(tmp_path / "in", "a.txt")
    with pytest.raises(SijillError) as caught:
        add_files(register, [folder], given=TEAM, source="\udcff")
    assert caught.value.key == "not_unicode"


def test_sparse_files_are_taken_whole(register: Register, tmp_path: Path) -> None:
    """A file with a hole is as many bytes as it says."""
    with (tmp_path / "sparse").open("wb") as handle:
        handle.truncate(3_000_001)
    (one,) = add_files(register, [tmp_path / "sparse"], given=TEAM)
    assert one.size == 3_000_001
    assert verify(register).state is State.HOLDS


def test_a_group_that_fails_promises_nothing(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the log cannot be written, nobody gets a receipt, and the next intake goes on as if nothing was."""
    folder = _write(tmp_path / "in", "a.txt", "b.txt")
    with monkeypatch.context() as patched:
        patched.setattr(
            log, "write_together", lambda *_given, **_named: (_ for _ in ()).throw(OSError(28, "full"))
        )
        with pytest.raises(OSError, match="full"):
            add_files(register, [folder], given=TEAM)
    report = verify(register)
    assert report.state is State.HOLDS
    assert {finding.key for finding in report.findings} == {"object_unlogged", "leftover"}
    assert len(add_files(register, [folder], given=TEAM)) == 2
    assert verify(register).findings == ()


def test_a_busy_register_is_told(register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """While another process writes, adding says so and changes nothing."""
    monkeypatch.setattr(lock, "PATIENCE_SECONDS", 0.0)
    folder = _write(tmp_path / "in", "a.txt")
    with writing(register.path), pytest.raises(SijillError) as caught:
        add_files(register, [folder], given=TEAM)
    assert caught.value.key == "register_busy"
    assert log.current(register).size == 1


@pytest.mark.usefixtures("in_process")
def test_nothing_is_read_from_bytes_that_were_changed(register: Register, tmp_path: Path) -> None:
    """An object that is not what was taken in is named, and no text of it enters the tables."""
    folder = _write(tmp_path / "in", "a.txt")
    (one,) = add_files(register, [folder], given=TEAM)
    path = register.path / "objects" / one.object[:2] / one.object
    path.chmod(0o600)
    path.write_bytes(b"something else")
    with pytest.raises(IntegrityError) as caught:
        refresh(register)
    assert (caught.value.key, caught.value.data["path"]) == ("changed_object", path)
