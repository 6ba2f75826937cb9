"""Strata of a register's totals: place, period, sex and age as its lists say them, and each stratum's estimate."""

import functools
from typing import TYPE_CHECKING, Final

from sijill.errors import UsageError
from sijill.model.estimate import LinkageError
from sijill.store import tables
from sijill.store.layout import Register
from sijill.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from sijill.count.strata import Label, Strata
    from sijill.text.gazetteer import Gazetteer

PARTS: Final = ("place", "period", "sex", "age")
AGES: Final = ((0, 17), (18, 59), (60, 120))
"""Children as the Convention on the Rights of the Child has them, and the old as the United Nations count them."""

_COLUMNS: Final = {"place": ("place", "town"), "period": ("event_date",), "sex": ("sex",)}
_SEXES: Final = {1: "count.strata.male", 2: "count.strata.female"}


def strata_of(
    register: Register, by: tuple[str, ...], *, seed: int, linkage: bool
) -> "tuple[dict[str, Strata], LinkageError]":
    """Return the strata of each total, and the audited rates of the linkage. UsageError for a part that no register has.

    Unless ``linkage`` is false, strata stand under other clusterings too where there was no audit.
    """
    from sijill.count.strata_in_register import strata_of_register
    from sijill.flow.linkage_error import linkage_of

    for part in by:
        if part not in PARTS:
            raise UsageError("count_no_such_part", found=part, known=", ".join(PARTS))
    known = linkage_of(register, seed=seed) if linkage else None
    made = strata_of_register(register, _values(register, by), by=by, linkage=known)
    return made, LinkageError(recall=known.recall, precision=known.precision) if known else LinkageError()


def _values(register: Register, by: tuple[str, ...]) -> "dict[str, Label]":
    """Return for each mention what it says of each part."""
    from sijill.store.gazetteer import register_gazetteer

    read: dict[str, Callable[..., str]] = {
        "place": functools.lru_cache(1 << 16)(functools.partial(_governorate, register_gazetteer(register))),
        "period": functools.lru_cache(1 << 16)(_year),
        "sex": _sex,
        "age": _age,
    }
    rows = tables.read(register, "mentions").to_pylist()
    return {
        row["mention"]: tuple(read[part](*(row.get(name) or "" for name in _read_from(part))) for part in by)
        for row in rows
    }


def _read_from(part: str) -> tuple[str, ...]:
    return _COLUMNS.get(part, ("age", "birth", "event_date"))


def _governorate(known: "Gazetteer", *written: str) -> str:
    """Return the one governorate that a place, or else a town, lies in, by both its names; empty where it is unclear."""
    from sijill.text.extents import extents_of

    extents = extents_of(known)
    for text in written:
        found = {extent.governorate for extent in extents.read(text)} if text else set()
        place = extents.place(found.pop()) if len(found) == 1 else None
        if place is not None:
            return f"{place.name('ar')} {place.name('en')}"
    return ""


def _year(written: str) -> str:
    from sijill.link.dates import parse_date

    packed = parse_date(written) if written else 0
    return str(packed // 10_000) if packed else ""


def _sex(written: str) -> str:
    """Return the sex in both languages, as a governorate is told."""
    from sijill.link.dates import parse_sex

    word = _SEXES.get(parse_sex(written))
    return f"{say(word, 'ar')} {say(word, 'en')}" if word else ""


def _age(age: str, birth: str, event: str) -> str:
    """Return the band of an age as written, or of the years between two dates."""
    from sijill.link.dates import parse_age, parse_date

    years = parse_age(age) if age else -1
    born, then = (parse_date(each) if each else 0 for each in (birth, event))
    if years < 0 and born and then:
        # Without month and day on either side the birthday counts as past.
        years = (
            (then - born) // 10_000 if born % 10_000 and then % 10_000 else then // 10_000 - born // 10_000
        )
    return next((f"{low}-{high}" for low, high in AGES if low <= years <= high), "")
