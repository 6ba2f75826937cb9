"""Results of reading the remarks of one party."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.exchange.ofac_remarks import parse_remarks


@pytest.mark.parametrize(
    ("piece", "found"),
    [
        ("Passport 4138 (Oman)", ("Passport", "4138", "Oman")),
        ("alt. Passport X1 issued 01 Jan 2001 expires 02 Jan 2011", ("Passport", "X1", "")),
        ("Diplomatic Passport 4138 (Oman)", ("Diplomatic Passport", "4138", "Oman")),
        ("National ID No. 697-36 (Oman)", ("National ID", "697-36", "Oman")),
        (
            "Vessel Registration Identification IMO 9999993",
            ("Vessel Registration Identification", "IMO 9999993", ""),
        ),
        ("Tax ID No. 44/7", ("Tax ID No.", "44/7", "")),
        ("C.U.R.P. QQQQ630111HSLLSN16 (Mexico)", ("C.U.R.P.", "QQQQ630111HSLLSN16", "Mexico")),
        ("Registration Number 11824466 (Oman)", ("Registration Number", "11824466", "Oman")),
    ],
)
def test_document_numbers_are_read_with_kind_and_country(piece: str, found: tuple[str, str, str]) -> None:
    """A number keeps the kind and the country that the list gives."""
    first, *more = parse_remarks(f"{piece}.").identifiers
    assert not more
    assert (first.kind.removesuffix(" No."), first.value, first.country) == (
        found[0].removesuffix(" No."),
        *found[1:],
    )


@pytest.mark.parametrize(
    "piece",
    [
        "Telephone No. 5550001",
        "Executive Order 13846 information: BANKING",
        "Minister of Rivers",
        "Gender Male",
    ],
)
def test_other_pieces_are_no_document_numbers(piece: str) -> None:
    """Telephones, legal acts and offices identify nobody."""
    assert parse_remarks(piece).identifiers == ()


def test_an_alias_keeps_the_apostrophes_within_it() -> None:
    """Only the outer quotation marks go."""
    assert parse_remarks("a.k.a. 'Abu Haza''; a.k.a. ''Umar al-Nahri'.").weak_names == (
        "Abu Haza'",
        "'Umar al-Nahri",
    )


@pytest.mark.parametrize(
    ("written", "name"),
    [("RIVER BANK.", "RIVER BANK"), ("RIVER S.A.", "RIVER S.A."), ("RIVER CO.", "RIVER CO.")],
)
def test_the_last_full_stop_goes_unless_it_abbreviates(written: str, name: str) -> None:
    """The stop that ends the remarks is not part of the last name."""
    assert parse_remarks(f"DOB 1970; Linked To: {written}").linked_to == (name,)


def test_what_is_said_twice_is_kept_once() -> None:
    """A repeated date or country is one."""
    found = parse_remarks("DOB 1970; alt. DOB 1970; nationality Oman; citizen Oman; alt. citizen Brazil")
    assert len(found.births) == 1
    assert found.countries == ("Oman", "Brazil")


@given(st.text(alphabet="DOBPa.k' ;0123456789()#No", max_size=200))
def test_no_remarks_break_the_reader(written: str) -> None:
    """Whatever stands in the field, its pieces are read or left."""
    found = parse_remarks(written)
    assert all(span.first <= span.last for span in found.births)
