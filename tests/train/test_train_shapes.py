"""Shapes are the one optimum of what they are learned from, whatever the order of the pairs."""

import numpy as np
from numpy.typing import NDArray

from sijill.names.features import FEATURES, SIGNS
from train.shapes import RIDGE, fit_shapes

PAIRS = 400
EVERY = range(len(FEATURES))


def _pairs(seed: int = 7) -> tuple[NDArray[np.uint8], NDArray[np.float64], NDArray[np.float64]]:
    """Return levels, labels that some of them tell, and weights of pairs made up."""
    draw = np.random.default_rng(seed)
    levels = draw.integers(0, 9, (PAIRS, len(FEATURES)), dtype=np.uint8)
    told = (levels[:, SIGNS.index(1)] / 4 - 1) + draw.normal(size=PAIRS)
    return levels, (told > 0).astype(np.float64), draw.random(PAIRS)


def _logits(shapes: NDArray[np.float32], levels: NDArray[np.uint8]) -> NDArray[np.float64]:
    return np.asarray(shapes[EVERY, levels].astype(np.float64).sum(axis=1))


def test_no_order_of_pairs_changes_the_shapes() -> None:
    """The same pairs in another order give the same shapes, far beyond the digits that are written."""
    levels, labels, weights = _pairs()
    other = np.random.default_rng(1).permutation(PAIRS)
    here, bases, beta = fit_shapes(levels, labels, weights)
    there, _, again = fit_shapes(levels[other], labels[other], weights[other])
    np.testing.assert_allclose(again, beta, atol=1e-9)
    np.testing.assert_allclose(there, here, atol=1e-6)
    drawn = [
        fit_shapes(levels[rows], labels[rows], weights[rows], (bases, beta))[2]
        for rows in (other, other[::-1])
    ]
    np.testing.assert_allclose(drawn[0], drawn[1], atol=1e-9)


def test_shapes_are_the_optimum() -> None:
    """The loss has no slope left, but for coefficients that their sign holds at nothing."""
    levels, labels, weights = _pairs()
    shapes, bases, beta = fit_shapes(levels, labels, weights)
    amiss = weights / weights.sum() * (1 / (1 + np.exp(-_logits(shapes, levels))) - labels)
    place = 1
    for feature, basis in enumerate(bases):
        here = beta[place : place + basis.shape[1]]
        slope = basis[levels[:, feature]].T @ amiss + RIDGE * here
        held = (here == 0) & (slope * SIGNS[feature] > 0)
        np.testing.assert_allclose(slope[~held], 0, atol=1e-7)
        place += basis.shape[1]
    assert abs(amiss.sum()) < 1e-6


def test_shapes_keep_their_signs() -> None:
    """A shape with a sign only rises or only falls."""
    shapes, _, _ = fit_shapes(*_pairs())
    for shape, sign in zip(shapes, SIGNS, strict=True):
        if sign:
            assert (np.diff(shape) * sign >= -1e-6).all()


def test_pairs_of_one_label_have_an_optimum() -> None:
    """Where all pairs are true, the shapes are finite and say so."""
    levels, _, weights = _pairs()
    shapes, _, _ = fit_shapes(levels, np.ones(PAIRS), weights)
    assert np.isfinite(shapes).all()
    assert (_logits(shapes, levels) > 0).all()
