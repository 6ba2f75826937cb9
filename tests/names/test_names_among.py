"""Evidence told by chances in single precision: what it is in double, or nothing."""

import numpy as np
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sijill.names.among import told_by_chances
from sijill.names.beside import evidence_at_cost
from sijill.names.chances import LANES, USUAL
from sijill.names.emission import SCRATCH_SHAPE, emission
from sijill.names.evidence import are_apart
from sijill.names.parameters import load_parameters
from sijill.names.sieve import directions, is_peculiar
from sijill.names.vocabulary import words_of
from sijill.names.word import ENDS_AT, LENGTH_AT, MASK_AT, ROWS_AT, SCRIPT_AT, SURPRISE_AT, SURPRISE_UNIT

OFF = 270 * 2.0**-24
"""What both chances together are off by at the most."""
KNOWN = [
    "محمد",
    "احمد",
    "محمود",
    "خالد",
    "مصطفى",
    "mohammad",
    "muhamad",
    "ahmed",
    "khaled",
    "mustafa",
    "saleh",
    "salah",
]
WORD = st.one_of(
    st.sampled_from(KNOWN),
    st.text(alphabet="محدواىي", min_size=3, max_size=LANES - 1),
    st.text(alphabet="mhdaeiou", min_size=3, max_size=LANES - 1),
)


def _chance(one: np.ndarray, other: np.ndarray) -> float:
    """Return P(letters of one | letters of the other)."""
    table = load_parameters().model.tables[directions(int(other[SCRIPT_AT]), int(one[SCRIPT_AT]))[0]]
    rows = other[ROWS_AT : ROWS_AT + other[LENGTH_AT]]
    return emission(rows, one[ENDS_AT : ENDS_AT + 3 * one[LENGTH_AT]], 3, table, np.empty(SCRATCH_SHAPE), 0.0)


def _chances(word: np.ndarray, met: np.ndarray) -> np.ndarray:
    """Return the chances of either's letters as ``write_chances`` has them, in double precision."""
    back = _chance(word, met) * np.exp(word[SURPRISE_AT] / SURPRISE_UNIT)
    return np.array([back, _chance(met, word) * USUAL ** int(met[LENGTH_AT])])


@settings(max_examples=400, deadline=None)
@given(one=WORD, other=WORD, share=st.floats(-1, 1))
def test_what_chances_tell_is_the_evidence(one: str, other: str, share: float) -> None:
    """However the error that single precision may make is shared out, evidence is the same step, or is not told."""
    parameters = load_parameters()
    word, met = words_of([one, other], parameters)
    assume(not is_peculiar(word) and not is_peculiar(met) and not are_apart(word[MASK_AT], met[MASK_AT]))
    chances = _chances(word, met)
    tables, lexicon = parameters.model.tables, parameters.model.lexicon
    wanted = evidence_at_cost(word, met, tables, lexicon, np.empty(SCRATCH_SHAPE))
    for way in (1, -1):
        off = 1 + way * OFF * np.array([share, 1 - abs(share)])
        assert told_by_chances(word, met, (chances * off).astype(np.float32), lexicon) in {-1, wanted}


def test_hardly_any_evidence_is_not_told() -> None:
    """Of spellings of one name nine in ten at the least are told in single precision, or nothing would be gained."""
    parameters = load_parameters()
    words = words_of(["xalid", "khalid", "halid", "chalid", "kalid", "khaalid", "qalid", "jalid"], parameters)
    told = [
        told_by_chances(one, other, _chances(one, other), parameters.model.lexicon)
        for one in words
        for other in words
    ]
    assert np.mean(np.array(told) >= 0) > 0.9


def test_no_three_arabic_letters_are_one_unit() -> None:
    """The sums along a tree know units of three letters, evidence of two Arabic ones at the most: they are the same."""
    assert (load_parameters().model.units[0, 1:, 1:, 1:] < 0).all()
