"""What is indexed: pieces of passages and whole rows, each with the place where it stands."""

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import Final

_PIECE: Final = re.compile(r"[^\n]{1,4000}(?:\s|$)|[^\n]{1,4000}")
CELL_MARK: Final = "\t"
"""Between the cells of a row, so that no phrase runs from one cell into the next unseen."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A piece of text as written and where it begins."""

    exhibit: str
    at: str
    start: int
    """Code points before it in the passage; 0 for a row."""
    text: str


def passage_units(passages: Iterable[tuple[str, str, str]]) -> Iterator[Unit]:
    """Yield the lines of passages (exhibit, locator, text); a very long line is cut at a blank."""
    for exhibit, at, text in passages:
        for piece in _PIECE.finditer(text):
            if piece.group().strip():
                yield Unit(exhibit=exhibit, at=at, start=piece.start(), text=piece.group())


def row_units(cells: Iterable[tuple[str, str, str]]) -> Iterator[Unit]:
    """Yield the rows of (exhibit, locator, value) cells in order, cells joined by tabs."""
    here: tuple[str, str] | None = None
    values: list[str] = []
    for exhibit, at, value in cells:
        if here is not None and here != (exhibit, at):
            yield Unit(exhibit=here[0], at=here[1], start=0, text=CELL_MARK.join(values))
            values = []
        here = (exhibit, at)
        values.append(value)
    if here is not None:
        yield Unit(exhibit=here[0], at=here[1], start=0, text=CELL_MARK.join(values))
