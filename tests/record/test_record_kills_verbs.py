"""Verbs that delete or hand out, ended before their durable steps: verified after each, and the same again finishes."""

import dataclasses
import os
import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pyrage
import pytest
from test_record_kills import Dying

from sijill.model.evidence import Access, Purpose
from sijill.model.trust import State
from sijill.record import add_files, refresh, seal, verify
from sijill.record.add import terms
from sijill.record.mirror import mirror
from sijill.store.layout import Register, find_register
from sijill.store.opening import create_register

pytestmark = [
    pytest.mark.kill,
    pytest.mark.skipif(
        not hasattr(os, "memfd_create"), reason="forks and counts in shared memory: Linux only"
    ),
]

CANARY = "zqxcanary"
NUMBER = "2026-000001"


@pytest.fixture(scope="module")
def dying() -> Iterator[Dying]:
    """The process that runs `sijill` in forks of itself."""
    process = Dying()
    yield process
    process.end()


@pytest.fixture
def place(register: Register, tmp_path: Path, in_process: None) -> Path:  # noqa: ARG001 - a fixture
    """A folder with a register of two exhibits, the first of which holds a canary, and two recipients' keys."""
    place = tmp_path / "place"
    place.mkdir()
    files = {"a.txt": f"شهادة {CANARY}", "b.txt": "قالت الرابطة إن 40 شخصاً قتلوا"}
    for name, text in files.items():
        (place / name).write_text(text, encoding="utf-8")
    register.path.rename(place / "r.register")
    mine = dataclasses.replace(find_register(place / "r.register"), actor="Rana")
    given = terms(Access.PUBLIC, {Purpose.KEEP, Purpose.PUBLISH, Purpose.SHARE})
    for name in files:
        add_files(mine, [place / name], given=given, source=CANARY if name == "a.txt" else "")
    refresh(mine)
    keys = [pyrage.x25519.Identity.generate() for _ in range(2)]
    (place / "a.key").write_text(f"{keys[0]}\n", encoding="ascii")
    seal.set_recipients(mine, [str(each.to_public()) for each in keys])
    return place


def _ended(
    dying: Dying, place: Path, argv: Callable[[Path], tuple[object, ...]], every: int
) -> Iterator[tuple[Path, int]]:
    """Yield copies of a folder, in each of which a run was ended before one of its steps, and the status of the rerun.

    In between, what verification says is compared: the only thing that may fail is what was told as gone and is not yet.
    """
    step = 1
    while True:
        copy = Path(shutil.copytree(place, place.with_name(f"step{step}"), symlinks=True))
        if dying.run(*argv(copy), die_at=step)["status"] == 0:
            shutil.rmtree(copy)
            break
        told = verify(find_register(copy / "r.register")).findings
        assert {each.key for each in told if each.state is State.FAILS} <= {"withdrawn_left"}
        yield copy, dying.run(*argv(copy))["status"]
        shutil.rmtree(copy)
        step += every
    assert step > 3 * every


def _holding(copy: Path, name: str = "r.register") -> list[str]:
    """Return the files of a register whose bytes or name hold the canary."""
    files = [path for path in (copy / name).rglob("*") if path.is_file()]
    return [path.name for path in files if CANARY.encode() in path.read_bytes() or CANARY in path.name]


def _holds(copy: Path, name: str = "r.register") -> bool:
    return verify(find_register(copy / name)).state is State.HOLDS


def _published(dying: Dying, place: Path) -> None:
    assert dying.run("publish", place / "r.register")["status"] == 0
    out = ("--out", place / "earlier", "--to", "Court", "--tell-sources")
    assert dying.run("export", "dossier", NUMBER, "-R", place / "r.register", *out)["status"] == 0
    assert _holding(place)


def test_a_withdrawal_is_finished_by_the_same_again(dying: Dying, place: Path) -> None:
    """Ended at any step: the rerun answers as a whole run does, and no byte is left, in a site neither."""
    _published(dying, place)
    why = ("--authority", "person", "--reason", "danger", "--actor", "Rana")
    assert dying.run("withdraw", NUMBER, "--propose", "-R", place / "r.register", *why)["status"] == 0
    (place / "letters").mkdir()

    def confirm(copy: Path) -> tuple[object, ...]:
        by = ("--actor", "Samir", "--notices", copy / "letters")
        return ("withdraw", NUMBER, "--confirm", "-R", copy / "r.register", *by)

    for copy, status in _ended(dying, place, confirm, 23):
        assert (status, _holding(copy), _holds(copy)) == (0, [], True)
        assert len(list((copy / "letters").iterdir())) == 2  # Of the export and of the site.
        assert not (copy / "r.register" / "erasing").exists()


