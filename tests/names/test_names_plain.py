"""Plain words are split without being taken apart, and come out as the careful way has them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.names.lexicon import CLASSES, DIVINE
from sijill.names.pieces import split_word
from sijill.names.plain import FEW, pieces_of_words

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


def _split_at_once(words: list[str]) -> list[list[tuple[str, str, int, bool]]]:
    """Split words among many, by columns; and without the others, which makes no difference."""
    among_many = _split(words + ["سالم"] * FEW)[: len(words)]
    assert _split(words) == among_many
    return among_many


def _split(words: list[str]) -> list[list[tuple[str, str, int, bool]]]:
    found = pieces_of_words(words)
    forms, spellings = ([texts[run] for run in found.runs] for texts in (found.forms, found.spellings))
    rows = list(zip(forms, spellings, found.kinds.tolist(), found.commas.tolist(), strict=True))
    return [
        rows[first : first + width]
        for first, width in zip(found.first.tolist(), found.width.tolist(), strict=True)
    ]


def _split_each(words: list[str], *, behind: str = "") -> list[list[tuple[str, str, int, bool]]]:
    return [
        [(each.form, each.spelling, each.kind, each.comma) for each in split_word(word + behind)]
        for word in words
    ]


@pytest.mark.parametrize("word", WORDS)
def test_known_traps_are_split_alike(word: str) -> None:
    """Articles, halves, single letters, quotes, capitals and damage come out alike both ways."""
    assert _split_at_once([word]) == _split_each([word])


def test_known_words_are_split_alike() -> None:
    """Every word of the lexicon, in small letters and not, with an article and without, is what it is alone."""
    words = [each for word in (*CLASSES, *DIVINE) for each in (word, word.title(), "ال" + word, f"al-{word}")]
    assert _split_at_once(words) == _split_each(words)


_ARABIC_WORDS = st.text("ءآأؤإئابتثجحخدذرزسشصضطظعغفقكلمنهويىة", max_size=12)
_LATIN_WORDS = st.from_regex(r"[A-Za-z]{0,8}-?[A-Za-z]{0,8}", fullmatch=True)
_JOINED_WORDS = st.builds(
    "".join,
    st.lists(
        st.sampled_from(
            [
                "عبد",
                "ال",
                "ول",
                "ابو",
                "أبي",
                "ذو",
                "دين",
                "الله",
                "اهلل",
                "الء",
                "له",
                "ى",
                "abd",
                "Abd",
                "al",
                "el",
                "ou",
                "rahman",
                "din",
                "eddine",
                "ass",
                "dsch",
                "bin",
                "allah",
            ]
        )
        | st.text("سامحi", max_size=2),
        max_size=4,
    ),
)


@given(st.lists(_ARABIC_WORDS | _LATIN_WORDS | _JOINED_WORDS, max_size=6))
def test_any_words_are_split_alike(words: list[str]) -> None:
    """Whatever stands in words of either script, both ways give the same pieces."""
    assert _split_at_once(words) == _split_each(words)


def test_overlooked_white_space_parts_words() -> None:
    """A word that still holds white space gives the pieces of both its halves."""
    assert _split_at_once(["سالم\x1cرامي", ""]) == [_split_each(["سالم"])[0] + _split_each(["رامي"])[0], []]


JOINER = "\u200d"
"""Is folded away, and makes a word be read letter by letter."""


@given(
    st.lists(
        st.one_of(
            st.sampled_from([word for word in [*WORDS, *CLASSES, *DIVINE] if not word.endswith((".", "-"))]),
            st.text(alphabet="ابتجحدرسشعفقكلمنهويةىأإآئؤء", min_size=1, max_size=9),
            st.from_regex("[A-Z]?[a-z]{1,9}", fullmatch=True),
        )
    )
)
def test_a_word_alone_is_split_as_letter_by_letter(words: list[str]) -> None:
    """The short way for one plain word says what the careful one says."""
    assert _split_each(words) == _split_each(words, behind=JOINER)
