"""``sijill rebuild``: make everything that can be computed again."""

from pathlib import Path

import click

from sijill.cli.registers import (
    note,
    note_problems,
    output_options,
    print_json,
    register_option,
    register_path,
)
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.words import say


@click.command("rebuild")
@click.argument("path", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@writing_options
@output_options
def command(path: Path | None, *, register: Path | None, hand: Hand, as_json: bool, language: str) -> None:
    """Rebuild; the text of ``--help`` stands in words/cli.toml."""
    from sijill.flow import rebuild
    from sijill.flow.rebuild import may_log
    from sijill.store import tables
    from sijill.store.layout import find_register

    found = find_register(register_path(path, register))
    # Asked for before anything goes: what is thrown away could not be named by the log again.
    opened = to_write(found, hand, language, needed=may_log(found))
    problems = rebuild(
        opened, each=lambda act: note(say(f"cli.rebuild.act.{act.replace(' ', '_')}", language))
    )
    made = tables.current(opened)
    if as_json:
        print_json({"tables": made, "unread": problems})
        return
    note_problems(problems, language)
    print(say("cli.rebuild.done", language, count=len(made)))
