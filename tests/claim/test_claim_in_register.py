"""Claims inside a register: entered in the log, withdrawn with their exhibit, the same after a rebuild."""

import dataclasses
import datetime as dt

import pytest

from sijill.claim import in_register
from sijill.claim.extract import extract_rows
from sijill.claim.in_register import read_claims, read_ledger
from sijill.errors import BusyError
from sijill.flow import rebuild
from sijill.model.evidence import Access
from sijill.model.log import Act
from sijill.model.trust import State
from sijill.model.withdrawal import Authority, Reason
from sijill.record import add_files, refresh, verify
from sijill.record.add import terms
from sijill.record.hold import hold
from sijill.record.places import load_places
from sijill.record.withdrawal import undo
from sijill.store import catalogue, tables
from sijill.store.layout import Register
from sijill.text.gazetteer import Gazetteer

TEXT = "قالت رابطة الشهود إن 40 شخصاً قُتلوا في عام 2030، من بينهم 12 طفلاً."

pytestmark = pytest.mark.usefixtures("in_process")


def _add(register: Register, name: str, text: str, access: Access = Access.TEAM) -> str:
    path = register.path.parent / name
    path.write_text(text, encoding="utf-8")
    [added] = add_files(register, [path], given=terms(access))
    refresh(register)
    return str(added.exhibit)


def _entries(register: Register) -> int:
    with catalogue.opened(register) as connection:
        return len(catalogue.entries(connection, Act.CLAIM))


def test_claims_are_entered_once(register: Register) -> None:
    """A second reading of the same texts logs nothing; a new exhibit gets an entry of its own."""
    _add(register, "a.txt", TEXT)
    first = read_claims(register)
    assert [row["type"] for row in first] == ["killed", "killed"]
    size = _entries(register)
    assert read_claims(register) == first
    assert _entries(register) == size == 1
    _add(register, "b.txt", "نزح 300 شخص.")
    read_claims(register)
    assert _entries(register) == 2


def test_claims_name_places_of_a_loaded_gazetteer(register: Register) -> None:
    """A town of a list that the register loaded is a claim's place; before it was loaded, none was known."""
    exhibit = _add(register, "a.txt", "قُتل 40 شخصاً في كفر زعتر الغربية.")
    read_claims(register)
    assert read_ledger(register)[exhibit][-1].row["place"] == []
    codes = register.path.parent / "codes.csv"
    rows = "1,SY12,SY,Daraa,درعا\n2,SY1299,SY12,Kafr Zatar,كفر زعتر\n"
    codes.write_text("level,pcode,parent_pcode,name_en,name_ar\n" + rows, encoding="utf-8")
    load_places(register, codes, source="invented", licence="CC0")
    read_claims(register)
    assert [place["text"] for place in read_ledger(register)[exhibit][-1].row["place"]] == ["كفر زعتر"]


def test_a_grammar_that_reads_otherwise_supersedes(
    register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is not read any more stays in the ledger and leaves the table; the new reading has a new number."""
    exhibit = _add(register, "a.txt", TEXT)
    read_claims(register)

    def otherwise(text: str, places: Gazetteer, day: dt.date | None) -> list[dict[str, object]]:
        return [{**row, "min": 41} if row["min"] == 40 else row for row in extract_rows(text, places, day)]

    monkeypatch.setattr(in_register, "extract_rows", otherwise)
    rows = read_claims(register)
    assert {row["min"] for row in rows} == {41, 12}
    ledger = read_ledger(register)[exhibit]
    assert [each.row["min"] for each in ledger if each.superseded is not None] == [40, 12]
    assert len({each.number for each in ledger}) == len(ledger) == 4
    assert verify(register).state is State.HOLDS


def test_a_repeat_points_to_the_first(register: Register) -> None:
    """A text that was handed in again in another file repeats the first; only the first is other evidence."""
    first = _add(register, "a.txt", TEXT)
    second = _add(register, "b.txt", f"نقلاً عن الصحافة:\n{TEXT}")
    rows = {(row["exhibit"], row["position"]): row for row in read_claims(register)}
    assert rows[first, 0]["repeats"] == ""
    assert rows[second, 0]["repeats"] == f"{first}/0"
    assert rows[second, 0]["others"] == []


def test_figures_of_one_sentence_are_not_said_of_one_quantity(register: Register) -> None:
    """«45 men detained and 37 women» are two counts; another text's figure of the same definition stands beside both."""
    first = _add(register, "a.txt", "في السجن ٤٥ معتقلاً و٣٧ معتقلة.")
    second = _add(register, "b.txt", "في السجن 90 معتقلاً.")
    rows = {(row["exhibit"], row["position"]): row["others"] for row in read_claims(register)}
    assert rows[first, 0] == rows[first, 1] == [f"{second}/0"]
    assert rows[second, 0] == [f"{first}/0", f"{first}/1"]


def test_withdrawn_words_leave_the_ledger(register: Register) -> None:
    """After a withdrawal no byte of the register has the words of its claims, and the log holds."""
    register = dataclasses.replace(register, actor="سليم")
    _add(register, "kept.txt", "نزح 300 شخص.")
    gone = _add(register, "gone.txt", "قالت منظمة زنبقة إن 77 شخصاً قُتلوا.")
    read_claims(register)
    undo(register, gone, authority=Authority.DEPOSITOR, reason=Reason.CONSENT)
    refresh(register)
    read_claims(register)
    assert gone not in read_ledger(register)
    for path in register.path.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert "زنبقة".encode() not in content, path
            assert b"\\u0632\\u0646\\u0628\\u0642\\u0629" not in content, path
    assert verify(register).state is State.HOLDS


def test_rebuilding_gives_the_same_ledger_and_tables(register: Register) -> None:
    """Nothing is logged by it, and every table has the digest that it had."""
    _add(register, "a.txt", TEXT)
    read_claims(register)
    before, size = tables.current(register), _entries(register)
    rebuild(register)
    assert tables.current(register) == before
    assert _entries(register) == size


def test_what_may_not_be_read_now_is_not_shown_and_not_lost(register: Register) -> None:
    """Under a hold an exhibit's claims leave the table and stay in the ledger."""
    exhibit = _add(register, "a.txt", TEXT)
    read_claims(register)
    hold(register, exhibit, authority="محكمة", reason="أمر", until=None)
    assert read_claims(register) == []
    assert len(read_ledger(register)[exhibit]) == 2


def test_nobody_waits_while_texts_are_read(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another may write meanwhile; what was withdrawn of the texts in that time is not entered: the run is refused."""
    _add(register, "a.txt", TEXT)

    def meanwhile(*_given: object) -> list[dict[str, object]]:
        _add(register, "b.txt", "نزح 300 شخص.")
        return []

    monkeypatch.setattr(in_register, "extract_rows", meanwhile)
    with pytest.raises(BusyError):
        read_claims(register)
    assert _entries(register) == 0
    monkeypatch.undo()
    assert len(read_claims(register)) == 3
