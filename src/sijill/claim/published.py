"""Figures that others published, with what each counts: loaded from a table, to stand beside claims.

A figure is a fact with its source. It is loaded as it stands and kept byte for byte; a later load of the same ``id``
counts instead of the earlier one. ``read`` says how the one who wrote the row knows it: ``primary`` (the document
itself), ``secondary`` (a scholar or a report that quotes it), ``press``.
"""

import csv
import dataclasses
import io
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from importlib import resources
from pathlib import Path
from typing import Final

from sijill.claim.beside import Known
from sijill.claim.definition import days
from sijill.errors import InputError, missing_column
from sijill.model.claim import ClaimType, Definition
from sijill.model.log import Act
from sijill.store import catalogue, log
from sijill.store.frozen import freeze, frozen_folder
from sijill.store.given import broken_row
from sijill.store.layout import Register
from sijill.store.lock import writing

KIND: Final = "published figures"
"""What the log calls such a load."""

SHIPPED: Final = "published.csv"
COLUMNS: Final = (
    "id", "publisher", "document", "published", "type", "population", "cause", "places", "since", "until",
    "documented", "estimate", "low", "high", "read", "note_en", "note_ar",
)  # fmt: skip
_NUMBERS: Final = ("documented", "estimate", "low", "high")
_READ: Final = ("primary", "secondary", "press")
_DATE: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_MOST_BYTES: Final = 10_000_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A published figure, what it counts, and who published it when."""

    id: str
    publisher: str
    document: str
    published: str
    """ISO 8601, at the precision known."""
    read: str
    known: Known
    note_en: str
    note_ar: str


def shipped() -> bytes:
    """Return the small table that comes with Sijill."""
    return resources.files("sijill.claim").joinpath(SHIPPED).read_bytes()


def read_figures(content: bytes, path: Path) -> list[Figure]:
    """Return the figures of a table in UTF-8; InputError names the first row that is not as it has to be."""
    if len(content) > _MOST_BYTES:
        raise InputError(
            "bad_row", path=path, row=0, expected=f"<= {_MOST_BYTES:,} bytes", found=len(content)
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise InputError("not_utf8", path=path, offset=error.start, line=line) from error
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    try:
        missing = [name for name in COLUMNS if name not in (reader.fieldnames or ())]
        if missing:
            raise missing_column(path, missing[0], reader.fieldnames or ())
        figures = [_figure(row, path, reader.line_num) for row in reader]
    except csv.Error as error:
        raise broken_row(path, reader.line_num, error) from error
    if not figures:
        raise InputError("no_rows", path=path)
    ids = [each.id for each in figures]
    for place, name in enumerate(ids):
        if name in ids[:place]:
            raise InputError("bad_row", path=path, row=place + 2, expected="id, once", found=ascii(name))
    return figures


def load_figures(register: Register, content: bytes, path: Path) -> list[Figure]:
    """Keep a table of figures in the register, byte for byte; the load is logged. InputError as ``read_figures``."""
    figures = read_figures(content, path)
    with tempfile.TemporaryDirectory() as scratch, writing(register.path):
        folder = Path(scratch) / "figures"
        folder.mkdir()
        (folder / SHIPPED).write_bytes(content)
        snapshot, digests = freeze(register, folder)
        about = {"kind": KIND, "snapshot": snapshot, "frozen": digests, "figures": len(figures)}
        log.append(register, [(Act.LIST_LOADING, about)])
        with catalogue.opened(register):
            pass
    return figures


def loaded(register: Register) -> list[Figure]:
    """Return the figures of all loads, of each id the latest, by id."""
    with catalogue.opened(register) as connection:
        loads = [
            each for each in catalogue.entries(connection, Act.LIST_LOADING) if each.about.get("kind") == KIND
        ]
    found: dict[str, Figure] = {}
    for load in loads:
        path = frozen_folder(register, load.about["snapshot"], load.about["frozen"]) / SHIPPED
        found |= {figure.id: figure for figure in read_figures(path.read_bytes(), path)}
    return [found[name] for name in sorted(found)]


def of_type(figures: Iterable[Figure], kind: str) -> Iterator[Figure]:
    """Yield the figures that count what happened in this way."""
    return (figure for figure in figures if figure.known.definition.type == kind)


def _figure(row: dict[str, str], path: Path, line: int) -> Figure:
    if None in row or None in row.values():
        raise InputError("bad_row", path=path, row=line, expected=len(COLUMNS), found=len(row))
    known = _known(row) if (wrong := _first_wrong(row)) is None else None
    wrong = wrong or (_wrong_interval(known) if known else None)
    if wrong or known is None:
        name, expected = wrong or ("", "")
        raise InputError(
            "bad_row", path=path, row=line, expected=f"{name}: {expected}", found=ascii(row[name])
        )
    return Figure(
        id=row["id"],
        publisher=row["publisher"],
        document=row["document"],
        published=row["published"],
        read=row["read"],
        known=known,
        note_en=row["note_en"],
        note_ar=row["note_ar"],
    )


def _first_wrong(row: dict[str, str]) -> tuple[str, str] | None:
    """Return the first column whose value cannot be, with what is expected there."""
    rules: list[tuple[Iterable[str], Callable[[str], bool], str]] = [
        (("id", "publisher", "published", "population"), lambda value: bool(value.strip()), "…"),
        (("type",), lambda value: value in set(ClaimType), "killed, detained, …"),
        (("read",), lambda value: value in _READ, ", ".join(_READ)),
        (("published", "since", "until"), lambda value: not value or _is_date(value), "2014-08-31"),
        (_NUMBERS, lambda value: not value or (value.isascii() and value.isdecimal()), "1234"),
    ]
    return next(
        (
            (name, expected)
            for names, is_right, expected in rules
            for name in names
            if not is_right(row[name])
        ),
        None,
    )


def _wrong_interval(known: Known) -> tuple[str, str] | None:
    if known.documented is None and known.estimate is None:
        return "documented", "1234"
    ends = (known.low, known.estimate, known.high)
    given = [each for each in ends if each is not None]
    if len(given) not in {0, len(ends)} or given != sorted(given):
        return "estimate", "low <= estimate <= high"
    return None


def _is_date(value: str) -> bool:
    return bool(_DATE.fullmatch(value))


def _known(row: dict[str, str]) -> Known:
    numbers = {name: int(row[name]) if row[name] else None for name in _NUMBERS}
    since, until = (days(row[name]) if row[name] else ("", "") for name in ("since", "until"))
    definition = Definition(
        type=row["type"],
        population=row["population"],
        cause=row["cause"],
        places=tuple(sorted(each.strip() for each in row["places"].split(";") if each.strip())),
        since=since[0],
        until=until[1],
    )
    return Known(definition=definition, **numbers)
