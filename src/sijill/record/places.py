"""Gazetteers in a register: each list is kept as it was given, and the log says whose it is and under what licence."""

import dataclasses
import shutil
import tempfile
from pathlib import Path
from typing import Final

from sijill.errors import InputError, UsageError
from sijill.exchange.places import read_places
from sijill.model.log import Act
from sijill.model.place import Place
from sijill.store import catalogue, tables
from sijill.store.frozen import freeze, frozen_folder
from sijill.store.gazetteer import TABLE, to_table
from sijill.store.layout import Register
from sijill.store.lock import writing

METHOD: Final = "gazetteer, version 1"
_FOLDER: Final = "places"
_LONGEST_WORDS: Final = 500


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PlaceList:
    """A list of places as the log tells of it."""

    source: str
    licence: str
    snapshot: str
    frozen: dict[str, str]
    """SHA-256 of its file, by path."""
    places: int


def load_places(register: Register, file: Path, *, source: str, licence: str) -> list[PlaceList]:
    """Keep a list of places and make the table ``places`` anew; logged. Returns all lists that are loaded now.

    A list takes the place of an earlier one of the same source. InputError, with nothing kept, for a file with
    a bad row; UsageError where source or licence are not said.
    """
    words = {name: _said(name, value) for name, value in (("source", source), ("licence", licence))}
    count = len(read_places(file, words["source"]))
    with writing(register.path):
        snapshot, digests = _freeze(register, file)
        new = PlaceList(**words, snapshot=snapshot, frozen=digests, places=count)
        kept = [each for each in loaded_lists(register) if each.source != new.source]
        _commit(register, [*kept, new])
    return [*kept, new]


def loaded_lists(register: Register) -> list[PlaceList]:
    """Return the lists of places that a register stands on, in the order of loading."""
    with catalogue.opened(register) as connection:
        past = catalogue.entries(connection, Act.LIST_LOADING)
    return [PlaceList(**each) for each in past[-1].about["lists"]] if past else []


def read_again(register: Register) -> None:
    """Make the table ``places`` anew of the lists that are kept; nothing is logged where it comes out the same."""
    with writing(register.path):
        _commit(register, loaded_lists(register))


def _commit(register: Register, lists: list[PlaceList]) -> None:
    newest = lists[-1]
    told = {
        "method": METHOD,
        "source": newest.source,
        "licence": newest.licence,
        "snapshot": newest.snapshot,
        "frozen": newest.frozen,
        "lists": [dataclasses.asdict(each) for each in lists],
    }
    places = [place for each in lists for place in _places(register, each)]
    built = {TABLE: tables.to_bytes(to_table(places), order=["position"], provenance=told)}
    tables.commit_held(register, Act.LIST_LOADING, built, told)


def _places(register: Register, each: PlaceList) -> tuple[Place, ...]:
    folder = frozen_folder(register, each.snapshot, each.frozen)
    (name,) = each.frozen
    return read_places(folder / Path(name).name, each.source)


def _freeze(register: Register, file: Path) -> tuple[str, dict[str, str]]:
    """Freeze one file under a folder's name of ours: its own folder's name is nobody's business."""
    with tempfile.TemporaryDirectory() as top:
        folder = Path(top) / _FOLDER
        folder.mkdir()
        shutil.copyfile(file, folder / "places.csv")
        return freeze(register, folder)


def _said(name: str, value: str) -> str:
    said = " ".join(value.split())
    if not said or len(said) > _LONGEST_WORDS:
        raise UsageError("bad_value", name=f"--{name}", expected=f"1-{_LONGEST_WORDS}", found=len(said))
    if not said.isprintable():
        raise InputError("bad_value", name=f"--{name}", expected="text", found=ascii(said[:60]))
    return said
