"""Pictures: what tesseract reads is found and never quoted; without it, and whatever the picture, files are kept."""

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import pytest

from sijill.model.evidence import Access
from sijill.model.reading import NOT_QUOTED, Reading
from sijill.read import picture, picture_method, read_files
from sijill.read.plain import Unreadable
from sijill.store.layout import Register

APT = "apt-get install --no-install-recommends tesseract-ocr tesseract-ocr-script-arab"
FONTS = Path("/usr/share/fonts/truetype/noto")
SENTENCE = "رأت سلمى الراسي ثلاثين رجلا عند باب المخزن القديم وقالت إن مئة شخص قتلوا في الساحة"


@pytest.fixture
def reader() -> picture.Engine:
    """The tesseract of this machine, or a skip that says how to get one."""
    found = picture.engine()
    if found is None:
        pytest.skip(f"tesseract with script/Arabic is missing: {APT}")
    return found


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """A page with one printed sentence at 250 dots an inch, or a skip that names the font."""
    import typst

    if not list(FONTS.glob("NotoNaskhArabic*")):
        pytest.skip("Noto Naskh Arabic is missing: apt-get install fonts-noto-core")
    source, path = tmp_path / "page.typ", tmp_path / "page.png"
    source.write_text(
        f'#set page(width: 14cm, height: 7cm)\n#set text(lang: "ar", font: "Noto Naskh Arabic", size: 14pt)\n{SENTENCE}',
        encoding="utf-8",
    )
    typst.compile(str(source), output=str(path), ppi=250.0, font_paths=[str(FONTS)])
    return path


