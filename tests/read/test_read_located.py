"""Words on pages: found whatever order, form or vowels the layer gives them, and every letter of them covered."""

import random
from pathlib import Path

import numpy as np
import pytest

from sijill.read.located import Cell, needle, places, spellings
from sijill.read.pages import Page, _has_unknown_ink, pages
from sijill.record.burn import burned, whole_pixels

FONTS = Path("/usr/share/fonts/truetype/noto")
FAMILIES = ("Noto Naskh Arabic", "Noto Kufi Arabic", "Noto Sans Arabic")
WORDS = [
    "سلمى",
    "الراسي",
    "خليل",
    "الأحمد",
    "مؤمنة",
    "لأجل",
    "لآمال",
    "إلهام",
    "الله",
    "مُحَمَّد",
    "شَهِدَ",
    "علاء",
    "فلاح",
    "كمال",
    "2013-08-21",
    "Salma",
    "Haddad",
    "٠٩٣٣٤٤١",
    "عبدالله",
    "يحيى",
    "لجنة",
    "حمامة",
]


def _row(text: str, *, top: float = 10.0, first: int = 0) -> list[Cell]:
    """Return letters side by side from the left, as one line."""
    return [
        Cell(letter, (10.0 * at, top - 10, 10.0 * at + 9.5, top), first + at, top - 8)
        for at, letter in enumerate(text)
        if letter != " "
    ]


def test_letters_are_folded_before_they_are_looked_for() -> None:
    """Presentation forms, vowels, hamza seats, figures and capitals count as one."""
    assert needle("ﺳﻠﻤﻰ") == needle("سَلْمَى") == needle("سلمي")
    assert needle("٠٩٣-٣") == "0933"
    assert needle("ﷲ ...") == needle("الله")
    assert needle(" -") == ""
    assert {"20130821", "21082013"} <= spellings("2013-08-21")


@pytest.mark.parametrize("line", ["x سلمي y", "y يملس x", "سل مي", "ab سلمي"])
def test_a_word_is_found_forwards_backwards_and_torn(line: str) -> None:
    """As a layer in reading order has it, as one in order of sight, and with a blank inside."""
    (found,) = places(_row(line), ["سلمى"])
    assert len(found.boxes) == 1
    assert found.boxes[0][2] - found.boxes[0][0] > 35


def test_a_part_of_a_longer_word_is_found_and_told() -> None:
    """Inside another word, and as the end of a line and the beginning of the next."""
    inside, alone = places(_row("xSalmax   salma".lower()), ["SALMA"])
    assert (inside.inside, alone.inside) == (True, False)
    broken = [*_row("the sal", top=30.0), *_row("ma was", top=10.0, first=50)]
    (found,) = places(broken, ["Salma"])
    assert len(found.boxes) == 2


def test_letters_of_one_shape_are_taken_in_any_order() -> None:
    """A ligature may come reversed, and a word may begin or end inside one."""
    cells = [
        Cell(letters, (10.0 * at, 0, 10.0 * at + 9, 10), at, 2) for at, letters in enumerate(["ف", "ال", "ح"])
    ]
    assert [len(found.boxes) for found in places(cells, ["فلاح"])] == [1]
    assert len(places(cells, ["لاح"])) == 1
    assert len(places(cells, ["اح"])) == 1
    assert places(cells, ["فاح"]) == []


def _red(page: Page) -> int:
    boxes = [whole_pixels(spot.box, page) for spot in page.spots]
    shape = page.height, page.width, 3
    pixels = np.frombuffer(burned(page, boxes), np.uint8).reshape(shape).astype(np.int16)
    return int(((pixels[..., 0] - pixels[..., 1]) > 40).sum())


@pytest.mark.parametrize("seed", range(12))
def test_no_pixel_of_a_word_is_left(seed: int, tmp_path: Path) -> None:
    """A word set in red, three times on a page of other words: after burning no red is left, in any font."""
    import typst

    if not list(FONTS.glob("NotoNaskhArabic*")):
        pytest.skip("Noto Naskh Arabic is missing: apt-get install fonts-noto-core")
    chance = random.Random(seed)
    target = chance.choice(WORDS)
    words = [each for each in chance.choices(WORDS, k=40) if needle(each) != needle(target)]
    for _ in range(3):
        words.insert(chance.randrange(len(words)), f'#text(fill: rgb("ff0000"))[{target}]')
    size, language = chance.choice((9, 12, 16)), chance.choice(("ar", "en"))
    source, path = tmp_path / "a.typ", tmp_path / "a.pdf"
    source.write_text(
        f"#set page(width: 12cm, height: 18cm)\n#set par(justify: {'true' if seed % 2 else 'false'})\n"
        f'#set text(lang: "{language}", hyphenate: false, font: ("{FAMILIES[seed % 3]}", "Noto Naskh Arabic"), '
        f"size: {size}pt)\n{' '.join(words)}",
        encoding="utf-8",
    )
    typst.compile(str(source), output=str(path), font_paths=[str(FONTS)])
    (page,) = pages(path, words=[target], dots_an_inch=120)
    assert len(page.spots) >= 3
    assert _red(page) == 0
    (bare,) = pages(path, words=[], dots_an_inch=120)
    assert _red(bare) > 100


def test_ink_that_no_letter_accounts_for_is_noticed() -> None:
    """A layer may lose letters and say nothing: what is seen outside of all that is known makes a page unsearched."""
    from PIL import Image

    page = Image.new("RGB", (100, 50), (255, 255, 255))
    page.paste((0, 0, 0), (10, 10, 20, 20))
    assert _has_unknown_ink(page, [])
    assert _has_unknown_ink(page, [(40, 10, 10, 10)])
    assert not _has_unknown_ink(page, [(10, 10, 10, 10)])
