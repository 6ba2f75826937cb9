"""``sijill add``: take files into a register."""

import dataclasses
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

from sijill.cli.lists_without_names import note_nameless
from sijill.cli.progress import watching
from sijill.cli.registers import (
    note,
    note_problems,
    note_warnings,
    output_options,
    print_json,
    register_option,
    register_path,
)
from sijill.cli.rows_told import told_rows
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.cli.take_in import take_registers
from sijill.errors import InputError, SijillError, UsageError
from sijill.model.custody import FIELDS
from sijill.model.evidence import Access, Purpose, Terms
from sijill.model.reading import NO_FAULT
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.record.add import Added
    from sijill.record.batch import Handed
    from sijill.record.intake import Intake
    from sijill.record.reading_tables import Newly
    from sijill.store.layout import Register

_Command = TypeVar("_Command", bound=Callable[..., Any])

_HELP = {
    name: say(f"cli.add.option.{name}", preferred_language())
    for name in (
        "access",
        "consent",
        "source",
        "list",
        "receipts",
        "name",
        "custody",
        "unpack",
        "levels",
        "from",
    )
}


def _custody_options(function: _Command) -> _Command:
    """Add an option for each field of an account of custody before intake."""
    for name in reversed(FIELDS):
        help_text = say(f"intake.field.{name}", preferred_language())
        option = f"--{name.replace('_', '-')}"
        if name == "exculpatory":
            function = click.option(option, is_flag=True, help=help_text)(function)
        else:
            function = click.option(option, multiple=name == "chain", help=help_text)(function)
    return function


@click.command("add")
@click.argument("paths", nargs=-1, required=True, type=click.Path(readable=False, path_type=Path))
@register_option
@click.option(
    "--access", type=click.Choice([level.value for level in Access]), default="team", help=_HELP["access"]
)
@click.option("--consent", default=None, metavar="PURPOSE,…", help=_HELP["consent"])
@click.option("--source", default="", help=_HELP["source"])
@click.option("--list", "list_name", default=None, metavar="NAME", help=_HELP["list"])
@click.option("--name", default=None, help=_HELP["name"])
@click.option("--receipts", type=click.Path(readable=False, path_type=Path), help=_HELP["receipts"])
@click.option("--custody", type=click.Path(readable=False, path_type=Path), help=_HELP["custody"])
@click.option("--unpack", is_flag=True, help=_HELP["unpack"])
@click.option("--levels", type=click.IntRange(1, 8), default=1, help=_HELP["levels"])
@click.option("--from", "form", type=click.Choice(["auto-archiver"]), default=None, help=_HELP["from"])
@_custody_options
@writing_options
@output_options
def command(
    paths: tuple[Path, ...],
    *,
    register: Path | None,
    name: str | None,
    receipts: Path | None,
    hand: Hand,
    as_json: bool,
    language: str,
    **said: Any,  # Any: words of the depositor, by option
) -> None:
    """Add files; the text of ``--help`` stands in words/cli.toml."""
    from sijill.store.layout import is_register

    if any(map(is_register, paths)):
        take_registers(paths, register=register, hand=hand, as_json=as_json, language=language)
        return
    from sijill.cli.add_telling import Telling
    from sijill.record.add import take_in, terms
    from sijill.record.receipts import current_key, receipts_to
    from sijill.record.unpack import require_archives, unpack

    given = terms(Access(said["access"]), _purposes(said["consent"]))
    where = register_path(register)
    with _gathered(paths, name, where, given.access) as intake:
        handed = _handed(intake, given, said, language)
        if handed.levels:
            require_archives(intake, handed)
        opened = _open(where, hand, language)
        if given.access is Access.SEALED:
            note(say("cli.add.sealed", language))
        telling = Telling(intake, receipts_to(opened, receipts), language, quiet=as_json)
        with watching(intake.files, language) as watch:
            told = dataclasses.replace(
                watch, each=telling.given, left=telling.left_out, again=telling.deposited_before
            )
            added = take_in(opened, paths, intake, handed, told)
            if handed.levels:
                added += unpack(opened, paths, handed, told, is_whole=telling.is_whole)
    if receipts is not None:
        note(say("cli.add.receipts", language, path=receipts, key=current_key(opened)))
    unread = _read(opened, added, telling.told(added, handed), as_json=as_json, language=language)
    if not telling.finish(opened, added):
        sys.exit(1)
    if unread:
        sys.exit(2)


