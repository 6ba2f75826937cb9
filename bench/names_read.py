"""Names as a caseworker reads them: whose child, titles of one sex, names of one root, slips, letters torn off."""

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from bench.names_sets import Scorer
from sijill.names.scoring import POSSIBLE_MATCH

CASES: Final = Path(__file__).parent / "cases" / "names_read.tsv"
RANGES: Final[Mapping[str, tuple[float, float]]] = {
    "same": (POSSIBLE_MATCH, 1.0),
    "two": (0.0, POSSIBLE_MATCH - 1e-9),
    "could": (0.2, 0.985),
}
"""Scores that say what was said."""


def read_as() -> Iterator[str]:
    """Yield for each kind how many pairs are told otherwise, of those chosen on (a) and of those reported (b)."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    scores = Scorer().batch([(one, other) for *_, one, other in rows]).tolist()
    told: dict[tuple[str, str], dict[str, list[bool]]] = {}
    for (half, kind, said, *_), score in zip(rows, scores, strict=True):
        low, high = RANGES[said]
        told.setdefault((kind, said), {"a": [], "b": []})[half].append(not low <= score <= high)
    told["all", ""] = {
        half: list(itertools.chain.from_iterable(kind[half] for kind in told.values())) for half in "ab"
    }
    for (kind, said), halves in told.items():
        counts = ", ".join(
            f"{half} {sum(otherwise)} of {len(otherwise)}" for half, otherwise in halves.items()
        )
        yield f"{kind} {said}: told otherwise {counts}"
