"""Records of many lists into persons: blocked, compared, weighed, clustered; on files or on columns.

``link_files`` works on plain CSV and XLSX files, ``link_records`` on columns that know no file. Both import what
is heavy only when called.
"""

from sijill.link.files import LinkedFiles, clusters_csv, link_files, read_files
from sijill.link.records import Decided, LinkResult, ListProperty, PairColumns, PairState, RecordColumns

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
]


def link_records(records: RecordColumns, *, seed: int = 0, decided: Decided | None = None) -> LinkResult:
    """Return persons as clusters of ``records``; see :func:`sijill.link.engine.link_records`."""
    from sijill.link import engine

    return engine.link_records(records, seed=seed, decided=decided)
