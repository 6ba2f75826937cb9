"""The people: houses of brothers, their couples and children, with names that run in families.

Brothers share father, grandfather, family and place; a first son is often named for his grandfather, so
cousins and namesakes arise as they do in life; some children are twins.
"""

import dataclasses
import datetime as dt
from typing import Final, Literal

from sijill.demo.chance import Chance, by_rank, cumulate
from sijill.demo.pools import Name, Town, family_names, men, men_weights, towns, women, women_weights

Sex = Literal["M", "F"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One invented person."""

    id: str
    """For example ``P000123``."""
    household: int
    """Number of the couple with its children that the person belongs to."""
    given: Name
    father: Name
    grandfather: Name
    family: Name
    mother: Name
    """The mother's given name."""
    sex: Sex
    birth: dt.date
    home: Town


_SONS: Final = ((1, 2, 3), cumulate([0.60, 0.27, 0.13]))
_CHILDREN: Final = ((1, 2, 3, 4, 5, 6, 7), cumulate([0.10, 0.18, 0.24, 0.20, 0.14, 0.09, 0.05]))
_NAMED_FOR_GRANDFATHER: Final = 0.35
_TWINS: Final = 0.03
_PERSONS_A_FAMILY_NAME: Final = 25
_LAST_BIRTH: Final = dt.date(2026, 12, 31)


def make_people(*, seed: int, persons: int) -> tuple[Person, ...]:
    """Return ``persons`` invented persons in whole households but for the last one, ids in order."""
    chance = Chance(seed, "people")
    families = family_names(max(60, persons // _PERSONS_A_FAMILY_NAME), Chance(seed, "families"))
    maker = _Maker(chance, families)
    while len(maker.people) < persons:
        maker.add_house()
    return tuple(maker.people[:persons])


@dataclasses.dataclass(slots=True, kw_only=True)
class _House:
    """What the brothers of one house share."""

    family: Name
    grandfather: Name
    father: Name
    mother: Name
    home: Town


class _Maker:
    """Adds houses to the people; holds the pools that it draws from."""

    def __init__(self, chance: Chance, families: tuple[Name, ...]) -> None:
        self.people: list[Person] = []
        self._chance = chance
        self._families = families
        self._family_weights = by_rank(len(families), 0.7)
        self._town_weights = cumulate([town.weight for town in towns()])
        self._households = 0

    def add_house(self) -> None:
        """Add the couples of one to three brothers."""
        house = self._house(self._chance.pick_by(towns(), self._town_weights))
        taken = {house.father.arabic}
        eldest = self._chance.between(1945, 1988)
        for number in range(self._chance.pick_by(*_SONS)):
            husband = self._new_name("M", taken, house.grandfather)
            self._add_household(house, husband, eldest + number * self._chance.between(1, 4))

    def _house(self, home: Town) -> _House:
        father, grandfather = self._man(), self._man()
        while grandfather == father:
            grandfather = self._man()
        return _House(
            family=self._family(), grandfather=grandfather, father=father, mother=self._woman(), home=home
        )

    def _add_household(self, house: _House, husband: Name, year: int) -> None:
        self._households += 1
        born = self._day(year)
        wife = self._woman()
        self._add("M", husband, born, house)
        self._add("F", wife, self._day(year + self._chance.between(0, 7)), self._house(house.home))
        children = dataclasses.replace(house, grandfather=house.father, father=husband, mother=wife)
        self._add_children(children, year + self._chance.between(21, 27))

    def _add_children(self, house: _House, year: int) -> None:
        taken = {house.father.arabic, house.mother.arabic}
        born = self._day(year)
        for number in range(self._chance.pick_by(*_CHILDREN)):
            if number and not self._chance.happens(_TWINS):
                born = self._day(born.year + self._chance.between(1, 4))
            if born > _LAST_BIRTH:
                return
            sex: Sex = "M" if self._chance.happens(0.51) else "F"
            self._add(sex, self._new_name(sex, taken, house.grandfather), born, house)

    def _add(self, sex: Sex, given: Name, born: dt.date, house: _House) -> None:
        person = Person(
            id=f"P{len(self.people) + 1:06d}",
            household=self._households,
            given=given,
            father=house.father,
            grandfather=house.grandfather,
            family=house.family,
            mother=house.mother,
            sex=sex,
            birth=born,
            home=house.home,
        )
        self.people.append(person)

    def _new_name(self, sex: Sex, taken: set[str], grandfather: Name) -> Name:
        """Return a name that no brother or sister bears yet; a first son's is often his grandfather's."""
        for_grandfather = self._chance.happens(_NAMED_FOR_GRANDFATHER)
        name = grandfather if sex == "M" and for_grandfather else self._given(sex)
        # A child does not bear the name of a parent, nor of a brother or sister.
        while name.arabic in taken:
            name = self._given(sex)
        taken.add(name.arabic)
        return name

    def _given(self, sex: Sex) -> Name:
        return self._man() if sex == "M" else self._woman()

    def _man(self) -> Name:
        return self._chance.pick_by(men(), men_weights())

    def _woman(self) -> Name:
        return self._chance.pick_by(women(), women_weights())

    def _family(self) -> Name:
        return self._chance.pick_by(self._families, self._family_weights)

    def _day(self, year: int) -> dt.date:
        return dt.date(year, 1, 1) + dt.timedelta(days=self._chance.between(0, 364))
