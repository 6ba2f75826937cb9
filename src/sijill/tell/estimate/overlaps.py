"""Who is on which lists, as a picture (UpSet; Lex and others 2014), told from top to bottom so that a phone can show it.

These are documented persons, so that the picture says on itself that it shows counts of reports.
"""

from typing import Final

from sijill.count.histories import in_canonical_order
from sijill.model.estimate import CaptureHistories
from sijill.tell.estimate.drawing import (
    DEEP,
    LINE,
    NOTE,
    STRONG,
    Picture,
    Sheet,
    bar,
    dot,
    finish,
    isolated,
    line,
    measure,
    sheet,
    shortened,
    write,
    write_lines,
)
from sijill.words import say

MOST_ROWS: Final = 32
"""Combinations that are drawn; what the smaller ones hold is told as one sum."""

_EDGE: Final = 10
_ROW: Final = 25
_BAR: Final = 13


def overlaps(histories: CaptureHistories, *, language: str, width: int) -> Picture:
    """Return a picture of the persons on each list, and of those on each combination of lists."""
    tidy = in_canonical_order(histories)
    on = sheet(width, language)
    title = say("estimate.picture.overlaps", language)
    y = write_lines(on, _EDGE, 26, title, width=width - 2 * _EDGE)
    reports = say("estimate.picture.reports", language, documented=f"{tidy.documented:,}")
    y = write_lines(on, _EDGE, y, reports, width=width - 2 * _EDGE, pen=NOTE)
    y = _lists(on, tidy, y + 6)
    y = _combinations(on, tidy, y + 10)
    return finish(on, y, name="overlaps", title=f"{title} {reports}")


def _lists(on: Sheet, tidy: CaptureHistories, y: float) -> float:
    cells = list(zip(tidy.patterns, tidy.counts, strict=True))
    sizes = [sum(count for pattern, count in cells if pattern >> j & 1) for j in range(len(tidy.lists))]
    room = min(max(measure(name) for name in tidy.lists), 0.42 * on.width)
    start = _EDGE + 30 + room + 10
    for number, (name, size) in enumerate(zip(tidy.lists, sizes, strict=True), 1):
        y += _ROW
        write(on, _EDGE + 8, y, str(number), anchor="middle", pen=STRONG)
        write(on, _EDGE + 30, y, isolated(shortened(name, room)))
        _counted(on, (start, y), size, largest=max(sizes))
    return y + 8


def _combinations(on: Sheet, tidy: CaptureHistories, y: float) -> float:
    lists = len(tidy.lists)
    step = min(24.0, 0.5 * on.width / lists)
    places = [_EDGE + 8 + step * j for j in range(lists)]
    line(on, (_EDGE, y), (on.width - _EDGE, y), ink=LINE)
    y += _ROW
    for number, x in enumerate(places, 1):
        write(on, x, y, str(number), anchor="middle", pen=STRONG)
    ordered = sorted(zip(tidy.counts, tidy.patterns, strict=True), key=lambda cell: (-cell[0], cell[1]))
    for count, pattern in ordered[:MOST_ROWS]:
        y += _ROW
        _pattern(on, pattern, places, y)
        _counted(on, (places[-1] + 22, y), count, largest=ordered[0][0])
    left = [count for count, _ in ordered[MOST_ROWS:]]
    if left:
        more = say("estimate.picture.more", on.language, number=f"{len(left):,}", persons=f"{sum(left):,}")
        y = write_lines(on, _EDGE, y + _ROW, more, width=on.width - 2 * _EDGE, pen=NOTE) - 14
    return y + 18


def _pattern(on: Sheet, pattern: int, places: list[float], y: float) -> None:
    inside = [x for j, x in enumerate(places) if pattern >> j & 1]
    if len(inside) > 1:
        line(on, (inside[0], y - 5), (inside[-1], y - 5), ink=DEEP, width=2)
    for j, x in enumerate(places):
        dot(on, x, y - 5, radius=5 if pattern >> j & 1 else 3, ink=DEEP if pattern >> j & 1 else LINE)


def _counted(on: Sheet, place: tuple[float, float], count: int, *, largest: int) -> None:
    """Draw a bar from a place on, and its number behind it."""
    start, y = place
    longest = on.width - _EDGE - start - measure(f"{largest:,}") - 8
    length = longest * count / max(largest, 1)
    bar(on, start, y - _BAR + 1, width=length, height=_BAR)
    write(on, start + length + 6, y, f"{count:,}")
