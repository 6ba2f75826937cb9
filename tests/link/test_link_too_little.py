"""In a short register a single name, or two parts beside births far apart, join nobody."""

import numpy as np
import pytest

from sijill.link import RecordColumns, link_records
from sijill.link.columns import FATHER, GRANDFATHER, NOT_GIVEN
from sijill.link.compare import Vectors, compare_pairs
from sijill.link.prepare import prepare
from sijill.link.texts import texts_of
from sijill.link.too_little import FEW


def _compared(names: tuple[str, ...], columns: dict[str, list[str]] | None = None, more: int = 0) -> Vectors:
    count = len(names) + more
    given = {field: [*values, *[""] * more] for field, values in (columns or {}).items()}
    records = RecordColumns(
        ids=[str(place) for place in range(count)],
        lists=["x", "y", *["z"] * more],
        names=[*names, *[f"Habib Tut{place}" for place in range(more)]],
        **given,
    )
    prepared, parts, order = prepare(texts_of(records), None)
    place = np.argsort(order).astype(np.int32)
    return compare_pairs(place[:1], place[1:2], prepared, parts)


@pytest.mark.parametrize(
    ("names", "columns", "apart"),
    [
        (("Golsum", "Golsum Ahmadi"), {"ages": ["26", "27"]}, True),
        (("Golsum", "Golsum"), {"birth_dates": ["1966-04-02"] * 2}, False),
        (("Golsum", "Golsum"), {"ages": ["26", "26"], "event_dates": ["1999-04-02"] * 2}, False),
        (("Rasim Malkoc", "Rasim Malkoc"), {"ages": ["17", "34"]}, True),
        (("Rasim Malkoc", "Rasim Malkoc"), {"ages": ["17", "18"]}, False),
        (("Rasim Avdo Malkoc", "Rasim Avdo Malkoc"), {"ages": ["17", "34"]}, False),
        (("Rasim Malkoc", "Rasim Malkoc"), {"ages": ["17", "34"], "numbers": ["12345678901"] * 2}, False),
    ],
)
def test_what_says_too_little_is_for_a_reviewer(
    names: tuple[str, str], columns: dict[str, list[str]], *, apart: bool
) -> None:
    """A full birth, a father, a number say enough; in a long register the weight alone decides."""
    assert bool(_compared(names, columns).contradict[0]) is apart
    assert not _compared(names, columns, FEW).contradict[0]


def test_an_initial_of_a_father_contradicts_no_father() -> None:
    """K. may be Kamal, and is not Sami."""
    assert _compared(("Rami K. Tut", "Rami Kamal Tut")).levels[0, FATHER] == NOT_GIVEN
    assert _compared(("Rami K. Tut", "Rami Sami Tut")).levels[0, FATHER] != NOT_GIVEN
    assert _compared(("Rami Sami K. Tut", "Rami Sami Kamal Tut")).levels[0, GRANDFATHER] == NOT_GIVEN


def test_namesakes_of_two_ages_are_two() -> None:
    """Father and son of one name are not joined by it."""
    names = ["Rasim Malkoc", "Rasim Malkoc", "Huso Tinjak", "Huso Tinjak"]
    records = RecordColumns(
        ids=list("abcd"), lists=["x", "y"] * 2, names=names, ages=["17", "44", "30", "30"]
    )
    clusters = link_records(records).cluster_ids
    assert clusters[0] != clusters[1]
