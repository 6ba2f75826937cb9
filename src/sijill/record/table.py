"""The table of what is given out, for people: UTF-8 with a byte order mark, no cell that a spreadsheet would compute."""

import csv
import io
import mimetypes
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sijill.model.evidence import Exhibit
from sijill.record.crate import Piece
from sijill.record.request import Decided

COLUMNS: Final = ("number", "object", "size", "name", "media type", "positions")
_MEDIA: Final = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "text": "text/plain",
}
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def write_table(path: Path, pieces: Sequence[tuple[Exhibit, Piece]], decided: Decided) -> None:
    """Write the table of exhibits: a row each, with the positions of its deposits."""
    positions: dict[str, list[str]] = {}
    for each in decided.deposits:
        positions.setdefault(each.exhibit, []).append(str(each.position))
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for exhibit, own in pieces:
        where = " ".join(positions[exhibit.number])
        writer.writerow(
            [exhibit.number, exhibit.object, exhibit.size, cell(exhibit.name), own.media_type, where]
        )
    path.write_bytes(table.getvalue().encode("utf-8-sig"))


def cell(text: str) -> str:
    """Return text as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def media_type(kind: str, name: str) -> str:
    """Return a media type by content, of pictures and of unknown kinds by the name: a help, not evidence."""
    by_name = mimetypes.MimeTypes().guess_type(name)[0] or "application/octet-stream"
    return _MEDIA.get(kind, by_name)
