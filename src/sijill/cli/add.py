"""``sijill add``: take files into a register."""

import dataclasses
import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, TypeVar

import click

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
    from sijill.record.intake import Found, Intake, LeftOut
    from sijill.store.layout import Register

_Command = TypeVar("_Command", bound=Callable[..., Any])

_HELP = {
    name: say(f"cli.add.option.{name}", preferred_language())
    for name in ("access", "consent", "source", "list", "receipts", "name", "custody", "unpack", "levels")
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
    from sijill.record.add import take_in, terms
    from sijill.record.receipts import current_key, receipts_to
    from sijill.record.unpack import require_archives, unpack

    given = terms(Access(said["access"]), _purposes(said["consent"]))
    where = register_path(register)
    with _gathered(paths, name, where, given.access) as intake:
        handed = _handed(intake, given, said)
        if handed.levels:
            require_archives(intake, handed)
        opened = _open(where, hand, language)
        if given.access is Access.SEALED:
            note(say("cli.add.sealed", language))
        telling = _Telling(intake, receipts_to(opened, receipts), language, quiet=as_json)
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


class _Telling:
    """What is printed and kept as files go in."""

    def __init__(
        self, intake: "Intake", give: Callable[["Added"], None], language: str, *, quiet: bool
    ) -> None:
        """Tell at once what was left out of the folders."""
        self._give, self._language, self._quiet = give, language, quiet
        self._left: list[LeftOut] = []
        self._again = 0
        for each in intake.left_out:
            self.left_out(each)

    def given(self, one: "Added") -> None:
        """Give a receipt and print a line."""
        self._give(one)
        if not self._quiet:
            key = "cli.add.held" if one.held_before else "cli.add.done"
            line = _line(key, one, self._language)
            print(
                say("cli.add.out_of", self._language, line=line, archive=one.out_of) if one.out_of else line
            )

    def left_out(self, left: "LeftOut") -> None:
        """Print why something is not in."""
        from sijill.text import shown

        self._left.append(left)
        reason = say(f"intake.{left.key}", self._language, reason=left.reason)
        note(say("intake.left_out", self._language, path=shown(str(left.path)), reason=reason))

    def deposited_before(self, _found: "Found") -> None:
        """Count what the same intake had deposited before it was cut short."""
        self._again += 1

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out so far that should be in."""
        return not any(left.wrong for left in self._left)

    def told(self, added: Sequence["Added"], handed: "Handed") -> dict[str, Any]:  # Any: printed as JSON
        """Return what the verb prints as JSON."""
        return {
            "added": added,
            "unread": None,
            "warnings": None,
            "left_out": self._left,
            "again": self._again,
            "access": handed.terms.access,
            "consent": handed.terms.consent,
        }

    def finish(self, register: "Register", added: Sequence["Added"]) -> bool:
        """Print what is left to say; return whether all that should be in is in, as it was said to be."""
        from sijill.tell.stale import still_shown

        for exhibit in still_shown(register, [one.exhibit for one in added if one.held_before]):
            note(say("cli.add.still_shown", self._language, exhibit=exhibit))
        if self._again:
            note(say("intake.again", self._language, count=self._again))
        differing = [one for one in added if one.agrees is False]
        for one in differing:
            note(_line("intake.hash_differs", one, self._language))
        missing = sum(left.wrong for left in self._left)
        if missing:
            note(say("intake.not_whole", self._language, count=missing))
        return not differing and not missing


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


def _handed(intake: "Intake", given: Terms, said: dict[str, Any]) -> "Handed":  # Any: words, by option
    from sijill.record.batch import Handed
    from sijill.record.custody import account, read_accounts

    fields = {name: value for name in FIELDS if (value := said[name])}
    every, single = read_accounts(said["custody"]) if said["custody"] else (account({}), {})
    unmatched = sorted(set(single) - {found.below for found in intake.files})
    if unmatched:
        raise InputError(
            "custody_unmatched", path=said["custody"], found=ascii(unmatched[0].decode("utf-8", "replace"))
        )
    return Handed(
        terms=given,
        source=said["source"],
        list_name=said["list_name"],
        account=account(every.told() | fields),
        accounts=single,
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
    try:
        problems = [problem for problem in refresh(register) if problem.exhibit in here]
    except SijillError:
        # What was taken in is receipted whatever becomes of reading it.
        if as_json:
            print_json(told)
        raise
    warned = warnings_in(register, here)
    if as_json:
        print_json(told | {"unread": problems, "warnings": warned})
    note_problems(problems, language)
    note_warnings(warned, language)
    return any(problem.key not in NO_FAULT for problem in problems)


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


def _line(key: str, one: "Added", language: str) -> str:
    from sijill.record.intake import display_name

    return say(key, language, exhibit=one.exhibit, name=display_name(one.path), found=one.object)
