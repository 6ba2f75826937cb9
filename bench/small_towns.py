"""The dead, detained and missing of one invented small town: few families, cousins of one name, twins, namesakes.

Names come from the parts that the demonstration holds; family names are put together from invented roots. What makes such
towns hard is all here: brothers die on one day, grandsons are called after one grandfather, brothers of near names (سامر and سمير), and
a few given names that half of the men bear.
"""

import dataclasses
import datetime as dt
from typing import Final

from sijill.demo.chance import Chance, by_rank, cumulate
from sijill.demo.pools import Name, Town, family_names, men, men_weights, towns, women, women_weights

_SONS: Final = ((1, 2, 3, 4), cumulate([0.35, 0.3, 0.2, 0.15]))
"""Brothers who have children, of one grandfather."""
_CHILDREN: Final = ((1, 2, 3, 4, 5, 6), cumulate([0.3, 0.25, 0.2, 0.13, 0.08, 0.04]))
"""Of one couple, as far as they come to stand on any list."""
_FOR_GRANDFATHER: Final = 0.35
_NEAR: Final = 0.12
"""Share of children who bear a name near to that of the brother before."""
_TWINS: Final = 0.05
_TOGETHER: Final = 0.5
"""Share of households that are struck on one day."""
_WOMEN: Final = 0.3
_FIRST_DAY: Final = dt.date(2012, 1, 1)
_DAYS: Final = 1500
_NEAR_NAMES: Final = (
    (Name("سامر", "Sāmir"), Name("سمير", "Samīr")),
    (Name("حسن", "Ḥasan"), Name("حسين", "Ḥusayn")),
    (Name("سالم", "Sālim"), Name("سليم", "Salīm")),
    (Name("محمد", "Muḥammad"), Name("محمود", "Maḥmūd")),
    (Name("كمال", "Kamāl"), Name("كامل", "Kāmil")),
    (Name("أحمد", "Aḥmad"), Name("حمدي", "Ḥamdī")),
    (Name("جميل", "Jamīl"), Name("جمال", "Jamāl")),
    (Name("عامر", "ʿĀmir"), Name("عمار", "ʿAmmār")),
    (Name("رامي", "Rāmī"), Name("رامز", "Rāmiz")),
    (Name("عماد", "ʿImād"), Name("عماد الدين", "ʿImād al-Dīn")),
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Townsman:
    """One invented person, man or woman."""

    id: str
    given: Name
    father: Name
    grandfather: Name
    family: Name
    mother: Name
    is_woman: bool
    birth: dt.date
    day: dt.date
    """Of the event."""
    quarter: Town


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _House:
    """What brothers and sisters share."""

    father: Name
    grandfather: Name
    family: Name
    mother: Name
    quarter: Town
    day: dt.date
    """On which the household may have been struck together."""


def townspeople(chance: Chance, persons: int) -> tuple[Townsman, ...]:
    """Return ``persons`` invented persons in whole households but for the last one."""
    families = [
        family
        for family in family_names(chance.between(max(8, persons // 60), max(20, persons // 25)), chance)
        # Clerks who write صلاح الدين as one word would write these onto the word before.
        if not family.arabic.startswith("الدين")
    ]
    weights = by_rank(len(families), 0.8)
    days = [_FIRST_DAY + dt.timedelta(days=chance.between(0, _DAYS)) for _ in range(max(4, persons // 50))]
    governorate = chance.pick(towns()).governorate_ar
    quarters = [town for town in towns() if town.governorate_ar == governorate]
    found: list[Townsman] = []
    while len(found) < persons:
        family, quarter = chance.pick_by(families, weights), chance.pick(quarters)
        grandfather, great = _man(chance), _man(chance)
        taken: set[str] = set()
        for _ in range(chance.pick_by(*_SONS)):
            father = _new_name(chance, taken, great, None)
            house = _House(
                father=father,
                grandfather=grandfather,
                family=family,
                mother=chance.pick_by(women(), women_weights()),
                quarter=quarter,
                day=chance.pick(days),
            )
            found += _children(chance, house, len(found))
    return tuple(found[:persons])


def _children(chance: Chance, house: _House, number: int) -> list[Townsman]:
    """Return sons and daughters of one couple; ids are counted from ``number``."""
    found: list[Townsman] = []
    taken = {house.father.arabic}
    together = chance.happens(_TOGETHER)
    birth = dt.date(chance.between(1950, 2004), 1, 1) + dt.timedelta(days=chance.between(0, 364))
    for _ in range(chance.pick_by(*_CHILDREN)):
        if found and not chance.happens(_TWINS):
            birth = birth + dt.timedelta(days=chance.between(320, 1500))
        is_woman = chance.happens(_WOMEN)
        if is_woman:
            given = chance.pick_by(women(), women_weights())
            if given.arabic in taken:
                continue
            taken.add(given.arabic)
        else:
            given = _new_name(chance, taken, house.grandfather, found[-1].given if found else None)
        own_day = _FIRST_DAY + dt.timedelta(days=chance.between(0, _DAYS))
        person = Townsman(
            id=f"p{number + len(found):05d}",
            given=given,
            father=house.father,
            grandfather=house.grandfather,
            family=house.family,
            mother=house.mother,
            is_woman=is_woman,
            birth=birth,
            day=max(house.day if together else own_day, birth + dt.timedelta(days=400)),
            quarter=house.quarter,
        )
        found.append(person)
    return found


def _new_name(chance: Chance, taken: set[str], grandfather: Name, before: Name | None) -> Name:
    """Return a man's name that no brother bears: often the grandfather's, sometimes one near to the brother before."""
    near = [pair[1 - place] for pair in _NEAR_NAMES for place in (0, 1) if pair[place] == before]
    wants_near, wants_old = chance.happens(_NEAR), chance.happens(_FOR_GRANDFATHER)
    name = near[0] if near and wants_near else (grandfather if wants_old else _man(chance))
    while name.arabic in taken:
        name = _man(chance)
    taken.add(name.arabic)
    return name


def _man(chance: Chance) -> Name:
    """Return a man's name; one in eight is of a pair of near names, which the pool has few of."""
    if chance.happens(0.125):
        return chance.pick(chance.pick(_NEAR_NAMES))
    return chance.pick_by(men(), men_weights())
