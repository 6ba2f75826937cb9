"""``sijill seal``: encrypt an exhibit to recipients, and who these are."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import UsageError
from sijill.words import say

if TYPE_CHECKING:
    from sijill.store.layout import Register


@click.command("seal")
@click.argument("words", nargs=-1, required=True, metavar="EXHIBIT | recipients [add|remove AGE-KEY...]")
@register_option
@writing_options
@output_options
def command(
    words: tuple[str, ...], *, register: Path | None, hand: Hand, as_json: bool, language: str
) -> None:
    """Seal; the text of ``--help`` stands in words/cli.toml."""
    from sijill.store.opening import open_register

    opened = open_register(register_path(register))
    if words[0] == "recipients":
        _recipients(opened, words[1:], hand, as_json=as_json, language=language)
        return
    if len(words) > 1:
        raise UsageError("seal_ways")
    from sijill.flow import bring_up, last_runs
    from sijill.record.seal import seal

    held = to_write(opened, hand, language)
    last = last_runs(held)
    done = seal(held, words[0])
    bring_up(held, last, each=lambda act: note(say(f"cli.rebuild.act.{act.replace(' ', '_')}", language)))
    if as_json:
        *members, exhibit = done.exhibits
        print_json({"exhibit": exhibit, "members": members, "in_clear": done.in_clear})
        return
    print(say("cli.seal.done", language, exhibit=", ".join(done.exhibits)))
    for archive in done.in_clear:
        note(say("cli.seal.in_clear", language, exhibit=archive))


def _recipients(
    register: "Register", words: tuple[str, ...], hand: Hand, *, as_json: bool, language: str
) -> None:
    from sijill.record.seal import set_recipients
    from sijill.store.sealing import LEAST, recipients

    named = recipients(register)
    if words:
        if words[0] not in {"add", "remove"} or len(words) == 1:
            raise UsageError("seal_ways")
        chosen = {*named, *words[1:]} if words[0] == "add" else {*named} - {*words[1:]}
        named = set_recipients(to_write(register, hand, language), sorted(chosen))
    if as_json:
        print_json({"recipients": named})
        return
    for each in named:
        print(each)
    if len(named) < LEAST:
        note(say("cli.seal.too_few", language, count=len(named), least=LEAST))
