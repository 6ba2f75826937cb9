"""Names searched: an index of real names in both directions, and large ones of recombined names."""

import gc
import os
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from bench.names_made import recombined
from bench.names_models import FOLDS, without_fold
from bench.names_sets import SETS, Pair, known_pairs, program
from sijill.names.index import Index
from sijill.names.parameters import Parameters

_GAZA: Final = next(names for names in SETS if names.title == "gaza")
_QUERIES: Final = 500
_ASKED: Final = 2000
"""Queries of an index of recombined names, in each direction."""


class _Plug:
    """Our index as the measuring program has it."""

    def __init__(self, parameters: Parameters) -> None:
        self._parameters = parameters

    def index(self, names: Sequence[str]) -> None:
        self._index = Index(names, self._parameters)

    def query(self, name: str, count: int) -> list[tuple[int, float]]:
        return self._index.search(name, count)

    def query_many(self, names: Sequence[str], count: int) -> list[list[tuple[int, float]]]:
        return self._index.search_many(names, count)


def retrieval(folds: Sequence[int]) -> Iterator[str]:
    """Yield lines for queries from each fold, asked of the whole file, by a model that has not seen the fold."""
    pairs = known_pairs(_GAZA)
    found: dict[str, list[dict[str, float]]] = {"ar->en": [], "en->ar": []}
    for part in folds:
        parameters = without_fold(part)
        measured = program().retrieval_bench(lambda: _Plug(parameters), pairs, _QUERIES, f"{part}/{FOLDS}")  # noqa: B023
        for way, figures in measured.items():
            found[way].append(figures)
            yield f"fold {part} {way}: " + " ".join(f"{name}={value}" for name, value in figures.items())
    for way, each in found.items():
        for name, wanted in (("R@1", 0.985), ("R@10", 0.999)):
            values = [figures[name] for figures in each]
            said = "reached" if np.mean(values) >= wanted else "SHORT"
            yield f"{way} {name}: mean {np.mean(values):.4f}, least {min(values):.4f} [{wanted} {said}]"


def queries(size: int) -> Iterator[str]:
    """Yield lines for ``size`` recombined names in each direction; queries of fold 0 and a model without it.

    The index holds the counterparts of the queries, and otherwise names recombined from all rows.
    """
    parameters = without_fold(0)
    pairs = known_pairs(_GAZA)
    asked = recombined([pair for pair in pairs if program().in_fold(pair[0], f"0/{FOLDS}")], _ASKED)
    made = dict(asked)
    for one, other in recombined(pairs, size):
        if len(made) == size:
            break
        made.setdefault(one, other)
    Index(["سليم الحداد"], parameters).search("Salim al-Haddad", 10)
    yield _asked("ar->en", asked, list(made.values()), parameters)
    turned = [(other, one) for one, other in asked]
    yield _asked("en->ar", turned, list(made), parameters)


def _asked(way: str, asked: Sequence[Pair], names: list[str], parameters: Parameters) -> str:
    """Return one line: memory and time of the index, speed one by one and together, and recall."""
    random.Random(7).shuffle(names)  # noqa: S311 - an order, not a secret
    gc.collect()
    before, start = _memory(), time.process_time()
    index = Index(names, parameters)
    build = time.process_time() - start
    gc.collect()
    memory = _memory() - before
    seconds, first, ten = [], 0, 0
    for query, other in asked:
        start = time.process_time()
        found = index.search(query, 10)
        seconds.append(time.process_time() - start)
        hit = next((score for place, score in found if names[place] == other), None)
        if hit is not None:
            # Ties count against us, as in the measuring program.
            first += sum(score >= hit for _, score in found) == 1
            ten += 1
    start = time.process_time()
    index.search_many([query for query, _ in asked], 10)
    rate = len(asked) / (time.process_time() - start)
    median, worst = np.percentile(np.array(seconds) * 1000, (50, 99))
    wanted = (1000, 10) if len(names) <= 100_000 else (200, 40)
    said = "reached" if len(asked) / sum(seconds) >= wanted[0] and worst <= wanted[1] else "SHORT"
    return (
        f"{way} {len(names):,} names, {len(asked)} queries: {len(asked) / sum(seconds):,.0f} /s one by one, "
        f"{rate:,.0f} /s together, p50 {median:.2f} ms, p99 {worst:.2f} ms [{wanted[0]} /s, {wanted[1]} ms {said}]; "
        f"R@1 {first / len(asked):.4f} R@10 {ten / len(asked):.4f}; index {memory / 1e6:,.0f} MB, built in {build:.1f} s"
    )


def _memory() -> int:
    """Return the bytes of memory that this process holds now."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
