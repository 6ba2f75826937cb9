"""Names as hands romanise them and as clerks misspell them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.demo.captures import Rates
from sijill.demo.chance import Chance, by_rank
from sijill.demo.noise import damage, join_parts, slip, spell, swap_lam_alef
from sijill.demo.pools import Name, family_names, men, women
from sijill.demo.romanise import Hand, romanise
from sijill.text import match_key

POOL = [*men(), *women(), *family_names(300, Chance(3, "test"))]


@pytest.mark.parametrize(
    ("sound", "hand", "expected"),
    [
        ("Khālid", Hand.PRESS, {"Khalid"}),
        ("Yūsuf", Hand.PRESS, {"Youssef", "Yusuf"}),
        ("Muḥammad", Hand.FRENCH, {"Mohamed"}),
        ("Maḥmūd", Hand.FRENCH, {"Mahmoud"}),
        ("Jamāl", Hand.FRENCH, {"Djamal"}),
        ("al-Bardāzī", Hand.PRESS, {"al-Bardazi"}),
        ("al-Shunzūbī", Hand.FRENCH, {"El Chounzoubi"}),
        ("ʿAbd Allāh", Hand.PRESS, {"Abdullah", "Abdallah"}),
        ("ʿAbd al-Karīm", Hand.FRENCH, {"Abdelkarim", "Abdel Karim", "Abd El Karim"}),
        ("ʿAlī", Hand.SLOPPY, {"Ali", "Alee"}),
    ],
)
def test_hands_write_customary_forms(sound: str, hand: Hand, expected: set[str]) -> None:
    """Each hand writes one of its usual forms, and over many draws all of them."""
    chance = Chance(1, "romanise")
    assert {romanise(sound, hand, chance) for _ in range(80)} == expected


@given(st.sampled_from(POOL), st.sampled_from(list(Hand)), st.integers(0, 1000))
def test_romanised_names_are_plain_latin(name: Name, hand: Hand, seed: int) -> None:
    """A romanised name is not empty, begins words with a capital or an article, and needs no macron."""
    written = romanise(name.sound, hand, Chance(seed, "any"))
    assert written.strip() == written != ""
    assert written.encode("latin-1")
    assert any(letter.isupper() for letter in written)


def test_the_sloppy_hand_is_not_always_the_same() -> None:
    """One name comes out in several spellings."""
    chance = Chance(1, "sloppy")
    assert len({romanise("Sulaymān", Hand.SLOPPY, chance) for _ in range(50)}) > 3


def test_lam_alef_is_read_from_the_wrong_side() -> None:
    """The swap that PDF extraction makes, as real lists show it."""
    assert swap_lam_alef("صلاح") == "صالح"
    assert swap_lam_alef("علي الأحمد") == "علي األحمد"
    assert swap_lam_alef("حسن") == "حسن"


def test_parts_are_joined() -> None:
    """عبد, أبو and الدين are written onto their neighbours."""
    assert join_parts("عبد الرحمن") == "عبدالرحمن"
    assert join_parts("أبو محمد") == "أبومحمد"
    assert join_parts("نور الدين") == "نورالدين"


@given(st.sampled_from(POOL), st.integers(0, 1000))
def test_no_rates_no_change(name: Name, seed: int) -> None:
    """A list without defects writes every name as it is."""
    chance = Chance(seed, "any")
    assert spell(name.arabic, Rates(), chance) == name.arabic
    assert damage(name.arabic, Rates(), chance) == name.arabic


@given(st.sampled_from(POOL), st.integers(0, 1000))
def test_spelling_habits_vanish_when_folded(name: Name, seed: int) -> None:
    """Hamza, ta marbuta, final ya and joined parts change no name at the level that compares, but for blanks."""
    rates = Rates(hamza=0.5, ta_marbuta=0.5, final_ya=0.5, joined=0.5)
    written = spell(name.arabic, rates, Chance(seed, "any"))
    assert match_key(written).replace(" ", "") == match_key(name.arabic).replace(" ", "")


@given(st.sampled_from(POOL), st.integers(0, 1000))
def test_a_slip_keeps_the_first_letter_and_most_others(name: Name, seed: int) -> None:
    """A slip of the pen changes the length by one letter at most and never the first letter."""
    written = slip(name.arabic, Chance(seed, "any"))
    assert written[0] == name.arabic[0]
    assert abs(len(written) - len(name.arabic)) <= 1


def test_streams_of_chance_are_known() -> None:
    """The stream of a name and seed is the same for ever: these numbers were drawn once and are kept."""
    chance = Chance(7, "people")
    assert [chance.between(0, 999) for _ in range(6)] == [874, 113, 881, 467, 854, 674]
    assert Chance(7, "people").share() != Chance(7, "events").share()


def test_weights_fall_with_rank() -> None:
    """The first of a pool is drawn most often, the last least."""
    chance, weights = Chance(2, "ranks"), by_rank(5, 0.75)
    drawn = [chance.pick_by(range(5), weights) for _ in range(5000)]
    counts = [drawn.count(rank) for rank in range(5)]
    assert counts == sorted(counts, reverse=True)
    assert set(drawn) == set(range(5))


@given(st.lists(st.integers(), max_size=30), st.integers(0, 100))
def test_shuffling_loses_nothing(items: list[int], seed: int) -> None:
    """A shuffled list holds the same items."""
    assert sorted(Chance(seed, "shuffle").shuffled(items)) == sorted(items)
