"""Numbers in Arabic and English text."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.text.numbers import Form, figure_value, numbers, plain

EXACT = [
    ("١٥٬٣٩٣ شخصاً", 15393),
    ("٥٫٦ مليون", 5_600_000),
    ("1,420 قتيلاً", 1420),
    ("3.200 جريح", 3200),
    ("1 202 مدني", 1202),
    ("1.250.000", 1_250_000),
    ("3,5 مليار", 3_500_000_000),
    ("1,234.5", 1234.5),
    ("12 مليوناً", 12_000_000),
    ("250 ألف", 250_000),
    ("٥ آلاف و٢٠٠", 5200),
    ("٨٥ ألفاً و٣٤١", 85_341),
    ("مئتان", 200),
    ("ألفي شخص", 2000),
    ("ألفا شخص", 2000),
    ("ملياران", 2_000_000_000),
    ("مليونين ونصف المليون", 2_500_000),
    ("مليون ونصف", 1_500_000),
    ("نصف مليون", 500_000),
    ("ربع مليون", 250_000),
    ("ثلاثة أرباع المليون", 750_000),
    ("ثلاثمئة", 300),
    ("ثلاث مائة وخمسين", 350),
    ("ثمانمائة", 800),
    ("سبعة عشر", 17),
    ("أحد عشر", 11),
    ("إحدى عشرة", 11),
    ("اثنا عشر", 12),
    ("خمسة وعشرين", 25),
    ("مئتان وخمسون ألفاً", 250_000),
    ("مائة وثلاثة وعشرين", 123),
    ("ألف ومئتا", 1200),
    ("أحد عشر ألفاً وخمسمئة", 11_500),
    ("ثلاثة ملايين ومئتي ألف وخمسة", 3_200_005),
    ("twenty-five", 25),
    ("two hundred and fifty-three thousand", 253_000),
    ("half a million", 500_000),
    ("two and a half million", 2_500_000),
    ("12m", 12_000_000),
    ("١٥،٣٩٣ قتيلاً", 15_393),
    ("306,887", 306_887),
    ("ثلاثمائة وستة آلاف وثمانمائة وسبعة وثمانون", 306_887),
    ("مليون ونصف المليون", 1_500_000),
    ("الـ500", 500),
]


@pytest.mark.parametrize(("text", "value"), EXACT)
def test_exact_numbers_are_read(text: str, value: float) -> None:
    """Figures, number words and mixtures of both give one exact value."""
    found = numbers(text)
    assert [plain(number.low) for number in found] == [value]
    assert found[0].low == found[0].high


@pytest.mark.parametrize(
    ("text", "low", "high", "form"),
    [
        ("عشرات", 20, None, Form.INDEFINITE),
        ("عشرات الآلاف", 20_000, None, Form.INDEFINITE),
        ("مئات الآلاف", 200_000, None, Form.INDEFINITE),
        ("ملايين", 2_000_000, None, Form.INDEFINITE),
        ("tens of thousands", 20_000, None, Form.INDEFINITE),
        ("بضع عشرات", 30, 90, Form.FEW),
        ("بضعة آلاف", 3000, 9000, Form.FEW),
        ("بضعة عشر", 13, 19, Form.FEW),
        ("ثلاثون ونيف", 30, 40, Form.ODD),
        ("نيف وعشرون", 20, 30, Form.ODD),
        ("مئات الألوف", 200_000, None, Form.INDEFINITE),
        ("بضع مئات", 300, 900, Form.FEW),
        ("93%", 93, 93, Form.PERCENT),
        ("٩٠ في المئة", 90, 90, Form.PERCENT),
        ("خمسة بالمئة", 5, 5, Form.PERCENT),
        ("ثلثا", 66.67, 66.67, Form.FRACTION),
        ("two-thirds", 66.67, 66.67, Form.FRACTION),
        ("تسعة من كل عشرة", 90, 90, Form.FRACTION),
        ("1 in 5", 20, 20, Form.FRACTION),
    ],
)
def test_open_and_shared_forms(text: str, low: float, high: float | None, form: Form) -> None:
    """Indefinite plurals are open above, a few is three to nine, shares are in per cent."""
    found = numbers(text)
    assert [(plain(n.low), plain(n.high), n.form) for n in found] == [(low, high, form)]


@pytest.mark.parametrize(
    "text", ["الخامسة عشرة", "21st", "0933-555-017", "+963", "يوم الأحد", "لست", "1.2.3.4", "9" * 16]
)
def test_what_is_no_quantity(text: str) -> None:
    """Ordinals, telephone numbers, weekdays and runs of more than 15 digits are no numbers."""
    assert numbers(text) == []


def test_a_range_is_two_numbers_and_not_a_sum() -> None:
    """A number word joined by و adds up only when it is smaller than what stands before it."""
    assert [plain(n.low) for n in numbers("بين مئة وخمسين ومئتين")] == [150, 200]
    assert [plain(n.low) for n in numbers("بين 18 ألفاً و20 ألف")] == [18_000, 20_000]


def test_a_decimal_mark_before_a_scale_word() -> None:
    """Three digits behind a dot are thousands of what is counted, and decimals of a scale word."""
    assert figure_value("3.200") == 3200
    assert figure_value("3.200", scaled=True) == Decimal("3.200")


VOWELS = st.sampled_from(["\u064b", "\u064e", "\u0650", "\u0652", "\u0640", "\u0651", "\u0670"])


@given(st.sampled_from(EXACT), st.data())
def test_vowels_and_tatweel_change_no_value(case: tuple[str, float], data: st.DataObject) -> None:
    """Marks and tatweel inside words change spans and never values."""
    text, value = case
    marked = "".join(
        letter
        + (
            data.draw(VOWELS)
            if unicodedata.bidirectional(letter) == "AL" and data.draw(st.booleans())
            else ""
        )
        for letter in text
    )
    assert [plain(number.low) for number in numbers(marked)] == [value]


@given(st.text(alphabet="0123٤٥ ،.,٫-%ألفمئةخمسوعشرين نصففي المئة of hundred", max_size=60))
def test_spans_ascend_and_lie_inside(text: str) -> None:
    """Whatever the text, spans are inside it, in order and never overlap."""
    end = 0
    for number in numbers(text):
        assert end <= number.start < number.end <= len(text)
        end = number.end


@given(st.integers(min_value=0, max_value=10**12))
def test_grouped_figures_round_trip(value: int) -> None:
    """A figure with Latin or Arabic thousands marks, in either digit set, has the value it was written from."""
    arabic = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
    for written in (
        f"{value:,}",
        f"{value:,}".replace(",", "٬").translate(arabic),
        str(value).translate(arabic),
    ):
        assert [plain(number.low) for number in numbers(written)] == [value]
