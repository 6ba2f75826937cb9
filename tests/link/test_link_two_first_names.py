"""How rare two first names are within one person is known where there are brothers, and learned where there are none."""

import random

import numpy as np
import pytest
from invented_lists import columns

from sijill.link import LinkResult, engine, link_records
from sijill.link.classes import KIN, MATCH, expected
from sijill.link.columns import FIRST
from sijill.link.part_levels import DIFFERENT
from sijill.link.two_first_names import with_two_first_names
from sijill.link.weigh import Weights

GIVEN = ("سالم", "عمار", "نبيل", "هاني", "رامي", "فادي", "مازن", "وائل", "طارق", "عادل")
FAMILIES = ("التوت", "السرو", "الزيتون", "اللوز", "الرمان", "الجوز", "العنب", "الخوخ")


def _linked(*, brothers: int) -> LinkResult:
    """Two lists of the same 240 persons, so many of whom are ever sons of one father; a third of the records tell no date of birth."""
    chance = random.Random(4)
    rows = []
    for household in range(240 // brothers):
        rest = " ".join([*chance.choices(GIVEN, k=2), chance.choice(FAMILIES)])
        for place, first in enumerate(chance.sample(GIVEN, brothers)):
            for side in ("first", "second"):
                born = (
                    f"{1960 + household % 50 + 3 * place}-0{1 + place}-1{household % 10}"
                    if chance.random() < 0.67
                    else ""
                )
                rows.append(
                    (side, f"{side}{household:03}{place}", f"{first} {rest}", "ذكر", "", born, "", "")
                )
    return link_records(columns(rows))


def test_two_first_names_are_believed_as_known_where_there_are_brothers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing else changes, and the more kin for a match, the nearer to what is known of such lists."""
    found = {count: _linked(brothers=count).weights for count in (1, 3)}
    monkeypatch.setattr(engine, "with_two_first_names", lambda weights: weights)
    learned = {count: _linked(brothers=count).weights for count in (1, 3)}
    moved = {count: learned[count][0] - found[count][0] for count in found}
    kin_to_match = {count: each[1][KIN] - each[1][MATCH] for count, each in found.items()}
    assert kin_to_match[3] > kin_to_match[1]
    assert moved[3][MATCH, 0, FIRST, DIFFERENT] > 0.3
    assert abs(moved[1][MATCH, 0, FIRST, DIFFERENT]) < moved[3][MATCH, 0, FIRST, DIFFERENT]
    changed = np.argwhere(moved[3] != 0.0)
    assert {(kind, field, level) for kind, _, field, level in changed.tolist()} == {(MATCH, FIRST, DIFFERENT)}


def _believed(share: float, *, kin_for_a_match: float) -> "np.ndarray[tuple[int, ...], np.dtype[np.float64]]":
    """Return what is believed in one script and across two, of what was learned."""
    levels = np.log(expected())
    levels[MATCH, :, FIRST, DIFFERENT] = np.log(share)
    prior = np.log(np.array([1e-4, 1e-4 * kin_for_a_match, 1.0, 1e-6]))
    return np.exp(with_two_first_names(Weights(levels, prior)).log_levels[MATCH, :, FIRST, DIFFERENT])


@pytest.mark.parametrize("kin_for_a_match", [0.4, 1.0])
def test_among_many_kin_what_was_learned_of_two_first_names_is_not_heard(kin_for_a_match: float) -> None:
    """Runs of the same lists learned a thirtieth and a four-hundredth: both are believed to be one, which lies between."""
    few, many = (
        _believed(1 / 400, kin_for_a_match=kin_for_a_match),
        _believed(1 / 30, kin_for_a_match=kin_for_a_match),
    )
    assert np.array_equal(few, many)
    assert ((few > 1 / 400) & (few < 1 / 30)).all()


def test_without_kin_what_was_learned_of_two_first_names_is_believed() -> None:
    """In either direction."""
    for share in (1 / 400, 1 / 30):
        assert np.allclose(_believed(share, kin_for_a_match=1e-6), share, rtol=1e-3)
