"""What a verb on an exhibit or a deposit is about: its number, or the position of the deposit's log entry."""

import dataclasses

from sijill.errors import UsageError
from sijill.model.evidence import Deposit
from sijill.model.identity import ExhibitId
from sijill.store import catalogue
from sijill.store.layout import Register


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Deposits of one exhibit."""

    exhibit: ExhibitId
    deposits: tuple[Deposit, ...]
    """Those that were named, in the order of the log."""
    others: tuple[Deposit, ...]
    """Those of the same exhibit that were not."""
    copies: tuple[Deposit, ...] = ()
    """Those of redacted copies of the exhibit, and of copies of these."""

    @property
    def positions(self) -> tuple[int, ...]:
        """Of the entries of the deposits that were named."""
        return tuple(each.position for each in self.deposits)


def find_target(register: Register, wanted: str) -> Target:
    """Return the deposits that an exhibit's number or a deposit's position names; UsageError when there are none."""
    with catalogue.opened(register) as connection:
        held = catalogue.deposits(connection)
    named = [each for each in held if wanted in {str(each.position), each.exhibit}]
    if not named:
        raise UsageError("no_deposit", path=register.path, found=ascii(wanted))
    exhibit = named[0].exhibit
    others = [each for each in held if each.exhibit == exhibit and each not in named]
    copies: list[Deposit] = []
    for each in held:  # In the order of the log, a copy comes behind what it was made of.
        if each.derived_from in {exhibit, *(copy.exhibit for copy in copies)}:
            copies.append(each)
    return Target(exhibit=exhibit, deposits=tuple(named), others=tuple(others), copies=tuple(copies))
