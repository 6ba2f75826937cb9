"""Clusters as a CSV file, whose lines are made some tens of thousands at a time and never become Python's strings."""

import csv
import io
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from sijill.link.records import LinkResult

_HEADER: Final = b"record_id,cluster_id,probability\n"
_ROWS: Final = 1 << 16
"""Lines that one thread makes in one go."""


def clusters_csv(result: "LinkResult") -> bytes:
    """Return record_id, cluster_id, probability (empty for a record alone), sorted by record_id."""
    import pyarrow as pa
    import pyarrow.compute as pc

    from sijill.link.texts import arrow_of
    from sijill.link.threads import beside, in_threads

    def quoted() -> Any:  # Any: pyarrow has no types
        ids = arrow_of(result.ids)
        if pc.any(pc.match_substring_regex(ids, '[",\r\n]')).as_py():
            return pa.array([_quoted(text) for text in ids.to_pylist()], pa.string())
        return ids

    clusters, ids = beside(lambda: arrow_of(result.cluster_ids), quoted)

    def lines(first: int) -> bytes:
        rows = slice(first, first + _ROWS)
        return _lines(ids[rows], clusters[rows], result.probability[rows])

    return b"".join([_HEADER, *in_threads(lines, range(0, len(ids), _ROWS))])


def _lines(ids: Any, clusters: Any, probability: "NDArray[Any]") -> bytes:  # Any: pyarrow has no types
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    alone = np.isnan(probability)
    millionths = np.rint(np.where(alone, 0, probability) * 1e6).astype(np.int64)
    digits = pc.utf8_lpad(pa.array(millionths % 1_000_000).cast(pa.string()), 6, "0")
    written = pc.binary_join_element_wise(pa.array(millionths // 1_000_000).cast(pa.string()), digits, ".")
    lines = pc.binary_join_element_wise(ids, clusters, pc.if_else(pa.array(alone), "", written), ",")
    _, _, content = pc.binary_join_element_wise(lines, "", "\n").buffers()
    found: bytes = content.to_pybytes()
    return found


def _quoted(text: str) -> str:
    """Return ``text`` as a field of a CSV file."""
    written = io.StringIO(newline="")
    csv.writer(written, lineterminator="").writerow((text,))
    return written.getvalue()
