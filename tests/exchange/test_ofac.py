"""Results of reading OFAC's comma-separated files."""

import datetime as dt
import runpy
import shutil
from pathlib import Path

import pytest

from sijill.errors import InputError
from sijill.exchange.ofac import CONSOLIDATED, SDN, has_ofac, read_ofac
from sijill.model.listing import ListedName, Listing, NameKind, PartyType, Snapshot

LISTS = Path(__file__).parent / "lists"
DAY = dt.date(2030, 1, 10)


def _read(name: str, day: dt.date = DAY) -> Snapshot:
    return read_ofac(LISTS / name, list_date=day)[0]


def _listing(snapshot: Snapshot, number: str) -> Listing:
    return next(listing for listing in snapshot.listings if listing.id == f"OFAC-{number}")


def test_fixture_files_are_what_their_script_makes() -> None:
    """No fixture was changed by hand."""
    made = runpy.run_path(str(LISTS / "make_lists.py"))["files"]()
    there = {
        str(path.relative_to(LISTS)): path.read_bytes()
        for folder in ("sound", "broken")
        for path in (LISTS / folder).rglob("*")
        if path.is_file()
    }
    assert there == made


def test_a_person_has_names_of_three_kinds_and_details() -> None:
    """Main name, aliases and remarks of one party come together, as published."""
    basel = _listing(_read("sound/ofac_2030-01-10"), "90001")
    assert basel.type is PartyType.INDIVIDUAL
    assert basel.names == (
        ListedName(text="AL-WARDANI, Basel Nizar", kind=NameKind.PRIMARY),
        ListedName(text="WARDANI, Basil", kind=NameKind.STRONG),
        ListedName(text="AL WARDANY, Bassel", kind=NameKind.STRONG),
    )
    assert basel.programmes == ("RIVERS", "RIVERS-EO1")
    assert [span.written for span in basel.births] == ["03 May 1961"]
    assert [(found.kind, found.value, found.country) for found in basel.identifiers] == [
        ("Passport", "X5550001", "Oman"),
        ("Passport", "Y-777 0002", "Brazil"),
    ]
    assert basel.linked_to == ("NAJMA RIVER TRADING CO.",)
    assert (basel.source.path, basel.source.row) == ("sdn.csv", 1)


def test_types_and_kinds_are_those_of_the_list() -> None:
    """A null type is an entity; a former name and a weak alias keep their kind."""
    snapshot = _read("sound/ofac_2030-01-10")
    types = {listing.id[-1]: listing.type.value for listing in snapshot.listings}
    assert [types[digit] for digit in "346"] == ["entity", "vessel", "aircraft"]
    assert _listing(snapshot, "90003").names[1].kind is NameKind.FORMER
    weak = [name.text for name in _listing(snapshot, "90002").names if name.kind is NameKind.WEAK]
    assert weak == ["ABU NADIR", "Abu Sa'd"]


def test_a_list_without_its_main_file_still_tells_who_is_on_it() -> None:
    """Aliases and addresses alone give presence, unknown types, and a caution that says so."""
    snapshot = _read("sound/ofac_2031-02-01", dt.date(2031, 2, 1))
    assert not snapshot.is_complete
    assert [listing.id[-1] for listing in snapshot.listings] == list("1234789")
    assert {listing.type for listing in snapshot.listings} == {PartyType.UNKNOWN}
    assert _listing(snapshot, "90008").names == ()
    fields = dict(snapshot.cautions[0].fields)
    assert (snapshot.cautions[0].key, fields["nameless"], fields["listings"]) == (
        "caution.no_main_file",
        4,
        7,
    )


def test_a_folder_can_hold_both_lists() -> None:
    """The SDN list and the non-SDN list of one folder are two lists."""
    found = read_ofac(LISTS / "sound/ofac_2031-02-01", list_date=dt.date(2031, 2, 1))
    assert [snapshot.list_name for snapshot in found] == [SDN, CONSOLIDATED]
    assert found[1].is_complete


