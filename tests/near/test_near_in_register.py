"""Near duplicates inside a register: rebuildable, brought up to date by what is new, and as closed as their exhibits."""

import base64
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from drawn import drawing, framed, inner, jpeg, writing

from sijill.errors import IntegrityError, UsageError
from sijill.flow import rebuild
from sijill.model.alike import Appearance, Likeness
from sijill.model.evidence import Access
from sijill.model.log import Act
from sijill.near import kept, near_register, pictures, show
from sijill.read.appearance import look_at
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.store import catalogue, objects, tables
from sijill.store.access import Use, permitted
from sijill.store.layout import Register
from sijill.store.opening import open_register
from sijill.tell import publish

LEVELS = (Access.PUBLIC, Access.PARTNER, Access.TEAM)


def _look_here(patch: pytest.MonkeyPatch) -> list[Path]:
    """Have files looked at in this process, since a child a test costs more than all the rest; the list has those that were."""
    seen: list[Path] = []

    def look_at_pictures(paths: Sequence[Path]) -> Iterator[Appearance]:
        seen.extend(paths)
        return (look_at(path) for path in paths)

    patch.setattr(kept, "look_at_pictures", look_at_pictures)
    return seen


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The files that were looked at."""
    return _look_here(monkeypatch)


def take_in(register: Register, folder: Path, contents: dict[str, bytes], access: Access) -> None:
    """Add files under one level, and have them read."""
    folder.mkdir(exist_ok=True)
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    add_files(register, [folder / name for name in contents], given=terms(access))
    refresh(register)


@pytest.fixture(scope="module")
def compared(new_register: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two pictures and a text with copies, of three levels of access, and what is like nothing; compared. To be copied."""
    folder = tmp_path_factory.mktemp("compared")
    register = open_register(Path(shutil.copytree(new_register, folder / "r.register")))
    one, other, text = drawing(1), drawing(2), writing(1)
    public = {"one.jpg": jpeg(one), "text.txt": text.encode(), "plain.txt": "قصير".encode()}
    partner = {"crop.jpg": jpeg(inner(one, 0.08)), "other.jpg": jpeg(other)}
    team = {
        "framed.jpg": jpeg(framed(one)),
        "copy.txt": f"نسخة {text}".encode(),
        "broken.png": b"\x89PNG\r\n\x1a\n",
    }
    with pytest.MonkeyPatch.context() as patch:
        _look_here(patch)
        for access, contents in zip(LEVELS, (public, partner, team), strict=True):
            take_in(register, folder / "in", contents, access)
        near_register(register)
    return register.path


@pytest.fixture
def album(
    compared: Path,
    tmp_path: Path,
    no_flush: None,  # noqa: ARG001 - a fixture
    in_process: None,  # noqa: ARG001 - a fixture
    looked: list[Path],  # noqa: ARG001 - a fixture
) -> Register:
    """A copy of it."""
    return open_register(Path(shutil.copytree(compared, tmp_path / "r.register")))


def numbers(register: Register) -> dict[str, str]:
    """Accession numbers by name."""
    return {each.name: each.number for each in permitted(register, Use.READ)}


def content(register: Register) -> dict[str, bytes]:
    """Everything derived, table by table and file by file."""
    return {
        path.relative_to(register.path).as_posix(): path.read_bytes()
        for name in ("tables", "derived")
        for path in (register.path / name).rglob("*")
        if path.is_file()
    }


def test_groups_hold_what_is_alike(album: Register) -> None:
    """Copies of the picture are one group, of the text another; what was compared with nothing is told."""
    found, number = show(album), numbers(album)
    assert [set(group.members) for group in found.groups] == [
        {number["one.jpg"], number["crop.jpg"], number["framed.jpg"]},
        {number["text.txt"], number["copy.txt"]},
    ]
    assert {pair.likeness for pair in found.groups[1].pairs} == {Likeness.TEXT}
    assert {each.name: each.key for each in found.uncompared} == {
        number["plain.txt"]: "short_text",
        number["broken.png"]: "broken_picture",
    }
    assert found.compared == 6


@pytest.mark.parametrize("reader", LEVELS)
def test_a_reader_is_told_of_pairs_of_which_both_may_be_read(album: Register, reader: Access) -> None:
    """No group, pair, count or reason names an exhibit that the reader may not read."""
    visible = {each.number for each in permitted(album, Use.READ, reader=reader)}
    found = show(album, reader=reader)
    named = {name for group in found.groups for name in group.members}
    named |= {name for group in found.groups for pair in group.pairs for name in (pair.first, pair.second)}
    assert named | {each.name for each in found.uncompared} <= visible
    assert found.compared + len(found.uncompared) == len(visible)
    assert len(found.groups) == {Access.PUBLIC: 0, Access.PARTNER: 1, Access.TEAM: 2}[reader]


