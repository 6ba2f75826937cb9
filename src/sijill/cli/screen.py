"""``sijill screen``: parties against lists as they stood on a day."""

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.outputs import check_output, write_output
from sijill.cli.registers import note, output_options, print_json, register_option
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import UsageError
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.screen.answer import Question
    from sijill.store.layout import Register


def _help(name: str) -> str:
    return say(f"cli.screen.{name}", preferred_language())


def _day(_: click.Context, parameter: click.Parameter, written: str | None) -> dt.date | None:
    if written is None:
        return None
    try:
        return dt.date.fromisoformat(written)
    except ValueError as error:
        name = f"--{str(parameter.name).replace('_', '-')}"
        raise UsageError("bad_value", name=name, expected="YYYY-MM-DD", found=repr(written)) from error


@click.command("screen")
@click.argument("parties")
@register_option
@click.option(
    "--listings", required=True, type=click.Path(readable=False, path_type=Path), help=_help("listings")
)
@click.option("--as-of", required=True, callback=_day, help=_help("as_of"))
@click.option("--out", type=click.Path(readable=False, path_type=Path), help=_help("out"))
@click.option("--threshold", type=float, default=0.7, show_default=True, help=_help("threshold"))
@click.option("--top", type=int, default=5, show_default=True, help=_help("top"))
@click.option("--list-date", callback=_day, help=_help("list_date"))
@click.option("--fail-on-hit", is_flag=True, help=_help("fail_on_hit"))
@writing_options
@output_options
def command(
    *,
    parties: str,
    register: Path | None,
    listings: Path,
    as_of: dt.date,
    out: Path | None,
    threshold: float,
    top: int,
    list_date: dt.date | None,
    fail_on_hit: bool,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Screen; the text of ``--help`` stands in words/cli.toml."""
    from sijill.model.screening import HitState
    from sijill.screen import answer, history, match
    from sijill.screen.parties import read_parties
    from sijill.store.opening import open_register

    question = answer.Question(as_of=as_of, threshold=_threshold(threshold), top=_top(top))
    if out is not None:
        check_output(out, [Path(parties)])
    opened = None if register is None else to_write(open_register(register), hand, language)
    asked = read_parties(Path(parties) if opened is None else _keep(opened, parties, listings, question))
    known = history.load_listings(listings, list_date=list_date)
    lists = history.lists_at(known, as_of)
    for caution in [*answer.cautions_on(asked, language), *answer.cautions(lists, as_of, language)]:
        note(caution)
    note(say("screen.progress.comparing", language, parties=len(asked.parties)))
    hits = match.screen_parties(asked.parties, known, as_of=as_of, threshold=threshold, top=top)
    written = answer.table(hits, language)
    if out is not None:
        write_output(out, written)
    if as_json:
        print_json(answer.document(hits, lists, asked, question=question, language=language))
    elif out is None:
        sys.stdout.write(written.decode("utf-8"))
    lines = answer.summary(hits, lists, as_of, language)
    for line in [*lines, *([say("screen.summary.written", language, path=out)] if out else [])]:
        print(line, file=sys.stdout if out is not None and not as_json else sys.stderr)
    if fail_on_hit and set(answer.party_states(hits).values()) != {HitState.NOT_FOUND}:
        sys.exit(1)


def _keep(register: "Register", parties: str, listings: Path, question: "Question") -> Path:
    """Screen inside the register, where the lists are frozen and the run is logged; return the parties' file."""
    from sijill.model.identity import ExhibitId
    from sijill.screen.in_register import parties_path, screen_register

    exhibit = ExhibitId(parties)
    screen_register(
        register,
        exhibit,
        listings=listings,
        as_of=question.as_of,
        threshold=question.threshold,
        top=question.top,
    )
    return parties_path(register, exhibit)


def _threshold(threshold: float) -> float:
    if not 0 < threshold <= 1:
        raise UsageError("bad_value", name="--threshold", expected="0 < … ≤ 1", found=threshold)
    return threshold


def _top(top: int) -> int:
    if top < 1:
        raise UsageError("bad_value", name="--top", expected="≥ 1", found=top)
    return top
