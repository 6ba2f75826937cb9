"""``sijill verify``: check objects, log, catalogue and tables."""

from pathlib import Path

import click

from sijill.cli.registers import output_options, print_findings, register_option, register_path
from sijill.errors import InputError, UsageError
from sijill.words import preferred_language, say


def _help(name: str) -> str:
    return say(f"cli.verify.option.{name}", preferred_language())


@click.command("verify")
@click.argument("path", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@click.option(
    "--against", multiple=True, type=click.Path(readable=False, path_type=Path), help=_help("against")
)
@click.option(
    "--stamp-root",
    "stamp_roots",
    multiple=True,
    type=click.Path(readable=False, path_type=Path),
    metavar="PEM",
    help=_help("stamp_root"),
)
@click.option("--key", "known_keys", multiple=True, metavar="PUBLIC-KEY", help=_help("key"))
@output_options
def command(
    path: Path | None,
    *,
    register: Path | None,
    against: tuple[Path, ...],
    known_keys: tuple[str, ...],
    stamp_roots: tuple[Path, ...],
    as_json: bool,
    language: str,
) -> None:
    """Verify; the text of ``--help`` stands in words/cli.toml."""
    from sijill.record.verify import verify
    from sijill.store.layout import find_register
    from sijill.store.note import is_verifier_key

    for key in known_keys:
        if not is_verifier_key(key):
            raise UsageError("bad_value", name="--key", expected="NAME+KEYID+KEY", found=ascii(key))
    found = find_register(register_path(path, register))
    roots = [_certificates(path) for path in stamp_roots]
    report = verify(found, against=against, known_keys=known_keys, stamp_roots=roots)
    print_findings(report, as_json=as_json, language=language)


def _certificates(path: Path) -> bytes:
    from sijill.record.tokens import read_certificates
    from sijill.store.given import read_bytes

    content = read_bytes(path)
    try:
        read_certificates(content)
    except ValueError as error:
        raise InputError("stamp_certificates", path=path, reason=error) from error
    return content