def test_a_closed_exhibit_and_none_are_told_apart_by_nobody(album: Register) -> None:
    """Asking for an exhibit that may not be read is answered as asking for one that is not there."""
    for asked in (numbers(album)["framed.jpg"], "2026-999999"):
        with pytest.raises(UsageError) as caught:
            show(album, exhibit=asked, reader=Access.PARTNER)
        assert caught.value.key == "no_such_exhibit"


def test_of_one_exhibit_its_own_pairs_are_told(album: Register) -> None:
    """With an accession number only the pairs of that exhibit come."""
    number = numbers(album)
    (group,) = show(album, exhibit=number["crop.jpg"]).groups
    assert all(number["crop.jpg"] in {pair.first, pair.second} for pair in group.pairs)
    assert show(album, exhibit=number["other.jpg"]).groups == ()


def test_rebuilding_gives_the_same_bytes_back(album: Register) -> None:
    """Thrown away and made again, tables and appearances are the same, and nothing is logged."""
    golden = content(album)
    with catalogue.opened(album) as connection:
        entries = catalogue.entries(connection)
    rebuild(album)
    assert content(album) == golden
    with catalogue.opened(album) as connection:
        assert catalogue.entries(connection) == entries
    assert [entry.act for entry in entries].count(Act.COMPARISON) == 1


def test_only_what_is_new_is_looked_at(
    album: Register, tmp_path: Path, looked: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A further exhibit is looked at alone, its pairs are added, and all is as if made at once."""
    before = show(album)
    looked.clear()
    near_register(album)
    assert looked == []
    take_in(album, tmp_path / "in", {"half.jpg": jpeg(drawing(1).resize((240, 180)))}, Access.TEAM)
    known: list[frozenset[int]] = []
    compare = pictures.alike_pictures

    def watched(*given: object, known: frozenset[int]) -> object:
        seen.append(known)
        return compare(*given, known=known)  # type: ignore[arg-type]  # handed on as it came

    seen = known
    monkeypatch.setattr(pictures, "alike_pictures", watched)
    near_register(album)
    assert len(looked) == 1
    assert [len(each) for each in known] == [8]
    after = show(album)
    assert len(after.groups[0].members) == len(before.groups[0].members) + 1
    golden = content(album)
    rebuild(album)
    assert content(album) == golden


def test_what_was_closed_is_told_no_more(album: Register, tmp_path: Path) -> None:
    """An exhibit that was handed in again on stricter terms leaves the answers of those below, without a new run."""
    assert show(album, reader=Access.PARTNER).groups
    take_in(album, tmp_path / "in", {"crop.jpg": jpeg(inner(drawing(1), 0.08))}, Access.TEAM)
    assert show(album, reader=Access.PARTNER).groups == ()


def test_hashes_go_into_no_table_and_no_site(album: Register, tmp_path: Path) -> None:
    """The perceptual hash of a picture, a content probe, stands in `derived` alone: in no table, log or published byte."""
    publish(album, tmp_path / "site")
    probes: list[bytes] = []
    for exhibit in permitted(album, Use.READ):
        appearance = kept.kept(album, exhibit)
        if appearance is not None and not appearance.problem:
            hashes = [each.encode() for each in appearance.hashes]
            probes += [*hashes, *(bytes.fromhex(each.decode()) for each in hashes)]
            probes += [appearance.thumbnail, base64.b64encode(appearance.thumbnail)]
    assert len(probes) == 4 * 18
    folders = [tmp_path / "site", *(album.path / name for name in ("tables", "log", "payload", "index"))]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    assert len(files) > 10
    for path in files:
        written = path.read_bytes()
        assert not any(probe in written for probe in probes), path
    for name in ("near", "compared"):
        columns = str(tables.read(album, name).to_pydict()).encode()
        assert not any(probe in columns for probe in probes)


def test_nothing_is_derived_from_changed_bytes(album: Register) -> None:
    """An object that was changed is named, and its appearance is not made of it."""
    exhibit = next(each for each in permitted(album, Use.READ) if each.name == "one.jpg")
    shutil.rmtree(album.path / "derived" / exhibit.object)
    path = objects.object_path(album, exhibit.object)
    path.chmod(0o644)
    path.write_bytes(path.read_bytes() + b"x")
    with pytest.raises(IntegrityError) as caught:
        near_register(album)
    assert caught.value.key == "changed_object"


def test_a_register_that_nothing_was_added_to(register: Register) -> None:
    """Where nothing was read yet, the verb that comes first is named."""
    with pytest.raises(UsageError) as caught:
        near_register(register)
    assert caught.value.key == "no_table"
