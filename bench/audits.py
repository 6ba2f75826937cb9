"""Audits: how often the intervals of ``sijill link --audit`` cover the truth, over many simulated audits.

Registers are made up, so their truth is known; each audit draws its sample anew and is answered by the truth. Beside
it the ER-Evaluation package (Binette and others, 2022), which asks otherwise: for all records of a sample of persons,
found by hand. It runs in an environment of its own (``bench/audit_peer.txt``), where that can be made.
"""

import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

import numpy as np

from bench.peer_environment import python_of
from sijill.demo import InputKind, make_country, write_inputs
from sijill.link import LinkResult, RecordColumns, read_files
from sijill.link.audit import draw_from, population_of
from sijill.link.audited import Figure, audited
from sijill.link.engine import link_records
from sijill.link.linked import of_files, prepared

_PERSONS: Final = 30_000
_SEEDS: Final = (101, 102, 103, 104)
"""Of the registers that are reported; those that the way was chosen on had others (11 to 14)."""
_AUDITS: Final = 250
_PEER_AUDITS: Final = 25
"""The peer takes seconds for each."""
_SIZES: Final = (200, 400)
_PEER: Final = Path(__file__).with_name("audit_peer.py")


def run(words: list[str]) -> Iterator[str]:
    """Yield coverage and mean width for each size, and of the peer; ``words`` are seeds of registers."""
    seeds = [int(word) for word in words] or list(_SEEDS)
    found: dict[tuple[str, int], list[tuple[Figure, float]]] = {}
    worlds = []
    for seed in seeds:
        result, truth = _linked(seed)
        worlds.append(
            {"prediction": dict(zip(result[1].ids, result[1].cluster_ids, strict=True)), "truth": truth}
        )
        for name, size, figure, true in _simulated(*result, truth):
            found.setdefault((name, size), []).append((figure, true))
    for (name, size), figures in sorted(found.items()):
        yield f"{len(seeds)} registers x {_AUDITS} audits of {size} pairs: {name} {_told(figures)}"
    yield from _peer(worlds)


def _linked(seed: int) -> tuple[tuple[RecordColumns, LinkResult], dict[str, str]]:
    with TemporaryDirectory() as folder:
        country = make_country(seed=seed, persons=_PERSONS)
        inputs = write_inputs(country, Path(folder))
        paths = [each.path for each in inputs.of(InputKind.LIST) if each.path.suffix in {".csv", ".xlsx"}]
        records, _ = read_files(paths)
    truth = {entry.record_id: entry.person_id for book in country.books for entry in book.entries}
    return (records, link_records(records)), {each: truth[each] for each in records.ids}


def _simulated(
    records: RecordColumns, result: LinkResult, truth: Mapping[str, str]
) -> Iterator[tuple[str, int, Figure, float]]:
    linked = of_files(records, result)
    population = population_of(linked, prepared(linked))
    ids = records.ids
    same = np.array(
        [truth[ids[a]] == truth[ids[b]] for a, b in zip(population.left, population.right, strict=True)]
    )
    right = int((same & population.together).sum())
    precision, recall = right / int(population.together.sum()), right / int(same.sum())
    for size in _SIZES:
        for seed in range(_AUDITS):
            sample = draw_from(population, ids, size=size, seed=seed)
            answers = {
                (each.left, each.right): truth[each.left] == truth[each.right] for each in sample.pairs
            }
            whole = audited(sample, answers, seed=seed).measured[0]
            yield "precision", size, whole.precision, precision
            yield "recall (of pairs that keys or the second look met)", size, whole.recall, recall


def _told(figures: Sequence[tuple[Figure, float]]) -> str:
    covered = width = off = 0.0
    for figure, true in figures:
        low, value, high = (float(each or 0) for each in (figure.low, figure.value, figure.high))
        covered += low <= true <= high
        width += high - low
        off += value - true
    count = len(figures)
    truths = sorted({round(true, 4) for _, true in figures})
    return (
        f"covers the truth in {100 * covered / count:.1f} % (nominal 95), mean width {width / count:.4f}, "
        f"mean error {off / count:+.4f}; true values {truths}"
    )


def _peer(worlds: Sequence[Mapping[str, object]]) -> Iterator[str]:
    python = python_of("audit_peer")
    if python is None:
        yield "ER-Evaluation: its environment could not be made, not measured"
        return
    for clusters in (100,):
        told = {"worlds": list(worlds), "audits": _PEER_AUDITS, "clusters": clusters}
        # The peer's program looks for modules where it is started: not among ours.
        said = subprocess.run(
            [str(python), "-I", str(_PEER)],
            input=json.dumps(told),
            stdout=subprocess.PIPE,
            check=True,
            text=True,
            env={**os.environ, "PYTHONWARNINGS": "ignore"},
        )
        for name, line in json.loads(said.stdout).items():
            yield f"ER-Evaluation, {clusters} persons with all their records, {_PEER_AUDITS} audits each: {name} {line}"
