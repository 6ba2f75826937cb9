"""Tables of what was read are added to, and are what they would be were all of it read anew."""

from pathlib import Path

import pytest

from sijill.model.evidence import Access, Exhibit
from sijill.model.identity import ExhibitId
from sijill.model.reading import Reading
from sijill.record import add_files, reading, refresh
from sijill.record.add import terms
from sijill.record.hold import hold, release
from sijill.store import tables
from sijill.store.layout import Register

pytestmark = pytest.mark.usefixtures("in_process")

FILES = {
    "a.csv": "الاسم,العمر\nسالم التوت,4\n,\nعمار السرو,5\n",
    "b.txt": "قالت الرابطة إن 40 شخصاً قتلوا",
    "c.csv": "name,age\nNabil,7\n",
    "d.pdf": "%PDF-1.4\nbroken",
}


def _add(register: Register, folder: Path, name: str) -> ExhibitId:
    path = folder / name
    path.write_bytes(FILES[name].encode())
    [added] = add_files(register, [path], given=terms(Access.TEAM))
    return added.exhibit


def _digests(register: Register) -> dict[str, str]:
    return {name: tables.current(register)[name] for name in ("passages", "rows")}


def _anew(register: Register) -> tuple[dict[str, str], list[reading.Problem]]:
    """Return the digests of both tables, and the problems, when no table of before is taken over."""
    for name, digest in _digests(register).items():
        tables.table_path(register, name, digest).unlink()
    problems = refresh(register)
    return _digests(register), problems


def test_tables_that_were_added_to_have_the_bytes_of_tables_made_anew(
    register: Register, tmp_path: Path
) -> None:
    """One file after the other, in or out under a hold: always the same tables and problems as all at once."""
    for name in FILES:
        number = _add(register, tmp_path, name)
        problems = refresh(register)
        assert (_digests(register), problems) == _anew(register)
    hold(register, number, authority="a court", reason="an order")
    assert refresh(register) == []
    hold(register, ExhibitId("2026-000001"), authority="a court", reason="an order")
    refresh(register)
    closed = _digests(register)
    assert set(tables.read(register, "rows")["exhibit"].to_pylist()) == {"2026-000003"}
    assert closed == _anew(register)[0]
    release(register, number, authority="a court", reason="it ended")
    release(register, ExhibitId("2026-000001"), authority="a court", reason="it ended")
    problems = refresh(register)
    assert [each.exhibit for each in problems] == [number]
    assert (_digests(register), problems) == _anew(register)


def test_what_was_read_before_is_not_read_again(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of three exhibits that the tables hold, none is looked at when a fourth comes; of one whose reading is gone, it is."""
    numbers = [_add(register, tmp_path, name) for name in ("a.csv", "b.txt", "c.csv")]
    refresh(register)
    looked_at: list[str] = []
    plain = reading.reading_of

    def told(register: Register, exhibit: Exhibit) -> Reading | None:
        looked_at.append(exhibit.number)
        return plain(register, exhibit)

    monkeypatch.setattr(reading, "reading_of", told)
    fourth = _add(register, tmp_path, "d.pdf")
    refresh(register)
    assert set(looked_at) == {fourth}
    before = _digests(register)
    [gone] = [
        path for path in (register.path / "derived").glob("*/reading.json") if b"Nabil" in path.read_bytes()
    ]
    gone.unlink()
    looked_at.clear()
    refresh(register)
    assert set(looked_at) == {numbers[2]}
    assert gone.is_file()
    assert _digests(register) == before


def test_another_method_reads_all_anew(
    register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tables of another version of the readers are not taken over."""
    _add(register, tmp_path, "a.csv")
    refresh(register)
    monkeypatch.setattr(reading, "METHOD", "another")
    _add(register, tmp_path, "c.csv")
    refresh(register)
    assert tables.provenance(tables.read(register, "rows"))["method"] == "another"
    assert len(set(tables.read(register, "rows")["exhibit"].to_pylist())) == 2
