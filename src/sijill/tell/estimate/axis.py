"""An axis of persons on the scale of logarithms, where equal ratios are equally far apart."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from sijill.tell.estimate.drawing import LINE, NOTE, QUIET, SMALL, Sheet, line, measure, write


@dataclass(frozen=True, slots=True, kw_only=True)
class Axis:
    """From so many persons to so many, between two places on a sheet."""

    low: float
    high: float
    left: float
    right: float

    def place(self, persons: float) -> float:
        """Return where so many persons lie; the end that is nearer when that is outside."""
        inside = min(max(persons, self.low), self.high)
        share = math.log(inside / self.low) / math.log(self.high / self.low)
        return self.left + share * (self.right - self.left)

    def ticks(self) -> list[int]:
        """Return round numbers of persons on the axis, far enough apart for their labels."""
        digits = range(int(math.log10(self.high)) + 1)
        finest = sorted({step * 10**power for power in digits for step in (1, 2, 3, 5, 7)})
        inside = [each for each in finest if self.low <= each <= self.high]
        if len(inside) < 3:
            step = 10 ** max(int(math.log10(self.high - self.low)), 0)
            inside = list(range(math.ceil(self.low / step) * step, int(self.high) + 1, step))
        kept: list[int] = []
        for each in inside:
            gap = self.place(each) - (self.place(kept[-1]) if kept else -math.inf)
            if gap > measure(f"{each:,}", SMALL) + 14:
                kept.append(each)
        return kept


def axis_over(figures: Iterable[float], *, left: float, right: float) -> Axis:
    """Return an axis that holds all figures with a little room."""
    known = [max(each, 1) for each in figures]
    low, high = min(known), max(known)
    room = max((high / low) ** 0.04, 1.02)
    return Axis(low=low / room, high=high * room, left=left, right=right)


def draw_axis(on: Sheet, axis: Axis, *, top: float, bottom: float) -> None:
    """Draw the axis at ``bottom``, with a faint line up from each label; on a plain sheet."""
    for each in axis.ticks():
        x = axis.place(each)
        line(on, (x, top), (x, bottom + 4), ink=LINE)
        half = measure(f"{each:,}", SMALL) / 2
        write(on, min(max(x, half), on.width - half), bottom + 20, f"{each:,}", anchor="middle", pen=NOTE)
    line(on, (axis.left, bottom), (axis.right, bottom), ink=QUIET)
