"""Who is on which list: organisations see kinds, places and well known cases with different chances.

The log-odds of a capture are the list's own level, a change by kind, one by governorate, and the case's
visibility times the list's weight for it; one list passes its cases on to another. Visibility is shared by all lists, half of it by a household:
a mild positive dependence, as in the easier families of simulation studies of multiple systems estimation.
"""

import dataclasses
import math
from collections.abc import Mapping, Sequence
from typing import Final, Literal

from sijill.demo.chance import Chance
from sijill.demo.events import Victim
from sijill.demo.pools import load

DateForm = Literal["iso", "slashes", "arabic", "months"]
Form = Literal["csv", "xlsx", "pdf"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rates:
    """Shares of a list's entries that have a defect."""

    no_grandfather: float = 0.0
    no_family: float = 0.0
    no_mother: float = 0.0
    kunya: float = 0.0
    swapped: float = 0.0
    hamza: float = 0.0
    ta_marbuta: float = 0.0
    final_ya: float = 0.0
    joined: float = 0.0
    lam_alef: float = 0.0
    split_letter: float = 0.0
    typo: float = 0.0
    birth_full: float = 0.0
    birth_partial: float = 0.0
    placeholder: float = 0.0
    age: float = 0.0
    age_off: float = 0.0
    date_shifted: float = 0.0
    date_partial: float = 0.0
    date_missing: float = 0.0
    no_place: float = 0.0
    other_status: float = 0.0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListForm:
    """An invented organisation's list: who is on it, how it is laid out, how its clerks err."""

    code: str
    """Two letters; the ids of its entries begin with it."""
    ar: str
    en: str
    file: str
    form: Form
    bom: bool = False
    delimiter: str = ","
    dates: DateForm
    chance: float
    """Of an average victim."""
    visibility: float
    kinds: Mapping[str, float]
    referred_by: Mapping[str, float] = dataclasses.field(default_factory=dict)
    """Codes of earlier lists that pass their cases on, with the change of the log-odds."""
    duplicates: float
    """Share of its persons that it holds twice."""
    sex: tuple[str, str]
    columns: tuple[tuple[str, str], ...]
    """Header and field of ``entries.Entry``."""
    status: Mapping[str, tuple[str, str]]
    rates: Rates


_PLACE_SPREAD: Final = 0.25
"""Standard deviation of the change of the log-odds by governorate."""


def list_forms() -> tuple[ListForm, ...]:
    """Return the five lists, in the order in which files and tables name them."""
    return tuple(_form(**table) for table in load("lists")["list"])


def _form(**table: object) -> ListForm:
    rates = table.pop("rates")
    if not isinstance(rates, dict):
        raise TypeError(rates)
    # The tables are our own data; a wrong key fails here by its name.
    return ListForm(rates=Rates(**rates), **table)  # type: ignore[arg-type]  # TOML values are untyped


def capture(
    victims: Sequence[Victim], forms: Sequence[ListForm], *, seed: int
) -> tuple[tuple[int, ...], ...]:
    """Return, for each list, the indices of the victims on it, ascending."""
    visible = _visibility(victims, seed)
    found: dict[str, tuple[int, ...]] = {}
    for form in forms:
        odds = [form.visibility * score for score in visible]
        for code, change in form.referred_by.items():
            for index in found[code]:
                odds[index] += change
        found[form.code] = _on_list(victims, odds, form, seed)
    return tuple(found.values())


def _visibility(victims: Sequence[Victim], seed: int) -> list[float]:
    chance = Chance(seed, "visibility")
    household: dict[int, float] = {}
    scores = []
    for victim in victims:
        number = victim.person.household
        if number not in household:
            household[number] = chance.normal()
        scores.append((household[number] + chance.normal()) / math.sqrt(2.0))
    return scores


def _on_list(victims: Sequence[Victim], extra: Sequence[float], form: ListForm, seed: int) -> tuple[int, ...]:
    chance = Chance(seed, f"capture/{form.code}")
    places = sorted({place["ar"] for place in load("places")["governorate"]})
    by_place = {place: _PLACE_SPREAD * chance.normal() for place in places}
    level = math.log(form.chance / (1.0 - form.chance))
    found = []
    for index, victim in enumerate(victims):
        odds = level + form.kinds[victim.kind] + by_place[victim.person.home.governorate_ar]
        odds += extra[index]
        if chance.happens(1.0 / (1.0 + math.exp(-odds))):
            found.append(index)
    return tuple(found)
