"""Small cells in public tables (promise R11): hidden together with what would give them away.

A cell under five is not shown. What is shown beside it - the total and the other cells - must not allow
it to be worked out, so further cells are hidden with it until every hidden small cell could have at least
two values, also for a reader who knows this rule. Hidden cells are told as one sum.
"""

from collections.abc import Mapping
from typing import Final

from sijill.tell.story import Cell, Overlap

SMALLEST_SHOWN: Final = 5


def overlap_table(counts: Mapping[str, int], *, lists: int, living: bool) -> Overlap | None:
    """Return what of a table of overlaps may be shown, or None when nothing of it may.

    ``counts`` gives persons by pattern; patterns that it lacks hold nobody. ``living`` says that persons in
    it may be alive: otherwise every cell is shown.
    """
    ordered = sorted(((count, pattern) for pattern, count in counts.items() if count), reverse=True)
    if not living:
        return _table(ordered, others=None) if ordered else None
    shown = [cell for cell in ordered if cell[0] >= SMALLEST_SHOWN]
    hidden = [count for count, _ in ordered if count < SMALLEST_SHOWN]
    if not hidden and len(shown) == 2**lists - 1:
        return _table(shown, others=None)
    small = 2**lists - 1 - len(shown)
    if not hidden:
        # Every pattern not shown holds nobody; that they are empty is told by the total and is no secret.
        return _table(shown, others=0) if shown else None
    complements: list[int] = []
    while shown and not _ambiguous(small, complements, sum(hidden) + sum(complements), shown):
        complements.append(shown.pop()[0])
    return _table(shown, others=sum(hidden) + sum(complements)) if shown else None


def _ambiguous(small: int, complements: list[int], hidden: int, shown: list[tuple[int, str]]) -> bool:
    """Return whether each small cell could have two values: ``hidden`` is the sum of all hidden cells.

    Small cells lie in 0-4; a complement lies between five and the least cell that is still shown.
    """
    if hidden < SMALLEST_SHOWN or small + len(complements) < 2:
        return False
    largest = SMALLEST_SHOWN - 1
    low = max(0, hidden - len(complements) * shown[-1][0])
    high = min(small * largest, hidden - len(complements) * SMALLEST_SHOWN)
    return min(largest, high) - max(0, low - (small - 1) * largest) >= 1


def _table(cells: list[tuple[int, str]], *, others: int | None) -> Overlap:
    told = tuple(Cell(pattern=pattern, count=count) for count, pattern in sorted(cells, key=_by_pattern))
    return Overlap(cells=told, others=others)


def _by_pattern(cell: tuple[int, str]) -> tuple[int, str]:
    """Persons on one list first, then on two, and so on; within them in the order of the lists."""
    _, pattern = cell
    return pattern.count("1"), "".join("0" if digit == "1" else "1" for digit in pattern)
