"""How a word of a text meets a word of a question, and how much that says."""

import dataclasses
import enum
from collections.abc import Mapping, Sequence
from typing import Final

from sijill.search.asked import Question, Word
from sijill.search.forms import Forms, grams_of
from sijill.text import letters

NEAR: Final = 0.5
"""Share of three-letter pieces that two words have in common (Dice), ends counted, for one to be taken for the other."""
_SHORTEST_NEAR: Final = 5
"""Letters of words that may be near: of shorter ones a single letter makes another word."""


class How(enum.Enum):
    """Why a word of a text was marked, in the order of how much it says."""

    WORD = "word"
    """The same word, its "and" and article aside."""
    FORM = "form"
    """The same stem."""
    BEGINNING = "beginning"
    NAME = "name"
    """A name in the other script that sounds the same."""
    GLOSSARY = "glossary"
    """A word of the other language that means the same."""
    NEAR = "near"
    """Most of its letters, where the word itself is nowhere."""


STRENGTH: Final = {
    How.WORD: 1.0, How.FORM: 1.0, How.BEGINNING: 1.0, How.NAME: 0.9, How.GLOSSARY: 0.7, How.NEAR: 0.5
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """A word of a question with all that stands for it in these shards."""

    word: Word
    weight: float
    """How rare it is."""
    names: frozenset[str] = frozenset()
    """Bare forms in the other script."""
    meanings: frozenset[str] = frozenset()
    """Stems of the other language."""
    is_nowhere: bool = False
    """Neither it nor its stem, nor anything that stands for it, is in any piece: near words are taken for it."""


class Meeting:
    """Which word of a question each distinct word of the texts is."""

    def __init__(self, question: Question, sought: Sequence[Sought]) -> None:
        self.question = question
        self.sought = sought
        self._by_bare = {each.word.forms.bare: n for n, each in enumerate(sought) if not each.word.is_prefix}
        self._by_stem = {each.word.forms.stem: n for n, each in enumerate(sought) if not each.word.is_prefix}
        self._by_name = {name: n for n, each in enumerate(sought) for name in each.names}
        self._by_meaning = {meaning: n for n, each in enumerate(sought) for meaning in each.meanings}
        self._prefixes = [(each.word, n) for n, each in enumerate(sought) if each.word.is_prefix]
        self._lost = [(_ended_grams(each.word.forms), n) for n, each in enumerate(sought) if each.is_nowhere]
        self._written: Mapping[str, int] = {each.word.letters: n for n, each in enumerate(sought)}

    def of(self, written: str, found: Forms) -> tuple[int, How] | None:
        """Return the place in ``sought`` that a word of a text meets, and how; None when it meets none."""
        if self._prefixes:
            spelled = letters(written).text if self.question.as_written else ""
            place = next((n for word, n in self._prefixes if begins(found, word, spelled)), None)
            if place is not None:
                return place, How.BEGINNING
        if self.question.as_written:
            place = self._written.get(letters(written).text)
            return None if place is None else (place, How.WORD)
        # Written out, since every distinct word of the texts passes here: the surest first.
        if (place := self._by_bare.get(found.bare)) is not None:
            how = How.WORD
        elif (place := self._by_stem.get(found.stem)) is not None:
            how = How.FORM
        elif (place := self._by_name.get(found.bare)) is not None:
            how = How.NAME
        elif (place := self._by_meaning.get(found.stem)) is not None:
            how = How.GLOSSARY
        else:
            return self._near(found) if self._lost else None
        return place, how

    def _near(self, found: Forms) -> tuple[int, How] | None:
        if all(lost.isdisjoint(found.grams) for lost, _ in self._lost):
            return None
        grams = _ended_grams(found)
        best, place = NEAR, -1
        for lost, n in self._lost:
            alike = 2 * len(lost & grams) / max(1, len(lost) + len(grams))
            if alike >= best:
                best, place = alike, n
        return (place, How.NEAR) if place >= 0 else None


def _ended_grams(found: Forms) -> frozenset[str]:
    """The pieces of a bare form, with its ends among them; none of a short word, which would be near to too many."""
    return frozenset(grams_of(f" {found.bare} ") if len(found.bare) >= _SHORTEST_NEAR else ())


def begins(found: Forms, word: Word, spelled: str) -> bool:
    """Whether a word of a text begins as asked; ``spelled`` has its letters where these count as written, else nothing."""
    if spelled:
        return spelled.startswith(word.letters)
    return found.exact.startswith(word.forms.exact) or found.bare.startswith(word.forms.bare)
