r"""Words in a text as written, with offsets.

A word is a run of letters, digits and combining marks. Python's ``\w`` leaves combining marks out, so that
``سُجُونٍ`` would fall in pieces; tatweel and invisible controls inside a word belong to it as well.
"""

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from sijill.text.fold import INVISIBLE, match

_TANWIN: Final = "\u064b"
_MARK_RANGES: Final = (range(0x300, 0x1F000), range(0xE0100, 0xE01F0))
"""Where combining marks stand; looking through all of Unicode would take a quarter of a second."""

_LAST_COMMON: Final = "\u06ff"
_UNCOMMON: Final = re.compile("[^\u0000-\u06ff\u2000-\u206f]")


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A word as written and as folded, with its span in the text as written."""

    start: int
    end: int
    written: str
    folded: str
    """Level match; never empty, because a token with no letter or digit left is not returned."""

    @property
    def base(self) -> str:
        """The folded word without an alef that only carries tanwin: معتقل of معتقلاً, for stems."""
        return base_of(self.written, self.folded)


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of ``text`` in order. Offsets are code points of ``text``, end exclusive."""
    for found in word_pattern(text).finditer(text):
        written = found.group()
        folded = _folded(written)
        if folded:
            yield Token(found.start(), found.end(), written, folded)


def words(text: str) -> list[str]:
    """Return the words of ``text`` as written, in order: those of ``tokens`` and any that fold to nothing.

    For bulk work on texts whose offsets nobody asks for, several times faster than ``tokens``.
    """
    return word_pattern(text).findall(text)


@functools.lru_cache(maxsize=1 << 16)
def folded_base(written: str) -> tuple[str, str]:
    """Return a word folded, and its base (see ``Token.base``); both empty when no letter or digit is left."""
    folded = _folded(written)
    return folded, base_of(written, folded)


def base_of(written: str, folded: str) -> str:
    """Return a folded word without an alef that only carries tanwin in the word as written."""
    carries = _TANWIN in written[-3:] and folded.endswith("ا") and len(folded) > 2
    return folded[:-1] if carries else folded


@functools.lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    plain, table = _letter_by_letter()
    return match(word).text if plain.search(word) else word.translate(table)


@functools.cache
def _letter_by_letter() -> tuple[re.Pattern[str], dict[int, str]]:
    """What finds letters beyond those that fold each by itself, and how these fold: nine words in ten, ten times faster."""
    codes = (
        *range(0x30, 0x3A),
        *range(0x41, 0x5B),
        *range(0x61, 0x7B),
        *range(0x621, 0x653),
        *range(0x660, 0x66A),
    )
    return re.compile("[^0-9A-Za-z\u0621-\u0652\u0660-\u0669]"), {
        code: match(chr(code)).text for code in codes
    }


@functools.cache
def inside_words(last: str = "\U0010ffff") -> str:
    """Return what may stand inside a word beside letters and digits, up to a letter, as the inside of a class."""
    marks = _ranges(
        code
        for codes in _MARK_RANGES
        for code in codes
        if chr(code) <= last and unicodedata.category(chr(code)) in {"Mn", "Mc"}
    )
    return marks + _ranges(map(ord, sorted({*INVISIBLE, "\u0640", "\u200c"})))


def word_pattern(text: str, joined: str = "") -> re.Pattern[str]:
    """Return the pattern of a word of ``text``; ``joined`` are letters that join two runs to one word.

    Text in Arabic and Latin letters alone has few marks, and is cut in half the time by a class that has only these.
    """
    return _pattern(joined, is_common=_UNCOMMON.search(text) is None)


@functools.cache
def _pattern(joined: str, *, is_common: bool) -> re.Pattern[str]:
    part = rf"[^\W_][\w{inside_words(_LAST_COMMON) if is_common else inside_words()}]*"
    return re.compile(rf"{part}(?:[{joined}]{part})*" if joined else part)


def _ranges(codes: Iterator[int]) -> str:
    spans: list[list[int]] = []
    for code in codes:
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in spans)
