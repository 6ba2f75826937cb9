"""How the words round a number are read as an interval, for comparing only: «قرابة مليون» is not one million.

What was stated stays beside it. The table is a judgement, not a measurement: it has a version, and each reading names
its row. Words that lean low («قرابة», *nearly*) say that the figure was not quite reached; «أكثر من 12 مليوناً» is a firm
floor, and a soft ceiling at the next round number of its own precision, since whoever meant 14 would have said so.
"""

from typing import Final

from sijill.model.claim import Qualifier, Reading
from sijill.text import match_key

VERSION: Final = "readings 1"
"""Changes whenever equal words may be read as another interval."""

_ABOUT: Final = (0.9, 1.1)
_NEARLY: Final = (0.85, 1.02)
_LEANING_LOW: Final = tuple(
    match_key(word) for word in ("قرابة", "يناهز", "ما يقرب", "ما يقارب", "nearly", "almost", "close to")
)


def reading_of(
    minimum: float | None, maximum: float | None, qualifier: Qualifier, words: str = ""
) -> Reading | None:
    """Return the interval that a stated figure is read as; None where it names no number.

    ``words`` are the claim's own, in which the word that binds the number stands.
    """
    low, high = minimum, maximum
    match qualifier:
        case Qualifier.NONE:
            return None
        case Qualifier.APPROX if low is not None:
            leans = any(each in match_key(words) for each in _LEANING_LOW)
            down, up = _NEARLY if leans else _ABOUT
            return Reading(low=low * down, high=low * up, rule="nearly" if leans else "about")
        case Qualifier.MORE_THAN if low is not None:
            return Reading(low=low, high=low + _unit(low), rule="more_than")
        case Qualifier.INDEFINITE_PLURAL if low is not None:
            return Reading(low=low, high=low * 5 - 1, rule="order_of_magnitude")
        case _ if low is None and high is None:
            return None
        case _:
            return Reading(low=low or 0.0, high=high, rule="stated")


def _unit(number: float) -> float:
    """Return the last round unit that a number is given in: a million for 12,000,000, one for 34."""
    unit = 1.0
    while number and number % (unit * 10) == 0:
        unit *= 10
    return unit
