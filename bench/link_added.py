"""A list of 1,000 added to a register of 1,000,000 made-up records, against linking all of it anew.

The register is one as users have it, but that the rows of its first lists are written into its table at once: reading
a million rows out of exhibits is not what is measured. Taking in the new list and linking are the commands themselves,
each in a process of its own.
"""

import csv
import dataclasses
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from bench.link_sets import LinkSet, families, read_truth
from sijill.link import read_files
from sijill.link.texts import texts_of
from sijill.model.evidence import Access
from sijill.model.log import Act
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.store import tables
from sijill.store.layout import Register
from sijill.store.opening import create_register

NEW: Final = 1000
_SEED: Final = 5
"""Of the choice of new records."""
_TITLES: Final = {
    "ids": "record id", "names": "name", "sexes": "sex", "ages": "age", "birth_dates": "birth date",
    "event_dates": "event date", "places": "place", "towns": "town", "mothers": "mother",
    "registries": "registry", "numbers": "national number",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True)
class _Lists:
    """Drawn records by list, the new one last, as columns under titles that are understood."""

    names: tuple[str, ...]
    columns: tuple[dict[str, Any], ...]  # Any: Arrow arrays
    truth: dict[str, str]


def run(counts: Sequence[int] = (1_000_000,)) -> Iterator[str]:
    """Yield the lines for registers of so many records."""
    for count in counts:
        chosen = families(count)
        if chosen.missing:
            yield f"skipped: {chosen.title}: no {chosen.truth}; SIJILL_SHARED names the folder of shared data"
            continue
        with tempfile.TemporaryDirectory() as name:
            yield from _measured(Path(name), _lists(chosen))


def _lists(chosen: LinkSet) -> _Lists:
    records, _ = read_files(list(chosen.records))
    texts = texts_of(records)
    is_new = np.zeros(len(records.ids), bool)
    is_new[np.random.default_rng(_SEED).choice(len(is_new), NEW, replace=False)] = True
    names = sorted(pc.unique(texts["lists"]).to_pylist())
    masks = [pc.and_(pc.equal(texts["lists"], name), pa.array(~is_new)) for name in names]
    columns = [
        {_TITLES[field]: texts[field].filter(mask) for field in _TITLES if field in texts}
        for mask in (*masks, pa.array(is_new))
    ]
    return _Lists((*names, "new"), tuple(columns), read_truth(chosen.truth))


def _measured(folder: Path, lists: _Lists) -> Iterator[str]:
    register = create_register(folder / "r.register", actor="bench")
    for name in lists.names[:-1]:
        _hand_in(register, folder, name)
    _write_rows(register, lists)
    first = _linked(register)
    yield _cost(f"{len(first.person)} records, first run", first)
    path = folder / "new.csv"
    _write_list(path, lists.columns[-1])
    taken_in = _sijill("add", str(path), "--register", str(register.path), "--list", "new", "--json")
    yield _cost(f"sijill add of a list of {NEW}", taken_in)
    added = _linked(register)
    yield _cost(f"sijill link, {NEW} records added", added)
    yield _compared("added run", first, added, lists.truth)
    full = _linked(register, "--full")
    yield _cost("the same linked anew (--full)", full)
    yield _compared("full run", first, full, lists.truth)


def _hand_in(register: Register, folder: Path, name: str) -> None:
    """Have an exhibit of one row under the name of a list: the rows that count are written into the table."""
    path = folder / f"{name}.csv"
    path.write_text(f"record id,name\n{name},x\n", encoding="utf-8")
    add_files(register, [path], given=terms(Access.TEAM), list_name=name)
    refresh(register)


def _write_list(path: Path, columns: dict[str, Any]) -> None:  # Any: Arrow arrays
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(columns)
        writer.writerows(zip(*(each.to_pylist() for each in columns.values()), strict=True))


def _write_rows(register: Register, lists: _Lists) -> None:
    rows = tables.read(register, "rows")
    told = tables.provenance(rows)
    numbers = sorted(pc.unique(rows["exhibit"]).to_pylist())
    cells = [_cells(*each) for each in zip(numbers, lists.columns[:-1], strict=True)]
    order = ["exhibit", "position", "column"]
    built = {"rows": tables.to_bytes(pa.concat_tables(cells), order=order, provenance=told)}
    tables.commit(register, Act.EXTRACTION, built, {"method": told["method"], "exhibits": len(numbers)})


