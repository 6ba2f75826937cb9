"""``sijill places``: load a gazetteer into a register, say what is loaded, and find the places that a text names."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.groups import Acts
from sijill.cli.registers import output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sijill.model.place import Candidate, PlaceMention
    from sijill.record.places import PlaceList
    from sijill.text.gazetteer import Gazetteer

_SHOWN = 5


def _help(name: str) -> str:
    return say(f"cli.places.{name}", preferred_language())


@click.group("places", cls=Acts)
def command() -> None:
    """Act on places; the text of ``--help`` stands in words/cli.toml."""


@command.command("load", help=_help("load.help"))
@click.argument("file", metavar="FILE", type=click.Path(readable=False, path_type=Path))
@register_option
@click.option("--source", required=True, help=_help("option.source"))
@click.option("--licence", required=True, help=_help("option.licence"))
@writing_options
@output_options
def load(
    file: Path,
    *,
    register: Path | None,
    source: str,
    licence: str,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Keep a list of places."""
    from sijill.record.places import load_places
    from sijill.store.opening import open_register

    opened = to_write(open_register(register_path(register)), hand, language)
    _print_lists(load_places(opened, file, source=source, licence=licence), as_json, language)


@command.command("list", help=_help("list.help"))
@click.argument("path", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@output_options
def list_loaded(path: Path | None, *, register: Path | None, as_json: bool, language: str) -> None:
    """Say which lists are loaded."""
    from sijill.record.places import loaded_lists
    from sijill.store.opening import open_register

    _print_lists(loaded_lists(open_register(register_path(path, register))), as_json, language)


@command.command("find", help=_help("find.help"))
@click.argument("file", metavar="FILE", type=click.Path(readable=False, path_type=Path))
@register_option
@output_options
def find(file: Path, *, register: Path | None, as_json: bool, language: str) -> None:
    """Find places in a text."""
    from sijill.store.given import decode, read_bytes
    from sijill.text.places import find_places

    text = decode(file, read_bytes(file))
    mentions = find_places(text, _gazetteer(register))
    if as_json:
        print_json([_row(text, mention) for mention in mentions])
        return
    if not mentions:
        print(say("cli.places.none", language, path=file))
    for mention in mentions:
        print(_line(text, mention, language))


def _gazetteer(register: Path | None) -> "Gazetteer | None":
    from sijill.store.gazetteer import register_gazetteer
    from sijill.store.opening import open_register

    return None if register is None else register_gazetteer(open_register(register))


def _print_lists(lists: "Sequence[PlaceList]", as_json: bool, language: str) -> None:
    if as_json:
        print_json(lists)
        return
    from sijill.text.gazetteer import hand_gazetteer

    print(say("cli.places.hand", language, count=len(hand_gazetteer().places)))
    for each in lists:
        told = {"source": each.source, "licence": each.licence, "count": each.places}
        print(say("cli.places.loaded", language, **told, snapshot=each.snapshot))


def _line(text: str, mention: "PlaceMention", language: str) -> str:
    from sijill.text import shown

    start, end = mention.span
    doubt = "" if mention.certain else say("cli.places.doubt", language)
    lines = [f"«{shown(text[start:end])}» {mention.start}-{mention.end}{doubt}"]
    lines += [_candidate(each, language) for each in mention.candidates[:_SHOWN]]
    if len(mention.candidates) > _SHOWN:
        lines.append(say("cli.places.more", language, count=len(mention.candidates) - _SHOWN))
    return "\n     ".join(lines)


def _candidate(candidate: "Candidate", language: str) -> str:
    from sijill.text import shown
    from sijill.text.gazetteer import hand_gazetteer

    place = candidate.place
    names = {each.id: each.name(language) for each in hand_gazetteer().places}
    told = {
        "name": shown(place.name(language)),
        "kind": say(f"cli.places.kind.{place.kind.value.replace(' ', '_')}", language),
        "inside": names.get(place.governorate, "-"),
        "id": place.id,
        "score": f"{candidate.score:.3f}",
    }
    return say("cli.places.candidate", language, **told)


def _row(text: str, mention: "PlaceMention") -> dict[str, Any]:  # Any: the shape of --json
    return {
        "start": mention.start,
        "end": mention.end,
        "text": text[mention.start : mention.end],
        "cue": None if mention.cue is None else text[slice(*mention.cue)],
        "certain": mention.certain,
        "candidates": [{"score": each.score, "place": each.place} for each in mention.candidates],
    }
