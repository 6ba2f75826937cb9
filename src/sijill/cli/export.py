"""``sijill export``: give copies of exhibits out, with what proves them."""

from pathlib import Path

import click

from sijill.cli.export_claims import claims
from sijill.cli.groups import Acts
from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import UsageError
from sijill.model.evidence import Access
from sijill.words import preferred_language, say

_READERS = (Access.PUBLIC.value, Access.PARTNER.value, Access.TEAM.value)


def _help(name: str) -> str:
    return say(f"cli.export.option.{name}", preferred_language())


@click.group("export", cls=Acts)
def command() -> None:
    """Export; the text of ``--help`` stands in words/cli.toml."""


command.add_command(claims)


@command.command("dossier", help=say("cli.export.dossier.help", preferred_language()))
@click.argument("exhibits", nargs=-1, required=True, metavar="EXHIBIT...")
@register_option
@click.option("--out", required=True, type=click.Path(readable=False, path_type=Path), help=_help("out"))
@click.option("--to", "recipient", required=True, metavar="NAME", help=_help("to"))
@click.option("--as", "reader", type=click.Choice(_READERS), default="public", help=_help("as"))
@click.option("--tell-sources", is_flag=True, help=_help("tell_sources"))
@writing_options
@output_options
def dossier(
    exhibits: tuple[str, ...],
    *,
    register: Path | None,
    out: Path,
    recipient: str,
    reader: str,
    tell_sources: bool,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Write a dossier."""
    from sijill.record.dossier import Recipient, export_dossier
    from sijill.store.opening import open_register

    if not recipient.strip() or not recipient.isprintable():
        raise UsageError("bad_value", name="--to", expected="NAME", found=ascii(recipient))
    opened = to_write(open_register(register_path(register)), hand, language)
    to = Recipient(name=recipient, reader=Access(reader), told_sources=tell_sources)
    done = export_dossier(opened, exhibits, out, to=to)
    if as_json:
        print_json(done)
        return
    print(
        say("cli.export.done", language, path=done.out, exhibits=len(done.exhibits), position=done.position)
    )
    note(say("cli.export.key", language, key=done.verifier))
