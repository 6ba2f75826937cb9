"""What linkage takes in and gives back: records as columns of text as written, clusters and pairs as arrays.

No file is known here: a list of rows, a CSV and a register's table all become the same columns.
"""

import dataclasses
import enum
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sijill.link.known import Known
    from sijill.link.mends import Mend
    from sijill.link.persons import Followed

METHOD: Final = "sijill.link"
VERSION: Final = "22"
"""Changes whenever equal input may give other clusters or probabilities."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RecordColumns:
    """Records of one or more lists, a column a field, everything as written; ``""`` means not given.

    ``ids``, ``lists`` and ``names`` have one entry a record; each other column has as many, or none at all.
    """

    ids: Sequence[str]
    """Unique over all lists."""
    lists: Sequence[str]
    """The name of the list that the record stands in."""
    names: Sequence[str]
    """The whole name in either script: first, father, grandfathers, family, as far as known."""
    mothers: Sequence[str] = ()
    sexes: Sequence[str] = ()
    ages: Sequence[str] = ()
    """Full years at the event, or at the time of the list."""
    birth_dates: Sequence[str] = ()
    """Full dates, months or years, Gregorian."""
    event_dates: Sequence[str] = ()
    event_kinds: Sequence[str] = ()
    """``death``, ``detention`` or ``event``: dates of two named kinds are never compared."""
    places: Sequence[str] = ()
    """Governorate, or the only place given."""
    towns: Sequence[str] = ()
    registries: Sequence[str] = ()
    """Place and number under which a family is registered (الخانة), or an address code of area and number."""
    numbers: Sequence[str] = ()
    """National numbers."""
    occupations: Sequence[str] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """What reviewers decided, by record ids: see :mod:`sijill.link.standing`. Records that are not there may be named."""

    same: Sequence[tuple[str, str]] = ()
    different: Sequence[tuple[str, str]] = ()


class PairState(enum.IntEnum):
    """What became of a pair whose weight was worth keeping."""

    APART = 0
    """Too weak, or each of the two found a better partner."""
    ACCEPTED = 1
    """Both records ended in one cluster."""
    CONTRADICTED = 2
    """Likely by name, yet two full dates of birth, mothers or national numbers differ: for a reviewer, never merged."""
    SAME = 3
    """Both are in one cluster because a reviewer said so."""
    DIFFERENT = 4
    """Both are apart because a reviewer said so."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PairColumns:
    """Pairs worth keeping, sorted by (left, right); positions into the ids of their result."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    weight: NDArray[np.float32]
    """Natural logarithm of the odds that both records describe one person."""
    probability: NDArray[np.float64]
    """From the weight and the rivals, see :mod:`sijill.link.rivals`."""
    state: NDArray[np.uint8]
    """A :class:`PairState` for each pair."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListProperty:
    """What was found out about one list."""

    name: str
    size: int
    duplicate_free: bool | None
    """Whether it names nobody twice; None when there is too little to tell from."""
    ratio: float | None
    """Expected matches for each pair within the list, against pairs across lists; small means free."""
    shared: tuple[tuple[str, float], ...] = ()
    """Other lists, and in nats what is shared with each, see :mod:`sijill.link.overlap`."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class BlockCount:
    """How one blocking rule fared."""

    rule: str
    pairs: int
    """Pairs that this rule met first."""
    largest: int
    """Records that a block may hold for its pairs to be worth it."""
    hot_blocks: int
    """Blocks above the cap, left to finer rules."""
    hot_records: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LinkResult:
    """Clusters of records, the pairs behind them, and how they came about.

    All arrays have one entry a record, in the order of ``ids``, which is sorted.
    """

    ids: Sequence[str]
    cluster_ids: Sequence[str]
    """Derived from the ids of the members only, so that no order of input changes them."""
    probability: NDArray[np.float64]
    """The share of the others of its cluster that are expected to be the same person; NaN for one alone."""
    pairs: PairColumns
    list_codes: NDArray[np.int32]
    """The place of each record's list in ``lists``."""
    lists: tuple[ListProperty, ...]
    blocks: tuple[BlockCount, ...]
    thresholds: Mapping[str, float]
    warnings: tuple[tuple[str, Mapping[str, object]], ...]
    """Keys of ``words/link.toml`` with the fields of their sentence."""
    parameters: Mapping[str, object]
    """What a rerun needs to give the same clusters: seed, caps, learned shares of the classes."""
    weights: tuple[NDArray[np.float64], NDArray[np.float64]]
    """Learned log-likelihoods and log priors, see :class:`sijill.link.weigh.Weights`: what a pair is explained by."""
    mends: "tuple[Mend, ...]" = ()
    """How parts of names were read otherwise than written, see :mod:`sijill.link.mends`."""
    followed: "Followed | None" = None
    """What became of the ids of earlier runs; of plain files there are none."""
    known: "Known | None" = None
    """What records that come later are linked to: of this run where it was told to keep it, or of an earlier full one."""
    run: Mapping[str, object] | None = None
    """Of an added run how many records were ``new``, ``gone`` and clustered ``anew``, new ones included; in a register
    also its ``kind``, added or full, and why a full run was made. None where no run was kept."""
