"""The load file: both tables read back, pages numbered, hashes those of the register, every change found."""

import hashlib
import io
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from giving import hand_in, read_dat, read_opt
from PIL import Image

from sijill.model.custody import Account
from sijill.model.disclosure import Form
from sijill.model.evidence import Access
from sijill.model.identity import ExhibitId
from sijill.read import pages as child_side
from sijill.read.pages import Page
from sijill.record import dossier, page_images
from sijill.record.dossier import Dossier, export
from sijill.record.load_file import ending
from sijill.record.request import Recipient, Request
from sijill.record.verifier.verify import Examination
from sijill.store import catalogue
from sijill.store.layout import Register

Make = Callable[..., bytes]
HOSTILE = "a þ\x14® b.txt"
COURT = Recipient(name="a court")


@pytest.fixture(autouse=True)
def here(monkeypatch: pytest.MonkeyPatch, in_process: None) -> None:  # noqa: ARG001 - a fixture
    """Pages are drawn in this process: a child a test costs more than all the rest."""

    def pages_of(path: Path, *, dots_an_inch: float) -> Iterator[Page]:
        return child_side.pages(path, words=(), dots_an_inch=dots_an_inch)

    monkeypatch.setattr(page_images, "pages_of", pages_of)


@pytest.fixture
def numbers(register: Register, make_pdf: Make) -> dict[str, ExhibitId]:
    """A PDF of two pages, a scan of two, a broken PDF, a table, a text of a hostile name, and a film."""
    scan = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(
        scan, "TIFF", save_all=True, append_images=[Image.new("RGB", (60, 40), "blue")]
    )
    second = "BT /F 12 Tf 20 100 Td (The second page) Tj ET"
    return {
        "pdf": hand_in(register, "a.pdf", make_pdf("0 0 50 50 re f", second)),
        "scan": hand_in(register, "b.tif", scan.getvalue()),
        "broken": hand_in(register, "c.pdf", b"%PDF-1.7\nbroken"),
        "table": hand_in(register, "d.csv", "name,age\nسلمى,9\n".encode()),
        "text": hand_in(register, HOSTILE, "شهادة\n".encode(), account=Account(exculpatory=True)),
        "film": hand_in(register, "e.MP4", bytes(range(256))),
    }


@pytest.fixture
def done(register: Register, numbers: dict[str, ExhibitId]) -> Dossier:
    """A load file of all of them."""
    request = Request(exhibits=tuple(numbers.values()))
    return export(register, request, register.path.parent / "out", to=COURT, form=Form.LOAD_FILE)


def _records(done: Dossier) -> dict[str, dict[str, str]]:
    return {each["EXHIBIT"]: each for each in read_dat(done.out / "data" / "DATA" / "load.dat")}


def _fails(out: Path) -> set[str]:
    return {where for (_, where, _), state in Examination(str(out)).findings.items() if state == "fails"}


def test_the_table_agrees_with_the_register(
    register: Register, numbers: dict[str, ExhibitId], done: Dossier
) -> None:
    """A record an exhibit: number, size and SHA-256 as logged, and a native file with just those bytes."""
    with catalogue.opened(register) as connection:
        held = {each.number: each for each in catalogue.exhibits(connection)}
    records = _records(done)
    assert list(records) == sorted(numbers.values())
    for number, record in records.items():
        exhibit = held[ExhibitId(number)]
        content = (done.out / "data" / record["NATIVEPATH"].replace("\\", "/")).read_bytes()
        assert record["SHA256"] == exhibit.object == hashlib.sha256(content).hexdigest()
        assert int(record["FILESIZE"]) == exhibit.size == len(content)
        assert Path(record["NATIVEPATH"].replace("\\", "/")).stem == number


def test_pages_have_numbers(numbers: dict[str, ExhibitId], done: Dossier) -> None:
    """A line a page, each with its picture; what has no pages, or cannot be drawn, has its own number alone."""
    records = _records(done)
    documents = read_opt(done.out / "data" / "DATA" / "load.opt")
    told = {document[0][0]: document for document in documents}
    for name, count in {"pdf": 2, "scan": 2}.items():
        record, number = records[numbers[name]], numbers[name]
        assert (record["BEGDOC"], record["ENDDOC"]) == (f"{number}-0001", f"{number}-{count:04d}")
        assert int(record["PGCOUNT"]) == count == len(told[record["BEGDOC"]])
    for name in ("broken", "table", "text", "film"):
        record = records[numbers[name]]
        assert (record["BEGDOC"], record["ENDDOC"], record["PGCOUNT"]) == (numbers[name], numbers[name], "")
    assert len(documents) == 2
    for document in documents:
        for key, place in document:
            assert Path(place).stem == key
            with Image.open(done.out / "data" / place) as picture:
                assert picture.format == "JPEG"
    assert done.produced is not None
    assert done.produced.unpictured == {numbers["broken"]: "broken_pdf"}


