"""Holds: an authority orders that an exhibit is neither used nor lost. Use ends, existence does not."""

import datetime as dt

from sijill.errors import UsageError
from sijill.model.consent import Hold
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.record.targets import find_target
from sijill.store import access as gate
from sijill.store import catalogue, log
from sijill.store.layout import Register
from sijill.store.lock import writing


def hold(
    register: Register, wanted: str, *, authority: str, reason: str, until: dt.date | None = None
) -> list[Hold]:
    """Put an exhibit under a hold, to its last day or until it is released; return its holds in force."""
    _require_told(authority, reason)
    with writing(register.path):
        about = {
            "exhibit": find_target(register, wanted).exhibit,
            "authority": authority,
            "reason": reason,
            "until": until.isoformat() if until else None,
        }
        log.append(register, [(Act.HOLD, about)])
    return holds_of(register, wanted)


def release(register: Register, wanted: str, *, authority: str, reason: str) -> list[Hold]:
    """End the hold that an authority ordered; return those that stay. UsageError when it ordered none."""
    _require_told(authority, reason)
    with writing(register.path):
        in_force = holds_of(register, wanted)
        if authority not in {each.authority for each in in_force}:
            found = ", ".join(sorted(each.authority for each in in_force)) or "—"
            raise UsageError("no_such_hold", exhibit=wanted, expected=authority, found=found)
        about = {
            "exhibit": find_target(register, wanted).exhibit,
            "authority": authority,
            "reason": reason,
        }
        log.append(register, [(Act.RELEASE, about)])
    return holds_of(register, wanted)


def holds_of(register: Register, wanted: str) -> list[Hold]:
    """Return the holds in force on an exhibit today."""
    exhibit = find_target(register, wanted).exhibit
    with catalogue.opened(register) as connection:
        return [each for each in gate.holds(connection, gate.today(connection)) if each.exhibit == exhibit]


def require_unheld(register: Register, exhibit: ExhibitId) -> None:
    """Raise UsageError when the exhibit is under a hold: nothing of it may go then."""
    in_force = holds_of(register, exhibit)
    if in_force:
        found = ", ".join(each.authority for each in in_force)
        raise UsageError("under_hold", exhibit=exhibit, found=found)


def _require_told(authority: str, reason: str) -> None:
    if not authority.strip() or not reason.strip():
        raise UsageError("hold_needs_both")
