"""Numbers in Arabic and English text, with their offsets: figures, number words and mixtures of both.

Read here: both digit sets with every separator, number words with gender, dual and joined hundreds,
``250 ألف``, ``مليون ونصف``, ``نيف``, ``بضع``, indefinite plurals (عشرات الآلاف), per cent, fractions and
``تسعة من كل عشرة``. What a number counts, its bounds and whether it is a date is left to the caller.
"""

import dataclasses
from typing import Final

from sijill.text.arabic_numbers import Reader
from sijill.text.english_numbers import english_number
from sijill.text.lexemes import Passage, passage, proclitic_splits
from sijill.text.number_forms import Form, Number, figure_value, plain
from sijill.text.number_words import ARABIC_ORDINALS
from sijill.text.pieces import pieces

__all__ = ["Form", "Number", "figure_value", "numbers", "passage_numbers", "plain"]

_LATIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz")


def numbers(text: str) -> list[Number]:
    """Return the numbers in ``text`` in order, never overlapping; offsets are code points of ``text``.

    A figure of more than 15 digits, or with a leading zero, is no quantity and left out.
    """
    found: list[Number] = []
    for offset, piece in pieces(text):
        read = passage(piece, offset)
        for number in passage_numbers(read):
            start, end = read.source(number.start, number.end)
            found.append(dataclasses.replace(number, start=start, end=end))
    return found


def passage_numbers(read: Passage) -> list[Number]:
    """Return the numbers of a passage; offsets count in its folded text."""
    found: list[Number] = []
    index = 0
    while index < len(read.lexemes):
        latin = read.lexemes[index].text[0] in _LATIN
        number = english_number(read, index) if latin else Reader(read).number(index)
        if number is not None and _is_part_of_a_name(read, index):
            number = None
        if number is None:
            index += 1
            continue
        found.append(number)
        index = max(index + 1, read.at(number.end))
    return found


def _is_part_of_a_name(read: Passage, index: int) -> bool:
    """Whether the number is the end of an ordinal or a part of a telephone or file number."""
    if read.lexemes[index].kind == "figure":
        return _hyphens(read, index) >= 2 or (read.word(index - 1) == "+" and read.glued(index))
    proclitics, rest = proclitic_splits(read.word(index - 1))[-1]
    is_ordinal = rest in ARABIC_ORDINALS and proclitics.endswith("ال")
    return is_ordinal and read.word(index).removeprefix("و").removeprefix("ال") not in {"الف", "مليون"}


def _hyphens(read: Passage, index: int) -> int:
    """Count the hyphens that join the figure to further figures on both sides, up to two each way."""
    found = 0
    for step in (-1, 1):
        position = index
        for _ in range(2):
            mark, far = position + step, position + 2 * step
            glued = read.glued(max(position, mark)) and read.glued(max(mark, far))
            if not (glued and read.word(mark) in {"-", "‑"} and read.word(far).isdigit()):
                break
            found, position = found + 1, far
    return found
