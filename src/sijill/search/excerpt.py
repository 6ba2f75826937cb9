"""The part of a hit's context that is shown: around its best window, cut between words."""

from typing import Final

from sijill.search.query import Hit

_WIDTH: Final = 240
"""Code points shown: three lines of a terminal."""


def excerpt(hit: Hit, width: int = _WIDTH) -> tuple[str, list[tuple[int, int]]]:
    """Return the text around a hit as written and the spans of its marks in it; a longer hit is shown whole."""
    first, last = hit.start - hit.context_start, hit.end - hit.context_start
    spare = max(0, width - (last - first)) // 2
    start, end = _blank(hit.context, first - spare, first), _blank(hit.context, last + spare, last)
    spans = [
        (mark.start - hit.context_start - start, mark.end - hit.context_start - start) for mark in hit.marks
    ]
    return hit.context[start:end], [(one, other) for one, other in spans if one >= 0 and other <= end - start]


def _blank(text: str, at: int, inner: int) -> int:
    """Return the nearest place from ``at`` towards ``inner`` at which no word is cut."""
    if at <= 0:
        return 0
    if at >= len(text):
        return len(text)
    step = 1 if inner >= at else -1
    while at != inner and not (text[at - 1].isspace() or text[at].isspace()):
        at += step
    return at
