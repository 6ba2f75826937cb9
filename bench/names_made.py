"""Many names out of few: parts of real rows recombined, slot by slot, from rows of equal part counts."""

import random
from collections import defaultdict
from collections.abc import Sequence

from bench.names_sets import Pair
from sijill.names import parse


def recombined(
    pairs: Sequence[Pair], count: int, *, besides: Sequence[Pair] = (), seed: int = 7
) -> list[Pair]:
    """Return ``count`` pairs, ``besides`` first, no name twice on either side; the same at each call.

    Only rows whose two names have equally many parts take part; joined parts stay whole.
    """
    rows: defaultdict[int, list[tuple[list[str], list[str]]]] = defaultdict(list)
    for one, other in pairs:
        left, right = _parts(one), _parts(other)
        if len(left) == len(right) > 1:
            rows[len(left)].append((left, right))
    draw = random.Random(seed)  # noqa: S311 - a sample, not a secret
    lengths = sorted(rows)
    weights = [len(rows[length]) for length in lengths]
    found, others = dict(besides), {other for _, other in besides}
    while len(found) < count:
        (length,) = draw.choices(lengths, weights)
        chosen = draw.choices(rows[length], k=length)
        one, other = (" ".join(row[side][slot] for slot, row in enumerate(chosen)) for side in (0, 1))
        if one not in found and other not in others:
            found[one] = other
            others.add(other)
    return list(found.items())


def _parts(name: str) -> list[str]:
    """Return the compared parts of a name as written."""
    return [name[part.start : part.end] for part in parse(name).compared]
