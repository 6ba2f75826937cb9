"""Sums of money: what was taken, frozen, lost, paid, asked for or given is a claim; budgets, prices and trade are none."""

import pytest

from sijill.claim import extract, extract_rows


@pytest.mark.parametrize(
    "text",
    [
        "أقر المجلس موازنة قدرها 5 مليارات دولار.",
        "تبلغ ميزانية الجمعية السنوية 9 ملايين يورو.",
        "ارتفع الدين العام إلى 70 مليار دولار.",
        "بلغت صادرات البلاد 800 مليون دولار.",
        "وقّعت الوزارة عقداً بقيمة 30 مليون دولار.",
        "بلغ متوسط الفدية 4,000 دولار.",
        "قد تصل الغرامة إلى 10 ملايين ليرة.",
        "كان يشتغل بـ 150 دولاراً بالشهر.",
        "استلمت مبلغ 7000 ليرة سورية أجور نقل.",
        "The ministry has a budget of $2.1 billion.",
        "The company reported a profit of $450 million.",
        "He earned 12,000 dollars as a judge.",
        "Public debt rose to 90 billion pounds.",
    ],
)
def test_budgets_debts_trade_and_wages_are_no_claims(text: str) -> None:
    """A sum of which nothing says that it was taken, paid, asked for or given is no claim."""
    assert extract(text) == []


@pytest.mark.parametrize(
    ("text", "low"),
    [
        ("جمّدت الدول أصولاً بقيمة 6 ملايين يورو.", 6_000_000),
        ("دفعنا للخاطفين 40 ألف دولار.", 40_000),
        ("نهب المسلحون 3 ملايين ليرة من البيت.", 3_000_000),
        ("رصدت الحكومة 8 ملايين ليرة لإعمار القرية.", 8_000_000),
        ("تحتاج المنظمة إلى 2 مليون دولار لإيواء النازحين.", 2_000_000),
        ("حكمت عليه المحكمة بغرامة قدرها 500 ألف دينار.", 500_000),
        ("The guards took 1,200 dinars from her family.", 1_200),
        ("Some $3 million of the ministry's budget was embezzled.", 3_000_000),
        ("The appeal for $800 million is half met.", 800_000_000),
    ],
)
def test_sums_taken_paid_asked_and_given_are_claims(text: str, low: float) -> None:
    """The word nearest before the sum says what became of it; failing that, one behind it."""
    assert (low, "money") in [(row["min"], row["type"]) for row in extract_rows(text)]
