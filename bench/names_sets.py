"""The sets of name pairs that names are measured on, and the figures of one: by the shared measuring program.

The program is not copied: it lies in the folder that ``SIJILL_SHARED`` names, or in ``shared`` beside the
project. What it draws is kept in ``.bench`` as numbers of rows, since drawing takes longer than scoring.
"""

import dataclasses
import functools
import hashlib
import importlib.util
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bench import peers
from sijill.names.parameters import Parameters
from sijill.names.scoring import POSSIBLE_MATCH, Names

KEPT: Final = Path(__file__).parents[1] / ".bench"
"""Folder for what is dear to make again: learned parameters, and row numbers of drawn pairs."""
LIMIT, HARD = 2000, 3
"""True pairs a set, and near and random false ones for each: the measuring program's own defaults."""
Pair = tuple[str, str]
Drawn = tuple[str, str, int, str]
"""One name, another, 1 for the same person's, and ``true``, ``hard`` or ``random``."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """The figures that issue 3 asks for; 0 where it asks for none."""

    precision: float = 0.0
    recall: float = 0.0
    f1: float = 0.0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NameSet:
    """One file, two of its columns, whose hand spelled it, and what is to be reached."""

    title: str
    file: str
    columns: Pair = ("name_ar", "name_en")
    hand: str
    reach: Reach

    @property
    def spec(self) -> str:
        """The set as the measuring program's ``--set`` has it."""
        return self.file if self.columns == ("name_ar", "name_en") else ":".join((self.file, *self.columns))


_VARIANTS: Final = "gaza_variants_same_person.csv"
SETS: Final = (
    NameSet(
        title="un_primary",
        file="un_primary.csv",
        hand="un",
        reach=Reach(precision=0.995, recall=0.95, f1=0.96),
    ),
    NameSet(title="press", file="press_fullnames.csv", hand="press", reach=Reach(precision=0.993, f1=0.95)),
    NameSet(
        title="gaza",
        file="gaza_fullnames_ar_en.csv",
        hand="ibc",
        reach=Reach(precision=0.998, recall=0.99, f1=0.98),
    ),
    NameSet(
        title="variants damaged->latin (.995 repaired)",
        file=_VARIANTS,
        columns=("name_ar_other_list", "name_en_ibc"),
        hand="ibc",
        reach=Reach(precision=0.995, recall=0.95, f1=0.94),
    ),
    NameSet(
        title="variants arabic->arabic",
        file=_VARIANTS,
        columns=("name_ar", "name_ar_other_list"),
        hand="ibc",
        reach=Reach(precision=0.998, recall=0.99, f1=0.98),
    ),
    NameSet(
        title="wikidata words",
        file="wikidata_words_coling2018.csv",
        hand="wikidata",
        reach=Reach(precision=0.91, recall=0.55, f1=0.84),
    ),
    NameSet(title="google words", file="google_ar2en_words.csv", hand="google", reach=Reach(f1=0.84)),
)


@functools.cache
def program() -> ModuleType:
    """Return the measuring program as a module."""
    spec = importlib.util.spec_from_file_location("names_bench", peers.program())
    if spec is None or spec.loader is None:
        raise SystemExit(f"bench: {peers.program()} cannot be read")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def data() -> Path:
    """Return the folder of name pairs beside the measuring program."""
    return peers.program().parents[1] / "data" / "names"


def known_pairs(names: NameSet) -> list[Pair]:
    """Return the true pairs of a set, sorted."""
    found: list[Pair] = program().load(str(data() / names.file), names.columns)
    return found


def drawn(names: NameSet, fold: str | None, limit: int = LIMIT) -> list[Drawn]:
    """Return the measuring program's labelled pairs of a set; true ones from ``fold`` only, false ones from all."""
    pairs = known_pairs(names)
    left, right = sorted({one for one, _ in pairs}), sorted({other for _, other in pairs})
    identity = hashlib.sha256(f"{names.spec} {fold} {limit} {HARD} ".encode())
    identity.update(peers.program().read_bytes() + (data() / names.file).read_bytes())
    file = KEPT / f"drawn-{identity.hexdigest()[:16]}.json"
    if not file.exists():
        here = {name: row for row, name in enumerate(left)}
        there = {name: row for row, name in enumerate(right)}
        made = program().make_pairs(pairs, limit, HARD, fold)
        KEPT.mkdir(exist_ok=True)
        file.write_text(
            json.dumps([(here[one], there[other], same, kind) for one, other, same, kind in made])
        )
    rows: list[tuple[int, int, int, str]] = json.loads(file.read_text(encoding="utf-8"))
    return [(left[one], right[other], same, kind) for one, other, same, kind in rows]


class Scorer:
    """A plug-in for the measuring program: names that are not comparable score 0."""

    def __init__(self, parameters: Parameters | None = None, *, organisations: bool = False) -> None:
        """Score by ``parameters``, or by those shipped."""
        self._parameters, self._organisations = parameters, organisations

    def __call__(self, one: str, other: str) -> float:
        """Return the score of two names."""
        return float(self.batch([(one, other)])[0])

    def batch(self, pairs: Sequence[Pair]) -> NDArray[np.float64]:
        """Return the score of each pair."""
        left, here = np.unique([one for one, _ in pairs], return_inverse=True)
        right, there = np.unique([other for _, other in pairs], return_inverse=True)
        names, others = Names(left.tolist(), self._parameters), Names(right.tolist(), self._parameters)
        return np.nan_to_num(names.scores(here, others, there, organisations=self._organisations))


@dataclasses.dataclass(frozen=True, slots=True)
class Scored:
    """Labelled pairs with their scores."""

    pairs: Sequence[Drawn]
    scores: Sequence[float]

    def figures(self) -> dict[str, float]:
        """Return AP over all pairs, recall at 1 % false positives on near ones, and F1 at 0.7 over all."""
        bench = program()
        every = [(score, same) for score, (_, _, same, _) in zip(self.scores, self.pairs, strict=True)]
        near = [pair for pair, (_, _, _, kind) in zip(every, self.pairs, strict=True) if kind != "random"]
        return {
            "AP": bench.average_precision(every),
            "R@1%": bench.recall_at_fpr(near, 0.01),
            "F1@.7": bench.at_threshold(every, POSSIBLE_MATCH)["F1"],
            "best F1": bench.best_f1(every)[0],
        }

    def interval(self, draws: int = 1000) -> dict[str, tuple[float, float]]:
        """Return the middle 95 % of each figure over bootstrap draws of the names on the left, with their pairs."""
        rows: dict[str, list[int]] = {}
        for row, (one, _, _, _) in enumerate(self.pairs):
            rows.setdefault(one, []).append(row)
        groups, random = list(rows.values()), np.random.default_rng(7)
        found = []
        for _ in range(draws):
            chosen = [
                row for group in random.integers(len(groups), size=len(groups)) for row in groups[group]
            ]
            found.append(
                Scored([self.pairs[row] for row in chosen], [self.scores[row] for row in chosen]).figures()
            )
        return {
            name: (float(low), float(high))
            for name in found[0]
            for low, high in [np.percentile([one[name] for one in found], (2.5, 97.5))]
        }


def scored(pairs: Sequence[Drawn], scores_of: Callable[[Sequence[Pair]], NDArray[np.float64]]) -> Scored:
    """Return ``pairs`` with their scores."""
    return Scored(pairs, scores_of([(one, other) for one, other, _, _ in pairs]).tolist())


def together(parts: Sequence[Scored]) -> Scored:
    """Return all pairs of several folds as one."""
    return Scored(
        [pair for part in parts for pair in part.pairs], [score for part in parts for score in part.scores]
    )
