"""Reading many objects again to see whether each is sound: large ones from the disk, whatever memory holds of them.

Of the threads that read large ones most wait for the disk, which is faster asked for several pieces at once, while the
others hash. Small ones are read one after the
other, since threads would wait for Python's lock, not for the disk.
"""

import collections
import os
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Final

from sijill.store import objects

_LARGE: Final = 256 << 10
_AHEAD: Final = 64
"""Files that are looked at ahead of the one that is answered."""

_THREADS_A_PROCESSOR: Final = 4
"""With two the disk idled: held to one processor .83 of its rate of hashing, with four 1.05, with eight the same."""
_MOST_THREADS: Final = 16


def sound(paths: Iterable[Path]) -> Generator[tuple[Path, bool | OSError]]:
    """Yield each path, in the order given, with whether it is a sound object, or why it could not be read."""
    waiting: collections.deque[tuple[Path, Callable[[], bool | OSError]]] = collections.deque()
    with ThreadPoolExecutor(min(_MOST_THREADS, _THREADS_A_PROCESSOR * _processors())) as pool:
        try:
            for path in paths:
                large = _is_large(path)
                look = partial(_sound, path, past_the_cache=large)
                waiting.append((path, pool.submit(look).result if large else look))
                if len(waiting) > _AHEAD:
                    yield _answer(*waiting.popleft())
            while waiting:
                yield _answer(*waiting.popleft())
        finally:
            pool.shutdown(cancel_futures=True)


def _answer(path: Path, ask: Callable[[], bool | OSError]) -> tuple[Path, bool | OSError]:
    return path, ask()


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _sound(path: Path, *, past_the_cache: bool) -> bool | OSError:
    try:
        return objects.is_sound(path, past_the_cache=past_the_cache)
    except OSError as error:
        return error


def _is_large(path: Path) -> bool:
    try:
        return path.lstat().st_size >= _LARGE
    except OSError:
        return False
