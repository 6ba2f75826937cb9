"""``sijill withdraw``: delete an exhibit or a deposit, and leave a tombstone."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import InputError, UsageError
from sijill.model.withdrawal import Authority, Reason
from sijill.words import LANGUAGES, preferred_language, say

if TYPE_CHECKING:
    from sijill.model.withdrawal import Notice, Withdrawal
    from sijill.store.layout import Register


def _help(name: str) -> str:
    return say(f"cli.withdraw.option.{name}", preferred_language())


@click.command("withdraw")
@click.argument("wanted", metavar="EXHIBIT|DEPOSIT")
@register_option
@click.option("--authority", type=click.Choice([each.value for each in Authority]), help=_help("authority"))
@click.option("--reason", type=click.Choice([each.value for each in Reason]), help=_help("reason"))
@click.option("--propose", is_flag=True, help=_help("propose"))
@click.option("--confirm", is_flag=True, help=_help("confirm"))
@click.option("--notices", type=click.Path(readable=False, path_type=Path), help=_help("notices"))
@writing_options
@output_options
def command(
    wanted: str,
    *,
    register: Path | None,
    authority: str | None,
    reason: str | None,
    propose: bool,
    confirm: bool,
    notices: Path | None,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Withdraw; the text of ``--help`` stands in words/cli.toml."""
    from sijill.flow import bring_up, last_runs
    from sijill.store.opening import open_register

    if (
        (propose and confirm)
        or (confirm and (authority or reason))
        or not (confirm or (authority and reason))
    ):
        raise UsageError("withdrawal_ways")
    if notices is not None and not notices.is_dir():
        raise InputError("output_folder", path=notices)
    opened = to_write(open_register(register_path(register)), hand, language)
    last = last_runs(opened)
    why = None if confirm else (Authority(authority), Reason(reason))
    done = _withdraw(opened, wanted, why, propose=propose)
    if done.is_done:
        bring_up(
            opened, last, each=lambda act: note(say(f"cli.rebuild.act.{act.replace(' ', '_')}", language))
        )
        _write_notices(done, notices)
    if as_json:
        print_json(done)
        return
    key = "done" if done.is_done else "proposed"
    print(say(f"cli.withdraw.{key}", language, wanted=wanted, position=done.position))
    if done.site:
        note(say("cli.withdraw.site", language))
    for each in done.notices:
        print(_line(each, language))
    if done.notices:
        note(say("cli.withdraw.notify", language, path=notices or "--notices"))


def _withdraw(
    register: "Register", wanted: str, why: tuple[Authority, Reason] | None, *, propose: bool
) -> "Withdrawal":
    from sijill.record import withdrawal

    if why is None:
        return withdrawal.confirm(register, wanted)
    way = withdrawal.propose if propose else withdrawal.undo
    return way(register, wanted, authority=why[0], reason=why[1])


def _line(each: "Notice", language: str) -> str:
    recipient = each.recipient or say("cli.withdraw.nobody_named", language)
    told = {"position": each.position, "at": each.at, "act": each.act, "recipient": recipient}
    return say("cli.withdraw.export", language, **told)


def _write_notices(done: "Withdrawal", folder: Path | None) -> None:
    """Write a letter for each earlier export, in both languages; it names the exhibit's number and no more."""
    from sijill.cli.outputs import write_output

    if folder is None:
        return
    for each in done.notices:
        numbers = ", ".join(each.exhibits)
        told = {
            "at": each.at[:10],
            "position": each.position,
            "exhibits": numbers,
            "tombstone": done.position,
        }
        letters = []
        for language in LANGUAGES:
            recipient = each.recipient or say("cli.withdraw.nobody_named", language)
            letters.append(say("cli.withdraw.letter", language, recipient=recipient, **told))
        name = f"withdrawal-{done.position}-export-{each.position}.txt"
        write_output(folder / name, ("\n\n".join(letters) + "\n").encode())
