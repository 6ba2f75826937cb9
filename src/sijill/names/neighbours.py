"""Whether a name with parts to spare may reach a floor where two of its neighbours are read as one. Compiled.

Of names that could reach it by any neighbours hardly one in a hundred has neighbours that say anything of a poorly met part.
First it is asked which parts have free neighbours with consonants like theirs, and whether the floor is in reach if these
say all; only then what they say.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.bounds import highest_read
from sijill.names.evidence import HIGHEST
from sijill.names.features import CHOSEN, EVIDENCE, JOIN_GAIN, POOR
from sijill.names.joined import joined_evidence, may_be_joined
from sijill.names.model import Model
from sijill.names.uncounted import uncounted_within
from sijill.names.word import FLAGS_AT, GENERIC_FLAG, SCRIPT_AT

_TOP: Final = int(HIGHEST)


class Pair(NamedTuple):
    """Two names of which the second has more parts."""

    short: NDArray[np.int32]
    short_heads: NDArray[np.int16]
    long: NDArray[np.int32]
    long_heads: NDArray[np.int16]


class Space(NamedTuple):
    """What is found out about a pair."""

    found: NDArray[np.int16]
    """How parts are assigned, see ``features``."""
    most: NDArray[np.int16]
    """[2, 12] see ``highest_logit``."""
    free: NDArray[np.int16]
    """[12] for each part of the shorter name a bit for each two neighbours that it may be met by."""
    word: NDArray[np.int16]
    """[1, WIDTH] two neighbours as one."""
    scratch: NDArray[np.float64]


@uncounted_within
def _write_free(pair: Pair, found: NDArray[np.int16], free: NDArray[np.int16]) -> bool:
    """Write ``Space.free`` for poorly met parts; return whether any neighbours are free.

    Free are those that no other part goes with. Where a second part may be read so, what the first one stood with is free too.
    """
    short, long, used, kept = pair.short, pair.long, 0, 0
    n, m, any_free = short.size, long.size, False
    for a in range(n):
        used |= 1 << found[CHOSEN, a]
        kept |= (found[EVIDENCE, a] >= POOR) << found[CHOSEN, a]
    for a in range(n):
        free[a] = 0
        if found[EVIDENCE, a] >= POOR:
            continue
        others = kept if min(m - n, (n + 1) // 2) > 1 else used & ~(1 << found[CHOSEN, a])
        word = pair.short_heads[short[a]]
        for b in range(m - 1):
            if others >> b & 3:
                continue
            first, second = pair.long_heads[long[b]], pair.long_heads[long[b + 1]]
            if first[SCRIPT_AT] == second[SCRIPT_AT] and may_be_joined(word, first, second):
                free[a] |= 1 << b
                any_free = True
    return any_free


@uncounted_within
def write_assigned(pair: Pair, found: NDArray[np.int16], most: NDArray[np.int16]) -> None:
    """Write the evidence of each part of the shorter name as assigned into ``most``; what is left out of sums has the most."""
    for a in range(pair.short.size):
        met = pair.long_heads[pair.long[found[CHOSEN, a]], FLAGS_AT]
        left_out = pair.short_heads[pair.short[a], FLAGS_AT] & met & GENERIC_FLAG
        most[a] = _TOP if left_out else found[EVIDENCE, a]


@uncounted_within
def may_be_read_as_one(
    pair: Pair, limits: NDArray[np.float64], goal: tuple[int, float], space: Space
) -> bool:
    """Return whether names may reach a floor if free neighbours say all that they can of a part; write ``space.free``.

    ``goal`` is the kind of the pair and the floor, a logit.
    """
    if not _write_free(pair, space.found, space.free):
        return False
    write_assigned(pair, space.found, space.most[0])
    for a in range(pair.short.size):
        if space.free[a]:
            space.most[0, a] = _TOP
    return bool(highest_read(limits, goal[0], space.most, pair.short.size, pair.long.size) >= goal[1])


@uncounted_within
def _most_joined(
    pair: Pair, words: tuple[NDArray[np.int16], NDArray[np.int16]], a: int, model: Model, space: Space
) -> int:
    """Return the most evidence of part ``a`` with free neighbours, 0 where it gains too little to be believed."""
    most, least = 0, space.found[EVIDENCE, a] + JOIN_GAIN
    word, long = words[0][pair.short[a]], pair.long
    for b in range(long.size - 1):
        if space.free[a] >> b & 1:
            first, second = words[1][long[b]], words[1][long[b + 1]]
            value = joined_evidence(word, first, second, model, (space.word, space.scratch))
            if value > least:
                # Left out of sums as a generic word that goes with one.
                is_left_out = word[FLAGS_AT] & first[FLAGS_AT] & GENERIC_FLAG != 0
                most = max(most, _TOP if is_left_out else int(value))
    return most


@uncounted_within
def may_reach_as_one(
    pair: Pair,
    words: tuple[NDArray[np.int16], NDArray[np.int16]],
    bounds: tuple[Model, NDArray[np.float64]],
    goal: tuple[int, float],
    space: Space,
) -> bool:
    """Return whether names may reach a floor by what free neighbours say, read as one, of their parts.

    ``words`` are those of either name, ``bounds`` and ``goal`` as for ``may_be_read_as_one``, which wrote ``space``.
    """
    (model, limits), most, joined = bounds, space.most, False
    write_assigned(pair, space.found, most[0])
    for a in range(pair.short.size):
        value = _most_joined(pair, words, a, model, space) if space.free[a] else 0
        joined |= value > 0
        most[0, a] = max(value, most[0, a])
    return bool(joined and highest_read(limits, goal[0], most, pair.short.size, pair.long.size) >= goal[1])
