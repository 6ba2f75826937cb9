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
from sijill.names.parsing import Name, parse
from sijill.names.parts import MOST_PARTS, encode_names

POSSIBLE_MATCH: Final = 0.7
"""The default threshold of screening and search."""


def score(one: str, other: str) -> float | None:
    """Return how alike two names are, 0 to 1; symmetric. None: not comparable.

    Not comparable means that on one side nothing is left to compare: no letter, only titles and particles,
    a text such as مجهول الهوية, or a script that is not read.
    """
    left, right = prepared(one), prepared(other)
    if left.shape[0] == 0 or right.shape[0] == 0:
        return None
    costs, gaps = letters.cost_tables()
    features = np.zeros(compare.FEATURES, dtype=np.float32)
    which = compare.judge(left, right, costs, gaps, features)
    return model.one_score(features, which)


def score_pairs(left: Sequence[str], right: Sequence[str]) -> NDArray[np.float64]:
    """Return the scores of ``left[k]`` with ``right[k]``, float64 [n]; nan where not comparable."""
    names = [*left, *right]
    columns = encode_names(names)
    parts, counts = readable_parts(columns.parts, columns.script)
    count = len(left)
    pairs = np.stack([np.arange(count), np.arange(count) + count], axis=1)
    costs, gaps = letters.cost_tables()
    words = model.words_of(columns.written)
    return model.probability(
        model.logits(compare.features_of_pairs(words, parts, counts, pairs, costs, gaps))
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
