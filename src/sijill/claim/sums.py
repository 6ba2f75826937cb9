"""Rows that add up: figures of one kind whose sum stands right before or behind them are parts of it."""

import dataclasses
from typing import Final

from sijill.model.claim import Claim, Qualifier

_MOST: Final = 14
"""Rows looked at on each side; keeps the search linear in the number of claims."""
_NEAR: Final = 400
"""How far, in code points, a sum may stand from the next of its rows."""


def with_totals(claims: list[Claim]) -> list[Claim]:
    """Return ``claims`` with rows that add up to a neighbour made its parts; none that is a part already."""
    wholes = [claim.subset_of for claim in claims]
    # The largest first: of 12, 8, 4 and 24 the sum is 24, though 8 and 4 are 12.
    for place in sorted(range(len(claims)), key=lambda place: (-(claims[place].minimum or 0), place)):
        for step in (1, -1):
            rows = _rows(claims, wholes, place, step)
            if rows:
                for row in rows:
                    wholes[row] = place
                break
    return [
        claim
        if claim.subset_of == whole
        else dataclasses.replace(claim, subset_of=whole, trace=(*claim.trace, "part:sum"))
        for claim, whole in zip(claims, wholes, strict=True)
    ]


def _rows(claims: list[Claim], wholes: list[int | None], place: int, step: int) -> list[int]:
    """Return the places of the two or more claims next to ``place`` that add up to it."""
    total = claims[place]
    if (
        not _counts(total)
        or wholes[place] is not None
        or any(whole == place for whole in wholes[max(0, place - _MOST) : place + _MOST])
    ):
        return []
    rest, found, last = total.minimum or 0, [], total
    for at in range(place + step, place + step * (_MOST + 1), step):
        if not 0 <= at < len(claims) or rest <= 0:
            break
        row = claims[at]
        near = abs(row.span.start - last.span.end) <= _NEAR or abs(last.span.start - row.span.end) <= _NEAR
        if not (near and _counts(row) and row.type is total.type and wholes[at] is None):
            break
        rest, last = rest - (row.minimum or 0), row
        found.append(at)
    return found if rest == 0 and len(found) > 1 else []


def _counts(claim: Claim) -> bool:
    exact = claim.qualifier in {Qualifier.EXACT, Qualifier.ZERO}
    return exact and claim.minimum == claim.maximum is not None and not claim.unit.startswith("percent")
