"""``sijill doctor``: tools, disk, key and clock of this machine and register."""

import sys
from pathlib import Path

import click

from sijill.cli.registers import output_options, print_json, register_option, register_path
from sijill.errors import SijillError, UsageError
from sijill.words import say


@click.command("doctor")
@click.argument("path", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@output_options
def command(path: Path | None, *, register: Path | None, as_json: bool, language: str) -> None:
    """Examine; the text of ``--help`` stands in words/cli.toml."""
    from sijill.model.trust import State
    from sijill.record.doctor import examine
    from sijill.store.layout import find_register

    try:
        found = find_register(register_path(path, register))
    except UsageError:
        if path or register:
            raise
        found = None  # Without a register there is the machine.
    checks = examine(found.path if found else Path.cwd(), found)
    told = [
        {
            "state": each.state,
            "key": each.key,
            "what": say(f"doctor.{each.key}", language, detail=_told(each.detail, language)),
        }
        for each in checks
    ]
    if as_json:
        print_json({"register": found.path if found else None, "checks": told})
    else:
        for each, line in zip(checks, told, strict=True):
            print(f"{say(f'doctor.state.{each.state.value}', language)}  {line['what']}")
    sys.exit(1 if State.FAILS in {each.state for each in checks} else 0)


def _told(detail: str | SijillError, language: str) -> str:
    return detail.sentence(language).rstrip(".") if isinstance(detail, SijillError) else detail
