"""Every sentence that a user reads, in Arabic and English, by key.

A key is ``file.name`` or ``file.name.more``: the first part names a TOML file in this folder, whose
table ``[name]`` (or ``[name.more]``) holds ``en`` and ``ar``. Sentences take named fields in braces.
This folder holds data only; choosing the language is the caller's part.
"""

import functools
import os
import tomllib
from pathlib import Path
from typing import Any, Final

LANGUAGES: Final = ("ar", "en")
_FOLDER: Final = Path(__file__).parent
"""Where the files lie; not asked of ``importlib.resources``, which imports as much again as every command does."""


def say(key: str, language: str, /, **fields: object) -> str:
    """Return the sentence of ``key`` in ``language`` with its fields filled in.

    Raises KeyError for an unknown key or language: a missing sentence is a fault of ours, found by tests.
    """
    file, *names = key.split(".")
    entry = _load(file)
    for name in names:
        entry = entry[name]
    sentence = entry[language]
    if not isinstance(sentence, str):
        raise KeyError(key)
    return sentence.format(**fields) if fields else sentence


def keys(file: str) -> list[str]:
    """Return all keys of one words file, sorted."""
    found: list[str] = []

    def walk(prefix: str, table: dict[str, Any]) -> None:
        if any(isinstance(value, str) for value in table.values()):
            found.append(prefix)
            return
        for name, inner in table.items():
            walk(f"{prefix}.{name}", inner)

    walk(file, _load(file))
    return sorted(found)


def files() -> list[str]:
    """Return the names of all words files, sorted."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def preferred_language() -> str:
    """Return ``ar`` or ``en``: what SIJILL_LANG says, else Arabic where the locale is Arabic, else English."""
    for name in ("SIJILL_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return "ar" if value.lower().startswith("ar") else "en"
    return "en"


@functools.cache
def _load(file: str) -> dict[str, Any]:  # Any: TOML tables nest without a fixed shape
    return tomllib.loads((_FOLDER / f"{file}.toml").read_text(encoding="utf-8"))
