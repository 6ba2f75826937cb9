"""Which claims repeat an earlier one: the same figure in the same sentence, or of the same speaker. Copies are no new evidence.

The first is the one whose exhibit came in first: which was published first the ledger cannot know, and does not say.
"""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from sijill.text import match_key

Key = tuple[str, int]
"""Exhibit and number of a claim."""

_FIGURE: Final = ("type", "unit", "min", "max", "qualifier")


def first_appearances(rows: Sequence[Mapping[str, Any]], received: Mapping[str, int]) -> dict[Key, Key]:
    """Return for each claim that repeats another the one that it repeats.

    ``rows`` have ``exhibit``, ``position``, the figure, ``located`` (its places in one writing), ``attribution``, and the ``sentence`` with its ``sentence_at``.
    ``received`` orders exhibits. A repeat points to the first of all, never to another repeat; two figures of one
    sentence never repeat each other.
    """
    ordered = sorted(rows, key=lambda row: (received[row["exhibit"]], row["exhibit"], row["position"]))
    seen: dict[object, Mapping[str, Any]] = {}
    found: dict[Key, Key] = {}
    for row in ordered:
        marks = _marks(row)
        earlier = [seen[mark] for mark in marks if mark in seen]
        others = [each for each in earlier if sentence_of(each) != sentence_of(row)]
        if others:
            first = min((each["exhibit"], each["position"]) for each in others)
            found[row["exhibit"], row["position"]] = found.get(first, first)
        for mark in marks:
            seen.setdefault(mark, row)
    return found


def sentence_of(row: Mapping[str, Any]) -> tuple[object, ...]:
    """Return what is the same for the claims of one sentence: side by side there, they count different things."""
    return row["exhibit"], row["at"], row["sentence_at"]


def _marks(row: Mapping[str, Any]) -> list[object]:
    """Return what a claim shares with its repeats: its sentence and words; or its speaker, place and period."""
    figure = tuple(row[name] for name in _FIGURE)
    speaker = match_key(row["attribution"])
    marks: list[object] = [("sentence", figure, match_key(row["sentence"]), match_key(row["text"]))]
    if speaker:
        marks.append(("speaker", figure, speaker, row["located"], row["since"], row["until"]))
    return marks
