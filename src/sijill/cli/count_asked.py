"""What can be asked of a count: of which total, with what error of links, beside it, by strata, into which folder."""

import dataclasses
import functools
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import click

from sijill.errors import UsageError
from sijill.model.estimate import LinkageError, Rate, Scope
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.count.alongside import Questions

_SCOPE = tuple(part.name for part in dataclasses.fields(Scope))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question: everything that was said on the command line but where the persons are."""

    scope: Scope
    seed: int | None = None
    believed: int | None = None
    linkage: LinkageError = dataclasses.field(default_factory=LinkageError)
    perfect_links: bool = False
    sensitivity: bool = False
    checks: bool = False
    claims: tuple[int, ...] = ()
    by: tuple[str, ...] = ()
    replicates: int = 10
    out: Path | None = None
    given: tuple[str, ...] = ()
    """The options of one total and of a table that were given, for others to refuse."""

    @property
    def chosen(self) -> dict[str, int]:
        """The seed and the number of lists believed in, where they were given."""
        both = {"seed": self.seed, "believed": self.believed}
        return {name: value for name, value in both.items() if value is not None}

    @property
    def questions(self) -> "Questions":
        """What is asked beside the total."""
        from sijill.count.alongside import Questions

        return Questions(sensitivity=self.sensitivity, claims=self.claims, checks=self.checks)


def asked_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add every option of a count, handed on as one ``asked``."""

    @functools.wraps(function)
    def command(**named: Any) -> None:  # Any: what click hands over
        said = {name: named.pop(name) for name in _OPTIONS}
        rates = {name: said.pop(name) for name in ("recall", "precision")}
        asked = Asked(
            scope=Scope(**{part: said.pop(part) for part in _SCOPE}),
            linkage=LinkageError(
                recall=_rate("recall", rates["recall"]), precision=_rate("precision", rates["precision"])
            ),
            by=tuple(dict.fromkeys(said.pop("by"))),
            given=tuple(f"--{name}" for name, value in _refusable(said, rates).items() if value),
            claims=said.pop("claim"),
            **said,
        )
        function(asked=asked, **named)

    for name, how in reversed(_OPTIONS.items()):
        text = say(f"cli.count.{name}", preferred_language())
        command = click.option(f"--{name.replace('_', '-')}", help=text, **how)(command)
    return command


_OPTIONS: dict[str, dict[str, Any]] = {  # Any: what click takes
    "seed": {"type": click.IntRange(min=0), "default": None},
    "believed": {"type": click.IntRange(min=1), "default": None},
    "perfect_links": {"is_flag": True},
    "recall": {"metavar": "LOW-HIGH"},
    "precision": {"metavar": "LOW-HIGH"},
    "sensitivity": {"is_flag": True},
    "checks": {"is_flag": True},
    "claim": {"type": click.IntRange(min=1), "multiple": True},
    "by": {"multiple": True, "metavar": "COLUMN"},
    "replicates": {"type": click.IntRange(2, 100), "default": 10},
    "out": {"type": click.Path(readable=False, path_type=Path), "metavar": "FOLDER"},
    **{part: {"default": ""} for part in _SCOPE},
}
"""The options in the order of the help, whose words are under ``cli.count``."""


def _refusable(said: dict[str, Any], rates: dict[str, Any]) -> dict[str, Any]:
    return rates | {name: said[name] for name in ("sensitivity", "claim", "checks")}


def _rate(name: str, text: str | None) -> Rate | None:
    """Return ``0.85``, what lies between the ends of ``0.80-0.90``, or what ``0.80-0.86-0.90`` says."""
    if text is None:
        return None
    try:
        ends = [float(part) for part in text.split("-")]
        return Rate(value=median(ends), low=ends[0], high=ends[-1])
    except ValueError as error:
        raise UsageError("count_rate", option=f"--{name}", found=text) from error
