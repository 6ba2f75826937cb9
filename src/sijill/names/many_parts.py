"""Letters and skeletons of many parts at once: one text with a part a line, over which each rule runs once.

What comes out is what ``letters`` gives for each part alone (a test holds the two together).
"""

import re
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names import letters

_LINE: Final = "\n"
_LINE_BYTE: Final = 255
_FIRST_ALEF: Final = re.compile("^ا", re.MULTILINE)
_FINAL_HA: Final = re.compile(r"(?<=[^\n]{2})ه$", re.MULTILINE)
_FINAL_YA: Final = re.compile(r"(?<=[^\n]{2})ي$", re.MULTILINE)
_FINAL_H: Final = re.compile(r"(?<=[^\n]{2})h$", re.MULTILINE)
_SILENT: Final = re.compile(r"(?<=[^\n])[حĦĤh]$", re.MULTILINE)


def encode_parts(parts: Sequence[str]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the letters of folded ``parts`` [p, 14], 0 behind the end, and how many of them are in use."""
    codes = np.zeros((len(parts), letters.LENGTH), np.uint8)
    lengths = np.zeros(len(parts), np.uint8)
    latin, arabic, decimal = _by_script(parts)
    for places, spelled in (
        (latin, _spell_latin(_text(parts, latin))),
        (arabic, _spell_arabic(_text(parts, arabic))),
    ):
        codes[places], lengths[places] = _matrix(spelled, letters.CODES, len(places), letters.LENGTH)
    for place in decimal:
        code = letters.encode(parts[place])
        codes[place, : len(code)], lengths[place] = list(code), len(code)
    return codes, lengths


def skeletons_of(parts: Sequence[str]) -> list[str]:
    """Return ``letters.skeleton`` of each of ``parts``."""
    found = list(parts)
    latin, arabic, _ = _by_script(parts)
    soft = letters.SOFT_C.sub("k", _text(parts, latin).replace("ch", "C"))
    for places, spelled in (
        (latin, _spell_latin(soft)),
        (arabic, _spell_arabic(_text(parts, arabic))),
    ):
        kept = _translated(_SILENT.sub("", spelled), letters.CLASSES).replace("th", "t")
        lines = zip(places, kept.split(_LINE), spelled.split(_LINE), strict=False)
        for place, consonants, whole in lines:
            found[place] = consonants or letters.vowels_only(whole)
    return found


def pack_skeletons(skeletons: Sequence[str]) -> NDArray[np.uint64]:
    """Return ``letters.pack_skeleton`` of each of ``skeletons``."""
    numbers, lengths = _matrix(
        _LINE.join(skeletons), letters.CLASS_NUMBERS, len(skeletons), letters.SKELETON_LENGTH
    )
    packed = np.zeros(len(skeletons), np.uint64)
    for place in range(letters.SKELETON_LENGTH):
        more = lengths > place
        packed[more] = packed[more] << np.uint64(4) | numbers[more, place]
    for place, skeleton in enumerate(skeletons):
        if skeleton == "a" or skeleton.isdecimal():
            packed[place] = letters.pack_skeleton(skeleton)
    return packed


def _by_script(parts: Sequence[str]) -> tuple[list[int], list[int], list[int]]:
    """Return the places of parts that begin as ASCII, of all others, and of numbers, which have no rules."""
    latin: list[int] = []
    arabic: list[int] = []
    decimal: list[int] = []
    for place, part in enumerate(parts):
        (decimal if part.isdecimal() else latin if part[:1].isascii() else arabic).append(place)
    return latin, arabic, decimal


def _text(parts: Sequence[str], places: Sequence[int]) -> str:
    return _LINE.join([parts[place] for place in places])


def _spell_latin(text: str) -> str:
    """Do what ``letters.spell`` does to Latin parts; letters of no code stay."""
    for written, letter in letters.LATIN_SPELLINGS:
        text = text.replace(written, letter)
    return _known(_FINAL_H.sub("Ĥ", letters.DOUBLED.sub(r"\1", text)))


def _spell_arabic(text: str) -> str:
    """Do what ``letters.spell`` does to all other parts."""
    text = _FIRST_ALEF.sub("Ā", text.translate(letters.NEIGHBOURS))
    return _known(_FINAL_YA.sub("Ī", _FINAL_HA.sub("Ħ", text)))


def _known(text: str) -> str:
    """Drop what has no code."""
    return text.translate(
        {ord(each): None for each in set(text) if each not in letters.CODES and each != _LINE}
    )


def _translated(text: str, table: Mapping[str, str | int]) -> str:
    return text.translate({ord(each): table.get(each) for each in set(text) if each != _LINE})


def _matrix(
    text: str, table: Mapping[str, int], count: int, width: int
) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Return the numbers of each line's letters [count, width], 0 behind the end, and how many there are."""
    matrix = np.zeros((count, width), np.uint8)
    if not count:
        return matrix, np.zeros(0, np.uint8)
    codes = {ord(each): table.get(each, 0) for each in set(text)} | {ord(_LINE): _LINE_BYTE}
    written = np.frombuffer(text.translate(codes).encode("latin-1") + bytes([_LINE_BYTE]), np.uint8)
    ends = np.flatnonzero(written == _LINE_BYTE)
    starts = np.r_[0, ends[:-1] + 1]
    lengths = np.minimum(ends - starts, width)
    for place in range(width):
        more = lengths > place
        matrix[more, place] = written[starts[more] + place]
    return matrix, lengths.astype(np.uint8)