def _png(width: int, height: int, *, depth: int = 1, colour: int = 0) -> bytes:
    """Return a PNG that says it has these many pixels and holds few of them."""
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = (b"IHDR", header), (b"IDAT", zlib.compress(bytes(9 * (width // 8 + 1)))), (b"IEND", b"")
    told = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(told)


def _read(path: Path) -> Reading:
    (reading,) = read_files([(path, path.name)])
    return reading


def _added(register: Register, *paths: Path) -> list[str]:
    from sijill.record import add_files, refresh
    from sijill.record.add import terms

    add_files(register, paths, given=terms(Access.PUBLIC), source="س")
    return [problem.key for problem in refresh(register)]


@pytest.mark.ocr
def test_a_printed_sentence_is_found_and_not_quoted(
    reader: picture.Engine, page: Path, register: Register
) -> None:
    """Search finds the line and its box; no claim is taken, though it states one; the site shows no word."""
    from sijill.claim.extract import extract
    from sijill.claim.in_register import read_claims
    from sijill.search import Options, search
    from sijill.tell.gather import gather

    assert reader.version.startswith("tesseract")
    assert _added(register, page) == ["from_picture"]
    (hit,) = search(register, "المخزن القديم", Options(limit=9, reader=Access.TEAM)).hits
    assert hit.locator.startswith("line=1&box=")
    left, top, width, height = map(int, hit.locator.partition("box=")[2].split(","))
    assert left >= 0 < top
    assert width > 5 * height
    assert extract(SENTENCE) != []
    assert read_claims(register) == []
    (exhibit,) = gather(register).exhibits
    assert (exhibit.silence, exhibit.texts) == ("picture", ())


@pytest.mark.ocr
def test_a_reading_carries_its_reader_and_is_made_again_by_another(
    reader: picture.Engine, page: Path, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rebuilt by the same tesseract the tables are the same bytes; read without one, they are read again with one."""
    from sijill.record import refresh
    from sijill.record.rebuild import rebuild_evidence
    from sijill.store import tables

    assert picture_method().startswith(f"{reader.version} with script/Arabic ")
    with monkeypatch.context() as patched:
        patched.setenv("PATH", "")
        assert picture_method() == "no tesseract"
        assert _added(register, page) == ["no_ocr"]
        assert tables.read(register, "passages").num_rows == 0
    assert [problem.key for problem in refresh(register)] == ["from_picture"]
    made = tables.current(register)
    told = tables.provenance(tables.read(register, "passages"))
    assert picture_method() in told["method"]
    rebuild_evidence(register)
    assert tables.current(register) == made


@pytest.mark.ocr
@pytest.mark.usefixtures("reader")
def test_texture_is_no_text(tmp_path: Path) -> None:
    """Noise, and a sheet with nothing on it, give an empty reading without a problem."""
    import random

    from PIL import Image

    noise = Image.frombytes("L", (400, 300), random.Random(3).randbytes(120_000))
    noise.resize((1200, 900)).save(tmp_path / "noise.jpg")
    Image.new("RGB", (600, 400), (210, 200, 180)).save(tmp_path / "sheet.tiff")
    for name in ("noise.jpg", "sheet.tiff"):
        assert _read(tmp_path / name) == Reading(kind="image")


@pytest.mark.ocr
@pytest.mark.usefixtures("reader")
def test_bombs_and_halves_are_told(page: Path, tmp_path: Path) -> None:
    """Huge dimensions are told as too large, a cut file as broken, and the picture behind them is read."""
    (tmp_path / "wide.png").write_bytes(_png(60_000, 9))
    (tmp_path / "bomb.png").write_bytes(_png(40_000, 40_000, depth=8, colour=2))
    (tmp_path / "half.png").write_bytes(page.read_bytes()[:9_000])
    paths = [tmp_path / "wide.png", tmp_path / "bomb.png", tmp_path / "half.png", page]
    told = [reading.problem for reading in read_files([(path, path.name) for path in paths])]
    assert told == ["large_picture", "large_picture", "broken_picture", "from_picture"]


@pytest.mark.ocr
@pytest.mark.usefixtures("reader")
def test_a_picture_that_takes_too_long_is_told(page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Past its seconds tesseract is stopped, and the picture is told as too large."""
    monkeypatch.setattr(picture, "SECONDS_A_PICTURE", 0.001)
    with pytest.raises(Unreadable) as caught:
        picture.read_picture(page)
    assert caught.value.key == "large_picture"


def test_a_list_of_files_is_no_picture(tmp_path: Path) -> None:
    """What is named as a picture and is text never reaches tesseract, which would open the files it names."""
    (tmp_path / "a.jpg").write_text("/etc/hostname\n", encoding="ascii")
    assert _read(tmp_path / "a.jpg").problem == "broken_picture"


def test_lines_keep_their_sure_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Unsure words go, lines of mostly unsure words go whole, boxes hold all words, pages are told where several are."""
    rows = [
        (1, 1, 1, 50, 10, 30, 20, 90, "قرب\u200f"),
        (1, 1, 1, 10, 12, 30, 20, 30, "xx"),
        (1, 1, 2, 10, 40, 30, 20, 95, "جد"),
        (1, 1, 2, 50, 40, 30, 20, 20, "ہ"),
        (1, 1, 2, 90, 40, 30, 20, 20, "ہ"),
        (1, 1, 3, 0, 0, 90, 90, 95, " "),
        (1, 1, 4, 0, 90, 9, 9, 95, ":"),
        (2, 1, 1, 5, 6, 7, 8, 60, "السور"),
    ]
    lines = [
        f"5\t{page}\t{block}\t1\t{line}\t1\t" + "\t".join(map(str, rest)) for page, block, line, *rest in rows
    ]
    found = picture.Engine(program="tesseract", language="Arabic", version="tesseract 9", model="")
    monkeypatch.setattr(picture, "engine", lambda: found)
    monkeypatch.setattr(picture, "_table", lambda *_given: "\n".join(["header", *lines, ""]))
    (tmp_path / "a.png").write_bytes(_png(1, 1))
    reading = picture.read_picture(tmp_path / "a.png")
    assert [(each.at, each.text) for each in reading.passages] == [
        ("page=1&line=1&box=10,10,70,22", "قرب"),
        ("page=2&line=1&box=5,6,7,8", "السور"),
    ]
    assert reading.problem == "from_picture"


def test_without_tesseract_a_picture_is_kept_and_told(tmp_path: Path, register: Register) -> None:
    """With no program to be found, adding a picture ends with 0 and names what to install."""
    (tmp_path / "a.png").write_bytes(_png(1, 1))
    command = [
        sys.executable,
        "-m",
        "sijill",
        "add",
        "--lang",
        "en",
        "--register",
        str(register.path),
        str(tmp_path / "a.png"),
    ]
    done = subprocess.run(command, env={**os.environ, "PATH": ""}, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"kept, but not read" in done.stderr
    assert b"tesseract-ocr-script-arab" in done.stderr


def test_whatever_is_not_quoted_has_a_sentence_on_the_site() -> None:
    """Each problem for which a text is not quoted is told on the page of its exhibit."""
    from sijill.tell.gather import _SILENCES
    from sijill.words import say

    assert set(_SILENCES) == NOT_QUOTED
    assert all(
        say(f"tell.exhibit.{word}", language) for word in _SILENCES.values() for language in ("ar", "en")
    )
