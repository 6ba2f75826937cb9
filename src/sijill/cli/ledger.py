"""The whole ledger of claims, superseded readings included, as ``sijill claim --history`` prints it."""

import dataclasses
from pathlib import Path

from sijill.cli.registers import print_json
from sijill.words import say


def print_history(path: Path, language: str, *, as_json: bool) -> None:
    """Print every claim that was ever entered of the exhibits that may be read now, by exhibit and number."""
    from sijill.claim.in_register import read_ledger
    from sijill.store.access import Use, permitted
    from sijill.store.opening import open_register

    register = open_register(path)
    readable = {each.number for each in permitted(register, Use.READ)}
    ledger = [
        each for name, held in sorted(read_ledger(register).items()) if name in readable for each in held
    ]
    if as_json:
        print_json([dataclasses.asdict(each) for each in ledger])
        return
    if not ledger:
        print(say("claim.none", language, path=path))
    for each in ledger:
        told = {"entry": each.position, "method": each.method}
        print(f"{each.exhibit}/{each.number}  «{each.row['text']}»")
        print("     " + say("claim.entered", language, **told))
        if each.superseded is not None:
            print("     " + say("claim.superseded", language, entry=each.superseded))
