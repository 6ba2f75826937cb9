"""Options of verbs that write: who does it, and where the passphrase of the signing key comes from.

A passphrase comes from a prompt, a file descriptor or a file; never from the command line or the
environment, which other programs of the machine can read. It is asked for once, before any work.
"""

import dataclasses
import functools
import os
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import click

from sijill.cli.registers import note
from sijill.errors import InputError, UsageError
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.store.layout import Register

_Command = TypeVar("_Command", bound=Callable[..., Any])

_LONGEST: Final = 1 << 12
"""Bytes of a passphrase or key file; more is surely another file."""

_LONGEST_ACTOR: Final = 64


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """Who writes, and where the passphrase comes from; a prompt where neither file nor descriptor is given."""

    actor: str = ""
    descriptor: int | None = None
    file: Path | None = None
    in_clear: bool = False
    """No passphrase is wanted: the key may lie in clear."""


def writing_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add ``--passphrase-fd``, ``--key-file`` and ``--actor``, handed on as one ``hand``."""
    return passphrase_options(actor_option(_handed_on(function)))


def making_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add what ``writing_options`` adds and ``--no-passphrase``, for verbs that make a key."""
    return no_passphrase_option(writing_options(function))


def _handed_on(function: Callable[..., None]) -> Callable[..., None]:
    @functools.wraps(function)
    def command(**named: Any) -> None:
        hand = Hand(
            actor=_checked_actor(named.pop("actor") or ""),
            descriptor=named.pop("passphrase_fd"),
            file=named.pop("key_file"),
            in_clear=named.pop("no_passphrase", False),
        )
        function(hand=hand, **named)

    return command


def passphrase_options(function: _Command) -> _Command:
    """Add ``--passphrase-fd`` and ``--key-file``."""
    return _passphrase_options(function, "--", "")


def new_passphrase_options(function: _Command) -> _Command:
    """Add ``--new-passphrase-fd`` and ``--new-key-file``."""
    return _passphrase_options(function, "--new-", "new_")


def _passphrase_options(function: _Command, prefix: str, words: str) -> _Command:
    descriptor = click.option(
        f"{prefix}passphrase-fd",
        type=click.IntRange(min=0),
        metavar="N",
        help=say(f"cli.option.{words}passphrase_fd", preferred_language()),
    )
    file = click.option(
        f"{prefix}key-file",
        type=click.Path(readable=False, path_type=Path),
        metavar="FILE",
        help=say(f"cli.option.{words}key_file", preferred_language()),
    )
    return descriptor(file(function))


def actor_option(function: _Command) -> _Command:
    """Add ``--actor``; there is no default, because the system's name of a user may say who they are."""
    return click.option(
        "--actor", metavar="NAME", envvar="SIJILL_ACTOR", help=say("cli.option.actor", preferred_language())
    )(function)


def no_passphrase_option(function: _Command) -> _Command:
    """Add ``--no-passphrase``."""
    return click.option(
        "--no-passphrase", is_flag=True, help=say("cli.option.no_passphrase", preferred_language())
    )(function)


def to_write(register: "Register", hand: Hand, language: str, *, needed: bool = True) -> "Register":
    """Return the register with its signing key unlocked, and the name of who writes.

    A deletion that was stopped after it was logged is done first. A register of format 1, whose key lies in clear
    though nobody asked for that, gets a warning. Where writing is not ``needed`` in all cases, a key that is gone or
    cannot be unlocked is asked for only by the append.
    """
    from sijill.store import keyring

    if needed:
        _finish_stopped(register, language)
    named = dataclasses.replace(register, actor=hand.actor)
    if not needed and not _can_unlock(named, hand):
        return named
    verifier, phrase = signing_key(named, hand, language)
    if phrase is None:
        if register.format == 1:
            note(say("cli.key.in_clear", language, path=keyring.key_path(register, verifier)))
        return named
    return keyring.unlocked(named, verifier, phrase)


def _finish_stopped(register: "Register", language: str) -> None:
    """Have a deletion done that an earlier run logged and was stopped at, before anything else is written."""
    from sijill.record.withdrawal import finish_stopped

    if finish_stopped(register):
        note(say("cli.withdraw.finished", language))


