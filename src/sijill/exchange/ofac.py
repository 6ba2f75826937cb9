"""OFAC's lists as comma-separated files: the SDN list and the consolidated non-SDN list.

A list is three files without headers: main (``sdn.csv``, ``cons_prim.csv``; 12 fields), aliases (``alt.csv``,
``cons_alt.csv``; 5) and addresses (``add.csv``, ``cons_add.csv``; 6), ``-0-`` for null and often a last line
of one ^Z. Every party has a row among the addresses, so a folder without the main file still tells who was on
the list, though not under which main name. Source: the publisher's data specification for these files.
"""

import dataclasses
import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sijill.errors import InputError
from sijill.exchange.ofac_remarks import Remarks, parse_remarks
from sijill.exchange.ofac_rows import Sheet, read_sheet
from sijill.model.listing import (
    Caution,
    ListedName,
    Listing,
    ListingId,
    NameKind,
    PartyType,
    Snapshot,
    SourceRow,
)

SDN: Final = "OFAC SDN"
CONSOLIDATED: Final = "OFAC non-SDN"

_FILES: Final[Mapping[str, tuple[str, str, str]]] = {
    SDN: ("sdn.csv", "alt.csv", "add.csv"),
    CONSOLIDATED: ("cons_prim.csv", "cons_alt.csv", "cons_add.csv"),
}
_TYPES: Final = {
    "": PartyType.ENTITY,  # the specification: a null type is an entity
    "individual": PartyType.INDIVIDUAL,
    "entity": PartyType.ENTITY,
    "vessel": PartyType.VESSEL,
    "aircraft": PartyType.AIRCRAFT,
}
_ALIAS_KINDS: Final = {"aka": NameKind.STRONG, "fka": NameKind.FORMER, "nka": NameKind.LATER}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Files:
    """The files of one list in one folder that are there."""

    list_name: str
    main: Sheet | None
    aliases: Sheet | None
    addresses: Sheet | None

    def present(self) -> list[Sheet]:
        return [sheet for sheet in (self.main, self.aliases, self.addresses) if sheet is not None]


def has_ofac(folder: Path) -> bool:
    """Return whether the folder holds any file of an OFAC list, in upper or lower case."""
    return bool(_by_name(folder).keys() & {name for names in _FILES.values() for name in names})


def read_ofac(folder: Path, *, list_date: dt.date, shown_as: str = "") -> list[Snapshot]:
    """Return the OFAC lists in ``folder`` as they stood on ``list_date``, in the order SDN, non-SDN.

    ``shown_as`` goes before file names in sources. Raises InputError naming file and row for a file that is
    broken, cut short or at odds with its neighbour, and for a list of which only aliases are there.
    """
    paths = _by_name(folder)
    found = []
    for name, files in _FILES.items():
        sheets = [
            read_sheet(paths[file], width=width, shown_as=shown_as) if file in paths else None
            for file, width in zip(files, (12, 5, 6), strict=True)
        ]
        if any(sheet is not None for sheet in sheets):
            main, aliases, addresses = sheets
            parts = _Files(list_name=name, main=main, aliases=aliases, addresses=addresses)
            found.append(_snapshot(parts, list_date, folder))
    return found


def _by_name(folder: Path) -> dict[str, Path]:
    return {path.name.lower(): path for path in sorted(folder.iterdir()) if path.is_file()}


def _snapshot(parts: _Files, list_date: dt.date, folder: Path) -> Snapshot:
    roster = parts.main or parts.addresses
    if roster is None:
        raise InputError(
            "list_aliases_only", path=str(folder), list=parts.list_name, expected=_FILES[parts.list_name][0]
        )
    _check_together(parts, roster)
    aliases = _aliases(parts.aliases)
    seen: dict[ListingId, Listing] = {}
    for row, fields in roster.rows:
        listing_id = _listing_id(roster, row, fields[0])
        if listing_id in seen:
            if roster is parts.main:
                raise InputError("list_twice_in", path=str(roster.path), row=row, found=fields[0])
            continue
        source = SourceRow(path=roster.shown_as, row=row, sha256=roster.sha256)
        listing = Listing(
            id=listing_id,
            list_name=parts.list_name,
            list_date=list_date,
            details_date=list_date,
            type=PartyType.UNKNOWN,
            names=aliases.get(listing_id, ()),
            source=source,
        )
        seen[listing_id] = _with_main(listing, fields, roster) if roster is parts.main else listing
    return Snapshot(
        list_name=parts.list_name,
        date=list_date,
        files=tuple(sheet.file() for sheet in parts.present()),
        listings=tuple(sorted(seen.values(), key=lambda listing: _number(listing.id))),
        is_complete=parts.main is not None,
        cautions=_cautions(parts, list_date, list(seen.values())),
    )


