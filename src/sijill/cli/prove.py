"""``sijill prove``: the receipt of a deposit, for whoever handed it in."""

import sys
from pathlib import Path

import click

from sijill.cli.outputs import check_output, write_output
from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import UsageError
from sijill.words import preferred_language, say


def _help(name: str) -> str:
    return say(f"cli.prove.option.{name}", preferred_language())


@click.command("prove")
@click.argument("entry", metavar="EXHIBIT|POSITION")
@register_option
@click.option("--out", type=click.Path(readable=False, path_type=Path), help=_help("out"))
@click.option("--open", "with_payload", is_flag=True, help=_help("open"))
@writing_options
@output_options
def command(
    entry: str,
    *,
    register: Path | None,
    out: Path | None,
    with_payload: bool,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Give a receipt; the text of ``--help`` stands in words/cli.toml."""
    from sijill.record.receipts import PAYLOAD_ENDING, find_entry, opened_receipt, receipt
    from sijill.store.opening import open_register

    if with_payload and out is None:
        raise UsageError("open_needs_out")
    opened = open_register(register_path(register))
    beside = None if out is None or not with_payload else out.with_name(out.name + PAYLOAD_ENDING)
    for path in filter(None, (out, beside)):
        check_output(path, [])
    position = find_entry(opened, entry)
    if with_payload:  # Giving it out is an entry, which has to be signed for.
        given = opened_receipt(to_write(opened, hand, language), position)
    else:
        given = receipt(opened, position)
    told = {out: given.text, beside: given.payload}
    files = {path: content for path, content in told.items() if path and content}
    for path, content in files.items():
        write_output(path, content)
    if as_json:
        said = {"position": given.position, "receipt": given.text.decode(), "verifier": given.verifier}
        print_json(said | {"written": list(files)})
        return
    if out is None:
        sys.stdout.write(given.text.decode())
    for path in files:
        print(say("cli.prove.written", language, path=path))
    if given.payload is None:
        note(say("cli.prove.withdrawn", language, position=given.position))
    note(say("cli.prove.done", language, position=given.position, key=given.verifier))
