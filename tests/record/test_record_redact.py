"""Redaction: what was to go is in no byte and no pixel of the copy, and the original is as it was."""

import dataclasses
import io
import zlib
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import hypothesis
import numpy as np
import pyrage
import pytest
from hypothesis import strategies as st
from PIL import Image

from sijill.errors import InputError, SijillError, UsageError
from sijill.model.evidence import Access, Purpose
from sijill.model.identity import ExhibitId
from sijill.model.log import Act
from sijill.model.trust import State
from sijill.model.withdrawal import Authority, Reason
from sijill.read import pages as child_side
from sijill.read.pages import Page
from sijill.record import add_files, seal, verify, withdrawal
from sijill.record import redact as redacting
from sijill.record.add import terms
from sijill.record.burn import Writer, burned, whole_pixels
from sijill.record.consent import Wish, change_consent
from sijill.record.hold import hold, release
from sijill.record.redact import Asked, Hidden, redact
from sijill.record.traces import has_traces, shaped, writings
from sijill.record.warned import warnings_in
from sijill.store import catalogue, objects
from sijill.store.access import terms_of
from sijill.store.layout import Register

Make = Callable[..., bytes]
WRITTEN = "BT /F 14 Tf 20 120 Td (Seen by Salma Rasi) Tj ET "


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pixels are made in this process: a child a test costs more than all the rest."""

    def pages_of(path: Path, *, words: Sequence[str], dots_an_inch: float) -> Iterator[Page]:
        return child_side.pages(path, words=words, dots_an_inch=dots_an_inch)

    monkeypatch.setattr(redacting, "pages_of", pages_of)


def _added(register: Register, tmp_path: Path, content: bytes, name: str = "a.pdf") -> ExhibitId:
    path = tmp_path / name
    path.write_bytes(content)
    (one,) = add_files(register, [path], given=terms(Access.TEAM, [Purpose.PUBLISH]), source="س")
    return one.exhibit


def _saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


@pytest.mark.usefixtures("here")
def test_the_copy_is_a_new_exhibit_and_the_original_stays(
    register: Register, tmp_path: Path, make_pdf: Make
) -> None:
    """Derived, on its own terms, with consent as before; log and payloads say where and why, never which words."""
    number = _added(register, tmp_path, make_pdf(WRITTEN, WRITTEN))
    before = {path: path.read_bytes() for path in objects.stored(register)}
    done = redact(register, number, Asked(words=("salma",), reason="حماية", access=Access.PUBLIC))
    assert {path: path.read_bytes() for path in before} == before
    assert (done.derived_from, done.pages, done.boxes, done.unsearched) == (number, 2, 2, ())
    (found,) = done.found
    assert (found.times, found.inside, found.pages) == (2, 0, (1, 2))
    held = terms_of(register)[done.exhibit]
    assert held == terms(Access.PUBLIC, [Purpose.KEEP, Purpose.PUBLISH])
    with catalogue.opened(register) as connection:
        (entry,) = catalogue.entries(connection, Act.REDACTION)
    assert entry.about["derived_from"] == number
    assert entry.about["reason"] == "حماية"
    assert [box[0] for box in entry.about["boxes"]] == [1, 2]
    for folder in ("log", "payload"):
        for path in (register.path / folder).rglob("*"):
            assert not path.is_file() or b"salma" not in path.read_bytes().lower()
    assert verify(register).state is State.HOLDS


@pytest.mark.usefixtures("here")
def test_a_copy_of_a_pdf_holds_pictures_of_pages_and_nothing_else(
    register: Register, tmp_path: Path, make_pdf: Make
) -> None:
    """No text, attachment, script, form, outline, metadata or earlier revision: only what the writer writes."""
    root = "/OpenAction<</S/JavaScript/JS(1)>>/Outlines 4 0 R/AcroForm<<>>/Metadata 4 0 R"
    first = make_pdf("BT /F 14 Tf 20 120 Td (Salma was here) Tj ET ", root=root)
    number = _added(register, tmp_path, first + make_pdf(WRITTEN, root=root).removeprefix(b"%PDF-1.7\n"))
    done = redact(register, number, Asked(words=("Salma Rasi",), reason="x"))
    content = done.path.read_bytes()
    skeleton = content[: content.index(b"stream")] + content[content.rindex(b"endstream") :]
    for mark in (
        b"/Font",
        b"/JS",
        b"/JavaScript",
        b"/Outlines",
        b"/AcroForm",
        b"/Metadata",
        b"/Info",
        b"/Prev",
    ):
        assert mark not in skeleton
    assert content.count(b"%%EOF") == 1
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    assert document[0].get_size() == pytest.approx((300, 200), abs=0.5)
    assert document[0].get_textpage().count_chars() == 0
    assert document.get_metadata_dict() == dict.fromkeys(document.get_metadata_dict(), "")


@hypothesis.settings(max_examples=25, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture])
@hypothesis.given(word=st.text("abcdefgHIJK", min_size=4, max_size=9), place=st.integers(0, 120))
def test_no_writing_of_a_word_is_in_any_byte_of_the_copy(
    make_pdf: Make, tmp_path: Path, word: str, place: int
) -> None:
    """Wherever a word stood, in text, comment, metadata and attachment, its copy has no trace and black there."""
    text = f"BT /F 12 Tf {place} 100 Td (x {word} y) Tj ET % {word}"
    info = f"/Lang({word})"
    path = tmp_path / "a.pdf"
    path.write_bytes(make_pdf(text, root=info))
    assert has_traces(path.read_bytes(), [word])
    (page,) = child_side.pages(path, words=[word], dots_an_inch=100)
    writer = Writer(".pdf")
    boxes = [whole_pixels(spot.box, page) for spot in page.spots]
    pixels = burned(page, boxes)
    writer.add(page, pixels)
    assert boxes
    assert not has_traces(writer.content(), [word])
    left, top, right, bottom = boxes[0]
    for row in range(top, bottom):
        start = 3 * (row * page.width + left)
        assert not any(pixels[start : start + 3 * (right - left)])


@hypothesis.given(
    word=st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآؤئىة", min_size=3, max_size=8),
    pack=st.booleans(),
    data=st.data(),
)
def test_every_writing_of_a_word_is_noticed(word: str, pack: bool, data: st.DataObject) -> None:
    """In UTF-8 and UTF-16, shaped, backwards, in hexadecimal and escapes, packed or open; and other words are not."""
    forms = [word, word[::-1], shaped(word), shaped(word)[::-1]]
    form = data.draw(st.sampled_from(forms))
    raw = data.draw(st.sampled_from(["utf-8", "utf-16-be", "utf-16-le"]))
    code = form.encode(raw)
    escaped = data.draw(
        st.sampled_from([code, code.hex().encode(), b"".join(b"\\%03o" % byte for byte in code)])
    )
    assert escaped in writings(word)
    body = b"%PDF-1.4 \x00 " + escaped + b" end"
    without = body.replace(escaped, b"-")
    content, other = (b"head " + zlib.compress(each) + b" tail" if pack else each for each in (body, without))
    assert has_traces(content, [word])
    assert not has_traces(other, [word])


def test_shaping_joins_letters_as_print_does() -> None:
    """Initial, medial, final and isolated forms, and lam-alef as one."""
    assert shaped("سلمى") == "ﺳﻠﻤﻰ"
    assert shaped("دار") == "ﺩﺍﺭ"
    assert shaped("فلاح") == "ﻓﻼﺡ"


def _scene() -> Image.Image:
    return Image.linear_gradient("L").resize((200, 120)).convert("RGB")


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("kind", "ending"), [("PNG", "png"), ("TIFF", "tif"), ("GIF", "gif"), ("JPEG", "jpg")]
)
def test_pictures_lose_box_and_metadata_and_nothing_else(
    register: Register, tmp_path: Path, kind: str, ending: str
) -> None:
    """Black in the box, as before elsewhere (within what JPEG changes); no EXIF, comment, profile or text is left."""
    exif = Image.Exif()
    exif[0x013B] = "Salma Rasi"
    exif.get_ifd(0x8825)[1] = "N"
    options: dict[str, Any] = (
        {"exif": exif} if kind in {"PNG", "JPEG", "TIFF"} else {"comment": b"Salma Rasi"}
    )
    if kind in {"PNG", "JPEG"}:
        options["icc_profile"] = b"Salma Rasi profile"
    number = _added(register, tmp_path, _saved(_scene(), kind, **options), f"a.{ending}")
    done = redact(
        register, number, Asked(boxes=(Hidden(page=1, left=60, top=40, width=50, height=30),), reason="x")
    )
    content = done.path.read_bytes()
    assert not has_traces(content, ["Salma Rasi"])
    with Image.open(io.BytesIO(content)) as copy:
        assert copy.format == {"GIF": "PNG"}.get(kind, kind)
        assert not {"exif", "icc_profile", "comment", "xmp"} & copy.info.keys()
        assert 0x013B not in copy.getexif()
        plain = copy.convert("RGB")
    pixels, before = (np.asarray(each).astype(int) for each in (plain, _scene()))
    assert pixels[40:70, 60:110].max() <= (4 if kind == "JPEG" else 0)
    wide = 16 if kind == "JPEG" else 0
    for side in (slice(0, 60 - wide), slice(110 + wide, 200)):
        assert np.abs(pixels[:, side] - before[:, side]).max() <= (12 if wide else 0)


@pytest.mark.usefixtures("here")
def test_what_transparency_hid_is_gone(register: Register, tmp_path: Path) -> None:
    """Pixels behind full transparency are white in the copy, which has no alpha."""
    secret = Image.new("RGBA", (60, 40), (10, 200, 30, 0))
    number = _added(register, tmp_path, _saved(secret, "PNG"), "a.png")
    done = redact(
        register, number, Asked(boxes=(Hidden(page=1, left=0, top=0, width=5, height=5),), reason="x")
    )
    with Image.open(done.path) as copy:
        assert copy.mode == "RGB"
        assert set(np.asarray(copy).ravel().tolist()) == {0, 255}


@pytest.mark.usefixtures("here")
def test_boxes_are_measured_as_a_picture_is_shown(register: Register, tmp_path: Path) -> None:
    """A picture that its metadata turn is turned before it is burned; every page of a TIFF is kept."""
    exif = Image.Exif()
    exif[0x0112] = 6
    number = _added(register, tmp_path, _saved(_scene(), "PNG", exif=exif), "a.png")
    done = redact(
        register, number, Asked(boxes=(Hidden(page=1, left=100, top=0, width=20, height=9),), reason="x")
    )
    with Image.open(done.path) as copy:
        assert copy.size == (120, 200)
        assert copy.getpixel((110, 4)) == (0, 0, 0)
    two = _saved(_scene(), "TIFF", save_all=True, append_images=[_scene()])
    number = _added(register, tmp_path, two, "b.tif")
    done = redact(
        register, number, Asked(boxes=(Hidden(page=2, left=0, top=0, width=9, height=9),), reason="x")
    )
    with Image.open(done.path) as copy:
        assert getattr(copy, "n_frames", 1) == 2
        copy.seek(1)
        assert copy.getpixel((4, 4)) == (0, 0, 0)


@pytest.mark.usefixtures("here")
def test_what_cannot_be_searched_is_told(register: Register, tmp_path: Path, make_pdf: Make) -> None:
    """Pages without text, with a picture, with letters without a code; a picture always."""
    image = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    )
    content = make_pdf(
        WRITTEN,
        "0 0 9 9 re f",
        WRITTEN + "q 90 0 0 90 0 0 cm /X Do Q",
        extra=[image + b"stream\nx\nendstream"],
    ).replace(b"/Font<<", b"/XObject<</X 5 0 R>>/Font<<")
    number = _added(register, tmp_path, content)
    done = redact(register, number, Asked(words=("salma", "nobody"), reason="x"))
    assert done.unsearched == (2, 3)
    assert [each.times for each in done.found] == [2, 0]
    number = _added(register, tmp_path, _saved(_scene(), "PNG"), "a.png")
    box = Hidden(page=1, left=0, top=0, width=9, height=9)
    assert redact(register, number, Asked(words=("salma",), boxes=(box,), reason="x")).unsearched == (1,)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(
    ("asked", "key"),
    [
        (Asked(reason="x"), "redact_nothing_asked"),
        (Asked(reason=" ", words=("salma",)), "redact_reason"),
        (Asked(reason="x", words=("nobody",)), "redact_nothing_found"),
        (Asked(reason="x", words=("س",)), "redact_short_word"),
        (Asked(reason="to protect SALMA", words=("salma",)), "redact_word_in_reason"),
        (Asked(reason="x", boxes=(Hidden(page=2, left=0, top=0, width=9, height=9),)), "redact_no_page"),
        (Asked(reason="x", boxes=(Hidden(page=1, left=900, top=0, width=9, height=9),)), "redact_outside"),
    ],
)
def test_what_cannot_be_done_leaves_nothing_behind(
    register: Register, tmp_path: Path, make_pdf: Make, asked: Asked, key: str
) -> None:
    """Each refusal says why, and no object, entry or exhibit is left of it."""
    number = _added(register, tmp_path, make_pdf(WRITTEN))
    before = sorted(path.name for path in register.path.rglob("*") if path.parent.name != "derived")
    with pytest.raises(SijillError) as caught:
        redact(register, number, asked)
    assert caught.value.key == key
    assert sorted(path.name for path in register.path.rglob("*")) == before


@pytest.mark.usefixtures("here")
def test_a_copy_that_would_keep_a_word_is_refused(
    register: Register, tmp_path: Path, make_pdf: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever the writer may one day carry over: a trace in a byte of the copy, and nothing is kept."""
    number = _added(register, tmp_path, make_pdf(WRITTEN))
    sound = Writer.content
    monkeypatch.setattr(
        Writer, "content", lambda self: sound(self) + zlib.compress("SALMA".encode("utf-16-be"))
    )
    with pytest.raises(InputError) as caught:
        redact(register, number, Asked(words=("salma",), reason="x"))
    assert caught.value.key == "redact_traces"
    assert verify(register).objects == 1