def test_a_sealing_is_finished_by_whatever_writes_next(dying: Dying, place: Path) -> None:
    """Ended at any step: the rerun seals or says that it is sealed, and nothing is left in clear."""
    _published(dying, place)
    for copy, status in _ended(dying, place, lambda copy: ("seal", NUMBER, "-R", copy / "r.register"), 23):
        assert status in {0, 2}
        assert (_holding(copy), _holds(copy)) == ([], True)


def test_what_is_handed_out_leaves_nothing_half_behind(dying: Dying, place: Path) -> None:
    """A dossier, a packed register and sealed bytes, ended at any step: the rerun leaves them and nothing beside."""
    assert dying.run("seal", "2026-000002", "-R", place / "r.register")["status"] == 0
    before = {path.name for path in place.iterdir()}
    verbs: dict[str, tuple[int, tuple[object, ...]]] = {
        "dossier": (4, ("export", "dossier", NUMBER, "--to", "X", "--tell-sources", "--out", "{}/o")),
        "packed": (3, ("close", "{}/o")),
        "bytes": (3, ("unseal", "2026-000002", "--identity", "{}/a.key", "--out", "{}/o")),
    }
    for name, (every, verb) in verbs.items():
        words = (*map(str, verb), "-R", "{}/r.register")
        for copy, status in _ended(dying, place, partial(_within, words), every):
            # 2: ended after the last rename, it is there and is not written again.
            assert status in ({0} if name == "bytes" else {0, 2}), name
            assert {path.name for path in copy.iterdir()} == {*before, "o"}, name


def _within(words: tuple[str, ...], copy: Path) -> tuple[object, ...]:
    return tuple(word.format(copy) for word in words)


def test_a_mirror_goes_on_deleting(dying: Dying, place: Path) -> None:
    """Ended while it carries a withdrawal out: the next run takes it up, half overwritten files and all."""
    mirror(find_register(place / "r.register"), place / "m.register")
    why = ("--authority", "depositor", "--reason", "danger", "--actor", "Rana", "-R", place / "r.register")
    assert dying.run("withdraw", NUMBER, *why, "--propose")["status"] == 0
    again = ("--confirm", "--actor", "Samir", "-R", place / "r.register")
    assert dying.run("withdraw", NUMBER, *again)["status"] == 0
    assert _holding(place, "m.register")

    def take(copy: Path) -> tuple[object, ...]:
        return ("mirror", copy / "m.register", "-R", copy / "r.register")

    for copy, status in _ended(dying, place, take, 5):
        assert (status, _holding(copy, "m.register")) == (0, [])


def test_taking_a_register_in_is_never_told_as_damage(dying: Dying, place: Path) -> None:
    """Ended at any step: nothing fails, and the rerun takes all of it in."""
    field = create_register(place / "f.register")
    add_files(field, [place / "a.key"], given=terms(Access.TEAM))

    def take(copy: Path) -> tuple[object, ...]:
        return ("add", copy / "f.register", "-R", copy / "r.register")

    for copy, status in _ended(dying, place, take, 9):
        assert (status, _holds(copy)) == (0, True)


def test_an_added_linkage_that_is_ended_leaves_the_run_before_or_its_own(dying: Dying, place: Path) -> None:
    """Ended before any step, who is whom is as before or as after, never a mixture; the same again comes to the end."""
    from sijill.link.in_register import link_register
    from sijill.store import tables

    mine = dataclasses.replace(find_register(place / "r.register"), actor="Rana")
    names = ["سالم رامي التوت", "عمار هاني السرو", "نبيل فادي الزيتون", "مازن وائل اللوز", "طارق عادل الرمان"]
    for name, chosen in (("one", names), ("second", names), ("new", names[:1])):
        path = place / f"{name}.csv"
        path.write_text("\n".join(["name", *chosen, *[""] * len(name)]), encoding="utf-8")
        add_files(mine, [path], given=terms(Access.TEAM), list_name=name)
        refresh(mine)
        if name == "second":
            link_register(mine)

    def who(register: Register) -> tuple[dict[str, str], dict[str, str]]:
        membership = tables.read(register, "membership").to_pylist()
        held = {each["mention"]: each["person"] for each in membership if not each["until"]}
        clusters = tables.read(register, "clusters").to_pylist()
        assert held == {each["mention"]: each["person"] for each in clusters}
        mentions = tables.read(register, "mentions")["mention"].to_pylist()
        assert sorted(held) == mentions
        return held, {name: tables.current(register)[name] for name in ("prepared", "met", "weights")}

    before, kept = who(mine)
    for copy, status in _ended(dying, place, lambda copy: ("link", "--register", copy / "r.register"), 6):
        register = find_register(copy / "r.register")
        after, kept_after = who(register)
        assert status == 0
        assert kept_after == kept
        assert before.items() <= after.items()
        assert len(after) == len(before) + 1
        assert len(set(after.values())) == len(set(before.values()))
