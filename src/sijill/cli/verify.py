"""``sijill verify``: check objects, log, catalogue and tables."""

import sys
from pathlib import Path

import click

from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.errors import UsageError
from sijill.words import preferred_language, say


def _help(name: str) -> str:
    return say(f"cli.verify.option.{name}", preferred_language())


@click.command("verify")
@click.argument("path", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@click.option(
    "--against", multiple=True, type=click.Path(readable=False, path_type=Path), help=_help("against")
)
@click.option("--key", "known_keys", multiple=True, metavar="PUBLIC-KEY", help=_help("key"))
@output_options
def command(
    path: Path | None,
    *,
    register: Path | None,
    against: tuple[Path, ...],
    known_keys: tuple[str, ...],
    as_json: bool,
    language: str,
) -> None:
    """Verify; the text of ``--help`` stands in words/cli.toml."""
    from sijill.model.trust import State
    from sijill.record.verify import verify
    from sijill.store.layout import find_register
    from sijill.store.note import is_verifier_key

    for key in known_keys:
        if not is_verifier_key(key):
            raise UsageError("bad_value", name="--key", expected="NAME+KEYID+KEY", found=ascii(key))
    found = find_register(register_path(path, register))
    report = verify(found, against=against, known_keys=known_keys)
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
