"""Why two names have their score, in both languages."""

from sijill.names import Verdict, explain, score


def test_every_part_is_accounted_for() -> None:
    """Paired, left out or dropped: no part of either name is missing from the explanation."""
    told = explain("الشهيد رامي خالد ناصر شقير", "Saad Khaled Shuqair")
    assert [(pair.left.written, pair.right.written) for pair in told.pairs] == [
        ("رامي", "Saad"),
        ("خالد", "Khaled"),
        ("شقير", "Shuqair"),
    ]
    assert [pair.verdict for pair in told.pairs] == [Verdict.CONTRADICTS, Verdict.SPELLING, Verdict.SPELLING]
    assert [part.written for part in told.only_left] == ["ناصر"]
    assert [part.written for part in told.dropped] == ["الشهيد"]
    assert told.score == score("الشهيد رامي خالد ناصر شقير", "Saad Khaled Shuqair")


def test_sides_stay_where_they_are() -> None:
    """The left name is on the left also when it is the shorter or the later one."""
    for left, right in (("Rami Shuqair", "رامي خالد شقير"), ("رامي خالد شقير", "Rami Shuqair")):
        told = explain(left, right)
        assert all(pair.left.written in left for pair in told.pairs)
        assert all(pair.right.written in right for pair in told.pairs)
        assert len(told.only_left) + len(told.only_right) == 1


def test_parts_that_were_read_as_one_are_shown_as_one() -> None:
    """A name written apart in one list and together in the other is one pair."""
    told = explain("محمدنجيب سمارة", "محمد نجيب سمارة")
    assert [(pair.left.written, pair.right.written) for pair in told.pairs] == [
        ("محمدنجيب", "محمد نجيب"),
        ("سمارة", "سمارة"),
    ]


def test_the_explanation_is_told_in_both_languages() -> None:
    """A match is called possible; what cannot be compared is said to be so."""
    told = explain("رامي شقير", "Rami Shuqair")
    assert told.lines("en")[0].startswith("Possible match")
    assert told.lines("ar")[0].startswith("تطابق محتمل")
    assert explain("北京", "Rami").lines("en") == [
        "Not compared: one side has no name, or a script that is not read here.",
        "Rami: only in the second name (left out is no contradiction).",
    ]


def test_an_initial_or_half_a_name_is_not_told_as_another_name() -> None:
    """What fits and may stand for others too is said to be short; what does not fit differs."""
    for left, right in (("Rami S. Shuqair", "Rami Saad Shuqair"), ("Rami Abdel", "رامي عبد الرحمن")):
        assert [pair.verdict for pair in explain(left, right).pairs][1] is Verdict.SHORT
    assert explain("Rami S. Shuqair", "Rami Khaled Shuqair").pairs[1].verdict is Verdict.CONTRADICTS
    assert "قد يكون أحدهما اختصاراً" in explain("Rami Abdel", "رامي عبد الرحمن").lines("ar")[2]


def test_another_order_is_told() -> None:
    """Where father and son are exchanged every part is the same, and the order is what there is to know."""
    assert explain("سعد خالد شقير", "خالد سعد شقير").is_reordered
    assert explain("سعد خالد", "خالد سعد").lines("en")[-1].startswith("The parts stand in another order")
    assert not explain("Shuqair, Saad Khaled", "سعد خالد شقير").is_reordered


def test_words_of_firms_of_one_meaning_are_no_slip() -> None:
    """They say little for two firms, but they are the same word."""
    told = explain("شركة قصران للتجارة", "Qasran Trading", organisations=True)
    assert [pair.verdict for pair in told.pairs] == [Verdict.SPELLING, Verdict.SPELLING]


def test_a_relative_is_told_as_one() -> None:
    """ابن is not told as a name left out, which would be no contradiction."""
    assert explain("ابن سعد شقير", "سعد شقير").lines("en")[-1].startswith("ابن: stands for a relative")
