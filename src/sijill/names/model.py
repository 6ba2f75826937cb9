"""What turns distances into one scale: the words table, the common parts, and the calibration file."""

import dataclasses
import functools
import math
import tomllib
from importlib import resources
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names import letters, lexicon
from sijill.names.compare import FEATURE_NAMES, LENGTH_AT, WORD
from sijill.names.costs import cost_tables
from sijill.names.distance import word_distance

SCRIPT_PAIRS: Final = ("across", "arabic", "latin")
_SAME_NAME: Final = 0.08
"""Distance within which a spelling counts as one of the common names."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """The parameters of the score, as ``calibration.toml`` has them."""

    version: str
    """Changes whenever a score can change; part of the provenance of what is computed with names."""
    coefficients: NDArray[np.float64]
    """[3, 15] logistic coefficients: script pair by feature."""


@functools.cache
def load_model() -> Model:
    """Return the calibration that is shipped with this package."""
    file = resources.files("sijill.names").joinpath("calibration.toml")
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    rows = [[table[pair][name] for name in FEATURE_NAMES] for pair in SCRIPT_PAIRS]
    return Model(version=table["version"], coefficients=np.array(rows, dtype=np.float64))


def word_of(part: str) -> bytes:
    """Return folded ``part`` as 16 bytes: letters, length, and 1 if it is a common name."""
    code = letters.encode(part)
    return code.ljust(LENGTH_AT, b"\0") + bytes([len(code), is_common(part, code)])


def words_of(parts: tuple[str, ...]) -> NDArray[np.uint8]:
    """Return folded parts as rows of 16 bytes."""
    # A copy, because numba compiles everything again for read-only arrays.
    return np.frombuffer(b"".join(map(word_of, parts)), dtype=np.uint8).reshape(len(parts), WORD).copy()


def is_common(part: str, code: bytes) -> bool:
    """Return whether ``part`` is a usual spelling, in either script, of one of the common names."""
    if part in lexicon.COMMON:
        return True
    for known in _common_codes().get(letters.skeleton(part), ()):
        costs, gaps = cost_tables()
        one, other = np.array([*code], dtype=np.uint8), np.array([*known], dtype=np.uint8)
        if code and word_distance(one, one.size, other, other.size, costs, gaps) <= _SAME_NAME:
            return True
    return False


@functools.cache
def _common_codes() -> dict[str, list[bytes]]:
    found: dict[str, list[bytes]] = {}
    for part in sorted(lexicon.COMMON):
        found.setdefault(letters.skeleton(part), []).append(letters.encode(part))
    return found


@functools.cache
def _coefficients(*, organisations: bool) -> NDArray[np.float64]:
    coefficients = load_model().coefficients.copy()
    if organisations:
        # Without its first part a person's name is the father's; an organisation's is only shorter.
        coefficients[:, FEATURE_NAMES.index("first_part_omitted")] = 0
    return coefficients


def logits(features: NDArray[np.float32], *, organisations: bool = False) -> NDArray[np.float64]:
    """Return what scores are ranked by, for rows of ``features_of_rows``: infinite for equal names, nan for none."""
    which = features[:, -1].astype(np.int64)
    coefficients = _coefficients(organisations=organisations)[np.clip(which, 0, 2)]
    found: NDArray[np.float64] = np.einsum("rf,rf->r", features[:, :-1].astype(np.float64), coefficients)
    found[which == 3] = np.inf
    found[which == -1] = np.nan
    return found


def one_score(features: NDArray[np.float32], which: int, *, organisations: bool = False) -> float:
    """Return the score of one row of features, the same as ``probability(logits(...))``."""
    if which == 3:
        return 1.0
    logit = float(_coefficients(organisations=organisations)[which] @ features[: len(FEATURE_NAMES)])
    return 1 / (1 + math.exp(-max(logit, -40.0)))


def probability(logit: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return scores in [0, 1] for logits; nan stays nan, equal names have 1."""
    return np.asarray(1 / (1 + np.exp(-np.maximum(logit, -40))), dtype=np.float64)
