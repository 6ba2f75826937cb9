"""Intervals under each other on one axis: the same count of other lists, or the strata of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sijill.count.by_stratum import ByStratum
from sijill.count.sensitivity import Variant
from sijill.count.sensitivity_report import variant_name
from sijill.count.strata_report import value_named
from sijill.model.estimate import Estimate, Refusal
from sijill.tell.estimate.axis import Axis, axis_over, draw_axis
from sijill.tell.estimate.drawing import (
    BODY,
    DEEP,
    LABEL,
    LEADING,
    NOTE,
    QUIET,
    RED,
    SOFT,
    Picture,
    Sheet,
    bar,
    dot,
    finish,
    isolated,
    line,
    sheet,
    together,
    write_lines,
)
from sijill.words import say

MOST_ROWS: Final = 60
_EDGE: Final = 12
_GAP: Final = 18


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One interval, or why there is none."""

    name: str
    range: tuple[int, int, int] | None
    """Lower end, estimate, upper end."""
    note: str = ""
    """Why there is no total; or empty."""
    marked: bool = False
    floor: int | None = None
    """Documented persons, where they are drawn too."""


def sensitivity(estimate: Estimate, variants: Iterable[Variant], *, language: str, width: int) -> Picture:
    """Return a picture of the same count without each list, and with each two lists as one."""
    rows = [
        _Row(
            name=variant_name(each, language, shown=isolated),
            range=each.range,
            note="" if each.range else say("estimate.picture.no_total", language),
            marked=each.moves,
        )
        for each in variants
    ]
    lower, upper = estimate.interval
    told = (say("estimate.picture.sensitivity", language), say("estimate.picture.band", language))
    return _ranges(rows, told, band=(lower, upper), on=sheet(width, language), name="sensitivity")


def strata(answers: ByStratum, *, language: str, width: int) -> Picture:
    """Return a picture of the estimates of strata, each with its documented floor: those with most documented first."""
    ordered = sorted(answers.strata, key=lambda each: (-each.counted.result.documented, each.label))
    rows = []
    for each in ordered[:MOST_ROWS]:
        result = each.counted.result
        rows.append(
            _Row(
                name=" · ".join(isolated(value_named(value, language)) for value in each.label),
                range=None
                if isinstance(result, Refusal)
                else (result.interval[0], result.estimate, result.interval[1]),
                note=say("estimate.picture.no_total", language) if isinstance(result, Refusal) else "",
                floor=result.documented,
            )
        )
    told = (say("estimate.picture.strata", language), say("estimate.picture.ticks", language))
    left = len(ordered) - len(rows)
    more = (say("estimate.picture.more_strata", language, number=f"{left:,}"),) if left else ()
    return _ranges(rows, (*told, *more), band=None, on=sheet(width, language), name="strata")


def _ranges(
    rows: Sequence[_Row], told: Sequence[str], *, band: tuple[int, int] | None, on: Sheet, name: str
) -> Picture:
    y = 26.0
    for place, text in enumerate(told):
        y = write_lines(on, _EDGE, y, text, width=on.width - 2 * _EDGE, pen=NOTE if place else BODY)
    figures = [
        figure for row in rows for figure in (*(row.range or ()), *((row.floor,) if row.floor else ()))
    ]
    axis = axis_over([*figures, *(band or ())] or [1, 10], left=_EDGE, right=on.width - _EDGE)
    top, bottom = y, y + _height(rows, on)
    if band:
        left, right = map(axis.place, band)
        bar(on.plain(), left, top - 8, width=right - left, height=bottom - top + 8, ink=SOFT)
    draw_axis(on.plain(), axis, top=top - 8, bottom=bottom)
    y = top + 12
    for row in rows:
        y = write_lines(on, _EDGE, y, _label(row, on.language), width=on.width - 2 * _EDGE, pen=LABEL)
        y = _draw(on.plain(), axis, row, y - LEADING + 12) + _GAP + 6
    return finish(on, bottom + 32, name=name, title=" ".join(told))


def _label(row: _Row, language: str) -> str:
    if row.range is None:
        return f"{row.name}: {row.note}"
    lower, middle, upper = (f"{each:,}" for each in row.range)
    figures = f"{middle} ({say('count.table.range', language, lower=lower, upper=upper)})"
    return f"{row.name}: {together(figures)}"


def _draw(on: Sheet, axis: Axis, row: _Row, y: float) -> float:
    ink = RED if row.marked else DEEP
    if row.floor:
        x = axis.place(row.floor)
        line(on, (x, y - 6), (x, y + 6), ink=QUIET, width=2)
    if row.range:
        lower, middle, upper = map(axis.place, row.range)
        line(on, (lower, y), (upper, y), ink=ink, width=3)
        dot(on, middle, y, ink=ink)
    return y


def _height(rows: Sequence[_Row], on: Sheet) -> float:
    """Return how high the rows are, by writing them on a sheet that is thrown away."""
    trial = sheet(on.width, on.language)
    y = 12.0
    for row in rows:
        y = write_lines(trial, _EDGE, y, _label(row, on.language), width=on.width - 2 * _EDGE, pen=LABEL)
        y += -LEADING + 12 + _GAP + 6
    return y - 12
