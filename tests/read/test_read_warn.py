"""Incoming files: what is hidden and not gone, what says where and who, what deceives; and what is no warning."""

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from sijill.read import read_files
from sijill.read.warn import warnings_of

Make = Callable[..., bytes]
WRITTEN = "BT /F 14 Tf 20 120 Td (Name: Salma Rasi) Tj ET "
BLACK = "0 g 15 112 200 25 re f "


def _told(tmp_path: Path, content: bytes, name: str = "a.pdf") -> dict[str, str]:
    path = tmp_path / name
    path.write_bytes(content)
    return {each.key: each.detail for each in warnings_of(path, name)}


def test_text_under_a_black_box_is_told(tmp_path: Path, make_pdf: Make) -> None:
    """Painted over by a box, before or on the next page, in a form or an annotation, or white: letters are counted."""
    assert _told(tmp_path, make_pdf(WRITTEN + BLACK)) == {"hidden_text": "13"}
    assert _told(tmp_path, make_pdf("", WRITTEN + "1 g 15 112 200 25 re f")) == {"hidden_text": "13"}
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 300 200]/Length 33>>stream\n0 g 15 112 200 25 re f            \nendstream"
    content = make_pdf(WRITTEN + "/X Do", extra=[form]).replace(b"/Font<<", b"/XObject<</X 5 0 R>>/Font<<")
    assert _told(tmp_path, content) == {"hidden_text": "13"}
    square = "/Annots[<</Type/Annot/Subtype/Square/Rect[15 112 215 137]/IC[0 0 0]/C[0 0 0]>>]"
    assert _told(tmp_path, make_pdf(WRITTEN, page=square)) == {"hidden_text": "13"}


def test_a_mark_for_redaction_is_told(tmp_path: Path, make_pdf: Make) -> None:
    """A place that is marked and whose text is still there."""
    mark = "/Annots[<</Type/Annot/Subtype/Redact/Rect[15 112 215 137]>>]"
    assert _told(tmp_path, make_pdf(WRITTEN, page=mark))["redact_marks"] == "1"


def test_backgrounds_highlights_and_scans_are_no_warnings(tmp_path: Path, make_pdf: Make) -> None:
    """A box below its text, a box that lets it through, a rule, and the unpainted text of a scan are usual."""
    assert _told(tmp_path, make_pdf("0.9 g 15 112 200 25 re f 0 g " + WRITTEN)) == {}
    clear = make_pdf(WRITTEN + "/G gs 1 1 0 rg 15 112 200 25 re f").replace(
        b"/Font<<", b"/ExtGState<</G<</ca 0.4>>>>/Font<<"
    )
    assert _told(tmp_path, clear) == {}
    assert _told(tmp_path, make_pdf(WRITTEN + "15 119 200 1 re f")) == {}
    image = (
        b"<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>"
    )
    image += b"stream\nx\nendstream"
    scan = make_pdf("q 300 0 0 200 0 0 cm /X Do Q 3 Tr " + WRITTEN, extra=[image]).replace(
        b"/Font<<", b"/XObject<</X 5 0 R>>/Font<<"
    )
    assert _told(tmp_path, scan) == {}
    assert _told(tmp_path, make_pdf("3 Tr " + WRITTEN)) == {"unpainted_text": "13"}
    covered = scan.replace(b"3 Tr ", b"3 Tr ").replace(b" Tj ET ", b" Tj ET " + BLACK.encode())
    assert _told(tmp_path, covered) == {"hidden_text": "13"}


def test_earlier_revisions_are_counted_and_compared(tmp_path: Path, make_pdf: Make) -> None:
    """An update that changed the text, one that did not, and a file made for the web."""
    first, second = make_pdf(WRITTEN), make_pdf("BT /F 14 Tf 20 120 Td (Name: -) Tj ET ")
    assert _told(tmp_path, first + second.removeprefix(b"%PDF-1.7\n")) == {"earlier_text": "2"}
    assert _told(tmp_path, first + first.removeprefix(b"%PDF-1.7\n")) == {"earlier_revisions": "2"}
    linear = b"%PDF-1.7\n9 0 obj<</Linearized 1>>endobj\nstartxref\n0\n%%EOF\n" + first.removeprefix(
        b"%PDF-1.7\n"
    )
    assert _told(tmp_path, linear) == {}


@pytest.mark.parametrize(
    ("root", "key"),
    [
        ("/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>", "script"),
        ("/OpenAction<</S/J#61vaScript/JS(1)>>", "script"),
        ("/OpenAction<</S/Launch/F(/bin/sh)>>", "launch"),
        ("/Names<</EmbeddedFiles<</Names[(a)<</EF<</F 5 0 R>>>>]>>>>", "attachments"),
    ],
)
def test_scripts_launches_and_attachments_are_told(
    tmp_path: Path, make_pdf: Make, root: str, key: str
) -> None:
    """In the open, with names written in escapes, and inside a packed stream of objects."""
    file = b"<</Type/EmbeddedFile/Length 1>>stream\nx\nendstream"
    extra = [file] if key == "attachments" else []
    assert set(_told(tmp_path, make_pdf(WRITTEN, root=root, extra=extra))) == {key}
    packed = zlib.compress(b"6 0 <<" + root.encode() + b"/Type/EmbeddedFile>>")
    stream = b"<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length %d>>stream\n%b\nendstream"
    inside = make_pdf(WRITTEN, extra=[stream % (len(packed), packed)])
    assert key in _told(tmp_path, inside)


