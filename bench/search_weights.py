"""The weights of the signs of ``sijill.search.rank``, fitted on the questions on odd-numbered documents alone.

Fitted is the chance of the right piece among the candidates (a softmax over them), by scipy's L-BFGS. Told is what these
weights give on the questions on even-numbered documents, which they never saw, and what weights fitted on those give
on the odd ones: how much a figure owes to the half it was fitted on.
"""

import importlib.util
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from bench.search_engine import Engine
from sijill.search.asked import take_apart
from sijill.search.expand import sought
from sijill.search.meeting import Meeting
from sijill.search.rank import WEIGHTS, Ranker, Signs
from sijill.search.retrieve import LOOKED_AT, Filters, candidates
from sijill.search.shard import unit_of
from sijill.search.sounding import Sounding
from sijill.search.statistics import Statistics
from sijill.text import words

_RIDGE: Final = 1e-3
_Table = NDArray[np.float64]


def measure(docs: Path, questions: Path, measures: Path) -> Iterator[str]:
    """Yield the weights of either half, and MRR@10 on the other, as asked and as perturbed."""
    from scipy.optimize import minimize

    texts = [json.loads(line) for line in docs.read_text("utf-8").splitlines()]
    asked = [json.loads(line) for line in questions.read_text("utf-8").splitlines()]
    engine = Engine()
    engine.index([(each["doc_id"], each["text"]) for each in texts])
    number = {each["doc_id"]: place for place, each in enumerate(texts)}
    odd = np.array([number[each["doc_id"]] % 2 == 1 for each in asked])
    plain, right = _signs(engine, asked, None)
    perturb = _perturb(measures / "search_bench.py")
    loose, loose_right = _signs(engine, asked, perturb)
    spread = plain.std((0, 1)) + 1e-12
    yield f"weights that ship: {_told(np.array(WEIGHTS))}"
    for name, fitted, others in (("odd", odd, ~odd), ("even", ~odd, odd)):
        known = fitted & right.any(1)
        rows, labels = (plain / spread)[known], right[known]
        found = (
            minimize(_loss, np.zeros(rows.shape[2]), args=(rows, labels), jac=True, method="L-BFGS-B").x
            / spread
        )
        yield (
            f"fitted on {name}: {_told(found)}; MRR@10 on the others {_reciprocal(plain @ found, right, others):.4f}, "
            f"with clitics put on {_reciprocal(loose @ found, loose_right, others):.4f}; "
            f"on all {_reciprocal(plain @ found, right, odd | ~odd):.4f}"
        )
    engine.close()


def _signs(
    engine: Engine, asked: list[dict[str, Any]], perturb: Any
) -> tuple[_Table, NDArray[np.bool_]]:  # Any: JSON
    shards = engine.shards
    statistics = Statistics(shards)
    signs = np.full((len(asked), LOOKED_AT, len(Signs._fields)), -1.0)
    right = np.zeros((len(asked), LOOKED_AT), dtype=bool)
    for row, each in enumerate(asked):
        question = take_apart(perturb(each["question"], "proclitic") if perturb else each["question"])
        meant = sought(question, statistics, Sounding(shards, len(question.words)))
        ranker = Ranker(Meeting(question, meant), statistics)
        found = candidates(shards, question, meant, Filters(), count=LOOKED_AT)
        for column, candidate in enumerate(found):
            unit, gram_count = unit_of(candidate.shard.searcher.doc(candidate.address))
            piece = ranker.read(words(unit.text), gram_count)
            if piece.places:
                signs[row, column] = ranker.signs(piece)
            right[row, column] = unit.exhibit == each["doc_id"]
    return signs, right


def _loss(weights: _Table, rows: _Table, labels: NDArray[np.bool_]) -> tuple[float, _Table]:
    scores = rows @ weights
    scores -= scores.max(1, keepdims=True)
    chances = np.exp(scores)
    total = chances.sum(1)
    loss = float(-(scores[labels] - np.log(total)).mean() + _RIDGE * weights @ weights)
    expected = (chances[:, :, None] * rows).sum(1) / total[:, None]
    return loss, -(rows[labels] - expected).mean(0) + 2 * _RIDGE * weights


def _reciprocal(scores: _Table, right: NDArray[np.bool_], chosen: NDArray[np.bool_]) -> float:
    own = np.where(right, scores, -np.inf).max(1)
    ranks = (scores > own[:, None]).sum(1) + 1
    return float(np.where(right.any(1) & (ranks <= 10), 1 / ranks, 0.0)[chosen].mean())


def _told(weights: _Table) -> str:
    return ", ".join(f"{name} {weight:.2f}" for name, weight in zip(Signs._fields, weights, strict=True))


def _perturb(program: Path) -> Any:  # Any: a function of a program that is not ours
    specification = importlib.util.spec_from_file_location("search_bench", program)
    if specification is None or specification.loader is None:
        raise FileNotFoundError(program)
    loaded = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(loaded)
    return loaded.perturb
