"""Near duplicates inside a register: two tables, brought up to date by what is new, shown to whom may see both.

``near`` holds the pairs that are alike, ``compared`` what was compared and the signatures of texts. Both tell of
content: they are made of what the team may read and of nothing sealed, and no export takes them. A pair of two
pictures that were compared before is not compared again.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

from sijill.errors import UsageError
from sijill.model.alike import Alike, Likeness
from sijill.model.evidence import Access, Exhibit
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.near import kept, minhash, pictures, texts
from sijill.near.files import why_uncompared
from sijill.near.groups import Near, Uncompared, grouped, only_with
from sijill.near.shingles import LETTERS
from sijill.near.written import Written, read_written
from sijill.store import erasing, tables
from sijill.store.access import Use, permitted
from sijill.store.layout import TOOL, Register
from sijill.store.lock import writing

METHOD: Final = f"windows of PDQ, MinHash of {LETTERS} letters and of rows, version 1"
_WINDOW: Final = ("left", "top", "right", "bottom")

_Rows = dict[str, dict[str, Any]]
"""Rows of ``compared`` by exhibit. Any: Parquet values."""


def near_register(register: Register) -> None:
    """Have the tables ``near`` and ``compared`` up to date; a run that changes them is logged.

    UsageError where nothing was read yet; IntegrityError where an object or table is not what it was.
    """
    while True:
        exhibits = permitted(register, Use.READ)
        kept.look_at_new(register, exhibits)
        read = tables.current(register)
        built, about = _built(register, exhibits)
        with writing(register.path):
            erasing.erase_readings(register)  # One that was withdrawn while it was looked at.
            # What came in or was closed meanwhile must be neither missing nor told.
            now = tables.current(register)
            same = all(read.get(name) == now.get(name) for name in ("passages", "rows"))
            if same and permitted(register, Use.READ) == exhibits:
                tables.commit_held(register, Act.COMPARISON, built, about)
                return


def show(register: Register, *, exhibit: str | None = None, reader: Access = Access.TEAM) -> Near:
    """Return what is alike among what ``reader`` may read, or alike to one exhibit of that.

    A pair is shown to those who may read both. UsageError for an exhibit that is not there or may not be read:
    the two are not told apart.
    """
    visible = {each.number for each in permitted(register, Use.READ, reader=reader)}
    if exhibit is not None and exhibit not in visible:
        raise UsageError("no_such_exhibit", path=register.path, exhibit=exhibit)
    pairs = [each for each in _pairs(register) if each.first in visible and each.second in visible]
    groups = grouped(pairs)
    rows = [row for row in _rows(register).values() if row["exhibit"] in visible]
    uncompared = tuple(Uncompared(name=row["exhibit"], key=row["why"]) for row in rows if row["why"])
    if exhibit is not None:
        groups = only_with(groups, exhibit)
        uncompared = tuple(each for each in uncompared if each.name == exhibit)
        rows = [row for row in rows if row["exhibit"] == exhibit]
    return Near(groups=groups, compared=len(rows) - len(uncompared), uncompared=uncompared)


def _built(register: Register, exhibits: Sequence[Exhibit]) -> tuple[dict[str, bytes], dict[str, Any]]:
    import pyarrow as pa

    before = _before(register)
    written = read_written(register)
    told = {"method": METHOD, "pictures": kept.method(), "tool": TOOL}
    numbers = [each.number for each in exhibits]
    signed, digests = _signed(written, numbers, before)
    rows = _compared(register, exhibits, written, signed)
    pairs = _alike_pictures(register, exhibits, before)
    pairs += texts.alike_texts(numbers, signed, lambda number: written.text(numbers[number]))
    columns = {
        "exhibit": pa.array(numbers, pa.string()),
        "why": pa.array(rows, pa.string()),
        "text": pa.array(digests, pa.string()),
        "signature": pa.array([row.tobytes() for row in signed], pa.binary()),
    }
    provenance = {**told, "inputs": sorted(each.object for each in exhibits)}
    built = {
        "near": tables.to_bytes(_table(pairs), order=["first", "second", "likeness"], provenance=provenance),
        "compared": tables.to_bytes(pa.table(columns), order=["exhibit"], provenance=provenance),
    }
    return built, {**told, "exhibits": len(exhibits), "pairs": len(pairs)}


def _before(register: Register) -> tuple[_Rows, list[Alike]]:
    """Return what the last run found; nothing where it was made by another method, or its tables are gone."""
    made = tables.current(register)
    if not {"near", "compared"} <= set(made) or not all(
        tables.table_path(register, name, made[name]).is_file() for name in ("near", "compared")
    ):
        return {}, []
    told = tables.provenance(tables.read(register, "compared"))
    if told.get("method") != METHOD or told.get("pictures") != kept.method():
        return {}, []
    return _rows(register), _pairs(register)


def _signed(
    written: Written, numbers: Sequence[ExhibitId], before: tuple[_Rows, list[Alike]]
) -> tuple[minhash.Signatures, list[str]]:
    """Return the signature of each text, those of unchanged texts as they were, and the digest of each."""
    digests = [
        hashlib.sha256(written.text(number).encode("utf-8", "replace")).hexdigest() for number in numbers
    ]
    signed = np.full((len(numbers), minhash.PLACES), minhash.NOTHING, np.uint32)
    new = []
    for place, (number, digest) in enumerate(zip(numbers, digests, strict=True)):
        row = before[0].get(number)
        if row is not None and row["text"] == digest:
            signed[place] = np.frombuffer(row["signature"], np.uint32)
        else:
            new.append(place)
    signed[new] = texts.sign(written.text(numbers[place]) for place in new)
    return signed, digests


def _compared(
    register: Register, exhibits: Sequence[Exhibit], written: Written, signed: minhash.Signatures
) -> list[str]:
    """Return of each exhibit why it was not compared, empty where it was."""
    has_text = (signed != minhash.NOTHING).any(axis=1)
    found = []
    for place, appearance in enumerate(kept.appearances(register, exhibits)):
        number = exhibits[place].number
        problem = "short_text" if written.text(number).strip() else "nothing_read"
        found.append(why_uncompared(appearance, is_text=bool(has_text[place]), problem=problem))
    return found


def _alike_pictures(
    register: Register, exhibits: Sequence[Exhibit], before: tuple[_Rows, list[Alike]]
) -> list[Alike]:
    rows, pairs = before
    numbers = [each.number for each in exhibits]
    known = frozenset(place for place, number in enumerate(numbers) if number in rows)
    held = pictures.gallery(kept.appearances(register, exhibits))

    def thumbnail(place: int) -> bytes:
        return (kept.kept(register, exhibits[place]) or kept.NO_PICTURE).thumbnail

    still = {numbers[place] for place in known}
    found = [
        each
        for each in pairs
        if each.likeness is Likeness.PICTURE and each.first in still and each.second in still
    ]
    return found + pictures.alike_pictures(numbers, held, thumbnail, known=known)


def _pairs(register: Register) -> list[Alike]:
    return [_pair(row) for row in tables.read(register, "near").to_pylist()]


def _pair(row: Mapping[str, Any]) -> Alike:  # Any: Parquet values
    left, top, right, bottom = (row[name] for name in _WINDOW)
    return Alike(
        first=row["first"],
        second=row["second"],
        likeness=Likeness(row["likeness"]),
        distance=row["distance"],
        orientation=row["orientation"],
        window=(left, top, right, bottom),
        window_of=row["window_of"],
    )


def _rows(register: Register) -> _Rows:
    return {row["exhibit"]: row for row in tables.read(register, "compared").to_pylist()}


def _table(pairs: Sequence[Alike]) -> Any:  # Any: pyarrow has no types
    import pyarrow as pa

    words = {
        name: pa.array([getattr(each, name) for each in pairs], pa.string()) for name in ("first", "second")
    }
    words["likeness"] = pa.array([each.likeness.value for each in pairs], pa.string())
    words["distance"] = pa.array([float(each.distance) for each in pairs], pa.float64())
    for name in ("orientation", "window_of"):
        words[name] = pa.array([getattr(each, name) for each in pairs], pa.string())
    for place, name in enumerate(_WINDOW):
        words[name] = pa.array([each.window[place] for each in pairs], pa.float64())
    return pa.table(words)
