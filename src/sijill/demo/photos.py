"""Drawn scenes that stand for photographs: buildings, a hillside, a road, a written page. No person is in any.

One is a smaller, lighter copy of another, as archives hold them.
"""

import io
import math
from typing import TYPE_CHECKING, Final

import numpy as np

from sijill.demo.chance import Chance

if TYPE_CHECKING:
    from collections.abc import Callable

    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

_WIDTH: Final = 960
_HEIGHT: Final = 640
_Colour = tuple[int, int, int]


def photos(*, seed: int) -> dict[str, bytes]:
    """Return the bytes of all photos by file name."""
    drawn = {name: _scene(draw, Chance(seed, f"photo/{name}")) for name, draw in _SCENES.items()}
    files = {f"photos/{name}.jpg": _jpeg(image, 88) for name, image in drawn.items() if name != "page"}
    files["photos/page.png"] = _png(drawn["page"])
    small = drawn["building"].resize((_WIDTH // 2, _HEIGHT // 2))
    files["photos/building_copy.jpg"] = _jpeg(small.point(lambda level: min(255, int(level * 1.06))), 70)
    return dict(sorted(files.items()))


def _scene(draw: "Callable[[ImageDraw, Chance], None]", chance: Chance) -> "Image":
    """Return a drawing on a sky that grows lighter downwards, with a little grain."""
    from PIL import Image, ImageDraw

    top = np.array([110 + chance.between(0, 40), 150 + chance.between(0, 30), 200], float)
    fade = np.linspace(0.0, 1.0, _HEIGHT)[:, None, None]
    sky = (top * (1 - fade) + np.array([235.0, 228.0, 210.0]) * fade).repeat(_WIDTH, axis=1)
    image = Image.fromarray(sky.astype(np.uint8), "RGB")
    draw(ImageDraw.Draw(image), chance)
    return _grain(image, chance)


def _grain(image: "Image", chance: Chance) -> "Image":
    from PIL import Image

    row = np.array([chance.normal() for _ in range(4099)])
    # A prime length, so that the repeated noise shows no columns.
    noise = np.resize(row, (_HEIGHT, _WIDTH, 1)) * 4.0
    return Image.fromarray(np.clip(np.asarray(image, float) + noise, 0, 255).astype(np.uint8), "RGB")


def _ground(draw: "ImageDraw", level: int, colour: _Colour) -> None:
    draw.rectangle((0, level, _WIDTH, _HEIGHT), fill=colour)


def _building(draw: "ImageDraw", chance: Chance) -> None:
    _ground(draw, 520, (168, 150, 122))
    left, right, top = 190, 770, 130
    draw.polygon(
        [(right, top), (right + 70, top + 40), (right + 70, 520), (right, 520)], fill=(140, 124, 102)
    )
    draw.rectangle((left, top, right, 520), fill=(196, 180, 152))
    draw.rectangle((left - 10, top - 14, right + 10, top), fill=(150, 134, 110))
    for floor in range(4):
        for window in range(7):
            if floor == 3 and window == 3:
                continue
            x, y = left + 36 + window * 76, top + 30 + floor * 88
            is_dark = chance.happens(0.35)
            draw.rectangle((x, y, x + 42, y + 52), fill=(52, 50, 50) if is_dark else (120, 140, 156))
            draw.rectangle((x - 4, y + 52, x + 46, y + 58), fill=(160, 144, 118))
    draw.rectangle((455, 440, 515, 520), fill=(88, 62, 44))


def _hillside(draw: "ImageDraw", chance: Chance) -> None:
    for level, colour in ((300, (146, 156, 132)), (380, (126, 138, 100)), (470, (104, 112, 74))):
        ridge = [(0, _HEIGHT), (0, level)]
        height = float(level)
        for x in range(0, _WIDTH + 1, 40):
            height += chance.normal() * 11 + (level - height) * 0.1
            ridge.append((x, int(height)))
        draw.polygon([*ridge, (_WIDTH, _HEIGHT)], fill=colour)
    for _ in range(46):
        x, y = chance.between(0, _WIDTH), chance.between(490, 620)
        size = 5 + (y - 480) // 12
        draw.ellipse((x - size, y - size, x + size, y + size // 2), fill=(62, 78 + chance.between(0, 20), 46))
    draw.line([(520, 640), (560, 560), (500, 500), (540, 440), (525, 400)], fill=(196, 180, 146), width=9)


def _road(draw: "ImageDraw", chance: Chance) -> None:
    _ground(draw, 330, (176, 160, 122))
    draw.polygon([(430, 330), (530, 330), (880, 640), (80, 640)], fill=(92, 90, 88))
    for step in range(6):
        y, high = 345 + step * step * 9, 5 + step * 6
        draw.polygon(
            [(478, y), (482, y), (484 + step, y + high), (476 - step, y + high)], fill=(226, 220, 200)
        )
    for post in range(5):
        x, y = 560 + post * 78, 318 - post * 34
        draw.line([(x, y), (x, 352 + post * 36)], fill=(72, 60, 50), width=3 + post)
    draw.polygon([(140, 332), (150, 250), (290, 236), (300, 332)], fill=(188, 172, 148))
    draw.rectangle((196, 284, 232, 332), fill=(70 + chance.between(0, 12), 58, 48))


def _courtyard(draw: "ImageDraw", chance: Chance) -> None:
    _ground(draw, 430, (190, 176, 148))
    draw.rectangle((60, 170, 900, 430), fill=(206, 190, 160))
    for arch in range(5):
        x = 110 + arch * 160
        draw.pieslice((x, 220, x + 110, 330), 180, 360, fill=(92, 80, 70))
        draw.rectangle((x, 274, x + 110, 430), fill=(92, 80, 70))
    draw.rectangle((468, 300, 486, 540), fill=(84, 62, 42))
    for _ in range(150):
        around, out = chance.share() * 2 * math.pi, math.sqrt(chance.share())
        x, y = 477 + int(math.cos(around) * out * 150), 265 + int(math.sin(around) * out * 90)
        draw.ellipse((x - 18, y - 14, x + 18, y + 14), fill=(58, 88 + chance.between(0, 40), 52))
    for line in range(6):
        draw.line(
            [(0, 450 + line * line * 7), (_WIDTH, 450 + line * line * 7)], fill=(170, 156, 128), width=2
        )


def _page(draw: "ImageDraw", chance: Chance) -> None:
    _ground(draw, 0, (112, 86, 62))
    draw.polygon([(214, 44), (742, 30), (760, 608), (228, 622)], fill=(238, 230, 208))
    for line in range(15):
        y = 96 + line * 33
        draw.line([(246 + line // 3, y), (722 + line // 3, y - 12)], fill=(186, 196, 204), width=1)
        x = 716 + line // 3
        end = 316 + (0 if chance.happens(0.7) else chance.between(60, 280))
        while x > end:
            word = chance.between(18, 62)
            _scribble(draw, x, y - 5 - (x - 246) // 42, word, chance)
            x -= word + chance.between(9, 16)


def _scribble(draw: "ImageDraw", right: int, base: int, length: int, chance: Chance) -> None:
    """Draw a joined stroke from right to left that reads as no word."""
    points = [(right - step, base + int(chance.normal() * 3.2)) for step in range(0, length, 5)]
    draw.line(points, fill=(44, 46, 84), width=2, joint="curve")
    if chance.happens(0.6):
        x = right - chance.between(4, max(5, length - 4))
        draw.ellipse((x, base - 11, x + 3, base - 8), fill=(44, 46, 84))


_SCENES: Final = {
    "building": _building,
    "courtyard": _courtyard,
    "hillside": _hillside,
    "page": _page,
    "road": _road,
}


def _jpeg(image: "Image", quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _png(image: "Image") -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=False)
    return out.getvalue()
