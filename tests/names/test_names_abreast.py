"""Sixteen pairs abreast: what is said of one does not hang on those beside it."""

import itertools

import numpy as np

from sijill.names.compare import CHOSEN_AT, NONE, REPORT, compare_rows, kept_for
from sijill.names.features import MOST
from sijill.names.parameters import load_parameters
from sijill.names.scoring import Names

_NAMES = [
    "سليم نادر الحداد",
    "سليم نادر خليل الحداد",
    "Salim Nader al-Haddad",
    "Salim Haddad",
    "Haddad Salim Nader",
    "نادر سليم خليل أبو الحداد",
    "أم سليم نادر الحداد",
    "ابنة سليم نادر الحداد",
    "السيدة نادر خليل الحداد",
    "السيد نادر خليل الحداد",
    "سليم سليم نادر نادر",
    "S. N. Haddad",
    "Abdel Haddad",
    "عبد الرحمن الحداد",
    "Salimnader Haddad",
    "17 Haddad",
    "Al Noor Trading Company LLC",
    "Noor Trdg",
    "NTC Trading",
    "زوجة سليم الحداد",
    "",
    "Salim",
    "سليم",
]


def test_a_pair_is_told_the_same_whatever_pairs_stand_beside_it() -> None:
    """Logits and reports of pairs of all kinds, one by one and all at once, in order and in another."""
    names, parameters = Names(_NAMES), load_parameters()
    side, pairs = names.side, np.array(list(itertools.product(range(len(_NAMES)), repeat=2)), dtype=np.int32)
    order = np.random.default_rng(2).permutation(len(pairs))
    for model in (parameters.model, parameters.organisations):
        reports, others = np.zeros((2, len(pairs), REPORT), dtype=np.uint8)
        logits = compare_rows(side, side, pairs, model, kept_for(side, side), reports)
        shuffled = compare_rows(side, side, pairs[order], model, kept_for(side, side), others)
        assert np.array_equal(shuffled, logits[order], equal_nan=True)
        for place, pair in enumerate(pairs):
            report, kept = np.zeros((1, REPORT), dtype=np.uint8), kept_for(side, side)
            alone = compare_rows(side, side, pair[None], model, kept, report)
            assert np.array_equal(alone, logits[place : place + 1], equal_nan=True)
            told = CHOSEN_AT + min(side.counts[pair])
            for beside in (reports[place], others[np.flatnonzero(order == place)[0]]):
                assert np.array_equal(report[0, :told], beside[:told]) or report[0, told - 1] == NONE
        turned = compare_rows(side, side, pairs[:, ::-1].copy(), model, kept_for(side, side), report)
        assert np.array_equal(turned, logits, equal_nan=True)
    assert max(side.counts) <= MOST
