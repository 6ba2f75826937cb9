"""Small registers: three to five lists of 200 to 1,000 records of one invented town, each written in a way of its own.

Six kinds, by what lists say of births and mothers, and by scripts and repeats. How often clerks err was set by hand from what is known of real
lists, before anything was linked, and is drawn anew for each list. A register follows from its kind and seed alone.
"""

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Final

from bench.small_towns import Townsman, townspeople
from sijill.demo import dates
from sijill.demo.captures import DateForm, Rates
from sijill.demo.chance import Chance
from sijill.demo.noise import damage, spell
from sijill.demo.pools import Name, men, men_weights
from sijill.demo.romanise import Hand, romanise

COLUMNS: Final = (
    "record_id", "list", "name", "mother", "sex", "age", "birth_date", "event_date", "town",
)  # fmt: skip
_DATE_FORMS: Final[tuple[DateForm, ...]] = ("iso", "slashes", "arabic")
_TITLES: Final = ("الشهيد", "الحاج", "الدكتور", "الأستاذ")
_ARABIC_DIGITS: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_NOBODY: Final = Name("", "")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What the lists of a register say."""

    title: str
    births: tuple[str, ...]
    """Of each list: ``full`` dates, ``year``, ``age``, ``rough`` (about 1980, 25-30) or ``none``."""
    mothers: tuple[float, ...]
    """Share of the records of each list that name the mother."""
    latin: tuple[int, ...] = ()
    """Places of lists in Latin letters."""
    twice: float = 0.0
    """Share of a list's persons whom it holds twice."""