def _cells(number: str, columns: dict[str, Any]) -> pa.Table:
    """Return a list as cells, row by row; blank ones are left out."""
    count, width = len(next(iter(columns.values()))), len(columns)
    order = (np.arange(width) * count + np.arange(count)[:, None]).ravel()
    row = np.repeat(np.arange(count, dtype=np.int32), width)
    column = np.tile(np.arange(width, dtype=np.int32), count)
    titles = pa.array(list(columns), pa.string())
    at = pc.binary_join_element_wise("row", pa.array(np.arange(count) + 2).cast(pa.string()), "=")
    table = pa.table(
        {
            "exhibit": pa.repeat(pa.scalar(number), count * width),
            "at": at.take(pa.array(row)),
            "position": row,
            "column": column,
            "header": titles.take(pa.array(column)),
            "value": pa.concat_arrays(list(columns.values())).take(pa.array(order)),
        }
    )
    return table.filter(pc.not_equal(table["value"], ""))


@dataclasses.dataclass(frozen=True, slots=True)
class _Run:
    """What one run cost and gave."""

    cpu: float
    wall: float
    memory: float
    told: dict[str, Any]  # Any: the shape of --json
    person: dict[str, str]
    """By the id that the list gives a record."""


def _linked(register: Register, *words: str) -> _Run:
    found = _sijill("link", "--register", str(register.path), "--json", *words)
    mentions, clusters = tables.read(register, "mentions"), tables.read(register, "clusters")
    record = dict(zip(mentions["mention"].to_pylist(), mentions["record"].to_pylist(), strict=True))
    person = zip(clusters["mention"].to_pylist(), clusters["person"].to_pylist(), strict=True)
    return dataclasses.replace(found, person={record[mention]: each for mention, each in person})


def _sijill(*words: str) -> _Run:
    began = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "sijill", *words], stdout=out, stderr=subprocess.DEVNULL
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"bench: sijill {words[0]} ended with {process.returncode}")
        wall = time.perf_counter() - began
        out.seek(0)
        told = json.load(out)
    return _Run(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, told, {})


def _cost(title: str, found: _Run) -> str:
    run = ", ".join(f"{name} {value}" for name, value in found.told.get("run", {}).items())
    cost = f"{found.cpu:.1f} s of CPU, {found.wall:.1f} s by the clock, peak memory {found.memory:.0f} MB"
    return f"{title}: {cost}" + (f" ({run})" if run else "")


def _compared(title: str, first: _Run, found: _Run, truth: dict[str, str]) -> str:
    """Say how right the new records are placed, and what became of all others."""
    ids = {record: person for record, person in found.person.items() if record in first.person}
    moved = sum(person != first.person[record] for record, person in ids.items())
    new = found.person.keys() - first.person.keys()
    before, after = _members(first.person), _members(found.person)
    touched = {found.person[record] for record in new}
    others = {frozenset(each) for person, each in after.items() if person not in touched}
    kept = sum(frozenset(each) in others for each in before.values())
    met = sum(bool(set(each) & new) for each in after.values())
    right = wrong = 0
    true = _members({record: person for record, person in truth.items() if record in found.person})
    missed = 0
    for record in new:
        said, is_so = set(after[found.person[record]]) - {record}, set(true[truth[record]]) - {record}
        right, wrong, missed = (
            right + len(said & is_so),
            wrong + len(said - is_so),
            missed + len(is_so - said),
        )
    return (
        f"  {title}: of {len(new)} new records P {right / max(right + wrong, 1):.4f} R {right / max(right + missed, 1):.4f} "
        f"F1 {2 * right / max(2 * right + wrong + missed, 1):.4f}; old records under another id {moved} of {len(ids)}; "
        f"clusters of old records as they were {kept} of {len(before)}, with a new record {met}, changed otherwise "
        f"{len(before) - kept - _joined(before, after, new)}"
    )


def _joined(before: dict[str, list[str]], after: dict[str, list[str]], new: set[str]) -> int:
    """Return how many clusters of old records are whole in one that new records joined, alone of their kind."""
    old = {frozenset(each) for each in before.values()}
    return sum(frozenset(set(each) - new) in old for each in after.values() if set(each) & new)


def _members(person: dict[str, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for record, each in person.items():
        found.setdefault(each, []).append(record)
    return found
