"""What can be asked of any count: strata, the folder of pages and files, and what it is that is counted."""

import dataclasses
import functools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from sijill.model.estimate import Scope
from sijill.words import preferred_language, say

_SCOPE = tuple(part.name for part in dataclasses.fields(Scope))
_NAMES = ("by", "replicates", "out", *_SCOPE)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for, of a table or of a register."""

    by: tuple[str, ...]
    replicates: int
    out: Path | None
    scope: Scope


def asked_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add ``--by``, ``--replicates``, ``--out`` and the parts of the scope, handed on as one ``asked``."""

    @functools.wraps(function)
    def command(**named: Any) -> None:  # Any: what click hands over
        given = {name: named.pop(name) for name in _NAMES}
        scope = Scope(**{part: given[part] for part in _SCOPE})
        asked = Asked(
            by=tuple(dict.fromkeys(given["by"])),
            replicates=given["replicates"],
            out=given["out"],
            scope=scope,
        )
        function(asked=asked, **named)

    options = [
        click.option("--by", multiple=True, metavar="COLUMN", help=_help("by")),
        click.option("--replicates", type=click.IntRange(2, 100), default=10, help=_help("replicates")),
        click.option(
            "--out", type=click.Path(readable=False, path_type=Path), metavar="FOLDER", help=_help("out")
        ),
        *(click.option(f"--{part}", default="", help=_help(part)) for part in _SCOPE),
    ]
    for option in reversed(options):
        command = option(command)
    return command


def _help(name: str) -> str:
    return say(f"cli.count.{name}", preferred_language())
