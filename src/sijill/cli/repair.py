"""``sijill repair``: put back from a mirror what is damaged or gone."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import SijillError
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.record.repair import Repaired


@click.command("repair")
@click.argument("path", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@click.option(
    "--from",
    "place",
    required=True,
    type=click.Path(readable=False, path_type=Path),
    metavar="MIRROR",
    help=say("cli.repair.option.from", preferred_language()),
)
@writing_options
@output_options
def command(
    path: Path | None, *, register: Path | None, place: Path, hand: Hand, as_json: bool, language: str
) -> None:
    """Repair; the text of ``--help`` stands in words/cli.toml."""
    from sijill.record.repair import repair

    where = register_path(path, register)
    done = repair(where, place)
    if not as_json:
        _print(done, language)
    positions = _log(where, hand, language)
    if as_json:
        print_json(
            {
                "restored": done.restored,
                "not_restored": done.not_restored,
                "aside": done.aside,
                "logged": positions,
                "state": done.report.state,
                "rebuild": done.needs_rebuild,
            }
        )
    sys.exit(1 if done.not_restored else 0)


def _log(path: Path, hand: Hand, language: str) -> list[int]:
    """Tell the log; the passphrase is asked for only now, because a damaged log does not say whose key it is."""
    from sijill.record.repair import log_repairs
    from sijill.store import aside
    from sijill.store.opening import open_register

    if not any(aside.unlogged(path)):
        return []
    try:
        positions = log_repairs(to_write(open_register(path), hand, language))
    except SijillError:
        note(say("cli.repair.unlogged", language))
        raise
    for position in positions:
        note(say("cli.repair.logged", language, position=position))
    return positions


def _print(done: "Repaired", language: str) -> None:
    for where in done.restored:
        print(say("cli.repair.restored", language, where=where))
    for where in done.not_restored:
        print(say("cli.repair.not_restored", language, where=where))
    if not done.restored and not done.not_restored:
        print(say("cli.repair.nothing", language))
    if done.aside is not None:
        note(say("cli.repair.aside", language, path=done.aside))
    if done.needs_rebuild:
        print(say("cli.repair.rebuild", language))
