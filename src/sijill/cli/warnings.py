"""``sijill warnings``: what is dangerous in exhibits as they came in."""

from pathlib import Path

import click

from sijill.cli.registers import note_warnings, output_options, print_json, register_option, register_path
from sijill.errors import UsageError
from sijill.model.identity import ExhibitId
from sijill.words import say


@click.command("warnings")
@click.argument("exhibit", required=False)
@register_option
@output_options
def command(exhibit: str | None, *, register: Path | None, as_json: bool, language: str) -> None:
    """Show warnings; the text of ``--help`` stands in words/cli.toml."""
    from sijill.record.warned import warnings_in
    from sijill.store.access import Use, permitted
    from sijill.store.opening import open_register

    opened = open_register(register_path(register))
    if exhibit is not None and all(each.number != exhibit for each in permitted(opened, Use.READ)):
        raise UsageError("no_such_exhibit", path=opened.path, exhibit=ascii(exhibit).strip("'"))
    found = warnings_in(opened, None if exhibit is None else {ExhibitId(exhibit)})
    if as_json:
        print_json(found)
        return
    if not found:
        print(say("cli.warnings.none", language))
    note_warnings(found, language, to=print)
