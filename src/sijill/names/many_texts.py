"""Many texts at once: which are one, which are known, which hold letters that a rule is about. No loop of Python over each."""

import itertools
from collections import defaultdict
from collections.abc import Collection, Sequence

import numpy as np
from numpy.typing import NDArray


class Numbers(defaultdict[str, int]):
    """A number for each text, in the order in which they are first asked for."""

    def __init__(self) -> None:
        """Know none yet."""
        super().__init__(itertools.count().__next__)

    def of(self, texts: Sequence[str]) -> NDArray[np.int32]:
        """Return the number of each of ``texts``, of which those that are new get the next ones."""
        return np.fromiter(map(self.__getitem__, texts), np.int32, len(texts))


def close_together(texts: Sequence[str]) -> tuple[str, ...]:
    """Return ``texts``, none of which has an end of a line in it, made anew one behind the other in memory: a pass over them takes half as long."""
    return tuple("\n".join(texts).split("\n")) if texts else ()


def those_in(known: Collection[str], texts: Sequence[str]) -> NDArray[np.int64]:
    """Return the places of those of ``texts`` that are ``known``."""
    return np.flatnonzero(np.fromiter(map(known.__contains__, texts), np.bool_, len(texts)))


def those_with(marks: Sequence[str], texts: Sequence[str]) -> NDArray[np.int64]:
    """Return the places of those of ``texts``, none of which has an end of a line in it, that hold one of ``marks``.

    An end of a line in a mark stands for the begin of a text or its end.
    """
    room = "\0" * max(map(len, marks))
    written = "\n".join(["", *texts, room])
    held = [mark for mark in marks if mark in written]
    if not held:
        return np.empty(0, np.int64)
    points = np.frombuffer(written.encode("utf-32-le", "surrogatepass"), "<u4")
    breaks = np.flatnonzero(points == ord("\n"))
    rows = []
    for mark in held:
        places = breaks if mark[0] == "\n" else np.flatnonzero(points == ord(mark[0]))
        for behind, letter in enumerate(mark[1:], start=1):
            places = places[points[places + behind] == ord(letter)]
        rows.append(np.searchsorted(breaks, places, side="right") - 1)
    return np.unique(np.concatenate(rows))


def code_points(texts: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """Return all texts in a row, and where each begins, the end behind the last."""
    begins = np.zeros(len(texts) + 1, np.int64)
    np.cumsum(np.fromiter(map(len, texts), np.int64, len(texts)), out=begins[1:])
    return np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), "<u4"), begins
