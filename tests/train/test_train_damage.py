"""Rules of damage, from pairs of spellings."""

from sijill.names.readings import Rule
from train.damage import KNOWN, damage_rules


def test_fragments_are_learned_with_how_often_they_are_read_so() -> None:
    """Of six who were written لا three are read ال; the share is drawn towards less where few are met."""
    pairs = {("بلال", "بالل"): 2.0, ("طلاس", "طالس"): 1.0, ("سلام", "سلام"): 3.0}
    assert damage_rules(pairs) == (Rule("ال", "لا", at_end=False, share=3 / 8),)


def test_another_clerks_letters_are_no_damage() -> None:
    """ى for ي and ة for ه beside a damaged ligature do not enter into its rule."""
    pairs = {("سلامه", "سالمة"): 3.0, ("حلاوي", "حالوى"): 3.0}
    assert [rule[:3] for rule in damage_rules(pairs)] == [("ال", "لا", False)]


def test_a_last_letter_lost_behind_different_letters_is_lost_behind_any() -> None:
    """سمير read سمي, بدر read بد: the rule that a last ر is lost stands for all of them."""
    pairs = {("سمير", "سمي"): 2.0, ("بدر", "بد"): 2.0, ("عمر", "عم"): 2.0}
    assert ("", "ر", True) in [rule[:3] for rule in damage_rules(pairs)]


def test_no_whole_part_and_no_single_letter_is_a_rule() -> None:
    """What is left when nothing is learned is the ligature that every font has."""
    pairs = {("سعيد", "خليل"): 9.0, ("كامل", "كاملا"): 1.0, ("برعي", "يرعي"): 9.0}
    assert damage_rules(pairs) == KNOWN
