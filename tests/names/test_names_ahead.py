"""Evidence worked out ahead for many pairs of names, against that of each pair as it comes."""

import itertools

import numpy as np
import pytest

from sijill.names import ahead
from sijill.names.compare import REPORT, compare_rows, kept_for
from sijill.names.parameters import load_parameters
from sijill.names.scoring import Names

ODD = [
    "سليم الحداد",
    "Salim al-Haddad",
    "صلاح شقير",
    "صالح شقير",
    "نادر الصباغ",
    "نادرة الصباغ",
    "Nadira Sabbagh",
    "حسثن مثر",
    "حسني منير",
    "يحث ابوعيه",
    "يحيى أبو عنزة",
    "أبو غسان",
    "Abu Ghassan Shuqair",
    "J. K. Haddad",
    "س. الحداد",
    "عبد",
    "Abdel Karim",
    "Kamal Carrnen",
    "Xalid Xelil",
    "شركة النور للتجارة",
    "Al Noor Trading Company LLC",
    "Noor Transp Mfg",
    "17 Haddad",
    "سبعة عشر",
    "Wolfeschlegelsteinhausen Bergerdorff",
    "",
    "؟",
]
"""Names of every kind of word: damaged, with أبو, initials, halves, of firms, numbers, very long, none."""


def _kept(names: Names, pairs: np.ndarray, *, is_ahead: bool) -> np.ndarray:
    side, model = names.side, load_parameters().model
    kept = kept_for(side, side)
    if is_ahead:
        ahead.work_out(side, side, pairs, model, names.sieve, kept)
    else:
        compare_rows(side, side, pairs, model, kept, np.empty((1, REPORT), dtype=np.uint8))
    return kept


def test_evidence_worked_out_ahead_is_the_evidence_of_each_pair() -> None:
    """Ahead or one by one, two words of any kind have the same evidence."""
    names = Names(ODD)
    pairs = np.array(list(itertools.product(range(len(ODD)), repeat=2)), dtype=np.int32)
    one_by_one, together = _kept(names, pairs, is_ahead=False), _kept(names, pairs, is_ahead=True)
    met = one_by_one > 0  # names of the same words are not compared
    assert np.array_equal(one_by_one[met], together[met])
    assert met.mean() > 0.9


def test_many_pairs_have_the_scores_of_few() -> None:
    """Pairs taken together, in another order and with evidence worked out ahead, have the scores that each has alone."""
    random = np.random.default_rng(3)
    left, right = random.integers(len(ODD), size=(2, 12_000))
    names = Names(ODD)
    together = names.logits(left, names, right)
    every = np.array([[one, other] for one in range(len(ODD)) for other in range(len(ODD))])
    alone = Names(ODD).logits(every[:, 0], names, every[:, 1]).reshape(len(ODD), len(ODD))
    assert np.array_equal(together, alone[left, right], equal_nan=True)


def test_pairs_are_put_in_the_order_of_their_first_names() -> None:
    """Each pair stands there once, and it is said which one it was; pairs of one name stay in their order."""
    pairs = np.random.default_rng(5).integers(9, size=(200, 2)).astype(np.int32)
    ordered, order = ahead.by_first(pairs, 9)
    assert np.array_equal(order, np.argsort(pairs[:, 0], kind="stable"))
    assert np.array_equal(ordered, pairs[order])


@pytest.mark.parametrize("shape", [(0, 0), (5, 0), (0, 5), (7, 4), (300, 300)])
def test_evidence_that_is_not_kept_is_worked_out(shape: tuple[int, int]) -> None:
    """A table for fewer words, or for more than there are, changes no score, empty or filled."""
    side, model = Names(ODD).side, load_parameters().model
    pairs = np.array(list(itertools.product(range(len(ODD)), repeat=2)), dtype=np.int32)
    report = np.empty((1, REPORT), dtype=np.uint8)
    wanted = compare_rows(side, side, pairs, model, kept_for(side, side), report)
    kept = np.zeros(shape, dtype=np.uint8)
    for _ in range(2):
        assert np.array_equal(compare_rows(side, side, pairs, model, kept, report), wanted, equal_nan=True)


@pytest.mark.parametrize("known", [0, 1])
def test_what_is_known_stays(known: int) -> None:
    """Evidence that is there already is not worked out again."""
    names = Names(ODD[:2])
    kept = kept_for(names.side, names.side)
    kept[:] = 7 * known
    ahead.work_out(
        names.side, names.side, np.array([[0, 1]], dtype=np.int32), load_parameters().model, names.sieve, kept
    )
    assert (kept == 7).any() == bool(known)
