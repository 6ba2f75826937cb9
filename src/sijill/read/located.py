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
import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sijill.read.painted import Box
from sijill.text import match

_MARGIN: Final = 0.12
"""Of a letter's height, added around a word: ink reaches out of the boxes that fonts declare."""
_PARTS: Final = re.compile("[0-9]+|[\u0600-\u06ff]+|[^0-9\u0600-\u06ff\\s]+")
"""Figures, Arabic letters, other letters: each keeps its own direction in a line."""
_NEAR: Final = 4
"""Places in the layer between letters of one shape: producers interleave two of them at times."""
_SAME_LINE: Final = 0.3
"""Of a letter's height: origins of one line differ by no more; lines lie a height apart."""
_APART: Final = 0.12
"""Of a letter's height: letters with a smaller gap between them are of one word."""


@dataclasses.dataclass(frozen=True, slots=True)
class Cell:
    """One shape on a page and the letters that it stands for, folded."""

    letters: str
    box: Box
    index: int
    height: float
    """Of its origin on the page: letters and their vowels differ in it."""


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


def spellings(word: str) -> set[str]:
    """Return the orders that the letters of a word may stand in along a line, or along the layer.

    Forwards and backwards; beside Arabic with figures and Latin words turned around, as a line has them from its
    right; and with its parts in turned order, as 2013-08-21 is shown in an Arabic line.
    """
    parts = _PARTS.findall("".join(each if each.isalnum() else " " for each in match(word).text))
    if not parts:
        return set()
    turned = [part if "\u0600" <= part[0] <= "\u06ff" else part[::-1] for part in parts]
    forwards = {"".join(parts), "".join(turned), "".join(reversed(parts))}
    return forwards | {each[::-1] for each in forwards}


def cells(page: Any) -> tuple[list[Cell], int]:  # Any: pypdfium2 has no types
    """Return the shapes of a page in the order of its layer, and how many of them stand for no known letter."""
    import pypdfium2.raw as pdfium

    text = page.get_textpage()
    found: list[Cell] = []
    shapes: dict[tuple[float, float], _Shape] = {}
    unknown = 0
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        code = pdfium.FPDFText_GetUnicode(text, index)
        letter = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if pdfium.FPDFText_IsGenerated(text, index) == 1 or letter.isspace():
            continue
        if letter == "\ufffd" or 0xE000 <= code < 0xF900 or pdfium.FPDFText_HasUnicodeMapError(text, index):
            unknown += 1
        pdfium.FPDFText_GetCharOrigin(text, index, x, y)
        place = round(x.value, 1), round(y.value, 1)
        shape = shapes.get(place)
        if shape is None or index - shape.last > _NEAR:
            if shape is not None:
                found += shape.cells()
            shape = shapes[place] = _Shape(index, y.value)
        shape.take(needle(letter), text.get_charbox(index, loose=True), index)
    found += [cell for shape in shapes.values() for cell in shape.cells()]
    return sorted(_joined(found), key=lambda cell: cell.index), unknown


def _joined(found: Sequence[Cell]) -> list[Cell]:
    """Return the shapes with each vowel that the layer gives its letter again joined to that letter."""
    kept: dict[str, list[Cell]] = {}
    for cell in sorted(
        found, key=lambda each: each.box[0] - each.box[2]
    ):  # The widest first: letters, then marks.
        same = kept.setdefault(cell.letters, [])
        own = next((at for at, each in enumerate(same) if _carries(each, cell)), None)
        if own is None:
            same.append(cell)
        else:
            same[own] = dataclasses.replace(same[own], box=_union([same[own].box, cell.box]))
    return [cell for same in kept.values() for cell in same]


def _carries(letter: Cell, mark: Cell) -> bool:
    wide, high = letter.box[2] - letter.box[0], letter.box[3] - letter.box[1]
    apart = abs(letter.box[0] + letter.box[2] - mark.box[0] - mark.box[2]) / 2
    return apart < 0.5 * wide and 0.0 < abs(letter.height - mark.height) < 0.5 * high


class _Shape:
    """Letters of one origin: parts of a ligature, or a letter and its vowels, between which the layer halves the box."""

    def __init__(self, index: int, height: float) -> None:
        self._height = height
        self._first = self.last = index
        self._letters = ""
        self._boxes: list[Box] = []

    def take(self, letters: str, box: Box, index: int) -> None:
        self._letters += letters
        self._boxes.append(box)
        self.last = index

    def cells(self) -> list[Cell]:
        return [Cell(self._letters, _union(self._boxes), self._first, self._height)] if self._letters else []


def places(found: Sequence[Cell], words: Sequence[str]) -> list[Place]:
    """Return every occurrence of ``words``, each once, by word and place."""
    lines = _lines(found)
    ways = (
        list(found),
        [cell for line in lines for cell in line],
        [cell for line in lines for cell in reversed(line)],
    )
    runs: dict[tuple[int, frozenset[int]], list[Cell]] = {}
    for number, word in enumerate(words):
        for way, spelled in itertools.product(ways, sorted(spellings(word))):
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
                    yield list(way[_doubled(way, start, -1) : end])
                    break


def _end(way: Sequence[Cell], at: int, rest: str) -> int | None:
    """Return where a word ends whose ``rest`` begins at ``at``; None where it does not go on."""
    if not rest:
        return _doubled(way, at - 1, 1) + 1
    if at == len(way):
        return None
    letters = way[at].letters
    if _holds(letters, rest[: len(letters)]):
        end = _end(way, at + 1, rest[len(letters) :])
        if end is not None:
            return end
    return _end(way, at + 1, rest) if _is_double(way[at - 1], way[at]) else None


def _doubled(way: Sequence[Cell], at: int, step: int) -> int:
    """Return the last of the shapes from ``at`` on that are doubles of the one before."""
    while 0 <= at + step < len(way) and _is_double(way[at], way[at + step]):
        at += step
    return at


def _is_double(one: Cell, other: Cell) -> bool:
    """Return whether two shapes are a letter and its vowel, each of which the layer gives the letter."""
    if one.letters != other.letters:
        return False
    between = abs(one.box[0] + one.box[2] - other.box[0] - other.box[2]) / 2
    return between < max(one.box[2] - one.box[0], other.box[2] - other.box[0])


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
    heights = sorted(cell.box[3] - cell.box[1] for cell in found)
    apart = _SAME_LINE * heights[len(heights) // 2] if heights else 0.0
    lines: list[list[Cell]] = []
    for cell in sorted(found, key=lambda each: -each.height):
        if lines and lines[-1][0].height - cell.height <= apart:
            lines[-1].append(cell)
        else:
            lines.append([cell])
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
