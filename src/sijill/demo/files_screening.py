"""The made-up listings in OFAC's CSV form at two dates, the parties and the ownership as tables."""

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Final

from sijill.demo.dates import MONTHS
from sijill.demo.listings import FIRST_SNAPSHOT, SECOND_SNAPSHOT, Listed, Screening
from sijill.demo.parties import COUNTRY
from sijill.demo.pools import load

_NULL: Final = "-0- "
_END: Final = "\x1a"


def screening_files(screening: Screening) -> dict[str, bytes]:
    """Return all files of the screening stage by their name."""
    files = {"screening/parties.csv": _parties(screening), "screening/ownership.csv": _ownership(screening)}
    first = [one for one in screening.listed if one.in_first]
    second = [one for one in screening.listed if one.in_second]
    for date, listed in ((FIRST_SNAPSHOT, first), (SECOND_SNAPSHOT, second)):
        for name, content in _snapshot(listed).items():
            files[f"listings/demo_{date.isoformat()}/{name}"] = content
    return files


def _snapshot(listed: Sequence[Listed]) -> dict[str, bytes]:
    """Return sdn.csv, alt.csv and add.csv: no header, ``-0-`` for null, a last line with ^Z only."""
    main = [_row(one) for one in listed]
    alternatives = [
        [one.number, one.number * 10 + rank, "aka", alias, None]
        for one in listed
        for rank, alias in enumerate(one.aliases)
        if not alias.startswith("'")
    ]
    addresses = [[one.number, one.number * 10, None, one.place.en, COUNTRY, None] for one in listed]
    return {"sdn.csv": _ofac(main), "alt.csv": _ofac(alternatives), "add.csv": _ofac(addresses)}


def _row(one: Listed) -> list[object]:
    """Return ent_num, name, type, programme, title, call sign, ship's type, tonnage, grt, flag, owner, remarks."""
    kind = None if one.type == "entity" else one.type
    ship = [None, "General Cargo", None, None, COUNTRY, None] if one.type == "vessel" else [None] * 6
    programme = load("screening")["programme"]
    return [one.number, one.en, kind, programme, one.title or None, *ship, _remarks(one)]


def _remarks(one: Listed) -> str:
    pieces = []
    if one.birth:
        pieces.append(f"DOB {one.birth.day:02d} {MONTHS[one.birth.month - 1]} {one.birth.year}")
        pieces.append(f"POB {one.place.en}, {COUNTRY}")
        pieces += [f"nationality {COUNTRY}", "Gender Male"]
    pieces.append(one.identifier)
    pieces += [f"a.k.a. {alias}" for alias in one.aliases if alias.startswith("'")]
    if one.linked_to:
        pieces.append(f"Linked To: {one.linked_to}")
    return "; ".join(pieces) + "."


def _ofac(rows: Iterable[Sequence[object]]) -> bytes:
    lines = [",".join(_ofac_cell(cell) for cell in row) for row in rows]
    return ("\r\n".join([*lines, _END])).encode("latin-1")


def _ofac_cell(cell: object) -> str:
    if cell is None:
        return _NULL
    if isinstance(cell, int):
        return str(cell)
    return '"' + str(cell).replace('"', '""') + '"'


def _parties(screening: Screening) -> bytes:
    header = ("id", "name", "type", "birth_date", "country", "identifier")
    return table(
        header,
        (
            (party.id, party.name, party.type, party.birth_date, party.country, party.identifier)
            for party in screening.parties
        ),
    )


def _ownership(screening: Screening) -> bytes:
    header = ("owner", "owned", "percent", "from", "to")
    return table(
        header,
        (
            (share.owner, share.owned, f"{share.percent:g}", share.start, share.end)
            for share in screening.shares
        ),
    )


def table(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a CSV table in UTF-8 with unix line ends; None is empty."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode()
