"""``sijill export claims``: the claims of exhibits as JSON-LD."""

from pathlib import Path

import click

from sijill.cli.recipients import recipient_options
from sijill.cli.registers import output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.model.evidence import Access
from sijill.words import preferred_language, say


@click.command("claims", help=say("cli.export.claims.help", preferred_language()))
@register_option
@click.option(
    "--out",
    required=True,
    type=click.Path(readable=False, path_type=Path),
    help=say("cli.export.option.file", preferred_language()),
)
@recipient_options
@writing_options
@output_options
def claims(
    *, register: Path | None, out: Path, recipient: str, reader: str, hand: Hand, as_json: bool, language: str
) -> None:
    """Write claims as JSON-LD."""
    from sijill.claim.exported import export_claims
    from sijill.store.opening import open_register

    target = to_write(open_register(register_path(register)), hand, language)
    done = export_claims(target, out, recipient=recipient, reader=Access(reader), language=language)
    told = {"claims": done.claims, "exhibits": len(done.exhibits), "position": done.position}
    if as_json:
        print_json({"path": str(done.out), **told})
    else:
        print(say("cli.export.claims_done", language, path=done.out, **told))
