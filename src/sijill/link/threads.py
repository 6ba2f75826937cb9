"""Work on all cores: compiled loops let go of Python's lock, so threads are enough."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

_Given = TypeVar("_Given")
_Found = TypeVar("_Found")
_Also = TypeVar("_Also")


def in_threads(work: Callable[[_Given], _Found], pieces: Sequence[_Given]) -> list[_Found]:
    """Return ``work`` of each piece in the order of the pieces, however many cores there are."""
    if len(pieces) < 2:
        return [work(piece) for piece in pieces]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return list(threads.map(work, pieces))


def beside(work: Callable[[], _Found], also: Callable[[], _Also]) -> tuple[_Found, _Also]:
    """Return what both pieces of work return, done at once; an error of the first is raised before one of the other."""
    with ThreadPoolExecutor(1) as thread:
        other = thread.submit(also)
        return work(), other.result()
