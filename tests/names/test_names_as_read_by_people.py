"""Pairs of names as a caseworker reads them: father and son, short forms, letters of another script, Ben in one word."""

import pytest

from sijill.names import POSSIBLE_MATCH, Index, explain, score
from sijill.names.against import Against
from sijill.names.lookalikes import with_latin_letters


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("علي حسن", "حسن علي"),
        ("سامر خليل", "خليل سامر"),
        ("Ali Hassan", "Hassan Ali"),
        ("Ali Hassan", "حسن علي"),
        ("مراد خالد محمود", "خالد محمود مراد"),
    ],
)
def test_names_of_men_turned_round_may_be_father_and_son(one: str, other: str) -> None:
    """None of them is a family's name for certain: not possible by itself, and not out of sight."""
    assert 0.3 < (score(one, other) or 0) < POSSIBLE_MATCH
    assert explain(one, other).is_reordered


@pytest.mark.parametrize(
    ("one", "other"),
    [("رامي الحلبي", "الحلبي رامي"), ("هدى سالم", "سالم هدى"), ("رامي شقير", "Shuqair Rami")],
)
def test_a_family_or_a_womans_name_tells_which_part_stands_first(one: str, other: str) -> None:
    """A woman's name is nobody's father."""
    assert (score(one, other) or 0) > 0.9


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سمير خالد الحلبي", "سمر خالد الحلبي"),
        ("عبيد الله نعيم", "عبد الله نعيم"),
        ("صلاح الدين خليل", "صالح خليل"),
    ],
)
def test_two_common_names_are_two(one: str, other: str) -> None:
    """A common name is not what extraction may leave of another."""
    assert (score(one, other) or 0) < POSSIBLE_MATCH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("صلاح الدين خليل", "صلاح خليل"),
        ("نور الدين ناصر مطر", "Nour Nasser Matar"),
        ("فطوم النجار", "فاطمة النجار"),
        ("عبد القادر حسن", "Kader Hassan"),
        ("حمودة كنعان", "محمد كنعان"),
    ],
)
def test_a_short_form_may_be_the_same_and_is_told_from_the_whole(one: str, other: str) -> None:
    """It is neither ruled out nor as good as the name itself."""
    assert 0.2 < (score(one, other) or 0) < 0.95


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Leila Benali", "ليلى بن علي"),
        ("Leila Benali épouse Mansouri", "ليلى بن علي"),
        ("Samer s/o Ahmad Shuqair", "Samer Ahmad Shuqair"),
        ("M/V Noor Al Bahr", "سفينة نور البحر"),
        ("Моurаd Zеin", "Mourad Zein"),
        ("Ù…Ø±Ø§Ø¯ Ø§Ù„Ø²ÙŠÙ†", "مراد الزين"),
        ("ãÑÇÏ ÇáÒíä", "Mourad Zein"),
    ],
)
def test_what_is_written_otherwise_is_read(one: str, other: str) -> None:
    """Ben in one word, a name before marriage, s/o, vessels, letters that look like others, another encoding."""
    assert (score(one, other) or 0) > 0.9


@pytest.mark.parametrize(
    ("one", "other", "english", "arabic"),
    [
        ("Моurаd Zein", "Mourad Zein", "letters of another script", "من أبجدية أخرى"),
        ("Ù…Ø±Ø§Ø¯", "مراد", "another encoding", "بترميز آخر"),
    ],
)
def test_repairs_are_told(one: str, other: str, english: str, arabic: str) -> None:
    """What was read otherwise than it stands there is said, in both languages."""
    told = explain(one, other)
    assert any(english in line for line in told.lines("en"))
    assert any(arabic in line for line in told.lines("ar"))
    assert told.pairs[0].left.written in one


def test_a_word_of_another_script_stays() -> None:
    """Only what is Latin otherwise is read as Latin."""
    assert with_latin_letters("Мурад") == "Мурад"
    assert with_latin_letters("Žеin") == "Žein"
    assert score("Мурад", "Murad") is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("سليم خالد الحلبي", "سلوم خالد الحلبي"),
        ("فهد بسام الحمصي", "فهيد بسام الحمصي"),
        ("شيرين عثمان", "شيروان عثمان"),
    ],
)
def test_two_patterns_of_one_root_are_two_names(one: str, other: str) -> None:
    """However rare a name is: brothers are called so, and chance is not what made their names alike."""
    assert (score(one, other) or 0) < POSSIBLE_MATCH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("أمينة زكريا حامد حمادة", "أمنية زكريا حامد حمادة"),
        ("عثمان علي درويش", "عثمن علي درويش"),
        ("محيي الدين خالد الحلبي", "محي الدين خالد الحلبي"),
        ("محي الدين خالد الحلبي", "مح الدين خالد الحلبي"),
        ("فتحي خالد الحلبي", "فتح خالد الحلبي"),
    ],
)
def test_slips_and_old_spellings_are_no_patterns(one: str, other: str) -> None:
    """Letters exchanged, an alef left out, and what is torn off the end of a word."""
    assert (score(one, other) or 0) >= POSSIBLE_MATCH


@pytest.mark.parametrize(
    ("one", "other", "is_possible"),
    [
        ("أم أحمد فاطمة زياد الخياط", "فاطمة زياد منير الخياط", True),
        ("أبو خالد سامر نبيل مطر", "سامر نبيل حسن مطر", True),
        ("أبو زياد سامر الحلبي", "خالد سامر الحلبي", False),
        ("أبو زياد الحلبي", "زياد الحلبي", False),
        ("أم أحمد فاطمة زياد الخياط", "سلمى زياد منير الخياط", False),
    ],
)
def test_a_kunya_and_another_part_may_each_be_left_out(one: str, other: str, *, is_possible: bool) -> None:
    """A kunya contradicts no father or grandfather; beside another given name it does."""
    found = score(one, other)
    assert found == score(other, one)
    assert ((found or 0) >= POSSIBLE_MATCH) == is_possible
    scored = Against(["كنان", other]).scores(one)[1]
    assert scored == found if is_possible else scored < POSSIBLE_MATCH
    assert not is_possible or Index([other, "كنان مراد"]).search(one)[0] == (0, found)
