"""Rules of damage, from pairs of spellings."""

import pytest

from train.damage import KNOWN, damage_rules
from train.lattice import Unit, learn_units


def test_fragments_are_learned_with_how_often_they_are_read_so() -> None:
    """Of six who were written لا three are read ال; the share is drawn towards less where few are met."""
    pairs = {("بلال", "بالل"): 2.0, ("طلاس", "طالس"): 1.0, ("سلام", "سلام"): 3.0}
    (rule,) = damage_rules(pairs)
    assert rule[:3] == ("ال", "لا", False)
    assert rule.share == pytest.approx(3 / 8, abs=0.01)


def test_another_clerks_letters_are_no_damage() -> None:
    """ى for ي and ة for ه beside a damaged ligature do not enter into its rule."""
    pairs = {("سلامه", "سالمة"): 3.0, ("حلاوي", "حالوى"): 3.0}
    assert [rule[:3] for rule in damage_rules(pairs)] == [("ال", "لا", False)]


def test_a_letter_lost_is_told_by_the_one_before_it() -> None:
    """سمير read سمي and منير read مني: a last ر is lost behind ي; no rule says so of other letters."""
    pairs = {("سمير", "سمي"): 3.0, ("منير", "مني"): 3.0, ("بشير", "بشي"): 3.0}
    assert ("ي", "ير", True) in [rule[:3] for rule in damage_rules(pairs)]
    assert all(rule.read for rule in damage_rules(pairs))


def test_a_last_letter_that_is_another_is_told_by_the_one_before_it() -> None:
    """مصطفى read مصطفن and لطفي read لطفن: a last ي is read ن behind ف; three of one part, or two of two, are slips."""
    often = {("مصطفى", "مصطفن"): 3.0, ("لطفي", "لطفن"): 2.0, ("سامي", "سامي"): 9.0}
    assert ("فن", "في", True) in [rule[:3] for rule in damage_rules(often)]
    for slips in ({("مصطفى", "مصطفن"): 5.0}, {("فريج", "فريح"): 1.0, ("عريج", "عريح"): 1.0}):
        assert damage_rules({**slips, ("سامي", "سامي"): 9.0}) == KNOWN


def test_a_tooth_is_damaged_as_another_is() -> None:
    """What makes ي of نز makes it of تز too, at a smaller share."""
    pairs = {("عنزه", "عيه"): 3.0, ("كنزي", "كيي"): 3.0}
    shares = {rule[:3]: rule.share for rule in damage_rules(pairs)}
    assert 0 < shares["ي", "تز", False] < shares["ي", "نز", False]


def test_no_whole_part_and_no_single_letter_is_a_rule() -> None:
    """What is left when nothing is learned is the ligature that every font has."""
    pairs = {("سعيد", "خليل"): 1.0, ("كامل", "كاملا"): 1.0, ("برعي", "يرعي"): 1.0}
    assert damage_rules(pairs) == KNOWN


def test_a_fragment_explains_what_letters_explain_worse() -> None:
    """غبن read غير and لبن read لير: one fragment for both, and its letters keep no count of their own."""
    counts = learn_units({("غبن", "غير"): 4.0, ("لبن", "لير"): 4.0, ("حسن", "حسن"): 9.0})
    assert counts[Unit("بن", "ير", at_end=True)] > 7
    assert counts.get(Unit("ب", "ي", at_end=False), 0) < 1
