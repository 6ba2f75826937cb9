"""``sijill unseal``: the bytes of a sealed exhibit, for who has a recipient's secret key."""

from pathlib import Path

import click

from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.words import preferred_language, say


def _help(name: str) -> str:
    return say(f"cli.unseal.option.{name}", preferred_language())


@click.command("unseal")
@click.argument("wanted", metavar="EXHIBIT")
@register_option
@click.option(
    "--identity", required=True, type=click.Path(readable=False, path_type=Path), help=_help("identity")
)
@click.option("--out", required=True, type=click.Path(readable=False, path_type=Path), help=_help("out"))
@writing_options
@output_options
def command(
    wanted: str,
    *,
    register: Path | None,
    identity: Path,
    out: Path,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Unseal; the text of ``--help`` stands in words/cli.toml."""
    from sijill.cli.outputs import check_output
    from sijill.record.seal import unseal
    from sijill.store.opening import open_register
    from sijill.text import shown

    opened = open_register(register_path(register))
    check_output(out, [identity])
    done = unseal(to_write(opened, hand, language), wanted, identity=identity, out=out)
    if as_json:
        print_json(done)
        return
    print(say("cli.unseal.done", language, exhibit=done.exhibit, path=out, position=done.position))
    for each in done.deposits:
        told = {"name": shown(str(each["name"])), "source": shown(str(each["source"])) or "—"}
        print(say("cli.unseal.deposit", language, **told))
    note(say("cli.unseal.clear", language, path=out))