@pytest.mark.usefixtures("here")
def test_what_may_not_be_read_is_not_there(register: Register, tmp_path: Path) -> None:
    """A number that is not held, and a kind of file that is neither picture nor PDF."""
    with pytest.raises(UsageError) as unknown:
        redact(register, ExhibitId("2026-000009"), Asked(words=("salma",), reason="x"))
    assert unknown.value.key == "no_such_exhibit"
    number = _added(register, tmp_path, b"plain text", "a.txt")
    with pytest.raises(InputError) as text:
        redact(register, number, Asked(words=("salma",), reason="x"))
    assert text.value.key == "redact_not_redactable"


def test_blocks_of_a_scan_are_burned_whole() -> None:
    """Where a page was compressed in blocks the box grows by what a block may have carried out of it."""
    page = Page(number=1, of=1, width=100, height=100, pixels=bytes(30_000))
    assert whole_pixels((40, 40, 10.5, 10), page) == (40, 40, 51, 50)
    scan = dataclasses.replace(page, smeared=((0, 0, 100, 100, 16),))
    assert whole_pixels((40, 40, 10, 10), scan) == (24, 24, 66, 66)


def test_a_child_makes_the_pixels(register: Register, tmp_path: Path, make_pdf: Make) -> None:
    """As it runs outside the tests: in a child with limits; what bursts it is told and leaves nothing behind."""
    number = _added(register, tmp_path, make_pdf(WRITTEN))
    assert redact(register, number, Asked(words=("salma",), reason="x")).boxes == 1
    number = _added(register, tmp_path, make_pdf(WRITTEN)[:150], "b.pdf")
    with pytest.raises(InputError) as broken:
        redact(register, number, Asked(words=("salma",), reason="x"))
    assert broken.value.key == "redact_broken_pdf"
    huge = make_pdf(WRITTEN).replace(b"[0 0 300 200]", b"[0 0 99999999 9999]")
    number = _added(register, tmp_path, huge, "c.pdf")
    with pytest.raises(InputError) as large:
        redact(register, number, Asked(words=("salma",), reason="x"))
    assert large.value.key in {"redact_large_page", "redact_parser_died", "redact_broken_picture"}


