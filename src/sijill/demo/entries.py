"""Entries of the lists as their clerks wrote them, each with the person whom it is about."""

import dataclasses
import datetime as dt
from collections.abc import Sequence

from sijill.demo import dates
from sijill.demo.captures import ListForm
from sijill.demo.chance import Chance, cumulate
from sijill.demo.events import Kind, Victim
from sijill.demo.noise import damage, spell
from sijill.demo.pools import Name, men, men_weights
from sijill.demo.romanise import Hand, romanise


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row of a list, every field as written; empty where the list says nothing."""

    record_id: str
    person_id: str
    """Known to the truth only; on no list."""
    given: str
    father: str
    grandfather: str
    family: str
    full_name: str
    mother: str
    sex: str
    birth_date: str
    birth_year: str
    age: str
    governorate: str
    town: str
    status: str
    event_date: str
    event_place: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """One organisation's list."""

    form: ListForm
    entries: tuple[Entry, ...]


_HANDS = ((Hand.PRESS, Hand.FRENCH, Hand.SLOPPY), cumulate([0.55, 0.20, 0.25]))
_LONGEST_LATIN = 46
"""Letters of a full name that fit the column of the PDF."""


def write_book(victims: Sequence[Victim], form: ListForm, *, seed: int) -> Book:
    """Return the list that ``form`` describes of ``victims`` (those on it), in the order of arrival."""
    chance = Chance(seed, f"entries/{form.code}")
    twice = [victim for victim in victims if chance.happens(form.duplicates)]
    arrived = chance.shuffled([*victims, *twice])
    width = max(5, len(str(len(arrived))))
    clerk = _Clerk(form, chance)
    entries = (
        clerk.write(f"{form.code}-{number:0{width}d}", victim) for number, victim in enumerate(arrived, 1)
    )
    return Book(form=form, entries=tuple(entries))


class _Clerk:
    """Writes entries in the manner of one list."""

    def __init__(self, form: ListForm, chance: Chance) -> None:
        self._form = form
        self._rates = form.rates
        self._chance = chance

    def write(self, record_id: str, victim: Victim) -> Entry:
        """Return what this list says of ``victim``."""
        slots = self._slots(victim)
        in_latin = self._form.form == "pdf"
        names = self._latin(slots) if in_latin else self._arabic(slots)
        joined = " ".join(name for name in names[:4] if name)
        birth_date, birth_year = self._birth(victim.person.birth)
        place = not self._chance.happens(self._rates.no_place)
        home = victim.person.home
        return Entry(
            record_id=record_id,
            person_id=victim.person.id,
            given=names[0],
            father=names[1],
            grandfather=names[2],
            family=names[3],
            full_name=joined if in_latin else damage(joined, self._rates, self._chance),
            mother=names[4],
            sex=self._form.sex[victim.person.sex == "F"],
            birth_date=birth_date,
            birth_year=birth_year,
            age=self._age(victim),
            governorate=home.governorate_ar if place else "",
            town=(home.en if in_latin else home.ar) if place else "",
            status=self._status(victim),
            event_date=self._event_date(victim.date),
            event_place=victim.town.ar if self._chance.happens(0.6) else "",
        )

    def _slots(self, victim: Victim) -> tuple[Name, ...]:
        """Return given, father, grandfather, family, mother; a name without letters where left out."""
        person, rates, chance, none = victim.person, self._rates, self._chance, Name("", "")
        father, grandfather = person.father, person.grandfather
        if chance.happens(rates.swapped):
            father, grandfather = grandfather, father
        if chance.happens(rates.kunya):
            child = chance.pick_by(men(), men_weights())
            father = Name(f"أبو {child.arabic}", f"Abū {child.sound}")
        return (
            person.given,
            father,
            none if chance.happens(rates.no_grandfather) else grandfather,
            none if chance.happens(rates.no_family) else person.family,
            none if chance.happens(rates.no_mother) else person.mother,
        )

    def _arabic(self, slots: tuple[Name, ...]) -> tuple[str, ...]:
        return tuple(spell(name.arabic, self._rates, self._chance) for name in slots)

    def _latin(self, slots: tuple[Name, ...]) -> tuple[str, ...]:
        hand = self._chance.pick_by(*_HANDS)
        given, father, grandfather, family, mother = (
            romanise(name.sound, hand, self._chance) if name.sound else "" for name in slots
        )
        if len(f"{given} {father} {grandfather} {family}") > _LONGEST_LATIN:
            grandfather = ""
        if self._chance.happens(self._rates.typo) and given.isascii():
            given = given[:-1] + given[-2:] if len(given) > 3 else given
        return given, father, grandfather, family, mother

    def _birth(self, birth: dt.date) -> tuple[str, str]:
        """Return the date of birth as written and its year; 1 January where only the year was known."""
        share = self._chance.share()
        rates = self._rates
        if self._chance.happens(rates.placeholder):
            return dates.write(birth.replace(month=1, day=1), self._form.dates), str(birth.year)
        if share < rates.birth_full:
            return dates.write(birth, self._form.dates), str(birth.year)
        if share < rates.birth_full + rates.birth_partial:
            return dates.write(birth, self._form.dates, dates.Precision.YEAR), str(birth.year)
        return "", ""

    def _age(self, victim: Victim) -> str:
        if not self._chance.happens(self._rates.age):
            return ""
        age = victim.age
        if self._chance.happens(self._rates.age_off):
            age += self._chance.pick((-2, -1, 1, 2))
        return dates.digits(str(max(0, age)), self._form.dates)

    def _event_date(self, date: dt.date) -> str:
        chance, rates = self._chance, self._rates
        if chance.happens(rates.date_missing):
            return ""
        if chance.happens(rates.date_partial):
            part = dates.Precision.YEAR if chance.happens(0.3) else dates.Precision.MONTH
            return dates.write(date, self._form.dates, part)
        if chance.happens(rates.date_shifted):
            date += dt.timedelta(days=chance.pick((-3, -2, -1, 1, 2, 3)))
        return dates.write(date, self._form.dates)

    def _status(self, victim: Victim) -> str:
        """Return the status word; the detained and the missing are sometimes taken for one another."""
        kind = victim.kind
        if self._chance.happens(self._rates.other_status):
            kind = Kind.MISSING if kind is Kind.DETAINED else Kind.DETAINED
        return self._form.status[kind][victim.person.sex == "F"]
