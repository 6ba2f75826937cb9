"""``sijill init``: make a new register."""

from pathlib import Path

import click

from sijill.cli.registers import note, output_options, print_json
from sijill.cli.signing import Hand, making_options, new_passphrase
from sijill.words import say


@click.command("init")
@click.argument("path", type=click.Path(readable=False, path_type=Path))
@making_options
@output_options
def command(path: Path, *, hand: Hand, as_json: bool, language: str) -> None:
    """Make a register; the text of ``--help`` stands in words/cli.toml."""
    from sijill.model.trust import State
    from sijill.store.disk import disk_encryption
    from sijill.store.keyring import key_path
    from sijill.store.layout import require_free
    from sijill.store.opening import create_register

    require_free(path)
    phrase = new_passphrase(hand, language)
    register = create_register(path, phrase=phrase, actor=hand.actor)
    if as_json:
        print_json({"register": path, **register.description()})
        return
    print(say("cli.init.done", language, path=path, key=register.verifier))
    word = "in_clear" if phrase is None else "locked"
    note(say(f"cli.init.{word}", language, path=key_path(register, register.verifier)))
    encryption = disk_encryption(register.path)
    if encryption is not State.HOLDS:
        note(say(f"doctor.disk_{encryption.value}", language, detail=path))
