"""``sijill demo``: the whole flow on a made-up country, and how it fared against the known truth."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.registers import output_options, print_json
from sijill.model.trust import State
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.demo.run import Outcome, Progress


def _help(name: str) -> str:
    return say(f"cli.demo.option.{name}", preferred_language())


@click.command("demo")
@click.option("--out", required=True, type=click.Path(readable=False, path_type=Path), help=_help("out"))
@click.option("--seed", default=1, show_default=True, help=_help("seed"))
@click.option("--persons", default=None, type=click.IntRange(100, 1_000_000), help=_help("persons"))
@output_options
def command(out: Path, *, seed: int, persons: int | None, as_json: bool, language: str) -> None:
    """Run the demonstration; the text of ``--help`` stands in words/cli.toml."""
    from sijill.demo import DEFAULT_PERSONS
    from sijill.demo.run import described, run

    with _bar(language) as progress:
        outcome = run(out, seed=seed, persons=persons or DEFAULT_PERSONS, progress=progress)
    if as_json:
        print_json(described(outcome))
    else:
        _print_claims(outcome, language)
        _print_score(outcome, language)
    sys.exit(0 if outcome.verified.state is State.HOLDS else 1)


class _Bar:
    """A progress bar over the stages, on standard error."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __enter__(self) -> "Progress":
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        from sijill.demo.run import STAGES

        columns = TextColumn("{task.description:<24}"), BarColumn(), TimeElapsedColumn()
        self._progress = Progress(*columns, console=Console(stderr=True))
        self._tasks = {
            stage: self._progress.add_task(say(f"demo.stage.{stage}", self._language), total=1, start=False)
            for stage in STAGES
        }
        return self._update

    def _update(self, stage: str, done: int, total: int) -> None:
        # Not before there is work: a request that is refused shows one line, no bars.
        self._progress.start()
        task = self._tasks[stage]
        if done == 0:
            self._progress.start_task(task)
        self._progress.update(task, completed=done, total=total)

    def __exit__(self, *_: object) -> None:
        if self._progress.live.is_started:
            self._progress.stop()


def _bar(language: str) -> _Bar:
    return _Bar(language)


def _print_claims(outcome: "Outcome", language: str) -> None:
    """What the statements claim, each figure beside what the lists and the estimate say."""
    table = _table("demo.claims", ("exhibit", "text", "documented", "estimate", "relation"), language)
    for row in outcome.score.claims["found"]:
        comparable = row["relation"] != "not_comparable"
        table.add_row(
            row["exhibit"],
            say(f"claim.type.{row['type']}", language) + f": {row['text']}",
            _number(row["documented"]) if comparable else "",
            _interval(row, language) if comparable else "",
            say(f"demo.relation.{row['relation']}", language),
        )
    _console().print(table)
    _console().print(say("demo.claims.note", language) + "\n")


def _print_score(outcome: "Outcome", language: str) -> None:
    """What was found against the known truth; seconds; where the site lies, and how to serve it."""
    told = outcome.score
    table = _table("demo.score", ("what", "found", "truth"), language)
    linkage, screening = told.linkage, told.screening
    table.add_row(
        say("demo.score.linkage", language),
        say("demo.score.linkage_found", language, precision=linkage.precision, recall=linkage.recall),
        say("demo.score.linkage_truth", language, records=linkage.records, persons=linkage.persons),
    )
    truths = {"all": told.truth["total"]} | {
        kind: one["total"] for kind, one in told.truth["by_kind"].items()
    }
    for name, estimate in told.estimates.items():
        table.add_row(
            say(f"demo.kind.{name}", language), _found(estimate, language), _number(truths.get(name))
        )
    table.add_row(
        say("demo.score.claims", language), str(told.claims["found_right"]), str(told.claims["stated"])
    )
    table.add_row(
        say("demo.score.screening", language),
        say("demo.score.screening_found", language, found=screening.listed_found, false=screening.false_hits),
        say("demo.score.screening_truth", language, listed=screening.listed, parties=screening.parties),
    )
    table.add_row(
        say("demo.score.verify", language), say(f"demo.state.{outcome.verified.state.value}", language), ""
    )
    _console().print(table)
    seconds = "  ".join(
        f"{say(f'demo.stage.{stage}', language)} {spent:.1f}" for stage, spent in outcome.seconds.items()
    )
    total = sum(outcome.seconds.values())
    print(say("demo.score.seconds", language, seconds=seconds, total=f"{total:.1f}"))
    print(say("demo.score.site", language, site=outcome.site / "index.html", register=outcome.register.path))


def _table(key: str, columns: tuple[str, ...], language: str) -> Any:  # Any: rich is imported only here
    from rich import box
    from rich.table import Table

    table = Table(
        title=say(f"{key}.title", language), box=box.SIMPLE_HEAD, title_justify="left", pad_edge=False
    )
    for column in columns:
        table.add_column(
            say(f"{key}.{column}", language), no_wrap=column in {"exhibit", "estimate", "relation"}
        )
    return table


def _found(estimate: dict[str, Any], language: str) -> str:  # Any: a row of the estimates
    if estimate["interval"] is None:
        return say(
            "demo.score.refused", language, documented=estimate["documented"], reason=estimate["refused"]
        )
    low, high = estimate["interval"]
    fields = {
        "documented": estimate["documented"],
        "estimate": estimate["estimate"],
        "low": low,
        "high": high,
    }
    return say("demo.score.estimated", language, **fields)


def _interval(row: dict[str, Any], language: str) -> str:  # Any: a row of the claims
    if row["low"] is None:
        return say("demo.claims.refused", language)
    return f"{row['estimate']} [{row['low']}-{row['high']}]"


def _number(value: object) -> str:
    return "" if value is None else str(value)


def _console() -> Any:  # Any: rich is imported only here
    from rich.console import Console

    return Console()
