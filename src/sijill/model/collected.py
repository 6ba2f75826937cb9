"""What a collector's own files say of what they collected: where, when, with which tool, and which hashes they give.

All of it is told by others and kept as written. Whether the hashes agree is ours to say, in three values.
"""

import dataclasses
from typing import Any, Final

from sijill.model.custody import Account
from sijill.model.trust import State

MOST_PAGES: Final = 1_000
"""Kept with a deposit; how many there are is told in any case, and the bytes themselves have them all."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """A hash that others give, and whether the bytes have it."""

    what: str
    """Which bytes: a path, safe to show."""
    method: str
    given: str
    state: State
    why: str = ""
    """Why it could not be checked, in ``words/intake.toml``."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page that was collected."""

    url: str
    title: str
    at: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What is told of one file, and how its hashes came out."""

    form: str
    """Of whose words these are, for example ``WACZ 1.1.1``."""
    of: str
    """SHA-256 of the bytes that were looked at."""
    account: Account = dataclasses.field(default_factory=Account)
    checks: tuple[Check, ...] = ()
    pages: tuple[Page, ...] = ()
    pages_in_all: int = 0
    problem: str = ""
    """Why it could not be looked into, in ``words/intake.toml``."""

    def about(self, identity: str) -> dict[str, Any]:  # Any: a JSON object
        """Return what a deposit says of it, when this is the SHA-256 of the bytes that were taken in."""
        checks = self.checks if identity == self.of else tuple(map(_unchecked, self.checks))
        told: dict[str, Any] = {"form": self.form, "state": overall(checks).value}  # Any: JSON
        told["checks"] = [
            {name: said for name, said in _plain(each).items() if said or name == "given"} for each in checks
        ]
        if self.pages:
            told["pages"] = [dataclasses.asdict(page) for page in self.pages[:MOST_PAGES]]
            told["pages_in_all"] = self.pages_in_all
        return told | ({"problem": self.problem} if self.problem else {})


def overall(checks: tuple[Check, ...]) -> State:
    """Return whether all hashes agree: one that does not decides, then one that could not be checked."""
    states = {each.state for each in checks}
    if State.FAILS in states:
        return State.FAILS
    return State.HOLDS if states == {State.HOLDS} else State.UNCHECKED


def _unchecked(check: Check) -> Check:
    return dataclasses.replace(check, state=State.UNCHECKED, why="changed_since")


def _plain(check: Check) -> dict[str, str]:
    return {
        "what": check.what,
        "method": check.method,
        "given": check.given,
        "state": check.state.value,
        "why": check.why,
    }
