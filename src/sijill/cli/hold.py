"""``sijill hold``: by order of an authority, an exhibit is neither used nor lost."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.registers import (
    note,
    output_options,
    parse_day,
    print_json,
    register_option,
    register_path,
)
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.model.consent import Hold


def _help(name: str) -> str:
    return say(f"cli.hold.option.{name}", preferred_language())


@click.command("hold")
@click.argument("wanted", metavar="EXHIBIT")
@register_option
@click.option("--authority", required=True, help=_help("authority"))
@click.option("--reason", required=True, help=_help("reason"))
@click.option("--until", metavar="YYYY-MM-DD", help=_help("until"))
@click.option("--release", "is_release", is_flag=True, help=_help("release"))
@writing_options
@output_options
def command(
    wanted: str,
    *,
    register: Path | None,
    authority: str,
    reason: str,
    until: str | None,
    is_release: bool,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Hold or release; the text of ``--help`` stands in words/cli.toml."""
    from sijill.record.hold import hold, release
    from sijill.record.shown import still_shown
    from sijill.store.opening import open_register

    day = parse_day(until, "--until")
    opened = to_write(open_register(register_path(register)), hand, language)
    if is_release:
        holds = release(opened, wanted, authority=authority, reason=reason)
    else:
        holds = hold(opened, wanted, authority=authority, reason=reason, until=day)
    for exhibit in still_shown(opened, [each.exhibit for each in holds]):
        note(say("cli.add.still_shown", language, exhibit=exhibit))
    if as_json:
        print_json({"exhibit": wanted, "holds": holds})
        return
    print(say("cli.hold.released" if is_release else "cli.hold.done", language, exhibit=wanted))
    for each in holds:
        print(order_line(each, language))


def order_line(order: "Hold", language: str) -> str:
    """Return the line that tells of a hold in force; what somebody typed can neither break it nor reorder it."""
    from sijill.text import shown

    told = {"authority": shown(order.authority), "reason": shown(order.reason)}
    return say("cli.hold.in_force", language, **told, until=order.until or "—")
