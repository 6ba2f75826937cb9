"""``sijill count`` in a register: a total of all persons and of each kind, or each of them by strata."""

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.cli.count_asked import Asked
from sijill.cli.registers import note, print_json
from sijill.cli.signing import Hand, to_write
from sijill.words import say

if TYPE_CHECKING:
    from sijill.count.alongside import Alongside
    from sijill.count.posterior import Counted
    from sijill.model.estimate import CaptureHistories, LinkageError


def print_register(path: Path, asked: Asked, *, hand: Hand, language: str, as_json: bool) -> None:
    """Count every total, keep them in the register, print them, and write a folder for each where that was asked for."""
    from sijill.count import to_json, to_lines
    from sijill.count.alongside_report import alongside_json, alongside_lines
    from sijill.count.report import scope_line
    from sijill.flow import count_and_compare, remembered
    from sijill.store.opening import open_register

    opened = to_write(open_register(path), hand, language)
    asked = dataclasses.replace(asked, scope=remembered(opened, asked.scope))
    folders = _Folders(asked, language) if asked.out else None
    note(say("count.working", language, path=path))
    beside = _Beside(asked, folders)
    keeper = beside if asked.questions.any or folders else None
    told = count_and_compare(
        opened, **asked.chosen, scope=asked.scope, linkage=not asked.perfect_links, keeper=keeper
    )
    if as_json:
        print_json(
            {
                name: to_json(result, language)
                | alongside_json(beside.found_of(name), asked.questions, result, language)
                for name, result in told.items()
            }
        )
        return
    print(scope_line(asked.scope, language) + "\n")
    for name, result in told.items():
        lines = [*to_lines(result, language), *alongside_lines(beside.found_of(name), result, language)]
        print(f"{say(f'count.kind.{name}', language)}:")
        print("\n".join(f"  {line}" for line in lines) + "\n")


def print_register_strata(path: Path, asked: Asked, *, hand: Hand, language: str, as_json: bool) -> None:
    """Count every total by strata; nothing of it is kept in the register, but in a folder for each if one is asked for."""
    from sijill.cli.count_out import strata_kept_or_counted
    from sijill.cli.count_strata import count_strata, refuse_of_one_total, refused_for_scope, tell
    from sijill.count.in_register import ALL, scope_of
    from sijill.count.strata_report import strata_json
    from sijill.count.total import DEFAULT_SEED
    from sijill.flow import remembered
    from sijill.flow.strata import strata_of
    from sijill.store.opening import open_register

    refuse_of_one_total(asked)
    opened = to_write(open_register(path), hand, language)
    asked = dataclasses.replace(asked, scope=remembered(opened, asked.scope))
    folders = _Folders(asked, language) if asked.out else None
    note(say("count.working", language, path=path))
    if refused_for_scope(scope_of(ALL, asked.scope), language, as_json=as_json, required=True):
        return
    made, rates = strata_of(
        opened, asked.by, seed=asked.chosen.get("seed", DEFAULT_SEED), linkage=not asked.perfect_links
    )
    asked = dataclasses.replace(asked, linkage=rates)
    found = {}
    for name, strata in made.items():
        if folders:
            own = folders.asked_of(name, rates)
            found[name] = strata_kept_or_counted(strata, own, language=language)
        else:
            found[name] = count_strata(strata, asked, language=language)
    if as_json:
        print_json({name: strata_json(answers, language) for name, answers in found.items()})
        return
    for name, answers in found.items():
        print(f"{say(f'count.kind.{name}', language)}:")
        tell(answers, language=language, as_json=False)
        print()


class _Beside:
    """What was asked beside each total, and the folder of each, which answers again or is made while draws are at hand."""

    def __init__(self, asked: Asked, folders: "_Folders | None") -> None:
        """Have nothing yet."""
        self._asked, self._folders = asked, folders
        self._found: dict[str, Alongside] = {}

    def found_of(self, name: str) -> "Alongside":
        """Return what was found beside a total; nothing where nothing was asked."""
        from sijill.count.alongside import NOTHING

        return self._found.get(name, NOTHING)

    def held(self, name: str, histories: "CaptureHistories", error: "LinkageError") -> "Counted | None":
        """Return what the folder of a total answers to the same question."""
        from sijill.cli.count_out import held_answer

        if self._folders is None:
            return None
        asked = self._folders.asked_of(name, error)
        answer = held_answer(histories, asked, language=self._folders.language)
        if answer is None:
            return None
        self._found[name] = answer.alongside
        return answer.counted

    def made(
        self, name: str, histories: "CaptureHistories", error: "LinkageError", counted: "Counted"
    ) -> None:
        """Find what was asked beside a total, and have its folder."""
        from sijill.cli.count_out import keep_answer
        from sijill.cli.count_table import Answer
        from sijill.count.alongside import found_alongside

        self._found[name] = found_alongside(histories, counted, self._asked.questions)
        if self._folders:
            answer = Answer(counted=counted, alongside=self._found[name])
            asked = self._folders.asked_of(name, error)
            keep_answer(histories, answer, asked, language=self._folders.language)


class _Folders:
    """A folder for each total, below the one that was asked for."""

    def __init__(self, asked: Asked, language: str) -> None:
        """Look whether each can be written, before anything is counted."""
        from sijill.count.in_register import ALL, KINDS
        from sijill.tell.estimate.folder import check_folder

        self._out, self._asked, self.language = asked.out or Path(), asked, language
        for name in (ALL, *KINDS):
            check_folder(self._out / name, within=self._out)

    def asked_of(self, name: str, error: "LinkageError") -> Asked:
        """Return what is asked of one total: its own folder, what it counts, and how wrong its links may be."""
        from sijill.count.in_register import scope_of

        scope = scope_of(name, self._asked.scope)
        return dataclasses.replace(self._asked, out=self._out / name, scope=scope, linkage=error)
