"""``sijill count TABLE``: the choices that only a plain table has, and what is printed of it."""

import dataclasses
import functools
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.count_asked import Asked
from sijill.cli.registers import print_json
from sijill.errors import UsageError
from sijill.model.estimate import CaptureHistories, LinkageError, Rate
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.count.alongside import Alongside, Questions
    from sijill.count.posterior import Counted

_NAMES = ("recall", "precision", "sensitivity", "claim", "checks")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TableChoices:
    """What was said about the linkage of a table, and asked beside one total."""

    linkage: LinkageError = dataclasses.field(default_factory=LinkageError)
    sensitivity: bool = False
    checks: bool = False
    claims: tuple[int, ...] = ()
    given: tuple[str, ...] = ()
    """The options that were given, for others to refuse."""

    @property
    def questions(self) -> "Questions":
        """What is asked beside the total."""
        from sijill.count.alongside import Questions

        return Questions(sensitivity=self.sensitivity, claims=self.claims, checks=self.checks)


def table_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add ``--recall``, ``--precision``, ``--sensitivity``, ``--checks`` and ``--claim``, handed on as one ``choices``."""

    @functools.wraps(function)
    def command(**named: Any) -> None:  # Any: what click hands over
        asked = {name: named.pop(name) for name in _NAMES}
        choices = TableChoices(
            linkage=LinkageError(
                recall=_rate("recall", asked["recall"]), precision=_rate("precision", asked["precision"])
            ),
            sensitivity=asked["sensitivity"],
            checks=asked["checks"],
            claims=asked["claim"],
            given=tuple(f"--{name}" for name, value in asked.items() if value),
        )
        function(choices=choices, **named)

    for option in reversed(
        (
            click.option("--recall", metavar="LOW-HIGH", help=_help("recall")),
            click.option("--precision", metavar="LOW-HIGH", help=_help("precision")),
            click.option("--sensitivity", is_flag=True, help=_help("sensitivity")),
            click.option("--checks", is_flag=True, help=_help("checks")),
            click.option("--claim", type=click.IntRange(min=1), multiple=True, help=_help("claim")),
        )
    ):
        command = option(command)
    return command


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What was found of a table, and what was asked beside it."""

    counted: "Counted"
    alongside: "Alongside"


def print_table(
    path: Path, choices: TableChoices, asked: Asked, chosen: dict[str, int], *, language: str, as_json: bool
) -> None:
    """Count the table and print the answer, and what was asked beside it."""
    from sijill.count import read_table, to_json, to_lines
    from sijill.count.alongside_report import alongside_json, alongside_lines

    histories = read_table(path)
    if asked.out is None:
        answer = count_table(histories, choices, asked, chosen)
    else:
        from sijill.cli.count_out import kept_or_counted

        answer = kept_or_counted(histories, choices, asked, chosen, language=language)
    result, found = answer.counted.result, answer.alongside
    if as_json:
        print_json(to_json(result, language) | alongside_json(found, choices.questions, result, language))
        return
    print("\n".join([*to_lines(result, language), *alongside_lines(found, result, language)]))


def count_table(
    histories: CaptureHistories, choices: TableChoices, asked: Asked, chosen: dict[str, int]
) -> Answer:
    """Count, and count what was asked about beside the answer."""
    from sijill.count import count_total
    from sijill.count.alongside import found_alongside
    from sijill.count.scope import declared

    counted = declared(count_total(histories, linkage=choices.linkage, **chosen), asked.scope)
    return Answer(counted=counted, alongside=found_alongside(histories, counted, choices.questions))


def _help(name: str) -> str:
    return say(f"cli.count.{name}", preferred_language())


def _rate(name: str, text: str | None) -> Rate | None:
    """Return ``0.85``, what lies between the ends of ``0.80-0.90``, or what ``0.80-0.86-0.90`` says."""
    if text is None:
        return None
    try:
        ends = [float(part) for part in text.split("-")]
        return Rate(value=median(ends), low=ends[0], high=ends[-1])
    except ValueError as error:
        raise UsageError("count_rate", option=f"--{name}", found=text) from error
