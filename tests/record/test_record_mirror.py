"""Mirrors: they take what is new, at any time a sound older state, and nothing that contradicts what they saw."""

import shutil
from pathlib import Path

import pytest
from forging import drop_entry

from sijill.errors import IntegrityError, SijillError, UsageError
from sijill.model.evidence import Access
from sijill.model.log import Act
from sijill.model.trust import State
from sijill.record import add_files, withdrawal
from sijill.record.add import terms
from sijill.record.mirror import check_mirror, mirror
from sijill.store import keyring, log, rotation
from sijill.store.layout import Register, find_register
from sijill.store.lock import writing
from sijill.store.note import Signer, verifier_key
from sijill.store.opening import create_register

MIRRORED = ("objects", "log", "payload", "hand", "frozen", "register.json")


def contents(register: Path) -> dict[str, bytes]:
    """Return the bytes of every file that a mirror is to hold."""
    files = [path for name in MIRRORED for path in [register / name, *(register / name).rglob("*")]]
    return {path.relative_to(register).as_posix(): path.read_bytes() for path in files if path.is_file()}


def _add(register: Register, folder: Path, content: bytes) -> None:
    path = folder / f"{len(content)}.txt"
    path.write_bytes(content)
    add_files(register, [path], given=terms(Access.TEAM))


def test_a_mirror_holds_the_truth_and_no_key(filled: Register, tmp_path: Path) -> None:
    """Objects, log, payload, hand and frozen are there byte for byte; keys and what can be rebuilt are not."""
    (filled.path / "hand").mkdir(exist_ok=True)
    (filled.path / "hand" / "map.toml").write_text("a = 1\n", encoding="utf-8")
    done = mirror(filled, tmp_path / "m")
    assert (done.before, done.size, done.lacking) == (0, 5, ())
    assert contents(tmp_path / "m") == contents(filled.path)
    assert not {"keys", "catalogue.sqlite", "tables", "derived", "index"} & {
        path.name for path in (tmp_path / "m").iterdir()
    }
    assert check_mirror(filled, tmp_path / "m").state is State.HOLDS
    again = mirror(filled, tmp_path / "m")
    assert (again.before, again.files) == (5, 0)


def test_only_what_is_new_is_copied(filled: Register, tmp_path: Path) -> None:
    """A second run takes one object, one payload and the edge of the log; what people wrote is never lost."""
    hand = filled.folder("hand") / "map.toml"
    hand.write_text("a = 1\n", encoding="utf-8")
    mirror(filled, tmp_path / "m")
    _add(filled, tmp_path, b"new")
    hand.write_text("a = 2\n", encoding="utf-8")
    done = mirror(filled, tmp_path / "m")
    assert (done.before, done.size) == (5, 6)
    assert (
        done.files == 7
    )  # Object, payload, bundle, tile, kept checkpoint, the new note and the earlier one.
    assert contents(tmp_path / "m") == contents(filled.path)
    (earlier,) = (tmp_path / "m" / "mirror" / "replaced").rglob("map.toml")
    assert earlier.read_text(encoding="utf-8") == "a = 1\n"


def test_keys_are_followed(filled: Register, tmp_path: Path) -> None:
    """A mirror follows a register over a change of its key, also when it comes only after the change."""
    mirror(filled, tmp_path / "early")
    rotation.rotate(filled, None)
    _add(find_register(filled.path), tmp_path, b"new")
    for name in ("early", "late"):
        mirror(filled, tmp_path / name)
        assert contents(tmp_path / name) == contents(filled.path)
        assert check_mirror(filled, tmp_path / name).state is State.HOLDS


