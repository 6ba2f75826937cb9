"""``sijill key``: change the signing key or its passphrase, or replace a key that was lost."""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.groups import Acts
from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import (
    Hand,
    making_options,
    new_passphrase,
    new_passphrase_options,
    passphrase_options,
    signing_key,
    writing_options,
)
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.store.keyring import KeyChange
    from sijill.store.layout import Register


@click.group("key", cls=Acts)
def command() -> None:
    """Act on the signing key; the text of ``--help`` stands in words/cli.toml."""


@command.command("rotate", help=say("cli.key.rotate.help", preferred_language()))
@click.argument("path", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@writing_options
@output_options
def rotate(path: Path | None, *, register: Path | None, hand: Hand, as_json: bool, language: str) -> None:
    """Change the key; the new one lies behind the same passphrase."""
    from sijill.store import keyring, rotation
    from sijill.store.opening import open_register

    opened = open_register(register_path(path, register))
    verifier, phrase = signing_key(opened, hand, language)
    held = keyring.unlocked(opened, verifier, phrase)
    change = rotation.rotate(_named(held, hand), phrase)
    _print(change, as_json=as_json, language=language)
    _warn(opened, change, phrase, language)


@command.command("passphrase", help=say("cli.key.passphrase.help", preferred_language()))
@click.argument("path", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@new_passphrase_options
@passphrase_options
@output_options
def passphrase(
    path: Path | None,
    *,
    register: Path | None,
    passphrase_fd: int | None,
    key_file: Path | None,
    new_passphrase_fd: int | None,
    new_key_file: Path | None,
    as_json: bool,
    language: str,
) -> None:
    """Change the passphrase, or set the first."""
    from sijill.store import rotation
    from sijill.store.opening import open_register

    opened = open_register(register_path(path, register))
    verifier, old = signing_key(opened, Hand(descriptor=passphrase_fd, file=key_file), language)
    given = Hand(descriptor=new_passphrase_fd, file=new_key_file)
    rotation.change_passphrase(opened, old, new_passphrase(given, language, prefix="--new-"))
    if as_json:
        print_json({"register": opened.path, "verifier": verifier})
        return
    print(say("cli.key.passphrase.done", language, path=opened.path))


@command.command("replace", help=say("cli.key.replace.help", preferred_language()))
@click.argument("path", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@making_options
@output_options
def replace(path: Path | None, *, register: Path | None, hand: Hand, as_json: bool, language: str) -> None:
    """Put a new key in the place of a lost one."""
    from sijill.store import rotation
    from sijill.store.opening import open_register

    opened = open_register(register_path(path, register))
    rotation.require_lost(opened)
    phrase = new_passphrase(hand, language)
    change = rotation.replace(_named(opened, hand), phrase)
    _print(change, as_json=as_json, language=language)
    _warn(opened, change, phrase, language)


def _named(register: "Register", hand: Hand) -> "Register":
    return dataclasses.replace(register, actor=hand.actor)


def _warn(register: "Register", change: "KeyChange", phrase: bytes | None, language: str) -> None:
    """Say plainly that a new key lies in clear, where it does."""
    from sijill.store.keyring import key_path

    if phrase is None:
        note(say("cli.init.in_clear", language, path=key_path(register, change.new)))


def _print(change: "KeyChange", *, as_json: bool, language: str) -> None:
    if as_json:
        print_json(change)
        return
    word = "replaced" if change.lost else "rotated"
    print(say(f"cli.key.{word}", language, position=change.position, old=change.old, new=change.new))
