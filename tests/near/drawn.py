"""Made-up pictures and texts for the tests of near duplicates."""

import io

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

WORDS = tuple(
    word
    for line in (
        "شاهد معتقل سجن مدينة قرية شارع بيت ليلة صباح سيارة جندي حاجز طريق ضابط رقم ملف اسم أب أخ ولد",
        " امرأة رجل طبيب مشفى مدرسة جامعة سوق جسر نهر جبل سهل باب نافذة غرفة ورقة خبر يوم شهر سنة ساعة",
    )
    for word in line.split()
)


def drawing(seed: int, width: int = 480, height: int = 360) -> Image.Image:
    """A picture of scattered boxes and discs, unlike that of any other seed."""
    random = np.random.default_rng(seed)
    image = Image.new("RGB", (width, height), _colour(random))
    draw = ImageDraw.Draw(image)
    for _ in range(60):
        x, y = (int(random.integers(-20, side)) for side in (width, height))
        across, down = (int(each) for each in random.integers(8, 110, 2))
        form = draw.rectangle if random.random() < 0.6 else draw.ellipse
        form((x, y, x + across, y + down), fill=_colour(random))
    return image.filter(ImageFilter.GaussianBlur(0.8))


def jpeg(image: Image.Image, quality: int = 85) -> bytes:
    """A picture as JPEG."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=quality)
    return buffer.getvalue()


def inner(image: Image.Image, share: float) -> Image.Image:
    """A picture without ``share`` of each side at each of its four edges."""
    across, down = int(image.width * share), int(image.height * share)
    return image.crop((across, down, image.width - across, image.height - down))


def framed(image: Image.Image, colour: tuple[int, int, int] = (0, 0, 0)) -> Image.Image:
    """A picture with a border."""
    around = Image.new("RGB", (image.width + 60, image.height + 40), colour)
    around.paste(image, (30, 20))
    return around


def writing(seed: int, count: int = 150) -> str:
    """A text of so many words at random."""
    random = np.random.default_rng(seed)
    return " ".join(random.choice(WORDS, count))


def _colour(random: np.random.Generator) -> tuple[int, int, int]:
    red, green, blue = (int(each) for each in random.integers(0, 256, 3))
    return red, green, blue
