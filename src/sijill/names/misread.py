"""Latin words that may stand for others: rn for m, as a reading machine takes it, x, Kurdish for kh, and Ben in one word.

Compared beside what was written, at a cost, as the readings of damaged Arabic are. Digits among letters (0mar) are read
as letters at once, in ``forms``.
"""

from collections.abc import Collection
from typing import Final, NamedTuple

from sijill.names.alphabet import LONGEST
from sijill.names.common import lexicon_key

RN_FOR_M_SHARE: Final = 0.02
"""Of letters m, how many are read as rn; believed of common names only."""
X_FOR_KH_SHARE: Final = 0.1
"""Of names with kh, how many stand in Kurdish letters."""
SON_SHARE: Final = 0.1
"""Of common names, how many stand in one word with Ben (Benali for بن علي)."""
_SON: Final = "ben"
_SHORTEST_BEHIND_SON: Final = 3


class Reading(NamedTuple):
    """A spelling that a part may stand for."""

    text: str
    share: float
    """Of such spellings, how many are written as the part."""


def latin_readings(text: str, known: Collection[str]) -> list[Reading]:
    """Return what Latin ``text`` may stand for besides itself; ``known`` are keys of the lexicon."""
    found: list[Reading] = []
    if "rn" in text and lexicon_key(text) not in known:
        whole = text.replace("rn", "m")
        if lexicon_key(whole) in known:
            found.append(Reading(whole, RN_FOR_M_SHARE))
    if "x" in text:
        found.append(Reading(text.replace("x", "kh")[:LONGEST], X_FOR_KH_SHARE))
    father = text.removeprefix(_SON)
    if father != text and len(father) >= _SHORTEST_BEHIND_SON and lexicon_key(father) in known:
        found.append(Reading(father, SON_SHARE))
    return found
