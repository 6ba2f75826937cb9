"""Reading many objects again to see whether each is sound: large ones by as many threads as there are processors.

Small ones are read one after the other, since threads would wait for Python's lock, not for the disk.
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

_THREADS: Final = min(
    8, len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
)


def sound(paths: Iterable[Path]) -> Generator[tuple[Path, bool | OSError]]:
    """Yield each path, in the order given, with whether it is a sound object, or why it could not be read."""
    waiting: collections.deque[tuple[Path, Callable[[], bool | OSError]]] = collections.deque()
    with ThreadPoolExecutor(_THREADS) as pool:
        try:
            for path in paths:
                large = _is_large(path)
                waiting.append((path, pool.submit(_sound, path).result if large else partial(_sound, path)))
                if len(waiting) > _AHEAD:
                    yield _answer(*waiting.popleft())
            while waiting:
                yield _answer(*waiting.popleft())
        finally:
            pool.shutdown(cancel_futures=True)


def _answer(path: Path, ask: Callable[[], bool | OSError]) -> tuple[Path, bool | OSError]:
    return path, ask()


def _sound(path: Path) -> bool | OSError:
    try:
        return objects.is_sound(path)
    except OSError as error:
        return error


def _is_large(path: Path) -> bool:
    try:
        return path.lstat().st_size >= _LARGE
    except OSError:
        return False
