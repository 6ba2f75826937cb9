"""A long text in pieces, so that what reads it holds one piece at a time."""

import re
from collections.abc import Iterator
from typing import Final

LONGEST: Final = 50_000
"""Code points of a piece. A folded piece takes some 40 bytes for each of them."""
_REACH: Final = 2_000
_END: Final = re.compile(r"[.!?؟؛\n\r\u2028\u2029\f](?=\s|$)")


def pieces(text: str, longest: int = LONGEST) -> Iterator[tuple[int, str]]:
    """Yield (offset, piece) that make up ``text``; cut behind a sentence, else at white space, else anywhere.

    What stands across a cut is not read as one: a date or name there is lost where no sentence ends within
    2,000 code points of it.
    """
    start = 0
    while len(text) - start > longest:
        stop = _cut(text, start, start + longest)
        yield start, text[start:stop]
        start = stop
    if start < len(text) or not text:
        yield start, text[start:]


def _cut(text: str, start: int, stop: int) -> int:
    first = max(start + 1, stop - _REACH)
    ends = [found.end() for found in _END.finditer(text, first, stop)]
    if ends:
        return ends[-1]
    blank = max(text.rfind(white, first, stop) for white in " \n\t")
    return blank if blank > start else stop
