"""Clusters as a CSV file, whose lines are made some tens of thousands at a time and never become Python's strings."""

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from sijill.link.records import LinkResult

_SPECIAL: Final = frozenset('",\r\n')
_HEADER: Final = b"record_id,cluster_id,probability\n"
_ROWS: Final = 1 << 16
"""Lines that one thread makes in one go."""


def clusters_csv(result: "LinkResult") -> bytes:
    """Return record_id, cluster_id, probability (empty for a record alone), sorted by record_id."""
    import pyarrow as pa

    from sijill.link.csv_lines import lines_of
    from sijill.link.texts import arrow_of, bytes_of
    from sijill.link.threads import beside, in_threads

    def quoted() -> Any:  # Any: pyarrow has no types
        ids = arrow_of(result.ids)
        letters, begins = bytes_of(ids)
        written = letters[begins[0] : begins[-1]].tobytes()
        if any(each.encode() in written for each in _SPECIAL):
            return pa.array([_quoted(text) for text in ids.to_pylist()], pa.string())
        return ids

    clusters, ids = beside(lambda: arrow_of(result.cluster_ids), quoted)

    def lines(first: int) -> bytes:
        rows = slice(first, first + _ROWS)
        return lines_of(ids[rows], clusters[rows], result.probability[rows])

    return b"".join([_HEADER, *in_threads(lines, range(0, len(ids), _ROWS))])


def _quoted(text: str) -> str:
    """Return ``text`` as a field of a CSV file."""
    doubled = text.replace('"', '""')
    return f'"{doubled}"' if _SPECIAL.intersection(text) else text
