r"""Words in a text as written, with offsets.

A word is a run of letters, digits and combining marks. Python's ``\w`` leaves combining marks out, so that
``سُجُونٍ`` would fall in pieces; tatweel and invisible controls inside a word belong to it as well.
"""

import dataclasses
import functools
import re
import sys
import unicodedata
from collections.abc import Iterator

from sijill.text.fold import match


@dataclasses.dataclass(frozen=True, slots=True)
class Token:
    """A word as written and as folded, with its span in the text as written."""

    start: int
    end: int
    written: str
    folded: str
    """Level match; never empty, because a token with no letter or digit left is not returned."""


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
        code for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) in {"Mn", "Mc"}
    )
    invisible = "\u00ad\u061c\u0640\u200b-\u200f\u2060\u2066-\u2069\ufeff"
    return re.compile(rf"[^\W_][\w{marks}{invisible}]*")


def _ranges(codes: Iterator[int]) -> str:
    spans: list[list[int]] = []
    for code in codes:
        if spans and code == spans[-1][1] + 1:
            spans[-1][1] = code
        else:
            spans.append([code, code])
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in spans)
