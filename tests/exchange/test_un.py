"""Results of reading the consolidated list of the UN."""

import datetime as dt
from pathlib import Path

import pytest

from sijill.errors import InputError
from sijill.exchange.un import read_un
from sijill.model.listing import NameKind, PartyType

LISTS = Path(__file__).parent / "lists"


def test_a_person_has_names_in_both_scripts_and_dates_as_spans() -> None:
    """Name parts are joined, aliases split, approximate years widened, empty elements left out."""
    (snapshot,) = read_un(LISTS / "sound/un_2030-03-01", list_date=None)
    mays = snapshot.listings[1]
    assert (snapshot.date, mays.id, mays.type) == (dt.date(2030, 3, 1), "UN-RVi.001", PartyType.INDIVIDUAL)
    assert [(name.kind, name.text) for name in mays.names] == [
        (NameKind.PRIMARY, "MAYS HILMI AL-BARRAK"),
        (NameKind.ORIGINAL, "ميس حلمي البراك"),
        (NameKind.STRONG, "Mais Barrak"),
        (NameKind.STRONG, "Mayss al-Barraq"),
        (NameKind.WEAK, "The Heron"),
    ]
    assert [(span.first.year, span.last.year) for span in mays.births] == [
        (1977, 1977),
        (1978, 1982),
        (1975, 1978),
    ]
    assert mays.listed_on == dt.date(2029, 11, 5)
    assert [(found.value, found.country) for found in mays.identifiers] == [("Z1234567", "Oman")]
    assert (mays.countries, mays.programmes, mays.source.row) == (("Oman",), ("Rivers",), 4)


@pytest.mark.parametrize(
    ("folder", "key"),
    [
        ("xml_cut", "list_xml"),
        ("xml_doctype", "xml_doctype"),
        ("xml_other", "list_row"),
        ("xml_twice", "list_twice_in"),
        ("xml_nobody", "list_no_rows"),
    ],
)
def test_a_broken_list_is_refused(folder: str, key: str) -> None:
    """A cut file, another document, a party twice, and a document type with entities are errors."""
    with pytest.raises(InputError) as caught:
        read_un(LISTS / f"broken/{folder}_2030-03-01", list_date=None)
    assert caught.value.key == key


@pytest.mark.shared
def test_the_real_list_is_read_whole(shared: Path) -> None:
    """The list of 2026-02-27 has 730 individuals and 273 entities."""
    (snapshot,) = read_un(shared / "data/sanctions/un_2026-02-27", list_date=None)
    types = [listing.type for listing in snapshot.listings]
    assert (types.count(PartyType.INDIVIDUAL), types.count(PartyType.ENTITY)) == (730, 273)
