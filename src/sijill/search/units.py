"""What is indexed: pieces of passages and whole rows, each with the place where it stands.

A piece is some lines that follow each other, so that words of one sentence stay together where a page breaks its
lines, and a heading stays with what it is the heading of. It is bounded, however long a line is.
"""

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import Final

CELL_MARK: Final = "\t"
"""Between the cells of a row, so that no phrase runs from one cell into the next unseen."""

_ENOUGH: Final = 600
_MOST: Final = 2400
"""Code points behind which a piece ends at an empty line, and behind which it ends at any blank."""

_LINE: Final = re.compile(rf"[^\n]{{1,{_MOST}}}(?:\s|$)|[^\n]{{1,{_MOST}}}|\n{{1,{_MOST}}}")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A piece of text as written and where it begins."""

    exhibit: str
    at: str
    start: int
    """Code points before it in the passage; 0 for a row."""
    text: str


def passage_units(exhibit: str, at: str, text: str) -> Iterator[Unit]:
    """Yield the pieces of a passage in order, those without a letter or digit left out."""
    for start, end in _pieces(text):
        piece = text[start:end]
        if any(map(str.isalnum, piece)):
            yield Unit(exhibit=exhibit, at=at, start=start, text=piece)


def row_units(exhibit: str, cells: Iterable[tuple[str, str]]) -> Iterator[Unit]:
    """Yield the rows of an exhibit's (locator, value) cells in order, cells joined by tabs."""
    here, values = "", [""]
    for at, value in cells:
        if at != here and any(values):
            yield from _row(exhibit, here, values)
            values = []
        elif at != here:
            values = []
        here = at
        values.append(value)
    if any(values):
        yield from _row(exhibit, here, values)


def _row(exhibit: str, at: str, values: list[str]) -> Iterator[Unit]:
    text = CELL_MARK.join(values)
    for start, end in _pieces(text):
        yield Unit(exhibit=exhibit, at=at, start=start, text=text[start:end])


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    """Yield spans that cover the text: whole lines together, up to what is enough or most."""
    start = end = 0
    for line in _LINE.finditer(text):
        if line.end() - start > _MOST and end > start:
            yield start, end
            start = end
        end = line.end()
        if end - start >= _ENOUGH and text[line.start() : end].isspace():
            yield start, end
            start = end
    if end > start:
        yield start, end
