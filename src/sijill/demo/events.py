"""What happened: who was killed, detained or went missing, when and where.

Members of one household are often struck together, and some days strike many households of one place:
the same date on many entries is then no sign of the same person.
"""

import dataclasses
import datetime as dt
import enum
from collections.abc import Sequence
from itertools import groupby
from typing import Final

from sijill.demo.chance import Chance, cumulate
from sijill.demo.people import Person
from sijill.demo.pools import Town, load, towns


class Kind(enum.StrEnum):
    """What happened to a person."""

    KILLED = "killed"
    DETAINED = "detained"
    MISSING = "missing"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Victim:
    """A person to whom something happened, with the day and the place."""

    person: Person
    kind: Kind
    date: dt.date
    town: Town
    site: str
    """The invented place of detention in Arabic; empty for those not detained."""
    is_mass: bool
    """Whether it happened on a day that struck many households of one place."""

    @property
    def age(self) -> int:
        """Full years on the day."""
        born = self.person.birth
        return self.date.year - born.year - ((self.date.month, self.date.day) < (born.month, born.day))


@dataclasses.dataclass(frozen=True, slots=True)
class _Day:
    date: dt.date
    town: Town


FIRST_DAY: Final = dt.date(2027, 3, 1)
LAST_DAY: Final = dt.date(2029, 11, 30)

_STRUCK: Final = 0.42
"""Share of households to which something happened; gives a victim in four persons."""
_KINDS: Final = ((Kind.KILLED, Kind.DETAINED, Kind.MISSING), cumulate([0.48, 0.35, 0.17]))
_MASS: Final = {Kind.KILLED: 0.40, Kind.DETAINED: 0.25, Kind.MISSING: 0.15}
_TOGETHER: Final = 0.85
_DISPLACED: Final = 0.30


def strike(people: Sequence[Person], *, seed: int) -> tuple[Victim, ...]:
    """Return the victims among ``people`` in the order of their ids, each person at most once."""
    chance = Chance(seed, "events")
    days = _mass_days(len(people), chance)
    victims: list[Victim] = []
    for _, members in groupby(people, key=lambda person: person.household):
        if chance.happens(_STRUCK):
            victims += _strike_household(list(members), days, chance)
    return tuple(victims)


def displaced(people: Sequence[Person], *, seed: int) -> int:
    """Return how many of ``people`` left their homes: whole households."""
    chance = Chance(seed, "displaced")
    households = [len(list(members)) for _, members in groupby(people, key=lambda person: person.household)]
    return sum(size for size in households if chance.happens(_DISPLACED))


def _mass_days(persons: int, chance: Chance) -> list[_Day]:
    weights = cumulate([town.weight for town in towns()])
    return [_Day(_any_day(chance), chance.pick_by(towns(), weights)) for _ in range(max(3, persons // 500))]


def _any_day(chance: Chance) -> dt.date:
    return FIRST_DAY + dt.timedelta(days=chance.between(0, (LAST_DAY - FIRST_DAY).days))


def _strike_household(members: list[Person], days: list[_Day], chance: Chance) -> list[Victim]:
    kind = chance.pick_by(*_KINDS)
    home = members[0].home
    near = [day for day in days if day.town.governorate_ar == home.governorate_ar]
    is_mass = chance.happens(_MASS[kind]) and bool(near)
    shared = chance.pick(near) if is_mass else _Day(_any_day(chance), _near(home, chance))
    site = chance.pick(load("places")["site"])["ar"] if kind is Kind.DETAINED else ""
    found = []
    for person in members:
        day = shared if chance.happens(_TOGETHER) else _Day(_any_day(chance), shared.town)
        if chance.happens(_risk(person, kind, day.date)):
            victim = Victim(
                person=person,
                kind=kind,
                date=day.date,
                town=day.town,
                site=site,
                is_mass=is_mass and day is shared,
            )
            found.append(victim)
    return found


def _risk(person: Person, kind: Kind, date: dt.date) -> float:
    """Return the chance that a member of a struck household is a victim; men of working age most."""
    age = date.year - person.birth.year
    if age < 0 or date < person.birth:
        return 0.0
    if kind is Kind.KILLED:
        return 0.62 if person.sex == "M" else 0.48
    if age < 14 or age > 75:
        return 0.05
    return 0.85 if person.sex == "M" else 0.25


def _near(home: Town, chance: Chance) -> Town:
    """Return the home town, or sometimes another of the same governorate."""
    around = [town for town in towns() if town.governorate_ar == home.governorate_ar]
    return home if chance.happens(0.75) else chance.pick(around)
