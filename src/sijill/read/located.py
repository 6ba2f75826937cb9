"""Where given words stand on a PDF page. Runs inside the child process only.

The order of letters in text layers differs by producer, and Arabic may come reversed, so a word is looked for
forwards and backwards along the layer, along the lines from the left, and from the right. Letters that share one
shape (lam-alef) are taken in any order. Blanks and signs are passed over: a word that is torn apart, or broken at
the end of a line, is found, and so is one that only the letters of two neighbours spell. Too much is hidden rather
than too little.
"""

import ctypes
import dataclasses
import itertools
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sijill.read.painted import Box
from sijill.text import match

_MARGIN: Final = 0.12
"""Of a letter's height, added around a word: ink reaches out of the boxes that fonts declare."""
_APART: Final = 0.12
"""Of a letter's height: letters with a smaller gap between them are of one word."""


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """One shape on a page and the letters that it stands for, folded."""

    letters: str
    box: Box
    index: int


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """One occurrence of a word."""

    word: int
    """Which of the words."""
    boxes: tuple[Box, ...]
    """One for each line that it stands on."""
    inside: bool
    """It is part of a longer word."""


def needle(word: str) -> str:
    """Return the letters and digits of a word as they are looked for; empty when it has none."""
    return "".join(filter(str.isalnum, match(word).text))


def cells(page: Any) -> tuple[list[Cell], int]:  # Any: pypdfium2 has no types
    """Return the shapes of a page in the order of its layer, and how many of them stand for no known letter."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    found: list[Cell] = []
    unknown = 0
    last = (0.0, 0.0)
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or letter.isspace():
            continue
        if letter == "\ufffd" or 0xE000 <= code < 0xF900 or pdfium.FPDFText_HasUnicodeMapError(text, index):
            unknown += 1
        folded = needle(letter)
        if not folded:
            continue
        left, bottom, right, top = text.get_charbox(index, loose=True)
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        if found and found[-1].index == index - 1 and (x.value, y.value) == last:
            held = found.pop()
            found.append(Cell(held.letters + folded, _union([held.box, (left, bottom, right, top)]), index))
        else:
            found.append(Cell(folded, (left, bottom, right, top), index))
        last = (x.value, y.value)
    return found, unknown


def places(found: Sequence[Cell], words: Sequence[str]) -> list[Place]:
    """Return every occurrence of ``words`` (as given by ``needle``), each once, by word and place."""
    lines = _lines(found)
    ways = (
        list(found),
        [cell for line in lines for cell in line],
        [cell for line in lines for cell in reversed(line)],
    )
    runs: dict[tuple[int, frozenset[int]], list[Cell]] = {}
    for number, word in enumerate(words):
        for way, spelled in itertools.product(ways, {word, word[::-1]}):
            for run in _runs(way, spelled):
                runs[number, frozenset(cell.index for cell in run)] = run
    ordered = sorted(runs.items(), key=lambda item: (item[0][0], sorted(item[0][1])))
    return [_place(number, run, lines) for (number, _), run in ordered]


def _runs(way: Sequence[Cell], word: str) -> Iterator[list[Cell]]:
    for start in range(len(way)):
        first = way[start].letters
        # The word may begin inside the shape: with as many of its letters as the shape holds.
        for taken in range(1, min(len(first), len(word)) + 1):
            if _holds(first, word[:taken]) and (taken == len(first) or len(first) > 1):
                end = _end(way, start + 1, word[taken:])
                if end is not None:
                    yield list(way[start:end])
                    break


def _end(way: Sequence[Cell], at: int, rest: str) -> int | None:
    while rest:
        if at == len(way):
            return None
        letters = way[at].letters
        if not _holds(letters, rest[: len(letters)]):
            return None
        rest = rest[len(letters) :]
        at += 1
    return at


def _holds(letters: str, part: str) -> bool:
    """Return whether a shape's letters hold those of ``part``, in whatever order."""
    if len(letters) == 1:
        return letters == part
    left = list(letters)
    for letter in part:
        if letter not in left:
            return False
        left.remove(letter)
    return True


def _lines(found: Sequence[Cell]) -> list[list[Cell]]:
    """Return the shapes by lines from the top, each from the left."""
    lines: list[list[Cell]] = []
    levels: list[float] = []
    for cell in sorted(found, key=lambda each: -(each.box[1] + each.box[3])):
        middle, height = (cell.box[1] + cell.box[3]) / 2, cell.box[3] - cell.box[1]
        if lines and abs(levels[-1] - middle) < 0.35 * height:
            lines[-1].append(cell)
        else:
            lines.append([cell])
            levels.append(middle)
    return [sorted(line, key=lambda cell: (cell.box[0] + cell.box[2], cell.index)) for line in lines]


def _place(number: int, run: Sequence[Cell], lines: Sequence[Sequence[Cell]]) -> Place:
    indexes = {cell.index for cell in run}
    boxes: list[Box] = []
    inside = False
    for line in lines:
        own = [at for at, cell in enumerate(line) if cell.index in indexes]
        # A word of the layer's order may be torn apart on its line; what stands between is not of it.
        for _, group in itertools.groupby(enumerate(own), key=lambda pair: pair[1] - pair[0]):
            part = [at for _, at in group]
            boxes.append(_padded([line[at] for at in part]))
            inside = inside or _touches(line, part[0], -1) or _touches(line, part[-1], 1)
    return Place(word=number, boxes=tuple(boxes), inside=inside)


def _touches(line: Sequence[Cell], at: int, step: int) -> bool:
    beside = at + step
    if not 0 <= beside < len(line):
        return False
    one, other = line[at].box, line[beside].box
    gap = other[0] - one[2] if step > 0 else one[0] - other[2]
    return gap < _APART * (one[3] - one[1])


def _padded(part: Sequence[Cell]) -> Box:
    left, bottom, right, top = _union([cell.box for cell in part])
    margin = _MARGIN * (top - bottom)
    return left - margin, bottom - margin, right + margin, top + margin


def _union(boxes: Sequence[Box]) -> Box:
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(bottoms), max(rights), max(tops)
