"""``sijill search``: find words in what was read."""

from pathlib import Path

import click

from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.errors import UsageError
from sijill.model.evidence import Access
from sijill.words import preferred_language, say

_READERS = ["public", "partner", "team"]


@click.command("search")
@click.argument("query")
@register_option
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True)
@click.option(
    "--as",
    "reader",
    type=click.Choice(_READERS),
    default="team",
    help=say("cli.search.option.as", preferred_language()),
)
@output_options
def command(
    query: str, *, register: Path | None, limit: int, reader: str, as_json: bool, language: str
) -> None:
    """Search; the text of ``--help`` stands in words/cli.toml."""
    from sijill.search import search
    from sijill.store import travel
    from sijill.store.opening import open_register
    from sijill.text import shown

    opened = open_register(register_path(register))
    if travel.is_copy(opened):  # No hits would be said of words that nobody looked for.
        raise UsageError("travel_unread", path=opened.path)
    hits = search(opened, query, limit=limit, reader=Access(reader))
    if as_json:
        print_json(hits)
        return
    for hit in hits:
        around = shown(hit.context.replace("\t", " · ").replace("\n", " ")[:300])
        print(f"{hit.exhibit}  {shown(hit.locator)}  {hit.start}-{hit.end}  {around}")
    note(say("cli.search.count", language, count=len(hits)))
