"""Who stands in a tiny register: invented households, twins, namesakes, clans, a handful to some fifty persons.

What small registers are hard by is all here, one kind of people a function. Nothing was linked when these were written.
"""

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Final

from bench.small_towns import Townsman
from sijill.demo.chance import Chance
from sijill.demo.pools import Name, Town, family_names, men, men_weights, towns, women, women_weights

_FIRST_DAY: Final = dt.date(2012, 1, 1)
_DAYS: Final = 1500
_COMMONEST: Final = 6
"""Of men's names, how many half of the namesakes of a town bear."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What brothers and sisters share; a first child is born on ``birth``."""

    father: Name
    grandfather: Name
    family: Name
    mother: Name
    quarter: Town
    day: dt.date
    birth: dt.date


def struck(chance: Chance) -> list[Townsman]:
    """Return one to three households, each killed on one day in one place."""
    return _numbered(
        person
        for _ in range(chance.between(1, 3))
        for person in children(chance, house(chance), chance.between(2, 9))
    )


def twins(chance: Chance) -> list[Townsman]:
    """Return pairs of twins of two to six families; sometimes all of one day of birth, father and grandfather."""
    first, alike = house(chance), chance.happens(0.4)
    found: list[Townsman] = []
    for _ in range(chance.between(2, 6)):
        other = house(chance)
        if alike:
            other = dataclasses.replace(
                other, father=first.father, grandfather=first.grandfather, birth=first.birth
            )
        found += children(chance, other, 2, apart=0)
    return _numbered(found)


def brothers(chance: Chance) -> list[Townsman]:
    """Return households of brothers and sisters whose days differ."""
    return _numbered(
        dataclasses.replace(person, day=_day(chance))
        for _ in range(chance.between(2, 12))
        for person in children(chance, house(chance), chance.between(2, 4))
    )


def namesakes(chance: Chance) -> list[Townsman]:
    """Return men of one town, of whom many bear one first name, some one family's name or one father's name."""
    families, quarter = family_names(chance.between(2, 5), chance), _quarter(chance)
    common = men()[:_COMMONEST]
    found = []
    for _ in range(chance.between(6, 40)):
        alone = house(chance, family=chance.pick(families), quarter=quarter)
        if chance.happens(0.5):
            alone = dataclasses.replace(alone, father=chance.pick(common))
        person = children(chance, alone, 1)[0]
        found.append(dataclasses.replace(person, given=chance.pick(common), is_woman=False))
    return _numbered(found)


def clan(chance: Chance) -> list[Townsman]:
    """Return the sons and daughters of brothers: one family, one grandfather, one place, often one day, names of one pool."""
    shared = house(chance)
    found: list[Townsman] = []
    for _ in range(chance.between(2, 5)):
        own = house(chance, family=shared.family, quarter=shared.quarter)
        day = shared.day if chance.happens(0.5) else own.day
        own = dataclasses.replace(own, grandfather=shared.grandfather, day=day)
        found += children(chance, own, chance.between(1, 5))
    return _numbered(found)


def one_first_name(chance: Chance) -> list[Townsman]:
    """Return persons of a few first names, each borne in three to eight families, fathers and grandfathers often of one name."""
    first = house(chance)
    givens = list(
        {name.arabic: name for name in (_man(chance) for _ in range(chance.between(1, 3)))}.values()
    )
    found = []
    for _ in range(chance.between(3, 8)):
        own = house(chance)
        if chance.happens(0.7):
            own = dataclasses.replace(own, father=first.father, grandfather=first.grandfather)
        for given in givens:
            person = children(chance, own, 1)[0]
            found.append(dataclasses.replace(person, given=given, is_woman=False))
    return _numbered(found)


def mothers(chance: Chance) -> list[Townsman]:
    """Return women of a few families, whom lists may name by a child alone."""
    families, quarter = family_names(chance.between(1, 4), chance), _quarter(chance)
    found = []
    for _ in range(chance.between(4, 20)):
        own = house(chance, family=chance.pick(families), quarter=quarter)
        person = children(chance, own, 1)[0]
        found.append(
            dataclasses.replace(
                person, given=chance.pick_by(women(), women_weights()), is_woman=True, birth=_adult(chance)
            )
        )
    return _numbered(found)


def small_children(chance: Chance) -> list[Townsman]:
    """Return small children of a few households, struck together."""
    return _numbered(
        person
        for _ in range(chance.between(2, 6))
        for person in children(
            chance, dataclasses.replace(house(chance), birth=dt.date(2008, 3, 1)), chance.between(1, 4)
        )
    )


def town(chance: Chance) -> list[Townsman]:
    """Return unrelated men and women of one town, and a household or two."""
    families, quarter = family_names(chance.between(4, 12), chance), _quarter(chance)
    found: list[Townsman] = []
    for _ in range(chance.between(10, 45)):
        own = house(chance, family=chance.pick(families), quarter=quarter)
        found += children(chance, own, 3 if chance.happens(0.1) else 1)
    return _numbered(found)


def few(chance: Chance) -> list[Townsman]:
    """Return one to three persons, kin or not."""
    if chance.happens(0.5):
        return _numbered(children(chance, house(chance), chance.between(1, 3)))
    return _numbered(
        person for _ in range(chance.between(1, 3)) for person in children(chance, house(chance), 1)
    )


def house(chance: Chance, *, family: Name | None = None, quarter: Town | None = None) -> House:
    """Return a household of its own, but for what is given."""
    return House(
        father=_man(chance),
        grandfather=_man(chance),
        family=family or family_names(1, chance)[0],
        mother=chance.pick_by(women(), women_weights()),
        quarter=quarter or _quarter(chance),
        day=_day(chance),
        birth=_adult(chance),
    )


def children(chance: Chance, own: House, count: int, *, apart: int = 500) -> list[Townsman]:
    """Return ``count`` children of other first names, born ``apart`` days and more, of twins 0."""
    found: list[Townsman] = []
    taken = {own.father.arabic}
    birth = own.birth
    while len(found) < count:
        is_woman = chance.happens(0.35)
        given = chance.pick_by(women(), women_weights()) if is_woman else _man(chance)
        if given.arabic in taken:
            continue
        taken.add(given.arabic)
        found.append(
            Townsman(
                id="",
                given=given,
                father=own.father,
                grandfather=own.grandfather,
                family=own.family,
                mother=own.mother,
                is_woman=is_woman,
                birth=birth,
                day=max(own.day, birth + dt.timedelta(days=30)),
                quarter=own.quarter,
            )
        )
        if apart:
            birth += dt.timedelta(days=chance.between(apart, 2 * apart))
    return found


def _numbered(people: Iterable[Townsman]) -> list[Townsman]:
    return [dataclasses.replace(person, id=f"p{number:03d}") for number, person in enumerate(people)]


def _man(chance: Chance) -> Name:
    return chance.pick_by(men(), men_weights())


def _quarter(chance: Chance) -> Town:
    return chance.pick(towns())


def _day(chance: Chance) -> dt.date:
    return _FIRST_DAY + dt.timedelta(days=chance.between(0, _DAYS))


def _adult(chance: Chance) -> dt.date:
    return dt.date(chance.between(1950, 2004), 1, 2) + dt.timedelta(days=chance.between(0, 362))