def test_words_in_pictures_of_a_pdf_are_no_scripts(tmp_path: Path, make_pdf: Make) -> None:
    """What stands in a stream of bytes by chance is no action."""
    stream = b"<</Length 12>>stream\n/JS /Launch \nendstream"
    assert _told(tmp_path, make_pdf(WRITTEN, extra=[stream])) == {}


def test_something_behind_the_end_is_told(tmp_path: Path, make_pdf: Make) -> None:
    """Of a PDF, a JPEG, a PNG; a few line ends are nothing."""
    assert _told(tmp_path, make_pdf(WRITTEN) + b"PK\x03\x04" * 30) == {"appended": "120"}
    assert _told(tmp_path, make_pdf(WRITTEN) + b"\r\n\r\n") == {}
    for kind in ("JPEG", "PNG"):
        whole = _picture(kind)
        assert _told(tmp_path, whole, f"a.{kind.lower()}") == {}
        assert _told(tmp_path, whole + b"\xff\xd8\xff" * 40, f"a.{kind.lower()}") == {"appended": "120"}


def _scene(size: tuple[int, int] = (64, 48)) -> Image.Image:
    return Image.linear_gradient("L").resize(size).convert("RGB")


def _picture(kind: str, exif: Image.Exif | bytes = b"", picture: Image.Image | None = None) -> bytes:
    buffer = io.BytesIO()
    (picture or _scene()).save(buffer, kind, exif=exif)
    return buffer.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_places_names_and_serials_in_metadata_are_told(tmp_path: Path, kind: str) -> None:
    """The place, the person and the camera; date and model alone are no warning."""
    exif = Image.Exif()
    exif[0x0132], exif[0x0110] = "2026:01:02 03:04:05", "Model"
    assert _told(tmp_path, _picture(kind, exif), f"a.{kind.lower()}") == {}
    exif.get_ifd(0x8825).update({1: "N", 2: (33.0, 3.0, 1.0), 3: "E", 4: (36.0, 1.0, 2.0)})
    exif.get_ifd(0x8769)[0xA431] = "0042"
    exif[0x013B] = "سلمى الراسي".encode().decode("latin-1")
    told = _told(tmp_path, _picture(kind, exif), f"a.{kind.lower()}")
    assert told == {"gps": "", "names": "Artist", "serial": ""}


def test_a_small_picture_that_shows_something_else_is_told(tmp_path: Path) -> None:
    """A picture cut or covered after it was taken may keep its first self beside it."""

    def with_small(small: Image.Image) -> bytes:
        buffer = io.BytesIO()
        small.save(buffer, "JPEG")
        body = buffer.getvalue()
        head = b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x01\x00"
        head += b"\x12\x01\x03\x00\x01\x00\x00\x00\x01\x00\x00\x00" + (26).to_bytes(4, "little")
        entries = b"".join(
            tag.to_bytes(2, "little") + b"\x04\x00\x01\x00\x00\x00" + value.to_bytes(4, "little")
            for tag, value in ((0x0201, 56), (0x0202, len(body)))
        )
        return _picture("JPEG", head + b"\x02\x00" + entries + bytes(4) + body)

    assert _told(tmp_path, with_small(_scene((32, 24))), "a.jpg") == {}
    turned = _scene((32, 24)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
    assert _told(tmp_path, with_small(turned), "a.jpg") == {"thumbnail": ""}


@pytest.mark.parametrize(
    ("name", "content", "keys"),
    [
        ("a.pdf", b"\x89PNG\r\n\x1a\n", {"other_type", "unchecked"}),
        ("a.jpg", b"<html><script>", {"other_type"}),
        ("a.docx", b"MZ" + bytes(99), {"program", "other_type"}),
        ("a.txt", b"\x7fELF" + bytes(99), {"program"}),
        ("a.txt", b"plain", set()),
        ("a", b"plain", set()),
    ],
)
def test_kinds_that_their_names_deny_are_told(
    tmp_path: Path, name: str, content: bytes, keys: set[str]
) -> None:
    """What the bytes are, whatever the file is called."""
    assert set(_told(tmp_path, content, name)) == keys


def test_damage_is_no_clean_bill(tmp_path: Path, make_pdf: Make) -> None:
    """What cannot be looked through is told as unchecked, in the child too."""
    half = make_pdf(WRITTEN)[:200]
    assert "unchecked" in _told(tmp_path, half)
    (tmp_path / "sound.pdf").write_bytes(make_pdf(WRITTEN + BLACK))
    (reading,) = read_files([(tmp_path / "sound.pdf", "sound.pdf")])
    assert [each.key for each in reading.warnings] == ["hidden_text"]
