"""Which column is what: headers as lists really write them, in Arabic, English and other languages, or a mapping file."""

import json
import re
import sys
import tomllib
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

from sijill.errors import InputError, missing_column
from sijill.text import match_key
from sijill.text.name_titles import NAME_TITLES, title_key, with_others
from sijill.text.titles_of_others import FAMILY_BESIDE_FIRST

_KNOWN: Final[dict[str, str]] = {
    "record_id": "record id|id|rec id|record|number|no|الرقم|رقم|رقم القيد|رقم السجل|المعرف|م",
    "list": "list|source|list name|source list|dataset|المصدر|القائمة|اسم القائمة|الجهة",
    **dict.fromkeys(NAME_TITLES, ""),  # in their place, by which columns of one record are told
    "mother": "mother|mother name|mothers name|اسم الأم|الأم|اسم الوالدة|اسم الأم وكنيتها",
    "sex": "sex|gender|الجنس|النوع",
    "age": "age|age at death|age at event|age years|العمر|السن|العمر سنة|العمر بالسنوات",
    "birth_date": "dob|birth date|date of birth|birthdate|birth year|year of birth|born|birthday|تاريخ الميلاد|تاريخ الولادة"
    "|الميلاد|المواليد|سنة الميلاد|سنة الولادة|تولد|التولد|سنة التولد",
    "death_date": "death date|date of death|died|date died|killed|date killed|تاريخ الوفاة|تاريخ الاستشهاد|تاريخ القتل|تاريخ المقتل",
    "detention_date": "detention date|date of detention|arrest date|date of arrest|detained|disappearance date"
    "|date of disappearance|missing since|date missing|تاريخ الاعتقال|تاريخ التوقيف|تاريخ الاحتجاز|تاريخ الاختفاء"
    "|تاريخ الفقدان|تاريخ الخطف",
    "event_date": "event date|date|incident date|date of incident|date of event|التاريخ|تاريخ|تاريخ الحادثة|تاريخ الحادث|تاريخ الحدث|تاريخ الواقعة",
    "place": "governorate|place|province|location|region|place of death|place of event|المحافظة|المكان|مكان الوفاة|مكان الحادثة"
    "|مكان الاعتقال|الموقع",
    "town": "town|city|district|area|village|neighbourhood|neighborhood|المدينة|البلدة|القرية|المنطقة|الحي",
    "registry": "registry|civil registry|registry number|register number|الخانة|محل ورقم القيد|مكان ورقم القيد|القيد المدني|القيد",
    "number": "national no|national number|national id|identity number|id number|الرقم الوطني|رقم الهوية|الرقم القومي",
    "occupation": "occupation|profession|job|المهنة|العمل",
    "status": "status|الحالة|الوضع",
}
_SPELLINGS: Final = with_others(_KNOWN) | dict(NAME_TITLES)
FIELDS: Final = tuple(_SPELLINGS)
"""Fields that a column can be mapped to; ``status`` is known and not compared (a detainee may die)."""
DATES: Final = (("death_date", "death"), ("event_date", "event"), ("detention_date", "detention"))
"""A row's event is the first of these that it gives."""
PLAIN_FIELDS: Final = {
    "ids": "record_id",
    "lists": "list",
    "mothers": "mother",
    "sexes": "sex",
    "ages": "age",
    "birth_dates": "birth_date",
    "places": "place",
    "towns": "town",
    "registries": "registry",
    "numbers": "number",
    "occupations": "occupation",
}
"""Columns of ``RecordColumns`` that are one field of a row as it stands."""
_SHORT: Final = 2
"""Words of a given name at most (عبد الرحمن)."""
_TRIPLE: Final = 3
_JOINS_NEXT: Final = frozenset(
    map(match_key, ("عبد", "أبو", "أبي", "أم", "بن", "ابن", "آل", "abd", "abu", "bin", "ibn"))
)
_JOINS_LAST: Final = frozenset(map(match_key, ("الدين", "الله", "الإسلام")))
_ARABIC: Final = re.compile("[\u0621-\u064a]")


