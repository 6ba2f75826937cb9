"""What is known of a claim while a sentence is read, and the sentence with all that was found in it."""

import dataclasses
import datetime as dt
from itertools import accumulate

from sijill.claim.bounds import Quantity, quantities
from sijill.claim.lexicon import Noun, Trigger, noun_of, triggers
from sijill.claim.loose_times import with_loose_times
from sijill.model.claim import ClaimType, Qualifier
from sijill.text.dates import Date, passage_dates
from sijill.text.lexemes import Passage, word_set
from sijill.text.numbers import Number, passage_numbers

_COMMAS = frozenset("،,;؛:-–—()")
_BOUNDARIES = word_set(
    "فيما بينما حين كما لكن ولكن غير بيد بعد اثر عقب وان وانه وانها وانهم | • while but whereas although though after when meanwhile as"
)
"""Words that open another clause."""


@dataclasses.dataclass(slots=True)
class Draft:
    """A claim in the making; offsets in the folded text, lexeme indexes end exclusive."""

    quantity: Quantity
    start: int
    end: int
    first: int
    last: int
    noun: Noun | None
    unit: str
    type: ClaimType | None = None
    trigger: Trigger | None = None
    parent: "Draft | None" = None
    qualifier: Qualifier = Qualifier.EXACT
    of_people: bool = False
    """Whether a منهم behind it was read as the people and not as a figure before."""
    bare: bool = False
    """Whether no noun is counted: «قُتل 34»."""
    of_bodies: bool = False
    """Whether remains are counted: «رفات 47 شخصاً»."""
    row: bool = False
    """Whether it is a row of a list and counts what the rows before it count."""
    acted: bool = False
    """Whether a predicate that is no claim's stands right before it: «أنجبت ست منهن»."""
    labelled: bool = False
    """Whether its label says what happened."""
    label_type: ClaimType | None = None
    """What the label before it says that happened to what it counts."""
    whole: "Draft | None" = None
    """The whole that is named right behind it: 17 من أصل 60."""
    part: "Draft | None" = None
    """The part right before it, of which it is the whole."""
    index: int | None = None
    """Its place in the list of all claims, once it is kept."""
    trace: list[str] = dataclasses.field(default_factory=list)

    @property
    def says_none(self) -> bool:
        """Whether it was read as none («لم يُقتل أحد»): its negation is what it says."""
        return self.trace[0] in {"zero", "denied", "nobody"}


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """A passage with its dates, quantities and triggers; pauses and clause boundaries as running counts."""

    read: Passage
    dates: list[Date]
    quantities: list[Quantity]
    triggers: list[Trigger]
    commas: list[int]
    boundaries: list[int]
    written: str = ""
    """The passage as written; its vowels tell some duals from plurals."""

    def between(self, first: int, last: int) -> tuple[int, int]:
        """Return how many pauses and clause boundaries stand among the lexemes ``first`` to ``last``."""
        if last <= first:
            return 0, 0
        return self.commas[last] - self.commas[first], self.boundaries[last] - self.boundaries[first]


def sentence(read: Passage, written: str = "", document: dt.date | None = None) -> Sentence:
    """Return the passage with what the lower grammars find in it; a number inside a sure date is none."""
    dates = [date for date in passage_dates(read, document) if date.certain or not _counts(read, date)]
    kept: list[Number] = []
    position = 0
    for number in passage_numbers(read):
        while position < len(dates) and dates[position].end <= number.start:
            position += 1
        inside = position < len(dates) and dates[position].start < number.end
        if not inside:
            kept.append(number)
    words = [lexeme.text for lexeme in read.lexemes]
    return Sentence(
        read=read,
        dates=with_loose_times(read.text, dates),
        quantities=quantities(read, kept),
        triggers=triggers(read),
        commas=[0, *accumulate(word in _COMMAS for word in words)],
        boundaries=[0, *accumulate(word in _BOUNDARIES for word in words)],
        written=written,
    )


def _counts(read: Passage, date: Date) -> bool:
    """Whether a noun that can be counted follows bare years, which are numbers then."""
    following = noun_of(read.word(read.at(date.end)))
    return following is not None and not following.definite
