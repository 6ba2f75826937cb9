"""How one spelling gives rise to another: each letter emits a short string, learned by expectation-maximisation.

P(target | source) is the sum over all ways to cut the target into one unit (0 to 2 or 3 letters) for each source
letter, of the product of P(unit | letter, neighbours). A proper distribution, so that long words need no
normalising. After Ristad and Yianilos (1998), "Learning string-edit distance", with units instead of letters.
"""

import dataclasses
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.alphabet import CONTEXTS, ROWS, rows_of
from sijill.names.parameters import NOISE, SHARES

LENGTHS = (0.15, 0.6, 0.2, 0.05)
"""First guess of how many letters a letter emits."""
ROUNDS_BY_LETTER, ROUNDS = 4, 12
RARELY = 5e-5
"""Emissions that no letter makes more often than this in any context are left to the noise."""
PSEUDO = 5.0
"""Weight of a letter's emissions in all contexts behind those in one context."""
WORST = -1.6
"""Nats a letter below which a training pair is taken for two names, not two spellings."""


@dataclasses.dataclass(frozen=True, slots=True)
class Emission:
    """A learned table: rows of source letters in context, columns of target units."""

    units: tuple[str, ...]
    """Target strings, the empty one first."""
    shares: NDArray[np.int32]
    """[rows, units] probabilities in hundred-thousandths."""
    met: NDArray[np.bool_]
    """[rows] letters in contexts that were met at all."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Corpus:
    rows: NDArray[np.int32]
    row_starts: NDArray[np.int64]
    ends: NDArray[np.int32]
    """[letters, longest] unit that ends at each target letter, by its length, -1 where there is none."""
    end_starts: NDArray[np.int64]
    weights: NDArray[np.float64]


def learn(pairs: Mapping[tuple[str, str], float], *, longest: int, rare: int = 3) -> Emission:
    """Return the emissions that explain ``pairs`` (source, target): weight, in ``spelled`` letters."""
    ordered = sorted(pairs)
    units, noise = _units(ordered, longest=longest, rare=rare)
    corpus = _corpus(ordered, [pairs[pair] for pair in ordered], units, longest)
    table = np.tile(noise, (ROWS, 1))
    for turn in range(ROUNDS_BY_LETTER + ROUNDS):
        counts, fits = _expect(corpus, table)
        if turn == ROUNDS_BY_LETTER + ROUNDS // 2:
            lengths = np.diff(corpus.row_starts) + np.diff(corpus.end_starts)
            corpus.weights[fits < WORST * lengths / 2] = 0
        table = _maximise(counts, noise, by_letter=turn < ROUNDS_BY_LETTER)
    return _pruned(units, table)


def _pruned(units: tuple[str, ...], table: NDArray[np.float64]) -> Emission:
    """Return the emissions that happen, in whole shares; noise is added when they are read."""
    kept = np.where(table >= RARELY, table, 0)
    shares = np.round(kept / kept.sum(axis=1, keepdims=True) * SHARES).astype(np.int32)
    letters = shares.reshape(-1, CONTEXTS, shares.shape[1])
    flat = (letters == letters[:, :1]).all(axis=(1, 2))
    return Emission(units, shares, ~np.repeat(flat, CONTEXTS))


def _units(
    pairs: Sequence[tuple[str, str]], *, longest: int, rare: int
) -> tuple[tuple[str, ...], NDArray[np.float64]]:
    """Return the target strings that may be emitted, and the distribution that emission starts from."""
    met: Counter[str] = Counter()
    for _, target in pairs:
        for length in range(1, longest + 1):
            met.update(target[start : start + length] for start in range(len(target) - length + 1))
    letters = {unit: count for unit, count in met.items() if len(unit) == 1}
    total = sum(letters.values())
    units = ("", *sorted(unit for unit, count in met.items() if count >= rare or len(unit) == 1))
    noise = [LENGTHS[len(unit)] * np.prod([letters[letter] / total for letter in unit]) for unit in units]
    return units, np.array(noise) / np.sum(noise)


def _corpus(
    pairs: Sequence[tuple[str, str]], weights: Sequence[float], units: tuple[str, ...], longest: int
) -> _Corpus:
    place = {unit: number for number, unit in enumerate(units)}
    rows = [np.array(rows_of(source), dtype=np.int32) for source, _ in pairs]
    ends = [
        place.get(target[end - length : end], -1) if length <= end else -1
        for _, target in pairs
        for end in range(1, len(target) + 1)
        for length in range(1, longest + 1)
    ]
    return _Corpus(
        np.concatenate(rows),
        np.concatenate([[0], np.cumsum([len(row) for row in rows])]),
        np.array(ends, dtype=np.int32).reshape(-1, longest),
        np.concatenate([[0], np.cumsum([len(target) for _, target in pairs])]),
        np.array(weights, dtype=np.float64),
    )


def _expect(corpus: _Corpus, table: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    counts = np.zeros_like(table)
    fits = np.zeros(corpus.weights.size)
    _expect_all(
        (corpus.rows, corpus.row_starts, corpus.ends, corpus.end_starts), corpus.weights, table, counts, fits
    )
    return counts, fits


@njit(cache=True, nogil=True)
def _expect_all(  # noqa: C901, PLR0912 - forward and backward over one table
    texts: tuple[NDArray[np.int32], NDArray[np.int64], NDArray[np.int32], NDArray[np.int64]],
    weights: NDArray[np.float64],
    table: NDArray[np.float64],
    counts: NDArray[np.float64],
    fits: NDArray[np.float64],
) -> None:
    """Add each pair's expected emissions to ``counts`` and write its log likelihood to ``fits``."""
    rows, row_starts, ends, end_starts = texts
    for pair in range(weights.size):
        row = rows[row_starts[pair] : row_starts[pair + 1]]
        end = ends[end_starts[pair] : end_starts[pair + 1]]
        n, m = row.size, end.shape[0]
        ahead = np.zeros((n + 1, m + 1))
        behind = np.zeros((n + 1, m + 1))
        ahead[0, 0], behind[n, m] = 1.0, 1.0
        for i in range(n):
            for j in range(m + 1):
                total = ahead[i, j] * table[row[i], 0]
                for length in range(1, min(j, end.shape[1]) + 1):
                    unit = end[j - 1, length - 1]
                    if unit >= 0:
                        total += ahead[i, j - length] * table[row[i], unit]
                ahead[i + 1, j] = total
        whole = ahead[n, m]
        fits[pair] = np.log(max(whole, 1e-300))
        if weights[pair] == 0 or whole <= 0:
            continue
        for back in range(n):
            i = n - 1 - back
            for j in range(m + 1):
                behind[i, j] += behind[i + 1, j] * table[row[i], 0]
                for length in range(1, min(m - j, end.shape[1]) + 1):
                    unit = end[j + length - 1, length - 1]
                    if unit >= 0:
                        behind[i, j] += behind[i + 1, j + length] * table[row[i], unit]
        share = weights[pair] / whole
        for i in range(n):
            for j in range(m + 1):
                counts[row[i], 0] += ahead[i, j] * table[row[i], 0] * behind[i + 1, j] * share
                for length in range(1, min(j, end.shape[1]) + 1):
                    unit = end[j - 1, length - 1]
                    if unit >= 0:
                        met = ahead[i, j - length] * table[row[i], unit] * behind[i + 1, j]
                        counts[row[i], unit] += met * share


def _maximise(
    counts: NDArray[np.float64], noise: NDArray[np.float64], *, by_letter: bool
) -> NDArray[np.float64]:
    """Return emissions from expected counts, those of a context drawn towards those of its letter."""
    letters = counts.reshape(-1, CONTEXTS, counts.shape[1]).sum(axis=1) + 1e-3 * noise
    letters /= letters.sum(axis=1, keepdims=True)
    wide = np.repeat(letters, CONTEXTS, axis=0)
    by_context = (counts + PSEUDO * wide) / (counts.sum(axis=1, keepdims=True) + PSEUDO)
    learned = wide if by_letter else by_context
    return np.asarray((1 - NOISE) * learned + NOISE * noise)
