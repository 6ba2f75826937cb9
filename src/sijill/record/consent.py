"""Consent and access changed after the deposit, by log entries; what is shown of both is read back from the log."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from sijill.errors import UsageError
from sijill.model.consent import Change, Hold, Words, is_word, terms_on, words_of
from sijill.model.evidence import Access, Deposit, Terms
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.record.targets import Target, find_target
from sijill.store import access as gate
from sijill.store import catalogue, log
from sijill.store.layout import Register
from sijill.store.lock import writing


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is to change."""

    give: tuple[str, ...] = ()
    """Purposes, or ``share:NAME``."""
    withdraw: tuple[str, ...] = ()
    until: dt.date | None = None
    """The last day of what is given."""
    access: Access | None = None
    reason: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DepositTerms:
    """What holds for one deposit on a day, and how it came to be."""

    deposit: Deposit
    terms: Terms
    words: Words
    """What was agreed to and until when, expired or not."""
    changes: tuple[Change, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The terms of an exhibit on a day, from all of its deposits, and of those that were asked for."""

    exhibit: ExhibitId
    on: dt.date
    terms: Terms
    """The strictest over all deposits of the exhibit: what every exit goes by."""
    deposits: tuple[DepositTerms, ...]
    holds: tuple[Hold, ...]


def change_consent(register: Register, wanted: str, wish: Wish) -> Told:
    """Have consent or access of an exhibit, or of one of its deposits, changed by a log entry; return what holds now.

    Whoever opens access wider says why: UsageError without a reason. A change to a more closed level needs none.
    """
    _check(wish)
    with writing(register.path):
        target = find_target(register, wanted)
        if wish.access is not None:
            _check_access(register, target, wish)
        about = {
            "exhibit": target.exhibit,
            "deposits": list(target.positions),
            "give": list(wish.give),
            "withdraw": list(wish.withdraw),
            "until": wish.until.isoformat() if wish.until else None,
            "access": wish.access.value if wish.access else None,
            "reason": wish.reason,
        }
        log.append(register, [(Act.CONSENT, about)])
    return show_consent(register, wanted)


def show_consent(register: Register, wanted: str, *, on: dt.date | None = None) -> Told:
    """Return the terms of an exhibit or deposit on a day, today without one, with their history."""
    target = find_target(register, wanted)
    strict = gate.terms_of(register, on=on)[target.exhibit]
    with catalogue.opened(register) as connection:
        day = on or gate.today(connection)
        changed = gate.changes(connection)
        holds = tuple(each for each in gate.holds(connection, day) if each.exhibit == target.exhibit)
    return Told(
        exhibit=target.exhibit,
        on=day,
        terms=strict,
        deposits=tuple(_told(each, changed, day) for each in target.deposits),
        holds=holds,
    )


def _told(deposit: Deposit, changed: Sequence[Change], day: dt.date) -> DepositTerms:
    ours = tuple(each for each in changed if deposit.position in each.deposits)
    return DepositTerms(
        deposit=deposit, terms=terms_on(deposit, ours, day), words=words_of(deposit, ours), changes=ours
    )


def _check(wish: Wish) -> None:
    for word in (*wish.give, *wish.withdraw):
        if not is_word(word):
            raise UsageError("bad_consent", found=ascii(word))
    if wish.until is not None and not wish.give:
        raise UsageError("until_without_give")


def _check_access(register: Register, target: Target, wish: Wish) -> None:
    wanted = wish.access or Access.TEAM
    with catalogue.opened(register) as connection:
        changed, day = gate.changes(connection), gate.today(connection)
    now = [terms_on(each, changed, day).access for each in target.deposits]
    if Access.SEALED in {wanted, *now}:
        raise UsageError("seal_is_a_verb")
    if any(wanted.rank < level.rank for level in now) and not wish.reason.strip():
        raise UsageError("opening_needs_reason", exhibit=target.exhibit)
