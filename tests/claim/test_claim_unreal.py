"""What is supposed, planned, asked, defined, negated or demanded is not read as what happened."""

import pytest

from sijill.claim import extract, extract_rows


def _read(text: str) -> list[tuple[object, ...]]:
    return [(row["min"], row["type"]) for row in extract_rows(text)]


@pytest.mark.parametrize(
    "text",
    [
        "لو انفجر المستودع لقُتل آلاف المدنيين.",
        "لو لم يُفتح المعبر لمات 300 مريض.",
        "كان من الممكن أن يُقتل 50 طفلاً.",
        "حذّرت المنظمة من أن 200 ألف شخص قد ينزحون.",
        "Had the shell landed earlier, 200 pupils would have been killed.",
        "Up to 300,000 people could be displaced if fighting reaches the city.",
        "If 300 people died, nobody counted them.",
    ],
)
def test_what_might_have_happened_is_no_claim(text: str) -> None:
    """A condition, a possibility and a fear say no number of what was."""
    assert extract(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "يقضي الاتفاق بالإفراج عن 900 أسير خلال شهرين.",
        "تعهدت الحكومة بالإفراج عن 400 معتقل قبل نهاية العام.",
        "تعتزم السلطات إعادة 10 آلاف لاجئ العام المقبل.",
        "سيُفرج عن 300 معتقل غداً.",
        "هدد المسلحون بقتل 30 رهينة.",
        "The deal provides for the release of 600 prisoners.",
        "The government pledged to free 250 detainees by March.",
        "The ministry plans to return 20,000 refugees next year.",
    ],
)
def test_what_is_to_be_done_is_no_claim(text: str) -> None:
    """Agreements, pledges, plans and threats have not been carried out."""
    assert extract(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "هل اعتُقل أكثر من 20 شخصاً؟",
        "من قال إن 100 شخص قُتلوا؟",
        "Were 50 people killed?",
        "تُعرَّف المجزرة بأنها مقتل 5 مدنيين على الأقل في هجوم واحد.",
        "المادة 305 تعاقب بالإعدام كل من قتل شخصين.",
        "A massacre is defined as the killing of at least five civilians at once.",
        "The law punishes anyone who kills two persons with death.",
    ],
)
def test_questions_and_definitions_are_no_claims(text: str) -> None:
    """Whoever asks or defines says nothing of what happened."""
    assert extract(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "بُني السجن لاستيعاب 1,200 نزيل.",
        "تبلغ الطاقة الاستيعابية للسجن 800 سجين.",
        "يتسع المستشفى لـ 60 جريحاً.",
        "The prison was designed for 900 inmates.",
        "The camp can hold 5,000 refugees.",
        "Deaths rose by 30 people in a month.",
    ],
)
def test_room_and_differences_are_no_counts(text: str) -> None:
    """What a place can hold, and by how much a figure changed, count nobody."""
    assert extract(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "لم تتضرر 12 مدرسة من أصل 20.",
        "The guards refused to injure 30 men.",
        "أنقذ الدفاع المدني 14 شخصاً من تحت الأنقاض.",
        "Rescuers saved 14 people from the rubble.",
        "عاد 300 طالب إلى مدارسهم بعد العطلة.",
        "عاد 12 وزيراً إلى مناصبهم.",
        "فقد 20 ألف عامل وظائفهم.",
        "A vigil for the dead drew 2,000 people.",
        "طالب 200 محام بالإفراج عن زميلهم.",
        "Thirty lawmakers condemned the arrest of the mayor.",
    ],
)
def test_a_verb_that_the_words_around_it_turn_counts_nobody(text: str) -> None:
    """Not damaged, saved from the rubble, back to school, in memory of others, speaking for others."""
    assert extract(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("طالبت المنظمة بالإفراج عن 340 معتقلاً.", [(340, "detained")]),
        ("دعت المنظمة إلى الإفراج عن 30 صحفياً.", [(30, "detained")]),
        ("The UN called for the release of 300 detainees.", [(300, "detained")]),
        ("أُفرج عن 30 معتقلاً بموجب اتفاق.", [(30, "released")]),
        ("لم يُفرج إلا عن 12 معتقلاً.", [(12, "released")]),
        ("فقد 12 شخصاً حياتهم.", [(12, "killed")]),
        ("فقد 20 صياداً في البحر.", [(20, "missing")]),
        ("انتُشل 12 شخصاً من تحت الأنقاض.", [(12, "bodies_found")]),
        ("لو لم تُحاصر المدينة لنجت، لكن 300 مدني قُتلوا فيها.", [(300, "killed")]),
        ("تنص المادة 6 على حظر التعذيب، غير أن 12 معتقلاً قضوا في السجن.", [(12, "died_in_detention")]),
        ("At least 30 people may have died.", [(30, "killed")]),
        ("قُتل 12 شخصاً وعدد الجرحى 30 جريحاً.", [(12, "killed"), (30, "injured")]),
        ("The prison holds 400 detainees.", [(400, "detained")]),
        ("Among the dead were 3 children.", [(3, "killed")]),
        ("اعتُقل 5 صحفيين بموجب قانون يحظر التظاهر.", [(5, "detained")]),
    ],
)
def test_what_did_happen_beside_such_words_stays(text: str, expected: list[tuple[int, str]]) -> None:
    """Who is to be released is held; a sentence that turns back to what is says it; only and may are no denial."""
    assert _read(text) == expected
