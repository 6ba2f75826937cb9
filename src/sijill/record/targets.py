"""What a verb on an exhibit or a deposit is about: its number, or the position of the deposit's log entry."""

import dataclasses
from collections.abc import Sequence

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
    """Those that go with them: of members that came out of an archive with one of these deposits, and, where nothing
    is left of an exhibit, of all that was made of it."""
    gone: tuple[ExhibitId, ...] = ()
    """The exhibits of which nothing is left when all these go."""
    within: ExhibitId | None = None
    """An archive that stays, and has the bytes of one of those."""

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
    copies, gone = _following(held, named)
    stays = [
        each.derived_from
        for each in held
        if each.exhibit in gone and each.member_of is not None and each.derived_from not in gone
    ]
    return Target(
        exhibit=exhibit,
        deposits=tuple(named),
        others=tuple(others),
        copies=tuple(copies),
        gone=tuple(gone),
        within=next((each for each in stays if each in {deposit.exhibit for deposit in held}), None),
    )


def require_nowhere_else(target: Target) -> None:
    """Raise UsageError when bytes that are to be gone would stay in an archive that they came out of."""
    if target.within is not None:
        raise UsageError("stays_in_archive", exhibit=target.exhibit, found=target.within)


def _following(held: Sequence[Deposit], named: Sequence[Deposit]) -> tuple[list[Deposit], list[ExhibitId]]:
    """Return the deposits that go with others, and the exhibits of which nothing is left then."""
    going = {each.position for each in named}
    while True:
        left = {each.exhibit for each in held if each.position not in going}
        gone = dict.fromkeys(each.exhibit for each in held if each.exhibit not in left)
        more = {
            each.position
            for each in held
            if each.position not in going and (each.member_of in going or each.derived_from in gone)
        }
        if not more:
            positions = {each.position for each in named}
            return [each for each in held if each.position in going - positions], list(gone)
        going |= more
