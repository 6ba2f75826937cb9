"""Decisions on plain files: rows that are only ever added, and one clear error for a row that cannot be read."""

import errno
import os
from pathlib import Path

import pytest

from sijill.errors import InputError, StorageError, UsageError
from sijill.link.decisions_file import append_decision, append_undo, decided_by, not_here, read_file
from sijill.link.records import Decided
from sijill.link.standing import standing
from sijill.model.decision import Judgement, Verdict


def test_rows_are_added_and_never_changed(tmp_path: Path) -> None:
    """What was there stays byte for byte; an undoing, and the undoing of it, are rows too."""
    path = tmp_path / "d.csv"
    first = append_decision(path, "Rana", Judgement(pair=("b", "a"), verdict=Verdict.SAME, why="أم واحدة"))
    before = path.read_bytes()
    undoing = append_undo(path, "Rana", first, "خطأ")
    assert path.read_bytes().startswith(before)
    assert standing(read_file(path)).same == ()
    append_undo(path, "Rana", undoing, "")
    [found] = read_file(path)
    assert (found.left, found.right, found.reviewer, found.why, found.undone) == (
        "a",
        "b",
        "Rana",
        "أم واحدة",
        None,
    )
    assert standing(read_file(path)).same == (("a", "b"),)


def test_a_file_written_by_hand_is_read(tmp_path: Path) -> None:
    """Three columns are enough, Arabic words do, and a row that nobody filled in says nothing."""
    path = tmp_path / "d.csv"
    path.write_text("left;right;decision\na;b;نفسه\nc;d;مختلف\ne;f;\n", encoding="utf-8-sig")
    decided, told = decided_by(path)
    assert (decided.same, decided.different, told) == ((("a", "b"),), (("c", "d"),), [])
    append_decision(path, "Rana", Judgement(pair=("a", "c"), verdict=Verdict.UNSURE))
    assert standing(read_file(path)).unsure == (("a", "c"),)


@pytest.mark.parametrize(
    ("rows", "row"),
    [
        ("a,b,perhaps\n", 2),
        ("a,a,same\n", 2),
        (",b,same\n", 2),
        ("a,b,undo\n", 2),
    ],
)
def test_a_row_that_cannot_be_read_is_named(tmp_path: Path, rows: str, row: int) -> None:
    """The error has the file and the row."""
    path = tmp_path / "d.csv"
    path.write_text("left,right,decision\n" + rows, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_file(path)
    assert (caught.value.data["path"], caught.value.data["row"]) == (path, row)


def test_what_cannot_be_undone_is_refused(tmp_path: Path) -> None:
    """There is no such row, or it was undone already."""
    path = tmp_path / "d.csv"
    row = append_decision(path, "Rana", Judgement(pair=("a", "b"), verdict=Verdict.SAME))
    append_undo(path, "Rana", row, "")
    for position in (row, 77):
        with pytest.raises(UsageError, match="no decision"):
            append_undo(path, "Rana", position, "")


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No half row, which would stop every later run, and no empty file; the error names the file."""

    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    path = tmp_path / "d.csv"
    said = Judgement(pair=("a", "b"), verdict=Verdict.SAME)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(StorageError) as caught:
            append_decision(path, "Rana", said)
    assert caught.value.data["path"] == path
    assert not path.exists()
    append_decision(path, "Rana", said)
    before = path.read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", refuse)
        with pytest.raises(StorageError):
            append_decision(path, "Rana", Judgement(pair=("a", "c"), verdict=Verdict.SAME))
    assert path.read_bytes() == before
    assert append_decision(path, "Rana", Judgement(pair=("a", "c"), verdict=Verdict.SAME)) == 3


def test_decisions_on_records_that_are_not_here_are_told_of() -> None:
    """A slip in an id would else undo a decision unseen."""
    decided = Decided(same=(("a", "b"),), different=(("a", "zz"),))
    [(key, told)] = not_here(decided, ["a", "b"])
    assert (key, told) == ("decisions_not_here", {"count": 1, "first": "zz"})
    assert not_here(decided, ["a", "b", "zz"]) == []
