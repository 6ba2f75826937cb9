"""Names of seven parts and eight: a part left out is told from another one, as in shorter names."""

import numpy as np
import pytest

from sijill.link.columns import FAMILY, FATHER, FIRST, GRANDFATHER
from sijill.link.compare import ELSEWHERE, compare_pairs
from sijill.link.part_levels import DIFFERENT
from sijill.link.prepare import prepare
from sijill.link.records import RecordColumns
from sijill.link.texts import texts_of

ROW = ("سالم", "نادر", "كمال", "فارس", "جابر", "منير", "راشد", "الحداد")


def _levels(one: str, other: str) -> list[int]:
    told = RecordColumns(ids=["1", "2"], lists=["a", "b"], names=[one, other])
    records, parts, order = prepare(texts_of(told), None)
    place = np.argsort(order).astype(np.int32)
    levels = compare_pairs(place[:1], place[1:2], records, parts).levels[0]
    return [int(levels[field]) for field in (FIRST, FATHER, GRANDFATHER, FAMILY)]


@pytest.mark.parametrize("parts", [5, 6, 7, 8])
def test_where_the_father_is_left_out_the_rest_stands_elsewhere(parts: int) -> None:
    """What one name has in the grandfather's place stands further on in the other, however many forebears follow."""
    name = [*ROW[: parts - 1], ROW[-1]]
    assert _levels(" ".join(name), " ".join([name[0], *name[2:]])) == [0, DIFFERENT, ELSEWHERE, 0]


@pytest.mark.parametrize("parts", [7, 8])
def test_a_forebear_left_out_changes_nothing_before_him(parts: int) -> None:
    """First name, father, grandfather and family agree."""
    name = [*ROW[: parts - 1], ROW[-1]]
    for place in range(3, parts - 1):
        assert _levels(" ".join(name), " ".join([*name[:place], *name[place + 1 :]])) == [0, 0, 0, 0]
