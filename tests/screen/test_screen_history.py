"""Results of putting lists in order of date and asking for a day."""

import csv
import datetime as dt
import shutil
from pathlib import Path

import pytest

from sijill.errors import InputError, SijillError
from sijill.exchange.ofac import SDN
from sijill.exchange.un import UN
from sijill.screen.history import ListAt, ListingHistory, lists_at, load_listings

LISTS = Path(__file__).parents[1] / "exchange" / "lists"


@pytest.fixture(scope="module")
def history() -> ListingHistory:
    """All sound lists."""
    return load_listings(LISTS / "sound")


def _sdn(history: ListingHistory, day: str) -> ListAt:
    return next(at for at in lists_at(history, dt.date.fromisoformat(day)) if at.list_name == SDN)


def _numbers(at: ListAt) -> str:
    return "".join(listing.id[-1] for listing in at.in_force)


@pytest.mark.parametrize(
    ("day", "there", "gone"),
    [
        ("2030-01-10", "123456", ""),
        ("2030-06-19", "123456", ""),
        ("2030-06-20", "123467", "5"),
        ("2031-01-31", "123467", "5"),
        ("2031-02-01", "1234789", "56"),
    ],
)
def test_the_latest_list_not_after_the_day_is_in_force(
    history: ListingHistory, day: str, there: str, gone: str
) -> None:
    """A listing counts from the first list that has it until the first that has not."""
    at = _sdn(history, day)
    assert _numbers(at) == there
    assert "".join(former.listing.id[-1] for former in at.former) == gone


def test_a_former_listing_tells_when_it_was_seen_and_missed(history: ListingHistory) -> None:
    """The delisting lies between the last list with it and the next one."""
    (rana,) = _sdn(history, "2030-12-31").former
    assert (rana.last_seen, rana.first_absent) == (dt.date(2030, 1, 10), dt.date(2030, 6, 20))


def test_a_day_before_every_list_has_none_in_force(history: ListingHistory) -> None:
    """A later list says nothing about an earlier day."""
    at = _sdn(history, "2030-01-09")
    assert (at.snapshot, at.in_force, at.earliest) == (None, (), dt.date(2030, 1, 10))


def test_names_missing_from_a_list_come_from_the_one_before_it(history: ListingHistory) -> None:
    """Where only aliases are in force, main name and details are those last known, and say of when."""
    at = _sdn(history, "2031-02-02")
    basel = at.in_force[0]
    assert basel.names[0].text == "AL-WARDANI, Basel Nizar"
    assert (basel.list_date, basel.details_date) == (dt.date(2031, 2, 1), dt.date(2030, 6, 20))
    assert basel.source.path == "ofac_2031-02-01/add.csv"
    assert basel.details_source is not None
    assert basel.details_source.path == "ofac_2030-06-20/SDN.CSV"
    assert [bool(listing.names) for listing in at.in_force[-2:]] == [False, True]


def test_an_old_list_is_used_with_a_caution(history: ListingHistory) -> None:
    """Thirty days are let pass; after that the answer says how old the list is."""
    assert not _sdn(history, "2030-07-20").cautions
    (caution,) = _sdn(history, "2030-07-21").cautions
    assert (caution.key, dict(caution.fields)["days"]) == ("caution.old_list", 31)


def test_lists_are_named_from_the_folder_that_was_read(history: ListingHistory) -> None:
    """Sources name a folder and a file, no path of a machine."""
    paths = {file.path for snapshot in history.snapshots for file in snapshot.files}
    assert "ofac_2030-06-20/SDN.CSV" in paths
    assert not any(path.startswith("/") for path in paths)
    assert UN in history.lists


def test_a_single_list_folder_takes_its_date_from_name_note_or_caller(tmp_path: Path) -> None:
    """The note wins over the name; the caller's date wins over both."""
    folder = tmp_path / "copy_2030-01-10"
    shutil.copytree(LISTS / "broken/undated", folder)
    assert load_listings(folder).snapshots[0].date == dt.date(2030, 1, 10)
    (folder / "list.toml").write_text("date = 2030-02-03\n", encoding="utf-8")
    assert load_listings(folder).snapshots[0].date == dt.date(2030, 2, 3)
    assert load_listings(folder, list_date=dt.date(2030, 3, 4)).snapshots[0].date == dt.date(2030, 3, 4)


@pytest.mark.parametrize("note", ["", "date = 5", "date = 2030-02-03T00:00:00Z", 'date = "soon"', "date ="])
def test_a_note_without_a_day_is_refused(tmp_path: Path, note: str) -> None:
    """A date that cannot be read is not replaced by a guess."""
    folder = tmp_path / "copy_2030-01-10"
    shutil.copytree(LISTS / "broken/undated", folder)
    (folder / "list.toml").write_text(note, encoding="utf-8")
    with pytest.raises(InputError):
        load_listings(folder)


def test_two_lists_of_one_date_are_refused(tmp_path: Path) -> None:
    """Which of them was in force cannot be known."""
    for name in ("a_2030-01-10", "b_2030-01-10"):
        shutil.copytree(LISTS / "broken/undated", tmp_path / name)
    with pytest.raises(InputError) as caught:
        load_listings(tmp_path)
    assert caught.value.key == "list_twice"


@pytest.mark.parametrize(
    ("place", "key"), [("nowhere", "missing_file"), ("file", "list_not_a_folder"), ("bare", "no_lists")]
)
def test_a_folder_without_lists_is_refused(tmp_path: Path, place: str, key: str) -> None:
    """No list at all is an error, never an empty answer."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "bare").mkdir()
    with pytest.raises(SijillError) as caught:
        load_listings(tmp_path / place)
    assert caught.value.key == key


def test_an_undated_list_is_refused() -> None:
    """A list without a date answers for no day."""
    with pytest.raises(InputError) as caught:
        load_listings(LISTS / "broken/undated")
    assert caught.value.key == "list_undated"


@pytest.mark.shared
def test_presence_on_five_real_dates_is_exact(shared: Path) -> None:
    """Who was on the list on each of five dates is what the addresses of that date say, for every party."""
    history = load_listings(shared / "data/sanctions")
    with (shared / "data/sanctions/ofac_presence.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    days = [column.removeprefix("on_list_") for column in rows[0] if column.startswith("on_list_")]
    assert len(days) == 5
    for day in days:
        there = {listing.id for listing in _sdn(history, day).in_force}
        wrong = [
            row["ent_num"]
            for row in rows
            if (f"OFAC-{row['ent_num']}" in there) != (row[f"on_list_{day}"] == "1")
        ]
        assert not wrong
