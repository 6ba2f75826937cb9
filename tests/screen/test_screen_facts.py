"""Results of weighing birth date, type, country and identifier."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.exchange.ofac_remarks import parse_remarks
from sijill.model.listing import Listing, ListingId, PartyType, SourceRow
from sijill.model.screening import Stance
from sijill.screen.facts import IDENTIFIER_FLOOR, country_code, identifier_key, weigh
from sijill.screen.parties import read_party


def _listing(remarks: str, kind: PartyType = PartyType.INDIVIDUAL) -> Listing:
    found = parse_remarks(remarks)
    day = dt.date(2030, 1, 10)
    return Listing(
        id=ListingId("OFAC-1"),
        list_name="x",
        list_date=day,
        details_date=day,
        type=kind,
        names=(),
        source=SourceRow(path="x", row=1, sha256=""),
        births=found.births,
        countries=found.countries,
        identifiers=found.identifiers,
    )


def _keys(name_score: float, listing: Listing, **fields: str) -> tuple[float, list[str]]:
    weighed = weigh(name_score, read_party({"id": "1", "name": "x", **fields}), listing)
    return weighed.score, [
        f"{reason.stance}:{reason.key.removeprefix('reason.')}" for reason in weighed.reasons
    ]


@pytest.mark.parametrize(
    ("written", "listed", "reason"),
    [
        ("1961-05-03", "DOB 03 May 1961", "for:birth_equal"),
        ("03/05/1961", "DOB 03 May 1961", "for:birth_within"),
        ("1961-11-30", "DOB 1961", "for:birth_within"),
        ("1961", "DOB 03 May 1961", "for:birth_within"),
        ("1963-12-31", "DOB circa 1961", "for:birth_within"),
        ("1970-01-01", "DOB 1961; alt. DOB 01 Jan 1970", "for:birth_equal"),
        ("1962-05-03", "DOB 03 May 1961", "against:birth_near"),
        ("1964-01-01", "DOB circa 1961", "against:birth_near"),
        ("1963-12-31", "DOB 1961", "against:birth_apart"),
        ("1970-01-01", "DOB circa 1961", "against:birth_contradicts"),
        ("1970", "DOB 03 May 1961", "against:birth_contradicts"),
    ],
)
def test_birth_dates_agree_within_what_they_can_mean(written: str, listed: str, reason: str) -> None:
    """A year or "circa" is an interval; only dates far apart contradict."""
    assert _keys(0.9, _listing(listed), birth_date=written)[1] == [reason]


def test_only_a_clear_contradiction_takes_a_sure_name_below_the_threshold() -> None:
    """A name of score 1 stays above 0.7 with a birth date a year off, and falls with one of another decade."""
    listing = _listing("DOB 03 May 1961")
    assert _keys(1.0, listing, birth_date="1962-05-03")[0] > 0.7
    assert _keys(1.0, listing, birth_date="1963-05-03")[0] > 0.7
    assert _keys(1.0, listing, birth_date="1975-05-03")[0] < 0.7


def test_an_equal_document_number_outweighs_the_name() -> None:
    """However written, the same number lifts a poor name over the threshold."""
    listing = _listing("Passport X-555 0001 (Oman)")
    score, reasons = _keys(0.0, listing, identifier="Z999999|x5550001")
    assert (score, reasons) == (IDENTIFIER_FLOOR, ["for:identifier_equal"])
    assert _keys(0.4, listing, identifier="X5550001")[0] > 0.95


def test_a_ships_number_is_one_with_and_without_its_register() -> None:
    """IMO before the digits is no part of the number."""
    assert identifier_key("IMO 9999993") == identifier_key("9999993")


@pytest.mark.parametrize("value", ["", "4138", "ABCDEF", "-- --"])
def test_a_short_number_identifies_nobody(value: str) -> None:
    """Numbers of under five signs, and words, are not compared."""
    assert identifier_key(value) == ""


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Syria", "SY"),
        ("سورية", "SY"),
        ("سوريّا", "SY"),
        ("sy", "SY"),
        ("Korea, North", "KP"),
        ("عُمان", "OM"),
        ("Oz", ""),
    ],
)
def test_countries_are_known_in_both_languages(written: str, code: str) -> None:
    """A country has one code however it is written."""
    assert country_code(written) == code


def test_country_and_type_are_reasons_that_show_both_sides() -> None:
    """A different type is strongly against, a different country weakly, an unknown one says nothing."""
    listing = _listing("nationality Oman; citizen Brazil")
    assert _keys(0.9, listing, country="عمان")[1] == ["for:country_equal"]
    weak, reasons = _keys(0.9, listing, country="Chad")
    assert reasons == ["against:country_differs"]
    strong, reasons = _keys(0.9, listing, type="company")
    assert reasons == ["against:type_differs"]
    assert strong < 0.7 < weak < 0.9
    assert _keys(0.9, listing, country="Oz", type="")[1] == []


@given(
    score=st.floats(0, 1),
    other=st.floats(0, 1),
    birth=st.sampled_from(["", "1961-05-03", "1962-01-01", "1990"]),
    country=st.sampled_from(["", "Oman", "Chad"]),
)
def test_a_better_name_never_scores_worse(score: float, other: float, birth: str, country: str) -> None:
    """With the same facts the order of the names' scores stays."""
    listing = _listing("DOB 03 May 1961; nationality Oman")
    party = read_party({"id": "1", "name": "x", "birth_date": birth, "country": country})
    low, high = sorted([score, other])
    one, two = weigh(low, party, listing), weigh(high, party, listing)
    assert 0 <= one.score <= two.score <= 1
    against = [reason for reason in two.reasons if reason.stance is Stance.AGAINST]
    if not against:
        assert two.score >= high
