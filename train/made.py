"""Pairs of Arabic names made up: what two clerks write for one person, so that no file is the only teacher of it.

Names are drawn from single parts, so that nobody's whole name is among them.
"""

import random
from collections.abc import Sequence

from sijill.names.pieces import ARTICLE
from train.noise import reseated, slips
from train.pairs import Pair

PARTS = (2, 3, 3, 4, 4)
"""How many parts a name has, drawn."""
LISTED_SHARE = 0.6
"""Of parts that are in the lexicon."""
SLIP, LEFT_OUT, DAMAGED = 0.06, 0.08, 0.2
"""How often a part has a slip, a name lacks a part, and a list has its ligatures damaged."""
ANOTHER_SEAT = 0.3
"""How often a letter that clerks write in two ways is written the other way."""


def made_pairs(listed: Sequence[str], others: Sequence[str], *, count: int, seed: int) -> list[Pair]:
    """Return ``count`` pairs, less those that are the same, of parts of the lexicon and other parts, sorted.

    The second name of a pair is as another clerk has it.
    """
    draw = random.Random(seed)
    found = []
    for _ in range(count):
        parts = [
            draw.choice(listed if draw.random() < LISTED_SHARE or not others else others)
            for _ in range(draw.choice(PARTS))
        ]
        other = _rewritten(parts, draw)
        found.append((_as_written(parts), _as_written(other)))
    return sorted(set(found))


def _as_written(parts: Sequence[str]) -> str:
    return " ".join(parts).replace(ARTICLE, "ال")


def _rewritten(parts: Sequence[str], draw: random.Random) -> list[str]:
    written = list(parts)
    if len(written) > 2 and draw.random() < LEFT_OUT:
        del written[draw.randrange(1, len(written) - 1)]
    for place, part in enumerate(written):
        slipped = [spelling for spelling, _ in slips(part)]
        kept = draw.choice(slipped) if slipped and draw.random() < SLIP else part
        written[place] = reseated(kept, draw, ANOTHER_SEAT)
    return [part.replace("لا", "ال") for part in written] if draw.random() < DAMAGED else written
