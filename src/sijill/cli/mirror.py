"""``sijill mirror``: keep a second copy, which notices a rewritten log."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.registers import (
    note,
    output_options,
    print_findings,
    print_json,
    register_option,
    register_path,
)
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.store.layout import Register


def _help(name: str) -> str:
    return say(f"cli.mirror.option.{name}", preferred_language())


@click.command("mirror")
@click.argument("place", metavar="DEST", type=click.Path(readable=False, path_type=Path))
@register_option
@click.option(
    "--from",
    "source",
    type=click.Path(readable=False, path_type=Path),
    metavar="REGISTER",
    help=_help("from"),
)
@click.option("--check", is_flag=True, help=_help("check"))
@output_options
def command(
    place: Path, *, register: Path | None, source: Path | None, check: bool, as_json: bool, language: str
) -> None:
    """Mirror; the text of ``--help`` stands in words/cli.toml."""
    from sijill.store.layout import find_register

    found = find_register(register_path(source, register))
    if check:
        _check(found, place, as_json=as_json, language=language)
    else:
        _mirror(found, place, as_json=as_json, language=language)


def _mirror(source: "Register", place: Path, *, as_json: bool, language: str) -> None:
    from sijill.record.mirror import mirror

    new = not (place / "register.json").exists()
    done = mirror(source, place, each=lambda part: note(say(f"cli.mirror.part.{part}", language)))
    if as_json:
        print_json(done)
    else:
        counts = {"size": done.size, "before": done.before, "files": done.files, "octets": done.octets}
        print(say("cli.mirror.done", language, path=place, **counts))
        for where in done.lacking:
            print("  " + say("cli.mirror.lacking", language, where=where))
    if new:
        note(say("cli.mirror.new", language, key=source.verifier))
    sys.exit(1 if done.lacking else 0)


def _check(source: "Register", place: Path, *, as_json: bool, language: str) -> None:
    from sijill.record.mirror import check_mirror

    print_findings(check_mirror(source, place), as_json=as_json, language=language)
