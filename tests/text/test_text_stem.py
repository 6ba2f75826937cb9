"""Bare forms and stems for prose: words find each other with and without "and", article and plural."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.text import bare, match_key, shown, stem


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


@given(st.text())
def test_shown_text_is_one_tame_line(text: str) -> None:
    """Whatever a name holds, what is shown has its length, one line, and no control that moves letters."""
    tame = shown(text)
    assert len(tame) == len(text)
    assert len(tame.splitlines()) <= 1
    assert not set(tame) & set("\u202e\u2066\u200f\x1b\x00")
