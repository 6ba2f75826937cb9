"""Views of arrays without owner, for compiled loops.

Compiled code counts references to each array of a tuple at each call that hands it on, and threads wait for each
other's counts: for a pair of records that took longer than to compare it. Who makes a view holds the array.
"""

from typing import Any

import numba
from numba.core import types
from numba.extending import intrinsic


def _as_pointer(_: Any, address: Any) -> Any:  # Any: numba's own types
    """Return an address as a pointer."""

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:  # Any: numba's own types
        return builder.inttoptr(arguments[0], context.get_value_type(signature.return_type))

    return types.voidptr(address), generate


_pointer: Any = intrinsic(_as_pointer)  # Any: numba has no types


@numba.njit(cache=True, nogil=True)
def unowned(array: Any) -> Any:  # Any: an array of any kind that numba knows
    """Return a view of ``array`` that counts no references."""
    return numba.carray(_pointer(array.ctypes.data), array.shape, array.dtype)  # type: ignore[attr-defined]  # numba has no types
