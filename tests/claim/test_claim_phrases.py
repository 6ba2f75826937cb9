"""What version 9 of the rules reads and leaves: verbs in two pieces, objects behind subjects, rows of forms, fictions."""

import pytest

from sijill.claim import extract, extract_rows


def _read(text: str) -> list[tuple[object, object]]:
    return [(row["min"], row["type"]) for row in extract_rows(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غادر 2,500 شخص منازلهم تحت القصف.", (2500, "displaced")),
        ("فقد ثلاثة متظاهرين أبصارهم بالرصاص المطاطي.", (3, "injured")),
        ("فارق أربعة مصابين الحياة متأثرين بجراحهم.", (4, "killed")),
        ("سُوّي أربعون منزلاً بالأرض.", (40, "destroyed")),
        ("سلّمت الحركة أربع رهائن إلى الصليب الأحمر.", (4, "released")),
        ("Police took 14 students into custody.", (14, "detained")),
        ("The bombardment claimed 17 lives.", (17, "killed")),
    ],
)
def test_a_verb_and_the_word_behind_what_is_counted_say_it_together(
    text: str, expected: tuple[int, str]
) -> None:
    """Neither says it alone: who leaves homes is displaced, who leaves life has died."""
    assert _read(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("طعن مستوطن شاباً في ظهره.", (1, "injured")),
        ("اعتقلت الشرطة صحفياً أمس.", (1, "detained")),
        ("استشهد من الدار خمسة.", (5, "killed")),
        ("في الزنزانة 17 شخصاً محتجزون.", (17, "detained")),
        ("بلغ عدد المباني المتضررة 1,800.", (1800, "destroyed")),
        ("حُرمت 900 طالبة من إتمام دراستهن.", (900, "out_of_school")),
        ("It lists 870 missing persons from 40 villages.", (870, "missing")),
    ],
)
def test_who_is_counted_may_stand_behind_who_acts_or_where(text: str, expected: tuple[int, str]) -> None:
    """A subject, a place or a head between verb and figure does not hide the figure, nor is who acts counted."""
    assert _read(text) == [expected]


def test_rows_of_forms_are_read_by_what_stands_before_their_number() -> None:
    """«شهيد عدد / 4» has no verb and no noun behind the figure."""
    assert _read("الموقف اليومي : شهيد عدد / 4 ، جريح عدد / 17") == [(4, "killed"), (17, "injured")]


@pytest.mark.parametrize(
    "text",
    [
        "يروي الفيلم قصة 5 سجناء هربوا عام 1944.",
        "أحبط الأمن محاولة خطف 4 أجانب.",
        "تتوقع المنظمة نزوح 200 ألف شخص.",
        "قضت المحكمة بإعدام ستة متهمين.",
        "Cholera has infected 12,300 people and killed 310.",
        "يحتاج المشروع إلى 14 مهندساً.",
        "صُمّم المخيم لإيواء 5 آلاف نازح.",
        "اختفت 3 لوحات من المتحف.",
        "A photocopy costs 2,000 pounds a page.",
        "أنقذت البحرية 31 بينهم 4 نساء.",
        "نادي المدينة حصد 11 لقباً.",
    ],
)
def test_what_is_told_planned_ordered_ill_needed_or_saved_is_no_claim(text: str) -> None:
    """Each has a word of the field near a figure, and says of nobody that it befell them."""
    assert extract(text) == []


def test_a_strong_noun_keeps_its_type_behind_another_figure() -> None:
    """«three dead and 21 wounded»: the wounded are not killed by the word before them."""
    assert _read("It received three dead and 21 wounded.") == [(3, "killed"), (21, "injured")]


def test_who_reads_a_text_is_told_how_far_it_is() -> None:
    """The last figure told is the length of the text, also of one long line."""
    told: list[int] = []
    text = "قتل 12 مدنياً وأصيب 30 آخرون " * 200
    extract(text, read=told.append)
    assert told == sorted(told)
    assert len(told) > 1
    assert told[-1] == len(text)
