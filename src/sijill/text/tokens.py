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
        carries = _TANWIN in self.written[-3:] and self.folded.endswith("ا") and len(self.folded) > 2
        return self.folded[:-1] if carries else self.folded


def tokens(text: str) -> Iterator[Token]:
    """Yield the words of ``text`` in order. Offsets are code points of ``text``, end exclusive."""
    for found in _word().finditer(text):
        written = found.group()
        folded = _folded(written)
        if folded:
            yield Token(found.start(), found.end(), written, folded)


@functools.lru_cache(maxsize=1 << 16)
def _folded(word: str) -> str:
    return match(word).text


@functools.cache
def _word() -> re.Pattern[str]:
    marks = _ranges(
        code for codes in _MARK_RANGES for code in codes if unicodedata.category(chr(code)) in {"Mn", "Mc"}
    )
    invisible = _ranges(map(ord, sorted({*INVISIBLE, "\u0640", "\u200c"})))
    return re.compile(rf"[^\W_][\w{marks}{invisible}]*")


def _ranges(codes: Iterator[int]) -> str:
    spans: list[list[int]] = []
    for code in codes:
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in spans)
