"""To whom something is given and as whom they read: options of all that is given out."""

from collections.abc import Callable

import click

from sijill.errors import UsageError
from sijill.model.evidence import Access
from sijill.words import preferred_language, say

_READERS = (Access.PUBLIC.value, Access.PARTNER.value, Access.TEAM.value)


def recipient_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add ``--to`` and ``--as``: ``recipient``, a name that can be printed, and ``reader``."""
    given = click.option(
        "--to", "recipient", required=True, metavar="NAME", callback=_named, help=_help("to")
    )
    return given(
        click.option("--as", "reader", type=click.Choice(_READERS), default="public", help=_help("as"))(
            function
        )
    )


def _named(_context: click.Context, _option: click.Parameter, name: str) -> str:
    if not name.strip() or not name.isprintable():
        raise UsageError("bad_value", name="--to", expected="NAME", found=ascii(name))
    return name


def _help(name: str) -> str:
    return say(f"cli.export.option.{name}", preferred_language())
