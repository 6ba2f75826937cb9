"""What totals the lists allow, as curves: the answer, each model's part of it, and the answer under wider priors."""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from sijill.count.posterior import Draws
from sijill.model.estimate import Estimate
from sijill.tell.estimate.axis import Axis, axis_over, draw_axis
from sijill.tell.estimate.drawing import (
    DEEP,
    LEADING,
    NOTE,
    OCHRE,
    RED,
    SMALL,
    STRONG,
    Pen,
    Picture,
    Sheet,
    dot,
    finish,
    line,
    measure,
    path,
    sheet,
    together,
    write,
    write_lines,
)
from sijill.words import say

_EDGE: Final = 12
_HEIGHT: Final = 210
_GRID: Final = 140
_MEMBERS: Final = ("#3f6f9e", "#a3563a", "#5d7f3f", "#7a5c99")
_LEAST_SHARE: Final = 0.02
"""Of a model whose curve is drawn."""

Curve = NDArray[np.floating[Any]]  # Any: any width of float


def spread(estimate: Estimate, draws: Draws, *, language: str, width: int) -> Picture:
    """Return a picture of the draws, with estimate, interval and documented floor."""
    on = sheet(width, language)
    title = say("estimate.picture.spread", language)
    top = write_lines(on, _EDGE, 26, title, width=width - 2 * _EDGE) + 18
    answer, wider = draws.total[draws.of("answer")], draws.total[draws.of("wider")]
    ends = [float(each) for part in (answer, wider) for each in np.quantile(part, [0.003, 0.99])]
    low = min(ends[0], estimate.interval[0])
    if estimate.documented > low / 2:
        low = min(low, estimate.documented)
    axis = axis_over([low, *ends, estimate.interval[1]], left=_EDGE, right=width - _EDGE)
    bottom = top + _HEIGHT
    draw_axis(on.plain(), axis, top=top, bottom=bottom)
    _curves(on.plain(), axis, draws, (top, bottom))
    _floor(on.plain(), axis, estimate, (top, bottom))
    y = _interval(on.plain(), axis, estimate, bottom + 34)
    y = _legend(on, estimate, draws, y + LEADING + 4)
    return finish(on, y, name="spread", title=title)


def _curves(on: Sheet, axis: Axis, draws: Draws, span: tuple[float, float]) -> None:
    answer, wider = draws.of("answer"), draws.of("wider")
    grid = np.linspace(np.log(axis.low), np.log(axis.high), _GRID)
    whole, other = (_density(draws.total[chosen], grid) for chosen in (answer, wider))
    scale = (span[1] - span[0] - 8) / max(whole.max(), other.max())

    def points(curve: Curve) -> list[tuple[float, float]]:
        places = (axis.place(float(np.exp(each))) for each in grid)
        return [(x, span[1] - scale * float(each)) for x, each in zip(places, curve, strict=True)]

    for place, share in _shares(draws).items():
        part = _density(draws.total[answer & (draws.member == place)], grid)
        path(on, points(share * part), ink=_MEMBERS[place % len(_MEMBERS)])
    path(on, [(axis.left, span[1]), *points(whole), (axis.right, span[1])], ink=DEEP, fill=DEEP)
    path(on, points(other), ink=OCHRE, dashed=True)


def _shares(draws: Draws) -> dict[int, float]:
    """Return the shares of the models whose curves are drawn, by place."""
    members = draws.member[draws.of("answer")]
    shares = np.bincount(members, minlength=len(draws.members)) / len(members)
    return {place: float(share) for place, share in enumerate(shares) if share >= _LEAST_SHARE}


