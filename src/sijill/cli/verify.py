"""``sijill verify``: check objects, log, catalogue and tables."""

from pathlib import Path

import click

from sijill.cli.registers import output_options, print_findings, print_json, register_option, register_path
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
@click.option(
    "--write-verifier",
    "program_out",
    type=click.Path(readable=False, path_type=Path),
    metavar="FILE",
    help=_help("write_verifier"),
)
@output_options
def command(
    path: Path | None,
    *,
    register: Path | None,
    against: tuple[Path, ...],
    known_keys: tuple[str, ...],
    program_out: Path | None,
    stamp_roots: tuple[Path, ...],
    as_json: bool,
    language: str,
) -> None:
    """Verify; the text of ``--help`` stands in words/cli.toml."""
    from sijill.record.verify import verify
    from sijill.store.layout import find_register
    from sijill.store.note import is_verifier_key

    if program_out is not None:
        _write_verifier(program_out, as_json=as_json, language=language)
        return
    for key in known_keys:
        if not is_verifier_key(key):
            raise UsageError("bad_value", name="--key", expected="NAME+KEYID+KEY", found=ascii(key))
    found = find_register(register_path(path, register))
    roots = [_certificates(path) for path in stamp_roots]
    report = verify(found, against=against, known_keys=known_keys, stamp_roots=roots)
    print_findings(report, as_json=as_json, language=language)


def _write_verifier(out: Path, *, as_json: bool, language: str) -> None:
    from sijill.cli.outputs import check_output, write_output
    from sijill.record.verifier import program

    check_output(out, [])
    write_output(out, program())
    if as_json:
        print_json({"written": out})
    else:
        print(say("cli.verify.written", language, path=out))


def _certificates(path: Path) -> bytes:
    from sijill.record.tokens import read_certificates
    from sijill.store.given import read_bytes

    content = read_bytes(path)
    try:
        read_certificates(content)
    except ValueError as error:
        raise InputError("stamp_certificates", path=path, reason=error) from error
    return content
