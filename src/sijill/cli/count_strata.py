"""``sijill count TABLE --by COLUMN``: each stratum counted or refused, and all of them together."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.cli.count_asked import Asked
from sijill.cli.registers import print_json
from sijill.errors import UsageError
from sijill.words import say

if TYPE_CHECKING:
    from sijill.count.by_stratum import ByStratum
    from sijill.count.strata import Strata
    from sijill.model.estimate import Scope


def print_strata(path: Path, asked: Asked, *, language: str, as_json: bool) -> None:
    """Count the table by strata and print a line for each."""
    from sijill.count import read_strata

    refuse_of_one_total(asked)
    if refused_for_scope(asked.scope, language, as_json=as_json):
        return
    strata = read_strata(path, asked.by)
    if asked.out is None:
        answers = count_strata(strata, asked, language=language)
    else:
        from sijill.cli.count_out import strata_kept_or_counted
        from sijill.tell.estimate.folder import check_folder

        check_folder(asked.out)
        answers = strata_kept_or_counted(strata, asked, language=language)
    tell(answers, language=language, as_json=as_json)


def refuse_of_one_total(asked: Asked) -> None:
    """Raise UsageError where something is asked that goes with one total alone."""
    for option in ("--sensitivity", "--claim", "--checks"):
        if option in asked.given:
            raise UsageError("count_not_by_stratum", option=option)


def refused_for_scope(scope: "Scope", language: str, *, as_json: bool, required: bool = False) -> bool:
    """Print why nothing may be counted as ``scope``, and return whether that is so."""
    from sijill.count.scope import finding

    found = finding(scope, required=required)
    if found is None:
        return False
    code, fields = found
    reason = say(f"count.refusal.{code}", language, **dict(fields))
    would_help = say(f"count.help.{code}", language)
    if as_json:
        print_json({"total": None, "refused_code": code, "refused": reason, "would_help": would_help})
    else:
        print(f"{reason}\n{say('count.table.would_help', language)}: {would_help}")
    return True


def count_strata(strata: "Strata", asked: Asked, *, language: str) -> "ByStratum":
    """Count strata, with a bar where standard error is a terminal."""
    from sijill.count import estimate_strata
    from sijill.count.strata_remarks import declared_strata, strata_with_several

    with watched(language) as progress:
        answers = estimate_strata(
            strata, linkage=asked.linkage, replicates=asked.replicates, progress=progress, **asked.chosen
        )
    return strata_with_several(declared_strata(answers, asked.scope), strata.several)


def tell(answers: "ByStratum", *, language: str, as_json: bool) -> None:
    """Print the answers of strata."""
    from sijill.count.strata_report import strata_json, strata_lines

    if as_json:
        print_json(strata_json(answers, language))
    else:
        print("\n".join(strata_lines(answers, language)))


@contextmanager
def watched(language: str) -> Iterator[Callable[[int, int], None] | None]:
    """Yield what to call with how many of how many are done; None where nobody watches."""
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield None
        return
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        task = bar.add_task("", total=None)

        def done(number: int, of: int) -> None:
            told = say("count.strata.progress", language, done=number, strata=of)
            bar.update(task, completed=number, total=of, description=told)

        yield done