def signing_key(register: "Register", hand: Hand, language: str) -> tuple[str, bytes | None]:
    """Return the public key in force, and the passphrase that its secret half lies behind, if it does.

    UsageError for a travel copy, which has none and in which nothing is recorded.
    """
    from sijill.store import keyring, log, travel

    if travel.is_copy(register):
        raise UsageError("travel_copy", path=register.path)
    verifier = keyring.next_verifier(register, log.current(register).size)
    if not keyring.is_locked(register, verifier):
        return verifier, None
    given = _given(hand)
    if given is not None:
        return verifier, given
    sentence = say("cli.key.prompt", language, path=register.path)
    return verifier, _asked(sentence, ways="--passphrase-fd, --key-file")


def _can_unlock(register: "Register", hand: Hand) -> bool:
    from sijill.store import keyring, log

    path = keyring.key_path(register, keyring.next_verifier(register, log.current(register).size))
    return path.exists() and (hand.descriptor is not None or hand.file is not None or _has_terminal())


def new_passphrase(hand: Hand, language: str, *, prefix: str = "--") -> bytes | None:
    """Return the passphrase of a key that is made: as given, or asked for twice; None for a key in clear."""
    given = _given(hand, prefix=prefix)
    if given is not None or hand.in_clear:
        return given
    ways = ", ".join(f"{prefix}{way}" for way in ("passphrase-fd", "key-file"))
    ways += ", --no-passphrase" if prefix == "--" else ""
    first = _asked(say("cli.key.prompt_new", language), ways=ways)
    if _asked(say("cli.key.prompt_again", language), ways=ways) != first:
        raise UsageError("passphrases_differ")
    return first


def _given(hand: Hand, *, prefix: str = "--") -> bytes | None:
    ways = {
        f"{prefix}passphrase-fd": hand.descriptor is not None,
        f"{prefix}key-file": hand.file is not None,
        "--no-passphrase": hand.in_clear,
    }
    named = [way for way, chosen in ways.items() if chosen]
    if len(named) > 1:
        raise UsageError("passphrase_ways", found=", ".join(named))
    if hand.descriptor is not None:
        return _read_descriptor(hand.descriptor, f"{prefix}passphrase-fd")
    return None if hand.file is None else _read_file(hand.file)


def _read_descriptor(number: int, name: str) -> bytes:
    try:
        with os.fdopen(os.dup(number), "rb") as handle:
            return _phrase(handle.read(_LONGEST + 1), name)
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UsageError("passphrase_fd", name=name, found=number, reason=reason) from error


def _read_file(path: Path) -> bytes:
    try:
        with path.open("rb") as handle:
            return _phrase(handle.read(_LONGEST + 1), str(path))
    except FileNotFoundError as error:
        raise InputError("missing_file", path=path) from error
    except OSError as error:
        raise InputError("unreadable_file", path=path, reason=error.strerror) from error


def _phrase(content: bytes, name: str) -> bytes:
    """Return a passphrase without the line end that an editor or ``echo`` put behind it."""
    if len(content) > _LONGEST:
        raise InputError("passphrase_long", name=name, expected=_LONGEST)
    phrase = content.removesuffix(b"\n").removesuffix(b"\r")
    if not phrase:
        raise InputError("passphrase_empty", name=name)
    return phrase


def _asked(sentence: str, *, ways: str) -> bytes:
    import getpass

    if not _has_terminal():
        raise UsageError("passphrase_needed", expected=ways)
    try:
        typed = getpass.getpass(sentence + " ")
    except EOFError as error:
        raise click.Abort from error
    # The same words typed on another system must be the same bytes.
    return _phrase(unicodedata.normalize("NFC", typed).encode("utf-8", "surrogateescape"), sentence)


def _has_terminal() -> bool:
    if os.name == "nt":
        return sys.stdin.isatty()
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY))
    except OSError:
        return False
    return True


def _checked_actor(name: str) -> str:
    if len(name) > _LONGEST_ACTOR or not name.isprintable():
        raise UsageError("bad_actor", expected=_LONGEST_ACTOR, found=ascii(name))
    return name
