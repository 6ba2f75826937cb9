"""Tables in text as people hand them in: what divides their columns, and titles above their header."""

from collections.abc import Iterable, Sequence
from typing import Final

_DELIMITERS: Final = (",", ";", "\t")
_LINES: Final = 10
ROWS_LOOKED_AT: Final = 20
"""Rows at the top of a table by which it is told where its header is."""
_TABLE: Final = 3
"""Columns from which on a table may have a title above it."""


def delimiter(lines: Iterable[str]) -> str:
    """Return which of comma, semicolon and tab divides the columns, by the first ten lines that are not blank.

    It is the one that the header holds most of, and only where the rows below it do not hold it (a title with a comma in it), the
    one that all of these lines hold most of.
    """
    told = []
    for line in lines:
        if line.strip():
            told.append(line)
        if len(told) == _LINES:
            break
    if not told:
        return _DELIMITERS[0]
    first, rest = told[0], told[1:]
    most = max(_DELIMITERS, key=first.count)
    if most in first and 2 * sum(most in line for line in rest) >= len(rest):
        return most
    return max(_DELIMITERS, key=lambda mark: sum(line.count(mark) for line in told))


def titles_above(rows: Sequence[Sequence[str]]) -> int:
    """Return how many of the first ``rows`` of a table stand above its header: a title, a date, who made it.

    Such a row has one cell with anything in it, or no more than a third of those of the fullest row, where that has three or more. Below
    it comes a header, which has no digits, and rows of which some have: else a header of one column would be a title, and the
    first person the header.
    """
    full = [sum(bool(cell.strip()) for cell in row) for row in rows[:ROWS_LOOKED_AT]]
    widest = max(full, default=0)
    if widest < _TABLE:
        return 0
    above = next(place for place, cells in enumerate(full) if cells > 1 and 3 * cells > widest)
    is_header = not _has_digit(rows[above]) and any(map(_has_digit, rows[above + 1 : ROWS_LOOKED_AT]))
    return above if is_header else 0


def _has_digit(row: Sequence[str]) -> bool:
    return any(character.isdigit() for cell in row for character in cell)
