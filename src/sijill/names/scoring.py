"""One score for two names, and many: the public comparison.

The scale is one for all scripts: 0.7 says "possible match", 1.0 the same parts in the same order. It says
how alike two names are, never that two persons are one: namesakes score 1.0.
"""

import functools
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names import compare, letters, model
from sijill.names.costs import cost_tables
from sijill.names.parsing import Name, parse
from sijill.names.parts import MOST_PARTS, encode_names

POSSIBLE_MATCH: Final = 0.7
"""The default threshold of screening and search."""


_CHUNK: Final = 1 << 16


def score(one: str, other: str, *, organisations: bool = False) -> float | None:
    """Return how alike two names are, 0 to 1; symmetric. None: not comparable.

    Not comparable means that on one side nothing is left to compare: no letter, only titles and particles,
    a text such as مجهول الهوية, or a script that is not read. ``organisations`` says that these are no
    persons' names: leaving out the first part then costs no more than another.
    """
    left, right = prepared(one), prepared(other)
    if left.shape[0] == 0 or right.shape[0] == 0:
        return None
    costs, gaps = cost_tables()
    features = np.zeros(compare.FEATURES, dtype=np.float32)
    which = compare.judge(left, right, costs, gaps, features)
    return model.one_score(features, which, organisations=organisations)


def score_pairs(
    left: Sequence[str], right: Sequence[str], *, organisations: bool = False
) -> NDArray[np.float64]:
    """Return the scores of ``left[k]`` with ``right[k]``, float64 [n]; nan where not comparable."""
    columns = encode_names([*left, *right])
    parts, counts = readable_parts(columns.parts, columns.script)
    words, count = model.words_of(columns.written), len(left)
    out = np.full(count, np.nan)
    for start in range(0, count, _CHUNK):
        one = np.arange(start, min(start + _CHUNK, count))
        features = features_between(words, parts, counts, one, one + count)
        out[one] = model.probability(model.logits(features, organisations=organisations))
    return out


def features_between(
    words: NDArray[np.uint8],
    parts: NDArray[np.int32],
    counts: NDArray[np.int8],
    left: NDArray[np.int64],
    right: NDArray[np.int64],
) -> NDArray[np.float32]:
    """Return the rows of ``compare.features_of_rows`` for records ``left[k]`` and ``right[k]``."""
    if words.shape[0] == 0:
        words = np.zeros((1, compare.WORD), dtype=np.uint8)
    costs, gaps = cost_tables()
    return compare.features_of_rows(
        words[parts[left]], counts[left], words[parts[right]], counts[right], costs, gaps
    )


def readable_parts(
    parts: NDArray[np.int32], script: NDArray[np.uint8]
) -> tuple[NDArray[np.int32], NDArray[np.int8]]:
    """Return [n, 6] part ids without those in scripts that are not read, moved to the front, and their number."""
    readable = (parts >= 0) & (np.append(script, 0)[parts] != letters.NEITHER)
    order = np.argsort(~readable, axis=1, kind="stable")
    moved = np.take_along_axis(np.where(readable, parts, -1), order, axis=1)
    return np.ascontiguousarray(moved), readable.sum(axis=1).astype(np.int8)


def compared_forms(name: Name) -> tuple[str, ...]:
    """Return the folded forms that are compared: all, or of more than six the first five and the last."""
    forms = tuple(part.folded for part in name.compared)
    return forms if len(forms) <= MOST_PARTS else (*forms[: MOST_PARTS - 1], forms[-1])


def prepared(name: str) -> NDArray[np.uint8]:
    """Return the compared parts of ``name`` as words, uint8 [parts, 16]."""
    return _words(compared_forms(parse(name)))


@functools.lru_cache(maxsize=1 << 15)
def _words(forms: tuple[str, ...]) -> NDArray[np.uint8]:
    return model.words_of(forms)
