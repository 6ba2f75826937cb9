"""Tables in text as people hand them in: what divides their columns, and titles above their header."""

import csv
import io
import itertools
from collections.abc import Sequence
from typing import Final

from sijill.text.fold import match_key
from sijill.text.name_titles import is_of_names

_DELIMITERS: Final = (",", ";", "\t")
BEGIN: Final = 1 << 16
"""Characters, or bytes, of a table among which its first rows stand."""
ROWS_LOOKED_AT: Final = 20
"""Rows at the top of a table by which it is told where its header is."""
_TABLE: Final = 3
"""Columns from which on a table may have a title above it."""
_NAMES_BELOW: Final = 2
_OF_ANYTHING: Final = "التاريخ تاريخ المكان مكان السنة سنة المحافظة date place year lieu annee tarih yer fecha lugar datum ort jahr محل سال بەروار شوێن"
_OF_WHAT: Final = frozenset(map(match_key, _OF_ANYTHING.split()))
"""Titles in a second row that say nothing without the first: التاريخ below الولادة is no date of an event."""


def delimiter(text: str) -> str:
    """Return which of comma, semicolon and tab divides the columns of ``text``: the one that its first row holds most of.

    Another one only where, divided by it, the first row is a title above a header, and the rows below it are not divided by
    what the title happens to hold.
    """
    begin = text.removeprefix("\ufeff")[:BEGIN]
    first = next((line for line in begin.splitlines() if line.strip()), "")
    usual = max(_DELIMITERS, key=first.count)
    rows = _rows(begin, usual)
    like_first = sum(len(row) == len(rows[0]) for row in rows[1:])
    if rows and len(rows[0]) > 1 and 2 * like_first >= len(rows) - 1:
        return usual
    widths = {mark: _width_below_titles(_rows(begin, mark)) for mark in _DELIMITERS}
    best = max(_DELIMITERS, key=lambda mark: widths[mark])
    return best if widths[best] > widths[usual] else usual


def _rows(begin: str, mark: str) -> list[list[str]]:
    """Return the first rows that are not blank; none where they are no CSV, which whoever reads all of it will tell."""
    try:
        rows = csv.reader(io.StringIO(begin, newline=""), delimiter=mark)
        filled = (row for row in rows if any(cell.strip() for cell in row))
        return list(itertools.islice(filled, ROWS_LOOKED_AT))
    except csv.Error:
        return []


def _width_below_titles(rows: Sequence[Sequence[str]]) -> int:
    """Return how many columns the header has where titles stand above it, else 0."""
    above = titles_above(rows)
    return len(rows[above]) if above else 0


def titles_above(rows: Sequence[Sequence[str]]) -> int:
    """Return how many of the first ``rows`` of a table stand above its header: a title, a date, who made it.

    Such a row has one cell with anything in it, or no more than a third of those of the fullest row, where that has three or more, and
    none that a column of names is called. Below it comes a header, which has no digits, and rows of which some have: else a header of
    one column would be a title, and the first person the header.
    """
    full = [sum(bool(cell.strip()) for cell in row) for row in rows[:ROWS_LOOKED_AT]]
    widest = max(full, default=0)
    if widest < _TABLE:
        return 0
    above = next(
        place
        for place, cells in enumerate(full)
        if (cells > 1 and 3 * cells > widest) or any(map(is_of_names, rows[place]))
    )
    is_header = not _has_digit(rows[above]) and any(map(_has_digit, rows[above + 1 : ROWS_LOOKED_AT]))
    return above if is_header else 0


def header_of(rows: Sequence[Sequence[str]]) -> tuple[int, list[str]]:
    """Return which of the first ``rows`` of a table, not none, is the last of its header, and what its columns are called.

    A header has a second row where that has no digits and two columns of names: the first then stands over several columns
    (الاسم over الاسم الثلاثي and الكنية; الولادة over التاريخ and المكان), or alone where the second is empty.
    """
    above = titles_above(rows)
    upper = [cell.strip() for cell in rows[above]]
    lower = [cell.strip() for cell in rows[above + 1]] if len(rows) > above + 1 else []
    if sum(map(is_of_names, lower)) < _NAMES_BELOW or _has_digit([*upper, *lower]):
        return above, upper
    over, header = "", []
    for first, second in itertools.zip_longest(upper, lower, fillvalue=""):
        over = first or over
        header.append(f"{second} {over}" if match_key(second) in _OF_WHAT else second or first)
    return above + 1, header


def _has_digit(row: Sequence[str]) -> bool:
    return any(character.isdigit() for cell in row for character in cell)
