"""Text and CSV: decoded strictly, rows counted as a spreadsheet shows them."""

import csv
import io

from sijill.model.reading import Row
from sijill.text.stored import FEWEST, WINDOWS_1256, Stored, decoded, is_too_short
from sijill.text.tables import ROWS_LOOKED_AT, delimiter, header_of


class Unreadable(Exception):  # noqa: N818 - a state of a file, told as part of its reading, not an error
    """A file is not what it should be; ``key`` names the sentence in ``words/read.toml``."""

    def __init__(self, key: str, detail: str = "") -> None:
        super().__init__(key, detail)
        self.key = key
        self.detail = detail


def decode(content: bytes) -> Stored:
    """Return the text of a file as it stands, and how it was stored; Unreadable when that cannot be told.

    A UTF-8 byte order mark stays in the text, so that offsets count the code points of the file.
    """
    if not content:
        raise Unreadable("empty")
    try:
        stored = decoded(content)
    except UnicodeDecodeError as error:
        if is_too_short(content):
            raise Unreadable("short_windows_1256", str(FEWEST)) from error
        raise Unreadable("not_utf8", str(error.start)) from error
    if "\x00" in stored.text:
        raise Unreadable("binary", str(content.index(0)))
    return stored


def told_of(encoding: str) -> str:
    """Return the key of what is said of a file that was read in an encoding which nothing in it names; empty for others."""
    return "windows_1256" if encoding == WINDOWS_1256 else ""


def read_csv(text: str) -> tuple[Row, ...]:
    """Return the rows of a CSV with a header line, whose columns are divided by commas, semicolons or tabs."""
    body = text.removeprefix("\ufeff")
    mark = delimiter(body)
    lines: list[list[str]] = []
    try:
        # Without newline="" a lone carriage return inside a line would be an error.
        lines.extend(csv.reader(io.StringIO(body, newline=""), delimiter=mark, strict=True))
    except csv.Error as error:
        raise Unreadable("broken_csv", str(len(lines) + 1)) from error
    return table_rows(lines, "row={row}")


def table_rows(lines: list[list[str]], at: str) -> tuple[Row, ...]:
    """Return rows under the header, the first line that is not empty and no title; cells behind the last header have no name.

    What stands above the last row of the header comes first, as rows whose cells have an empty header.
    """
    numbered = [(number, line) for number, line in enumerate(lines, 1) if any(cell.strip() for cell in line)]
    if not numbered:
        return ()
    above, header = header_of([line for _, line in numbered[:ROWS_LOOKED_AT]])
    titles = [
        Row(at=at.format(row=number), cells=tuple(("", cell) for cell in line if cell.strip()))
        for number, line in numbered[:above]
    ]
    rows = []
    for number, line in numbered[above + 1 :]:
        cells = tuple(
            (header[i] if i < len(header) and header[i] else f"column {i + 1}", cell)
            for i, cell in enumerate(line)
        )
        rows.append(Row(at=at.format(row=number), cells=cells))
    return (*titles, *rows)
