"""The table of parties to screen: a CSV file with headers in Arabic or English."""

import csv
import dataclasses
import datetime as dt
import hashlib
import io
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sijill.errors import InputError, missing_column
from sijill.exchange.spans import parse_span
from sijill.model.listing import DateSpan, PartyType
from sijill.model.screening import Party
from sijill.store.given import broken_row, decode_list, read_bytes
from sijill.text import match_key
from sijill.text.tables import ROWS_LOOKED_AT, delimiter, titles_above

_HEADERS: Final[Mapping[str, str]] = {
    "id": "id|party_id|party id|no|number|رقم|الرقم|معرف|المعرف|رقم الطرف|م",
    "name": "name|full name|full_name|party|party name|الاسم|اسم|الاسم الكامل|اسم الطرف|الطرف|الاسم الثلاثي",
    "type": "type|party type|party_type|kind|النوع|نوع|نوع الطرف",
    "birth_date": "birth_date|birth date|date of birth|date_of_birth|dob|born|تاريخ الميلاد|الميلاد|تاريخ الولادة|المواليد",
    "country": "country|nationality|citizenship|البلد|الدولة|الجنسية|بلد|دولة|جنسية",
    "identifier": "identifier|identifiers|identity number|national id|passport|document|رقم الهوية|الرقم الوطني|رقم الوثيقة|جواز السفر|رقم الجواز|المعرفات",
}
_TYPES: Final[Mapping[PartyType, str]] = {
    PartyType.INDIVIDUAL: "individual|person|natural person|human|فرد|شخص|شخص طبيعي|طبيعي|ذكر|انثى",
    PartyType.ENTITY: "entity|company|organisation|organization|legal person|business|bank|كيان|شركة|منظمة|مؤسسة|شخص اعتباري|مصرف|بنك|جهة",
    PartyType.VESSEL: "vessel|ship|boat|سفينة|باخرة|مركب",
    PartyType.AIRCRAFT: "aircraft|plane|airplane|طائرة",
    PartyType.UNKNOWN: "unknown|غير معروف|غير محدد",
}
_ISO: Final = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DAY_MONTH: Final = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_EARLIEST_YEAR: Final = 1800
"""A smaller year is Hijri or wrong, and is not read as Gregorian."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PartyTable:
    """The parties of one file, in its order, and the hash of its bytes."""

    parties: tuple[Party, ...]
    file: str
    sha256: str
    encoding: str
    """How its text was stored, see :mod:`sijill.text.stored`."""


def read_parties(path: Path) -> PartyTable:
    """Return the parties of a CSV file with columns for id and name, and optionally the others.

    It is stored in UTF-8 or as :func:`sijill.text.stored.decoded` reads it; titles above the header are left out. Commas,
    semicolons or tabs part the fields. Raises InputError for a file that is no such table, a row of another width, and an id
    that is empty or stands twice; what is written in a field but not understood is kept in ``Party.unread``.
    """
    content = read_bytes(path)
    stored = decode_list(path, content)
    rows = _rows(path, stored.text.removeprefix("\ufeff"))
    columns = _columns(path, rows[0][1])
    parties: dict[str, Party] = {}
    for line, fields in rows[1:]:
        if len(fields) != len(rows[0][1]):
            raise InputError(
                "list_row", path=str(path), row=line, expected=len(rows[0][1]), found=len(fields)
            )
        party = read_party({column: fields[place].strip() for column, place in columns.items()})
        if not party.id or party.id in parties:
            raise InputError("party_id", path=str(path), row=line, found=repr(party.id[:40]))
        parties[party.id] = party
    if not parties:
        raise InputError("no_rows", path=str(path))
    return PartyTable(
        parties=tuple(parties.values()),
        file=path.name,
        sha256=hashlib.sha256(content).hexdigest(),
        encoding=stored.encoding,
    )


def read_party(fields: Mapping[str, str]) -> Party:
    """Return the party of ``fields`` (id, name, type, birth_date, country, identifier; all but id optional)."""
    unread = []
    kind = _type(fields.get("type", ""))
    if kind is None:
        unread.append(("type", fields["type"]))
    births = read_birth(fields.get("birth_date", ""))
    if fields.get("birth_date") and not births:
        unread.append(("birth_date", fields["birth_date"]))
    return Party(
        id=fields.get("id", ""),
        name=fields.get("name", ""),
        type=kind or PartyType.UNKNOWN,
        births=births,
        country=fields.get("country", ""),
        identifiers=tuple(
            part.strip() for part in re.split(r"[;؛|]", fields.get("identifier", "")) if part.strip()
        ),
        unread=tuple(unread),
    )


def read_birth(written: str) -> tuple[DateSpan, ...]:
    """Return the days that a written birth date can mean, in any digits; empty when it is not understood.

    ``1970``, ``1970-05-03``, ``May 1970``, ``03 May 1970``, ``circa 1970``; ``03/05/1970`` means both of two
    days. A Hijri date is not understood.
    """
    folded = match_key(written)
    year_first, year_last = _ISO.fullmatch(folded), _DAY_MONTH.fullmatch(folded)
    if year_first is not None:
        orders = [(year_first[1], year_first[2], year_first[3])]
    elif year_last is not None:
        day, month, year = year_last.groups()
        orders = [(year, month, day), (year, day, month)]
    else:
        span = parse_span(re.sub(r"\b[a-z]{3}\b", lambda found: found[0].title(), folded))
        return (span,) if span is not None and span.first.year >= _EARLIEST_YEAR else ()
    days = sorted({day for order in orders if (day := _day(*map(int, order))) is not None})
    return tuple(DateSpan(first=day, last=day, written=written) for day in days)


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if year >= _EARLIEST_YEAR else None
    except ValueError:
        return None


def _type(written: str) -> PartyType | None:
    key = match_key(written)
    if not key:
        return PartyType.UNKNOWN
    for kind, words in _TYPES.items():
        if key in {match_key(word) for word in words.split("|")}:
            return kind
    return None


def _rows(path: Path, text: str) -> list[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True, delimiter=delimiter(text))
    try:
        rows = [(reader.line_num, fields) for fields in reader if any(field.strip() for field in fields)]
    except csv.Error as error:
        raise broken_row(path, reader.line_num, error) from error
    if not rows:
        raise InputError("empty_file", path=str(path))
    return rows[titles_above([fields for _, fields in rows[:ROWS_LOOKED_AT]]) :]


def _columns(path: Path, header: list[str]) -> dict[str, int]:
    keys = [match_key(cell) for cell in header]
    columns: dict[str, int] = {}
    for column, words in _HEADERS.items():
        for word in words.split("|"):
            if match_key(word) in keys:
                columns[column] = keys.index(match_key(word))
                break
    for column in ("id", "name"):
        if column not in columns:
            raise missing_column(str(path), column, header)
    return columns
