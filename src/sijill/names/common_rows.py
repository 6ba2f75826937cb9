"""The rows of ``common.tsv``: common parts of names as they were written by hand, and whose they are."""

import functools
from importlib import resources
from typing import NamedTuple


class CommonRow(NamedTuple):
    """A common part of names."""

    arabic: tuple[str, ...]
    latin: tuple[str, ...]
    sex: str
    """``m`` or ``f`` for a given name that hardly anybody of the other sex bears; empty for all else."""


@functools.cache
def common_rows() -> tuple[CommonRow, ...]:
    """Return the rows as they are written, in order."""
    text = resources.files("sijill.names").joinpath("common.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(
        CommonRow(tuple(arabic.split("/")), tuple(latin.split()), "".join(sex))
        for arabic, latin, *sex in lines
    )
