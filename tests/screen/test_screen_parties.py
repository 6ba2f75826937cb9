"""Results of reading the table of parties."""

import datetime as dt
from pathlib import Path

import pytest

from sijill.errors import InputError
from sijill.model.listing import PartyType
from sijill.screen.answer import cautions_on
from sijill.screen.parties import read_birth, read_parties


def _write(folder: Path, content: str | bytes) -> Path:
    path = folder / "parties.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    return path


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_headers_may_be_arabic_or_english(tmp_path: Path, delimiter: str) -> None:
    """Columns are found by either language's headers, in any order, behind any usual delimiter."""
    arabic = "الاسم,المعرّف,النوع,تاريخ الميلاد,الجنسية,رقم الجواز\nباسل,١,فرد,١٩٦١/٠٥/٠٣,عُمان,X555|Y7"
    english = "name,ID,Type,Date of Birth,Country,Identifier\nباسل,١,person,1961-05-03,عُمان,X555|Y7"
    for content in (arabic, english):
        (party,) = read_parties(_write(tmp_path, "\ufeff" + content.replace(",", delimiter))).parties
        assert (party.id, party.name, party.type) == ("١", "باسل", PartyType.INDIVIDUAL)
        assert party.births[0].first == dt.date(1961, 5, 3)
        assert (party.country, party.identifiers, party.unread) == ("عُمان", ("X555", "Y7"), ())


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("1961-05-03", ["1961-05-03"]),
        ("03/05/1961", ["1961-03-05", "1961-05-03"]),
        ("25/05/1961", ["1961-05-25"]),
        ("٣/٣/١٩٦١", ["1961-03-03"]),
        ("03 MAY 1961", ["1961-05-03"]),
        ("1961", ["1961-01-01"]),
        ("", []),
        ("1380", []),
        ("1/1/1380", []),
        ("1961-13-40", []),
        ("around the war", []),
    ],
)
def test_birth_dates_are_read_or_left(written: str, days: list[str]) -> None:
    """A date whose day and month can be swapped means both; a Hijri year is not read as Gregorian."""
    assert [span.first.isoformat() for span in read_birth(written)] == days


def test_what_is_not_understood_is_kept_as_unread(tmp_path: Path) -> None:
    """An unknown type or date is neither dropped nor guessed."""
    (party,) = read_parties(_write(tmp_path, "id,name,type,birth_date\n1,باسل,wallet,1380\n")).parties
    assert party.unread == (("type", "wallet"), ("birth_date", "1380"))


@pytest.mark.parametrize(
    ("content", "key", "row"),
    [
        ("", "empty_file", None),
        ("\n\n", "empty_file", None),
        ("id,name\n", "no_rows", None),
        ("id,title\n1,x\n", "missing_column", None),
        ("name\nx\n", "missing_column", None),
        ("id,name\n1,x\n2\n", "list_row", 3),
        ('id,name\n1,"x\n', "broken_row", 2),
        ("id,name\n1,x\n1,y\n", "party_id", 3),
        ("id,name\n,x\n", "party_id", 2),
        (b"id,name\n1,\xff\xfe\n", "not_utf8", None),
        (b"PK\x03\x04\x00\x00", "not_text", None),
    ],
)
def test_a_broken_table_is_refused(tmp_path: Path, content: str | bytes, key: str, row: int | None) -> None:
    """The error says what is wrong and in which row."""
    with pytest.raises(InputError) as caught:
        read_parties(_write(tmp_path, content))
    assert (caught.value.key, caught.value.data.get("row")) == (key, row)


def test_a_table_from_arabic_windows_is_read_and_said(tmp_path: Path) -> None:
    """In the old code of Arabic letters, under a title: the same parties, and a caution in either language."""
    text = "جدول الأطراف، فرع المدينة;;\nالرقم;الاسم;تاريخ الميلاد\n" + "".join(
        f"{number};باسل منير الزعتر للتجارة;1961\n" for number in (1, 2)
    )
    plain = read_parties(_write(tmp_path, text))
    stored = read_parties(_write(tmp_path, text.encode("cp1256")))
    assert stored.parties == plain.parties
    assert [each.id for each in stored.parties] == ["1", "2"]
    assert cautions_on(plain, "en") == []
    assert "Windows-1256" in cautions_on(stored, "en")[0]
    assert "Windows-1256" in cautions_on(stored, "ar")[0]
