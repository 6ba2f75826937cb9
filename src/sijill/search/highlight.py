"""Where in a text as written the words of a question stand: whole words, never a part of one, and why."""

import dataclasses
from collections.abc import Sequence

from sijill.search.asked import Phrase, Question
from sijill.search.forms import forms
from sijill.search.meeting import STRENGTH, How, Meeting, begins
from sijill.text import Token, letters, tokens

_WINDOW = 16
"""Words of the text that are told as one hit, at the most: about a sentence."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A word of a text that meets a word of the question."""

    start: int
    """Code points of the text as written before it."""
    end: int
    written: str
    asked: str
    """The word of the question, as it was asked."""
    how: How


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Placed:
    """A mark, the place of its word among those of the text, and what it is worth."""

    mark: Mark
    place: int
    sought: int
    worth: float


def marks(text: str, meeting: Meeting) -> tuple[list[Mark], tuple[int, int]] | None:
    """Return all marks of a text, in order, and the first and last of them in its best window.

    The best window has the rarest words of the question closest together, or its first phrase. None where no word
    meets one, or where a phrase as it was asked for, with its marks, is not there, or one that must not be is.
    """
    words = list(tokens(text))
    placed = _placed(words, meeting)
    if not placed:
        return None
    question = meeting.question
    if any(_runs(words, phrase, question) for phrase in question.without):
        return None
    runs = [_runs(words, phrase, question) for phrase in question.phrases]
    if not all(runs):
        return None
    window = _best(placed)
    for first, last in (run for found in runs for run in found[:1]):
        inside = [at for at, each in enumerate(placed) if first <= each.place <= last]
        if inside:
            window = inside[0], inside[-1]
            break
    return [each.mark for each in placed], window


def _placed(words: Sequence[Token], meeting: Meeting) -> list[_Placed]:
    found = []
    for place, word in enumerate(words):
        met = meeting.of(word.written, forms(word.written))
        if met is None:
            continue
        sought, how = met
        each = meeting.sought[sought]
        mark = Mark(start=word.start, end=word.end, written=word.written, asked=each.word.written, how=how)
        found.append(_Placed(mark=mark, place=place, sought=sought, worth=each.weight * STRENGTH[how]))
    return found


def _best(placed: Sequence[_Placed]) -> tuple[int, int]:
    best, window = 0.0, (0, 0)
    for first, each in enumerate(placed):
        worth: dict[int, float] = {}
        for last in range(first, len(placed)):
            other = placed[last]
            if other.place - each.place >= _WINDOW:
                break
            if other.worth <= worth.get(other.sought, 0.0):
                continue
            worth[other.sought] = other.worth
            total = sum(worth.values()) - (other.place - each.place) * 1e-3
            if total > best:
                best, window = total, (first, last)
    return window


def _runs(words: Sequence[Token], phrase: Phrase, question: Question) -> list[tuple[int, int]]:
    """Return the runs of words, by the places of their first and last, in which a phrase stands."""
    wanted = [_form(each.written, question) for each in phrase.words]
    if len(wanted) == 1 and phrase.words[0].is_prefix:
        return [
            (place, place)
            for place, word in enumerate(words)
            if begins(
                forms(word.written),
                phrase.words[0],
                letters(word.written).text if question.as_written else "",
            )
        ]
    places = [
        (place, form) for place, word in enumerate(words) if (form := _form(word.written, question)) in wanted
    ]
    if phrase.apart:
        return _near(places, wanted, phrase.apart)
    return [
        (place, place + len(wanted) - 1)
        for place, form in places
        if form == wanted[0]
        and [_form(word.written, question) for word in words[place : place + len(wanted)]] == wanted
    ]


def _near(places: Sequence[tuple[int, str]], wanted: Sequence[str], apart: int) -> list[tuple[int, int]]:
    last: dict[str, int] = {}
    runs = []
    for place, form in places:
        last[form] = place
        first = min(last.values())
        if len(last) == len(set(wanted)) and place - first <= apart + len(wanted) - 1:
            runs.append((first, place))
            last = {}
    return runs


def _form(written: str, question: Question) -> str:
    return letters(written).text if question.as_written else forms(written).bare