@pytest.mark.usefixtures("here")
def test_a_copy_goes_with_its_original(register: Register, tmp_path: Path, make_pdf: Make) -> None:
    """Held with it, without the consent that it lost, and withdrawn with it; one that is handed in again stays."""
    number = _added(register, tmp_path, make_pdf(WRITTEN))
    done = redact(register, number, Asked(words=("salma",), reason="x", access=Access.PUBLIC))
    hold(register, number, authority="court", reason="order 1", until=None)
    assert terms_of(register)[done.exhibit].held
    release(register, number, authority="court", reason="over")
    change_consent(register, number, Wish(withdraw=("publish",)))
    assert terms_of(register)[done.exhibit] == terms(Access.PUBLIC, [Purpose.KEEP])
    change_consent(register, done.exhibit, Wish(give=("publish",)))
    assert Purpose.PUBLISH in terms_of(register)[done.exhibit].consent
    one, two = (dataclasses.replace(register, actor=name) for name in ("one", "two"))
    withdrawal.propose(one, number, authority=Authority.PERSON, reason=Reason.DANGER)
    gone = withdrawal.confirm(two, number)
    assert gone.exhibits == (number, done.exhibit)
    assert not list(objects.stored(register))
    with catalogue.opened(register) as connection:
        assert not catalogue.entries(connection, Act.REDACTION)
    assert all(finding.state is State.HOLDS for finding in verify(register).findings)


