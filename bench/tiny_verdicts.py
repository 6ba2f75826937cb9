"""What a careful human says of two records of a tiny register: one person, ask, or two.

The rule reads what the records show and knows nothing of who they are, nor of linkage. It was written before anything was linked.
"""

import dataclasses
import datetime as dt
import enum
from typing import Final

_YEARS_APART: Final = 5
"""Years from which two births are two persons'; from three on it is asked."""
_DAYS_APART: Final = 31
"""Days from which two days of one event are asked about."""
_ENOUGH: Final = 2.0
"""What must agree beside the first name: father and family, or mother and full date of birth, say."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a record says, spelled as it should be; "" and None where it says nothing."""

    given: str
    father: str = ""
    grandfather: str = ""
    family: str = ""
    mother: str = ""
    kunya: str = ""
    """The child by whom a woman is named; ``given`` is "" then."""
    birth: dt.date | None = None
    birth_year: int | None = None
    """With ``birth``, with a year alone, or as far as an age tells it."""
    day: dt.date | None = None
    place: str = ""


class Verdict(enum.Enum):
    """A careful human's answer."""

    SAME = "same"
    ASK = "ask"
    TWO = "two"


def verdict(one: Shown, other: Shown) -> Verdict:
    """Return what is to be said of two records.

    Two where a part of the name, the mother or the birth is plainly another; one where the first name is the same and two
    things beside it agree, a day or a place counting half; ask in all other cases: no first name, another day, too little.
    """
    if _differ(one, other):
        return Verdict.TWO
    if _is_open(one, other) or _agreeing(one, other) < _ENOUGH:
        return Verdict.ASK
    return Verdict.SAME


def _differ(one: Shown, other: Shown) -> bool:
    parts = ((one.given, other.given), (one.father, other.father), (one.grandfather, other.grandfather))
    more = ((one.family, other.family), (one.mother, other.mother), (one.kunya, other.kunya))
    if any(a and b and a != b for a, b in (*parts, *more)):
        return True
    if one.birth and other.birth:
        return one.birth != other.birth
    return _years(one, other) >= _YEARS_APART


def _is_open(one: Shown, other: Shown) -> bool:
    if not (one.given and other.given) or _years(one, other) >= 3:
        return True
    return bool(one.day and other.day and abs((one.day - other.day).days) > _DAYS_APART)


def _agreeing(one: Shown, other: Shown) -> float:
    """Return how many things beside the first name both records say alike."""
    whole = ((one.father, other.father), (one.grandfather, other.grandfather), (one.family, other.family))
    more = ((one.mother, other.mother), (one.birth, other.birth))
    half = ((one.day, other.day), (one.place, other.place))
    return sum(bool(a and a == b) for a, b in (*whole, *more)) + 0.5 * sum(
        bool(a and a == b) for a, b in half
    )


def _years(one: Shown, other: Shown) -> int:
    """Return how many years two births are apart, 0 where one is not told."""
    if one.birth_year is None or other.birth_year is None:
        return 0
    return abs(one.birth_year - other.birth_year)
