"""``sijill add``: take files into a register."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.registers import (
    note,
    note_problems,
    output_options,
    print_json,
    register_option,
    register_path,
)
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import SijillError, UsageError
from sijill.model.evidence import Access, Purpose
from sijill.model.reading import NO_FAULT
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.record.add import Added
    from sijill.record.intake import Intake
    from sijill.store.layout import Register

_HELP = {
    name: say(f"cli.add.option.{name}", preferred_language())
    for name in ("access", "consent", "source", "list", "receipts")
}


@click.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@register_option
@click.option(
    "--access", type=click.Choice([level.value for level in Access]), default="team", help=_HELP["access"]
)
@click.option("--consent", default=None, metavar="PURPOSE,…", help=_HELP["consent"])
@click.option("--source", default="", help=_HELP["source"])
@click.option("--list", "list_name", default=None, metavar="NAME", help=_HELP["list"])
@click.option("--receipts", type=click.Path(readable=False, path_type=Path), help=_HELP["receipts"])
@writing_options
@output_options
def command(
    paths: tuple[Path, ...],
    *,
    register: Path | None,
    access: str,
    consent: str | None,
    source: str,
    list_name: str | None,
    receipts: Path | None,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Add files; the text of ``--help`` stands in words/cli.toml."""
    from sijill.record.add import add_files, terms
    from sijill.record.intake import gather
    from sijill.record.reading import refresh
    from sijill.record.receipts import current_key, receipts_to
    from sijill.tell.stale import still_shown

    given = terms(Access(access), _purposes(consent))
    intake = gather(paths)
    opened = _open(register_path(register), hand, language)
    give = receipts_to(opened, receipts)
    _note_intake(intake, given.access, language)

    def each(one: "Added") -> None:
        give(one)
        if not as_json:
            print(_line(one, language))

    added = add_files(opened, paths, given=given, source=source, list_name=list_name, each=each)
    for exhibit in still_shown(opened, [one.exhibit for one in added if one.held_before]):
        note(say("cli.add.still_shown", language, exhibit=exhibit))
    told = {"added": added, "unread": None, "access": given.access, "consent": given.consent}
    if receipts is not None:
        note(say("cli.add.receipts", language, path=receipts, key=current_key(opened)))
    here = {one.exhibit for one in added}
    try:
        problems = [problem for problem in refresh(opened) if problem.exhibit in here]
    except SijillError:
        # What was taken in is receipted whatever becomes of reading it.
        if as_json:
            print_json(told)
        raise
    if as_json:
        print_json(told | {"unread": problems})
    note_problems(problems, language)
    if any(problem.key not in NO_FAULT for problem in problems):
        sys.exit(2)


def _note_intake(intake: "Intake", access: Access, language: str) -> None:
    from sijill.text import shown

    for path in intake.left_out:
        note(say("cli.add.left_out", language, path=shown(str(path))))
    if access is Access.SEALED:
        note(say("cli.add.sealed", language))


def _open(path: Path, hand: Hand, language: str) -> "Register":
    from sijill.store.opening import open_register

    opened = open_register(path)
    if opened.made_by == "demo":
        # Its site says of everything on it that it is made up, and the next demo removes it.
        raise UsageError("demo_register", path=opened.path)
    return to_write(opened, hand, language)


def _purposes(consent: str | None) -> frozenset[Purpose] | None:
    if consent is None:
        return None
    try:
        return frozenset(Purpose(word.strip()) for word in consent.split(",") if word.strip())
    except ValueError as error:
        known = ", ".join(purpose.value for purpose in Purpose)
        raise click.BadParameter(say("cli.add.bad_purpose", preferred_language(), known=known)) from error


def _line(one: "Added", language: str) -> str:
    from sijill.record.intake import display_name

    key = "cli.add.held" if one.held_before else "cli.add.done"
    return say(key, language, exhibit=one.exhibit, name=display_name(one.path))
