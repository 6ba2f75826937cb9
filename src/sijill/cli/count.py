"""``sijill count``: a total from overlapping lists, or the reason why there is none."""

from pathlib import Path

import click

from sijill.cli.count_asked import Asked, asked_options
from sijill.cli.count_strata import print_strata
from sijill.cli.count_table import TableChoices, print_table, table_options
from sijill.cli.registers import output_options, register_option, register_path
from sijill.cli.signing import Hand, writing_options
from sijill.errors import UsageError
from sijill.words import preferred_language, say


@click.command("count")
@click.argument("table", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@click.option(
    "--seed", type=click.IntRange(min=0), default=None, help=say("cli.count.seed", preferred_language())
)
@click.option(
    "--believed",
    type=click.IntRange(min=1),
    default=None,
    help=say("cli.count.believed", preferred_language()),
)
@click.option("--perfect-links", is_flag=True, help=say("cli.count.perfect_links", preferred_language()))
@table_options
@asked_options
@writing_options
@output_options
def command(
    table: Path | None,
    *,
    register: Path | None,
    seed: int | None,
    believed: int | None,
    perfect_links: bool,
    choices: TableChoices,
    asked: Asked,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Count; a refusal is a result, so the exit code is 0. The text of ``--help`` stands in words/cli.toml."""
    given = {"seed": seed, "believed": believed}
    chosen = {name: value for name, value in given.items() if value is not None}
    if table is not None and register is not None:
        raise UsageError("count_table_or_register", table=table)
    if table is not None:
        tell = print_strata if asked.by else print_table
        tell(table, choices, asked, chosen, language=language, as_json=as_json)
        return
    for option in ("--recall", "--precision"):
        if option in choices.given:
            raise UsageError("count_of_a_table", option=option)
    from sijill.cli.count_register import print_register, print_register_strata

    tell_register = print_register_strata if asked.by else print_register
    tell_register(
        register_path(register),
        choices,
        asked,
        chosen,
        hand=hand,
        linkage=not perfect_links,
        language=language,
        as_json=as_json,
    )
