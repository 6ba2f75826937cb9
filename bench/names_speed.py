"""Bulk scoring of names on one core, in seconds of CPU, as figures and as ratios to logic-v2 in the same run."""

import dataclasses
import importlib
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bench.names_made import recombined
from bench.names_peers import pairs_a_second
from bench.names_sets import SETS, known_pairs
from sijill.names.scoring import Names

_PREPARED: Final = 100_000
_PAIRS: Final = 1_000_000
_RUNS: Final = 3
_AGAINST: Final = 500
"""Queries of one name against many."""


_FILLS = 4
"""Millions of other pairs that fill the table of evidence before the last million is timed."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Rate:
    """How many a second: of CPU, which other programs disturb least, and by the clock, as logic-v2 is measured."""

    by_cpu: float
    by_clock: float


def bulk() -> Iterator[str]:
    """Yield names prepared a second, distinct pairs a second with an empty and a filled table, and the ratio to logic-v2."""
    half = _PREPARED // 2
    made = recombined(known_pairs(next(names for names in SETS if names.title == "gaza")), _PREPARED)
    arabic, latin = [one for one, _ in made[:half]], [other for _, other in made[half:]]
    invented = ["سليم الحداد", "Salim al-Haddad"]
    Names(invented).scores(np.arange(2), Names(invented), np.arange(2))  # loads the compiled functions
    pairs = _distinct_pairs(half, _FILLS * _PAIRS + _PAIRS)
    # What was prepared once is partly remembered: only the first time counts.
    prepared, _ = _timed(_PREPARED, lambda: (Names(arabic), Names(latin)))
    runs = [_cold_and_warm(arabic, latin, pairs) for _ in range(_RUNS)]
    cold, warm = (
        sorted(column, key=lambda rate: rate.by_cpu)[_RUNS // 2] for column in zip(*runs, strict=True)
    )
    yield (
        f"{_PREPARED} names (half Arabic, half Latin, recombined), {_PAIRS} distinct random pairs across scripts, "
        f"full learned score, median of {_RUNS} runs; a second of CPU"
    )
    yield f"preparing: {_said(prepared, 50_000)} names/s"
    yield f"pairs, empty table: {_said(cold, 400_000)} pairs/s"
    yield f"pairs, table filled by {_FILLS * _PAIRS} others: {_said(warm, 1_000_000)} pairs/s"
    yield from _one_against_many(arabic, latin)
    base = pairs_a_second()
    yield (
        f"logic-v2 in the same run: {base:,} pairs/s by the clock; ratio by the clock "
        f"{cold.by_clock / base:,.0f} (empty), {warm.by_clock / base:,.0f} (filled)"
    )


def _said(rate: _Rate, wanted: float) -> str:
    return f"{rate.by_cpu:,.0f} [{wanted:,.0f} {'reached' if rate.by_cpu >= wanted else 'SHORT'}]"


def _distinct_pairs(half: int, count: int) -> NDArray[np.int64]:
    """Return [count, 2] distinct pairs of positions below ``half``, in random order."""
    random = np.random.default_rng(7)
    chosen = np.unique(random.integers(half * half, size=count + count // 10))
    random.shuffle(chosen)
    return np.stack(np.divmod(chosen[:count], half), axis=1)


def _cold_and_warm(
    arabic: Sequence[str], latin: Sequence[str], pairs: NDArray[np.int64]
) -> tuple[_Rate, _Rate]:
    """Return the rate of the first pairs with an empty table of evidence, and that of others with what they left."""
    names, others = Names(arabic), Names(latin)
    first, filling, second = pairs[:_PAIRS], pairs[_PAIRS : _FILLS * _PAIRS], pairs[_FILLS * _PAIRS :]
    cold, _ = _timed(_PAIRS, lambda: names.scores(first[:, 0], others, first[:, 1]))
    names.scores(filling[:, 0], others, filling[:, 1])
    warm, _ = _timed(_PAIRS, lambda: names.scores(second[:, 0], others, second[:, 1]))
    return cold, warm


def _timed(count: int, work: Callable[[], object]) -> tuple[_Rate, object]:
    """Return how fast ``work`` did ``count`` things, and what it returned, so that freeing it is not timed."""
    cpu, clock = time.process_time(), time.perf_counter()
    made = work()
    cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
    return _Rate(count / cpu, count / clock), made


def _one_against_many(arabic: Sequence[str], latin: Sequence[str]) -> Iterator[str]:
    """Yield pairs a second of one Arabic name against all Latin ones, over distinct queries, as shipped: floor 0.5."""
    try:
        against: Any = importlib.import_module("sijill.names.against")  # not there in every version
    except ModuleNotFoundError:
        yield "one name against many: skipped, sijill.names.against is not there"
        return
    many = against.Against(latin)
    many.scores("سليم الحداد")
    yield _against(many, arabic[:_AGAINST], len(latin), "first")
    # Queries share words: the first ones meet most of them for the first time, later ones few.
    for name in arabic[_AGAINST:-_AGAINST:10]:
        many.scores(name)
    yield _against(many, arabic[-_AGAINST:], len(latin), "later")


def _against(many: Any, asked: Sequence[str], size: int, kind: str) -> str:  # see above
    rate, _ = _timed(len(asked) * size, lambda: [many.scores(name) for name in asked])
    return f"one name against {size:,}, the {kind} {len(asked)} queries: {_said(rate, 50_000_000)} pairs/s"
