"""In a register a run adds what came since the last full run, says so, and makes a full run where that does not do."""

import dataclasses
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_lists import LISTS
from listed import by, fill, mention, persons, write

from sijill.errors import IntegrityError
from sijill.flow import rebuild
from sijill.link.decisions import decide, undo
from sijill.link.headers import find_columns, row_record
from sijill.link.in_register import link_register
from sijill.link.mentions import mentions_in, read_mentions, record_columns
from sijill.link.records import LinkResult
from sijill.model.decision import Judgement, Verdict, exhibit_of
from sijill.model.evidence import Access
from sijill.model.log import Act
from sijill.model.trust import State
from sijill.model.withdrawal import Authority, Reason
from sijill.record import add_files, refresh, verify, withdrawal
from sijill.record.add import terms
from sijill.record.hold import hold, release
from sijill.record.places import load_places
from sijill.store import catalogue, tables
from sijill.store.layout import Register

KEPT = ("prepared", "parts", "met", "weights")


@pytest.fixture
def linked(register: Register, tmp_path: Path, in_process: None) -> Register:  # noqa: ARG001 - a fixture
    """The invented lists, linked."""
    mine = fill(register, tmp_path / "lists")
    link_register(mine)
    return mine


def _add(register: Register, folder: Path, name: str, *rows: tuple[str, ...]) -> str:
    """Have rows of invented persons in the register as a list; return the exhibit's number."""
    path = write(folder / f"{name}.csv", rows)
    [added] = add_files(register, [path], given=terms(Access.TEAM), source="invented", list_name=name)
    refresh(register)
    return str(added.exhibit)


def _kind(result: LinkResult) -> tuple[object, ...]:
    assert result.run is not None
    run = dict(result.run)
    return ("full", run["why"]) if run["kind"] == "full" else ("added", run["new"], run["gone"])


def _runs(register: Register) -> list[dict[str, object]]:
    with catalogue.opened(register) as connection:
        return [
            dict(each.about) for each in catalogue.entries(connection, Act.LINKAGE) if "run" in each.about
        ]


def _content(register: Register) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (register.path / "tables").iterdir()}


M1 = ("m1", "p3", *LISTS["arabic"][2][2:])
M2 = ("m2", "p20", *LISTS["arabic"][7][2:])


def test_a_small_list_is_added_and_the_entry_says_to_what(linked: Register, tmp_path: Path) -> None:
    """Weights stay those of the full run, whose entry is named; every table of it stays as it is."""
    before = {name: tables.current(linked)[name] for name in KEPT}
    _add(linked, tmp_path, "more", M1, M2)
    result = link_register(linked)
    assert _kind(result) == ("added", 2, 0)
    full, added = _runs(linked)
    assert full["run"] == {"kind": "full"}
    assert added["run"]["kind"] == "added"  # type: ignore[index]  # JSON
    with catalogue.opened(linked) as connection:
        positions = [each.position for each in catalogue.entries(connection, Act.LINKAGE)]
    assert added["run"]["full"] == positions[0]  # type: ignore[index]  # JSON
    assert {name: tables.current(linked)[name] for name in KEPT} == before
    assert added["tables"].items() >= before.items()  # type: ignore[attr-defined]  # JSON
    assert verify(linked).state is State.HOLDS


def test_an_added_run_again_changes_and_logs_nothing(linked: Register, tmp_path: Path) -> None:
    """The same records since the same full run: the same tables, no entry; nothing since, likewise."""
    assert _kind(link_register(linked)) == ("added", 0, 0)
    assert len(_runs(linked)) == 1
    _add(linked, tmp_path, "more", M1)
    link_register(linked)
    made = _content(linked)
    link_register(linked)
    assert _content(linked) == made
    assert len(_runs(linked)) == 2


