"""``sijill add OTHER.register``: take the deposits of other registers in, as they were handed in there."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.cli.registers import note, note_problems, print_json, register_path
from sijill.cli.signing import Hand, to_write
from sijill.errors import UsageError
from sijill.model.reading import NO_FAULT
from sijill.words import say

if TYPE_CHECKING:
    from sijill.record.add import Added
    from sijill.record.take_in import TakenIn


def take_registers(
    paths: Sequence[Path], *, register: Path | None, hand: Hand, as_json: bool, language: str
) -> None:
    """Take in each register; exit with 1 where something of one could not be taken."""
    from sijill.record.reading import refresh
    from sijill.record.take_in import take_in
    from sijill.store.layout import find_register, is_register
    from sijill.store.opening import open_register

    if not all(map(is_register, paths)):
        raise UsageError("take_in_mixed")
    others = [find_register(path) for path in paths]
    opened = open_register(register_path(register))
    if "demo" in {each.made_by for each in (opened, *others)}:
        raise UsageError("demo_register", path=opened.path)
    held = to_write(opened, hand, language)

    def each(one: "Added") -> None:
        if not as_json:
            print(
                say(
                    "cli.add.held" if one.held_before else "cli.add.done",
                    language,
                    exhibit=one.exhibit,
                    name="—",
                )
            )

    done = [take_in(held, other, each=each) for other in others]
    here = {one.exhibit for taken in done for one in taken.added}
    problems = [problem for problem in refresh(held) if problem.exhibit in here]
    if as_json:
        print_json(done)
    else:
        for taken in done:
            _print(taken, language)
    note_problems(problems, language)
    if any(taken.held_back or taken.withdrawn or taken.missing for taken in done):
        sys.exit(1)
    if any(problem.key not in NO_FAULT for problem in problems):
        sys.exit(2)


def _print(taken: "TakenIn", language: str) -> None:
    counts = {"count": len(taken.added), "size": taken.size}
    print(say("cli.add.from_register", language, register=taken.register, **counts))
    for exhibit in taken.held_back:
        note(say("cli.add.held_back", language, exhibit=exhibit, register=taken.register))
    for exhibit in taken.withdrawn:
        note(say("cli.add.withdrawn_there", language, exhibit=exhibit, register=taken.register))
    for where in taken.missing:
        note(say("cli.add.missing_there", language, where=where, register=taken.register))
