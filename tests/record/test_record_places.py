"""Gazetteers in a register: kept as given, told in the log, made again by rebuild."""

from pathlib import Path

import pytest

from sijill.errors import InputError, UsageError
from sijill.flow import rebuild
from sijill.model.log import Act
from sijill.record.places import load_places, loaded_lists
from sijill.record.verify import verify
from sijill.store import catalogue, tables
from sijill.store.gazetteer import register_gazetteer
from sijill.store.layout import Register

HEADER = "level,pcode,parent_pcode,name_en,name_ar\n1,SY12,SY,Daraa,درعا\n"


def _file(tmp_path: Path, rows: str) -> Path:
    path = tmp_path / "codes.csv"
    path.write_text(HEADER + rows, encoding="utf-8")
    return path


def _loadings(register: Register) -> int:
    with catalogue.opened(register) as connection:
        return len(catalogue.entries(connection, Act.LIST_LOADING))


def test_a_loaded_list_is_kept_told_and_found(register: Register, tmp_path: Path) -> None:
    """The file is frozen, source and licence stand in the log, and its places are known afterwards."""
    assert not register_gazetteer(register).named("شمرين")
    file = _file(tmp_path, "2,SY1299,SY12,Shamrin,شمرين\n")
    (told,) = load_places(register, file, source="Invented codes", licence="CC BY")
    kept = next((register.path / "frozen" / told.snapshot).rglob("*.csv"))
    assert kept.read_bytes() == file.read_bytes()
    assert (told.source, told.licence, told.places) == ("Invented codes", "CC BY", 2)
    (place,) = register_gazetteer(register).named("شمرين")
    assert (place.id, place.source) == ("SY1299", "Invented codes")
    assert tables.provenance(tables.read(register, "places"))["licence"] == "CC BY"


def test_lists_add_up_and_one_source_replaces_itself(register: Register, tmp_path: Path) -> None:
    """Another source adds places; the same source again takes the place of its earlier list."""
    load_places(register, _file(tmp_path, "2,SY1299,SY12,Shamrin,شمرين\n"), source="A", licence="x")
    load_places(register, _file(tmp_path, "2,SY1298,SY12,Zatar,زعتر\n"), source="B", licence="x")
    load_places(register, _file(tmp_path, "2,SY1297,SY12,Rihan,ريحان\n"), source="A", licence="x")
    known = register_gazetteer(register)
    assert [bool(known.named(name)) for name in ("شمرين", "زعتر", "ريحان")] == [False, True, True]
    assert [each.source for each in loaded_lists(register)] == ["B", "A"]


def test_loading_again_logs_nothing_and_rebuild_gives_the_same_table(
    register: Register, tmp_path: Path
) -> None:
    """The same list is logged once; a rebuild gives the same table back; verification sees a changed list."""
    file = _file(tmp_path, "2,SY1299,SY12,Shamrin,شمرين\n")
    for _ in range(2):
        (told,) = load_places(register, file, source="A", licence="x")
    before = tables.current(register)["places"]
    rebuild(register)
    assert tables.current(register)["places"] == before
    assert _loadings(register) == 1
    kept = next((register.path / "frozen" / told.snapshot).rglob("*.csv"))
    kept.chmod(0o644)
    kept.write_bytes(kept.read_bytes() + b" ")
    assert "frozen_changed" in {finding.key for finding in verify(register).findings}


def test_a_refused_list_leaves_nothing(register: Register, tmp_path: Path) -> None:
    """A bad row, or a source that is not said, freezes nothing and logs nothing."""
    with pytest.raises(InputError):
        load_places(register, _file(tmp_path, "9,SY1299,SY12,Shamrin,شمرين\n"), source="A", licence="x")
    with pytest.raises(UsageError):
        load_places(register, _file(tmp_path, ""), source=" ", licence="x")
    assert not list((register.path / "frozen").iterdir())
    assert _loadings(register) == 0
