"""Rows, sums, wholes, broken text, sums of money: what stands round a number decides what it counts."""

import pytest

from sijill.claim import extract, extract_rows


def _read(text: str) -> list[tuple[object, ...]]:
    return [(row["min"], row["type"], row["unit"], row["subset_of"]) for row in extract_rows(text)]


def test_rows_point_to_their_sum() -> None:
    """Rows told in prose are parts of the figure that they add up to, before or behind them."""
    assert _read("القتلى حسب المحافظة: الرامية 12، المرج 8، السد 4، المجموع 24.") == [
        (12, "killed", "person", 3),
        (8, "killed", "person", 3),
        (4, "killed", "person", 3),
        (24, "killed", "person", None),
    ]


def test_labels_say_what_is_counted() -> None:
    """«الجرحى: 130» needs no verb."""
    assert _read("القتلى: 54. الجرحى: 130. نازحون: 840 عائلة.") == [
        (54, "killed", "person", None),
        (130, "injured", "person", None),
        (840, "displaced", "family", None),
    ]


def test_a_part_before_its_whole() -> None:
    """«17 من أصل 60»: the whole keeps what its noun says, the part what its verb says."""
    assert _read("أفرجت السلطات عن 17 معتقلاً من أصل 60.") == [
        (17, "released", "detainee", 1),
        (60, "detained", "detainee", None),
    ]
    assert [row[:1] + row[3:] for row in _read("Sixteen of the 60 detainees were freed.")] == [
        (16, 1),
        (60, None),
    ]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("بلغ عدد القتلى ١ ٢٥ شخصا", 125),
        ("قتل l4 شخصا في القصف", 14),
        ("نزح عشرات ا لآ لاف من السكان", 20_000),
        ("قُتل 12شحصا في القصف", 12),
        ("بلغعدد القتلى 9 منبينهم طفل", 9),
    ],
)
def test_broken_text_is_mended(text: str, value: int) -> None:
    """Split digits and words, letters for digits, lost dots and words run together are read as a reader would."""
    claim = extract(text)[0]
    assert claim.minimum == value
    assert text[claim.span.start : claim.span.end] == claim.span.text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("انقتل تمنطعش زلمة", 18),
        ("كتلوا تسعتاشر زول", 19),
        ("غرقو سبعطاش واحد", 17),
        ("قُتل خمس تالاف شخص", 5000),
        ("قُتل نيّف وثلاثون شخصاً", 30),
    ],
)
def test_spoken_numbers(text: str, value: int) -> None:
    """Teens of the Levant, the Nile and the Maghreb are numbers like others."""
    assert extract(text)[0].minimum == value


@pytest.mark.parametrize(
    "text",
    [
        "ارتفع سعر ربطة الخبز إلى 3000 ليرة.",
        "راتب المعلم 150 دولاراً شهرياً.",
        "سُجلت 40 إصابة بالحصبة.",
        "شارك في الورشة 45 محامياً.",
        "المعتقل رقم ١١٢/٢١٥ - تاريخ الوفاة ١٢ / ٦ / ٢٠١٣",
        "وقّعت 27 منظمة بياناً يطالب بالإفراج عن المعتقلين.",
        "فقدت 30 عائلة منازلها.",
        "The agency delivered food to 12,000 families.",
        "Prisoner no. 4412, block 3, wing 2.",
        "A team of 12 investigators visited the site.",
    ],
)
def test_out_of_scope(text: str) -> None:
    """Prices, wages, the ill, who takes part, file numbers and signatories are no claims."""
    assert extract(text) == []


def test_a_line_that_breaks_off_runs_on() -> None:
    """A phrase cut by the end of a line is read whole."""
    (claim,) = extract("قدّر التقرير عدد المفقودين بأكثر\nمن ٢٥ ٠٠٠\nشخص")
    assert (claim.minimum, claim.type) == (25_000, "missing")


@pytest.mark.parametrize(
    "text", ["(" * 20_000 + ")" * 20_000, "\0" * 20_000, "\ud800" * 20_000, "1" * 100_000]
)
def test_rubbish_has_no_claims(text: str) -> None:
    """Nested brackets, NUL, lone surrogates and endless digits give an empty answer."""
    assert extract(text) == []
