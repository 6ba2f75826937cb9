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
from sijill.model.estimate import CaptureHistories, Estimate, LinkageError, Rate
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.count.posterior import Counted
    from sijill.count.sensitivity import Needed, Variant

_NAMES = ("recall", "precision", "sensitivity", "claim", "checks")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TableChoices:
    """What was asked about a table and nothing else."""

    linkage: LinkageError
    sensitivity: bool
    checks: bool
    claims: tuple[int, ...]
    given: tuple[str, ...]
    """The options that were given, for a register to refuse."""


NO_CHOICES = TableChoices(linkage=LinkageError(), sensitivity=False, checks=False, claims=(), given=())
"""Of a register, which knows the error of its linkage itself."""


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
    """What was found of a table, and what it hangs on where that was asked for."""

    counted: "Counted"
    variants: "tuple[Variant, ...]" = ()
    needs: "tuple[Needed, ...]" = ()


def print_table(
    path: Path, choices: TableChoices, asked: Asked, chosen: dict[str, int], *, language: str, as_json: bool
) -> None:
    """Count the table and print the answer, and what it hangs on where that was asked for."""
    from sijill.count import read_table, to_json, to_lines
    from sijill.count.checks import checks_of
    from sijill.count.checks_report import checks_json, checks_lines
    from sijill.count.report import not_carried
    from sijill.count.sensitivity_report import sensitivity_json, sensitivity_lines

    histories = read_table(path)
    if asked.out is None:
        answer = count_table(histories, choices, asked, chosen)
    else:
        from sijill.cli.count_out import kept_or_counted

        answer = kept_or_counted(histories, choices, asked, chosen, language=language)
    result = answer.counted.result
    told = isinstance(result, Estimate) and (choices.sensitivity or bool(choices.claims))
    # Lists that carry no total carry none by another method either, whatever it would print.
    is_checked = isinstance(result, Estimate) and choices.checks
    checks = checks_of(histories, seed=result.provenance.seed) if is_checked else ()
    if as_json:
        more: dict[str, Any] = {}  # Any: JSON
        if told:
            more["sensitivity"] = sensitivity_json(answer.variants, answer.needs)
        if choices.checks:
            more["checks"] = checks_json(checks, language)
        print_json(to_json(result, language) | more)
        return
    note = not_carried(result, language) if isinstance(result, Estimate) else ""
    lines = [
        *sensitivity_lines(answer.variants, answer.needs, language),
        *checks_lines(checks, language, note=note),
    ]
    print("\n".join([*to_lines(result, language), *lines]))


def count_table(
    histories: CaptureHistories, choices: TableChoices, asked: Asked, chosen: dict[str, int]
) -> Answer:
    """Count, and count what was asked about beside the answer."""
    from sijill.count import count_total
    from sijill.count.scope import declared
    from sijill.count.sensitivity import needed, variants

    counted = declared(count_total(histories, linkage=choices.linkage, **chosen), asked.scope)
    result = counted.result
    if not isinstance(result, Estimate):
        return Answer(counted=counted)
    return Answer(
        counted=counted,
        variants=variants(histories, result) if choices.sensitivity else (),
        needs=tuple(needed(result, claim) for claim in choices.claims),
    )


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
