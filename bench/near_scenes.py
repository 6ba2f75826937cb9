"""Made-up pictures and the eleven ways in which copies of a picture differ; and made-up Arabic texts.

No photograph of anything: hills of noise, buildings of rectangles, scattered shapes, printed-looking pages. Each seed
gives other pictures; those of the seeds that are reported were never looked at while thresholds were chosen.
"""

import io
from collections.abc import Callable
from typing import Final

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

TUNING: Final = tuple(range(100, 104))
REPORTED: Final = tuple(range(1, 5))
"""Seeds."""

Random = np.random.Generator


def scene(seed: int, number: int) -> Image.Image:
    """Return picture ``number`` of a seed, between 640 and 1,280 pixels wide."""
    random = np.random.default_rng([seed, number])
    width = int(random.integers(640, 1281))
    height = int(width * random.choice([0.5625, 0.667, 0.75, 1.0, 1.333]))
    kinds = (_shapes, _hills, _street, _page)
    return kinds[number % len(kinds)](random, width, height).filter(ImageFilter.GaussianBlur(0.8))


def variants(image: Image.Image) -> dict[str, Image.Image]:
    """Return the eleven copies by name; each is yet to be compressed, see ``compressed``."""
    width, height = image.size
    marked = image.copy()
    ImageDraw.Draw(marked).text((20, height - 40), "AGENCY WATERMARK", fill=(255, 255, 255), font_size=24)
    framed = Image.new("RGB", (width + 80, height + 80))
    framed.paste(image, (40, 40))
    return {
        "half size": image.resize((width // 2, height // 2)),
        "q40": image,
        "gray": image.convert("L").convert("RGB"),
        "watermark": marked,
        "light +25 %": image.point(lambda level: min(255, int(level * 1.25))),
        "crop 3 %": _inner(image, 0.03),
        "crop 20 %": _inner(image, 0.10),
        "border": framed,
        "flip": image.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
        "rotate 90": image.transpose(Image.Transpose.ROTATE_90),
        "rotate 180": image.transpose(Image.Transpose.ROTATE_180),
    }


def harder(image: Image.Image, random: Random) -> dict[str, Image.Image]:
    """Return copies beyond the eleven: cut on one side, framed like a screenshot, several at once."""
    width, height = image.size
    left, top = int(width * random.uniform(0, 0.15)), int(height * random.uniform(0, 0.15))
    screen = Image.new("RGB", (1080, 1920), (18, 18, 18))
    shown = image.resize((1080, 1080 * height // width))
    screen.paste(shown, (0, (1920 - shown.height) // 2))
    ImageDraw.Draw(screen).text((40, 60), "12:30   post of a user", fill=(230, 230, 230), font_size=40)
    both = _inner(image, 0.03).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return {
        "cut on a side": image.crop((left, top, int(left + width * 0.85), int(top + height * 0.85))),
        "cut below 10 %": image.crop((0, 0, width, int(height * 0.9))),
        "crop 36 %": _inner(image, 0.18),
        "screenshot": screen,
        "white frame": _framed(image, (255, 255, 255)),
        "flip and crop 3 %": both,
    }


def compressed(name: str, image: Image.Image) -> bytes:
    """Return a copy as JPEG, of quality 40 where its name says so, else 85."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=40 if name == "q40" else 85)
    return buffer.getvalue()


def sheet(random: Random, *, form: bool) -> Image.Image:
    """Return a scanned page of print in one layout, or a form of one make, its cells filled in differently."""
    image = Image.new("RGB", (827, 1169), (250, 250, 248))
    draw = ImageDraw.Draw(image)
    pitch = 60 if form else 26
    for y in range(180 if form else 90, 1080, pitch):
        if form:
            draw.line((80, y, 750, y), fill=(60, 60, 60), width=3)
            draw.rectangle((600, y + 15, 740, y + 40), fill=(50, 50, 50))
        x = 580 if form else 760
        while x > 90:
            word = int(random.integers(14, 80))
            if not form or random.random() < 0.7:
                draw.rectangle((max(90, x - word), y + 18 * form, x, y + 18 * form + 14), fill=(45, 45, 90))
            x -= word + 9
    if form:
        draw.rectangle((200, 60, 620, 110), fill=(30, 30, 30))
    return image


def _inner(image: Image.Image, share: float) -> Image.Image:
    """Return a picture without ``share`` of each side at each of its four edges."""
    width, height = image.size
    across, down = int(width * share), int(height * share)
    return image.crop((across, down, width - across, height - down))


def _framed(image: Image.Image, colour: tuple[int, int, int]) -> Image.Image:
    framed = Image.new("RGB", (image.width + 120, image.height + 60), colour)
    framed.paste(image, (60, 30))
    return framed


def _noise(random: Random, width: int, height: int, *, steepness: float) -> np.ndarray:
    """Return noise whose strength falls with frequency, as that of photographs does; mean 0, deviation 1."""
    frequency = np.hypot(np.fft.fftfreq(height)[:, None] * height, np.fft.rfftfreq(width)[None] * width)
    frequency[0, 0] = 1.0
    shape = frequency.shape
    spectrum = (random.normal(size=shape) + 1j * random.normal(size=shape)) / frequency**steepness
    spectrum[0, 0] = 0
    grain = np.fft.irfft2(spectrum, s=(height, width))
    return np.asarray(grain / grain.std())


def _painted(levels: np.ndarray, colour: np.ndarray) -> Image.Image:
    return Image.fromarray(np.clip(levels[..., None] * 45 + colour, 0, 255).astype(np.uint8), "RGB")


def _hills(random: Random, width: int, height: int) -> Image.Image:
    land = _noise(random, width, height, steepness=random.uniform(1.2, 1.8))
    skyline = _noise(random, width, 1, steepness=1.3)[0] * height * 0.08 + height * random.uniform(0.2, 0.6)
    sky = np.arange(height)[:, None] < skyline[None]
    levels = np.where(sky, 1.2 + 0.15 * _noise(random, width, height, steepness=1.9), land)
    return _painted(levels, random.integers(90, 150, 3).astype(float))


def _shapes(random: Random, width: int, height: int) -> Image.Image:
    image = Image.new("RGB", (width, height), _colour(random, 90, 200))
    draw = ImageDraw.Draw(image)
    for _ in range(40):
        x, y = random.integers(0, width), random.integers(0, height)
        across, down = random.integers(width // 80, width // 5, 2)
        form = draw.rectangle if random.random() < 0.6 else draw.ellipse
        form((int(x), int(y), int(x + across), int(y + down)), fill=_colour(random, 0, 255))
    return image


def _street(random: Random, width: int, height: int) -> Image.Image:
    image = _hills(random, width, height)
    draw = ImageDraw.Draw(image)
    x = 0
    while x < width:
        across, roof = int(random.integers(width // 14, width // 5)), int(random.uniform(0.15, 0.7) * height)
        draw.rectangle((x, roof, x + across, height), fill=_colour(random, 60, 220))
        step = int(random.integers(18, 40))
        for column in range(x + 8, x + across - 12, step):
            for row in range(roof + 10, height - 20, int(step * 1.5)):
                if random.random() < 0.8:
                    draw.rectangle(
                        (column, row, column + step // 2, row + step), fill=_colour(random, 10, 110)
                    )
        x += across + int(random.integers(0, width // 20))
    return image


def _page(random: Random, width: int, height: int) -> Image.Image:
    """Draw a leaf with lines of words, at an edge of a table, as a telephone takes it."""
    image = _hills(random, width, height)
    draw = ImageDraw.Draw(image)
    left, top = int(random.uniform(0.03, 0.2) * width), int(random.uniform(0.03, 0.15) * height)
    right, bottom = int(random.uniform(0.8, 0.97) * width), int(random.uniform(0.8, 0.97) * height)
    draw.rectangle((left, top, right, bottom), fill=_colour(random, 205, 250))
    y, line = top + 20, int(random.integers(14, 34))
    while y < bottom - line:
        x = right - 20
        end = left + 20 + int(random.exponential(0.15) * width)
        while x > end:
            word = int(random.integers(12, 90))
            draw.rectangle((max(end, x - word), y, x, y + line // 2), fill=(40, 40, 45))
            x -= word + 10
        y += line + (line if random.random() < 0.2 else 0)
    return image


def _colour(random: Random, low: int, high: int) -> tuple[int, int, int]:
    red, green, blue = (int(each) for each in random.integers(low, high + 1, 3))
    return red, green, blue


Picture = Callable[[Random, int, int], Image.Image]
