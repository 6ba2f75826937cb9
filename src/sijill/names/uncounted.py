"""Compiled loops that count no references.

Compiled code counts references to each array, row and slice that it takes or hands on, by an operation that is locked against
other threads: a pair of records took a third longer for it, though whoever calls holds all arrays for the whole call. A loop
that makes no array needs none of that; of one that does, the compiler refuses to leave it out.
"""

from typing import Final

import numba

uncounted: Final = numba.njit(cache=True, nogil=True, _nrt=False)
"""Compiles a loop that makes no array, nor calls one that returns a new one."""
counted: Final = numba.njit(cache=True, nogil=True, _nrt=True)
"""Compiles a function that makes arrays for itself alone, though loops call it that count nothing."""
