"""Scales are learned from what is found, and say what pairs say where nothing teaches otherwise."""

import json
from importlib import resources

import numpy as np

from sijill.link.looks import KNOTS, LOOKS, SCALES
from train.scales import Sample, Taught, bends, fitted, learned

ODDS = LOOKS.index("odds")


def _taught(log_odds_less: float, seed: int, bent: float = 0.0) -> Taught:
    """Pairs of the first scale that are one person by so much less than they say, of a register bent by so much."""
    random = np.random.default_rng(seed)
    looks = np.zeros((20_000, len(LOOKS)))
    looks[:, 0] = 1.0
    looks[:, ODDS] = random.normal(0.0, 2.0, len(looks))
    true = random.random(len(looks)) < 1 / (1 + np.exp(log_odds_less - looks[:, ODDS]))
    return Taught(looks, np.zeros(len(looks), np.uint8), true, np.ones(len(looks)), 1.0, bent)


def test_a_scale_finds_by_how_much_pairs_say_too_much() -> None:
    """Where one nat less is found than said, the scale takes it; of scales without pairs nothing is changed."""
    scales = learned([_taught(1.0, 7), _taught(1.0, 8)])
    assert abs(scales[0, 0] + 1.0) < 0.15
    assert abs(scales[0, ODDS] - 1.0) < 0.1
    assert (scales[1:, ODDS] == 1.0).all()
    assert (np.delete(scales[1:], ODDS, axis=1) == 0.0).all()


def test_larger_registers_bend_what_is_said_and_usual_ones_teach_nothing_of_it() -> None:
    """A register in which half of it holds and half is found teaches the same; where few pairs lie, low, what is learned is less."""
    scales = np.zeros((len(SCALES), len(LOOKS)))
    scales[:, ODDS] = 1.0
    bent = bends([_taught(-9.0, 6), _taught(0.5, 7, bent=0.5), _taught(1.0, 8, bent=1.0)], scales)
    np.testing.assert_allclose(bent[0, 2:], np.full(len(KNOTS) - 2, -1.0), atol=0.15)
    assert -1.0 < bent[0, 0] < 0.0
    assert (bent[1:] == 0.0).all()
    assert (bends([_taught(-9.0, 6)], scales) == 0.0).all()


def test_few_pairs_teach_little() -> None:
    """Ten pairs that are all one person do not make the next one certain."""
    looks = np.zeros((10, len(LOOKS)))
    looks[:, 0] = 1.0
    start = np.zeros(len(LOOKS))
    found = fitted(Sample(looks, np.ones(10), np.ones(10)), start)
    assert 0.5 < found[0] < 3.0


def test_the_scales_that_are_shipped_weigh_every_look() -> None:
    """Each of the four has one number for each thing that is heard, and says what it was learned from."""
    written = resources.files("sijill.link").joinpath("learned", "scales.json").read_text(encoding="utf-8")
    told = json.loads(written)
    assert tuple(told["learned_from"]) == SCALES
    assert all(told["learned_from"].values())
    assert tuple(told["scales"]) == SCALES
    assert all(tuple(scale) == LOOKS for scale in told["scales"].values())
    assert tuple(told["bends"]) == SCALES
    assert all(len(bent) == len(KNOTS) for bent in told["bends"].values())
