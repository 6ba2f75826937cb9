"""``sijill count``: a total from overlapping lists, or the reason why there is none."""

from pathlib import Path

import click

from sijill.cli.count_asked import Asked, asked_options
from sijill.cli.count_strata import print_strata
from sijill.cli.count_table import print_table
from sijill.cli.registers import output_options, register_option, register_path
from sijill.cli.signing import Hand, writing_options
from sijill.errors import UsageError


@click.command("count")
@click.argument("table", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@asked_options
@writing_options
@output_options
def command(
    table: Path | None, *, register: Path | None, asked: Asked, hand: Hand, as_json: bool, language: str
) -> None:
    """Count; a refusal is a result, so the exit code is 0. The text of ``--help`` stands in words/cli.toml."""
    if table is not None and register is not None:
        raise UsageError("count_table_or_register", table=table)
    if table is not None:
        tell = print_strata if asked.by else print_table
        tell(table, asked, language=language, as_json=as_json)
        return
    for option in ("--recall", "--precision"):
        if option in asked.given:
            raise UsageError("count_of_a_table", option=option)
    from sijill.cli.count_register import print_register, print_register_strata

    tell_register = print_register_strata if asked.by else print_register
    tell_register(register_path(register), asked, hand=hand, language=language, as_json=as_json)
