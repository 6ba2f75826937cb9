"""How fast N made-up passages are indexed on two cores, how large the index is, how long real questions take."""

import json
import multiprocessing
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import Final

from bench.places import SHARED
from bench.search_made import Maker
from sijill.exchange.places import read_places
from sijill.search.asked import take_apart
from sijill.search.index import FULL
from sijill.search.query import Options, ask
from sijill.search.shard import Labelled, Shard, open_shard, write_shard
from sijill.search.units import Unit
from sijill.text.gazetteer import Gazetteer, gazetteer

_CORES: Final = 2
_QUESTIONS: Final = 400
_LIMIT: Final = 10


def measure(docs: Path, questions: Path, count: int) -> Iterator[str]:
    """Yield the figures for ``count`` passages made after ``docs``."""
    maker = Maker([json.loads(line)["text"] for line in docs.read_text("utf-8").splitlines()])
    folder = Path(tempfile.mkdtemp(prefix="sijill-bench-"))
    try:
        yield from _measured(maker, folder, count, _asked(questions))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _asked(questions: Path) -> list[str]:
    lines = questions.read_text("utf-8").splitlines()
    return [json.loads(line)["question"] for line in lines[:: max(1, len(lines) // _QUESTIONS)]]


def _measured(maker: Maker, folder: Path, count: int, asked: list[str]) -> Iterator[str]:
    size = min(FULL, count // _CORES + 1)
    parts = [(start, min(size, count - start)) for start in range(0, count, size)]
    letters = 0
    for start, length in parts:
        text = "\n".join(maker.passages(length, seed=start))
        letters += len(text)
        (folder / f"{start}.txt").write_text(text, encoding="utf-8")
    yield f"{count} passages, {letters / 1e6:.0f} M letters, share of new words {maker.new:.3f}, {len(parts)} shards"
    load, began = os.getloadavg()[0], time.perf_counter()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(_CORES, mp_context=context) as pool:
        cpu = sum(pool.map(_write, [folder / str(start) for start, _ in parts]))
    seconds = time.perf_counter() - began
    bytes_ = sum(path.stat().st_size for start, _ in parts for path in (folder / str(start)).iterdir())
    yield (
        f"indexed {count / seconds:.0f} passages/s by the clock on {_CORES} cores (load before: {load:.1f}); "
        f"{count / cpu:.0f} a second of CPU; index {bytes_ / 1e6:.0f} MB, {bytes_ / count / 1e3:.2f} kB a passage"
    )
    shards = [shard for start, _ in parts if (shard := open_shard(folder / str(start)))]
    yield from _timed(shards, asked)


def _write(folder: Path) -> float:
    """Write the shard of a file of passages; return the seconds of CPU that it took, threads included."""
    known = _gazetteer()
    began = time.process_time()
    lines = folder.with_suffix(".txt").read_text("utf-8").split("\n")
    units = (
        Labelled(
            unit=Unit(exhibit=folder.name, at=f"p={n}", start=0, text=line),
        )
        for n, line in enumerate(lines)
    )
    write_shard(folder, units, audience=("team",), members={}, places=known)
    return time.process_time() - began


def _gazetteer() -> Gazetteer:
    """Return the gazetteer beside the project, its 10,000 places as a register has them that loaded it."""
    lists = ("syria_pcodes_adm1_adm2.csv", "syria_places_wof.csv")
    return gazetteer(place for name in lists for place in read_places(SHARED / "data/places" / name, name))


def _timed(shards: list[Shard], asked: list[str]) -> Iterator[str]:
    for question in asked[:20]:
        ask(shards, take_apart(question), Options(limit=_LIMIT))
    clock, cpu = [], []
    for question in asked[20:]:
        began, spent = time.perf_counter(), time.process_time()
        ask(shards, take_apart(question), Options(limit=_LIMIT))
        clock.append((time.perf_counter() - began) * 1e3)
        cpu.append((time.process_time() - spent) * 1e3)
    for name, times in (("clock", sorted(clock)), ("CPU", sorted(cpu))):
        p50, p95 = times[len(times) // 2], times[int(0.95 * len(times))]
        yield f"{len(times)} questions, {_LIMIT} hits: p50 {p50:.1f} ms, p95 {p95:.1f} ms of {name}"
    yield f"load of the machine: {os.getloadavg()[0]:.1f}"
