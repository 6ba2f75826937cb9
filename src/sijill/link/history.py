"""All ids of persons ever given: which records each held, from which run until which, and what became of it."""

import dataclasses
import enum
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

NOW: Final = 0
"""The end of what has not ended; runs are numbered from 1."""


class Why(enum.StrEnum):
    """Why an id leads elsewhere."""

    MERGED = "merged"
    """All its records are in one other person."""
    SPLIT = "split"
    """Its records are in several persons, of whom one may still bear it."""
    GONE = "gone"
    """No record of it may be read any more: withdrawn, sealed, or held."""
    RESTORED = "restored"
    """It had ended, and names a person again."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """What a run did to one id; a split has one entry for each part."""

    run: int
    old: str
    new: str
    """Empty where it leads nowhere."""
    why: Why


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All ids ever given, and which records each held from which run until which."""

    run: int = 0
    """The last that changed anything."""
    ids: Any = dataclasses.field(
        default_factory=lambda: pa.array([], pa.string())
    )  # Any: pyarrow has no types
    """Sorted."""
    since: NDArray[np.int32] = dataclasses.field(default_factory=lambda: np.empty(0, np.int32))
    until: NDArray[np.int32] = dataclasses.field(default_factory=lambda: np.empty(0, np.int32))
    mention: Any = dataclasses.field(default_factory=lambda: pa.array([], pa.string()))  # Any: as above
    """A row for each stay of a record with an id, sorted by record and run."""
    person: NDArray[np.int32] = dataclasses.field(default_factory=lambda: np.empty(0, np.int32))
    """Places among ``ids``."""
    held_since: NDArray[np.int32] = dataclasses.field(default_factory=lambda: np.empty(0, np.int32))
    held_until: NDArray[np.int32] = dataclasses.field(default_factory=lambda: np.empty(0, np.int32))
    redirects: tuple[Redirect, ...] = ()
    """In the order of runs and ids."""


def without(history: History, gone: NDArray[np.bool_]) -> History:
    """Return a history that has forgotten the rows of records that are ``gone``; no id is given up."""
    kept = ~gone
    return dataclasses.replace(
        history,
        mention=history.mention.filter(pa.array(kept)),
        person=history.person[kept],
        held_since=history.held_since[kept],
        held_until=history.held_until[kept],
    )
