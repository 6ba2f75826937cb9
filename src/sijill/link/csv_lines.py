"""Lines of the CSV file of clusters as bytes, written by one compiled loop."""

from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sijill.link.texts import bytes_of
from sijill.names.uncounted import uncounted

_BEHIND: Final = len(",,1.000000\n")
_COMMA, _DOT, _ZERO, _END = b",.0\n"
_DECIMALS: Final = 6
_Bytes: TypeAlias = tuple[NDArray[np.uint8], NDArray[np.int32]]
"""As ``bytes_of`` gives them."""


def lines_of(ids: Any, clusters: Any, probability: NDArray[np.float64]) -> bytes:  # Any: pyarrow has no types
    """Return a line for each of ``ids``: itself, the name of its cluster, and its probability, nothing where that is NaN."""
    columns = bytes_of(ids), bytes_of(clusters)
    letters = sum(int(begins[-1] - begins[0]) for _, begins in columns)
    room = np.empty(letters + _BEHIND * len(probability), np.uint8)
    return room[: _write(*columns, probability, room)].tobytes()


@uncounted
def _write(ids: _Bytes, clusters: _Bytes, probability: NDArray[np.float64], room: NDArray[np.uint8]) -> int:
    """Write the lines; return how many bytes they have."""
    at = 0
    for row in range(len(probability)):
        for letters, begins in (ids, clusters):
            for place in range(begins[row], begins[row + 1]):
                room[at] = letters[place]
                at += 1
            room[at] = _COMMA
            at += 1
        if not np.isnan(probability[row]):
            rest = np.int64(np.rint(probability[row] * 10**_DECIMALS))
            for place in range(at + _DECIMALS + 1, at + 1, -1):
                room[place] = _ZERO + rest % 10
                rest //= 10
            room[at], room[at + 1] = _ZERO + rest, _DOT
            at += _DECIMALS + 2
        room[at] = _END
        at += 1
    return at