def _number(listing_id: ListingId) -> int:
    return int(listing_id.rpartition("-")[2])


def _listing_id(sheet: Sheet, row: int, written: str) -> ListingId:
    if not (written.isascii() and written.isdigit()):
        raise InputError(
            "bad_row", path=str(sheet.path), row=row, expected="ent_num (0-9)", found=repr(written[:40])
        )
    return ListingId(f"OFAC-{int(written)}")


def _with_main(listing: Listing, fields: list[str], sheet: Sheet) -> Listing:
    kind = _TYPES.get(fields[2].lower())
    if kind is None:
        expected = " / ".join(name or "-0-" for name in _TYPES)
        raise InputError(
            "bad_row",
            path=str(sheet.path),
            row=listing.source.row,
            expected=expected,
            found=repr(fields[2][:40]),
        )
    remarks: Remarks = parse_remarks(fields[11])
    primary = ListedName(text=fields[1], kind=NameKind.PRIMARY)
    weak = tuple(ListedName(text=name, kind=NameKind.WEAK) for name in remarks.weak_names)
    return dataclasses.replace(
        listing,
        type=kind,
        names=(primary, *listing.names, *weak) if fields[1] else (*listing.names, *weak),
        programmes=tuple(tag.strip(" []") for tag in fields[3].split("] [") if tag.strip(" []")),
        births=remarks.births,
        birth_places=remarks.birth_places,
        countries=remarks.countries,
        identifiers=remarks.identifiers,
        linked_to=remarks.linked_to,
        remarks=fields[11],
    )


def _aliases(sheet: Sheet | None) -> dict[ListingId, tuple[ListedName, ...]]:
    found: dict[ListingId, list[ListedName]] = {}
    for row, fields in sheet.rows if sheet is not None else ():
        kind = _ALIAS_KINDS.get(fields[2].lower().replace(".", ""))
        if sheet is None or kind is None:
            raise InputError(
                "bad_row",
                path=str(sheet.path if sheet else ""),
                row=row,
                expected=" / ".join(_ALIAS_KINDS),
                found=repr(fields[2][:40]),
            )
        if fields[3]:
            names = found.setdefault(_listing_id(sheet, row, fields[0]), [])
            names.append(ListedName(text=fields[3], kind=kind))
    return {listing_id: tuple(dict.fromkeys(names)) for listing_id, names in found.items()}


def _check_together(parts: _Files, roster: Sheet) -> None:
    """A party among the aliases or addresses that the roster does not know: one of the two was cut."""
    known = {fields[0] for _, fields in roster.rows}
    for sheet in parts.present():
        for row, fields in sheet.rows:
            if fields[0] not in known:
                raise InputError(
                    "list_torn", path=str(sheet.path), row=row, found=fields[0], other=roster.path.name
                )


def _cautions(parts: _Files, list_date: dt.date, listings: list[Listing]) -> tuple[Caution, ...]:
    named = {"list": parts.list_name, "date": list_date.isoformat()}
    cautions = []
    if parts.main is None:
        nameless = sum(not listing.names for listing in listings)
        fields = {
            **named,
            "file": _FILES[parts.list_name][0],
            "nameless": nameless,
            "listings": len(listings),
        }
        cautions.append(Caution(key="caution.no_main_file", fields=tuple(fields.items())))
    if parts.aliases is None:
        fields = {**named, "file": _FILES[parts.list_name][1]}
        cautions.append(Caution(key="caution.no_aliases", fields=tuple(fields.items())))
    if parts.main is not None and parts.addresses is not None:
        there = {row[0] for _, row in parts.addresses.rows}
        missing = sum(row[0] not in there for _, row in parts.main.rows)
        if missing:
            fields = {**named, "file": parts.addresses.path.name, "missing": missing}
            cautions.append(Caution(key="caution.addresses_short", fields=tuple(fields.items())))
    unmarked = [sheet.path.name for sheet in parts.present() if not sheet.has_end_mark]
    if unmarked:
        fields = {**named, "files": ", ".join(unmarked)}
        cautions.append(Caution(key="caution.no_end_mark", fields=tuple(fields.items())))
    return tuple(cautions)
