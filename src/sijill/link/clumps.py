"""How common a value is in a short register: what nearly all of a list say tells nobody from anybody.

``shares`` takes the usual share of a value for known until hundreds speak, so that in two lists of one household, its father's
name was as rare as anywhere. Here each value is either as common as it usually is, or the register's own (one father,
one day of a strike, one family of a village), and then any share is as likely as another; how many of one list have it says
which. Of one list, since what two lists say may be said of one person. Shares are raised only, never lowered.
"""

import math
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import Parts, Records
from sijill.link.shares import BACKGROUND, USUAL, usual_of

LONG: Final = 1_000
"""Records from which on nothing is raised, as hundreds speak for themselves; below, the less the more there are."""
_OWN: Final = 0.05
"""How likely a value is the register's own, before any list is read."""
_FIELDS: Final = ("birth", "age", "event", "town", "registry", "occupation")
"""Circumstances that many may share; a national number is one person's."""


def raise_own(records: Records, parts: Parts) -> None:
    """Raise the shares of what is the register's own, among circumstances and name parts; long registers stay as they are."""
    if not len(parts.rows) or len(records) >= LONG:
        return
    taken = 1.0 - len(records) / LONG
    list_code = records["list_code"].astype(np.int64)
    for field in _FIELDS:
        values, shares = records[field], records[f"{field}_log_share"]
        given = values >= 0 if field == "age" else values != 0
        _, code = np.unique(values, return_inverse=True)
        met, of = _most_of_a_list(code[given], list_code[given], int(code.max()) + 1)
        raised = _raised(shares, (met[code], of), np.full(len(code), USUAL[field]), taken)
        records[f"{field}_log_share"] = np.where(given, raised, shares)
    usual = usual_of(parts.rows["skeleton"])
    for slot, (held, rows) in enumerate(_slots(records)):
        met, of = _most_of_a_list(held, list_code[rows], len(parts.rows))
        before = parts.rows["log_share"][:, slot]
        parts.rows["log_share"][:, slot] = _raised(before, (met, of), usual[slot], taken)


def _slots(records: Records) -> tuple[tuple[NDArray[np.int32], NDArray[np.int64]], ...]:
    """Return the parts that stand first, in the middle and last, each with the records that they stand in."""
    part, count = records["part"], records["part_count"]
    first, several = np.flatnonzero(count > 0), np.flatnonzero(count > 1)
    place = np.arange(part.shape[1])
    middle = np.nonzero((place >= 1) & (place < count[:, None] - 1))
    return (
        (part[first, 0], first),
        (part[middle], middle[0]),
        (part[several, count[several] - 1], several),
    )


def _most_of_a_list(
    values: NDArray[np.integer], list_code: NDArray[np.int64], total: int
) -> tuple[NDArray[np.int64], int]:
    """Return for each of ``total`` values how many of one list have it, where that is most, and how many have any at most."""
    lists = int(list_code.max(initial=0)) + 1
    cells = np.bincount(values.astype(np.int64) * lists + list_code, minlength=total * lists)
    return cells.reshape(total, lists).max(axis=1), int(np.bincount(list_code, minlength=1).max())


def _raised(
    log_share: NDArray[np.float32],
    met_of: tuple[NDArray[np.int64], int],
    usual: NDArray[np.float64],
    taken: float,
) -> NDArray[np.float32]:
    """Return ``log_share`` of values that some of so many records of one list have, raised where they are its own.

    Only the part ``taken`` of it.
    """
    looks, inverse = np.unique(np.stack([met_of[0], np.round(usual, 9)]), axis=1, return_inverse=True)
    own = np.array([_as_own(int(met), met_of[1], BACKGROUND * u) for met, u in looks.T])
    likely, share = own[inverse.ravel()].T
    before = np.exp(log_share.astype(float))
    more = taken * likely * np.maximum(share - before, 0.0)
    raised: NDArray[np.float32] = np.log(before + more).astype(np.float32)
    return raised


def _as_own(met: int, given: int, usual: float) -> tuple[float, float]:
    """Return how likely a value is the register's own, and its share then, by what all but one record of a list say.

    ``usual`` is how many of ``BACKGROUND`` imagined records have it.
    """
    of = max(given - 1, 0)
    others = min(max(met - 1, 0), of)
    apart = _log_chance(others, of, 1.0, 1.0) - _log_chance(others, of, usual, BACKGROUND - usual)
    odds = math.exp(min(apart, 50.0)) * _OWN / (1.0 - _OWN)
    return odds / (1.0 + odds), (others + 1.0) / (of + 2.0)


def _log_chance(met: int, given: int, a: float, b: float) -> float:
    """Return how likely ``met`` of ``given`` are in one order, where the share is drawn from a beta of ``a`` and ``b`` (log)."""
    return _log_beta(met + a, given - met + b) - _log_beta(a, b)


def _log_beta(a: float, b: float) -> float:
    return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