def test_a_number_covers_nothing(numbers: dict[str, ExhibitId], done: Dossier) -> None:
    """The page is whole above the strip that its number stands in: red and blue as they were scanned."""
    for page, colour in ((1, (254, 0, 0)), (2, (0, 0, 254))):
        place = f"IMAGES/{numbers['scan']}/{numbers['scan']}-{page:04d}.jpg"
        drawn = np.asarray(Image.open(done.out / "data" / place).convert("RGB")).astype(int)
        assert abs(drawn[:36, :56] - np.array(colour)).max() < 16
        assert drawn[44:].min() < 128 < drawn[44:].max()


def test_text_goes_along_where_it_was_read(numbers: dict[str, ExhibitId], done: Dossier) -> None:
    """Pages stand between form feeds, rows under their header; what was not read says why."""
    records = _records(done)

    def text(name: str) -> str:
        return (done.out / "data" / records[numbers[name]]["TEXTPATH"].replace("\\", "/")).read_text(
            "utf-8-sig"
        )

    assert text("pdf") == "\fThe second page"
    assert text("table") == "name\tage\nسلمى\t9"
    assert text("text") == "شهادة\n"
    assert (records[numbers["film"]]["TEXTPATH"], records[numbers["broken"]]["TEXTPATH"]) == ("", "")
    assert records[numbers["broken"]]["TEXTNOTE"] == "broken_pdf"


def test_hostile_names_stay_in_their_field(numbers: dict[str, ExhibitId], done: Dossier) -> None:
    """Letters with a meaning in the table are replaced; the account says which may speak for an accused."""
    records = _records(done)
    name = records[numbers["text"]]["FILENAME"]
    assert (name.startswith("a "), name.endswith(" b.txt"), "þ" in name) == (True, True, False)
    flags = {number: each["EXCULPATORY"] for number, each in records.items()}
    assert [number for number, flag in flags.items() if flag] == [numbers["text"]]
    assert all(path.relative_to(done.out).as_posix().isascii() for path in done.out.rglob("*"))


def test_custody_is_told_to_those_who_may_know(register: Register) -> None:
    """Columns of who handed in and of custody are there for the team and with leave, for others not at all."""
    open_one = hand_in(register, "a.txt", b"a")
    told = hand_in(register, "b.txt", b"b", source="سلمى", account=Account(chain=("Karim", "Salma")))
    for reader, exhibits in ((Access.PUBLIC, (open_one,)), (Access.TEAM, (open_one, told))):
        out = register.path.parent / reader.value
        to = Recipient(name="x", reader=reader)
        done = export(register, Request(exhibits=exhibits), out, to=to, form=Form.LOAD_FILE)
        record = _records(done)[exhibits[-1]]
        expected = ("سلمى", "Karim; Salma") if reader is Access.TEAM else (None, None)
        assert (record.get("CUSTODIAN"), record.get("CHAIN")) == expected


@pytest.mark.parametrize("rewritten", [False, True])
def test_any_change_is_found(done: Dossier, *, rewritten: bool) -> None:
    """A byte changed in an exhibit, a page, a text or a table is named, also with the manifests written anew."""
    assert Examination(str(done.out)).findings == {}
    chance = random.Random(3)
    for folder in ("NATIVES", "IMAGES", "TEXT", "DATA"):
        for path in sorted(each for each in (done.out / "data" / folder).rglob("*") if each.is_file()):
            sound = path.read_bytes()
            place = chance.randrange(len(sound))
            path.write_bytes(sound[:place] + bytes([sound[place] ^ 1]) + sound[place + 1 :])
            if rewritten:
                dossier._write_manifest(
                    done.out, "manifest-sha256.txt", sorted((done.out / "data").rglob("*"))
                )
                (done.out / "tagmanifest-sha256.txt").unlink()
                dossier._write_manifest(done.out, "tagmanifest-sha256.txt", sorted(done.out.iterdir()))
            assert path.relative_to(done.out).as_posix() in _fails(done.out), path
            path.write_bytes(sound)


def test_exhibits_that_change_places_are_found(numbers: dict[str, ExhibitId], done: Dossier) -> None:
    """Two exhibits under each other's number, one more copy, or another ending, are not what was signed."""
    natives = done.out / "data" / "NATIVES"
    one, other = natives / f"{numbers['text']}.txt", natives / f"{numbers['film']}.mp4"
    first, second = one.read_bytes(), other.read_bytes()
    one.write_bytes(second)
    other.write_bytes(first)
    assert _fails(done.out) >= {f"data/NATIVES/{one.name}", f"data/NATIVES/{other.name}"}
    one.write_bytes(first)
    other.write_bytes(second)
    (natives / f"{numbers['text']}.exe").write_bytes(first)
    assert _fails(done.out)
    one.unlink()
    assert f"data/NATIVES/{one.name}" in _fails(done.out)


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        ("pdf", "x.exe", ".pdf"),
        ("text", "run.sh", ".txt"),
        ("image", "photo.JPG", ".jpg"),
        ("other", "film.mp4", ".mp4"),
        ("other", "setup.exe", ".bin"),
        ("other", "no ending", ".bin"),
        ("other", "x.tar/../../y", ".bin"),
        ("image", "picture", ".bin"),
    ],
)
def test_endings_are_harmless(kind: str, name: str, expected: str) -> None:
    """A file's ending is that of its kind, or its own where it is known; never that of a program."""
    assert ending(kind, name) == expected
