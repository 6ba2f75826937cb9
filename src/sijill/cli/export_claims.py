"""``sijill export claims``: the claims of exhibits as JSON-LD."""

from pathlib import Path

import click

from sijill.cli.registers import output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import UsageError
from sijill.model.evidence import Access
from sijill.words import preferred_language, say

_READERS = (Access.PUBLIC.value, Access.PARTNER.value, Access.TEAM.value)


def _help(name: str) -> str:
    return say(f"cli.export.option.{name}", preferred_language())


@click.command("claims", help=say("cli.export.claims.help", preferred_language()))
@register_option
@click.option("--out", required=True, type=click.Path(readable=False, path_type=Path), help=_help("file"))
@click.option("--to", "recipient", required=True, metavar="NAME", help=_help("to"))
@click.option("--as", "reader", type=click.Choice(_READERS), default="public", help=_help("as"))
@writing_options
@output_options
def claims(
    *, register: Path | None, out: Path, recipient: str, reader: str, hand: Hand, as_json: bool, language: str
) -> None:
    """Write claims as JSON-LD."""
    from sijill.claim.exported import export_claims
    from sijill.store.opening import open_register

    if not recipient.strip() or not recipient.isprintable():
        raise UsageError("bad_value", name="--to", expected="NAME", found=ascii(recipient))
    target = to_write(open_register(register_path(register)), hand, language)
    done = export_claims(target, out, recipient=recipient, reader=Access(reader), language=language)
    told = {"claims": done.claims, "exhibits": len(done.exhibits), "position": done.position}
    if as_json:
        print_json({"path": str(done.out), **told})
    else:
        print(say("cli.export.claims_done", language, path=done.out, **told))
