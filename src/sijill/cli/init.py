"""``sijill init``: make a new register."""

from pathlib import Path

import click

from sijill.cli.registers import note, output_options, print_json
from sijill.words import say


@click.command("init")
@click.argument("path", type=click.Path(readable=False, path_type=Path))
@output_options
def command(path: Path, *, as_json: bool, language: str) -> None:
    """Make a register; the text of ``--help`` stands in words/cli.toml."""
    from sijill.store.opening import create_register

    register = create_register(path)
    if as_json:
        print_json({"register": path, **register.description()})
        return
    print(say("cli.init.done", language, path=path, key=register.verifier))
    note(say("cli.init.key_warning", language, path=path / "keys" / "log.key"))
