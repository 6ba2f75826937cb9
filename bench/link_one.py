"""One set linked in a process of its own, from files to the CSV of clusters; what was found goes to stdout as JSON."""

import dataclasses
import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.link_score import calibration, score, wrong_merges
from bench.link_sets import LinkSet, half_of, read_truth
from sijill.exchange.places import read_places
from sijill.link import LinkResult, PairState, RecordColumns, clusters_csv, link_records, read_files
from sijill.text.gazetteer import Gazetteer, gazetteer


def main() -> None:
    """Measure the set that the first argument describes."""
    chosen = LinkSet.from_json(json.loads(sys.argv[1]))
    _warm()
    places = _gazetteer(chosen)
    began, before = time.perf_counter(), os.times()
    result = _linked(chosen, places)
    after = os.times()
    cost = {
        "wall": time.perf_counter() - began,
        "cpu": sum(after[:4]) - sum(before[:4]),
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(json.dumps({**cost, **_scored(chosen, result)}))


def _linked(chosen: LinkSet, places: Gazetteer | None) -> LinkResult:
    with tempfile.TemporaryDirectory() as name:
        result = link_records(_read(chosen, Path(name)), places=places)
        (Path(name) / "clusters.csv").write_bytes(clusters_csv(result))
    return result


def _read(chosen: LinkSet, folder: Path) -> RecordColumns:
    mapping = None
    if chosen.mapping:
        mapping = folder / "mapping.toml"
        mapping.write_text(chosen.mapping, encoding="utf-8")
    records, _ = read_files(list(chosen.records), mapping=mapping)
    return dataclasses.replace(records, **dict.fromkeys(chosen.without, ()))


def _gazetteer(chosen: LinkSet) -> Gazetteer | None:
    """Return the gazetteer, if lists are loaded; reading it is no part of linking."""
    loaded = [place for path in chosen.gazetteer for place in read_places(path, path.name)]
    return gazetteer(loaded) if loaded else None


def _warm() -> None:
    """Load compiled code, which takes the same second for ten records and for a million."""
    names = ["سالم رامي التوت", "Salem Rami al-Tut", "نبيل عمار السرو"]
    clusters_csv(link_records(RecordColumns(ids=["1", "2", "3"], lists=["a", "b", "a"], names=names)))


def _scored(chosen: LinkSet, result: LinkResult) -> dict[str, Any]:  # Any: JSON values
    truth = read_truth(chosen.truth)
    with tempfile.TemporaryDirectory() as name:
        # Read again, since ``sijill link`` does not hold what is written while it links.
        records = _read(chosen, Path(name))
    found = dict(zip(result.ids, result.cluster_ids, strict=True))
    names = dict(zip(records.ids, records.names, strict=True))
    halves = half_of(truth, names)
    held_out = {record: person for record, person in truth.items() if halves[person]}
    scores = {"all": score(found, truth), "one half of families": score(found, held_out)}
    wrong, brothers = wrong_merges(found, truth, names)
    persons = len(set(truth.values())) / 10_000
    return {
        "scores": {name: {**dataclasses.asdict(each), "f1": each.f1} for name, each in scores.items()},
        "wrong": wrong / persons,
        "brothers": brothers / persons,
        "records": len(found),
        "kept": _kept(result, truth),
        "contradicting": _kept(result, truth, only=PairState.CONTRADICTED),
        "bins": [[each.pairs, each.said, each.found, each.error] for each in calibration(result, truth)],
        "free": [item.name for item in result.lists if item.duplicate_free],
    }


def _kept(result: LinkResult, truth: dict[str, str], *, only: PairState | None = None) -> float:
    """Return the share of true pairs of which linkage kept a weight, or of those that ended in one state."""
    person = [truth.get(each, "") for each in result.ids]
    met = sum(
        person[left] == person[right] != "" and (only is None or state == only)
        for left, right, state in zip(
            result.pairs.left.tolist(), result.pairs.right.tolist(), result.pairs.state.tolist(), strict=True
        )
    )
    sizes: dict[str, int] = {}
    for each in truth.values():
        sizes[each] = sizes.get(each, 0) + 1
    return float(met) / max(sum(size * (size - 1) // 2 for size in sizes.values()), 1)


main()
