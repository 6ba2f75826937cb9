"""Stems for prose: words that begin with waw find each other with and without the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.text import match_key, shown, stem, stems


@pytest.mark.parametrize("word", ["وثيقة", "وفد", "ولادة", "ورقة", "وزارة"])
def test_words_that_begin_with_waw_find_each_other(word: str) -> None:
    """وثيقة, الوثيقة and والوثيقة each look for a stem that the other two are indexed under."""
    forms = [match_key(prefix + word) for prefix in ("", "ال", "وال")]
    for asked in forms:
        assert all(stem(form) in stems(asked) for form in forms), asked


@given(st.text("ابتونيهلكف", min_size=1, max_size=8))
def test_a_word_finds_itself(word: str) -> None:
    """A word's own stem is always among those looked for, and there are few."""
    assert stem(word) in stems(word)
    assert len(stems(word)) <= 3


@given(st.text())
def test_shown_text_is_one_tame_line(text: str) -> None:
    """Whatever a name holds, what is shown has its length, one line, and no control that moves letters."""
    tame = shown(text)
    assert len(tame) == len(text)
    assert len(tame.splitlines()) <= 1
    assert not set(tame) & set("\u202e\u2066\u200f\x1b\x00")
