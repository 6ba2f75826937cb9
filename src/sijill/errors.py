"""The error tree: one class for each thing that the user can do about it.

An error carries a key of ``words/errors.toml`` and data (path, row, expected, found), never a sentence;
the command line and the web pages turn it into one line that says what, where, and what next.
"""

import errno
import functools
import os
from collections.abc import Iterable, Mapping
from typing import ClassVar, Final

from sijill.words import keys, say

_TITLES_TOLD: Final = 200
"""Letters of the titles of a table: enough to know it by."""


class SijillError(Exception):
    """Something the user has to know about; ``data`` fills the sentence of ``key``."""

    exit_code: ClassVar[int] = 2

    def __init__(self, key: str, **data: object) -> None:
        """Keep the words key (without its file) and the data that its sentence names."""
        super().__init__(key, data)
        self.key = key
        self.data = data

    def sentence(self, language: str) -> str:
        """Return the one line that the user reads; what the system says of a refusal is in it in the user's words."""
        data = {name: _worded(value, language) for name, value in self.data.items()}
        return say(f"errors.{self.key}", language, **data)

    def __str__(self) -> str:
        return self.sentence("en")


class InputError(SijillError):
    """Mend the input: a file or value that cannot be read as what it should be."""


def missing_column(path: object, expected: str, titles: Iterable[str]) -> InputError:
    """Return the error that the table at ``path`` has no column ``expected``; its ``titles`` are told as far as a line goes."""
    found = ", ".join(titles)[:_TITLES_TOLD] or "-"
    return InputError("missing_column", path=path, expected=expected, found=found)


class UsageError(SijillError):
    """Ask differently: the request itself does not fit."""


class BusyError(SijillError):
    """Wait: another process is writing to the register."""


class StorageError(SijillError):
    """Make room or get the right to write: the system refused to read or write a file."""


class IntegrityError(SijillError):
    """Restore the record: what is on disk is not what was logged. Never caught inside the library."""

    exit_code: ClassVar[int] = 1


def _worded(value: object, language: str) -> object:
    name = _refusals().get(value) if isinstance(value, str) else None
    return value if name is None else say(name, language)


@functools.cache
def _refusals() -> Mapping[str, str]:
    """Return the key of the words for each text of the system that has any."""
    named = {name: getattr(errno, name.removeprefix("system."), None) for name in keys("system")}
    return {os.strerror(number): name for name, number in named.items() if number is not None}
