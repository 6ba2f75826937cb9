"""Who stands in registers of persons named by whose they are: infants, wives, widows and mothers, and their men.

One kind of people a function. Nothing was linked when these were written.
"""

import dataclasses
import datetime as dt
from typing import Final

from bench import tiny_people
from bench.small_towns import Townsman
from sijill.demo.chance import Chance
from sijill.demo.pools import Name, men, men_weights

CHILD: Final = "child"
WIFE: Final = "wife"
MOTHER: Final = "mother"
_BORN: Final = dt.date(2009, 2, 3)
_REAL: Final = (
    Name("ابن خلدون", "Ibn Khaldūn"),
    Name("بنت وهب", "Bint Wahb"),
    Name("الطفل", "al-Ṭifl"),
    Name("ابن عيسى", "Ibn ʿĪsā"),
)
"""Families whose name has such a word in it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Someone:
    """One invented person, and by whom lists may name it."""

    self: Townsman
    whose: str = ""
    """One of ``CHILD``, ``WIFE``, ``MOTHER``; "" for whom lists always name."""
    of: tuple[Name, ...] = ()
    """Father, husband or son: first name, father, family."""


def infants(chance: Chance) -> list[Someone]:
    """Return small children of two to six households, one to four of each."""
    return _children(chance, apart=500)


def twins(chance: Chance) -> list[Someone]:
    """Return infants of whom each household has two, born on one day."""
    return _children(chance, apart=0, least=2)


def with_fathers(chance: Chance) -> list[Someone]:
    """Return small children, and their fathers with them."""
    found = []
    for _ in range(chance.between(2, 6)):
        own = dataclasses.replace(tiny_people.house(chance), birth=_BORN)
        father = tiny_people.children(chance, tiny_people.house(chance, family=own.family), 1)[0]
        father = dataclasses.replace(father, given=own.father, father=own.grandfather, is_woman=False)
        father = dataclasses.replace(father, day=own.day, quarter=own.quarter)
        children = tiny_people.children(chance, own, chance.between(1, 3))
        found += [Someone(self=father), *(_child(each) for each in children)]
    return numbered(found)


def couples(chance: Chance) -> list[Someone]:
    """Return husbands, and their wives, who have a father and a family of their own; some husbands have two."""
    found = []
    for man in _men(chance):
        found.append(Someone(self=man))
        of = (man.given, man.father, man.family)
        wives = (_woman(chance, man) for _ in range(2 if chance.happens(0.15) else 1))
        found += [Someone(self=wife, whose=WIFE, of=of) for wife in wives]
    return numbered(found)


def mothers(chance: Chance) -> list[Someone]:
    """Return sons, and their mothers, who have a father and a family of their own."""
    found = []
    for man in _men(chance):
        mother = dataclasses.replace(_woman(chance, man), given=man.mother)
        of = (man.given, man.father, man.family)
        found += [Someone(self=man), Someone(self=mother, whose=MOTHER, of=of)]
    return numbered(found)


def real_names(chance: Chance) -> list[Someone]:
    """Return men and women whose family's name has a word for a child in it; lists name them all."""
    found = []
    for _ in range(chance.between(6, 20)):
        own = tiny_people.house(chance, family=chance.pick(_REAL))
        found += [Someone(self=each) for each in tiny_people.children(chance, own, 1)]
    return numbered(found)


def numbered(people: list[Someone]) -> list[Someone]:
    """Return ``people`` with an id each."""
    return [
        dataclasses.replace(each, self=dataclasses.replace(each.self, id=f"p{number:03d}"))
        for number, each in enumerate(people)
    ]


def _children(chance: Chance, *, apart: int, least: int = 1) -> list[Someone]:
    found = []
    for _ in range(chance.between(2, 6)):
        own = dataclasses.replace(tiny_people.house(chance), birth=_BORN)
        count = chance.between(least, max(least, 4 if apart else least))
        found += [_child(each) for each in tiny_people.children(chance, own, count, apart=apart)]
    return numbered(found)


def _child(child: Townsman) -> Someone:
    return Someone(self=child, whose=CHILD, of=(child.father, child.grandfather, child.family))


def _men(chance: Chance) -> list[Townsman]:
    found = []
    for _ in range(chance.between(4, 12)):
        man = tiny_people.children(chance, tiny_people.house(chance), 1)[0]
        given = chance.pick_by(men(), men_weights())
        found.append(dataclasses.replace(man, given=given, is_woman=False))
    return found


def _woman(chance: Chance, man: Townsman) -> Townsman:
    """Return a woman of another family, killed with ``man``."""
    house = dataclasses.replace(tiny_people.house(chance, quarter=man.quarter), day=man.day)
    woman = tiny_people.children(chance, house, 1)[0]
    return dataclasses.replace(woman, given=tiny_people.house(chance).mother, is_woman=True, day=man.day)
