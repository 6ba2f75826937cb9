"""By whom a harm is said to be done, who says it, and where, in the words of the text."""

import pytest

from sijill.claim import extract


@pytest.mark.parametrize(
    ("text", "culprit"),
    [
        ("قُتل 10 مدنيين في قصف لقوات النظام على السوق.", "قوات النظام"),
        ("قُتل 12 مدنياً، معظمهم مسنون، في قصف لقوات النظام.", "قوات النظام"),
        ("قُتل 33 شخصاً إثر اقتحام مسلحين للقرية.", "مسلحين"),
        ("أصيب سبعة متظاهرين عندما أطلقت قوات الأمن النار.", "قوات الأمن"),
        ("لقي 21 طالباً حتفهم في هجوم شنه مسلحون.", "مسلحون"),
        ("اتهمت رابطة العائلات الفصيل المسلح بقتل 25 شاباً.", "الفصيل المسلح"),
        ("أدانت المحكمة المتهم بقتل 27 شخصاً.", "المتهم"),
        ("Thirty-one people were killed when militia fighters stormed the village.", "militia"),
        ("Border guards pushed people back and shot dead eleven men.", "Border guards"),
        (
            "The court found the former commander responsible for the deaths of 76 people.",
            "the former commander",
        ),
    ],
)
def test_who_is_said_to_have_done_it(text: str, culprit: str) -> None:
    """The doer of the shelling, the raid or the shooting beside a harm is whom the text holds responsible."""
    (claim,) = extract(text)
    assert claim.perpetrator is not None
    assert claim.perpetrator.text.startswith(culprit)


def test_the_accused_is_no_part_of_who_accuses() -> None:
    """«اتهمت س ص بقتل …» names two; the first one speaks."""
    (claim,) = extract("اتهمت رابطة العائلات الفصيل المسلح بقتل 25 شاباً.")
    assert claim.attribution is not None
    assert claim.attribution.text == "رابطة العائلات"


def test_a_target_is_no_doer() -> None:
    """«هجوم استهدف قوات الأمن» is not an attack by them."""
    (claim,) = extract("قُتل 9 أشخاص في هجوم استهدف قوات الأمن.")
    assert claim.perpetrator is None


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("أعرب الخبراء عن القلق إزاء اختطاف 276 تلميذة.", "الخبراء"),
        ("قُتل 17 مدنياً، على ما ذكرت لجان الطوارئ.", "لجان الطوارئ"),
        ("Their lawyer, 61, said four of them had been detained.", "Their lawyer"),
    ],
)
def test_more_words_for_saying(text: str, speaker: str) -> None:
    """Concern, committees and an age between a name and its verb do not hide who speaks."""
    (claim,) = extract(text)
    assert claim.attribution is not None
    assert claim.attribution.text == speaker


@pytest.mark.parametrize(
    "text",
    ["النازحون حسب المحافظة: 40 أسرة.", "وثقنا 210 حالات اختفاء."],
)
def test_a_heading_and_the_writer_are_no_speakers(text: str) -> None:
    """«حسب المحافظة» sorts a table, and «وثقنا» is whoever writes."""
    assert all(claim.attribution is None for claim in extract(text))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قُتل 12 شخصاً في أوكرانيا.", "أوكرانيا"),
        ("فر 900 شخص من القرية ليلاً.", "القرية"),
        ("A strike killed nine people in the camp.", "the camp"),
        ("At least 14 people were killed in Kafr Rim on Tuesday.", "Kafr Rim"),
    ],
)
def test_places_by_name_and_by_word(text: str, place: str) -> None:
    """Countries and towns behind a word for where, and a place that only the text knows, are where it happened."""
    (claim,) = extract(text)
    assert [each.text for each in claim.places] == [place]


def test_the_city_of_a_dateline_is_no_place_of_the_claim() -> None:
    """«دمشق - » says where it was written."""
    (claim,) = extract("دمشق - قُتل 12 شخصاً في انفجار أمس.")
    assert claim.places == ()


def test_a_row_is_where_its_name_says() -> None:
    """«الرامية 12، المرج 8» are two places."""
    claims = extract("القتلى حسب البلدة: الرامية 12، المرج 8.")
    assert [[place.text for place in claim.places] for claim in claims] == [["الرامية"], ["المرج"]]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        ("ونقلت رويترز عن مسؤولين أمميين قولهم إن 200 ألف شخص نزحوا.", ["رويترز", "مسؤولين أمميين"]),
        ("تفيد تقديرات البنك الدولي بأن 90% من السكان فقراء.", ["البنك الدولي"]),
        ("بلغ عدد القتلى 70، على حد قول رئيس البلدية.", ["رئيس البلدية"]),
        ("جاء في لائحة الاتهام أن 25 طفلاً جُنّدوا.", ["لائحة الاتهام"]),
        ('"We buried 31 people," a gravedigger told the Daily Star.', ["the Daily Star", "a gravedigger"]),
        (
            "A spokesman for the mission, Col. Ahmed Rifai, said 14 soldiers had died.",
            ["A spokesman for the mission"],
        ),
        ("The monitor says it has confirmed 72 deaths.", ["The monitor"]),
        ("Amnesty's researchers documented the killing of 28 people.", ["Amnesty's researchers"]),
    ],
)
def test_ways_of_naming_a_speaker(text: str, chain: list[str]) -> None:
    """Wires, estimates, indictments, appositions, pronouns and genitives lead to who says it."""
    (claim,) = extract(text)
    assert [link.text for link in claim.chain] == chain


def test_a_verb_for_two_makes_a_dual() -> None:
    """«أن جنديين قتلا» are two soldiers, which the noun alone does not tell."""
    (claim,) = extract("ذكر بيان للجيش أن جنديين قتلا.")
    assert (claim.minimum, claim.maximum) == (2, 2)
