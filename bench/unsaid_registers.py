"""Registers in which some records name nobody but say whose child, wife or mother they are; their truth is known.

Two to four lists of some dozen records. A register follows from its kind and seed alone.
"""

import dataclasses
from collections.abc import Callable
from typing import Final

from bench import unsaid_people
from bench.small_towns import Townsman
from bench.tiny_verdicts import Shown
from bench.unsaid_people import CHILD, MOTHER, WIFE, Someone
from bench.unsaid_verdicts import DAUGHTER, SON, Told
from sijill.demo import dates
from sijill.demo.captures import DateForm, Rates
from sijill.demo.chance import Chance
from sijill.demo.noise import spell
from sijill.demo.pools import Name
from sijill.demo.romanise import Hand, romanise

_DATE_FORMS: Final[tuple[DateForm, ...]] = ("iso", "slashes", "arabic")
_ARABIC: Final = {
    (CHILD, False): (("طفل", "child"), ("ابن", SON), ("رضيع", "child"), ("مولود", "child"), ("جنين", "child")),
    (CHILD, True): (("طفلة", DAUGHTER), ("ابنة", DAUGHTER), ("بنت", DAUGHTER), ("رضيعة", DAUGHTER), ("مولودة", DAUGHTER)),
    (WIFE, True): (("زوجة", "wife"), ("حرم", "wife")),
    (MOTHER, True): (("والدة", "mother"),),
}  # fmt: skip
_LATIN: Final = {
    (CHILD, False): (("son of", SON), ("child of", "child"), ("infant of", "child"), ("baby of", "child"), ("ibn", SON)),
    (CHILD, True): (("daughter of", DAUGHTER), ("child of", "child"), ("infant of", "child"), ("bint", DAUGHTER)),
    (WIFE, True): (("wife of", "wife"),),
    (MOTHER, True): (("mother of", "mother"),),
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What registers of a kind hold."""

    title: str
    people: Callable[[Chance], list[Someone]]
    births: tuple[str, ...] = ("full", "year", "age", "none")
    """Ways of saying births, of which each list has one."""
    unsaid: tuple[float, ...] = (0.0, 0.4, 0.8)
    """Shares of those whom a list may name by another that it names so, of which each list has one."""
    days: tuple[float, ...] = (0.0, 1.0)
    mothers: tuple[float, ...] = (0.0, 0.0, 1.0)
    latin: tuple[int, ...] = ()


KINDS: Final = {
    "dated": Kind(title="infants, with dates of birth", people=unsaid_people.infants, births=("full",)),
    "aged": Kind(title="infants, with ages and years", people=unsaid_people.infants, births=("age", "year")),
    "bare": Kind(title="infants, no births", people=unsaid_people.infants, births=("none",), mothers=(0.0,)),
    "latin": Kind(title="infants in two scripts", people=unsaid_people.infants, latin=(1,)),
    "named": Kind(title="infants unnamed on one list of two", people=unsaid_people.infants, unsaid=(0.0, 1.0)),
    "fathers": Kind(title="infants, and their fathers", people=unsaid_people.with_fathers),
    "twins": Kind(title="newborn twins", people=unsaid_people.twins, births=("full", "full", "none")),
    "wives": Kind(title="wives, and their husbands", people=unsaid_people.couples),
    "mothers": Kind(title="mothers, and their sons", people=unsaid_people.mothers, mothers=(0.0,)),
    "wives_latin": Kind(title="wives in two scripts", people=unsaid_people.couples, latin=(1,)),
    "real": Kind(title="families called by such words", people=unsaid_people.real_names),
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class UnsaidRegister:
    """Records as written, who each of them is, and what it shows."""

    rows: tuple[tuple[str, ...], ...]
    """By :data:`bench.tiny_registers.FIELDS`."""
    person: dict[str, Townsman]
    told: dict[str, Told]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Habits:
    """How one list is kept."""

    name: str
    births: str
    unsaid: float
    days: float
    mothers: float
    places: float
    grandfathers: float
    hand: Hand | None
    rates: Rates
    dates: DateForm
    sexes: bool


def unsaid_register(kind: str, seed: int) -> UnsaidRegister:
    """Return the register of one of :data:`KINDS` that ``seed`` gives; none of its lists is empty."""
    chosen = KINDS[kind]
    chance = Chance(seed, f"unsaid/{kind}")
    people = chosen.people(chance)
    rows: list[tuple[str, ...]] = []
    person: dict[str, Townsman] = {}
    told: dict[str, Told] = {}
    for place in range(chance.pick((2, 2, 3, 4))):
        habits = _habits(chosen, place, chance)
        share = chance.between(50, 95) / 100
        held = [each for each in people if chance.happens(share)] or people[:1]
        for number, each in enumerate(chance.shuffled(held)):
            record = f"{habits.name}-{number:03d}"
            told[record], name = _told(each, habits, chance)
            person[record] = each.self
            rows.append((record, habits.name, *_written(each.self, told[record], name, habits, chance)))
    return UnsaidRegister(rows=tuple(rows), person=person, told=told)


def _habits(kind: Kind, place: int, chance: Chance) -> _Habits:
    by_habit = (0.0, 0.0, 0.5, 1.0)
    return _Habits(
        name=f"list{place + 1}",
        births=chance.pick(kind.births),
        unsaid=kind.unsaid[place % 2] if len(kind.unsaid) == 2 else chance.pick(kind.unsaid),
        days=chance.pick(kind.days),
        mothers=chance.pick(kind.mothers),
        places=chance.pick((0.0, 1.0)),
        grandfathers=chance.pick((0.0, 0.9, 1.0)),
        hand=chance.pick((Hand.PRESS, Hand.FRENCH, Hand.SLOPPY)) if place in kind.latin else None,
        rates=Rates(
            hamza=chance.pick(by_habit),
            ta_marbuta=chance.pick(by_habit),
            final_ya=chance.pick((0.0, 0.05, 0.3)),
            joined=chance.pick(by_habit),
            typo=chance.pick((0.0, 0.03)),
        ),
        dates=chance.pick(_DATE_FORMS),
        sexes=chance.happens(0.6),
    )


def _told(someone: Someone, habits: _Habits, chance: Chance) -> tuple[Told, str]:
    """Return what the list tells of a person, and the name as it writes it, before any slip."""
    person = someone.self
    is_unsaid = someone.whose != "" and chance.happens(habits.unsaid)
    whole = chance.happens(habits.grandfathers)
    parts = [person.given, person.father, *([person.grandfather] if whole else []), person.family]
    word, whose = "", ""
    if is_unsaid:
        words = (_LATIN if habits.hand else _ARABIC)[someone.whose, person.is_woman]
        word, whose = chance.pick(words)
        parts = [someone.of[0], *([someone.of[1]] if whole else []), someone.of[2]]
    is_child = someone.whose == CHILD or not is_unsaid
    shown = Shown(
        given="" if is_unsaid else person.given.arabic,
        father=person.father.arabic if is_child else "",
        grandfather=person.grandfather.arabic if is_child and whole else "",
        family=person.family.arabic if is_child else "",
        mother=person.mother.arabic if chance.happens(habits.mothers) else "",
        birth=person.birth if habits.births == "full" else None,
        birth_year=None if habits.births == "none" else person.birth.year,
        day=person.day if chance.happens(habits.days) else None,
        place=person.quarter.ar if chance.happens(habits.places) else "",
    )
    sex = ("F" if person.is_woman else "M") if habits.sexes else ""
    of = tuple(part.arabic for part in someone.of if whole or part is not someone.of[1]) if is_unsaid else ()
    return Told(shown=shown, whose=whose, of=of, sex=sex), " ".join([word, *_letters(parts, habits, chance)])


def _letters(parts: list[Name], habits: _Habits, chance: Chance) -> list[str]:
    if habits.hand is not None:
        return [romanise(part.sound, habits.hand, chance) for part in parts]
    return [part.arabic for part in parts]


def _written(person: Townsman, told: Told, name: str, habits: _Habits, chance: Chance) -> tuple[str, ...]:
    """Return one row, but for its id and list."""
    shown = told.shown
    born = ""
    if shown.birth is not None:
        born = dates.write(shown.birth, habits.dates)
    elif habits.births == "year":
        born = str(shown.birth_year)
    age = str(max((person.day - person.birth).days // 365, 0)) if habits.births == "age" else ""
    sex = told.sex if habits.hand else {"M": "ذكر", "F": "أنثى", "": ""}[told.sex]
    mother = _letters([person.mother], habits, chance)[0] if shown.mother else ""
    place = person.quarter.en if habits.hand else person.quarter.ar
    written = name.strip() if habits.hand else spell(name.strip(), habits.rates, chance)
    day = dates.write(shown.day, habits.dates) if shown.day else ""
    return (written, mother, sex, age, born, day, place if shown.place else "")
