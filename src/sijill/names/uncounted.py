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
_NO_WAY_IN: Final[dict[str, Any]] = {"no_cpython_wrapper": True, "no_cfunc_wrapper": True}
_Loop = TypeVar("_Loop", bound=Callable[..., Any])  # Any: loops take whatever they take


def uncounted(loop: _Loop) -> _Loop:
    """Compile a loop that makes no array, nor calls what returns a new one."""
    compiled: _Loop = numba.njit(**_UNCOUNTED)(loop)
    return compiled


def within(loop: _Loop) -> _Loop:
    """Compile a loop that compiled code alone calls: the way in from Python, made for each, takes a good part of compiling."""
    compiled: _Loop = numba.njit(cache=True, nogil=True, **_NO_WAY_IN)(loop)
    return compiled


def within_as(**said: Any) -> Callable[[_Loop], _Loop]:  # Any: whatever numba is told
    """Compile a loop as ``within`` does, of which numba is told more: how it divides, what it may fuse."""
    compiling: Callable[[_Loop], _Loop] = numba.njit(cache=True, nogil=True, **_NO_WAY_IN, **said)
    return compiling


def uncounted_within(loop: _Loop) -> _Loop:
    """Compile a loop as ``uncounted`` does, which compiled code alone calls."""
    compiled: _Loop = numba.njit(**_UNCOUNTED, **_NO_WAY_IN)(loop)
    return compiled
