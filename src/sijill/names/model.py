"""The parameters of the comparison as arrays, for compiled functions."""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

ARABIC_TO_LATIN: Final = 0
LATIN_TO_LATIN: Final = 1
ARABIC_TO_ARABIC: Final = 2
LATIN_TO_ARABIC: Final = 3
"""The emission tables by their place in ``Model.tables``."""
DIRECTIONS: Final = ("arabic-latin", "latin-latin", "arabic-arabic", "latin-arabic")


class Model(NamedTuple):
    """The parameters as arrays, for compiled functions."""

    tables: NDArray[np.float32]
    """[4, rows, units] P(unit of the target script | letter of the source script in context)."""
    units: NDArray[np.int16]
    """[2, 49, 49, 49] unit of up to three letter codes + 1 (0: no letter) in Arabic and Latin, -1 for none."""
    trigrams: NDArray[np.float32]
    """[2, 49, 49, 49] ln P(letter | two letters before), code + 1, 0 for the edge, in Arabic and Latin."""
    frequencies: NDArray[np.float32]
    """[entries] share of name parts that are spelled as an entry of the lexicon."""
    lexicon: NDArray[np.int32]
    """[entries, 2 k] usual spellings of each entry: number and share in millionths, -1 behind the last."""
    shapes: NDArray[np.float32]
    """[4, features, levels] what a level of a feature adds to a score, by kind of pair."""
