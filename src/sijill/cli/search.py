"""``sijill search``: find words in what was read."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.place_names import asked_places, counted_places
from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.errors import UsageError
from sijill.model.evidence import Access
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.search import Found, Hit
    from sijill.store.layout import Register
    from sijill.text.gazetteer import Gazetteer

_READERS = ["public", "partner", "team"]
_FACETS = ["kind", "list", "year", "place", "access"]
_FILTERS = [*_FACETS, "exhibit"]
_VALUES_TOLD = 12
"""Of a count, in the text; --json tells all."""


def _help(name: str) -> str:
    return say(f"cli.search.option.{name}", preferred_language())


@click.command("search")
@click.argument("query")
@register_option
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help=_help("limit"))
@click.option("--as", "reader", type=click.Choice(_READERS), default="team", help=_help("as"))
@click.option("--to", default="", help=_help("to"))
@click.option("--as-written", is_flag=True, help=_help("as_written"))
@click.option("--all", "all_words", is_flag=True, help=_help("all"))
@click.option("--place", "places", multiple=True, metavar="PLACE", help=_help("place"))
@click.option("--only", "only", multiple=True, metavar="NAME=VALUE", help=_help("filter"))
@click.option("--count", "count", multiple=True, type=click.Choice(_FACETS), help=_help("count"))
@output_options
def command(
    query: str,
    *,
    register: Path | None,
    limit: int,
    reader: str,
    to: str,
    as_written: bool,
    all_words: bool,
    places: tuple[str, ...],
    only: tuple[str, ...],
    count: tuple[str, ...],
    as_json: bool,
    language: str,
) -> None:
    """Search; the text of ``--help`` stands in words/cli.toml."""
    filters = _filters(only)
    from sijill.search import Options, search
    from sijill.search.where import either
    from sijill.store import travel
    from sijill.store.gazetteer import register_gazetteer
    from sijill.store.opening import open_register

    opened = open_register(register_path(register))
    if travel.is_copy(opened):  # No hits would be said of words that nobody looked for.
        raise UsageError("travel_unread", path=opened.path)
    _require_exhibits(opened, filters.get("exhibit", ()))
    known = register_gazetteer(opened)
    wanted = asked_places(places, known, language)
    if wanted:
        filters["place"] = (*filters.get("place", ()), *either(wanted))
    options = Options(
        limit=limit,
        reader=Access(reader),
        to=to,
        as_written=as_written,
        all_words=all_words,
        filters=filters,
        count=count,
    )
    found = search(opened, query, options)
    if as_json:
        print_json(found)
        return
    for hit in found.hits:
        for line in _lines(hit, language):
            print(line)
        if wanted and not set(wanted) & set(hit.places):
            print(f"    ({say('cli.search.perhaps_place', language)})")
    _notes(found, known, language)


def _filters(only: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    from sijill.read.kinds import KINDS
    from sijill.text import match_key

    found: dict[str, tuple[str, ...]] = {}
    for each in only:
        name, equals, value = each.partition("=")
        if name not in _FILTERS or not equals or not value:
            expected = ", ".join(f"{known}=…" for known in _FILTERS)
            raise UsageError("bad_value", name="--only", expected=expected, found=ascii(each))
        if name == "access" and value not in _READERS:
            raise UsageError(
                "bad_value", name="--only access", expected=", ".join(_READERS), found=ascii(value)
            )
        if name == "kind" and value not in KINDS:
            raise UsageError("bad_value", name="--only kind", expected=", ".join(KINDS), found=ascii(value))
        found[name] = (*found.get(name, ()), match_key(value) if name == "year" else value)
    return found


def _require_exhibits(register: "Register", asked: Sequence[str]) -> None:
    """An exhibit that the register does not have would find nothing, and say nothing of why."""
    from sijill.store import catalogue

    if not asked:
        return
    with catalogue.opened(register) as connection:
        known = {each.number for each in catalogue.exhibits(connection)}
    for exhibit in asked:
        if exhibit not in known:
            raise UsageError("no_such_exhibit", path=register.path, exhibit=ascii(exhibit).strip("'"))


def _lines(hit: "Hit", language: str) -> Iterator[str]:
    """Yield where a hit stands, what stands there, and why where that is not plain."""
    from sijill.search import How
    from sijill.text import shown

    yield f"{hit.exhibit}  {shown(hit.locator)}  {hit.start}-{hit.end}"
    yield f"    {_marked(hit)}"
    whys: dict[str, None] = {}
    for mark in hit.marks:
        if mark.how is not How.WORD:
            fields = {"asked": shown(mark.asked), "written": shown(mark.written)}
            whys[say(f"cli.search.why.{mark.how.value}", language, **fields)] = None
    if whys:
        yield f"    ({'; '.join(whys)})"


def _marked(hit: "Hit") -> str:
    """The words around a hit in one line; marked in bold, or in brackets where nothing is bold."""
    from sijill.search import excerpt

    text, spans = excerpt(hit)
    before, behind = ("\x1b[1m", "\x1b[0m") if sys.stdout.isatty() else ("[", "]")
    told, end = "…" if not hit.context.startswith(text) else "", 0
    for first, last in spans:
        told += _plain(text[end:first]) + before + _plain(text[first:last]) + behind
        end = last
    return (told + _plain(text[end:])).strip() + ("…" if not hit.context.endswith(text) else "")


def _plain(text: str) -> str:
    from sijill.text import shown

    return shown(text.replace("\t", " · ").replace("\n", " ").replace("\r", ""))


def _notes(found: "Found", known: "Gazetteer", language: str) -> None:
    if found.cut:
        note(say("cli.search.cut", language))
    if not found.hits:
        note(say("cli.search.none", language))
        return
    if found.loosened:
        note(say("cli.search.loosened", language))
    for facet, counts in found.counts.items():
        told = counted_places(counts, known, language) if facet == "place" else _counted(counts)
        note(f"{say(f'cli.search.facet.{facet}', language)}: {told}")
    note(say("cli.search.found", language, count=len(found.hits)))


def _counted(counts: Mapping[str, int]) -> str:
    from sijill.text import shown

    told = [f"{shown(value)} {count}" for value, count in list(counts.items())[:_VALUES_TOLD]]
    return ", ".join(told) + (" …" if len(counts) > _VALUES_TOLD else "")