def find_columns(header: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """Return for each field the columns that hold it, in the order in which they are to be tried.

    A second column for one field is a fallback where the first is empty. Where given names have a column and families none, a column
    that is just called *name* or *nom* holds these.
    """
    field_of = {title_key(text): field for field, texts in _SPELLINGS.items() for text in texts.split("|")}
    found: dict[str, list[int]] = {}
    for place, title in enumerate(header):
        field = field_of.get(title_key(title))
        if field:
            found.setdefault(field, []).append(place)
    if "first" in found and "family" not in found:
        family = [place for place in found.get("name", ()) if title_key(header[place]) in FAMILY_BESIDE_FIRST]
        found["name"] = [place for place in found.get("name", ()) if place not in family]
        found["family"] = family
    return {field: tuple(places) for field, places in found.items() if places}


def has_names(places: Mapping[str, Sequence[int]]) -> bool:
    """Return whether a column, as :func:`find_columns` gives them, holds names or a part of them."""
    return any(places.get(field) for field in NAME_TITLES)


def map_columns(
    header: Sequence[str], mapping: Mapping[str, Sequence[str]], *, path: Path
) -> dict[str, tuple[int, ...]]:
    """Return columns as ``mapping`` (field to titles) names them; a title that is not there is an error."""
    places = {title.strip(): place for place, title in reversed(list(enumerate(header)))}
    for titles in mapping.values():
        for title in titles:
            if title not in places:
                raise missing_column(path, title, header)
    return {field: tuple(places[title] for title in titles) for field, titles in mapping.items()}


def row_record(row: Sequence[str], places: Mapping[str, Sequence[int]]) -> dict[str, str]:
    """Return what a row says, as written, under the names of the columns of ``RecordColumns``.

    ``ids`` and ``lists`` are empty where the row does not give them; ``status`` comes along for those who keep
    mentions.
    """

    def value(field: str) -> str:
        for place in places.get(field, ()):
            written = row[place].strip()
            if written:
                # Lists, sexes, dates and places repeat: one string for all their rows.
                return sys.intern(written) if field not in {"record_id", "name", "name_latin"} else written
        return ""

    event, kind = next(((found, kind) for field, kind in DATES if (found := value(field))), ("", ""))
    return {name: value(field) for name, field in PLAIN_FIELDS.items()} | {
        "names": whole_name(value),
        "event_dates": event,
        "event_kinds": kind,
        "status": value("status"),
    }


def whole_name(value: Callable[[str], str]) -> str:
    """Return the name in one piece, whichever way the row divides it.

    On Syrian and Iraqi forms a column called just *name* holds the given name where father, grandfather or
    family have columns of their own: a name of one or two words is then completed from them, in their order
    and without repeating what it holds. A name of three (الاسم الثلاثي) may have the family or not: that is
    added where the name does not hold it. A longer one is taken for whole.
    """
    name = value("name") or value("name_latin")
    words = name.split()
    if len(words) > _SHORT:
        family = value("family")
        return name if _pieces(words) > _TRIPLE or _holds(name, family) else f"{name} {family}"
    father, grandfather, family = (value(field) for field in ("father", "grandfather", "family"))
    second = match_key(words[1]) if len(words) == _SHORT else ""
    if second and second == match_key(family):
        words = words[:1]
    elif second and second == match_key(father):
        father = ""
    first = match_key(value("first")).split()
    if not words and first and match_key(family).split()[: len(first)] == first != match_key(family).split():
        return family  # A whole name beside the given name in a column of its own.
    return " ".join([*(words or [value("first")]), *filter(None, (father, grandfather, family))]).strip()


def _pieces(words: Sequence[str]) -> int:
    """Return how many names there are in words of which some are one name with the next or the one before."""
    keys = [match_key(word) for word in words]
    return (
        len(keys)
        - sum(map(_JOINS_NEXT.__contains__, keys[:-1]))
        - sum(map(_JOINS_LAST.__contains__, keys[1:]))
    )


def _holds(name: str, family: str) -> bool:
    """Return whether a name has this family in it, with its article or without; one in another script says nothing."""
    of_name, of_family = ("".join(match_key(text).split()) for text in (name, family))
    one_script = bool(_ARABIC.search(of_name)) == bool(_ARABIC.search(of_family))
    return not of_family or not one_script or of_family.removeprefix("ال") in of_name


def read_mapping(path: Path) -> dict[str, dict[str, tuple[str, ...]]]:
    """Read a TOML or JSON file with field -> column (or columns, tried in order), for all files under ``""``.

    A table named like an input file holds for that file alone.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = json.loads(text) if path.suffix.lower() == ".json" else tomllib.loads(text)
    except FileNotFoundError as error:
        raise InputError("missing_file", path=path) from error
    except UnicodeDecodeError as error:
        raise InputError("not_utf8", path=path, offset=error.start, line="?") from error
    except OSError as error:
        raise InputError("unreadable_file", path=path, reason=error.strerror) from error
    except ValueError as error:
        line = re.search(r"line (\d+)", str(error))
        told = {"row": line[1] if line else "?", "expected": path.suffix.lower().removeprefix(".").upper()}
        raise InputError("mapping_syntax", path=path, **told) from error
    if not isinstance(content, dict):
        raise InputError("link_mapping", path=path, expected="field = column", found=type(content).__name__)
    tables = {name: value for name, value in content.items() if isinstance(value, dict)}
    tables[""] = {name: value for name, value in content.items() if not isinstance(value, dict)}
    return {
        name: {field: _titles(path, field, value) for field, value in table.items()}
        for name, table in tables.items()
    }


def _titles(path: Path, field: str, value: object) -> tuple[str, ...]:
    if field not in FIELDS:
        raise InputError("link_mapping", path=path, expected=", ".join(FIELDS), found=field)
    titles = value if isinstance(value, list) else [value]
    written = tuple(title.strip() for title in titles if isinstance(title, str))
    if not titles or len(written) != len(titles):
        raise InputError("link_mapping", path=path, expected=f"{field} = column", found=value)
    return written
