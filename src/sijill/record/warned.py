"""What is dangerous in exhibits as they came in: found when they were read, and in the names they came under.

A function of the bytes and of the log: thrown away with ``derived`` and made again by reading.
"""

import dataclasses
from collections.abc import Container
from typing import TYPE_CHECKING, Final

from sijill.model.evidence import Exhibit
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.model.reading import ExhibitWarning
from sijill.record.reading import reading_of
from sijill.store import catalogue
from sijill.store.access import Use, permitted
from sijill.store.layout import Register

if TYPE_CHECKING:
    from sijill.record.reading_tables import Newly

_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that turn the order of what is shown behind them. U+200E and U+200F turn nothing but themselves."""
_NOT_YET: Final = "not_yet"
_UNREAD: Final = frozenset({"parser_died", "too_large", _NOT_YET})


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Warned:
    """One warning about one exhibit."""

    exhibit: ExhibitId
    name: str
    key: str
    """In ``words/warnings.toml``."""
    detail: str


def warnings_in(
    register: Register, only: Container[ExhibitId] | None = None, *, newly: "Newly | None" = None
) -> list[Warned]:
    """Return the warnings about all exhibits that may be read, or about those of ``only``, by number.

    An exhibit that was not read yet, or whose reader died, is warned of as ``unchecked``. What was read ``newly`` is not
    looked for on disk.
    """
    with catalogue.opened(register) as connection:
        deposits = catalogue.entries(connection, Act.ACCESSION)
    turned = {
        each.about["exhibit"]
        for each in deposits
        if _TURNING & set(bytes.fromhex(each.about.get("name_bytes", "")).decode("utf-8", "replace"))
    }
    found: list[Warned] = []
    for exhibit in permitted(register, Use.READ):
        if only is not None and exhibit.number not in only:
            continue
        warnings, problem = _read_with(register, exhibit, newly)
        told = [(each.key, each.detail) for each in warnings]
        if problem in _UNREAD:
            told.append(("unchecked", ""))
        if exhibit.number in turned:
            told.append(("deceiving_name", ""))
        found += [
            Warned(exhibit=exhibit.number, name=exhibit.name, key=key, detail=detail) for key, detail in told
        ]
    return found


def _read_with(
    register: Register, exhibit: Exhibit, newly: "Newly | None"
) -> tuple[tuple[ExhibitWarning, ...], str]:
    """Return the warnings that an exhibit was read with, and its problem."""
    if newly is not None and exhibit.number in newly.problems:
        return newly.warnings[exhibit.number], newly.problems[exhibit.number]
    reading = reading_of(register, exhibit)
    return ((), _NOT_YET) if reading is None else (reading.warnings, reading.problem)
