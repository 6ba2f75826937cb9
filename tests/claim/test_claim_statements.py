"""What a text states beside quantities: laws named, calls addressed, periods."""

from pathlib import Path

import pytest

from sijill.claim import statements


@pytest.mark.parametrize(
    ("text", "kind", "named"),
    [
        ("تشمل العقوبات قانون النهر.", "law", "قانون النهر"),
        ("صدر ذلك بموجب القرار 2254 (2015).", "law", "القرار 2254 (2015)"),
        ("ندعو المجتمع الدولي إلى تحمل مسؤولياته.", "call", "المجتمع الدولي"),
        ("دعت وزارة الصحة السكان إلى التبرع بالدم.", "call", "السكان"),
        ("The network calls on the Council to act.", "call", "the Council"),
        ("This breaches resolution 2254 (2015).", "law", "resolution 2254 (2015)"),
    ],
)
def test_laws_and_calls_are_named(text: str, kind: str, named: str) -> None:
    """A law by its name or number, a call by whom it addresses; each at its place."""
    (found,) = statements(text)
    assert found.kind == kind
    assert found.named is not None
    assert found.named.text == named
    assert text[found.span.start : found.span.end] == found.span.text


def test_periods_and_who_says_so() -> None:
    """A stretch of time is listed with the speaker of its statement; a decade without a day stays open."""
    text = "أكد المجلس المدني في بيان صحفي أن الوضع خطر. لقي كثيرون حتفهم خلال العقد الماضي."
    (found,) = statements(text)
    assert (found.kind, found.iso) == ("period", None)
    assert found.attribution is not None
    assert found.attribution.text == "المجلس المدني"


def test_what_led_to_something_is_no_call() -> None:
    """«الأسباب التي دعت الجامعة إلى» calls on nobody."""
    assert statements("تفاقمت الأسباب التي دعت الجامعة إلى قطع علاقاتها.") == []


@pytest.mark.shared
def test_the_founding_statement(shared: Path) -> None:
    """Its law, its calls and its period come out, all of the speaker that its first line names."""
    (path,) = (shared / "data/statement").glob("*.txt")
    found = statements(path.read_text(encoding="utf-8"))
    assert {"law", "call", "period"} == {each.kind for each in found}
    named = [each.named.text for each in found if each.named]
    assert any(name.endswith("قيصر") for name in named)
    assert any(name.startswith("شعوب") for name in named)
    assert all(each.attribution and each.attribution.text.startswith("الائتلاف") for each in found)
