"""When: a claim's own dates, the day of the document, and a period that says whether it is inferred."""

import datetime as dt

import pytest

from sijill.claim import extract
from sijill.claim.definition import definition_of
from sijill.claim.extract import as_rows
from sijill.claim.times import document_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("الرامية، 12 آذار 2015 - قُتل 5 أشخاص أمس.", dt.date(2015, 3, 12)),
        ("التاريخ: 12 آذار 2015\nقُتل 5 أشخاص أمس.", dt.date(2015, 3, 12)),
        ("MARBAL, 12 March 2015 (River Wire) - Five people were killed yesterday.", dt.date(2015, 3, 12)),
        ("قُتل 5 أشخاص في 12 آذار 2015.", None),
        ("الرامية، 3/4/2015 - قُتل 5 أشخاص.", None),
        ("قُتل 5 أشخاص أمس.", None),
    ],
)
def test_day_of_the_document(text: str, day: dt.date | None) -> None:
    """A whole date in a date line is the document's day; one inside a sentence, or of open order, is not."""
    assert document_day(text) == day


def test_relative_times_follow_from_the_day_of_the_document() -> None:
    """«أمس» is a day only where the document has one, and is marked as inferred."""
    (dated,) = extract("الرامية، 12 آذار 2015 - قُتل 5 أشخاص أمس.")
    told = [(time.iso, time.inferred) for time in dated.times]
    assert ("2015-03-11", True) in told
    assert (dated.period.iso, dated.period.inferred) == ("2015-03-11", True)
    (undated,) = extract("قُتل 5 أشخاص أمس.")
    assert [time.iso for time in undated.times] == [None]
    assert (undated.period.iso, undated.period.inferred) == (None, True)


def test_a_period_that_is_not_said_ends_with_the_document() -> None:
    """A claim without a time happened before it was written down; that is inferred, and never compared."""
    (claim,) = extract("قُتل 5 أشخاص.", document=dt.date(2015, 3, 12))
    assert (claim.period.iso, claim.period.inferred) == ("../2015-03-12", True)
    (row,) = as_rows([claim])
    assert (definition_of(row).since, definition_of(row).until) == ("", "")


def test_each_figure_of_a_list_has_its_own_date() -> None:
    """«3 عام 2016 و5 عام 2017»: the years are not all of both."""
    claims = extract("قُتل 3 أشخاص عام 2016 و5 أشخاص عام 2017.")
    assert [[time.iso for time in claim.times] for claim in claims] == [["2016"], ["2017"]]


def test_a_label_gives_the_period_of_the_whole_text() -> None:
    """«الفترة: …» dates figures of other sentences that say no time."""
    (claim,) = extract("القتلى: 54. الفترة: من 15 نيسان 2013 إلى 31 أيار 2013.")
    assert [time.iso for time in claim.times] == ["2013-04-15/2013-05-31"]


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("River Wire, 5 May 2014 - The Narjis group said at least 40 people were killed.", ""),
        ("الرامية، 12 آذار 2015 - قُتل 5 أشخاص.", ""),
        ("الرامية، 12 آذار 2015 - قُتل 5 أشخاص في 10 آذار 2015.", "2015-03-10"),
        ("3 May 2014 - 12 people were killed.", "2014-05-03"),
    ],
)
def test_a_dateline_is_no_time_of_what_happened(text: str, since: str) -> None:
    """The day on which a text was written is never a stated period; a date that opens its line may be."""
    (row,) = as_rows(extract(text))
    assert definition_of(row).since == since
