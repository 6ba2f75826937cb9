"""Small cells of the living cannot be worked out from what a table shows."""

import itertools
from collections import defaultdict
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from sijill.tell.suppress import SMALLEST_SHOWN, overlap_table

if TYPE_CHECKING:
    from sijill.tell.story import Overlap


_MOST = 22


def _patterns(lists: int) -> list[str]:
    return ["".join(each) for each in itertools.product("01", repeat=lists) if "1" in each]


_TABLES = st.integers(2, 4).flatmap(
    lambda lists: st.dictionaries(st.sampled_from(_patterns(lists)), st.integers(0, 40)).map(
        lambda counts: (lists, counts)
    )
)


@given(_TABLES)
def test_no_small_cell_is_shown_and_the_sum_is_kept(table: tuple[int, dict[str, int]]) -> None:
    """Of the living no cell under five is shown, and shown cells and the rest add up to everybody."""
    lists, counts = table
    told = overlap_table(counts, lists=lists, living=True)
    if told is None:
        return
    assert all(cell.count >= SMALLEST_SHOWN and cell.count == counts[cell.pattern] for cell in told.cells)
    assert sum(cell.count for cell in told.cells) + (told.others or 0) == sum(counts.values())


@given(_TABLES)
def test_the_rest_holds_more_than_one_cell(table: tuple[int, dict[str, int]]) -> None:
    """A hidden cell is never the only one, so the total less the shown cells does not give it away."""
    lists, counts = table
    told = overlap_table(counts, lists=lists, living=True)
    if told is None or not told.others:
        return
    assert told.others >= SMALLEST_SHOWN
    assert 2**lists - 1 - len(told.cells) >= 2


def test_every_small_cell_could_have_two_values() -> None:
    """Over all tables of two lists: whoever knows the rule and the output cannot tell a hidden small cell."""
    groups: dict[tuple[Overlap | None, int], list[tuple[int, ...]]] = defaultdict(list)
    patterns = _patterns(2)
    for counts in itertools.product(range(_MOST + 1), repeat=3):
        told = overlap_table(dict(zip(patterns, counts, strict=True)), lists=2, living=True)
        groups[told, sum(counts)].append(counts)
    checked = 0
    for (told, total), tables in groups.items():
        # Sums above the largest count would need tables that are not in the range.
        if not SMALLEST_SHOWN <= total <= _MOST:
            continue
        shown = {cell.pattern for cell in told.cells} if told else set()
        for place, pattern in enumerate(patterns):
            values = {table[place] for table in tables}
            if pattern not in shown and values != {0}:
                assert len(values) > 1, (told, total, pattern)
                checked += 1
    assert checked > 50


def test_the_dead_are_shown_as_they_are() -> None:
    """Counts of the dead, whose names are public, are not suppressed."""
    told = overlap_table({"10": 3, "01": 1, "11": 9}, lists=2, living=False)
    assert told is not None
    assert [(cell.pattern, cell.count) for cell in told.cells] == [("10", 3), ("01", 1), ("11", 9)]
    assert told.others is None


def test_a_table_of_small_cells_alone_is_not_shown() -> None:
    """When hiding takes every cell, there is no table."""
    assert overlap_table({"10": 3, "01": 1, "11": 2}, lists=2, living=True) is None
