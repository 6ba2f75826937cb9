"""Compiled loops that count no references.

Compiled code counts references to each array, row and slice that it takes or hands on, by an operation that is locked against
other threads: a pair of records took a third longer for it, though whoever calls holds all arrays for the whole call. A loop
that makes no array needs none of that; of one that does, the compiler refuses to leave it out, and ``unowned`` is what helps.
"""

from collections.abc import Callable
from typing import Any, Final, TypeVar

import numba

# Any: numba's types do not know of "_nrt".
_UNCOUNTED: Final[dict[str, Any]] = {"cache": True, "nogil": True, "_nrt": False}
_Loop = TypeVar("_Loop", bound=Callable[..., Any])  # Any: loops take whatever they take


def uncounted(loop: _Loop) -> _Loop:
    """Compile a loop that makes no array, nor calls what returns a new one."""
    compiled: _Loop = numba.njit(**_UNCOUNTED)(loop)
    return compiled