def _density(totals: NDArray[np.integer[Any]], grid: Curve) -> Curve:  # Any: any width of integer
    """Return the density of the totals' logarithms, smoothed by the rule of Silverman (1986)."""
    logs = np.log(totals)
    first, third = np.quantile(logs, [0.25, 0.75])
    width = max(0.9 * min(float(logs.std()), (third - first) / 1.34) * len(logs) ** -0.2, 1e-4)
    cells = grid[1] - grid[0]
    fine = np.histogram(logs, bins=_GRID, range=(grid[0] - cells / 2, grid[-1] + cells / 2))[0]
    kernel = np.exp(-(((grid[:, None] - grid[None, :]) / max(width, 0.7 * cells)) ** 2) / 2)
    kernel /= kernel.sum(axis=1, keepdims=True)
    smooth: Curve = kernel @ fine / len(logs) / cells
    return smooth


def _floor(on: Sheet, axis: Axis, estimate: Estimate, span: tuple[float, float]) -> None:
    """Mark the documented floor above the curves, with an arrow where it lies further down than the axis goes."""
    told = say("estimate.picture.floor", on.language, documented=f"{estimate.documented:,}")
    x, y = axis.place(estimate.documented), span[0] - 10
    if estimate.documented >= axis.low:
        line(on, (x, y - 12), (x, span[1]), ink=RED, width=1.5)
    else:
        path(on, [(x + 7, y - 9), (x, y - 5), (x + 7, y - 1)], ink=RED)
    write(on, min(x + 12, on.width - measure(told, SMALL)), y, told, pen=Pen(SMALL, RED))


def _interval(on: Sheet, axis: Axis, estimate: Estimate, y: float) -> float:
    """Draw the interval below the axis, its ends and its middle told beneath, and return where that ends."""
    lower, upper = estimate.interval
    line(on, (axis.place(lower), y), (axis.place(upper), y), ink=DEEP, width=4)
    dot(on, axis.place(estimate.estimate), y, radius=6)
    figures = [lower, estimate.estimate, upper]
    places = _apart(
        [axis.place(each) for each in figures], [measure(f"{each:,}") for each in figures], on.width
    )
    for x, each in zip(places, figures, strict=True):
        write(on, x, y + 24, f"{each:,}", anchor="middle", pen=STRONG)
    return y + 24


def _apart(places: Sequence[float], widths: Sequence[float], width: float) -> list[float]:
    """Return places for three labels that neither touch nor leave the sheet: the outer ones give way."""
    low, middle, high = places
    one, two, three = (each / 2 for each in widths)
    middle = min(max(middle, 2 * one + two + 14), width - 2 * three - two - 14)
    low = max(min(low, middle - two - one - 10), one + 2)
    high = min(max(high, middle + two + three + 10), width - three - 2)
    return [low, middle, high]


def _legend(on: Sheet, estimate: Estimate, draws: Draws, y: float) -> float:
    lower, upper = estimate.interval
    rows = [(DEEP, _figures("answer", (lower, estimate.estimate, upper), on.language), False)]
    told = {member.name: member for member in estimate.models if member.weight is not None}
    for place in _shares(draws):
        member = told[draws.members[place]]
        model = say(f"count.model.{member.name}", on.language)
        share = f"{100 * (member.weight or 0):.0f} %"
        rows.append(
            (
                _MEMBERS[place % len(_MEMBERS)],
                say("estimate.picture.member", on.language, share=share, model=model),
                False,
            )
        )
    rows.append((OCHRE, _figures("wider", estimate.other_prior, on.language), True))
    for ink, text, dashed in rows:
        for start, end in ((0, 9), (13, 22)) if dashed else ((0, 22),):
            line(on, (_EDGE + start, y - 5), (_EDGE + end, y - 5), ink=ink, width=3)
        y = write_lines(on, _EDGE + 32, y, text, width=on.width - 2 * _EDGE - 32, pen=NOTE) + 2
    return y - 6


def _figures(key: str, figures: tuple[int, int, int], language: str) -> str:
    lower, middle, upper = (f"{each:,}" for each in figures)
    told = together(say("count.table.range", language, lower=lower, upper=upper))
    return say(f"estimate.picture.{key}", language, estimate=middle, range=told)
