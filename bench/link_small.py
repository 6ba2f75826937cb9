"""Small registers of families, which most users have: ``./dev bench link small``, two minutes, and Splink beside it.

What is changed in linkage is chosen on seeds 1 to 4 of each kind (``small chosen``), seeds 101 to 104 are reported.
"""

import csv
import dataclasses
import itertools
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench.link_peers import best_of_victims
from bench.link_score import bins, labelled_pairs, score
from bench.peer_environment import python_of
from bench.small_registers import COLUMNS, KINDS, SmallRegister, small_register
from bench.small_towns import Townsman
from sijill.link import RecordColumns, link_records

CHOSEN_ON: Final = (1, 2, 3, 4)
"""Seeds that choices are made on."""
REPORTED: Final = (101, 102, 103, 104)
"""Seeds of the report, which no choice was made on."""
_KINDS_OF_WRONG: Final[tuple[tuple[str, Callable[[Townsman], str]], ...]] = (
    ("two first names", lambda person: person.given.arabic),
    ("two fathers", lambda person: person.father.arabic),
    ("two grandfathers", lambda person: person.grandfather.arabic),
    ("two families", lambda person: person.family.arabic),
)
"""What tells two persons first, in this order; persons whom none of it tells are namesakes."""
_DIGITS: Final = re.compile(r"\d+")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """What linkage made of some registers, records under names of their own."""

    found: Mapping[str, str]
    truth: Mapping[str, str]
    wrong: Counter[str]
    said: NDArray[np.float64]
    true: NDArray[np.bool_]
    persons: NDArray[np.int64]


def run(seeds: Sequence[int] = REPORTED, *, beside: bool = True) -> Iterator[str]:
    """Yield the lines of each kind, of all kinds together, and of Splink on the same registers where ``beside``."""
    every = []
    for kind, told in KINDS.items():
        linked = _together([_linked(kind, seed) for seed in seeds])
        every.append(linked)
        yield from _lines(f"{kind} ({told.title}), seeds {seeds[0]} to {seeds[-1]}", linked)
    yield from _lines("all small registers", _together(every))
    python = python_of("link_peer") if beside else None
    if python is None:
        yield "  skipped: Splink"
        return
    yield from _splink(python, seeds)


def _linked(kind: str, seed: int) -> Linked:
    register = small_register(kind, seed)
    columns = dict(zip(COLUMNS, zip(*register.rows, strict=True), strict=True))
    fields = ("ids", "names", "mothers", "sexes", "ages", "birth_dates", "event_dates", "towns")
    given = dict(zip(fields, (columns[name] for name in COLUMNS if name != "list"), strict=True))
    result = link_records(RecordColumns(lists=columns["list"], **given))
    person = {record: each.id for record, each in register.person.items()}
    found = dict(zip(result.ids, result.cluster_ids, strict=True))
    said, true, persons = labelled_pairs(result, person)
    return Linked(
        found={f"{kind}/{seed}/{record}": f"{kind}/{seed}/{cluster}" for record, cluster in found.items()},
        truth={f"{kind}/{seed}/{record}": f"{kind}/{seed}/{who}" for record, who in person.items()},
        wrong=_wrong(found, register),
        said=said,
        true=true,
        persons=persons,
    )


def _together(every: Sequence[Linked]) -> Linked:
    offsets = np.cumsum([0, *(1 + int(each.persons.max(initial=0)) for each in every)])
    return Linked(
        found={record: cluster for each in every for record, cluster in each.found.items()},
        truth={record: person for each in every for record, person in each.truth.items()},
        wrong=sum((each.wrong for each in every), Counter[str]()),
        said=np.concatenate([each.said for each in every]),
        true=np.concatenate([each.true for each in every]),
        persons=np.concatenate(
            [each.persons + offset for each, offset in zip(every, offsets[:-1], strict=True)]
        ),
    )


