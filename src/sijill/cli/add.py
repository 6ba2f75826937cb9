"""``sijill add``: take files into a register."""

import sys
from pathlib import Path

import click

from sijill.cli.registers import (
    note,
    note_problems,
    output_options,
    print_json,
    register_option,
    register_path,
)
from sijill.errors import SijillError, UsageError
from sijill.model.evidence import Access, Purpose
from sijill.model.reading import NO_FAULT
from sijill.words import preferred_language, say

_HELP = {
    name: say(f"cli.add.option.{name}", preferred_language())
    for name in ("access", "consent", "source", "list")
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
@output_options
def command(
    paths: tuple[Path, ...],
    *,
    register: Path | None,
    access: str,
    consent: str | None,
    source: str,
    list_name: str | None,
    as_json: bool,
    language: str,
) -> None:
    """Add files; the text of ``--help`` stands in words/cli.toml."""
    from sijill.record.add import add_files, terms
    from sijill.record.intake import gather
    from sijill.record.reading import refresh
    from sijill.store.opening import open_register
    from sijill.tell.stale import still_shown
    from sijill.text import shown

    given = terms(Access(access), _purposes(consent))
    opened = open_register(register_path(register))
    if opened.made_by == "demo":
        # Its site says of everything on it that it is made up, and the next demo removes it.
        raise UsageError("demo_register", path=opened.path)
    for path in gather(paths).left_out:
        note(say("cli.add.left_out", language, path=shown(str(path))))
    added = add_files(
        opened,
        paths,
        given=given,
        source=source,
        list_name=list_name,
        each=lambda one: None if as_json else print(_line(one.exhibit, one.path, one.held_before, language)),
    )
    for exhibit in still_shown(opened, [one.exhibit for one in added if one.held_before]):
        note(say("cli.add.still_shown", language, exhibit=exhibit))
    told = {"added": added, "unread": None, "access": given.access, "consent": given.consent}
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


def _purposes(consent: str | None) -> frozenset[Purpose] | None:
    if consent is None:
        return None
    try:
        return frozenset(Purpose(word.strip()) for word in consent.split(",") if word.strip())
    except ValueError as error:
        known = ", ".join(purpose.value for purpose in Purpose)
        raise click.BadParameter(say("cli.add.bad_purpose", preferred_language(), known=known)) from error


def _line(exhibit: str, path: Path, held: bool, language: str) -> str:
    from sijill.record.intake import display_name

    return say("cli.add.held" if held else "cli.add.done", language, exhibit=exhibit, name=display_name(path))
