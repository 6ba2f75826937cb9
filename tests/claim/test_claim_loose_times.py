"""Times that name no day of a calendar are told in the text's own words, and given none."""

import pytest

from sijill.claim import extract


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("قُتل 3 مدنيين مساء الأحد.", "مساء الأحد"),
        ("اعتُقل 9 رجال فجر يوم الثلاثاء.", "فجر يوم الثلاثاء"),
        ("دُمّر 40 منزلاً منذ مطلع العام.", "منذ مطلع العام"),
        ("جُنّد 128 طفلاً في الفترة المشمولة بالتقرير.", "في الفترة المشمولة بالتقرير"),
        ("Shelling killed 9 people on Friday night.", "on Friday night"),
        ("Five people were wounded overnight.", "overnight"),
        ("In the same week 43 conscripts were killed.", "In the same week"),
    ],
)
def test_a_weekday_or_a_beginning_is_a_time_without_a_day(text: str, said: str) -> None:
    """What was said stands there, and no day is filled in."""
    (claim,) = extract(text)
    assert [(time.span.text, time.iso) for time in claim.times] == [(said, None)]


def test_a_date_that_is_read_stays_the_date() -> None:
    """«on Sunday, 3 May 2019» has a day: the looser time does not replace it."""
    (claim,) = extract("Nine people were killed on 3 May 2019.")
    assert [time.iso for time in claim.times] == ["2019-05-03"]