KINDS: Final = {
    "dates": Kind(
        title="full dates, years and an age", births=("full", "full", "year", "age"), mothers=(0.8, 0, 0.6, 0)
    ),
    "years": Kind(
        title="years and ages, one list with mothers",
        births=("year", "age", "year", "none"),
        mothers=(0.7, 0, 0, 0),
    ),
    "bare": Kind(title="ages at best, no mothers", births=("age", "none", "age"), mothers=(0, 0, 0)),
    "rough": Kind(
        title="about 1980, and 25-30",
        births=("rough", "year", "rough", "age"),
        mothers=(0.5, 0, 0.5, 0),
        twice=0.03,
    ),
    "scripts": Kind(
        title="one list of four romanised",
        births=("year", "age", "full", "age"),
        mothers=(0.5, 0.5, 0, 0),
        latin=(1,),
    ),
    "repeats": Kind(
        title="lists that name persons twice, one of five romanised",
        births=("full", "year", "age", "rough", "year"),
        mothers=(0.7, 0.5, 0, 0.5, 0),
        latin=(4,),
        twice=0.1,
    ),
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SmallRegister:
    """Records as written, and who each of them is."""

    rows: tuple[tuple[str, ...], ...]
    """By :data:`COLUMNS`."""
    person: dict[str, Townsman]
    """By record."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Habits:
    """How one list is kept."""

    name: str
    births: str
    mothers: float
    hand: Hand | None
    rates: Rates
    dates: DateForm
    titles: float
    bare: float
    """Share of names that are first and family, or first and father."""
    family_first: float
    sexes: float
    events: float
    places: float
    full_mother: bool
    """Mothers are written with a family name of their own."""


def small_register(kind: str, seed: int) -> SmallRegister:
    """Return the register of one of :data:`KINDS` that ``seed`` gives."""
    chosen = KINDS[kind]
    chance = Chance(seed, f"small/{kind}")
    people = townspeople(chance, chance.between(450, 1300))
    rows: list[tuple[str, ...]] = []
    person: dict[str, Townsman] = {}
    for place in range(len(chosen.births)):
        habits = _habits(chosen, place, chance)
        share = chance.between(40, 75) / 100
        held = [each for each in people if chance.happens(share)]
        held += [each for each in held if chance.happens(chosen.twice)]
        for number, each in enumerate(chance.shuffled(held)):
            record = f"{habits.name}-{number:04d}"
            rows.append((record, *_written(each, habits, chance)))
            person[record] = each
    return SmallRegister(rows=tuple(rows), person=person)


def _habits(kind: Kind, place: int, chance: Chance) -> _Habits:
    """Return the habits of a list; what is a habit is done always or never, or by one clerk of several."""
    by_habit = (0.0, 0.05, 0.5, 1.0)
    rates = Rates(
        no_grandfather=chance.pick((0.0, 0.08, 0.3, 1.0)),
        kunya=chance.pick((0.0, 0.0, 0.05)),
        swapped=chance.pick((0.0, 0.01, 0.02)),
        hamza=chance.pick(by_habit),
        ta_marbuta=chance.pick(by_habit),
        final_ya=chance.pick((0.0, 0.05, 0.3)),
        joined=chance.pick(by_habit),
        lam_alef=chance.pick((0.0, 0.0, 0.0, 0.3)),
        split_letter=chance.pick((0.0, 0.0, 0.02)),
        typo=chance.pick((0.02, 0.04, 0.07)),
        date_shifted=chance.pick((0.03, 0.1)),
        date_partial=chance.pick((0.0, 0.1, 0.4)),
    )
    hands = (Hand.PRESS, Hand.SLOPPY, Hand.PRESS, Hand.FRENCH)
    return _Habits(
        name=f"list{place + 1}",
        births=kind.births[place],
        mothers=kind.mothers[place],
        hand=chance.pick(hands) if place in kind.latin else None,
        rates=rates,
        dates=chance.pick(_DATE_FORMS),
        titles=chance.pick((0.0, 0.0, 0.1)),
        bare=chance.pick((0.0, 0.03, 0.1)),
        family_first=chance.pick((0.0, 0.0, 0.02)),
        sexes=chance.pick((0.0, 0.9, 0.98)),
        events=chance.pick((0.0, 0.7, 0.95)),
        places=chance.pick((0.0, 0.6, 0.9)),
        full_mother=chance.happens(0.3),
    )


def _written(person: Townsman, habits: _Habits, chance: Chance) -> tuple[str, ...]:
    """Return one row, but for its id."""
    age, birth = _birth(person, habits, chance)
    town = person.quarter.en if habits.hand else person.quarter.ar
    sex = ("M", "F") if habits.hand else ("ذكر", "أنثى")
    return (
        habits.name,
        _name(person, habits, chance),
        _mother(person, habits, chance) if chance.happens(habits.mothers) else "",
        sex[person.is_woman != chance.happens(0.005)] if chance.happens(habits.sexes) else "",
        age,
        birth,
        _event(person, habits, chance) if chance.happens(habits.events) else "",
        town if chance.happens(habits.places) else "",
    )


def _name(person: Townsman, habits: _Habits, chance: Chance) -> str:
    father, grandfather = person.father, person.grandfather
    if chance.happens(habits.rates.swapped):
        father, grandfather = grandfather, father
    if chance.happens(habits.rates.kunya):
        child = chance.pick_by(men(), men_weights())
        father = Name(f"أبو {child.arabic}", f"Abū {child.sound}")
    slots = [person.given, father, grandfather, person.family]
    if chance.happens(habits.rates.no_grandfather):
        slots = [person.given, father, person.family]
    if chance.happens(habits.bare):
        slots = [person.given, person.family if chance.happens(0.75) else father]
    if chance.happens(habits.family_first):
        slots = [slots[-1], *slots[:-1]]
    name = _spelled(slots, habits, chance)
    return f"{chance.pick(_TITLES)} {name}" if chance.happens(habits.titles) and not habits.hand else name


def _spelled(slots: Sequence[Name], habits: _Habits, chance: Chance) -> str:
    if habits.hand is not None:
        return " ".join(romanise(slot.sound, habits.hand, chance) for slot in slots)
    return damage(spell(" ".join(slot.arabic for slot in slots), habits.rates, chance), habits.rates, chance)


def _mother(person: Townsman, habits: _Habits, chance: Chance) -> str:
    return _spelled((person.mother, person.family)[: 1 + habits.full_mother], habits, chance)


def _birth(person: Townsman, habits: _Habits, chance: Chance) -> tuple[str, str]:
    """Return age and date of birth as written; either may be empty."""
    shown = person.birth
    if chance.happens(0.04):
        shown = shown.replace(year=shown.year + chance.pick((-10, -2, -1, 1, 1, 2)), day=min(shown.day, 28))
    age = (person.day - shown).days // 365 + (chance.pick((-1, 1)) if chance.happens(0.2) else 0)
    age = max(age + (chance.between(-4, 4) if chance.happens(0.05) else 0), 0)
    if habits.births == "none" or chance.happens(0.08):
        return "", ""
    if habits.births == "age":
        return str(age), ""
    if habits.births == "rough":
        return _rough(shown.year, age, chance)
    if habits.births == "year" or chance.happens(0.15):
        return "", str(shown.year)
    return "", dates.write(shown, habits.dates)


def _rough(year: int, age: int, chance: Chance) -> tuple[str, str]:
    """Return an age or a year as somebody remembers it: about 1980, 25-30."""
    if chance.happens(0.35):
        first = age // 5 * 5
        bracket = f"{first}-{first + 5}"
        return (bracket.translate(_ARABIC_DIGITS) if chance.happens(0.5) else bracket), ""
    if chance.happens(0.2):
        return f"حوالي {round(age / 5) * 5}", ""
    if chance.happens(0.7):
        about = round(year / 5) * 5 if chance.happens(0.6) else year + chance.between(-2, 2)
        return "", chance.pick(
            (f"حوالي {about}".translate(_ARABIC_DIGITS), f"نحو عام {about}", f"{about} تقريبا")
        )
    return "", str(year)


def _event(person: Townsman, habits: _Habits, chance: Chance) -> str:
    day = person.day
    if chance.happens(habits.rates.date_shifted):
        day += dt.timedelta(days=chance.between(-3, 3))
    if chance.happens(habits.rates.date_partial):
        precision = chance.pick((dates.Precision.MONTH, dates.Precision.YEAR))
        return dates.write(day, habits.dates, precision)
    return dates.write(day, habits.dates)
