"""How far an intake is, on standard error: files, rate, and which file it hangs on; how far a text is read."""

import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from sijill.words import say

if TYPE_CHECKING:
    from sijill.record.add import Watch
    from sijill.record.intake import Found

STUCK_SECONDS: Final = 5.0
"""Longer than a disk takes for the largest piece, shorter than a person waits before asking."""


class Course:
    """Which files are being copied, since when, and how much was copied. Safe between threads."""

    def __init__(self, total: int, language: str) -> None:
        """Start the clock for so many files."""
        self._total, self._language = total, language
        self._lock = threading.Lock()
        self._open: dict[int, tuple[float, str]] = {}
        self._begun, self._done, self._bytes = 0, 0, 0
        self._start = self._moved = time.monotonic()

    def begin(self, found: "Found") -> None:
        """Take note that a file's copying begins."""
        from sijill.record.intake import safe

        with self._lock:
            self._begun += 1
            self._open[id(found)] = (time.monotonic(), safe(found.below))

    def end(self, found: "Found") -> None:
        """Take note that it ended."""
        with self._lock:
            self._open.pop(id(found), None)
            self._done, self._bytes, self._moved = self._done + 1, self._bytes + found.size, time.monotonic()

    def line(self, now: float) -> str:
        """Return what is to be told at a time of the monotonic clock."""
        with self._lock:
            rate = self._bytes / 1e6 / max(now - self._start, 0.1)
            total = max(self._total, self._begun)  # Nobody knows how many will come out of an archive.
            told = say("intake.progress", self._language, done=self._done, total=total, rate=f"{rate:.0f}")
            since, name = min(self._open.values(), default=(now, ""))
        waited = now - max(since, self._moved)
        if name and waited >= STUCK_SECONDS:
            return f"{told} · {say('intake.stuck', self._language, seconds=int(waited), name=name)}"
        return told


@contextmanager
def how_far(total: int, language: str) -> Iterator[Callable[[int], None]]:
    """Return what to call with the code points of a text read so far; a line on standard error follows it, on a terminal."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    from rich.live import Live
    from rich.text import Text

    done = [0]

    def line() -> Text:
        return Text(say("claim.progress", language, done=f"{done[0]:,}", total=f"{total:,}"))

    def told(read: int) -> None:
        done[0] = read

    with Live(
        get_renderable=line, console=console, transient=True, redirect_stdout=False, refresh_per_second=4
    ):
        yield told


@contextmanager
def watching(files: Sequence["Found"], language: str) -> Iterator["Watch"]:
    """Return what to call as files are copied; where standard error is a terminal, a line there follows it."""
    from sijill.record.add import Watch

    course = Course(len(files), language)
    watch = Watch(reading=course.begin, read=course.end)
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield watch
        return
    from rich.live import Live
    from rich.text import Text

    with Live(
        get_renderable=lambda: Text(course.line(time.monotonic())),
        console=console,
        transient=True,
        redirect_stdout=sys.stdout.isatty(),  # Results go where they were sent, not to standard error.
        refresh_per_second=4,
    ):
        yield watch