def _wrong(found: Mapping[str, str], register: SmallRegister) -> Counter[str]:
    """Return the wrong pairs by kind."""
    mother_of = {row[0]: row[COLUMNS.index("mother")] for row in register.rows}
    members: dict[str, list[str]] = {}
    for record, cluster in found.items():
        members.setdefault(cluster, []).append(record)
    counted: Counter[str] = Counter()
    for records in members.values():
        for one, other in itertools.combinations(records, 2):
            persons = register.person[one], register.person[other]
            if persons[0].id == persons[1].id:
                continue
            counted["all"] += 1
            counted[_told_by(*persons)] += 1
            if persons[0].mother.arabic != persons[1].mother.arabic:
                counted["two mothers"] += 1
                counted["both mothers given"] += bool(mother_of[one] and mother_of[other])
    return counted


def _told_by(one: Townsman, other: Townsman) -> str:
    return next((kind for kind, part in _KINDS_OF_WRONG if part(one) != part(other)), "namesakes")


def _lines(title: str, linked: Linked) -> Iterator[str]:
    figures = score(linked.found, linked.truth)
    yield (
        f"{title}: P {figures.precision:.4f} R {figures.recall:.4f} F1 {figures.f1:.4f}; "
        f"{len(linked.truth)} records, {len(set(linked.truth.values()))} persons"
    )
    wrong = ", ".join(f"{kind} {linked.wrong[kind]}" for kind, _ in _KINDS_OF_WRONG)
    yield (
        f"  wrong pairs {linked.wrong['all']}: {wrong}, namesakes {linked.wrong['namesakes']}; "
        f"of these two mothers {linked.wrong['two mothers']}, both given {linked.wrong['both mothers given']}"
    )
    found = list(bins(linked.said, linked.true, linked.persons))
    told = ", ".join(f"{each.said:.2f}/{each.found:.2f} ({each.pairs})" for each in found)
    worst, error = max(((abs(each.said - each.found), each.error) for each in found), default=(0, 0))
    squared = float(((linked.said - linked.true) ** 2).mean())
    yield f"  probability said/found (pairs): {told}; worst {worst:.3f}±{error:.3f}, squared error {squared:.4f}"


def _splink(python: Path, seeds: Sequence[int]) -> Iterator[str]:
    """Yield a line for each way of Splink: the mean of F1 over all registers, at the best threshold for each."""
    best: dict[str, list[float]] = {}
    for kind, seed in itertools.product(KINDS, seeds):
        register = small_register(kind, seed)
        with TemporaryDirectory() as name:
            records, truth = Path(name) / "records.csv", Path(name) / "truth.csv"
            _write(records, ("record_id", "list", "name", "sex", "birth_year", "date", "governorate"), [
                _as_drawn(dict(zip(COLUMNS, row, strict=True))) for row in register.rows
            ])  # fmt: skip
            _write(
                truth,
                ("record_id", "entity_id"),
                [[record, each.id] for record, each in register.person.items()],
            )
            try:
                for peer in best_of_victims(python, records, truth, ["--synth", "--cross-script"]):
                    best.setdefault(peer.title, []).append(peer.f1)
            except subprocess.CalledProcessError:
                yield f"  Splink's program ended with an error: {kind}, seed {seed}"
    for title, each in best.items():
        yield f"  {title}: mean F1 {sum(each) / len(each):.4f} over {len(each)} registers, each at its best threshold"


def _as_drawn(row: Mapping[str, str]) -> list[str]:
    """Return a row as made-up families have it, which is how Splink's program reads it: births by their year."""
    years = [year for year in map(int, _DIGITS.findall(row["birth_date"])) if year > 1900]
    event = next((year for year in map(int, _DIGITS.findall(row["event_date"])) if year > 1900), 0)
    age = _DIGITS.search(row["age"])
    year = years[0] if years else (event - int(age[0]) if age and event else "")
    sex = {"ذكر": "M", "أنثى": "F"}.get(row["sex"], row["sex"])
    return [row["record_id"], row["list"], row["name"], sex, str(year), row["event_date"], row["town"]]


def _write(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([header, *rows])
