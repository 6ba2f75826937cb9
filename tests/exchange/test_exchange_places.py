"""Gazetteers as CSV, in their three shapes, and what is refused."""

from pathlib import Path

import pytest

from sijill.errors import InputError
from sijill.exchange.places import read_places
from sijill.model.place import PlaceKind

WOF = "wof_id,placetype,name_ar,name_en,alt_ar,alt_latin,lat,lon,region_ar,county_ar,population\n"
LONG = "level,pcode,parent_pcode,name_en,name_ar\n"
WIDE = "admin2Name_en,admin2Name_ar,admin2Pcode,admin1Name_en,admin1Name_ar,admin1Pcode\n"


def _read(tmp_path: Path, text: str) -> list[tuple[str, PlaceKind, tuple[str, ...], str]]:
    path = tmp_path / "places.csv"
    path.write_text(text, encoding="utf-8")
    return [(one.id, one.kind, one.arabic, one.governorate) for one in read_places(path, "invented")]


def test_who_s_on_first_rows(tmp_path: Path) -> None:
    """A region is the governorate of its name; Latin names among the Arabic ones are told apart."""
    rows = "1,region,دِرعا,Dar`a,محافظة درعا,,32.8,36.2,دِرعا,,5\n2,locality,,Shamrin,شمرين|Chamrine,,32.7,36.3,درعا,إزرع,\n"
    assert _read(tmp_path, WOF + rows) == [
        ("SY12", PlaceKind.GOVERNORATE, ("دِرعا", "محافظة درعا"), "SY12"),
        ("wof:2", PlaceKind.LOCALITY, ("شمرين",), "SY12"),
    ]


def test_p_codes_of_one_place_a_row(tmp_path: Path) -> None:
    """Each row knows its governorate through its parents."""
    rows = "1,SY12,SY,Daraa,درعا\n2,SY1299,SY12,Shamrin,شمرين\n3,SY129901,SY1299,Zatar,زعتر\n"
    found = _read(tmp_path, LONG + rows)
    assert [(one[0], one[1].value, one[3]) for one in found] == [
        ("SY12", "governorate", "SY12"),
        ("SY1299", "district", "SY12"),
        ("SY129901", "subdistrict", "SY12"),
    ]


def test_p_codes_as_published(tmp_path: Path) -> None:
    """A table with the upper levels beside each place gives each of them once."""
    rows = "Shamrin,شمرين,SY1299,Daraa,درعا,SY12\nZatar,زعتر,SY1298,Daraa,درعا,SY12\n"
    found = _read(tmp_path, WIDE + rows)
    assert [one[0] for one in found] == ["SY12", "SY1299", "SY1298"]


@pytest.mark.parametrize(
    ("text", "row", "told"),
    [
        (WOF + "x,locality,شمرين,,,,32,36,,,\n", "row 2", "wof_id = 'x'"),
        (WOF + "1,planet,شمرين,,,,32,36,,,\n", "row 2", "placetype = 'planet'"),
        (WOF + "1,locality,,,,,32,36,,,\n", "row 2", "a name"),
        (WOF + "1,locality,شمرين,,,,320,36,,,\n", "row 2", "lat = '320'"),
        (WOF + "1,locality,شمرين,,,,nan,36,,,\n", "row 2", "lat = 'nan'"),
        (WOF + "1,locality,شمرين,,,,32,36,,,-4\n", "row 2", "population = '-4'"),
        (WOF + "1,locality,شمرين\n", "row 2", "3 cells where the header has 11"),
        (WOF + "1,locality,أ,,,,32,36,,,\n1,locality,ب,,,,32,36,,,\n", "row 3", "stands once"),
        (LONG + "7,SY12,SY,Daraa,درعا\n", "row 2", "level = '7'"),
        (LONG + "1,12,SY,Daraa,درعا\n", "row 2", "pcode = '12'"),
        (LONG + "2,SY1299,SY12,Shamrin,شمرين\n", "row 2", "an earlier row"),
        (WIDE + "Shamrin,شمرين,SY1299,Daraa,درعا,\n", "row 2", "admin1Pcode = ''"),
        ("level,name\n1,x\n", "places.csv", "pcode, parent_pcode"),
        (WOF, "places.csv", "no rows"),
        (WOF + '1,locality,"شمرين,,,,32,36,,,\n', "row 2", "quotation marks"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, text: str, row: str, told: str) -> None:
    """The error says which row and cell, and what was expected."""
    with pytest.raises(InputError) as caught:
        _read(tmp_path, text)
    assert row in str(caught.value)
    assert told in str(caught.value)


@pytest.mark.shared
def test_the_gazetteers_beside_the_project_are_read(shared: Path) -> None:
    """All rows of both files come in, and the fourteen governorates are known in either."""
    wof = read_places(shared / "data/places/syria_places_wof.csv", "w")
    codes = read_places(shared / "data/places/syria_pcodes_adm1_adm2.csv", "p")
    assert (len(wof), len(codes)) == (10_422, 76)
    assert {one.id for one in wof if one.kind is PlaceKind.GOVERNORATE} == {
        one.id for one in codes if one.kind is PlaceKind.GOVERNORATE
    }
