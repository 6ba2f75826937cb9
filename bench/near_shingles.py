"""Which shingles keep copies of real Arabic paragraphs near and forms of one make apart.

The paragraphs are those of ARCD (Arabic Wikipedia), where the folder of real data lies beside the project.
"""

import itertools
import json
import os
from collections.abc import Callable, Hashable, Iterator
from pathlib import Path

import numpy as np

from bench.near_texts import misread
from sijill.near.shingles import folded

_SHARED = Path(os.environ.get("SIJILL_SHARED", Path(__file__).parents[2] / "shared"))

Cut = Callable[[str], set[Hashable]]


def run() -> Iterator[str]:
    """Yield a line for each kind of shingle: Jaccard of copies (the lowest of 20), and of what is no copy."""
    path = _SHARED / "data" / "text" / "arcd_docs.jsonl"
    if not path.is_file():
        yield f"shingles: real paragraphs not there: {path}"
        return
    lines = path.read_text(encoding="utf-8").splitlines()
    written = [text for text in (json.loads(line)["text"] for line in lines) if len(text) > 400][:200]
    cuts = {f"{count} letters": _letters(count) for count in (5, 7, 9, 12)}
    cuts |= {f"{count} words": _words(count) for count in (1, 2, 3)}
    for name, cut in cuts.items():
        yield _line(name, cut, written)


def _line(name: str, cut: Cut, written: list[str]) -> str:
    random = np.random.default_rng(3)
    sets = [cut(folded(text)) for text in written]
    parts = []
    for share in (0.02, 0.05):
        near = [
            _jaccard(one, cut(folded(misread(text, share, random))))
            for one, text in zip(sets, written, strict=True)
        ]
        parts.append(f"{share:.0%} of letters misread {np.percentile(near, 5):.2f}")
    other = [_jaccard(one, two) for one, two in itertools.combinations(sets, 2)]
    # Half of each paragraph printed on all: the harder strangers.
    sheet = written[0].split()[:60]
    forms = [cut(folded(" ".join([*sheet, *text.split()[:60]]))) for text in written[1:60]]
    alike = [_jaccard(one, two) for one, two in itertools.combinations(forms, 2)]
    return (
        f"shingles of {name}: {', '.join(parts)}; strangers (99 of 100 below) {np.percentile(other, 99):.3f}; "
        f"forms of which half is printed (95 of 100 below) {np.percentile(alike, 95):.2f}"
    )


def _letters(count: int) -> Cut:
    return lambda text: {text[start : start + count] for start in range(len(text) - count + 1)}


def _words(count: int) -> Cut:
    def cut(text: str) -> set[Hashable]:
        words = text.split()
        return {tuple(words[start : start + count]) for start in range(len(words) - count + 1)}

    return cut


def _jaccard(one: set[Hashable], other: set[Hashable]) -> float:
    return len(one & other) / max(1, len(one | other))
