"""What the answers of this folder hang on beside the learned files: how names are read, and what was written by hand.

Whatever is kept of names (an index, a full run of linkage) carries it, so that it is made anew when it would be read or
compared otherwise.
"""

import functools
import hashlib
import tomllib
from importlib import resources
from typing import Final

FORM: Final = 7
"""Raised whenever the program reads or compares a name otherwise; a test remembers how it read some."""
WRITTEN: Final = ("common.tsv", "lexicon.toml")
"""Files written by hand."""


def version_with(learned: str) -> str:
    """Return the version of ``learned`` parameters with the form and the files written by hand."""
    return f"{learned}.{FORM}.{_written()}"


@functools.cache
def shipped_version() -> str:
    """Return the version of what is shipped, without reading the parameters."""
    told = resources.files("sijill.names").joinpath("learned", "provenance.toml")
    return version_with(tomllib.loads(told.read_text(encoding="utf-8"))["version"])


@functools.cache
def _written() -> str:
    folder = resources.files("sijill.names")
    lines = [folder.joinpath(name).read_text(encoding="utf-8") for name in WRITTEN]
    return hashlib.sha256("\0".join(lines).encode()).hexdigest()[:12]
