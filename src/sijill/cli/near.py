"""``sijill near``: exhibits, or plain files, that look or read alike."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import UsageError
from sijill.model.alike import Alike, Likeness
from sijill.model.evidence import Access
from sijill.words import keys, preferred_language, say

if TYPE_CHECKING:
    from sijill.near import Near

_READERS = ["public", "partner", "team"]
_NUMBER = re.compile(r"\d{4}-\d{6,}")
"""An accession number; whatever else is no register is a path."""
_NAMES_TOLD = 5
"""Of what was not compared, in the text; --json tells all."""


@click.command("near")
@click.argument("things", nargs=-1, metavar="[REGISTER] [EXHIBIT] | [PATH...]")
@register_option
@click.option(
    "--as",
    "reader",
    type=click.Choice(_READERS),
    default="team",
    help=say("cli.near.option.as", preferred_language()),
)
@writing_options
@output_options
def command(
    things: tuple[str, ...], *, register: Path | None, reader: str, hand: Hand, as_json: bool, language: str
) -> None:
    """Compare; the text of ``--help`` stands in words/cli.toml."""
    note(say("near.working", language))
    if not things or _is_register(things[0]) or _NUMBER.fullmatch(things[0]):
        found = _in_register(things, register, Access(reader), (hand, language))
    else:
        from sijill.near import near_files

        found = near_files([Path(each) for each in things])
    if as_json:
        print_json(_document(found))
        return
    for line in _lines(found, language):
        print(line)
    for line in _notes(found, language):
        note(line)


def _is_register(thing: str) -> bool:
    return (Path(thing) / "register.json").is_file()


def _in_register(
    things: Sequence[str], register: Path | None, reader: Access, writer: tuple[Hand, str]
) -> "Near":
    from sijill.near import near_register, show
    from sijill.store.opening import open_register

    given = None
    if things and _is_register(things[0]):
        given, things = Path(things[0]), things[1:]
    if len(things) > 1:
        raise UsageError("files_or_register")
    opened = to_write(open_register(register_path(given, register)), *writer)
    near_register(opened)
    return show(opened, exhibit=things[0] if things else None, reader=reader)


def _lines(found: "Near", language: str) -> list[str]:
    from sijill.text import shown

    if not found.groups:
        return [say("near.none", language)]
    lines = []
    for number, group in enumerate(found.groups, 1):
        members = (", " if language == "en" else "، ").join(map(shown, group.members))
        lines.append(say("near.group", language, number=number, count=len(group.members), members=members))
        lines += [f"  {_sentence(pair, language)}" for pair in group.pairs]
    return lines


def _sentence(pair: Alike, language: str) -> str:
    from sijill.text import shown

    first, second = shown(pair.first), shown(pair.second)
    if pair.likeness is Likeness.TEXT:
        # Never rounded up to a hundred: that is said only where no run of letters differs.
        percent = int(100 * (1 - pair.distance) + 1e-9)
        return say("near.text", language, first=first, second=second, percent=percent)
    told = say("near.picture", language, first=first, second=second, distance=round(pair.distance))
    told += say(f"near.turned.{pair.orientation.replace(' ', '_')}", language)
    if not pair.window_of:
        return told
    outer, inner = (first, second) if pair.window_of == "first" else (second, first)
    left, top, right, bottom = (round(100 * edge) for edge in pair.window)
    edges = {"left": left, "top": top, "right": right, "bottom": bottom}
    return told + say("near.window", language, outer=outer, inner=inner, **edges)


def _notes(found: "Near", language: str) -> list[str]:
    from sijill.text import shown

    by_reason: dict[str, list[str]] = {}
    for each in found.uncompared:
        by_reason.setdefault(each.key, []).append(shown(each.name))
    lines = []
    for key, names in sorted(by_reason.items()):
        reason = _reason(key, language)
        told = [*names[:_NAMES_TOLD], *(["…"] if len(names) > _NAMES_TOLD else [])]
        separator = ", " if language == "en" else "، "
        lines.append(
            say("near.uncompared", language, count=len(names), reason=reason, names=separator.join(told))
        )
    counts = {"groups": len(found.groups), "compared": found.compared, "uncompared": len(found.uncompared)}
    return [*lines, say("near.summary", language, **counts)]


def _reason(key: str, language: str) -> str:
    ours = f"near.reason.{key}"
    if ours in keys("near"):
        return say(ours, language)
    reason = say(f"read.{key}", language)
    # Where in a file it breaks is another one's answer for each of several files.
    return say("near.reason.unread", language) if "{" in reason else reason


def _document(found: "Near") -> dict[str, Any]:  # Any: the shape of --json
    return {
        "groups": [
            {"members": group.members, "pairs": list(map(_pair, group.pairs))} for group in found.groups
        ],
        "compared": found.compared,
        "not_compared": [{"name": each.name, "reason": each.key} for each in found.uncompared],
    }


def _pair(pair: Alike) -> dict[str, Any]:  # Any: the shape of --json
    told = {"first": pair.first, "second": pair.second, "alike_in": pair.likeness.value}
    if pair.likeness is Likeness.TEXT:
        return {**told, "jaccard": round(1 - pair.distance, 4)}
    whole = {**told, "bits_apart": round(pair.distance), "orientation": pair.orientation}
    return {**whole, "window_of": pair.window_of, "window": pair.window} if pair.window_of else whole
