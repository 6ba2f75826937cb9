"""Plain words are split without being taken apart, and come out as the careful way has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.names.pieces import split_word
from sijill.names.plain import pieces_of_words

WORDS = [
    "سالم",
    "عبدالرحمن",
    "عبد",
    "ابو",
    "ئازاد",
    "ثائر",
    "هللا",
    "آل",
    "حسيـن",
    "ه",
    "Al-Tut",
    "al-Abd",
    "Abdul-Rahman",
    "el-Din",
    "Co-op",
    "co-operative",
    "AlTut",
    "MCDONALD",
    "L'Etoile",
    "O'Brien",
    "A",
    "Al-e",
    "d.",
    "Jr",
    "2bn",
    "Müller",
    "a-b",
    "",
]


@pytest.mark.parametrize("word", WORDS)
def test_known_traps_are_split_alike(word: str) -> None:
    """Articles, halves, single letters, quotes, capitals and damage come out alike both ways."""
    assert pieces_of_words([word]) == [split_word(word)]


@given(
    st.text("ءآأؤإئابتثجحخدذرزسشصضطظعغفقكلمنهويىة", max_size=12)
    | st.from_regex(r"[A-Za-z]{0,8}-?[A-Za-z]{0,8}", fullmatch=True)
)
def test_any_word_is_split_alike(word: str) -> None:
    """Whatever stands in a word of either script, both ways give the same pieces."""
    assert pieces_of_words([word]) == [split_word(word)]
