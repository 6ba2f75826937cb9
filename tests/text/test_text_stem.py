"""Bare forms and stems for prose: words find each other with and without "and", article and plural."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.text import bare, clean, match, match_key, shown, stem, stemmed


@pytest.mark.parametrize(
    "word", ["وثيقة", "وفد", "ولادة", "ورقة", "وزارة", "والدة", "سجن", "معتقلين", "الله"]
)
def test_clitics_change_no_bare_form(word: str) -> None:
    """وثيقة, الوثيقة, ووثيقة and والوثيقة have one bare form, and one stem."""
    prefixes = ("", "و") if word == "الله" else ("", "ال", "و", "وال", "بال")
    forms = [match_key(prefix + word) for prefix in prefixes]
    assert len({bare(form) for form in forms}) == 1
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("والمعتقلين", "معتقل"),
        ("شهادات", "شهاد"),
        ("documents", "document"),
        ("bodies", "body"),
        ("press", "press"),
        ("witnesses", "witness"),
        ("2013", "2013"),
        ("الله", "الله"),
        ("ال", "ال"),
        ("", ""),
    ],
)
def test_stems_of_prose(word: str, expected: str) -> None:
    """Suffixes of light10, the English plural; figures, God and words too short to be cut stay."""
    assert stem(word) == expected


@given(st.text("ابتونيهلكفد", min_size=1, max_size=8))
def test_a_word_with_letters_keeps_some(word: str) -> None:
    """No word is cut to nothing, and a stem is no longer than its bare form."""
    assert bare(word)
    assert 0 < len(stem(word)) <= len(bare(word)) or stem(word) == bare(word)


PROSE = st.text(
    alphabet=st.one_of(
        st.sampled_from("والبكفلتنيهةىأإآءؤئاد انتها\u064b\u064e\u0640\u0654 \u200c،.12"),
        st.characters(codec=None),
    ),
    max_size=40,
)


@given(PROSE)
def test_level_stem_knows_where_its_letters_came_from(text: str) -> None:
    """The map ascends within the text, and leads from every letter left to a letter of level match."""
    stems_of, folded = stemmed(text), match(text)
    assert list(stems_of.offsets) == sorted(stems_of.offsets)
    assert len(stems_of.offsets) == len(stems_of.text)
    assert stems_of.source_length == len(text)
    assert set(stems_of.offsets) <= set(folded.offsets)


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
    assert stemmed("two bodies, the witnesses").text == "two body, the witness"
    persian = "او از خانه‌ها که در شهر بود به مدرسه رفت"
    assert stemmed(persian).text == match(persian).text


@given(st.text())
def test_shown_text_is_one_tame_line(text: str) -> None:
    """Whatever a name holds, what is shown has its length, one line, and no control that moves letters."""
    tame = shown(text)
    assert len(tame) == len(text)
    assert len(tame.splitlines()) <= 1
    assert not set(tame) & set("\u202e\u2066\u200f\x1b\x00")
