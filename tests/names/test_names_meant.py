"""Words that mean something beside others: a woman's title before a man's name, ages, what is not known of somebody."""

import numpy as np
import pytest

from sijill.names import POSSIBLE_MATCH, Index, Names, PartKind, explain, parse, score
from sijill.names.lexicon import OF_BOY, OF_GIRL, OF_MAN, OF_WOMAN
from sijill.names.senses import MAN, PERHAPS_WOMAN, WOMAN, sense_of


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
        ("طفل نور الدين ناصر شقير", "نور الدين ناصر شقير"),
        ("طفلة نور الدين ناصر شقير", "نور الدين ناصر شقير"),
        ("جنين أحمد ناصر شقير", "أحمد ناصر شقير"),
        ("مولود أحمد ناصر شقير", "أحمد ناصر شقير"),
        ("نجل أحمد ناصر شقير", "أحمد ناصر شقير"),
        ("newborn of Mahmoud Zein", "Mahmoud Zein"),
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


def test_a_title_of_the_husband_is_no_part_of_the_name() -> None:
    """Behind wife or son a title that is a name too is left out before two parts, and is a name before one."""
    for word in ("زوجة", "حرم", "ابن"):
        titled, plain, alone = (
            parse(f"{word} {man}") for man in ("السيد أحمد شقير", "أحمد شقير", "السيد شقير")
        )
        assert [part.folded for part in titled.parts if part.place >= 0] == [
            part.folded for part in plain.parts if part.place >= 0
        ]
        assert max(part.place for part in alone.parts) == 2


def test_a_title_of_the_other_sex_is_told_in_both_languages() -> None:
    """Who reads that a score is low reads why."""
    told = explain("Mrs Mahmoud Nasser Zein", "Mahmoud Nasser Zein")
    assert any("name of the other sex" in line for line in told.lines("en"))
    assert any("لجنس آخر" in line for line in told.lines("ar"))


def test_titles_of_one_sex_are_folded_as_pieces_are() -> None:
    """A title that is listed with an article would never be met."""
    for titles in (OF_WOMAN, OF_GIRL, OF_BOY, OF_MAN):
        for title in titles:
            assert parse(f"{title} x").parts[0].folded == title


def test_spellings_for_both_sexes_say_nothing() -> None:
    """Alaa is علاء, a man, and آلاء, a woman."""
    found = [sense_of(form, form) for form in ("علاء", "الاء", "alaa")]
    assert found == [MAN, WOMAN, PERHAPS_WOMAN]


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


@pytest.mark.parametrize(
    ("child", "father"),
    [
        ("طفل زياد الحلبي", "زياد الحلبي"),
        ("طفل زياد", "زياد"),
        ("ابن زياد خالد الحلبي", "زياد خالد الحلبي"),
        ("child of Ziad Halabi", "زياد الحلبي"),
    ],
)
def test_a_child_without_a_name_is_not_its_father(child: str, father: str) -> None:
    """Without an article طفل says whose child; what is written is the father's name."""
    assert (score(child, father) or 0) < 0.1
    assert parse(child).compared[0].kind is PartKind.KIN


@pytest.mark.parametrize(
    ("child", "other", "least", "most"),
    [
        ("طفل زياد الحلبي", "الطفل ابن زياد الحلبي", 0.9, 1.0),
        ("طفل زياد الحلبي", "ابن زياد الحلبي", 0.9, 1.0),
        ("Son of Ziad Halabi", "Child of Ziad Halabi", 0.9, 1.0),
        ("child of Ziad Halabi", "طفل زياد الحلبي", 0.9, 1.0),
        ("ابن زياد الحلبي", "سامر زياد الحلبي", 0.2, 0.7),
        ("ابن زياد خالد الحلبي", "سامر بن زياد خالد الحلبي", 0.2, 0.7),
        ("Son of Ziad Halabi", "Samer bin Ziad Halabi", 0.2, 0.7),
        ("ابنة زياد الحلبي", "سامر زياد الحلبي", 0.0, 0.1),
        ("ابن زياد الحلبي", "سلمى زياد الحلبي", 0.0, 0.1),
        ("زوجة زياد الحلبي", "سامر زياد الحلبي", 0.0, 0.1),
        ("ابن زياد الحلبي", "ابنة زياد الحلبي", 0.0, 0.1),
    ],
)
def test_a_child_without_a_name_may_be_any_of_his(child: str, other: str, least: float, most: float) -> None:
    """Another wording is the same; beside a child's whole name the given name is left out; the sex may contradict."""
    found = score(child, other)
    assert found == score(other, child)
    assert least <= (found or 0) <= most


def test_a_child_without_a_name_is_told() -> None:
    """Who reads the score reads what is not known."""
    told = explain("ابن زياد الحلبي", "سامر زياد الحلبي")
    assert any("by what name" in line for line in told.lines("en"))
    assert any("لم يُذكر اسمه" in line for line in told.lines("ar"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("السيد نور الزين", "السيدة نور الزين"),
        ("Mr Noor", "Mrs Noor"),
        ("الشهيد جهاد الخطيب", "الشهيدة جهاد الخطيب"),
        ("السيد نور الزين", "نور بنت خالد الزين"),
        ("Nour bint Khaled Zein", "نور بن خالد الزين"),
        ("الزين، الشهيد نور", "السيدة نور الزين"),
    ],
)
def test_titles_of_two_sexes_are_two_persons(one: str, other: str) -> None:
    """Where the given name is borne by both a title, or بن and بنت, says which."""
    assert (score(one, other) or 0) < 0.3
    assert Names([one]).scores(np.array([0]), Names([other]), np.array([0])) < 0.3
    assert (
        Index([one]).search(other)[0][1]
        == Index.from_bytes(Index([one]).to_bytes()).search(other)[0][1]
        < 0.3
    )
    told = explain(one, other)
    assert any("a woman in the other" in line for line in told.lines("en"))
    assert any("امرأة" in line for line in told.lines("ar"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("الشهيد سلمى خليل", "الشهيدة سلمى خليل"),
        ("السيدة نور بن علي", "نور بن علي"),
        ("الدكتورة نور الزين", "الحاجة نور الزين"),
        ("السيد نور الزين", "نور الزين"),
        ("الشهيد نور بنت خالد", "الشهيدة نور خالد"),
    ],
)
def test_titles_that_do_not_contradict(one: str, other: str) -> None:
    """Lists write الشهيد before women's names, and بن begins names of families."""
    assert (score(one, other) or 0) > 0.9
