"""What two lists share, and how pairs are weighed by it: by the lists that they stand in, before anything is compared.

Where nearly all of one list stand in another, a record that finds no better partner there is the more likely the person
of the one it somewhat looks like; where few do, it is not. That counts only between lists that name nobody twice: only
there a record has one partner or none. Within such a list a pair is so much the rarer as the list has it (``lists``).
"""

import dataclasses
from collections.abc import Sequence
from typing import Final

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.cluster import Edges
from sijill.link.lists import LEAST
from sijill.link.records import ListProperty

_LIKELY: Final = 1.0
"""Weight from which a record is taken to have a partner in another list."""
_BITS: Final = 64
"""Lists that are counted in one go, a bit each."""
_MOST: Final = 0.98
"""No list is taken to stand in another but for one record in fifty."""
_CAREFUL: Final = 1.75
"""Nats that are not taken: made-up families, whose lists share three fifths (1.76 nats), had up to one more wrong merge in
10,000 persons with 1.5 (decision 36). Lists that share four fifths have 1.5 left."""


def with_overlap(
    lists: Sequence[ListProperty], list_code: NDArray[np.int32], edges: Edges
) -> tuple[ListProperty, ...]:
    """Return ``lists`` with what each shares with every other, in nats, where both name nobody twice.

    That is how much likelier a pair is neither of whose records has a better partner in the other's list.
    """
    clean = [code for code, item in enumerate(lists) if item.duplicate_free is True]
    if len(clean) < 2:
        return tuple(lists)
    count = len(lists)
    met = np.zeros((count, count), np.int64)
    for first in range(0, count, _BITS):
        _meet(edges.left, edges.right, edges.weight, list_code, first, met)
    sizes = np.maximum(np.bincount(list_code, minlength=count), 1)
    missing = np.log1p(-np.minimum(met / sizes[:, None], _MOST))
    nats = -(missing + missing.T)
    shared = {
        code: tuple(
            (lists[other].name, round(float(nats[code, other]), 5)) for other in clean if other != code
        )
        for code in clean
    }
    return tuple(dataclasses.replace(item, shared=shared.get(code, ())) for code, item in enumerate(lists))


@numba.njit(cache=True, nogil=True)
def _meet(
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    weight: NDArray[np.float32],
    list_code: NDArray[np.int32],
    first: int,
    met: NDArray[np.int64],
) -> None:
    """Count in ``met`` the records of each list that have a partner in each of the lists from ``first`` on, 64 of them."""
    seen = np.zeros(len(list_code), np.uint64)
    for index in range(len(left)):
        if weight[index] <= _LIKELY:
            continue
        for record, other in ((left[index], right[index]), (right[index], left[index])):
            of_list = list_code[other]
            if not first <= of_list < first + _BITS:
                continue
            bit = np.uint64(1) << np.uint64(of_list - first)
            if seen[record] & bit == 0:
                seen[record] |= bit
                met[list_code[record], of_list] += 1


def by_lists(
    edges: Edges, list_code: NDArray[np.int32], lists: Sequence[ListProperty], *, careful: bool = True
) -> Edges:
    """Return ``edges`` weighed by their lists: a pair within one by its share, a pair across two by what they share.

    ``careful`` takes of the latter only what clusters are made by.
    """
    shifts = list_nats(lists, careful=careful)
    if not shifts.any():
        return edges
    shift = shifts[list_code[edges.left], list_code[edges.right]]
    return edges._replace(weight=edges.weight + shift)


def twice_rarer(lists: Sequence[ListProperty]) -> NDArray[np.float64]:
    """Return for each list how much rarer one person twice is on it (log); NaN where it may well name somebody twice."""
    return np.array(
        [
            np.log(max(item.ratio, LEAST)) if item.duplicate_free and item.ratio is not None else np.nan
            for item in lists
        ],
        float,
    )


def list_nats(lists: Sequence[ListProperty], *, careful: bool = True) -> NDArray[np.float32]:
    """Return lists x lists: the nats by which a pair is likelier, before anything of it is compared.

    ``careful`` gives what weights and clusters take of what two lists share; probabilities take it whole.
    """
    kept_back = _CAREFUL if careful else 0.0
    shifts = np.zeros((max(len(lists), 1),) * 2, np.float32)
    np.fill_diagonal(shifts, np.nan_to_num(twice_rarer(lists)) if len(lists) else 0.0)
    code_of = {item.name: code for code, item in enumerate(lists)}
    for code, item in enumerate(lists):
        for name, nats in item.shared:
            # A list that came later knows what it shares with one that was there; not the other way round.
            if name in code_of:
                taken = max(nats - kept_back, 0.0)
                shifts[code, code_of[name]] = shifts[code_of[name], code] = taken
    return shifts
