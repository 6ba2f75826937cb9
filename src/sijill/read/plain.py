"""Text and CSV: decoded strictly, rows counted as a spreadsheet shows them."""

import codecs
import csv
import io

from sijill.model.reading import Row


class Unreadable(Exception):  # noqa: N818 - a state of a file, told as part of its reading, not an error
    """A file is not what it should be; ``key`` names the sentence in ``words/read.toml``."""

    def __init__(self, key: str, detail: str = "") -> None:
        super().__init__(key, detail)
        self.key = key
        self.detail = detail


def decode(content: bytes) -> str:
    """Return UTF-8 text (or UTF-16 behind its mark) as it stands; Unreadable when it is neither.

    A UTF-8 byte order mark stays in the text, so that offsets count the code points of the file.
    """
    if not content:
        raise Unreadable("empty")
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16")
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable("not_utf8", str(error.start)) from error
    if "\x00" in text:
        raise Unreadable("binary", str(content.index(0)))
    return text


def read_csv(text: str) -> tuple[Row, ...]:
    """Return the rows of a CSV with a header line; the delimiter is the one of , ; and tab that gives most columns."""
    body = text.removeprefix("\ufeff")
    first = next((line for line in body.splitlines() if line.strip()), "")
    delimiter = max(",;\t", key=lambda mark: (_columns(first, mark), mark == ","))
    lines: list[list[str]] = []
    try:
        # Without newline="" a lone carriage return inside a line would be an error.
        lines.extend(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise Unreadable("broken_csv", str(len(lines) + 1)) from error
    return table_rows(lines, "row={row}")


def _columns(line: str, delimiter: str) -> int:
    return len(next(csv.reader([line], delimiter=delimiter), []))


def table_rows(lines: list[list[str]], at: str) -> tuple[Row, ...]:
    """Return rows under the first line that is not empty; cells behind the last header have no name."""
    numbered = [(number, line) for number, line in enumerate(lines, 1) if any(cell.strip() for cell in line)]
    if not numbered:
        return ()
    header = [cell.strip() for cell in numbered[0][1]]
    rows = []
    for number, line in numbered[1:]:
        cells = tuple(
            (header[i] if i < len(header) and header[i] else f"column {i + 1}", cell)
            for i, cell in enumerate(line)
        )
        rows.append(Row(at=at.format(row=number), cells=cells))
    return tuple(rows)
