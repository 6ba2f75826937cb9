"""Who stands in a register of some people: households of a town or two, with what makes such registers hard.

Brothers and sisters, cousins of one family, fathers beside sons who bear their name, wives, and namesakes of other houses. A name is a
value for each of its roles (``ROLES``), drawn from ``peoples.toml``. Nothing was linked when these were written.
"""

import dataclasses
import datetime as dt
import functools
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sijill.demo.chance import Chance, by_rank

ROLES: Final = "GHPQFSJ"
"""Given, second given, father (or patronymic), grandfather, family, second family, junior."""
_FIRST_DAY: Final = dt.date(1992, 3, 1)
_SOFT: Final = ("ov", "ev", "in", "yn")
"""How families end that have another ending for women."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Villager:
    """One invented person."""

    id: str
    names: Mapping[str, str]
    """By role, all spellings with "/" between; the first stands for the name."""
    is_woman: bool
    birth: dt.date
    day: dt.date
    town: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _House:
    father: str
    grandfather: str
    family: str
    mothers: str
    town: str
    day: dt.date
    birth: dt.date


@functools.cache
def pools(people: str) -> dict[str, list[str]]:
    """Return the names of a people by what they are."""
    table = tomllib.loads(Path(__file__).with_name("peoples.toml").read_text(encoding="utf-8"))
    return {key: [name.replace("_", " ") for name in listed.split()] for key, listed in table[people].items()}


def villagers(chance: Chance, people: str, bears: Mapping[str, float]) -> list[Villager]:
    """Return the persons of eight to thirty-five houses; ``bears`` tells for some roles how many have one at all."""
    names = pools(people)
    town, day = chance.pick(names["towns"]), _day(chance)
    found: list[Villager] = []
    house = _house(chance, names, town, day)
    for _ in range(chance.between(8, 35)):
        found += _household(chance, names, house, bears)
        if found and chance.happens(0.25):
            found.append(_namesake(chance, names, chance.pick(found)))
        before = house
        house = _house(
            chance, names, town if chance.happens(0.7) else chance.pick(names["towns"]), day if chance.happens(0.5) else _day(chance)
        )  # fmt: skip
        if chance.happens(0.25):
            house = dataclasses.replace(
                house, family=before.family, grandfather=before.grandfather, town=before.town
            )
    return [dataclasses.replace(each, id=f"p{number:03d}") for number, each in enumerate(found)]


def _house(chance: Chance, names: Mapping[str, list[str]], town: str, day: dt.date) -> _House:
    families = names.get("families", [""])
    return _House(
        father=_drawn(chance, names, "men"),
        grandfather=_drawn(chance, names, "men"),
        family=chance.pick_by(families, by_rank(len(families), 0.6)),
        mothers=chance.pick(families),
        town=town,
        day=day,
        birth=dt.date(chance.between(1950, 1985), 1, 2) + dt.timedelta(days=chance.between(0, 362)),
    )


def _household(
    chance: Chance, names: Mapping[str, list[str]], house: _House, bears: Mapping[str, float]
) -> list[Villager]:
    """Return one to four children of a house, now and then with their father, a son of his name, or a wife of that family."""
    found: list[Villager] = []
    taken = {house.father}
    birth = house.birth
    for _ in range(chance.between(1, 4)):
        is_woman = chance.happens(0.35)
        given = _drawn(chance, names, "women" if is_woman else "men")
        if given in taken:
            continue
        taken.add(given)
        found.append(_villager(chance, names, house, (given, is_woman, birth), bears=bears))
        birth += dt.timedelta(days=chance.between(400, 1500))
    if chance.happens(0.2):
        older = dataclasses.replace(
            house,
            father=house.grandfather,
            grandfather=_drawn(chance, names, "men"),
            mothers=chance.pick(names.get("families", [""])),
        )
        first = house.birth - dt.timedelta(days=chance.between(7700, 12000))
        found.append(_villager(chance, names, older, (house.father, False, first), bears=bears))
        if chance.happens(0.5):
            son = _villager(chance, names, house, (house.father, False, birth), bears=bears)
            found.append(dataclasses.replace(son, names={**son.names, "J": "Jr."}))
    if chance.happens(0.2):
        own = dataclasses.replace(_house(chance, names, house.town, house.day), family=house.family)
        given = _drawn(chance, names, "women")
        if given not in taken:
            found.append(_villager(chance, names, own, (given, True, own.birth), bears=bears))
    return found


def _namesake(chance: Chance, names: Mapping[str, list[str]], other: Villager) -> Villager:
    """Return somebody of another house who bears the names of ``other``, but for the parents'."""
    house = _house(
        chance, names, other.town if chance.happens(0.6) else chance.pick(names["towns"]), _day(chance)
    )
    own = _villager(chance, names, house, (other.names["G"], other.is_woman, house.birth), bears={})
    kept = {role: name for role, name in other.names.items() if role in "GHF"}
    return dataclasses.replace(own, names={**{role: own.names[role] for role in "PQS"}, **kept})


def _villager(
    chance: Chance,
    names: Mapping[str, list[str]],
    house: _House,
    who: tuple[str, bool, dt.date],
    *,
    bears: Mapping[str, float],
) -> Villager:
    """Return a child of a house: ``who`` is the given name, whether it is a woman, and the date of birth."""
    given, is_woman, birth = who
    second = names.get("second_women" if is_woman else "second_men", [])
    held = {
        "G": given,
        "H": chance.pick(second) if second and chance.happens(bears.get("H", 1.0)) else "",
        "P": _patronymic(names, house.father, is_woman=is_woman),
        "Q": house.grandfather,
        "F": _feminine(house.family) if is_woman and "fathers" in names else house.family,
        "S": house.mothers if chance.happens(bears.get("S", 1.0)) else "",
    }
    if not chance.happens(bears.get("F", 1.0)):
        held["F"] = ""
    day = max(house.day if chance.happens(0.6) else _day(chance), birth + dt.timedelta(days=400))
    return Villager(id="", names=held, is_woman=is_woman, birth=birth, day=day, town=house.town)


def _drawn(chance: Chance, names: Mapping[str, list[str]], pool: str) -> str:
    if "syllables" in names:
        syllables = names["syllables_women" if pool == "women" else "syllables"]
        return " ".join(chance.pick(syllables).split("/")[0] for _ in range(chance.pick((2, 2, 3, 3, 3, 4))))
    if "middle_men" in names:  # The middle name is chosen with the given one, and stands with it.
        middle = chance.pick(names["middle_women" if pool == "women" else "middle_men"])
        return f"{middle} {chance.pick_by(names[pool], by_rank(len(names[pool]), 0.5))}"
    return chance.pick_by(names[pool], by_rank(len(names[pool]), 0.5))


def _patronymic(names: Mapping[str, list[str]], father: str, *, is_woman: bool) -> str:
    if "fathers" not in names:
        return father
    forms = names["fathers"][names["men"].index(father)].split("/")
    return "/".join(form.split(":")[is_woman] for form in forms)


def _feminine(family: str) -> str:
    return "/".join(form + "a" if form.endswith(_SOFT) else form for form in family.split("/"))


def _day(chance: Chance) -> dt.date:
    return _FIRST_DAY + dt.timedelta(days=chance.between(0, 900))