def test_two_lists_one_after_the_other_are_both_at_once(linked: Register, tmp_path: Path) -> None:
    """A run after each list, and one run after both, give each person the same records; a full run then says so too."""
    _add(linked, tmp_path, "one", M1)
    link_register(linked)
    _add(linked, tmp_path, "two", ("m3", "p12", *LISTS["latin"][5][2:]))
    assert _kind(link_register(linked)) == ("added", 2, 0)
    after = persons(linked)
    pairs = tables.read(linked, "pairs")
    assert _kind(link_register(linked, full=True)) == ("full", "asked")
    assert persons(linked) == after
    assert len(tables.read(linked, "pairs")) >= len(pairs) - 2
    assert _kind(link_register(linked)) == ("added", 0, 0)


def test_more_than_a_tenth_is_linked_anew(linked: Register, tmp_path: Path) -> None:
    """Three records to twenty-three are a full run of its own accord, and it says why."""
    _add(linked, tmp_path, "more", M1, M2, ("m3", "p12", *LISTS["latin"][5][2:]))
    assert _kind(link_register(linked)) == ("full", "many")


def test_another_seed_or_name_or_reader_is_linked_anew(
    linked: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What makes a full run another than that which was kept is told as the reason of the next."""
    from sijill.link import full_run, kept_run

    assert _kind(link_register(linked, seed=3)) == ("full", "seed")
    with monkeypatch.context() as patched:
        for module in (kept_run, full_run):
            patched.setattr(module, "VERSION", "other")
        assert _kind(link_register(linked, seed=3)) == ("full", "none_kept")
        patched.setattr(kept_run, "shipped_version", lambda: "another lexicon")
        assert _kind(link_register(linked, seed=3)) == ("full", "none_kept")
    rows = tables.read(linked, "rows")
    told = {**tables.provenance(rows), "method": "other"}
    built = {"rows": tables.to_bytes(rows, order=["exhibit", "position", "column"], provenance=told)}
    tables.commit(linked, Act.EXTRACTION, built, {"method": "other", "exhibits": 3})
    link_register(linked, full=True, seed=3)
    tables.commit(
        linked,
        Act.EXTRACTION,
        {
            "rows": tables.to_bytes(
                rows, order=["exhibit", "position", "column"], provenance=tables.provenance(rows)
            )
        },
        {"method": "as before", "exhibits": 3},
    )
    assert _kind(link_register(linked, seed=3)) == ("full", "read_anew")


def test_other_places_are_linked_anew(linked: Register, tmp_path: Path) -> None:
    """Once a list of places is loaded, places are read otherwise than in the full run that was kept."""
    codes = "level,pcode,parent_pcode,name_en,name_ar\n1,SY12,SY,Daraa,درعا\n2,SY1299,SY12,Hazelwood,بندق\n"
    (tmp_path / "codes.csv").write_text(codes, encoding="utf-8")
    load_places(linked, tmp_path / "codes.csv", source="invented", licence="CC0")
    assert _kind(link_register(linked)) == ("full", "places")
    _add(linked, tmp_path, "more", M1)
    assert _kind(link_register(linked)) == ("added", 1, 0)


def test_an_empty_list_and_one_without_names_are_left_out(linked: Register, tmp_path: Path) -> None:
    """Neither a list without rows nor one without names stops an added run, or changes who is whom; both are told."""
    before = persons(linked)
    _add(linked, tmp_path, "empty")
    path = tmp_path / "nameless.csv"
    path.write_text("place,age\nحلب,4\n", encoding="utf-8")
    add_files(linked, [path], given=terms(Access.TEAM), list_name="nameless")
    refresh(linked)
    result = link_register(linked)
    assert _kind(result) == ("added", 0, 0)
    assert [key for key, _ in result.warnings].count("no_names") == 2
    assert persons(linked) == before


def test_a_decision_after_the_full_run_holds_and_undone_all_is_as_it_was(linked: Register) -> None:
    """No full run is made for a decision: what it is about is clustered anew, and undone the tables are the first again."""
    made, first = _content(linked), persons(linked)
    pair = mention(linked, "b07"), mention(linked, "l06")
    position = decide(linked, Judgement(pair=pair, verdict=Verdict.SAME, why="known")).position
    assert _kind(link_register(linked)) == ("added", 0, 0)
    joined = persons(linked)
    assert joined[pair[0]] == joined[pair[1]]
    undo(linked, position)
    link_register(linked)
    assert persons(linked) == first
    names = {name.partition(".")[0] for name in made}
    for name in names - {"clusters", "mentions", "pairs"}:  # These carry how often there was a run.
        assert {each for each in _content(linked) if each.startswith(f"{name}.")} <= set(made)


def test_a_hold_takes_records_out_and_its_end_brings_them_back(linked: Register, tmp_path: Path) -> None:
    """Of a list under a hold nothing is in any table of the next run, and after it all is as it was, ids included."""
    _add(linked, tmp_path, "more", M1, M2)
    link_register(linked)
    before, pairs = persons(linked), tables.read(linked, "pairs")
    mentions = tables.read(linked, "mentions")
    number = exhibit_of(mention(linked, "m1"))
    hold(linked, number, authority="a court", reason="an order")
    refresh(linked)
    assert _kind(link_register(linked)) == ("added", 0, 0)
    for name, column in (
        ("mentions", "mention"),
        ("clusters", "mention"),
        ("pairs", "left"),
        ("pairs", "right"),
    ):
        assert not any(exhibit_of(each) == number for each in tables.read(linked, name)[column].to_pylist())
    release(linked, number, authority="a court", reason="it ended")
    refresh(linked)
    assert _kind(link_register(linked)) == ("added", 2, 0)
    assert persons(linked) == before
    assert tables.read(linked, "pairs").equals(pairs)
    assert tables.read(linked, "mentions").equals(mentions)


def test_a_known_list_under_a_hold_comes_back_with_its_mentions(linked: Register, tmp_path: Path) -> None:
    """A list of the full run that was closed for one run is read again when it is open."""
    mentions, before = tables.read(linked, "mentions"), persons(linked)
    number = exhibit_of(mention(linked, "b07"))
    many = [(f"w{each}", f"w{each}", f"{each}وديع بطرس الخوري", "M", "", "", "", "") for each in range(60)]
    _add(linked, tmp_path, "many", *many)
    link_register(linked, full=True)
    whole = persons(linked)
    hold(linked, number, authority="a court", reason="an order")
    refresh(linked)
    assert _kind(link_register(linked)) == ("added", 0, 7)
    release(linked, number, authority="a court", reason="it ended")
    refresh(linked)
    assert _kind(link_register(linked)) == ("added", 0, 0)
    assert persons(linked) == whole
    assert before.items() <= whole.items()
    again = tables.read(linked, "mentions")
    assert set(mentions["mention"].to_pylist()) <= set(again["mention"].to_pylist())


def test_a_withdrawal_takes_what_was_kept(linked: Register, tmp_path: Path) -> None:
    """Prepared columns hold names in other letters: they are gone with the list, as all that was computed.

    A full run that was made before the list came is made again as it was; one that knew the list is not.
    """
    made, first = _content(linked), persons(linked)
    _withdraw(linked, _add(linked, tmp_path, "more", M1), run=True)
    assert _kind(link_register(linked)) == ("added", 0, 0)
    assert persons(linked) == first
    for name in KEPT:
        assert {each for each in _content(linked) if each.startswith(f"{name}.")} <= set(made)
    number = exhibit_of(mention(linked, "b07"))
    _withdraw(linked, number, run=False)
    assert _kind(link_register(linked)) == ("full", "none_kept")
    kept = tables.read(linked, "prepared")["mention"].to_pylist()
    assert kept
    assert not any(exhibit_of(each) == number for each in kept)


def _withdraw(register: Register, number: str, *, run: bool) -> None:
    if run:
        link_register(register)
    withdrawal.propose(register, number, authority=Authority.PERSON, reason=Reason.DANGER)
    withdrawal.confirm(by(register, "Samir"), number)
    assert list((register.path / "tables").iterdir()) == []
    refresh(register)


def test_a_rebuild_after_an_added_run_gives_the_same_tables(linked: Register, tmp_path: Path) -> None:
    """The full run is made again of what was there then, decisions included, and what came since is added to it."""
    decide(
        linked, Judgement(pair=(mention(linked, "b07"), mention(linked, "l06")), verdict=Verdict.SAME, why="")
    )
    link_register(linked, full=True)
    _add(linked, tmp_path, "more", M1, M2)
    decide(
        linked, Judgement(pair=(mention(linked, "a01"), mention(linked, "a02")), verdict=Verdict.SAME, why="")
    )
    link_register(linked)
    made, before, count = _content(linked), persons(linked), len(_runs(linked))
    rebuild(linked)
    assert _content(linked) == made
    assert persons(linked) == before
    assert len(_runs(linked)) == count


def test_a_table_that_is_gone_is_made_again_and_one_that_is_damaged_stops(linked: Register) -> None:
    """Prepared columns that are gone are made again, nothing else changes; damaged ones stop the verb, until --full."""
    path = tables.table_path(linked, "prepared", tables.current(linked)["prepared"])
    content = path.read_bytes()
    path.write_bytes(content[:-9] + bytes(9))
    with pytest.raises(IntegrityError):
        link_register(linked)
    assert _kind(link_register(linked, full=True)) == ("full", "asked")
    assert path.read_bytes() == content
    path.unlink()
    assert _kind(link_register(linked)) == ("added", 0, 0)
    assert path.read_bytes() == content
    assert len(_runs(linked)) == 1


_TITLES = (
    "الاسم",
    "name en",
    "father",
    "family",
    "record id",
    "list",
    "status",
    "detention date",
    "date",
    "المحافظة",
    "x",
)
_CELL = st.sampled_from(["", " ", "سالم", "  رامي التوت ", "Salem", "2013-05-02", "معتقل", "قتل", "a,b"])


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from(_TITLES), min_size=1, max_size=7)
    .map(lambda titles: ["name", *titles])
    .flatmap(
        lambda titles: st.tuples(
            st.just(titles),
            st.lists(st.lists(_CELL, min_size=len(titles), max_size=len(titles)), min_size=1, max_size=5),
        )
    )
)
def test_mentions_in_columns_say_what_each_row_says(table: tuple[list[str], list[list[str]]]) -> None:
    """Whatever the columns and cells, reading by column gives what reading row by row gives."""
    import pyarrow as pa

    header, rows = table
    cells = [
        ("e1", f"row={number}", number, column, header[column], value)
        for number, row in enumerate(rows)
        for column, value in enumerate(row)
        if value.strip()
    ]
    names = ("exhibit", "at", "position", "column", "header", "value")
    columns = list(zip(*cells, strict=True)) or [()] * 6
    types = (pa.string(), pa.string(), pa.int32(), pa.int32(), pa.string(), pa.string())
    given_cells = pa.table([pa.array(c, t) for c, t in zip(columns, types, strict=True)], names=list(names))
    found, left_out, _ = mentions_in(given_cells, {"e1": "A"})
    titles = {column: title for _, _, _, column, title, _ in cells}
    seen = [titles.get(column, "") for column in range(max(titles, default=-1) + 1)]
    places = find_columns(seen)
    if left_out:
        assert len(found) == 0
        return
    said = [
        row_record([cell if column in titles else "" for column, cell in enumerate(row)][: len(seen)], places)
        for row in rows
        if any(map(str.strip, row))
    ]
    assert [each["names"] for each in found.to_pylist()] == [each["names"] for each in said]
    for field in ("ids", "sexes", "event_dates", "event_kinds", "places", "status"):
        assert found[field].to_pylist() == [each[field] for each in said]
    assert found["list"].to_pylist() == [each["lists"] or "A" for each in said]


def test_no_field_of_a_mention_is_lost(linked: Register) -> None:
    """Every field of the records reaches linkage from a register under its name."""
    found = record_columns(read_mentions(linked)[0])
    given_fields = {field.name for field in dataclasses.fields(found) if len(getattr(found, field.name))}
    assert given_fields == {
        "ids",
        "lists",
        "names",
        "sexes",
        "ages",
        "birth_dates",
        "event_dates",
        "event_kinds",
        "places",
    }
