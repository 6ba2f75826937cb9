"""The letters of a vocabulary as a tree: its sums are those of each word alone."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from sijill.names import score_pairs
from sijill.names.against import Against
from sijill.names.alphabet import LONGEST
from sijill.names.among import MOST_SURPRISE
from sijill.names.branches import branches_of, lanes_for, room_for, write_chances
from sijill.names.chances import LANES, USUAL
from sijill.names.emission import SCRATCH_SHAPE, emission
from sijill.names.parameters import load_parameters
from sijill.names.sieve import directions
from sijill.names.vocabulary import words_of
from sijill.names.word import ENDS_AT, LENGTH_AT, ROWS_AT, SCRIPT_AT, SURPRISE_AT, SURPRISE_UNIT

ARABIC = st.text(alphabet="ابتجحدرسشعفقكلمنهويةى", min_size=1, max_size=LANES - 1)
LATIN = st.text(alphabet="abdefhiklmnoqrstuwyz", min_size=1, max_size=LANES - 1)
MOST_BACK, MOST_FORTH = 75 * 2.0**-24, 195 * 2.0**-24
"""What the sums are off by at the most, as ``sijill.names.among`` has it."""


def _alone(one: np.ndarray, other: np.ndarray) -> float:
    """Return P(letters of one | letters of the other) without a bound."""
    table = load_parameters().model.tables[directions(int(other[SCRIPT_AT]), int(one[SCRIPT_AT]))[0]]
    rows = other[ROWS_AT : ROWS_AT + other[LENGTH_AT]]
    ends = one[ENDS_AT : ENDS_AT + 3 * one[LENGTH_AT]]
    return emission(rows, ends, 3, table, np.empty(SCRATCH_SHAPE), 0.0)


@settings(max_examples=60, deadline=None)
@given(
    word=st.one_of(ARABIC, LATIN),
    texts=st.one_of(st.lists(LATIN, min_size=1, max_size=30), st.lists(ARABIC, min_size=1, max_size=30)),
)
def test_the_chances_of_a_tree_are_those_of_each_word(word: str, texts: list[str]) -> None:
    """Words of eight letters and more take twice the lanes, words that begin alike share sums: nothing changes but rounding."""
    assert LANES <= LONGEST
    parameters = load_parameters()
    asked, *words = words_of([word, *texts], parameters)
    assume(asked[SURPRISE_AT] < MOST_SURPRISE)
    rows = np.array(words)
    ways = [directions(script, int(rows[0, SCRIPT_AT])) for script in (1, 2)]
    branches = branches_of(rows, np.arange(len(rows)), parameters.model, ways)
    room, n = room_for(branches), int(asked[LENGTH_AT])
    forth = directions(int(asked[SCRIPT_AT]), int(rows[0, SCRIPT_AT]))[0]
    write_chances(asked, parameters.model.tables[forth], branches, room)
    scale = np.exp(asked[SURPRISE_AT] / SURPRISE_UNIT)
    for row, end in zip(branches.words.tolist(), branches.ends.tolist(), strict=True):
        if room.is_open[end]:
            place = int(room.places[end]) * lanes_for(asked) + n
            back, there = _alone(asked, rows[row]), _alone(rows[row], asked)
            usual = USUAL ** int(rows[row, LENGTH_AT])
            assert np.isclose(room.back[place], back * scale, rtol=MOST_BACK, atol=1e-20)
            assert np.isclose(room.forth[place], there * usual, rtol=MOST_FORTH, atol=1e-20)


@pytest.mark.parametrize("word", ["ا" * 11, "ظ" * 14])
def test_a_word_too_rare_for_single_precision_scores_as_in_pairs(word: str) -> None:
    """Its sums would be infinite there: it is set beside all words, and scores as it does in pairs."""
    names = [f"سالم {word} شقير", "هاني رامي شقير", f"{word} سالم"]
    parameters = load_parameters()
    assert words_of([word], parameters)[0][SURPRISE_AT] >= MOST_SURPRISE
    for asked in names:
        expected = score_pairs([asked] * len(names), names)
        scores = Against(names).scores(asked, floor=0.5)
        assert np.array_equal(scores[expected >= 0.5], expected[expected >= 0.5])
        assert expected.max() > 0.9
