"""What extraction does to letters: fragments that stand in place of others, by what they look like."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.byte_letters import BYTES, FOLDED, bytes_of
from sijill.names.uncounted import uncounted_within

LONGEST_FRAGMENT: Final = 4
"""Letters of a fragment that is looked for."""
OFTEN: Final = 0.1
"""Share from which a rule is believed of a common name."""
RAREST_FORM: Final = 0.05
"""Share of a damaged form below which it is not looked at."""

READ: Final = 0
"""Rules that are looked for by what they read,"""
OFTEN_READ: Final = 1
"""those of them that are more than an accident, which are believed of a common name too,"""
MEANT: Final = 2
"""and rules by what they damage, those that do it often enough to be looked for."""
FOUND: Final = 0
"""Of a rule, the letters that are looked for, in letters as rules are written; PUT those that stand in their place."""
PUT: Final = 1


class Rule(NamedTuple):
    """A fragment that extraction leaves in place of another."""

    read: str
    meant: str
    at_end: bool
    """Only at the end of a part."""
    share: float
    """Of the fragments that were meant, how many were read so in lists of which some are damaged."""


class Damage(NamedTuple):
    """Rules by the fragment that is looked for: its first letter, then its length, then as they came."""

    starts: NDArray[np.int32]
    """[3, BYTES + 1] where those of a kind (``READ`` ...) begin whose fragment begins with a letter; those of no letter first."""
    letters: NDArray[np.uint8]
    """[rules, 2, most] ``FOUND`` and ``PUT``."""
    lengths: NDArray[np.uint8]
    """[rules, 2]"""
    at_end: NDArray[np.bool_]
    shares: NDArray[np.float64]


def damage_of(rules: Sequence[Rule]) -> Damage:
    """Return ``rules`` by their fragments."""
    read = [(bytes_of(rule.read), bytes_of(rule.meant), rule) for rule in rules]
    kinds = (
        read,
        [one for one in read if one[2].share >= OFTEN],
        [(meant, found, rule) for found, meant, rule in read if rule.share >= RAREST_FORM],
    )
    chosen = [
        (kind, int(found[0]) if found.size else 0, found, put, rule)
        for kind, some in enumerate(kinds)
        for found, put, rule in sorted(
            some, key=lambda one: (int(one[0][0]) if one[0].size else 0, one[0].size)
        )
        if found.size <= LONGEST_FRAGMENT
    ]
    letters = np.zeros(
        (len(chosen), 2, max((max(f.size, p.size) for _, _, f, p, _ in chosen), default=0)), np.uint8
    )
    for row, (_, _, found, put, _) in enumerate(chosen):
        letters[row, FOUND, : found.size], letters[row, PUT, : put.size] = found, put
    firsts = [kind * BYTES + first for kind, first, *_ in chosen]
    starts = [np.searchsorted(firsts, kind * BYTES + np.arange(BYTES + 1)) for kind in range(len(kinds))]
    return Damage(
        starts=np.array(starts, dtype=np.int32),
        letters=letters,
        lengths=np.array([(found.size, put.size) for _, _, found, put, _ in chosen], np.uint8).reshape(-1, 2),
        at_end=np.array([rule.at_end for *_, rule in chosen], dtype=np.bool_),
        shares=np.array([rule.share for *_, rule in chosen], dtype=np.float64),
    )


@uncounted_within
def write_damaged(
    text: NDArray[np.uint8], n: int, kind: int, damage: Damage, places: NDArray[np.int32]
) -> int:
    """Write where in n letters fragments of rules of a ``kind`` stand, from left to right: from, to, the rule; return how many.

    The letter behind them is 0. ``places`` is of (n + 1) x rules at the least.
    """
    starts, letters, lengths, count = damage.starts, damage.letters, damage.lengths, 0
    for start in range(n + 1):
        for turn in range(1 + (start < n)):
            first = FOLDED[text[start]] if turn else 0
            for rule in range(starts[kind, first], starts[kind, first + 1]):
                end = start + int(lengths[rule, FOUND])
                same = end == n or (end < n and not damage.at_end[rule])
                for at in range(start, end):
                    same = same and letters[rule, FOUND, at - start] == FOLDED[text[at]]
                if same:
                    places[count, 0], places[count, 1], places[count, 2] = start, end, rule
                    count += 1
    return count
