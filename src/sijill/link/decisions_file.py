"""Decisions on plain files: a CSV that rows are only ever added to, one row a judgement."""

import csv
import dataclasses
import datetime as dt
import io
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

from sijill.errors import InputError, StorageError, UsageError, missing_column
from sijill.link.files import Input
from sijill.link.records import Decided
from sijill.link.rows import delimiter_of, rows_of
from sijill.link.standing import Warnings, standing, warnings_of
from sijill.model.decision import Decision, Judgement, Round, Verdict, judged, undone
from sijill.store.given import read_bytes
from sijill.text.show import shown

COLUMNS: Final = ("at", "reviewer", "left", "right", "decision", "why", "round", "settles")
_NEEDED: Final = ("left", "right", "decision")
UNDO: Final = "undo"
"""In the column ``decision``: the row whose number stands in ``settles`` holds no more."""
_WORDS: Final = {
    "same": Verdict.SAME, "نفسه": Verdict.SAME, "نفس الشخص": Verdict.SAME,
    "different": Verdict.DIFFERENT, "مختلف": Verdict.DIFFERENT, "شخصان": Verdict.DIFFERENT,
    "unsure": Verdict.UNSURE, "غير متأكد": Verdict.UNSURE,
}  # fmt: skip


def read_file(path: Path) -> list[Decision]:
    """Return the decisions of a CSV, in the order of its rows; a row's number is its position.

    Needed are the columns ``left``, ``right`` (record ids) and ``decision`` (same, different, unsure, undo);
    a row without a decision is one that nobody has filled in yet. InputError names the row that cannot be read.
    """
    rows = rows_of(path, read_bytes(path))
    _, header = next(rows, (0, []))
    place = {name.strip().lower(): number for number, name in enumerate(header)}
    for name in _NEEDED:
        if name not in place:
            raise missing_column(path, name, header)
    found: dict[int, Decision] = {}
    undoings: dict[int, int] = {}
    for number, row in rows:
        told = {name: row[place[name]].strip() if name in place else "" for name in COLUMNS}
        if told["decision"].lower() == UNDO:
            _undo(found, undoings, number, told, path)
        elif told["decision"]:
            found[number] = _decision(number, told, path)
    return list(found.values())


def decided_by(path: Path | None) -> tuple[Decided, Warnings]:
    """Return what a linkage has to keep to, and what its reader has to know; nothing without a file."""
    found = standing(read_file(path) if path is not None else ())
    return Decided(same=found.same, different=found.different), warnings_of(found)


def not_here(decided: Decided, ids: Iterable[str]) -> Warnings:
    """Return what the reader has to know of decisions that name a record of none of the lists: they change nothing."""
    known = set(ids)
    unknown = sorted({end for pair in (*decided.same, *decided.different) for end in pair} - known)
    return [("decisions_not_here", {"count": len(unknown), "first": shown(unknown[0])})] if unknown else []


def require_records(path: Path, decided: Decided, ids: Iterable[str], inputs: Iterable[Input]) -> None:
    """Refuse decisions on numbers of rows where ``ids`` name records by file and row instead, since ``inputs`` count their rows alike.

    They may have been made on either list, or before the other was there; left out, what was kept apart would be joined again.
    """
    if any(each.counts_rows for each in inputs):
        ends = {end for pair in (*decided.same, *decided.different) for end in pair}
        rows = sorted(each for each in ends - set(ids) if each.isdecimal())
        if rows:
            raise InputError("decisions_on_rows", path=path, found=shown(rows[0]))


def append_decision(path: Path, reviewer: str, said: Judgement) -> int:
    """Add a row to the file, made where there is none; it is on disk when this returns. Return its number."""
    return _append(path, reviewer, judged(said) | {"decision": said.verdict.value})


def append_undo(path: Path, reviewer: str, position: int, why: str) -> int:
    """Add a row that undoes the row with this number, or the undoing that stands there."""
    known = {each.position: each for each in read_file(path)}
    if position in known and known[position].undone is not None:
        raise UsageError("no_such_decision", found=position, path=path)
    if position not in known and position not in _undoings(path):
        raise UsageError("no_such_decision", found=position, path=path)
    about = undone(position, why)
    return _append(path, reviewer, {"decision": UNDO, "why": about["why"], "settles": [position]})


def _append(path: Path, reviewer: str, told: Mapping[str, object]) -> int:
    text = io.StringIO(newline="")
    content = read_bytes(path) if path.exists() else b""
    header = list(COLUMNS)
    if content:
        read_file(path)  # Whatever is wrong with it is told before anything is added.
        header = [name.strip().lower() for name in next(rows_of(path, content))[1]]
    writer = csv.writer(text, lineterminator="\n", delimiter=delimiter_of(content) if content else ",")
    if not content:
        writer.writerow(COLUMNS)
    settles = told.get("settles", ())
    values = {
        **told,
        "at": dt.datetime.now(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "reviewer": reviewer,
        "settles": " ".join(map(str, settles)) if isinstance(settles, list) else "",
    }
    writer.writerow([values.get(name, "") for name in header])
    lead = b"" if not content or content.endswith(b"\n") else b"\n"
    _write(path, lead + text.getvalue().encode(), len(content))
    return max(number for number, _ in rows_of(path, read_bytes(path)))


def _write(path: Path, row: bytes, size: int) -> None:
    """Have ``row`` on disk behind the ``size`` bytes of the file, or the file as it was: half a row would stop every later run."""
    try:
        with path.open("ab") as handle:
            handle.write(row)
            handle.flush()
            os.fsync(handle.fileno())
    except OSError as error:
        if path.exists() and path.stat().st_size != size:
            os.truncate(path, size)
        if path.exists() and not size:
            path.unlink()
        raise StorageError("system_refused", path=path, reason=error.strerror) from error


def _decision(number: int, told: Mapping[str, str], path: Path) -> Decision:
    verdict = _WORDS.get(told["decision"].lower())
    left, right = sorted((told["left"], told["right"]))
    if verdict is None:
        raise InputError(
            "bad_row", path=path, row=number, expected="same, different, unsure, undo", found=told["decision"]
        )
    if not left or left == right:
        raise InputError("decision_row_ids", path=path, row=number, found=f"{left or '-'}, {right or '-'}")
    try:
        occasion = Round(told["round"] or Round.FIRST)
        settles = tuple(int(each) for each in told["settles"].split())
    except ValueError as error:
        found = f"{told['round']}, {told['settles']}"
        raise InputError("bad_row", path=path, row=number, expected="round, settles", found=found) from error
    return Decision(
        position=number,
        at=told["at"],
        reviewer=told["reviewer"],
        left=left,
        right=right,
        verdict=verdict,
        why=told["why"],
        round=occasion,
        settles=settles,
    )


def _undo(
    found: dict[int, Decision], undoings: dict[int, int], number: int, told: Mapping[str, str], path: Path
) -> None:

    target = int(told["settles"]) if told["settles"].isdecimal() else 0
    if target in undoings:  # Undoing an undoing: what that one undid stands again.
        row = undoings[target]
        found[row] = dataclasses.replace(found[row], undone=None)
    elif target in found:
        undoings[number] = target
        found[target] = dataclasses.replace(found[target], undone=number)
    else:
        raise InputError("decision_row_undo", path=path, row=number, found=told["settles"] or "-")


def _undoings(path: Path) -> set[int]:
    rows = rows_of(path, read_bytes(path))
    _, header = next(rows, (0, []))
    column = [name.strip().lower() for name in header].index("decision")
    return {number for number, row in rows if row[column].strip().lower() == UNDO}
