"""Names of places across scripts: articles, words apart or joined, parts of names; invented places only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.names.places import PlaceNames

ARABIC = [
    "الزلفات",
    "زلفات",
    "تل عران",
    "عين الحمرة",
    "عين حمرا",
    "قليعة الشمالية",
    "كفر ندى",
    "ندى",
    "السويرة",
    "سويرا",
]


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Az Zalafat", "الزلفات"),
        ("Zalafat", "زلفات"),
        ("Tall `Aran", "تل عران"),
        ("Tel Aran", "تل عران"),
        ("Tal'aran", "تل عران"),
        ("`Ayn al Hamrah", "عين الحمرة"),
        ("As Suwayrah", "السويرة"),
        ("Kafr Nada", "كفر ندى"),
        ("Nada", "ندى"),
    ],
)
def test_a_latin_name_finds_the_arabic_one(latin: str, arabic: str) -> None:
    """With the article and without it are two names; joined and apart are one."""
    ((place, _), *_others) = PlaceNames(ARABIC).search(latin)
    assert ARABIC[place] == arabic


def test_an_arabic_name_finds_the_latin_one() -> None:
    """The other way round as well."""
    latin = ["Az Zalafat", "Kafr Nada", "Tall Aran"]
    index = PlaceNames(latin)
    assert [latin[index.search(name, 1)[0][0]] for name in ("الزلفات", "كفر ندى", "تل عران")] == latin


def test_the_last_places_are_for_parts_of_names() -> None:
    """A name of which the question is a part is among the best ten, behind any number that are like the whole."""
    like = [
        f"سوير{ending}" for ending in ("ا", "ه", "ي", "ان", "ات", "ين", "يه", "و", "ون", "اء", "ى", "انه")
    ]
    assert len(like) in [place for place, _ in PlaceNames([*like, "سويرة الرمال"]).search("Suwayrah", 10)]


@given(st.lists(st.text(max_size=8), max_size=5), st.text(max_size=12))
def test_any_text_is_answered(names: list[str], query: str) -> None:
    """Whatever the names and the question: positions of names, each once, no more than asked for."""
    found = [place for place, _ in PlaceNames(names).search(query, 3)]
    assert len(found) == len(set(found)) <= 3
    assert all(0 <= place < len(names) for place in found)


def test_a_rare_word_joins_what_common_words_part() -> None:
    """Tall and Kafr stand in many names and say little; the name behind them says which place it is."""
    many = [
        f"{kind} {name}" for kind in ("تل", "كفر", "خربة") for name in ("سارة", "نهر", "زيتون", "عمر", "ورد")
    ]
    index = PlaceNames([*many, "تل شدقومة"])
    assert index.search("Kafr Shadqumah", 1)[0][0] == len(many)


def test_names_in_one_script_are_compared_by_their_likeness() -> None:
    """Learned letters say nothing within a script; words still do."""
    index = PlaceNames(["Az Zalafat", "Kafr Nada", "Tall Aran"])
    assert index.search("Kafer Nada", 1)[0][0] == 1


def test_letters_that_no_table_has_are_no_fault() -> None:
    """Digits and letters of other languages are compared as letters that answer any and none."""
    assert PlaceNames(["ڢينيا ٣", "تل"]).search("Vinia 3", 2)
