"""What a picture looks like, told by the child: frames are cut, and a picture made to burst its reader bursts nothing."""

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from sijill.model.alike import THUMBNAIL_SIDE, Appearance
from sijill.read import appearance, child, look_at_pictures

SIZE = (400, 300)


def drawing(seed: int = 1) -> Image.Image:
    """A picture of many coloured boxes that reach its edges."""
    random = np.random.default_rng(seed)
    image = Image.new("RGB", SIZE)
    draw = ImageDraw.Draw(image)
    for y in range(0, SIZE[1], 30):
        for x in range(0, SIZE[0], 40):
            colour = tuple(int(each) for each in random.integers(0, 256, 3))
            draw.rectangle((x, y, x + 40, y + 30), fill=colour)
    return image


def framed(image: Image.Image, colour: tuple[int, int, int], left: int, top: int) -> Image.Image:
    """A picture with a border of one colour."""
    around = Image.new("RGB", (image.width + 2 * left, image.height + 2 * top), colour)
    around.paste(image, (left, top))
    return around


def saved(path: Path, image: Image.Image, form: str = "PNG") -> Path:
    """A picture as a file."""
    image.save(path, form, **({"quality": 60} if form == "JPEG" else {}))
    return path


def claiming(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says it is as large as it is told to."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(1 << 20)))
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (200, 30, 90)])
@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_frame_of_any_colour_is_cut(tmp_path: Path, colour: tuple[int, int, int], form: str) -> None:
    """What lies inside a frame is found to a hundredth of a side, through the noise of JPEG."""
    path = saved(tmp_path / "framed", framed(drawing(), colour, 40, 30), form)
    found = appearance.look_at(path)
    assert found.frame == pytest.approx((40 / 480, 30 / 360, 440 / 480, 330 / 360), abs=0.008)


def test_a_screenshot_is_cut_through_its_line_of_print(tmp_path: Path) -> None:
    """Black above and below is cut, though a line of print stands in it."""
    screen = framed(drawing(), (10, 10, 10), 0, 250)
    ImageDraw.Draw(screen).text((10, 30), "12:30  a post", fill=(240, 240, 240), font_size=20)
    found = appearance.look_at(saved(tmp_path / "screen.png", screen))
    assert found.frame == pytest.approx((0, 250 / 800, 1, 550 / 800), abs=0.008)


def test_what_is_all_of_one_gray_is_not_cut(tmp_path: Path) -> None:
    """A plain picture keeps its whole, and its quality says that it is to be compared with nothing."""
    found = appearance.look_at(saved(tmp_path / "plain.png", Image.new("RGB", SIZE, (9, 9, 9))))
    assert found.frame == (0.0, 0.0, 1.0, 1.0)
    assert found.quality == 0


@pytest.mark.parametrize("mode", ["L", "RGBA", "P", "CMYK", "1", "I;16"])
def test_every_kind_of_pixel_is_looked_at(tmp_path: Path, mode: str) -> None:
    """Gray, transparent, indexed, printed, black and white, and 16-bit pictures have eight hashes and a thumbnail."""
    if mode == "I;16":
        image = Image.fromarray(np.asarray(drawing().convert("L")).astype(np.uint16) * 257)
    else:
        image = drawing().convert(mode)
    found = appearance.look_at(saved(tmp_path / "picture.tif", image, "TIFF"))
    assert (len(found.hashes), len(found.thumbnail), found.problem) == (8, THUMBNAIL_SIDE**2, "")


def test_hostile_pictures_are_told_and_others_looked_at(tmp_path: Path) -> None:
    """A bomb, a torn file, a picture of one pixel, text and a file that is gone are told; the picture behind them is read."""
    torn = io.BytesIO()
    drawing().save(torn, "JPEG")
    contents = {
        "bomb.png": claiming(60_000, 60_000),
        "large.png": claiming(15_000, 9_000),
        "torn.png": claiming(4_000, 4_000)[:600],
        "torn.jpg": torn.getvalue()[: len(torn.getvalue()) // 2],
        "lies.gif": b"GIF89a" + b"\xff" * 50,
        "text.jpg": b"no picture",
        "empty.png": b"",
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content)
    saved(tmp_path / "dot.png", Image.new("RGB", (1, 1)))
    saved(tmp_path / "sound.png", drawing())
    names = [*contents, "dot.png", "gone.png", "sound.png"]
    found = dict(zip(names, look_at_pictures([tmp_path / name for name in names]), strict=True))
    assert {name: found[name].problem for name in names} == {
        "bomb.png": "large_picture",
        "large.png": "large_picture",
        "torn.png": "broken_picture",
        "torn.jpg": "broken_picture",
        "lies.gif": "broken_picture",
        "text.jpg": "not_a_picture",
        "empty.png": "not_a_picture",
        "dot.png": "small_picture",
        "gone.png": "parser_died",
        "sound.png": "",
    }
    assert found["sound.png"] == appearance.look_at(tmp_path / "sound.png")


def test_a_large_raster_stays_within_the_limit(tmp_path: Path) -> None:
    """A picture of 300 MB unpacked is looked at inside the child's limits."""
    image = drawing().resize((11_500, 9_000), Image.Resampling.NEAREST)
    (found,) = look_at_pictures([saved(tmp_path / "large.png", image)])
    assert found.problem == ""
    assert found.hashes[0] == appearance.look_at(tmp_path / "large.png").hashes[0]


FAKE = """
import json, sys
for line in sys.stdin:
    path, name = json.loads(line)
    told = {"hashes": ["00" * 32] * 8, "quality": 9, "thumbnail": "", "frame": [0, 0, 1, 1], "problem": "plain"}
    if name == "hash": told["problem"] = ""
    if name == "frame": told["frame"] = [0, 1]
    if name == "plain": told["hashes"] = []
    print(json.dumps(told)); sys.stdout.flush()
"""


def test_no_answer_of_another_shape_is_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that was taken over cannot hand us hashes or frames of other lengths."""
    package = tmp_path / "fake" / "sijill" / "read"
    package.mkdir(parents=True)
    for folder in (package, package.parent):
        (folder / "__init__.py").touch()
    (package / "serve.py").write_text(FAKE, encoding="utf-8")
    monkeypatch.setattr(child, "_package_parent", lambda: str(tmp_path / "fake"))
    monkeypatch.setattr(child, "sandbox", lambda: ())
    found = list(look_at_pictures([tmp_path / name for name in ("hash", "frame", "plain")]))
    assert found[:2] == [Appearance(problem="parser_died")] * 2
    assert found[2] == Appearance(quality=9, problem="plain")
