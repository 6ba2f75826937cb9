"""``python -m train.places --data CSV``: learn how places' names are written across scripts, and what each sign weighs.

Rows of a gazetteer (Who's On First) that have a name in each script. Those that ``./dev bench search places`` asks
for, and all others of one of their names, are left out. Letters are learned by expectation-maximisation; a pair whose
letters speak against each other is taken for two names of one place and left out too. Weights are fitted on the same
rows, each half with letters that the other half taught; ``sijill.names.places`` has them as constants.
"""

import argparse
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray
from scipy.optimize import minimize

from bench.search_places import gazetteer_names, half, questions
from sijill.names.place_letters import ARABIC, LATIN, LetterTable, spellings, table_of, written_together
from sijill.names.place_spelling import without_articles
from sijill.names.places import WEIGHTS, PlaceNames

SHIPPED: Final = Path("src/sijill/names/learned/place_letters.tsv")
_ROUNDS: Final = 12
_TRUSTED: Final = 4
"""Rounds before pairs are left out."""
_WORST: Final = -0.3
"""Nats a letter below which a pair is two names."""
_RARE: Final = 1e-6
"""Shares below this are not written."""
_CANDIDATES: Final = 200
_RIDGE: Final = 1e-3


class Pair(NamedTuple):
    """A place's name in both scripts."""

    arabic: str
    latin: str
    key: str
    """What counts as the same Arabic name."""


def learn(pairs: Sequence[Pair]) -> list[tuple[str, str, float]]:
    """Return (Arabic letter, Latin letter, share): how the names of ``pairs`` are written, empty for no letter."""
    coded = [(_codes(pair.arabic), _codes(pair.latin)) for pair in pairs]
    shares = np.full((len(ARABIC) + 1, len(LATIN) + 1), 1.0)
    for turn in range(_ROUNDS):
        table = table_of(_rows(shares))
        counts, kept = np.zeros_like(shares), []
        counts[1:, 1:], counts[0], counts[:, 0] = 0.02, 0.1, 0.1
        for one, other in coded:
            room = np.zeros((2, len(one) + 1, len(other) + 1))
            together = _count(one, other, table, room, counts)
            weight = together - table.arabic_logs[one].sum() - table.latin_logs[other].sum()
            if turn < _TRUSTED or weight > _WORST * max(len(one), len(other)):
                kept.append((one, other))
        coded, shares = kept, counts
    return _rows(shares)


def _codes(name: str) -> NDArray[np.uint8]:
    return spellings([without_articles(name)[0]]).codes


def _rows(shares: NDArray[np.float64]) -> list[tuple[str, str, float]]:
    """Return the shares of all letters and of letters alone; the codes of letters begin at 1."""
    shares = shares.copy()
    shares[0, 0] = 0
    shares /= shares.sum()
    return [
        (one, other, float(shares[row, column]))
        for row, one in enumerate(["", *ARABIC])
        for column, other in enumerate(["", *LATIN])
        if shares[row, column] >= _RARE
    ]


@njit(cache=True)
def _count(
    one: NDArray[np.uint8],
    other: NDArray[np.uint8],
    table: LetterTable,
    room: NDArray[np.float64],
    counts: NDArray[np.float64],
) -> float:
    """Add how often each letter answers each in all ways to write a pair; return the logarithm of their sum."""
    before, behind = room[0], room[1]
    total = written_together(one, other, table, before)
    if total <= 0:
        return -700.0
    behind[len(one), len(other)] = 1.0
    for i in range(len(one), -1, -1):
        for j in range(len(other), -1, -1):
            if i < len(one) and j < len(other):
                share = table.both[one[i], other[j]] * behind[i + 1, j + 1]
                behind[i, j] += share
                counts[one[i], other[j]] += before[i, j] * share / total
            if i < len(one):
                share = table.arabic[one[i]] * behind[i + 1, j]
                behind[i, j] += share
                counts[one[i], 0] += before[i, j] * share / total
            if j < len(other):
                share = table.latin[other[j]] * behind[i, j + 1]
                behind[i, j] += share
                counts[0, other[j]] += before[i, j] * share / total
    return float(np.log(total))


def fit(asked: Sequence[Pair], names: dict[str, str]) -> NDArray[np.float64]:
    """Return the weights of signs that put the right name first, by multinomial regression over the likeliest."""
    index = PlaceNames(list(names.values()))
    place = {key: at for at, key in enumerate(names)}
    signs: list[NDArray[np.float64]] = []
    rights: list[int] = []
    sizes: list[int] = []
    for side in (0, 1):
        table = table_of(learn([pair for pair in asked if half(pair.key) != side]))
        for pair in (pair for pair in asked if half(pair.key) == side):
            of_all = index.signs(pair.latin, table)
            likely = np.argsort(-(of_all @ np.array(WEIGHTS)), kind="stable")[:_CANDIDATES]
            found = np.flatnonzero(likely == place[pair.key])
            if len(found):
                rights.append(sum(sizes) + int(found[0]))
                sizes.append(len(likely))
                signs.append(of_all[likely])
    return _regressed(np.concatenate(signs), np.array(rights), np.array(sizes))


def _regressed(
    signs: NDArray[np.float64], rights: NDArray[np.int64], sizes: NDArray[np.int64]
) -> NDArray[np.float64]:
    spread = signs.std(axis=0)
    signs = signs / spread
    starts, asked = np.cumsum([0, *sizes])[:-1], np.repeat(np.arange(len(sizes)), sizes)

    def loss(weights: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        scores = signs @ weights
        highest = np.maximum.reduceat(scores, starts)
        shares = np.exp(scores - highest[asked])
        whole = np.add.reduceat(shares, starts)
        value = float((np.log(whole) + highest - scores[rights]).mean() + _RIDGE * (weights @ weights) / 2)
        slope = (signs.T @ (shares / whole[asked]) - signs[rights].sum(axis=0)) / len(sizes)
        return value, slope + _RIDGE * weights

    found: NDArray[np.float64] = (
        minimize(loss, np.zeros(signs.shape[1]), jac=True, method="L-BFGS-B").x / spread
    )
    return found


def main() -> None:
    """Write the table and say the weights."""
    parser = argparse.ArgumentParser(prog="train.places", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="syria_places_wof.csv")
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the table (%(default)s)")
    given = parser.parse_args()
    rows, fold = gazetteer_names(given.data)
    held = {fold(row["name_ar"]) for row in questions(rows)}
    pairs = [Pair(row["name_ar"], row["name_en"], fold(row["name_ar"])) for row in rows]
    taught = [pair for pair in pairs if pair.key not in held]
    names: dict[str, str] = {}
    for pair in pairs:
        names.setdefault(pair.key, pair.arabic)
    lines = ["\t".join([one, other, f"{share:.3g}"]) for one, other, share in learn(taught)]
    digest = hashlib.sha256(given.data.read_bytes()).hexdigest()
    told = f"# python -m train.places: {len(taught)} rows of {given.data.name}, SHA-256 {digest}"
    given.out.write_text("\n".join([told, *lines, ""]), encoding="utf-8")
    for name, weight in zip(WEIGHTS._fields, fit(taught, names), strict=True):
        sys.stdout.write(f"{name} = {weight:.2f}\n")


if __name__ == "__main__":
    main()
