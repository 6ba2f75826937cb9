"""What a full run leaves behind, so that records that come later are linked to it without linking all anew."""

import dataclasses
from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.columns import Parts, Records
from sijill.link.mends import Mend
from sijill.link.papers import read_number
from sijill.link.records import ListProperty, PairColumns
from sijill.link.texts import Texts
from sijill.link.weigh import Weights


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A full run: its records as they were prepared, its pairs and clusters. Arrays have one entry a record, by id."""

    ids: Any  # Any: pyarrow has no types
    """Sorted."""
    records: Mapping[str, NDArray[Any]]  # Any: of each field's own kind
    """The fields of :data:`sijill.link.columns.RECORD`."""
    parts: Parts
    position: NDArray[np.int32]
    """The place of each record in the order that ties are broken by."""
    cluster: NDArray[np.int32]
    """The place of one record of each record's cluster."""
    probability: NDArray[np.float64]
    pairs: PairColumns
    lists: tuple[ListProperty, ...]
    """In the order of the records' list codes."""
    rules: tuple[tuple[str, int], ...]
    """Blocking rules that were used, by their titles, and for each the records that a block may hold for its pairs to be worth it."""
    weights: Weights
    default_numbers: tuple[int, ...]
    """National numbers that too many gave to be anybody's."""
    parameters: Mapping[str, object]
    usual_size: float
    """Records that the cluster of a record has, in the mean."""
    mends: tuple[Mend, ...]
    """How parts of names are read otherwise than written; ``records`` are read so."""
    fields: tuple[str, ...]
    """Which fields of ``RecordColumns`` some record gave."""


def default_numbers(texts: Texts, order: NDArray[np.int32], records: Records) -> tuple[int, ...]:
    """Return the numbers that ``texts`` give and prepared ``records``, in ``order`` of the texts, do not hold."""
    if "numbers" not in texts:
        return ()
    left_out = texts["numbers"].take(order[records["number"] == 0])
    return tuple(sorted({read_number(text) for text in pc.unique(left_out).to_pylist()} - {0}))
