"""Names that no evidence bounds: those that begin with a kunya or say whose child somebody is, which are left out, see ``unsaid``.

Of these any that shares a part with another name is compared with it.
"""

import numpy as np
from numpy.typing import NDArray

from sijill.names.beside import Side
from sijill.names.uncounted import uncounted_within
from sijill.names.word import FLAGS_AT, UNSAID_FLAGS


def unbound_names(side: Side) -> NDArray[np.int32]:
    """Return which names no evidence bounds."""
    named = np.flatnonzero(side.counts > 0).astype(np.int32)
    flags = side.heads[side.parts[named, 0], FLAGS_AT]
    found: NDArray[np.int32] = named[flags & UNSAID_FLAGS != 0]
    return found


@uncounted_within
def add_sharing(
    some: NDArray[np.int32],
    side: Side,
    codes: NDArray[np.uint32],
    seen: NDArray[np.uint8],
    names: NDArray[np.int32],
    count: int,
) -> int:
    """Write those of ``some`` that share a part behind the first ``count`` of ``names``, unless they are there; return how many there are.

    ``codes`` of words are not 0 where a part of the other name has evidence with them; ``seen`` [names] is zeros between calls.
    """
    parts, counts = side.parts, side.counts
    for name in names[:count]:
        seen[name] = 1
    total = count
    for name in some:
        shares = False
        for b in range(counts[name]):
            shares |= codes[parts[name, b]] != 0
        if shares and not seen[name]:
            names[total] = name
            total += 1
    for name in names[:count]:
        seen[name] = 0
    return total
