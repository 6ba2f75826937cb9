"""Claims from text: bounds, parts, speakers, and what must not become a claim."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.claim import extract, extract_rows
from sijill.model.claim import Claim, ClaimType, Qualifier, Stance


def one(text: str) -> Claim:
    """Return the only claim of ``text``."""
    (claim,) = extract(text)
    return claim


@pytest.mark.parametrize(
    ("text", "low", "high", "qualifier"),
    [
        ("قُتل قرابة 300 شخص.", 300, 300, Qualifier.APPROX),
        ("قُتل نحو 300 شخص.", 300, 300, Qualifier.APPROX),
        ("قُتل ما يقرب من ثلاثمئة شخص.", 300, 300, Qualifier.APPROX),
        ("قُتل 300 شخص تقريباً.", 300, 300, Qualifier.APPROX),
        ("قُتل أكثر من 300 شخص.", 300, None, Qualifier.MORE_THAN),
        ("قُتل ما يزيد على 300 شخص.", 300, None, Qualifier.MORE_THAN),
        ("تجاوز عدد القتلى 300 شخص.", 300, None, Qualifier.MORE_THAN),
        ("لا يقل عدد القتلى عن 300 شخص.", 300, None, Qualifier.AT_LEAST),
        ("قُتل ما لا يقل عن 300 شخص.", 300, None, Qualifier.AT_LEAST),
        ("قُتل 300 شخص على الأقل.", 300, None, Qualifier.AT_LEAST),
        ("قُتل ما يصل إلى 300 شخص.", None, 300, Qualifier.AT_MOST),
        ("لا يتجاوز عدد القتلى 300 شخص.", None, 300, Qualifier.AT_MOST),
        ("قُتل أقل من 300 شخص.", None, 300, Qualifier.LESS_THAN),
        ("قُتل ما بين 300 و400 شخص.", 300, 400, Qualifier.RANGE),
        ("قُتل من 3 إلى 5 آلاف شخص.", 3000, 5000, Qualifier.RANGE),
        ("قُتل 300-400 شخص.", 300, 400, Qualifier.RANGE),
        ("ارتفع عدد القتلى من 300 إلى 400 شخص.", 400, 400, Qualifier.EXACT),
        ("قُتل بضعة أشخاص.", 3, 9, Qualifier.FEW),
        ("قُتل مئات الأشخاص.", 200, None, Qualifier.INDEFINITE_PLURAL),
        ("قُتل طفلان.", 2, 2, Qualifier.EXACT),
        ("قُتلت امرأة.", 1, 1, Qualifier.EXACT),
        ("Nearly 300 people were killed.", 300, 300, Qualifier.APPROX),
        ("No fewer than 300 people were killed.", 300, None, Qualifier.AT_LEAST),
        ("Up to 300 people were killed.", None, 300, Qualifier.AT_MOST),
        ("Between 300 and 400 people were killed.", 300, 400, Qualifier.RANGE),
    ],
)
def test_bounds(text: str, low: int | None, high: int | None, qualifier: Qualifier) -> None:
    """The words before, behind and around a number open or close its sides."""
    claim = one(text)
    assert (claim.minimum, claim.maximum, claim.qualifier) == (low, high, qualifier)
    assert claim.type is ClaimType.KILLED


@pytest.mark.parametrize(
    "text",
    [
        "اجتمع المجلس في 21 آب 2013 وأصدر القرار 2254.",
        "بموجب القانون رقم 10 لعام 2018 والمادة 15.",
        "كان عمره 17 سنة حين اعتُقل.",
        "أُصيب على بعد 3 كيلومترات من القرية.",
        "دام الحصار سنتين ونصف.",
        "اتصلوا بالرقم 0933-555-017 للإبلاغ عن المعتقلين.",
        "انعقدت الدورة الثانية والثلاثون.",
        "عند الساعة 10:30 قُصف الحي.",
        "لا تتوفر أرقام عن عدد القتلى.",
        "Resolution 2254 was adopted in 2015.",
        "The detainee, aged 17, was held for 40 days.",
    ],
)
def test_what_never_becomes_a_claim(text: str) -> None:
    """Dates, laws, ages, distances, durations, telephone numbers, ordinals and times of day are no claims."""
    assert extract(text) == []


def test_people_and_figures_behind_minhum() -> None:
    """منهم points to a figure that can hold the part, else to the people."""
    part = extract("اعتُقل 123 متظاهراً، أُفرج لاحقاً عن أربعين منهم.")
    assert [claim.subset_of for claim in part] == [None, 0]
    people = extract("قُتل نحو مليون شخص، وهُجّر أكثر من 12 مليوناً منهم، واعتُقل 250 ألفاً منهم.")
    assert [claim.subset_of for claim in people] == [None, None, None]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("نفت الوزارة مقتل 30 شخصاً.", Stance.DENIED),
        ("زعمت الوزارة أن 30 شخصاً قُتلوا.", Stance.ALLEGED),
        ("قدّرت اللجنة عدد القتلى بثلاثين شخصاً.", Stance.ESTIMATED),
        ("قالت مصادر، لم يتسن التحقق منها، إن 30 شخصاً قُتلوا.", Stance.UNVERIFIED),
        ("قالت اللجنة إن 30 شخصاً قُتلوا.", Stance.ASSERTED),
    ],
)
def test_stance(text: str, stance: Stance) -> None:
    """The verb of saying and the sentence's reserve make the stance."""
    assert one(text).stance is stance


