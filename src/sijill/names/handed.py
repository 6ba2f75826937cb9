"""Bundles of arrays as they are handed to compiled code: of each named one numba asks Python what it is, 2 microseconds a call."""

from typing import Any

Plain = tuple[Any, ...]  # of whatever arrays and plain tuples a bundle is made


def plain(bundle: Plain) -> Plain:
    """Return a bundle of arrays and bundles as plain tuples; made once of what is handed on many times."""
    return tuple(plain(one) if isinstance(one, tuple) else one for one in bundle)
