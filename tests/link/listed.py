"""A register of the invented lists, for those who test decisions, reviews and audits."""

import csv
import dataclasses
from collections.abc import Sequence
from pathlib import Path

from invented_lists import LISTS

from sijill.model.evidence import Access
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.store import tables
from sijill.store.layout import Register

HEADER = ("record id", "name", "sex", "age", "birth date", "event date", "place")


def fill(register: Register, folder: Path) -> Register:
    """Have the invented lists in a register, each an exhibit; return the register as somebody writes to it."""
    folder.mkdir(exist_ok=True)
    mine = by(register, "Rana")
    for name, rows in LISTS.items():
        path = write(folder / f"{name}.csv", rows)
        add_files(mine, [path], given=terms(Access.TEAM), source="invented", list_name=name)
    refresh(mine)
    return mine


def write(path: Path, rows: Sequence[tuple[str, ...]]) -> Path:
    """Write rows of the invented lists as a CSV, without who each is."""
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle)
        writer.writerow(HEADER)
        writer.writerows((row[0], *row[2:]) for row in rows)
    return path


def by(register: Register, actor: str) -> Register:
    """Return the register as ``actor`` writes to it."""
    return dataclasses.replace(register, actor=actor)


def mention(register: Register, record: str) -> str:
    """Return the id of the mention that an invented record became."""
    table = tables.read(register, "mentions")
    named: dict[str, str] = dict(zip(table["record"].to_pylist(), table["mention"].to_pylist(), strict=True))
    return named[record]


def persons(register: Register) -> dict[str, str]:
    """Return the person of each mention."""
    table = tables.read(register, "clusters")
    return dict(zip(table["mention"].to_pylist(), table["person"].to_pylist(), strict=True))
