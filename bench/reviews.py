"""Reviews: how far 200 actively chosen judgements bring down the error of a linkage, on lists whose truth is known.

A simulated reviewer answers by the truth; pairs of which a record is not in it are not asked about. The lists lie in
the folder that ``SIJILL_SHARED`` names, or in ``shared`` beside the project; without them nothing is measured.
"""

import csv
import os
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

import numpy as np

from sijill.link import Decided, LinkResult, RecordColumns
from sijill.link.asking import questions
from sijill.link.choose import Kind, Placed
from sijill.link.engine import link_records
from sijill.link.linked import Linked, of_files, prepared
from sijill.link.parting import years_apart
from sijill.link.records import PairState
from sijill.link.second_look import with_second_look

_SETS: Final = ("gaza_ar_dev", "gaza_xs_dev")
_REVIEWS: Final = 200
_ROUND: Final = 50
_TOP: Final = Path(__file__).parents[1]


def run(words: list[str]) -> Iterator[str]:
    """Yield a line for each set, without and with a date of birth, and each round; ``words`` choose sets."""
    folder = Path(os.environ.get("SIJILL_SHARED", _TOP.parent / "shared")) / "data" / "linkage"
    for name in words or _SETS:
        path = folder / f"{name}_records.csv"
        if not path.is_file():
            yield f"{name}: not here, not measured"
            continue
        for with_birth in (False, True):
            title = f"{name}, {'with' if with_birth else 'without'} date of birth"
            yield from (f"{title}: {line}" for line in _reviewed(path, with_birth=with_birth))


def _reviewed(path: Path, *, with_birth: bool) -> Iterator[str]:
    records, truth = _read(path, with_birth=with_birth)
    same: list[tuple[str, str]] = []
    different: list[tuple[str, str]] = []
    hits: Counter[str] = Counter()
    start = 0.0
    while True:
        done = len(same) + len(different)
        result = link_records(records, decided=Decided(same=tuple(same), different=tuple(different)))
        error, line = _scored(result, truth)
        start = start or error
        found = ", ".join(f"{hits[each.name]} {each.name.lower()}" for each in Kind)
        yield f"after {done} reviews {line}; error {error / start:.2f} of what it was; answers that changed something: {found}"
        if done >= _REVIEWS:
            return
        answered = _asked(of_files(records, result), truth)
        if not answered:
            return
        for pair, is_same, kind, changed in answered:
            (same if is_same else different).append(pair)
            hits[kind] += changed


def _asked(linked: Linked, truth: Mapping[str, str]) -> list[tuple[tuple[str, str], bool, str, bool]]:
    """Return pairs, whether each is one person, what kind of question it was, and whether it was against the clusters."""
    bench = prepared(linked)
    linked = with_second_look(linked, bench)
    pairs, ids = linked.pairs, linked.records.ids
    known = np.array([each in truth for each in ids])
    passed = ~(known[pairs.left] & known[pairs.right])
    chosen = questions(
        pairs, Placed(linked.cluster, linked.own_code, years_apart(linked, bench)), _ROUND, passed=passed
    )
    found = []
    for place, kind in zip(chosen.place.tolist(), chosen.kind.tolist(), strict=True):
        pair = ids[pairs.left[place]], ids[pairs.right[place]]
        is_same = truth[pair[0]] == truth[pair[1]]
        together = pairs.state[place] == PairState.ACCEPTED
        found.append((pair, is_same, Kind(kind).name, is_same != together))
    return found


def _scored(result: LinkResult, truth: Mapping[str, str]) -> tuple[float, str]:
    found = {each: name for each, name in zip(result.ids, result.cluster_ids, strict=True) if each in truth}
    both = _pairs(Counter((found[each], truth[each]) for each in found))
    said, true = _pairs(Counter(found.values())), _pairs(Counter(truth[each] for each in found))
    f1 = 2 * both / (said + true)
    return 1 - f1, f"F1 {f1:.4f} (P {both / said:.4f}, R {both / true:.4f})"


def _pairs(counts: "Counter[object]") -> int:
    return sum(count * (count - 1) // 2 for count in counts.values())


def _read(path: Path, *, with_birth: bool) -> tuple[RecordColumns, dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    with path.with_name(path.name.replace("records", "truth")).open(
        encoding="utf-8-sig", newline=""
    ) as handle:
        truth = {row["record_id"]: row["entity_id"] for row in csv.DictReader(handle)}
    return (
        RecordColumns(
            ids=[row["record_id"] for row in rows],
            lists=[row["list"] for row in rows],
            names=[row["name_ar"] or row["name_en"] for row in rows],
            sexes=[row["sex"] for row in rows],
            ages=[row["age"] for row in rows],
            birth_dates=[row["dob"] for row in rows] if with_birth else (),
        ),
        truth,
    )
