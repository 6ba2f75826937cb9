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
    made = recombined(pairs, size, besides=asked)
    Index(["سليم الحداد"], parameters).search("Salim al-Haddad", 10)
    yield _asked("ar->en", asked, [other for _, other in made], parameters)
    turned = [(other, one) for one, other in asked]
    yield _asked("en->ar", turned, [one for one, _ in made], parameters)


def _asked(way: str, asked: Sequence[Pair], names: list[str], parameters: Parameters) -> str:
    """Return one line: memory and time of the index, speed one by one and together, and recall."""
    random.Random(7).shuffle(names)  # noqa: S311 - an order, not a secret
    gc.collect()
    before, start = _memory(), time.process_time()
    index = Index(names, parameters)
    index.search(asked[0][0], 10)  # the first search sorts
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
    alone = len(asked) / sum(seconds)
    median, worst = np.percentile(np.array(seconds) * 1000, (50, 99))
    wanted = (1000, 10, 0.0) if len(names) <= 100_000 else (200, 40, 0.99)
    met = alone >= wanted[0] and worst <= wanted[1] and ten / len(asked) >= wanted[2]
    return (
        f"{way} {len(names):,} names, {len(asked)} queries: {alone:,.0f} /s, p50 {median:.2f} ms, p99 {worst:.2f} ms; "
        f"R@1 {first / len(asked):.4f} R@10 {ten / len(asked):.4f} "
        f"[{wanted[0]} /s, p99 {wanted[1]} ms, R@10 {wanted[2]} {'reached' if met else 'SHORT'}]; "
        f"{rate:,.0f} /s together when their words are known; index {memory / 1e6:,.0f} MB more than before, "
        f"{_memory() / 1e6:,.0f} MB with these names as text and all else, built in {build:.1f} s"
    )


def _memory() -> int:
    """Return the bytes of memory that this process holds now; some of it may be free for use again."""
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
