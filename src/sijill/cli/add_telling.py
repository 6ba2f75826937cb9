"""What ``sijill add`` prints as files go in, and what it says of them at the end."""

import collections
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from sijill.cli.registers import note
from sijill.words import say

if TYPE_CHECKING:
    from sijill.record.add import Added
    from sijill.record.batch import Handed
    from sijill.record.collected import Recognised
    from sijill.record.intake import Found, Intake, LeftOut
    from sijill.store.layout import Register

_LARGE: Final = 256 << 20
_MOST_NAMED: Final = 5
"""Hashes of one file that do not agree or were not checked; the deposit names all."""


def tell_looking(language: str, found: "Found") -> None:
    """Say that hashes of a large file are being compared: that takes a while, and nothing else moves meanwhile."""
    from sijill.record.intake import safe

    if found.size >= _LARGE:
        note(say("collected.looking", language, path=safe(found.below), size=found.size >> 20))


def tell_recognised(known: "Recognised", language: str) -> None:
    """Say which words of collectors were recognised: nothing of them is used unsaid."""
    if known.looks_like:
        note(say("collected.looks_like", language, path=known.looks_like))
    if not known.sources:
        return
    named = ", ".join(known.sources[:_MOST_NAMED]) + ("…" if len(known.sources) > _MOST_NAMED else "")
    note(say("collected.recognised", language, items=known.items, sources=named))
    if known.unread:
        note(say("collected.unread", language, count=known.unread))
    if known.missing:
        named = ", ".join(known.missing[:_MOST_NAMED]) + ("…" if len(known.missing) > _MOST_NAMED else "")
        note(say("collected.missing", language, count=len(known.missing), names=named))


class Telling:
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
        key = "intake.left_out" if left.unpacked else "intake.not_unpacked"
        note(say(key, self._language, path=shown(str(left.path)), reason=reason))

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
            "rows": None,
            "left_out": self._left,
            "again": self._again,
            "access": handed.terms.access,
            "consent": handed.terms.consent,
        }

    def finish(self, register: "Register", added: Sequence["Added"]) -> bool:
        """Print what is left to say; return whether all that should be in is in, as it was said to be."""
        from sijill.record.reading import renamed_lists
        from sijill.record.shown import still_shown

        held = [one.exhibit for one in added if one.held_before]
        for exhibit in still_shown(register, held):
            note(say("cli.add.still_shown", self._language, exhibit=exhibit))
        for exhibit, before, now in renamed_lists(register, [one.exhibit for one in added]):
            note(say("cli.add.renamed", self._language, exhibit=exhibit, before=before, now=now))
        if self._again:
            note(say("intake.again", self._language, count=self._again))
        self._tell_collected([one for one in added if one.collected])
        differing = [one for one in added if one.agrees is False and not _disagrees(one)]
        for one in differing:
            note(_line("intake.hash_differs", one, self._language))
        disagrees = any(map(_disagrees, added))
        missing = sum(left.wrong for left in self._left)
        if missing:
            note(say("intake.not_whole", self._language, count=missing))
        return not differing and not disagrees and not missing

    def _tell_collected(self, added: Sequence["Added"]) -> None:
        """Say how the hashes of collectors came out, and name those that do not agree or could not be checked."""
        for one in added:
            told = one.collected or {}
            if told.get("problem"):
                reason = say(f"collected.{told['problem']}", self._language)
                note(_line("collected.problem", one, self._language, form=told["form"], reason=reason))
            elif len(told["checks"]) > 1 or told["state"] != "holds":
                counts = _counted(check["state"] for check in told["checks"])
                note(_line("collected.checked", one, self._language, form=told["form"], **counts))
                self._name_wrong([check for check in told["checks"] if check["state"] != "holds"])
        if len(added) > 1:
            counts = _counted(str((one.collected or {})["state"]) for one in added)
            note(say("collected.files", self._language, **counts))

    def _name_wrong(self, wrong: Sequence[dict[str, Any]]) -> None:  # Any: JSON
        for check in wrong[:_MOST_NAMED]:
            why = say(f"collected.{check['why']}", self._language) if check.get("why") else ""
            note(say(f"collected.{check['state']}", self._language, what=check["what"], why=why))
        if len(wrong) > _MOST_NAMED:
            note(say("collected.more", self._language, count=len(wrong) - _MOST_NAMED))


def _counted(states: Iterable[str]) -> dict[str, int]:
    counts = collections.Counter(states)
    return {state: counts[state] for state in ("holds", "fails", "unchecked")}


def _disagrees(one: "Added") -> bool:
    return one.collected is not None and one.collected["state"] == "fails"


def _line(key: str, one: "Added", language: str, **told: object) -> str:
    from sijill.record.intake import display_name

    return say(key, language, exhibit=one.exhibit, name=display_name(one.path), found=one.object, **told)
