"""Options that several verbs share: which register, which language, JSON or not."""

import dataclasses
import datetime as dt
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NoReturn, TypeVar

import click

from sijill.errors import UsageError
from sijill.model.reading import GUESSED, NOT_QUOTED
from sijill.words import LANGUAGES, preferred_language, say

if TYPE_CHECKING:
    from sijill.model.trust import Report
    from sijill.record.reading import Problem
    from sijill.record.warned import Warned

_Command = TypeVar("_Command", bound=Callable[..., Any])
_READ: Final = {"unquoted": NOT_QUOTED, "guessed": GUESSED}
"""Sentences on exhibits that were read, of all those of which something is told."""


def register_option(function: _Command) -> _Command:
    """Add ``--register``; where it is not given, SIJILL_REGISTER or the only register of this folder."""
    return click.option(
        "--register",
        "-R",
        type=click.Path(readable=False, path_type=Path),
        envvar="SIJILL_REGISTER",
        help=say("cli.option.register", preferred_language()),
    )(function)


def output_options(function: _Command) -> _Command:
    """Add ``--json`` and ``--lang``."""
    json_option = click.option(
        "--json", "as_json", is_flag=True, help=say("cli.option.json", preferred_language())
    )
    language = click.option(
        "--lang",
        "language",
        type=click.Choice(LANGUAGES),
        default=preferred_language,
        help=say("cli.option.lang", preferred_language()),
    )
    return language(json_option(function))


def register_path(*given: Path | None) -> Path:
    """Return the first path that was given, else the only ``*.register`` here; UsageError when unclear."""
    for path in given:
        if path is not None:
            return path
    here = sorted(path for path in Path().glob("*.register") if (path / "register.json").is_file())
    if len(here) == 1:
        return here[0]
    if not here:
        raise UsageError("no_register_here")
    raise UsageError("which_register", found=", ".join(map(str, here)))


def parse_day(text: str | None, name: str) -> dt.date | None:
    """Return the day that an option gives as YYYY-MM-DD; UsageError for anything else."""
    try:
        if text is None or len(text) == len("YYYY-MM-DD"):
            return None if text is None else dt.date.fromisoformat(text)
    except ValueError:
        pass
    raise UsageError("bad_value", name=name, expected="YYYY-MM-DD", found=ascii(text))


def print_json(told: object) -> None:
    """Print one JSON value in UTF-8, keys in their order, Arabic as Arabic.

    A file name that is not UTF-8 comes out with escaped surrogates, as Python reads it: no byte is lost.
    """
    text = json.dumps(told, ensure_ascii=False, indent=1, default=_plain) + "\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace"))
    sys.stdout.flush()


def print_findings(report: "Report", *, as_json: bool, language: str) -> NoReturn:
    """Print what a verification found, and exit: 0 where everything holds, else 1."""
    from sijill.model.trust import State

    told = [
        {
            "state": finding.state,
            "where": finding.where,
            "what": say(f"verify.{finding.key}", language, where=finding.where, detail=finding.detail),
            "key": finding.key,
        }
        for finding in report.findings
    ]
    counts = {"objects": report.objects, "entries": report.entries, "tables": report.tables}
    if as_json:
        print_json({"state": report.state, "findings": told, **counts})
    else:
        print(say(f"verify.{report.state.value}", language, **counts))
        for one in told:
            (note if one["state"] is State.HOLDS else print)(f"  {one['what']}")
    sys.exit(0 if report.state is State.HOLDS else 1)


def note(sentence: str) -> None:
    """Print a line beside the results: to standard error."""
    print(sentence, file=sys.stderr)


def note_problems(problems: Sequence["Problem"], language: str) -> None:
    """Print a line for each exhibit that was not read, not to be quoted from its text, or read by a guess."""
    for problem in problems:
        reason = say(f"read.{problem.key}", language, detail=problem.detail)
        key = next((each for each, told in _READ.items() if problem.key in told), "unread")
        note(say(f"cli.add.{key}", language, exhibit=problem.exhibit, name=problem.name, reason=reason))


def note_warnings(warnings: Sequence["Warned"], language: str, *, to: Callable[[str], None] = note) -> None:
    """Print a line for each thing that is dangerous in an exhibit."""
    for each in warnings:
        warning = say(f"warnings.{each.key}", language, detail=each.detail)
        to(say("cli.warnings.line", language, exhibit=each.exhibit, name=each.name, warning=warning))


def _plain(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        # What is not to be shown, such as a signing key in memory, is not printed either.
        shown = [field.name for field in dataclasses.fields(value) if field.repr]
        return {name: getattr(value, name) for name in shown}
    if isinstance(value, Path):
        return str(value)
    if isinstance(value, frozenset | set):
        return sorted((_plain(each) for each in value), key=str)  # Enums have no order of their own.
    return getattr(value, "value", str(value))