@pytest.mark.usefixtures("here")
def test_what_is_held_or_sealed_is_not_redacted(register: Register, tmp_path: Path, make_pdf: Make) -> None:
    """A hold ends this use too, a sealed original is in no page here, and a copy is not kept sealed in clear."""
    number = _added(register, tmp_path, make_pdf(WRITTEN))
    asked = Asked(words=("salma",), reason="x")
    assert _refusal(register, number, dataclasses.replace(asked, access=Access.SEALED)) == "seal_is_a_verb"
    hold(register, number, authority="court", reason="order 1", until=None)
    assert _refusal(register, number, asked) == "no_such_exhibit"
    release(register, number, authority="court", reason="over")
    done = redact(register, number, asked)
    seal.set_recipients(register, [str(pyrage.x25519.Identity.generate().to_public()) for _ in range(2)])
    seal.seal(register, number)
    assert _refusal(register, number, asked) == "no_such_exhibit"
    assert not [warned for warned in warnings_in(register) if warned.exhibit == number]
    seal.seal(register, done.exhibit)
    with catalogue.opened(register) as connection:
        assert {each.exhibit: each.derived_from for each in catalogue.deposits(connection)} == {
            number: None,
            done.exhibit: number,
        }


def _refusal(register: Register, number: ExhibitId, asked: Asked) -> str:
    with pytest.raises(UsageError) as caught:
        redact(register, number, asked)
    return caught.value.key
