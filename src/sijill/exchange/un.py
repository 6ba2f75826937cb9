"""The consolidated list of the United Nations Security Council, as XML.

A file with a document type declaration is refused: that is where entity expansion and outside files come
from, and the published list has none. Delistings are not in the file; they show only between two dates.
"""

import calendar
import datetime as dt
import hashlib
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from sijill.errors import InputError
from sijill.exchange.spans import YEARS_AROUND
from sijill.model.listing import (
    DateSpan,
    Identifier,
    ListedName,
    Listing,
    ListingId,
    NameKind,
    PartyType,
    Snapshot,
    SourceFile,
    SourceRow,
)
from sijill.store.given import read_bytes

UN: Final = "UN Security Council"

_ALIAS_KINDS: Final = {"low": NameKind.WEAK, "f.k.a.": NameKind.FORMER}
_ROOT: Final = "CONSOLIDATED_LIST"


def has_un(folder: Path) -> bool:
    """Return whether the folder holds an XML file."""
    return bool(_files(folder))


def read_un(folder: Path, *, list_date: dt.date | None, shown_as: str = "") -> list[Snapshot]:
    """Return the UN list in ``folder``, dated ``list_date`` or else as the file itself says.

    Raises InputError for a file that is no such list, is cut short, or declares a document type.
    """
    return [_snapshot(path, list_date, shown_as) for path in _files(folder)]


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix.lower() == ".xml" and path.is_file())


def _snapshot(path: Path, list_date: dt.date | None, shown_as: str) -> Snapshot:
    content = read_bytes(path)
    root = _parse(path, content)
    date = list_date or _date(root.get("dateGenerated", "")[:10])
    if date is None:
        raise InputError("list_undated", path=str(path))
    digest = hashlib.sha256(content).hexdigest()
    parties = [*root.findall("INDIVIDUALS/INDIVIDUAL"), *root.findall("ENTITIES/ENTITY")]
    if not parties:
        raise InputError("list_no_rows", path=str(path))
    listings: dict[ListingId, Listing] = {}
    for party in parties:
        row = int(party.get("line", "0"))
        listing = _listing(party, date, SourceRow(path=f"{shown_as}{path.name}", row=row, sha256=digest))
        if listing.id in listings or listing.id == "UN-":
            raise InputError("list_twice_in", path=str(path), row=row, found=_text(party, "REFERENCE_NUMBER"))
        listings[listing.id] = listing
    return Snapshot(
        list_name=UN,
        date=date,
        files=(SourceFile(path=f"{shown_as}{path.name}", sha256=digest, rows=len(listings)),),
        listings=tuple(listings[key] for key in sorted(listings)),
        is_complete=True,
    )


def _parse(path: Path, content: bytes) -> Element:
    """Return the tree; each party's element carries the line that it begins on as ``line``."""
    builder = TreeBuilder()
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise InputError("xml_doctype", path=str(path), row=parser.CurrentLineNumber)

    def start(tag: str, attributes: dict[str, str]) -> None:
        builder.start(tag, {**attributes, "line": str(parser.CurrentLineNumber)})

    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.data
    try:
        parser.Parse(content, True)  # noqa: FBT003 - expat takes it by position only
    except expat.ExpatError as error:
        reason = expat.ErrorString(error.code)
        raise InputError("list_xml", path=str(path), row=error.lineno, reason=reason) from error
    root = builder.close()
    if root.tag != _ROOT:
        raise InputError("list_row", path=str(path), row=1, expected=_ROOT, found=root.tag)
    return root


def _listing(party: Element, date: dt.date, source: SourceRow) -> Listing:
    is_person = party.tag == "INDIVIDUAL"
    return Listing(
        id=ListingId(f"UN-{_text(party, 'REFERENCE_NUMBER')}"),
        list_name=UN,
        list_date=date,
        details_date=date,
        type=PartyType.INDIVIDUAL if is_person else PartyType.ENTITY,
        names=_names(party),
        source=source,
        programmes=tuple(filter(None, [_text(party, "UN_LIST_TYPE")])),
        births=tuple(filter(None, map(_birth, party.findall("INDIVIDUAL_DATE_OF_BIRTH")))),
        birth_places=tuple(filter(None, map(_place, party.findall("INDIVIDUAL_PLACE_OF_BIRTH")))),
        countries=tuple(filter(None, (_clean(value.text) for value in party.findall("NATIONALITY/VALUE")))),
        identifiers=tuple(filter(None, map(_document, party.findall("INDIVIDUAL_DOCUMENT")))),
        listed_on=_date(_text(party, "LISTED_ON")),
        remarks=_text(party, "COMMENTS1"),
    )


def _names(party: Element) -> tuple[ListedName, ...]:
    parts = [_text(party, f"{order}_NAME") for order in ("FIRST", "SECOND", "THIRD", "FOURTH")]
    names = [
        ListedName(text=" ".join(filter(None, parts)), kind=NameKind.PRIMARY),
        ListedName(text=_text(party, "NAME_ORIGINAL_SCRIPT"), kind=NameKind.ORIGINAL),
    ]
    for alias in party.findall(f"{party.tag}_ALIAS"):
        kind = _ALIAS_KINDS.get(_text(alias, "QUALITY").lower(), NameKind.STRONG)
        # Some entries hold several aliases between semicolons.
        names += [ListedName(text=_clean(text), kind=kind) for text in _text(alias, "ALIAS_NAME").split(";")]
    return tuple(dict.fromkeys(name for name in names if name.text))


def _birth(element: Element) -> DateSpan | None:
    quality = _text(element, "TYPE_OF_DATE")
    day = _date(_text(element, "DATE"))
    if day is not None and quality == "EXACT":
        return DateSpan(first=day, last=day, written=day.isoformat())
    years = [_text(element, tag) for tag in ("FROM_YEAR", "TO_YEAR", "YEAR")]
    if day is not None:
        years.append(str(day.year))
    numbers = [int(year) for year in years if year.isdigit() and 0 < int(year) < 9000]
    if not numbers:
        return None
    around = YEARS_AROUND if quality == "APPROXIMATELY" else 0
    first, last = max(min(numbers) - around, 1), max(numbers) + around
    written = " ".join(
        filter(None, [quality.lower() if around else "", "-".join(map(str, sorted(set(numbers))))])
    )
    return DateSpan(first=dt.date(first, 1, 1), last=dt.date(last, 12, 31), written=written)


def _place(element: Element) -> str:
    return ", ".join(filter(None, (_text(element, tag) for tag in ("CITY", "STATE_PROVINCE", "COUNTRY"))))


def _document(element: Element) -> Identifier | None:
    number = _text(element, "NUMBER")
    if not any(character.isdigit() for character in number):
        return None
    kind = _text(element, "TYPE_OF_DOCUMENT") or _text(element, "TYPE_OF_DOCUMENT2")
    country = _text(element, "ISSUING_COUNTRY") or _text(element, "COUNTRY_OF_ISSUE")
    return Identifier(kind=kind, value=number, country=country)


def _date(written: str) -> dt.date | None:
    parts = written.strip().split("-")
    if [len(part) for part in parts] != [4, 2, 2] or not all(
        part.isascii() and part.isdigit() for part in parts
    ):
        return None
    year, month, day = map(int, parts)
    if not (year and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return dt.date(year, month, day)


def _text(element: Element, tag: str) -> str:
    return _clean(element.findtext(tag))


def _clean(text: str | None) -> str:
    return " ".join((text or "").split())