def test_speaker_of_a_statement_carries_on() -> None:
    """Who speaks in a statement's first line speaks for later sentences that name nobody, and only for those."""
    text = "أكد المجلس المدني في بيان صحفي أن الوضع خطر.\nقُتل 40 مدنياً.\nوقال شهود إن 50 مدنياً قُتلوا."
    named = [claim.attribution.text if claim.attribution else None for claim in extract(text)]
    assert named == ["المجلس المدني", "شهود"]
    assert one("وصل المجلس. قُتل 40 مدنياً.").attribution is None


def test_perpetrator_is_whom_the_text_names() -> None:
    """The subject of the harm is kept in the text's own words."""
    claim = one("اعتقلت قوات الحرس 120 متظاهراً.")
    assert claim.perpetrator is not None
    assert claim.perpetrator.text == "قوات الحرس"


SENTENCES = [
    "قالت اللجنة إن ما لا يقل عن 34 مدنياً، من بينهم 12 طفلاً وسبع نساء، قُتلوا في بلدة الرامية.",
    "نزح عشرات الآلاف من السكان، وما زال مئات منهم في العراء.",
    "اعتُقل مئتان وخمسون ألفاً بين عامي 2011 و2015.",
    "خلّف القصف قرابة ٤٠٠٠ قتيل و٨٥٠٠ جريح.",
    "دُمّر 60% من المباني، وعُثر على رفات 47 شخصاً على الأقل.",
    "Some 250,000 people were displaced, and 17 of them were injured.",
    "سُلّمت 53 ألف صورة وثلاثة تقارير في 17/6/2020.",
]
MARKS = st.sampled_from(["\u064e", "\u0650", "\u0640", "\u0652"])


def _readings(text: str) -> list[tuple[Any, ...]]:
    return [
        (row["min"], row["max"], row["qualifier"], row["type"], row["unit"], row["subset_of"], row["stance"])
        for row in extract_rows(text)
    ]


@given(st.sampled_from(SENTENCES), st.data())
def test_vowels_and_tatweel_change_no_reading(text: str, data: st.DataObject) -> None:
    """Marks and tatweel on any Arabic letter leave every reading as it was."""
    places = data.draw(st.sets(st.integers(0, len(text) - 1), max_size=12))
    marked = "".join(
        letter + (data.draw(MARKS) if place in places and "\u0621" <= letter <= "\u064a" else "")
        for place, letter in enumerate(text)
    )
    assert _readings(marked) == _readings(text)


@given(st.lists(st.sampled_from([*SENTENCES, "", "«؟»", "\ufeff", "2013 و"]), max_size=6))
def test_offsets_are_the_texts_own(pieces: list[str]) -> None:
    """Every span's words are the text at its offsets, claims stand in order, parts point to earlier wholes."""
    text = "\n".join(pieces)
    claims = extract(text)
    starts = [claim.span.start for claim in claims]
    assert starts == sorted(starts)
    for place, claim in enumerate(claims):
        spans = [claim.span, *claim.places, *(time.span for time in claim.times)]
        spans += [span for span in (claim.attribution, claim.perpetrator) if span]
        assert all(text[span.start : span.end] == span.text for span in spans)
        assert claim.subset_of is None or claim.subset_of < place


@settings(max_examples=60)
@given(st.text(alphabet="0123 ،.,٪%-أإلفمئةخمسوقتبينهطجرح\n\u0640\u064e", max_size=200))
def test_any_text_gives_an_answer(text: str) -> None:
    """No text makes the reader fail, and bounds never cross."""
    for claim in extract(text):
        if claim.minimum is not None and claim.maximum is not None:
            assert claim.minimum <= claim.maximum


def test_one_long_line_is_read_in_pieces() -> None:
    """A line without an end is cut at blanks, and the claims in it are found where they stand."""
    text = "كلام عام " * 3000 + "قُتل 34 مدنياً " + "كلام عام " * 3000
    claim = one(text)
    assert text[claim.span.start : claim.span.end] == "34 مدنياً"
    assert extract("1" * 100_000) == []
