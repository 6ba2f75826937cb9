"""What a figure counts, and whether another counts the same: field by field, with the reason.

A field that a claim leaves unsaid is neither the same nor different: a figure without a period is compared, and the
reader is told so; one with neither period nor place is not (``beside``). A claim that says more than what it stands beside, one year of all years, counts a part of it.
"""

import calendar
import dataclasses
from collections.abc import Mapping
from typing import Any, Final

from sijill.claim.unnamed import is_unnamed
from sijill.claim.where import SAME, Compared, compare_places
from sijill.model.claim import Definition, Field
from sijill.text import match_key
from sijill.text.extents import Extents, extents_of

ALL: Final = "all"
"""In the definition of something known: no cause, place or day is left out, or none is told apart."""

EVERYBODY: Final = "person"
"""The population of a figure that counts everybody of its type."""

_EVERYBODY: Final = frozenset({EVERYBODY, "detainee"})
"""Units that mean everybody of their type."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """In which fields a claim differs from something known, counts a part of it, or says nothing."""

    differing: tuple[Field, ...] = ()
    narrower: tuple[Field, ...] = ()
    doubtful: tuple[Field, ...] = ()
    """Fields of which it cannot be said whether they are the same."""
    unsaid: tuple[Field, ...] = ()
    where: str = ""
    """Why places are not simply the same or another: a key of ``beside.where``."""


def definition_of(row: Mapping[str, Any]) -> Definition:
    """Return what a claim counts; ``row`` has the keys of ``sijill claim --json``.

    Several dates in one sentence leave the period unsaid: which of them bounds the figure is for a reader. So does a
    land that is not named, «في محافظات البلاد», with the place.
    """
    dates = {each["iso"] for each in row.get("time") or () if each.get("iso") and not each.get("inferred")}
    since, until = days(next(iter(dates))) if len(dates) == 1 else ("", "")
    return Definition(
        type=row["type"],
        population=EVERYBODY if row["unit"] in _EVERYBODY else row["unit"],
        cause=(row.get("perpetrator") or {}).get("text", ""),
        places=tuple(
            sorted({each["text"] for each in row.get("place") or () if not is_unnamed(each["text"])})
        ),
        since=since,
        until=until,
    )


def compare(said: Definition, known: Definition, extents: Extents | None = None) -> Comparison:
    """Return how what is said stands to the definition of what is known; places by the gazetteer of ``extents``."""
    where = _where(said, known, extents or extents_of())
    answers = {
        Field.TYPE: _one(said.type, known.type),
        Field.POPULATION: _one(said.population, known.population),
        Field.CAUSE: _one(match_key(said.cause), match_key(known.cause)),
        Field.PLACE: where.answer,
        Field.PERIOD: _one(_period(said), _period(known)),
    }
    told = {name: tuple(f for f, each in answers.items() if each == name) for name in _NAMES}
    return Comparison(**told, where=where.why)


_NAMES: Final = ("differing", "narrower", "doubtful", "unsaid")


def _one(said: object, known: object) -> str:
    if said == known:
        return "same" if said else "unsaid"
    if not said or not known:
        return "unsaid"
    return "narrower" if known == ALL else "differing"


def _where(said: Definition, known: Definition, extents: Extents) -> Compared:
    if said is known and said.places:
        return Compared(SAME)  # Counted by this very definition: whatever its words mean.
    if not said.places or not known.places or ALL in (*said.places, *known.places):
        return Compared(_one(said.places, ALL if known.places == (ALL,) else known.places))
    return compare_places(said.places, known.places, extents)


def _period(of: Definition) -> object:
    return ALL if of.since == ALL else (of.since, of.until) if of.since or of.until else ""


def days(iso: str) -> tuple[str, str]:
    """Return the first and last day of a date or interval of ISO 8601; an open end (``..``) is empty."""
    first, _, last = iso.partition("/")
    return _first_day(first), _last_day(last or first)


def _first_day(written: str) -> str:
    year, month, day = _parts(written)
    return f"{year}-{month or '01'}-{day or '01'}" if year.isdigit() else ""


def _last_day(written: str) -> str:
    year, month, day = _parts(written)
    if not year.isdigit():
        return ""
    month = month or "12"
    return f"{year}-{month}-{day or calendar.monthrange(int(year), int(month))[1]:02}"


def _parts(written: str) -> tuple[str, str, str]:
    year, month, day = (*written.split("-"), "", "")[:3]
    return year, month, day
