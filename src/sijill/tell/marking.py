"""Text as written with claims marked in it: whole words, line by line, each claim with its anchor.

A mark inside a word breaks the joining of Arabic letters in some engines, so marks widen to whole words;
they are cut at line ends, since each line takes its own direction.
"""

import dataclasses
import unicodedata
from collections.abc import Sequence


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of one line: marked when it has claims; ``anchors`` are those that begin in it."""

    text: str
    marked: bool
    anchors: tuple[int, ...] = ()


Line = tuple[Piece, ...]


def mark(text: str, spans: Sequence[tuple[int, int, int]]) -> tuple[Line, ...]:
    """Return the lines of ``text`` as pieces; empty lines are left out.

    ``spans`` are (start, end, claim number) in code points; a span outside the text is anchored at its end.
    """
    widened = sorted((*_whole_words(text, start, end), number) for start, end, number in spans)
    lines, offset = [], 0
    for line in text.split("\n"):
        end = offset + len(line)
        here = [(start, stop) for start, stop, _ in widened if start < end and stop > offset]
        begun = [(start, number) for start, _, number in widened if offset <= start <= end]
        if line.strip() or begun:
            lines.append(_pieces(text, (offset, end), here, begun))
        offset = end + 1
    return tuple(lines)


def _pieces(
    text: str, line: tuple[int, int], here: Sequence[tuple[int, int]], begun: Sequence[tuple[int, int]]
) -> Line:
    pieces: list[Piece] = []
    offset, end = line
    for start, stop in _merged([(max(start, offset), min(stop, end)) for start, stop in here]):
        if start > offset:
            pieces.append(_piece(text[offset:start]))
        anchors = tuple(number for first, number in begun if start <= first < stop)
        pieces.append(_piece(text[start:stop], anchors, marked=True))
        offset = stop
    if offset < end:
        pieces.append(_piece(text[offset:end]))
    placed = {number for piece in pieces for number in piece.anchors}
    lost = tuple(number for _, number in begun if number not in placed)
    return (*pieces, _piece("", lost)) if lost else tuple(pieces)


def _piece(text: str, anchors: tuple[int, ...] = (), *, marked: bool = False) -> Piece:
    return Piece(text=visible(text), marked=marked, anchors=anchors)


def visible(text: str) -> str:
    """Return ``text`` with controls that HTML cannot hold shown as U+FFFD."""
    return "".join(
        "\ufffd" if unicodedata.category(letter) in {"Cc", "Cs"} and letter not in "\n\t\r" else letter
        for letter in text
    )


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = min(max(start, 0), len(text)), min(max(end, 0), len(text))
    if end <= start:
        return start, start
    while start and _in_word(text[start]) and _in_word(text[start - 1]):
        start -= 1
    while end < len(text) and _in_word(text[end - 1]) and _in_word(text[end]):
        end += 1
    return start, end


def _in_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN" or letter in "\u0640\u200c\u200d"


def _merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if merged and start < merged[-1][1]:
            merged[-1] = merged[-1][0], max(stop, merged[-1][1])
        else:
            merged.append((start, stop))
    return merged
