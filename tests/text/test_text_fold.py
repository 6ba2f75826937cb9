"""Two levels of folding and their offset maps."""

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sijill.text import Folded, clean, letters, match, match_key, readable_end, tokens
from sijill.text.fold import INVISIBLE, is_folded_away

TEXT = st.text(
    alphabet=st.one_of(
        st.characters(codec=None),
        st.sampled_from("أإآٱةىؤئءـًٌَُّٰٕٓٔ\u200c\u200d\u200f\ufb8a\ufefb\ufdf2éİßﬁ٣۴"),
        st.characters(min_codepoint=0x0600, max_codepoint=0x06FF),
    ),
    max_size=30,
)


def _check(folded: Folded, source: str) -> None:
    assert len(folded.offsets) == len(folded.text)
    assert list(folded.offsets) == sorted(folded.offsets)
    assert all(0 <= offset < len(source) for offset in folded.offsets)
    assert folded.source_length == len(source)


@given(TEXT)
@example("\u0627\u0640\u0654")
@example("\u0627\u064e\u0654")
@example("\u0130")
@example("\u0149\u01f0")
@example("\uac00")
@example("\ufe70\u0653")
def test_offsets_are_monotone_and_within_the_source(text: str) -> None:
    """Each folded character knows where it came from."""
    _check(clean(text), text)
    _check(match(text), text)


@given(TEXT)
@example("\u0130")
@example("\u03c2\u0345")
def test_folding_twice_is_folding_once(text: str) -> None:
    """Both levels are idempotent."""
    once = clean(text).text
    assert clean(once).text == once
    folded = match(text).text
    assert match(folded).text == folded


@given(TEXT)
def test_match_does_not_see_whether_text_was_cleaned(text: str) -> None:
    """Folding for comparison includes cleaning."""
    assert match(clean(text).text).text == match(text).text


@given(TEXT)
def test_a_text_with_a_letter_is_never_empty(text: str) -> None:
    """A word with a letter stays a word."""
    if any(letter.isalpha() for letter in text if letter != "\u0640" and letter not in INVISIBLE):
        assert match(text).text


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("مُحَمَّـــد", "محمد"),
        ("أحمد", "احمد"),
        ("ا\u0654حمد", "احمد"),
        ("خان\u06d5\u0654 جل\u06d2\u0654", "خانه جلي"),
        ("فاطمة", "فاطمه"),
        ("مصطفى", "مصطفي"),
        ("\ufefb\ufe8e", "لاا"),
        ("١٢٣ ۴۵", "123 45"),
        ("ک ی گ", "ك ي گ"),
        ("ÉMILE  Straße", "emile strasse"),
        ("Łódź Ærø Ǿ", "lodz aero o"),
        ("\u200fرامي\u200e", "رامي"),
        ("Ｓａｌｉｍ １２", "salim 12"),
        ("𝐒𝐚𝐥𝐢𝐦 𝓢𝓪𝓵𝓲𝓶 ﬁ", "salim salim fi"),
        ("\U0001ee0e", "س"),
        ("x² ½ ™", "x² ½ ™"),
    ],
)
def test_forms_of_one_word_have_one_key(written: str, folded: str) -> None:
    """Vowels, tatweel, hamza seats, presentation forms, digits and case fold to one key."""
    assert match_key(written) == folded


@given(TEXT)
def test_tokens_point_into_the_text(text: str) -> None:
    """A token is what stands at its offsets; tokens stand in order and are never empty."""
    end = 0
    for token in tokens(text):
        assert text[token.start : token.end] == token.written
        assert token.start >= end
        assert token.folded
        end = token.end


@pytest.mark.parametrize("written", ["أُسامة", "لُؤَيّ", "آٰل", "مُؤْمِن رَائِد", "گلۀ", "جلۓ", "ہۂ"])
def test_decomposed_text_keeps_its_hamza(written: str) -> None:
    """A vowel sign stands between a letter and its hamza in NFD; folded, both forms are one, with the seat as written."""
    decomposed = unicodedata.normalize("NFD", written)
    assert decomposed != written
    assert letters(decomposed).text == letters(written).text
    assert letters("\u06cc\u0654").text == "ئ"


def test_vowel_signs_and_tatweel_do_not_split_a_word() -> None:
    """A vocalised word is one token."""
    assert [token.folded for token in tokens("فِي سُجُونٍ كَبِـــيرة")] == ["في", "سجون", "كبيره"]
    assert [token.folded for token in tokens("رام\u202bي خا\u200bلد")] == ["رامي", "خالد"]


@pytest.mark.parametrize(
    "code",
    [
        0xAD, 0x34F, 0x180B, 0x180E, 0x200B, 0x2060, 0x2061, 0x2065, 0x206F, 0x3164, 0xFE00, 0xFE0F, 0xFEFF,
        0xFFF9, 0xFFFB, 0xE0001, 0xE0061, 0xE0100, 0xE01EF,
    ],
)  # fmt: skip
def test_a_code_point_that_is_never_seen_does_not_split_a_word(code: int) -> None:
    """Soft hyphen, joiners, variation selectors, annotation marks and tags leave nothing at either level."""
    text = f"را{chr(code)}مي"
    assert clean(text).text == match(text).text == "رامي"
    assert [token.folded for token in tokens(text)] == ["رامي"]
    assert is_folded_away(chr(code))


@given(TEXT, st.integers(0, 8))
def test_a_text_is_cut_behind_its_letters(text: str, most: int) -> None:
    """What folds away takes no place, a longer limit cuts later, and a text within the limit is whole."""
    end = readable_end(text, most)
    kept = [letter for letter in text[:end] if not is_folded_away(letter)]
    assert len(kept) <= max(most, len(text) if len(text) <= most else 0)
    assert end == len(text) or (len(kept) == most and not is_folded_away(text[end]))
    assert readable_end("س" + "\u0640" * 5000 + "عد شقير", 6) == 5006


def test_a_span_takes_in_the_marks_behind_it() -> None:
    """The span of folded letters covers what was folded away behind the last one."""
    text = "سُجُونٍ كبيرة"
    folded = match(text)
    start, end = folded.span(0, 4)
    assert text[start:end] == "سُجُونٍ"


def test_every_combining_mark_belongs_to_its_word() -> None:
    """The range in which marks are looked for leaves none out."""
    marks = [
        chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in {"Mn", "Mc"}
    ]
    assert [token.written for token in tokens("ا" + "".join(marks))] == ["ا" + "".join(marks)]


@given(st.text("أإآاةىؤئبتهويءـًٌٍَُِّْABc٣5ۀ\u0654\u0653\u200dﻻé", min_size=1, max_size=12))
def test_words_fold_as_texts_do(text: str) -> None:
    """The short cut for words of everyday letters gives what the fold of a whole text gives."""
    for word in tokens(text):
        assert word.folded == match(word.written).text
