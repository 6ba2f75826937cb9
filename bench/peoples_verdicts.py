"""What a careful human says of two records of some people's register: one person, ask, or two.

The rule reads what the records show, spelled as it should be. It was written before anything was linked.
"""

import dataclasses
import datetime as dt
import unicodedata
from collections.abc import Mapping
from typing import Final

from bench.tiny_verdicts import Verdict

_YEARS_APART: Final = 5
"""Years from which two births are two persons'; from three on it is asked."""
_DAYS_APART: Final = 31
_ENOUGH: Final = 3.0
"""What must agree, the given name among it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a record says."""

    names: Mapping[str, str]
    """By role (``peoples_people.ROLES``), all spellings of the name, or an initial as "K."; a role that is not told is left out."""
    is_woman: bool | None = None
    birth: dt.date | None = None
    birth_year: int | None = None
    """With ``birth``, with a year alone, or as far as an age tells it."""
    day: dt.date | None = None
    town: str = ""


def verdict(one: Said, other: Said, worth: Mapping[str, float]) -> Verdict:
    """Return what is to be said of two records of a people to whom an agreement in a role is ``worth`` so much.

    Two where a role of the name, the sex or the birth is plainly another; one where what agrees is enough: names by their worth, an initial by half
    of it, a full date of birth 1, its year within one, a day or a town .5. Ask in all other cases.
    """
    roles = [role for role in worth if role in one.names and role in other.names]
    agree = {role: _agreement(one.names[role], other.names[role]) for role in roles}
    if min(agree.values(), default=1.0) == 0.0 or are_two(one, other):
        return Verdict.TWO
    if "G" not in agree or _is_open(one, other):
        return Verdict.ASK
    enough = sum(worth[role] * share for role, share in agree.items()) + _beside(one, other) >= _ENOUGH
    return Verdict.SAME if enough else Verdict.ASK


def are_two(one: Said, other: Said) -> bool:
    """Return whether sex or birth tell two persons."""
    if None not in (one.is_woman, other.is_woman) and one.is_woman is not other.is_woman:
        return True
    if one.birth and other.birth:
        return one.birth != other.birth
    return _years(one, other) >= _YEARS_APART


def plain(text: str) -> str:
    """Return ``text`` without marks on letters, small."""
    return "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))


def _agreement(one: str, other: str) -> float:
    """Return 1 for one name, .5 where an initial may stand for it, 0 for two."""
    if not ((one.endswith(".") and len(one) == 2) or (other.endswith(".") and len(other) == 2)):
        return float(one == other)
    initials = [{plain(form)[:1] for form in name.split("/")} for name in (one, other)]
    return 0.5 * bool(initials[0] & initials[1])


def _is_open(one: Said, other: Said) -> bool:
    if _years(one, other) >= 3 or ("J" in one.names) != ("J" in other.names):
        return True
    return bool(one.day and other.day and abs((one.day - other.day).days) > _DAYS_APART)


def _beside(one: Said, other: Said) -> float:
    births = float(one.birth is not None and one.birth == other.birth)
    if not births and None not in (one.birth_year, other.birth_year):
        births = 0.5 * (_years(one, other) <= 1)
    same = (bool(one.day and one.day == other.day), bool(one.town and one.town == other.town))
    return births + 0.5 * sum(same)


def _years(one: Said, other: Said) -> int:
    if one.birth_year is None or other.birth_year is None:
        return 0
    return abs(one.birth_year - other.birth_year)
