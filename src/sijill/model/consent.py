"""Consent: what was agreed to with a deposit, changed by later log entries, each purpose until its day.

The terms that hold are a function of the log and of the day that is asked for. What is not known, or has
expired, is not agreed to.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sijill.model.evidence import Access, Deposit, Purpose, Terms
from sijill.model.identity import ExhibitId
from sijill.model.log import Act, Entry

_NAMED: Final = f"{Purpose.SHARE.value}:"
Words = Mapping[str, dt.date | None]
"""Each word that was agreed to (a purpose, or ``share:NAME``) and the last day on which it holds; None for no end."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A later change of consent or access, for some deposits of one exhibit."""

    position: int
    """Of its entry in the log."""
    at: str
    actor: str
    deposits: tuple[int, ...]
    given: tuple[str, ...]
    withdrawn: tuple[str, ...]
    until: dt.date | None
    """The last day of what is given; None for no end."""
    access: Access | None
    """The level from here on; None where it stays."""
    reason: str


def is_word(word: str) -> bool:
    """Return whether ``word`` names a purpose, or sharing with a named recipient."""
    name = word.removeprefix(_NAMED)
    return word in {each.value for each in Purpose} or (name != word and bool(name.strip()))


def change_of(entry: Entry) -> Change:
    """Return the change that a log entry tells of."""
    about = entry.about
    return Change(
        position=entry.position,
        at=entry.at,
        actor=entry.actor,
        deposits=tuple(about["deposits"]),
        given=tuple(about["give"]),
        withdrawn=tuple(about["withdraw"]),
        until=_day(about["until"]),
        access=Access(about["access"]) if about["access"] else None,
        reason=about["reason"],
    )


def words_of(deposit: Deposit, changes: Iterable[Change]) -> dict[str, dt.date | None]:
    """Return what was agreed to for a deposit after all changes, in the order of the log, expired or not."""
    words: dict[str, dt.date | None] = {each.value: None for each in deposit.terms.consent}
    for change in changes:
        if deposit.position not in change.deposits:
            continue
        for word in change.withdrawn:
            words.pop(word, None)
            if word == Purpose.SHARE.value:  # Whoever ends sharing ends it with everybody.
                words = {each: day for each, day in words.items() if not each.startswith(_NAMED)}
        words |= dict.fromkeys(change.given, change.until)
    return words


def terms_on(deposit: Deposit, changes: Iterable[Change], day: dt.date) -> Terms:
    """Return the terms of a deposit on a day."""
    ours = [each for each in changes if deposit.position in each.deposits]
    levels = [deposit.terms.access, *(each.access for each in ours if each.access is not None)]
    valid = {word for word, last in words_of(deposit, ours).items() if last is None or day <= last}
    return Terms(
        access=levels[-1],
        consent=frozenset(each for each in Purpose if each.value in valid),
        shared_with=frozenset(word.removeprefix(_NAMED) for word in valid if word.startswith(_NAMED)),
    )


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """An order that ends every use of an exhibit, and forbids that it goes."""

    position: int
    at: str
    exhibit: ExhibitId
    authority: str
    reason: str
    until: dt.date | None
    """The last day on which it holds; None until it is released."""


def holds_on(entries: Iterable[Entry], day: dt.date) -> list[Hold]:
    """Return the holds in force on a day; a release ends those of the same exhibit and authority before it."""
    holds: list[Hold] = []
    for entry in entries:
        about: Mapping[str, Any] = entry.about  # Any: a JSON object
        if entry.act is Act.HOLD:
            hold = Hold(
                position=entry.position,
                at=entry.at,
                exhibit=ExhibitId(about["exhibit"]),
                authority=about["authority"],
                reason=about["reason"],
                until=_day(about["until"]),
            )
            holds.append(hold)
        elif entry.act is Act.RELEASE:
            holds = [
                each
                for each in holds
                if (each.exhibit, each.authority) != (about["exhibit"], about["authority"])
            ]
    return [each for each in holds if each.until is None or day <= each.until]


def _day(text: str | None) -> dt.date | None:
    return None if text is None else dt.date.fromisoformat(text)
