"""Latin letters that may stand for others: rn for m, as a reading machine takes it, and x, Kurdish for kh.

Compared beside what was written, at a cost, as the readings of damaged Arabic are. Digits among letters (0mar) are read
as letters at once, in ``forms``.
"""

from collections.abc import Collection
from typing import Final

from sijill.names.alphabet import LONGEST
from sijill.names.common import lexicon_key
from sijill.names.readings import Reading

RN_FOR_M_SHARE: Final = 0.02
"""Of letters m, how many are read as rn; believed of common names only."""
X_FOR_KH_SHARE: Final = 0.1
"""Of names with kh, how many stand in Kurdish letters."""


def latin_readings(text: str, known: Collection[str]) -> list[Reading]:
    """Return what Latin ``text`` may stand for besides itself; ``known`` as for ``other_readings``."""
    found: list[Reading] = []
    if "rn" in text and lexicon_key(text) not in known:
        whole = text.replace("rn", "m")
        if lexicon_key(whole) in known:
            found.append(Reading(whole, RN_FOR_M_SHARE, is_sure=False))
    if "x" in text:
        found.append(Reading(text.replace("x", "kh")[:LONGEST], X_FOR_KH_SHARE, is_sure=False))
    return found
