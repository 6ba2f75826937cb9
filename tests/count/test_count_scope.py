"""What has to be declared of a total, and populations that no overlap can count."""

import pytest
from populations import captured

from sijill.count import count_total
from sijill.count.in_register import ALL, scope_of
from sijill.count.scope import declared, finding
from sijill.model.estimate import Refusal, Scope


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("population", "currently detained"),
        ("population", "المحتجزون حالياً"),
        ("population", "those still missing"),
        ("population", "من لا يزالون مفقودين"),
        ("cause", "held at present"),
        ("period", "since March 2011"),
        ("period", "مُنذُ آذار 2011"),
        ("period", "من 2011 حتى الآن"),
        ("period", "2011-03-15/"),
        ("period", "2011 – …"),
    ],
)
def test_an_open_population_is_refused_with_its_words(part: str, said: str) -> None:
    """As of now, or without a last day, in either language: there is no total, whatever else was declared."""
    scope = Scope(**{"population": "civilians", "cause": "detained", "period": "2012", part: said})
    assert finding(scope) == ("open_population", (("said", said),))


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("population", "civilians of Nowhere"),
        ("population", "سكان حي اليوم الأول"),
        ("cause", "detained at some time"),
        ("period", "since March 2011 until May 2013"),
        ("period", "من 15 آذار 2011 إلى 20 أيار 2013"),
        ("period", "2011-2013"),
    ],
)
def test_a_closed_one_is_not(part: str, said: str) -> None:
    """Two days, or words that only sound like now, close nothing off."""
    scope = Scope(**{"population": "civilians", "cause": "detained", "period": "2012", part: said})
    assert finding(scope, required=True) is None


def test_what_is_missing_is_named_only_where_it_is_required() -> None:
    """A register's total names the options that are not given; a plain table's is only warned of."""
    assert finding(Scope(place="here")) is None
    assert finding(Scope(cause="killed", place="here"), required=True) == (
        "undeclared",
        (("options", "--population --period"),),
    )


def test_a_kind_of_event_says_what_happened() -> None:
    """All persons are of any kind, in both languages; a cause that was declared stands."""
    assert scope_of("killed", Scope()).cause == "القتلى / killed"
    assert scope_of(ALL, Scope()).cause.endswith(" / killed or detained or missing")
    assert scope_of(ALL, Scope(cause="shelling")).cause == "shelling"


def test_a_refused_scope_has_no_draws() -> None:
    """Counted and then found to be open: neither a figure nor its draws are left."""
    counted = declared(
        count_total(captured([(900, [0.4, 0.35, 0.3])], seed=5)), Scope(population="currently detained")
    )
    assert isinstance(counted.result, Refusal)
    assert counted.draws is None
    assert counted.result.documented > 0


def test_the_warning_stands_just_where_something_was_not_said() -> None:
    """An answer that was kept under a whole declaration is warned of again under less, once."""
    counted = count_total(captured([(900, [0.4, 0.35, 0.3])], seed=5))
    whole = declared(counted, Scope(population="civilians", cause="killed", place="here", period="2012"))
    assert "undeclared" not in [each.code for each in whole.result.warnings]
    again = declared(whole, Scope(population="civilians", period="2012"))
    assert again.result.warnings == counted.result.warnings
    assert declared(again, Scope(period="2012")).result == again.result
