"""Which of many flags are set."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sijill.names.flags import TOGETHER, room_for_flags, write_set


@given(chosen=st.lists(st.booleans(), max_size=100), first=st.integers(0, 5))
def test_the_set_flags_are_found_in_order(chosen: list[bool], first: int) -> None:
    """What is found is what a search finds, behind what stood there already; flags that were added are not set."""
    flags = room_for_flags(len(chosen))
    flags[: len(chosen)] = chosen
    found = np.full(first + len(chosen) + TOGETHER, -1, dtype=np.int32)
    end = write_set(flags, found, first)
    assert found[:first].tolist() == [-1] * first
    assert found[first:end].tolist() == np.flatnonzero(chosen).tolist()
