"""Tiny registers: two to four lists of one to some fifty invented records, of a kind each, whose truth is known.

Of each record it is kept what it shows, as it was before any clerk spelled it, so that a rule can say what a careful human
would of two of them (``tiny_verdicts``). A register follows from its kind and seed alone.
"""

import dataclasses
from collections.abc import Callable, Sequence
from typing import Final

from bench import tiny_people
from bench.small_towns import Townsman
from bench.tiny_verdicts import Shown
from sijill.demo import dates
from sijill.demo.captures import DateForm, Rates
from sijill.demo.chance import Chance
from sijill.demo.noise import spell
from sijill.demo.pools import Name, men
from sijill.demo.romanise import Hand, romanise

COLUMNS: Final = (
    "record_id", "list", "name", "mother", "sex", "age", "birth_date", "event_date", "place",
)  # fmt: skip
FIELDS: Final = ("ids", "lists", "names", "mothers", "sexes", "ages", "birth_dates", "event_dates", "places")
"""The same columns by the names of :class:`sijill.link.RecordColumns`."""
_DATE_FORMS: Final[tuple[DateForm, ...]] = ("iso", "slashes", "arabic")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TinyRegister:
    """Records as written, who each of them is, and what it shows."""

    rows: tuple[tuple[str, ...], ...]
    """By :data:`COLUMNS`."""
    person: dict[str, Townsman]
    """By record."""
    shown: dict[str, Shown]
    """By record."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What registers of a kind hold."""

    title: str
    people: Callable[[Chance], list[Townsman]]
    shares: Callable[[Chance, int], list[list[int]]]
    """Of so many persons, which stand on each list."""
    births: tuple[str, ...] = ("full", "year", "age", "none")
    """Ways of saying births, of which each list has one."""
    days: tuple[float, ...] = (0.0, 1.0)
    """Shares of records that tell the day, of which each list has one; and so on."""
    places: tuple[float, ...] = (0.0, 1.0)
    mothers: tuple[float, ...] = (0.0, 0.0, 1.0)
    grandfathers: tuple[float, ...] = (0.0, 0.9, 1.0)
    kunyas: float = 0.0
    nameless: float = 0.0
    """Share of records that name a child by its father alone."""
    latin: tuple[int, ...] = ()
    twice: float = 0.0


def _overlapping(chance: Chance, count: int) -> list[list[int]]:
    """Return two to four lists of half to nine tenths of the persons each, never an empty one."""
    lists = []
    for _ in range(chance.pick((2, 2, 2, 3, 3, 4))):
        share = chance.between(50, 90) / 100
        lists.append([place for place in range(count) if chance.happens(share)] or [0])
    return lists


def _whole(chance: Chance, count: int) -> list[list[int]]:
    return [list(range(count)) for _ in range(chance.pick((2, 2, 3)))]


