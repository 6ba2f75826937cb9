"""What papers give beside a name: registry, national number, occupation; read, and compared to one small level.

A registry (الخانة) is the place and number under which a family stands, so that brothers share it; a national
number is one person's, and one wrong digit is a slip of every real list.
"""

import re
from collections.abc import Callable
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import NUMBER, OCCUPATION, REGISTRY, Record
from sijill.link.distinct import distinct_values
from sijill.link.texts import text_codes
from sijill.names.uncounted import uncounted, uncounted_within
from sijill.text import match_key

OTHER_NUMBER: Final = 2
"""Level of two national numbers that are no slip of each other."""
_DIGITS: Final = re.compile(r"\D+")
_SHORTEST: Final = 5
"""Digits of a number below which it is a number in a list, not a person's."""
_LONGEST: Final = 18
_BEARERS: Final = 20
"""Records above which a number stands for all who have none (000000000)."""


def registry_keys(written: str) -> tuple[str, str]:
    """Return a registry as it is compared, and its area: all but its last word, or the word itself."""
    words = match_key(written).replace("/", " ").replace("-", " ").split()
    return " ".join(words), " ".join(words[:-1] if len(words) > 1 else words)


def read_number(written: str) -> int:
    """Return the digits of a national number, behind a 1 so that zeros in front count; 0 for none."""
    digits = _DIGITS.sub("", match_key(written))
    if not _SHORTEST <= len(digits) < _LONGEST or not digits.strip(digits[0]):
        return 0
    return int("1" + digits)


def without_defaults(numbers: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return ``numbers`` with 0 for those that too many records give."""
    _, inverse, met = distinct_values(numbers)
    kept: NDArray[np.int64] = np.where(met[inverse] > _BEARERS, 0, numbers)
    return kept


def codes_of(column: Any, key: Callable[[str], str]) -> NDArray[np.int64]:  # Any: pyarrow has no types
    """Return a code for each distinct ``key`` of the texts in ``column``, 0 for an empty one; see ``text_codes``."""
    coded = column.dictionary_encode()
    codes = text_codes([key(text) for text in coded.dictionary.to_pylist()])
    found: NDArray[np.int64] = codes[coded.indices.to_numpy()]
    return found


@uncounted_within
def compare_papers(
    one: Record, other: Record, levels: NDArray[np.uint8], log_shares: NDArray[np.float32]
) -> None:
    """Set the levels of registry, number and occupation where both give one.

    Registry: 0 same, 1 same area, 2 another. Number: 0 same, 1 one digit other or two changed places,
    2 another. Occupation: 0 same, 2 another.
    """
    if one.registry != 0 and other.registry != 0:
        if one.registry == other.registry:
            levels[REGISTRY] = 0
            log_shares[REGISTRY] = one.registry_log_share
        else:
            levels[REGISTRY] = 1 if one.registry_area == other.registry_area else 2
    if one.number != 0 and other.number != 0:
        if one.number == other.number:
            levels[NUMBER] = 0
            log_shares[NUMBER] = one.number_log_share
        else:
            levels[NUMBER] = 1 if _is_slip(one.number, other.number) else OTHER_NUMBER
    if one.occupation != 0 and other.occupation != 0:
        same = one.occupation == other.occupation
        levels[OCCUPATION] = 0 if same else 2
        if same:
            log_shares[OCCUPATION] = one.occupation_log_share


@uncounted
def _is_slip(a: int, b: int) -> bool:
    """Return whether two numbers differ in one digit, or in two neighbours that changed places."""
    if a > b:
        a, b = b, a
    apart, unit = b - a, 1
    while apart % 10 == 0 and apart > 0:
        apart, unit = apart // 10, unit * 10
    if a // (unit * 10) == b // (unit * 10):
        return True
    high, low = a // (unit * 10) % 10, a // unit % 10
    return a + (low - high) * unit * 10 + (high - low) * unit == b
