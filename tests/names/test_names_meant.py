"""Words that mean something beside others: a woman's title before a man's name, ages, what is not known of somebody."""

import pytest

from sijill.names import POSSIBLE_MATCH, Names, PartKind, explain, parse, score
from sijill.names.lexicon import OF_BOY, OF_GIRL, OF_WOMAN
from sijill.names.senses import MAN, WOMAN, sense_of


@pytest.mark.parametrize(
    ("titled", "named"),
    [
        ("طفلة أحمد ناصر شقير", "أحمد ناصر شقير"),
        ("السيدة سامر الزين", "سامر الزين"),
        ("الطفلة الشهيدة مراد كنعان", "مراد كنعان"),
        ("Mrs Mahmoud Zein", "Mahmoud Zein"),
        ("Mrs Mahmoud Nasser Saad Zein", "Mahmoud Nasser Saad Zein"),
        ("Madame Georges Shuqair", "Georges Shuqair"),
        ("Mrs Mahmoud Zein", "محمود الزين"),
        ("طفل سعاد شقير", "سعاد شقير"),
        ("w/o Mahmoud Zein", "Mahmoud Zein"),
    ],
)
def test_his_wife_or_daughter_is_not_he(titled: str, named: str) -> None:
    """A woman's title before a man's name says whose wife or daughter she is, and boy before a woman's name whose son."""
    assert (score(titled, named) or 0) < POSSIBLE_MATCH
    assert next(part.kind for part in parse(titled).parts if part.place == 0) is PartKind.KIN


@pytest.mark.parametrize(
    ("titled", "named"),
    [
        ("طفلة سلمى ناصر شقير", "سلمى ناصر شقير"),
        ("الطفل أحمد ناصر شقير", "أحمد ناصر شقير"),
        ("Mrs Salma Zein", "سلمى الزين"),
        ("السيدة حسن هدى", "هدى حسن"),
        ("Mrs Khalil", "Khalil"),
        ("السيدة نور الزين", "نور الزين"),
    ],
)
def test_a_title_before_a_name_of_its_own_sex_is_a_title(titled: str, named: str) -> None:
    """So it is before a name that both bear, and before a family's name alone or first."""
    assert (score(titled, named) or 0) >= POSSIBLE_MATCH


def test_a_title_of_the_other_sex_is_told_in_both_languages() -> None:
    """Who reads that a score is low reads why."""
    told = explain("Mrs Mahmoud Nasser Zein", "Mahmoud Nasser Zein")
    assert any("name of the other sex" in line for line in told.lines("en"))
    assert any("لجنس آخر" in line for line in told.lines("ar"))


def test_titles_of_one_sex_are_folded_as_pieces_are() -> None:
    """A title that is listed with an article would never be met."""
    for titles in (OF_WOMAN, OF_GIRL, OF_BOY):
        for title in titles:
            assert parse(f"{title} x").parts[0].folded == title


def test_spellings_for_both_sexes_say_nothing() -> None:
    """Alaa is علاء, a man, and آلاء, a woman."""
    assert (sense_of("علاء"), sense_of("الاء"), sense_of("alaa")) == (MAN, WOMAN, 0)


@pytest.mark.parametrize(
    "noted",
    [
        "سامر الزين (مجهول)",
        "سامر الزين مجهول المصير",
        "سامر الزين (مجهول مكان الإقامة)",
        "سامر الزين 12 سنة",
        "سامر الزين، عمره 12 سنة",
        "سامر الزين 1990",
        "ابني سامر الزين",
    ],
)
def test_what_is_not_known_or_how_old_somebody_is_leaves_the_name(noted: str) -> None:
    """A name stays a name where something else of its bearer is unknown, and with an age behind it."""
    assert (score(noted, "سامر الزين") or 0) > 0.95


def test_whoever_is_not_known_stays_so() -> None:
    """Beside one part or none, and before all brackets, unknown is said of the name."""
    for text in (
        "مجهول",
        "مجهول الهوية",
        "شخص مجهول (سامر)",
        "أبو سامر (مجهول الاسم)",
        "Unknown (Samer Zein)",
    ):
        assert score(text, text) is None


def test_words_for_ages_are_names_without_a_number() -> None:
    """Old is a family."""
    assert [part.folded for part in parse("Michael Old").compared] == ["michael", "old"]


def test_a_vessel_keeps_its_number() -> None:
    """Only behind a person's name is a year none of it."""
    assert (score("Nour Star 2010", "Nour Star 2011") or 0) < POSSIBLE_MATCH


def test_a_kunya_may_be_left_out() -> None:
    """Umm Ahmad is left out as Abu Ahmad is, and Amina is no Umm."""
    for kunya in ("أبو أحمد", "أم أحمد", "Umm Ahmad"):
        assert (score(f"{kunya} Salma Nasser Shuqair", "Salma Nasser Shuqair") or 0) > 0.9
    assert (score("أمينة سلمى ناصر شقير", "سلمى ناصر شقير") or 0) < POSSIBLE_MATCH


def test_many_names_are_read_as_one_is() -> None:
    """What words mean is heard in bulk too."""
    texts = ["طفلة أحمد ناصر شقير", "سامر الزين مجهول المصير", "Mrs Mahmoud Zein", "Samer Zein 12 years old"]
    counts = Names(texts).side.counts.tolist()
    assert counts == [len(parse(text).compared) for text in texts] == [4, 2, 3, 2]