def _disjoint(chance: Chance, count: int) -> list[list[int]]:
    """Return two lists that share nobody."""
    mixed = chance.shuffled(list(range(count)))
    half = max(1, count // 2)
    return [sorted(mixed[:half]), sorted(mixed[half:])]


def _one_and_many(chance: Chance, count: int) -> list[list[int]]:
    """Return a list of one person, and one of all, or of all but that one."""
    one = chance.between(0, count - 1)
    return [[one], [place for place in range(count) if place != one or chance.happens(0.6)]]


KINDS: Final = {
    "struck": Kind(title="households killed on one day", people=tiny_people.struck, shares=_overlapping, days=(1.0,)),
    "twins": Kind(title="twins", people=tiny_people.twins, shares=_whole, births=("full", "full", "none")),
    "brothers": Kind(title="brothers and sisters", people=tiny_people.brothers, shares=_overlapping),
    "namesakes": Kind(title="namesakes of one town", people=tiny_people.namesakes, shares=_overlapping),
    "clan": Kind(title="cousins of one grandfather", people=tiny_people.clan, shares=_overlapping),
    "one_name": Kind(
        title="one first name, many families", people=tiny_people.one_first_name, shares=_whole, births=("none", "none", "year", "full"),
    ),
    "household": Kind(title="households listed whole twice", people=tiny_people.struck, shares=_whole),
    "kunyas": Kind(title="women by kunya alone", people=tiny_people.mothers, shares=_overlapping, kunyas=0.4),
    "children": Kind(
        title="children by the father's name", people=tiny_people.small_children, shares=_overlapping, nameless=0.4,
    ),
    "one": Kind(title="a list of one beside a list of many", people=tiny_people.town, shares=_one_and_many),
    "repeats": Kind(title="lists that repeat persons", people=tiny_people.town, shares=_overlapping, twice=0.25),
    "disjoint": Kind(title="two lists that share nobody", people=tiny_people.town, shares=_disjoint),
    "disjoint_kin": Kind(title="two lists of kin that share nobody", people=tiny_people.clan, shares=_disjoint),
    "whole": Kind(title="lists of wholly the same persons", people=tiny_people.town, shares=_whole),
    "names": Kind(
        title="names only", people=tiny_people.town, shares=_overlapping, births=("none",), days=(0.0,), places=(0.0,), mothers=(0.0,),
    ),
    "scripts": Kind(title="Arabic and Latin letters", people=tiny_people.town, shares=_overlapping, latin=(1,)),
    "scripts_kin": Kind(title="households in two scripts", people=tiny_people.struck, shares=_whole, latin=(1,)),
    "few": Kind(title="two to nine records", people=tiny_people.few, shares=_whole),
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Habits:
    """How one list is kept."""

    name: str
    births: str
    days: float
    places: float
    mothers: float
    grandfathers: float
    kunyas: float
    nameless: float
    hand: Hand | None
    rates: Rates
    dates: DateForm
    sexes: bool


def tiny_register(kind: str, seed: int) -> TinyRegister:
    """Return the register of one of :data:`KINDS` that ``seed`` gives; none of its lists is empty."""
    told = KINDS[kind]
    chance = Chance(seed, f"tiny/{kind}")
    people = told.people(chance)
    rows: list[tuple[str, ...]] = []
    person: dict[str, Townsman] = {}
    shown: dict[str, Shown] = {}
    for place, held in enumerate(told.shares(chance, len(people))):
        habits = _habits(told, place, chance)
        twice = [each for each in held if chance.happens(told.twice)]
        for number, each in enumerate(chance.shuffled([*held, *twice])):
            record = f"{habits.name}-{number:03d}"
            shown[record] = _shown(people[each], habits, chance)
            person[record] = people[each]
            rows.append((record, *_written(people[each], shown[record], habits, chance)))
    return TinyRegister(rows=tuple(rows), person=person, shown=shown)


def _habits(kind: Kind, place: int, chance: Chance) -> _Habits:
    by_habit = (0.0, 0.0, 0.5, 1.0)
    return _Habits(
        name=f"list{place + 1}",
        births=chance.pick(kind.births),
        days=chance.pick(kind.days),
        places=chance.pick(kind.places),
        mothers=chance.pick(kind.mothers),
        grandfathers=chance.pick(kind.grandfathers),
        kunyas=kind.kunyas,
        nameless=kind.nameless,
        hand=chance.pick((Hand.PRESS, Hand.SLOPPY)) if place in kind.latin else None,
        rates=Rates(
            hamza=chance.pick(by_habit),
            ta_marbuta=chance.pick(by_habit),
            final_ya=chance.pick((0.0, 0.05, 0.3)),
            joined=chance.pick(by_habit),
            typo=chance.pick((0.0, 0.03, 0.06)),
        ),
        dates=chance.pick(_DATE_FORMS),
        sexes=chance.happens(0.6),
    )


def _shown(person: Townsman, habits: _Habits, chance: Chance) -> Shown:
    """Return what the list tells of a person; an age is one off now and then, a date never."""
    kunya, nameless = chance.happens(habits.kunyas), chance.happens(habits.nameless)
    age_off = chance.pick((0, 0, 0, 0, -1, 1))
    year = person.birth.year + (age_off if habits.births == "age" else 0)
    return Shown(
        given="" if kunya or nameless else person.given.arabic,
        father="" if kunya else person.father.arabic,
        grandfather=person.grandfather.arabic if chance.happens(habits.grandfathers) and not kunya else "",
        family=person.family.arabic,
        mother=person.mother.arabic if chance.happens(habits.mothers) else "",
        kunya=_child(person).arabic if kunya else "",
        birth=person.birth if habits.births == "full" else None,
        birth_year=None if habits.births == "none" else year,
        day=person.day if chance.happens(habits.days) else None,
        place=person.quarter.ar if chance.happens(habits.places) else "",
    )


def _written(person: Townsman, shown: Shown, habits: _Habits, chance: Chance) -> tuple[str, ...]:
    """Return one row, but for its id."""
    sex = ("M", "F") if habits.hand else ("ذكر", "أنثى")
    born = ""
    if shown.birth is not None:
        born = dates.write(shown.birth, habits.dates)
    elif habits.births == "year":
        born = str(shown.birth_year)
    age = ""
    if habits.births == "age" and shown.birth_year is not None:
        off = shown.birth_year - person.birth.year
        age = str(max((person.day - person.birth).days // 365 - off, 0))
    place = person.quarter.en if habits.hand else person.quarter.ar
    return (
        habits.name,
        _spelled(_name(person, shown, chance), habits, chance),
        _spelled([person.mother], habits, chance) if shown.mother else "",
        sex[person.is_woman] if habits.sexes else "",
        age,
        born,
        dates.write(shown.day, habits.dates) if shown.day else "",
        place if shown.place else "",
    )


def _name(person: Townsman, shown: Shown, chance: Chance) -> list[Name]:
    """Return the parts of the name as the record has them."""
    if shown.kunya:
        return [Name("أم", "Umm"), _child(person), person.family]
    tail = [person.father, *([person.grandfather] if shown.grandfather else []), person.family]
    if shown.given:
        return [person.given, *tail]
    forms = ("طفلة", "ابنة", "بنت") if person.is_woman else ("طفل", "ابن", "الطفل")
    return [Name(chance.pick(forms), "Child"), *tail]


def _child(person: Townsman) -> Name:
    """Return the child that a woman is called after, one and the same wherever she is."""
    return men()[person.birth.toordinal() % len(men())]


def _spelled(parts: Sequence[Name], habits: _Habits, chance: Chance) -> str:
    if habits.hand is not None:
        return " ".join(romanise(part.sound, habits.hand, chance) for part in parts)
    return spell(" ".join(part.arabic for part in parts), habits.rates, chance)
