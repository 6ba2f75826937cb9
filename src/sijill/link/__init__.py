"""Records of many lists into persons: blocked, compared, weighed, clustered; on files or on columns.

``link_files`` works on plain CSV and XLSX files, ``link_records`` on columns that know no file. Both import what
is heavy only when called.
"""

from typing import TYPE_CHECKING

from sijill.link.clusters_file import clusters_csv
from sijill.link.files import LinkedFiles, link_files, read_files
from sijill.link.records import Decided, LinkResult, ListProperty, PairColumns, PairState, RecordColumns

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from sijill.link.known import Known
    from sijill.text.gazetteer import Gazetteer

__all__ = [
    "Decided",
    "LinkResult",
    "LinkedFiles",
    "ListProperty",
    "PairColumns",
    "PairState",
    "RecordColumns",
    "clusters_csv",
    "link_files",
    "link_records",
    "read_files",
    "sampled_clusterings",
]


def sampled_clusterings(result: LinkResult, *, samples: int = 20, seed: int = 0) -> "NDArray[np.int32]":
    """Return several clusterings for counting; see :func:`sijill.link.sampled.sampled_clusterings`."""
    from sijill.link import sampled

    return sampled.sampled_clusterings(result, samples=samples, seed=seed)


def link_records(
    records: RecordColumns,
    *,
    seed: int = 0,
    decided: Decided | None = None,
    places: "Gazetteer | None" = None,
    keep: bool = False,
    known: "Known | None" = None,
) -> LinkResult:
    """Return persons as clusters of ``records``; see :func:`sijill.link.engine.link_records`.

    With ``known``, of a result that was made with ``keep``, ``records`` are all that came since, and join it: see
    :func:`sijill.link.added.link_added`; places are read against the same ``places`` then.
    """
    if known is not None:
        from sijill.link.added import link_added

        return link_added(records, known, decided=decided, places=places)
    from sijill.link import engine

    held = [records]
    del records  # Handed on and not held: what is written takes a seventh of the memory.
    return engine.link_records(held.pop(), seed=seed, decided=decided, places=places, keep=keep)
