"""What is read ahead is the records of the next pairs."""

import numpy as np

from sijill.link.columns import RECORD
from sijill.link.read_ahead import AHEAD, read_ahead


def test_the_records_of_the_next_pairs_are_read_and_none_beyond_the_last() -> None:
    """Each record of the next pairs is read once, fewer of them at the end."""
    records = np.zeros(2, RECORD)
    records["mother"] = [1, 100]
    left, right = np.zeros(AHEAD + 3, np.int32), np.ones(AHEAD + 3, np.int32)
    assert read_ahead((left, right), records, 0) == AHEAD * 101
    assert read_ahead((left, right), records, AHEAD) == 3 * 101
