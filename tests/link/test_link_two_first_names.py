"""How rare two first names are within one person is looked at again once pairs are weighed."""

import random

import numpy as np
import pytest
from invented_lists import columns

from sijill.link import LinkResult, engine, link_records
from sijill.link.classes import KIN, MATCH
from sijill.link.cluster import Edges
from sijill.link.columns import FIRST, Parts, Records
from sijill.link.part_levels import DIFFERENT
from sijill.link.two_first_names import Reweighed, with_two_first_names
from sijill.link.weigh import Weights
from sijill.link.weighed import weighed

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


def _left_as_learned(weights: Weights, edges: Edges, _: tuple[Records, Parts], *, above: float) -> Reweighed:
    return Reweighed(weights, edges.where(edges.weight > above))


def test_two_first_names_weigh_more_against_a_pair_where_there_are_brothers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The more kin for a match, the nearer to what is known, which is less than what was learned; never more."""
    found = {count: _linked(brothers=count).weights for count in (1, 3)}
    monkeypatch.setattr(engine, "with_two_first_names", _left_as_learned)
    learned = {count: _linked(brothers=count).weights for count in (1, 3)}
    lowered = {count: (learned[count][0] - found[count][0])[MATCH, 0, FIRST, DIFFERENT] for count in found}
    kin_to_match = {count: each[1][KIN] - each[1][MATCH] for count, each in found.items()}
    assert kin_to_match[3] > kin_to_match[1]
    assert lowered[3] > 0.3
    assert 0.0 <= lowered[1] < lowered[3]
    changed = np.argwhere(learned[3][0] != found[3][0])
    assert {(kind, field, level) for kind, _, field, level in changed.tolist()} == {(MATCH, FIRST, DIFFERENT)}


def test_every_pair_weighs_what_the_weights_that_are_kept_say(monkeypatch: pytest.MonkeyPatch) -> None:
    """To the last bit, so that a run that adds to this one weighs its pairs alike; what falls to the bound is left out."""
    seen = []

    def watched(
        weights: Weights, edges: Edges, compared: tuple[Records, Parts], *, above: float
    ) -> Reweighed:
        # In a register of this size two first names weigh too little to be kept, so that those that fall are chosen here.
        left, right = (side.astype(np.int32) for side in np.triu_indices(len(compared[0]), 1))
        every = weighed(left, right, compared, weights)
        unlike = every.weight[every.other_name]
        bound = float(np.sort(unlike)[-200])
        edges = every.where(every.weight > bound)
        found = with_two_first_names(weights, edges, compared, above=bound)
        anew = weighed(edges.left, edges.right, compared, found.weights)
        seen.append((found.edges, anew.where(anew.weight > bound), edges))
        return Reweighed(found.weights, found.edges.where(found.edges.weight > above))

    monkeypatch.setattr(engine, "with_two_first_names", watched)
    _linked(brothers=3)
    ((found, anew, before),) = seen
    assert all(np.array_equal(one, other) for one, other in zip(found, anew, strict=True))
    assert 0 < found.other_name.sum() < before.other_name.sum()


@pytest.mark.parametrize(("kin_for_a_match", "is_heard"), [(1.0, False), (0.01, True)])
def test_where_half_are_kin_what_was_learned_of_two_first_names_is_not_heard(
    monkeypatch: pytest.MonkeyPatch, kin_for_a_match: float, is_heard: bool
) -> None:
    """How many brothers learning took for one person is chance there; without kin it knows."""
    believed = []

    def watched(
        weights: Weights, edges: Edges, compared: tuple[Records, Parts], *, above: float
    ) -> Reweighed:
        prior = weights.log_prior.copy()
        prior[KIN] = prior[MATCH] + np.log(kin_for_a_match)
        for share in (0.05, 0.1):
            levels = weights.log_levels.copy()
            levels[MATCH, :, FIRST, DIFFERENT] = np.log(share)
            found = with_two_first_names(Weights(levels, prior), edges, compared, above=above)
            believed.append(np.exp(found.weights.log_levels[MATCH, :, FIRST, DIFFERENT]))
        return Reweighed(weights, edges)

    monkeypatch.setattr(engine, "with_two_first_names", watched)
    _linked(brothers=3)
    few, many = believed
    assert (np.abs(many - few) > 0.02).all() == is_heard
    assert (few < 0.05).all()
    assert np.allclose(few, many) != is_heard