def test_a_stopped_run_leaves_a_sound_older_state(
    filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Stopped before any rename, the mirror is no register yet or holds; the next run completes it."""
    mirror(filled, tmp_path / "first")
    rotation.rotate(filled, None)
    _add(find_register(filled.path), tmp_path, b"new")
    stopped = 0
    while not _ends(
        monkeypatch, stopped, filled, Path(shutil.copytree(tmp_path / "first", tmp_path / f"{stopped}"))
    ):
        place = tmp_path / f"{stopped}"
        report = check_mirror(filled, place)
        assert report.state is State.HOLDS, (stopped, report.findings)
        mirror(filled, place)
        assert contents(place) == contents(filled.path)
        stopped += 1
    assert stopped > 8


def _ends(patch: pytest.MonkeyPatch, at: int, source: Register, place: Path) -> bool:
    """Mirror, stopped before rename number ``at``; return whether it came to its end before that."""
    rename, steps = Path.replace, iter(range(at))

    def replace(path: Path, target: Path) -> Path:
        if next(steps, None) is None:
            raise KeyboardInterrupt
        return rename(path, target)

    with patch.context() as patched:
        patched.setattr(Path, "replace", replace)
        try:
            mirror(source, place)
        except KeyboardInterrupt:
            return False
    return True


def _refused(source: Register, place: Path) -> SijillError:
    before = contents(place)
    with pytest.raises(IntegrityError) as refused:
        mirror(source, place)
    assert contents(place) == before
    return refused.value


def test_a_rewritten_log_is_refused_and_both_notes_are_kept(filled: Register, tmp_path: Path) -> None:
    """A log without one entry, signed with the real key and grown past the mirror: refused, notes kept, nothing taken."""
    mirror(filled, tmp_path / "m")
    forged = drop_entry(filled, 2, tmp_path / "forged.register")
    assert _refused(forged, tmp_path / "m").key == "mirror_shortened"
    for content in (b"1", b"22", b"333"):
        _add(forged, tmp_path, content)
    error = _refused(forged, tmp_path / "m")
    assert error.key == "mirror_forked"
    kept = Path(str(error.data["kept"]))
    assert (kept / "offered").read_bytes() == (forged.log / "checkpoint").read_bytes()
    known = keyring.open_checkpoint(filled, (kept / "known").read_bytes())
    assert log.current(filled).size >= known.size > 2
    mirror(filled, tmp_path / "m")  # The honest register is still taken.


def test_what_a_stopped_run_saw_is_remembered(
    filled: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A checkpoint that was seen and not taken yet refutes a log that was cut back since."""
    mirror(filled, tmp_path / "m")
    earlier = Path(shutil.copytree(filled.path, tmp_path / "earlier.register"))
    _add(filled, tmp_path, b"new")
    assert not _ends(monkeypatch, 1, filled, tmp_path / "m")
    assert _refused(find_register(earlier), tmp_path / "m").key == "mirror_shortened"


def test_another_register_is_refused(filled: Register, tmp_path: Path, no_flush: None) -> None:  # noqa: ARG001
    """A folder is the mirror of one register; and one id under another first key is told as such."""
    mirror(filled, tmp_path / "m")
    other = create_register(tmp_path / "other.register")
    with pytest.raises(UsageError):
        mirror(other, tmp_path / "m")
    signer = Signer(name=keyring.origin(filled), seed=bytes(32))
    description = (filled.path / "register.json").read_text(encoding="utf-8")
    (filled.path / "register.json").write_text(
        description.replace(filled.verifier, verifier_key(signer)), encoding="utf-8"
    )
    assert _refused(find_register(filled.path), tmp_path / "m").key == "mirror_other_key"


def test_damage_in_the_register_does_not_reach_the_mirror(filled: Register, tmp_path: Path) -> None:
    """A changed object is named and not taken; the rest is, and a changed log is not taken at all."""
    victim = next((filled.path / "objects").glob("*/*"))
    victim.chmod(0o600)
    sound = victim.read_bytes()
    victim.write_bytes(b"other")
    done = mirror(filled, tmp_path / "m")
    assert done.lacking == (victim.relative_to(filled.path).as_posix(),)
    victim.write_bytes(sound)
    assert mirror(filled, tmp_path / "m").lacking == ()
    assert check_mirror(filled, tmp_path / "m").state is State.HOLDS
    tile = next((filled.log / "tile" / "entries").rglob("5"))
    tile.write_bytes(tile.read_bytes()[:-1] + b"x")
    assert _refused(filled, tmp_path / "m").key == "damaged_log"


def test_a_mirror_inside_the_register_is_refused(filled: Register) -> None:
    """A copy on the same disk, below the register, is no copy."""
    with pytest.raises(UsageError):
        mirror(filled, filled.path / "m")


def test_what_is_withdrawn_goes_from_the_mirror(filled: Register, tmp_path: Path) -> None:
    """Payload and object of a withdrawn deposit go from the mirror with the next run, and do not lack in a new one."""
    mirror(filled, tmp_path / "m")
    entry = list(log.entries(filled, 0, 5))[1]
    gone = ["payload/000/000001", f"objects/{entry.about['object'][:2]}/{entry.about['object']}"]
    with writing(filled.path):
        log.append(filled, [(Act.WITHDRAWAL, {"withdrawn": [1], "exhibits": [entry.about["exhibit"]]})])
    for where in gone:
        (filled.path / where).unlink()
    for name in ("m", "new"):
        assert mirror(filled, tmp_path / name).lacking == ()
        assert not any((tmp_path / name / where).exists() for where in gone)
        assert contents(tmp_path / name) == contents(filled.path)


def test_a_deletion_that_was_stopped_in_the_register_goes_on_in_the_mirror(
    filled: Register, tmp_path: Path
) -> None:
    """Mirrored between tombstone and deletion, the bytes go from the mirror once they went from the register."""
    mirror(filled, tmp_path / "m")
    entry = list(log.entries(filled, 0, 5))[1]
    with writing(filled.path):
        log.append(filled, [(Act.WITHDRAWAL, {"withdrawn": [1], "exhibits": [entry.about["exhibit"]]})])
    mirror(filled, tmp_path / "m")
    withdrawal.finish(filled)
    mirror(filled, tmp_path / "m")
    assert contents(tmp_path / "m") == contents(filled.path)
    assert check_mirror(filled, tmp_path / "m").state is State.HOLDS


def test_an_object_that_another_deposit_keeps_stays(filled: Register, tmp_path: Path) -> None:
    """The same bytes handed in twice, one deposit withdrawn: the object stays in the mirror."""
    entry = list(log.entries(filled, 0, 5))[1]
    path = filled.path / "objects" / entry.about["object"][:2] / entry.about["object"]
    add_files(filled, [path], given=terms(Access.TEAM))
    mirror(filled, tmp_path / "m")
    with writing(filled.path):
        log.append(filled, [(Act.WITHDRAWAL, {"withdrawn": [1], "exhibits": []})])
    (filled.path / "payload" / "000" / "000001").unlink()
    path.unlink()  # Even where the register lost it.
    mirror(filled, tmp_path / "m")
    assert (tmp_path / "m" / path.relative_to(filled.path)).exists()
    assert not (tmp_path / "m" / "payload" / "000" / "000001").exists()
