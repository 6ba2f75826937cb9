"""How often two persons look like one is learned from lists that name nobody twice."""

import random

import numpy as np
import pytest
from invented_lists import columns

from sijill.link import LinkResult, link_records
from sijill.link.classes import KIN, STRANGERS
from sijill.link.namesakes import _Counted, _fitted

GIVEN = ("سالم", "عمار", "نبيل", "هاني", "رامي", "فادي", "مازن", "وائل", "طارق", "عادل")
FAMILIES = ("التوت", "السرو", "الزيتون", "اللوز", "الرمان", "الجوز", "العنب", "الخوخ")


@pytest.mark.parametrize("frequent", [0.0, 2.0])
def test_how_much_more_frequent_strangers_are_is_found_again(frequent: float) -> None:
    """Pairs drawn so that strangers are e to the ``frequent`` times as many as their weights say; kin as many."""
    chance = np.random.default_rng(5)
    weight, kin = chance.uniform(-1, 8, 60_000), chance.integers(0, 2, 60_000) * 0.98 + 0.01
    truly = weight - np.log(kin + (1 - kin) * np.exp(frequent))
    others = np.exp(-0.5 * weight)
    across = chance.random(60_000) < 0.03 * others * (1 + np.exp(truly))
    within = chance.random(60_000) < 0.03 * others * (1 + 1e-4 * np.exp(truly))
    counted = _Counted(
        np.r_[weight[across], weight[within]],
        np.r_[kin[across], kin[within]],
        np.r_[np.ones(across.sum(), bool), np.zeros(within.sum(), bool)],
    )
    found = _fitted(counted, 0.0, np.log(1e-4))
    assert found[1] == pytest.approx(frequent, abs=0.5)
    assert found[0] == pytest.approx(0.0, abs=0.5)


def _linked(*, namesakes: int, repeats: bool = False) -> LinkResult:
    """Two lists of the same 250 persons, a number of whom bear the same whole name; ages tell them apart."""
    chance = random.Random(3)
    name = "سالم عمار نبيل التوت"
    rows = []
    for person in range(250):
        own = " ".join([*chance.choices(GIVEN, k=3), chance.choice(FAMILIES)])
        age = str(5 + person % 70)
        for side in ("first", "second"):
            said = name if person < namesakes else own
            rows.append((side, f"{side}{person:03}", said, "ذكر", age, "", "", ""))
        if repeats:
            rows.append(("second", f"again{person:03}", own, "ذكر", age, "", "", ""))
    return link_records(columns(rows))


def test_namesakes_on_a_list_that_names_nobody_twice_sober_the_weights() -> None:
    """Where many of one list share a whole name, kin and strangers look alike more often than their fields say."""
    priors = [_linked(namesakes=count).weights[1] for count in (0, 60)]
    raised = [prior[STRANGERS] + prior[KIN] for prior in priors]
    assert raised[1] > raised[0] + 0.2


def test_lists_that_repeat_persons_teach_nothing() -> None:
    """There a pair that looks like one person may be one: shares of classes are still shares."""
    found = _linked(namesakes=60, repeats=True)
    assert {item.name: item.duplicate_free for item in found.lists}["second"] is False
    assert np.exp(found.weights[1]).sum() == pytest.approx(1.0, abs=1e-6)