def test_upper_case_file_names_are_the_same_files() -> None:
    """The publisher's file names come in either case."""
    assert has_ofac(LISTS / "sound/ofac_2030-06-20")
    assert len(_read("sound/ofac_2030-06-20").listings) == 6


def test_every_file_is_named_with_its_hash() -> None:
    """The hash of a listing's source is that of one of the files."""
    snapshot = _read("sound/ofac_2030-01-10")
    assert [file.rows for file in snapshot.files] == [6, 3, 6]
    assert {listing.source.sha256 for listing in snapshot.listings} == {snapshot.files[0].sha256}


def test_a_file_without_end_mark_is_used_with_a_caution(tmp_path: Path) -> None:
    """A mirror that cut the last bytes leaves a readable list, and nothing that shows that it is whole."""
    for name in ("sdn.csv", "alt.csv"):
        content = (LISTS / "sound/ofac_2030-01-10" / name).read_bytes()
        (tmp_path / name).write_bytes(content.rstrip(b"\x1a\r\n ").removesuffix(b"-"))
    snapshot = read_ofac(tmp_path, list_date=DAY)[0]
    assert _listing(snapshot, "90006").remarks == ""
    assert [dict(caution.fields)["files"] for caution in snapshot.cautions] == ["sdn.csv, alt.csv"]


def test_latin_1_letters_are_read(tmp_path: Path) -> None:
    """A name outside ASCII is read whether the file is Latin-1 or UTF-8."""
    content = (LISTS / "sound/ofac_2030-01-10/sdn.csv").read_bytes().replace(b"SEA LANTERN", b"SE\xd1OR")
    for encoded in (content, content.decode("latin-1").encode()):
        (tmp_path / "sdn.csv").write_bytes(encoded)
        assert _listing(read_ofac(tmp_path, list_date=DAY)[0], "90004").names[0].text == "SEÑOR"


@pytest.mark.parametrize(
    ("folder", "key", "row"),
    [
        ("row_cut", "list_row", 4),
        ("quote_open", "list_row", 4),
        ("quote_stray", "list_row", 6),
        ("header", "bad_row", 1),
        ("type_unknown", "bad_row", 4),
        ("number_twice", "list_twice_in", 7),
        ("main_cut", "list_torn", 3),
        ("binary", "not_text", None),
        ("empty", "empty_file", None),
        ("end_mark_only", "list_no_rows", None),
        ("aliases_only", "list_aliases_only", None),
    ],
)
def test_a_broken_list_is_refused_by_file_and_row(folder: str, key: str, row: int | None) -> None:
    """The error names the file or folder, and the row where there is one."""
    with pytest.raises(InputError) as caught:
        _read(f"broken/{folder}_2030-01-10")
    assert caught.value.key == key
    assert folder in str(caught.value.data["path"])
    assert caught.value.data.get("row") == row


@pytest.mark.parametrize("share", range(1, 20))
def test_a_list_cut_anywhere_is_refused_or_marked(tmp_path: Path, share: int) -> None:
    """However much of the main file is missing, it is never taken for whole."""
    shutil.copytree(LISTS / "sound/ofac_2030-01-10", tmp_path, dirs_exist_ok=True)
    content = (tmp_path / "sdn.csv").read_bytes()
    (tmp_path / "sdn.csv").write_bytes(content[: len(content) * share // 20])
    with pytest.raises(InputError):
        read_ofac(tmp_path, list_date=DAY)


@pytest.mark.shared
@pytest.mark.parametrize(("day", "listings"), [("2019-01-15", 7379), ("2021-07-07", 8976)])
def test_real_lists_are_read_whole(shared: Path, day: str, listings: int) -> None:
    """The lists of two dates have as many parties as their addresses name, all with a main name."""
    snapshot = read_ofac(shared / f"data/sanctions/ofac_{day}", list_date=dt.date.fromisoformat(day))[0]
    assert len(snapshot.listings) == listings
    assert all(listing.has_primary for listing in snapshot.listings)
