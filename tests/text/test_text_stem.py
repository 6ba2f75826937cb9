"""Stems for prose: words that begin with waw find each other with and without the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.text import clean, match, match_key, shown, stem, stemmed, stems


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


PROSE = st.text(
    alphabet=st.one_of(
        st.sampled_from("والبكفلتنيهةىأإآءؤئاد انتها\u064b\u064e\u0640\u0654 \u200c،.12"),
        st.characters(codec=None),
    ),
    max_size=40,
)


@given(PROSE)
def test_level_stem_knows_where_its_letters_came_from(text: str) -> None:
    """The map ascends within the text, and every letter left is a letter of level match at its offset."""
    stems_of, folded = stemmed(text), match(text)
    assert list(stems_of.offsets) == sorted(stems_of.offsets)
    assert len(stems_of.offsets) == len(stems_of.text)
    assert stems_of.source_length == len(text)
    letters = list(zip(folded.offsets, folded.text, strict=True))
    assert all(pair in letters for pair in zip(stems_of.offsets, stems_of.text, strict=True))


@given(PROSE)
def test_level_stem_does_not_see_whether_text_was_cleaned(text: str) -> None:
    """Stems of cleaned text are those of the text as written, since cleaning leaves vowels."""
    assert stemmed(clean(text).text).text == stemmed(text).text


@given(PROSE)
def test_a_word_keeps_a_letter(text: str) -> None:
    """A text with a letter is never empty at level stem."""
    assert bool(stemmed(text).text.strip()) == bool(match(text).text.strip())


def test_stems_stand_at_the_words_they_are_of() -> None:
    """Articles, endings and tanwin go (light10 takes the ون of سجون for a plural's); the stem's span is within its word; other languages keep their words."""
    text = "وَالسُّجُونِ معتقلاً في المدارس"
    found = stemmed(text)
    assert found.text == "سج معتقل في مدارس"
    start, end = found.span(found.text.index("معتقل"), found.text.index("معتقل") + 5)
    assert text[start:end].startswith("معتقل")
    persian = "او از خانه‌ها که در شهر بود به مدرسه رفت"
    assert stemmed(persian).text == match(persian).text


@given(st.text())
def test_shown_text_is_one_tame_line(text: str) -> None:
    """Whatever a name holds, what is shown has its length, one line, and no control that moves letters."""
    tame = shown(text)
    assert len(tame) == len(text)
    assert len(tame.splitlines()) <= 1
    assert not set(tame) & set("\u202e\u2066\u200f\x1b\x00")
