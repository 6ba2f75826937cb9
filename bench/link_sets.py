"""The sets that linkage is measured on: lists of killed persons, historical persons, and made-up families.

Nothing is copied: shared sets lie in the folder that ``SIJILL_SHARED`` names or in ``shared`` beside the project.
Made-up families are drawn by the shared synthesiser with seeds that no choice was made on.
"""

import csv
import dataclasses
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from sijill.text import match_key

_TOP: Final = Path(__file__).parents[1]
KEPT: Final = _TOP / ".bench"
"""Folder for drawn families: drawing a million takes longer than linking them."""
SEED: Final = 77
"""Of the reported draws; choices were made on other seeds."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LinkSet:
    """Records and truth of one set, and the figure that issue 6 asks for."""

    title: str
    records: tuple[Path, ...]
    truth: Path
    reach: float = 0.0
    without: tuple[str, ...] = ()
    """Columns of RecordColumns that are left out."""
    mapping: str = ""
    """Of columns, in TOML; empty where headers are understood."""
    gazetteer: tuple[Path, ...] = ()
    """Lists of places that are loaded; none where only those by hand are there."""
    standard: str = ""
    """Its name where it is one of the sets that tools of record linkage are commonly shown on."""

    @property
    def missing(self) -> bool:
        """Whether the shared folder does not hold it."""
        return not all(path.exists() for path in (*self.records, self.truth, *self.gazetteer))

    def reduced(self, title: str, left_out: tuple[str, ...]) -> "LinkSet":
        """Return the same set without some columns."""
        return dataclasses.replace(self, title=f"{self.title}, {title}", without=left_out, reach=0.0)

    def as_json(self) -> dict[str, object]:
        """Return what :meth:`from_json` reads."""
        return {
            "title": self.title,
            "records": [str(path) for path in self.records],
            "truth": str(self.truth),
            "without": list(self.without),
            "mapping": self.mapping,
            "gazetteer": [str(path) for path in self.gazetteer],
            "standard": self.standard,
        }

    @classmethod
    def from_json(cls, written: dict[str, Any]) -> "LinkSet":  # Any: JSON values
        """Return the set that :meth:`as_json` wrote."""
        return cls(
            title=written["title"],
            records=tuple(map(Path, written["records"])),
            truth=Path(written["truth"]),
            without=tuple(written["without"]),
            mapping=written["mapping"],
            gazetteer=tuple(map(Path, written["gazetteer"])),
            standard=written["standard"],
        )


def shared() -> Path:
    """Return the folder of shared data and measuring programs."""
    return Path(os.environ.get("SIJILL_SHARED", _TOP.parent / "shared"))


def real_sets() -> tuple[LinkSet, ...]:
    """Return the sets of real persons, with and without dates of birth."""
    folder = shared() / "data/linkage"
    sets = []
    for name, with_dob, without in (("gaza_ar", 0.996, 0.992), ("gaza_xs", 0.995, 0.990)):
        records, truth = folder / f"{name}_dev_records.csv", folder / f"{name}_dev_truth.csv"
        sets.append(LinkSet(title=name, records=(records,), truth=truth, reach=with_dob))
        sets.append(
            LinkSet(
                title=f"{name}, no dob",
                records=(records,),
                truth=truth,
                reach=without,
                without=("birth_dates",),
            )
        )
    return tuple(sets)


_HISTORICAL: Final = """
record_id = "unique_id"
name = "first_and_surname"
birth_date = "dob"
place = "birth_place"
registry = "postcode_fake"
sex = "gender"
occupation = "occupation"

"""


def historical() -> LinkSet:
    """Return historical_50k, turned from Parquet into a CSV file in ``.bench``."""
    source = shared() / "data/linkage/historical_50k.parquet"
    records, truth = KEPT / "historical_records.csv", KEPT / "historical_truth.csv"
    if source.exists() and not truth.exists():
        import pyarrow.parquet as pq

        KEPT.mkdir(exist_ok=True)
        rows = pq.read_table(source).to_pylist()
        columns = (
            "unique_id",
            "first_and_surname",
            "dob",
            "birth_place",
            "postcode_fake",
            "gender",
            "occupation",
        )
        _write(records, columns, [[row[name] or "" for name in columns] for row in rows])
        _write(truth, ("record_id", "entity_id"), [[row["unique_id"], row["cluster"]] for row in rows])
    return LinkSet(
        title="historical_50k",
        records=(records,),
        truth=truth,
        reach=0.88,
        mapping=_HISTORICAL,
        standard="historical_50k",
    )


_FAKE: Final = """
record_id = "unique_id"
first = "first_name"
family = "surname"
birth_date = "dob"
town = "city"
"""
_FEBRL: Final = """
record_id = "rec_id"
first = "given_name"
family = "surname"
birth_date = "date_of_birth"
place = "state"
town = "suburb"
registry = "postcode"
number = "soc_sec_id"
"""


def standard_sets() -> tuple[LinkSet, ...]:
    """Return two sets of one list each on which nothing was ever chosen: fake_1000 and febrl3."""
    folder = shared() / "data/linkage"
    return tuple(
        LinkSet(
            title=name,
            records=(folder / f"{name}.csv",),
            truth=_truth_within(folder / f"{name}.csv", key, entity),
            mapping=mapping,
            standard=name,
        )
        for name, key, entity, mapping in (
            ("fake_1000", "unique_id", lambda row: row["cluster"], _FAKE),
            ("febrl3", "rec_id", lambda row: row["rec_id"].split("-")[1], _FEBRL),
        )
    )


def _truth_within(source: Path, key: str, entity: Callable[[Mapping[str, str]], str]) -> Path:
    """Return a file of the truth that a set carries in its own rows."""
    truth = KEPT / f"{source.stem}_truth.csv"
    if source.exists() and not truth.exists():
        KEPT.mkdir(exist_ok=True)
        with source.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines, skipinitialspace=True))
        _write(truth, ("record_id", "entity_id"), [[row[key], entity(row)] for row in rows])
    return truth


def families(count: int, *, syrian: bool = False, seed: int = SEED, reach: float = 0.95) -> LinkSet:
    """Return ``count`` records of made-up families, drawn when they are not there yet."""
    kind = "syrian" if syrian else "plain"
    prefix = KEPT / f"{kind}-{count}-{seed}"
    records, truth = (prefix.with_name(f"{prefix.name}_{part}.csv") for part in ("records", "truth"))
    program = shared() / "measure/linkage_synth.py"
    if program.exists() and not truth.exists():
        KEPT.mkdir(exist_ok=True)
        command = [sys.executable, str(program), str(count), str(prefix), "--seed", str(seed)]
        subprocess.run([*command, *(["--syrian"] if syrian else [])], check=True)
    return LinkSet(title=f"made-up {kind}, {count} records", records=(records,), truth=truth, reach=reach)


def read_truth(path: Path) -> dict[str, str]:
    """Return the person of each labelled record."""
    with path.open(encoding="utf-8", newline="") as lines:
        return {row["record_id"]: row["entity_id"] for row in csv.DictReader(lines)}


def half_of(truth: Mapping[str, str], names: Mapping[str, str]) -> dict[str, int]:
    """Return 0 or 1 for each person by a hash of the family name in its first record.

    Half 0 is for choices, half 1 for the report of them.
    """
    family: dict[str, str] = {}
    for record in sorted(truth):
        family.setdefault(truth[record], (match_key(names[record]).split() or [""])[-1])
    return {
        person: hashlib.blake2b(name.encode(), digest_size=1).digest()[0] % 2
        for person, name in family.items()
    }


def _write(path: Path, header: tuple[str, ...], rows: list[list[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
