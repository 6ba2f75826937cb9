"""``sijill verify``: check objects, log, catalogue and tables."""

import sys
from pathlib import Path

import click

from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.words import say


@click.command("verify")
@click.argument("path", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@output_options
def command(path: Path | None, *, register: Path | None, as_json: bool, language: str) -> None:
    """Verify; the text of ``--help`` stands in words/cli.toml."""
    from sijill.model.trust import State
    from sijill.record.verify import verify
    from sijill.store.layout import find_register

    report = verify(find_register(register_path(path, register)))
    told = [
        {
            "state": finding.state,
            "where": finding.where,
            "what": say(f"verify.{finding.key}", language, where=finding.where, detail=finding.detail),
            "key": finding.key,
        }
        for finding in report.findings
    ]
    if as_json:
        counts = {"objects": report.objects, "entries": report.entries, "tables": report.tables}
        print_json({"state": report.state, "findings": told, **counts})
    else:
        counts = {"objects": report.objects, "entries": report.entries, "tables": report.tables}
        print(say(f"verify.{report.state.value}", language, **counts))
        for one in told:
            (note if one["state"] is State.HOLDS else print)(f"  {one['what']}")
    sys.exit(0 if report.state is State.HOLDS else 1)
