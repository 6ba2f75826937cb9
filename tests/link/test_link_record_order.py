"""Records stand by what they say, whatever is compared first."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sijill.link.columns import RECORD
from sijill.link.record_order import nearness, record_order, reorder, rounds_of

_PARTS = 5
_PLACES = st.integers(-1, _PARTS - 1)
_HASHES = st.integers(0, 3) | st.integers(0, 3).map(lambda each: each << 62) | st.integers(0, 2**64 - 1)


@given(st.lists(st.tuples(_PLACES, _PLACES, _HASHES), max_size=40))
def test_records_stand_by_first_part_last_part_and_hash(told: list[tuple[int, int, int]]) -> None:
    """The order is that of parts, then of hashes to their last bit, then of the rows."""
    first, last = (np.array([each[side] for each in told], np.int32) for side in (0, 1))
    hashes = np.array([each[2] for each in told], np.uint64)
    found = record_order(nearness(first, last, _PARTS), hashes)
    assert found.tolist() == sorted(range(len(told)), key=lambda row: (*told[row], row))


@given(st.permutations(range(12)))
def test_records_change_places_whole(order: list[int]) -> None:
    """Each record stands where the order has it, with all of its fields."""
    records = np.zeros(len(order), RECORD)
    records["list_code"] = records["mother"] = np.arange(len(order))
    reorder(records, rounds_of(np.array(order, np.int32)))
    assert records["list_code"].tolist() == records["mother"].tolist() == order
