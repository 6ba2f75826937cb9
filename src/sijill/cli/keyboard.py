"""Answers of a reviewer: single keys of a terminal, or lines of the input."""

import codecs
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

import click

from sijill.words import say

_ESCAPE: Final = "\x1b"
_NO_LETTER: Final = "\ufffd"
_TOGETHER: Final = 0.05
"""Seconds."""
_REPEATS: Final = 0.12
"""Seconds within which a key that is held down comes again: 11 times a second on a Linux console, oftener elsewhere."""


class Lines:
    """Answers as lines, for screen readers and for input that is no terminal."""

    def __init__(self, language: str) -> None:
        """Ask in ``language``."""
        self._language = language

    def key(self) -> str:
        """Return the next answer; EOFError at the end of input."""
        return self.line(say("review.keys.plain", self._language)) or "\n"

    def line(self, asked: str) -> str:
        """Return a line; EOFError at the end of input."""
        print(asked, end="", flush=True)
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        return line.strip()

    def forget(self) -> None:
        """Lines are answers to what comes, whenever they were written."""

    def is_held(self, _letter: str) -> bool:
        """Return that a line is one answer."""
        return False


class Keys:
    """Single keys of a Unix terminal that hands on each as it is pressed."""

    def __init__(self, descriptor: int, saved: "list[object]") -> None:
        """Read from a terminal whose settings were ``saved``."""
        self._descriptor, self._saved = descriptor, saved
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")

    def key(self) -> str:
        """Return one letter, for a key that sends several (an arrow) none that means anything; EOFError when the terminal is gone."""
        letter = self._letter()
        if letter != _ESCAPE or not self._is_waiting():
            return letter
        while self._is_waiting():
            self._letter()
        return _NO_LETTER

    def _letter(self) -> str:
        while True:
            try:
                byte = os.read(self._descriptor, 1)
            except OSError as error:
                raise EOFError from error
            if not byte:
                raise EOFError
            if letter := self._decoder.decode(byte):
                return letter

    def _is_waiting(self) -> bool:
        """Return whether more follows at once: what one key sends comes together."""
        return bool(select.select([self._descriptor], [], [], _TOGETHER)[0])

    def line(self, asked: str) -> str:
        """Return a line, shown as it is typed."""
        import termios
        import tty

        termios.tcsetattr(self._descriptor, termios.TCSADRAIN, self._saved)  # type: ignore[arg-type]  # as tcgetattr gave it
        try:
            return Lines("").line(asked)
        finally:
            tty.setcbreak(self._descriptor, termios.TCSANOW)

    def is_held(self, letter: str) -> bool:
        """Return whether the key of ``letter``, just read, comes again sooner than a finger does; it has then come to rest."""
        found = False
        with suppress(EOFError):  # What was pressed before the terminal went is an answer.
            while select.select([self._descriptor], [], [], _REPEATS)[0] and self._letter() == letter:
                found = True
        return found

    def forget(self) -> None:
        """Drop keys pressed before: none may decide a pair that was not on the screen yet."""
        import termios

        termios.tcflush(self._descriptor, termios.TCIFLUSH)


class ConsoleKeys(Lines):
    """Single keys of a console that is not Unix's."""

    def key(self) -> str:
        """Return one letter."""
        return click.getchar()


@contextmanager
def keys_of_terminal(language: str) -> Iterator[Keys | ConsoleKeys]:
    """Have single keys for the time of a sitting; the terminal is afterwards as it was. Ctrl-C leaves as everywhere."""
    if os.name == "nt":
        yield ConsoleKeys(language)
        return
    import termios
    import tty

    descriptor = sys.stdin.fileno()
    saved = termios.tcgetattr(descriptor)
    tty.setcbreak(descriptor, termios.TCSANOW)
    try:
        yield Keys(descriptor, saved)
    finally:
        with suppress(termios.error):  # Where the terminal was closed.
            termios.tcsetattr(descriptor, termios.TCSADRAIN, saved)