@contextmanager
def _gathered(paths: Sequence[Path], name: str | None, register: Path, access: Access) -> Iterator["Intake"]:
    """Return what is handed in; standard input is kept in a file without a name meanwhile."""
    import shutil

    from sijill.record.intake import gather, without_path
    from sijill.store.layout import find_register

    if Path("-") not in paths:
        if name is not None:
            raise UsageError("stdin_unnamed")
        yield gather(paths)
        return
    if name is None or len(paths) > 1:
        raise UsageError("stdin_unnamed")
    with _spool(find_register(register).path, access) as spool:
        shutil.copyfileobj(sys.stdin.buffer, spool)
        spool.flush()
        yield without_path(name, spool.fileno())


def _spool(folder: Path, access: Access) -> IO[bytes]:
    """Return an open file without a name; for what is to be sealed, one that is on no disk."""
    if access is not Access.SEALED:
        # On the register's disk, which may be encrypted when the one for temporary files is not.
        return tempfile.TemporaryFile(dir=folder)
    if not hasattr(os, "memfd_create"):
        raise UsageError("stdin_sealed")
    return os.fdopen(os.memfd_create("sijill"), "w+b")


def _handed(
    intake: "Intake", given: Terms, said: dict[str, Any], language: str
) -> "Handed":  # Any: words, by option
    from sijill.cli.add_telling import tell_looking, tell_recognised
    from sijill.record.batch import Handed
    from sijill.record.collected import recognised
    from sijill.record.custody import account, read_accounts

    fields = {name: value for name in FIELDS if (value := said[name])}
    every, single = read_accounts(said["custody"]) if said["custody"] else (account({}), {})
    unmatched = sorted(set(single) - {found.below for found in intake.files})
    if unmatched:
        raise InputError(
            "custody_unmatched", path=said["custody"], found=ascii(unmatched[0].decode("utf-8", "replace"))
        )
    known = recognised(intake, form=said["form"] or "", looking=partial(tell_looking, language))
    tell_recognised(known, language)
    return Handed(
        terms=given,
        source=said["source"],
        list_name=said["list_name"],
        account=account(every.told() | fields),
        accounts=single,
        collected=known.files,
        levels=said["levels"] if said["unpack"] else 0,
    )


def _read(
    register: "Register",
    added: Sequence["Added"],
    told: dict[str, Any],  # Any: what is printed as JSON
    *,
    as_json: bool,
    language: str,
) -> bool:
    """Have what was added read, tell what could not be and what is dangerous in it; return whether anything is at fault."""
    from sijill.record.reading import refresh
    from sijill.record.warned import warnings_in

    here = {one.exhibit for one in added}
    read: list[Newly] = []
    try:
        problems = [each for each in refresh(register, newly=read.append) if each.exhibit in here]
    except SijillError:
        # What was taken in is receipted whatever becomes of reading it.
        if as_json:
            print_json(told)
        raise
    [newly] = read
    warned = warnings_in(register, here, newly=newly)
    unread = {problem.exhibit for problem in problems if problem.key not in NO_FAULT}
    rows = told_rows(register, here - unread, newly, language)
    if as_json:
        print_json(told | {"unread": problems, "warnings": warned, "rows": rows})
    note_problems(problems, language)
    note_nameless(register, here - unread, newly, language)
    for each in rows:
        note(each["text"])
    note_warnings(warned, language)
    return bool(unread)


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
        raise UsageError("bad_value", name="--consent", expected=known, found=ascii(consent)) from error
