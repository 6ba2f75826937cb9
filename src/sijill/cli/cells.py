"""Cells of a terminal's lines in both directions.

A terminal orders right-to-left letters within a line by itself, or not at all. So that either reads well, every cell
is closed off with a mark of direction: cells stay where they are whatever stands in them. In Arabic the columns run
from the right.
"""

from collections.abc import Sequence
from typing import Final

_MARK: Final = "\u200e"
"""Left-to-right mark: without width, and no terminal moves a cell across it."""
LABEL: Final = 18
"""Columns of what a row is called."""


def row(label: str, values: Sequence[str], width: int, language: str) -> list[str]:
    """Return a label and two cells; what is longer than a cell goes on below."""
    cells = [wrapped(value, width) for value in values]
    lines = []
    for place in range(max(map(len, cells))):
        texts = [cell[place] if place < len(cell) else "" for cell in cells]
        start = label if place == 0 else ""
        lines.append(closed([padded(start, LABEL), *(padded(text, width) for text in texts)], language))
    return lines


def closed(cells: Sequence[str], language: str) -> str:
    """Return a line of cells, from the right in Arabic, that keeps their places in every terminal."""
    ordered = cells if language == "en" else [_flushed(cell) for cell in reversed(cells)]
    return (_MARK + "  ").join(f"{_MARK}{cell}" for cell in ordered).rstrip()


def said(text: str, width: int, language: str) -> list[str]:
    """Return a sentence in lines of at most ``width`` columns, at the right in Arabic."""
    lines = wrapped(text, width)
    return lines if language == "en" else [_MARK + _flushed(padded(line, width)) for line in lines]


def _flushed(cell: str) -> str:
    """Return a padded cell with its text at the right."""
    text = cell.rstrip(" ")
    return " " * (len(cell) - len(text)) + text


def _columns(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes."""
    from rich.cells import cell_len

    return cell_len(text)


def padded(text: str, width: int) -> str:
    """Return ``text`` with blanks behind it, ``width`` columns in all."""
    return text + " " * max(width - _columns(text), 0)


def wrapped(text: str, width: int) -> list[str]:
    """Return ``text`` in pieces of at most ``width`` columns, broken between words where there are any."""
    lines, line = [], ""
    for word in text.split(" "):
        piece = word
        while _columns(piece) > width:
            room = width - _columns(line) - bool(line)
            if room < 4:
                lines.append(line)
                line, room = "", width
            line = f"{line} {piece[:room]}".strip()
            piece = piece[room:]
        joined = f"{line} {piece}".strip()
        if _columns(joined) > width:
            lines.append(line)
            line = piece
        else:
            line = joined
    return [*lines, line]
