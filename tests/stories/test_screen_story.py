"""A trader asks of five partners whether they stood on a list, on four days."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from sijill.screen.answer import table
from sijill.screen.history import load_listings
from sijill.screen.match import screen_parties
from sijill.screen.parties import read_parties

LISTS = Path(__file__).parents[1] / "exchange" / "lists" / "sound"
PARTNERS = """الرقم,الاسم,تاريخ الميلاد,رقم الجواز
١,باسل نزار الورداني,1961-05-03,
٢,رنا فؤاد حدّاوي,1984,
٣,سامر عادل الطرابلسي,,
٤,كوثر الغيطاني,,
٥,Maryam Unrelated,,X-555 0001
٦,باسل نزار الورداني,1995-01-01,
"""

POSSIBLE, FORMER, NOT_FOUND, NOT_COMPARED = "possible", "formerly listed", "not found", "not compared"


def _answer(folder: Path, day: str) -> dict[str, tuple[str, str, str]]:
    """First row of each partner about the SDN list: state, listing, date of the list."""
    path = folder / "partners.csv"
    path.write_text(PARTNERS, encoding="utf-8")
    hits = screen_parties(read_parties(path).parties, load_listings(LISTS), as_of=dt.date.fromisoformat(day))
    out = folder / "hits.csv"
    out.write_bytes(table(hits, "ar"))
    with out.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["list"] == "OFAC SDN"]
    assert all(row["reasons"] for row in rows)
    first: dict[str, tuple[str, str, str]] = {}
    for row in rows:
        first.setdefault(row["party_id"], (row["state"], row["listing_id"], row["list_date"]))
    return first


@pytest.mark.parametrize(
    ("day", "states", "list_date"),
    [
        ("2030-01-09", {"١": NOT_COMPARED, "٢": NOT_COMPARED, "٣": NOT_COMPARED}, "2030-01-10"),
        ("2030-01-31", {"١": POSSIBLE, "٢": POSSIBLE, "٣": NOT_FOUND}, "2030-01-10"),
        ("2030-06-30", {"١": POSSIBLE, "٢": FORMER, "٣": POSSIBLE}, "2030-06-20"),
        ("2031-02-02", {"١": POSSIBLE, "٢": FORMER, "٣": POSSIBLE}, "2031-02-01"),
    ],
)
def test_the_answer_is_that_of_the_day(
    tmp_path: Path, day: str, states: dict[str, str], list_date: str
) -> None:
    """The same partner is listed, formerly listed, not found or not compared, as the lists of the day say."""
    answer = _answer(tmp_path, day)
    assert {party: answer[party][0] for party in states} == states
    assert {date for _, _, date in answer.values()} == {list_date}
    listings = {"١": "OFAC-90001", "٢": "OFAC-90005", "٣": "OFAC-90007"}
    for party, (state, listing, _) in answer.items():
        if party in listings:
            assert listing == (listings[party] if state in {POSSIBLE, FORMER} else "")


def test_details_decide_beside_the_name(tmp_path: Path) -> None:
    """An equal passport finds another name; another decade of birth sets an equal name aside; a stranger is not found."""
    answer = _answer(tmp_path, "2030-02-01")
    assert answer["٥"][:2] == (POSSIBLE, "OFAC-90001")
    assert answer["٦"][0] == NOT_FOUND
    assert answer["٤"][0] == NOT_FOUND
