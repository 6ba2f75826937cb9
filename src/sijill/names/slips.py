"""Common names that an Arabic part may stand for by no rule of damage: a run of letters turned round, dots of another. Compiled."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import LONGEST
from sijill.names.byte_letters import ARTICLE_BYTE, BYTES, FOLDED, bytes_of
from sijill.names.familiar import Familiar, is_listed
from sijill.names.tried import Tried, add
from sijill.names.uncounted import uncounted_within

TURNED_SHARE: Final = 0.02
"""Of parts in which a run of letters was turned round, as bidi errors leave it."""
DOTS_SHARE: Final = 0.005
"""Of parts in which one letter has the dots of another of its shape: رباض for رياض."""
_SHAPES: Final = ("بتثني", "جحخ", "دذ", "رز", "سش", "صض", "طظ", "عغ", "فق")
"""Letters that their dots alone tell apart, but for those below at the end of a part."""
_OWN_AT_END: Final = "نيفق"
_MOST_OTHERS: Final = max(map(len, _SHAPES)) - 1
_SHORTEST_RUN, _LONGEST_RUN = 3, 5
MOST_SLIPS: Final = (_LONGEST_RUN - _SHORTEST_RUN + 1 + _MOST_OTHERS) * LONGEST
"""Spellings that are tried of a part, at the most."""


def _others_of_shape() -> NDArray[np.uint8]:
    """Return [2, BYTES, _MOST_OTHERS] for each letter those of its shape, inside a part and at its end; 0 for none."""
    found = np.zeros((2, BYTES, _MOST_OTHERS), dtype=np.uint8)
    for at_end, own in enumerate(("", _OWN_AT_END)):
        for shape in _SHAPES:
            alike = bytes_of("".join(letter for letter in shape if letter not in own))
            for letter in alike:
                others = alike[alike != letter]
                found[at_end, letter, : len(others)] = others
    return found


_OTHERS: Final = _others_of_shape()


@uncounted_within
def try_turned(
    letters: NDArray[np.uint8], n: int, familiar: Familiar, meant: NDArray[np.uint8], tried: Tried
) -> None:
    """Add what is known with a run of letters the other way round, an article left where it is."""
    for start in range(n - _SHORTEST_RUN + 1):
        for end in range(start + _SHORTEST_RUN, min(n, start + _LONGEST_RUN) + 1):
            for place in range(n):
                meant[place] = letters[start + end - 1 - place if start <= place < end else place]
            known = is_listed(meant, n, familiar)
            if known and (meant[0] == ARTICLE_BYTE) == (letters[0] == ARTICLE_BYTE):
                add(meant, n, TURNED_SHARE, known, tried)


@uncounted_within
def try_dots(
    letters: NDArray[np.uint8], n: int, familiar: Familiar, meant: NDArray[np.uint8], tried: Tried
) -> None:
    """Add what is known with other dots on one letter."""
    for place in range(n):
        meant[place] = letters[place]
    for place in range(n):
        for other in _OTHERS[int(place == n - 1), FOLDED[letters[place]]]:
            meant[place] = other
            known = other > 0 and is_listed(meant, n, familiar)
            if known:
                add(meant, n, DOTS_SHARE, known, tried)
        meant[place] = letters[place]
