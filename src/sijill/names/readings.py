"""Other readings of a part: what may have been written before a PDF was read, and what a PDF may make of it."""

import functools
import itertools
import math
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from sijill.names.alphabet import LONGEST
from sijill.names.common import lexicon_key
from sijill.names.pieces import ARTICLE

MOST_READINGS: Final = 3
"""Readings kept of a part, the likeliest."""
MOST_TRIED: Final = 8
"""Readings of a part that are looked at."""
TURNED_SHARE: Final = 0.02
"""Of parts in which a run of letters was turned round, as bidi errors leave it."""
LONGEST_RUN: Final = 5
LONGEST_FRAGMENT: Final = 4
"""Letters of what a rule reads."""
OFTEN: Final = 0.1
"""Share from which a rule is believed of a common name."""
RAREST_PAIR: Final = 0.01
"""Share of two rules together below which a reading by both is not looked at."""
MOST_FORMS: Final = 2
"""Damaged forms kept of a sound part, the likeliest."""
MOST_OTHERS: Final = MOST_READINGS + MOST_FORMS + 1
"""Of a part: its readings, then its forms, then what it is without أبو."""
DAMAGED_LISTS: Final = 0.25
"""Of lists, how many have gone through extraction that damages them as those did that rules were learned from."""
WITHOUT_ABU: Final = MOST_OTHERS - 1
"""Place of what a part is without أبو."""
ABU: Final = ("ابو", "abou", "abu")
ABU_LEFT_OUT: Final = 0.002
"""Of families with أبو, how many another list has without it: عنزة beside أبو عنزة."""
_SHORTEST_BEHIND_ABU: Final = 3
RAREST_FORM: Final = 0.05
"""Share of a damaged form below which it is not looked at."""
_SHORTEST_BEHIND_ARTICLE: Final = 3
_ALIKE: Final = str.maketrans("أإآةىؤئ", "اااهيوي")
_DEBRIS: Final = re.compile("(?<=ى)ن+$")
"""No word goes on behind ى: what extraction left of a ligature and tore off (مصطفى ن)."""
DEBRIS_SHARE: Final = 0.3
"""Of parts that end so and were read by such extraction."""


class Rule(NamedTuple):
    """A fragment that extraction leaves in place of another."""

    read: str
    meant: str
    at_end: bool
    """Only at the end of a part."""
    share: float
    """Of the fragments that were meant, how many were read so in lists of which some are damaged."""


class Other(NamedTuple):
    """What a sound part may stand as in another list."""

    column: int
    """Of ``MOST_OTHERS``."""
    text: str
    cost: float
    """In nats."""
    is_damaged: bool
    """By extraction, so that it is met in Arabic lists only."""


class Reading(NamedTuple):
    """A spelling that a damaged part may stand for."""

    text: str
    share: float
    """Of parts that were written so, how many are read as the damaged part."""
    is_sure: bool
    """Whether no part is likely to look so unless damaged: in the lexicon, which the part is not."""


def other_readings(
    text: str, rules: Sequence[Rule], known: Collection[str], anagrams: "Collection[str] | None" = None
) -> list[Reading]:
    """Return spellings that damaged ``text`` may stand for: one rule applied, two, or a run of letters turned.

    What was written stays what it is: a reading is compared beside it, at a cost. A part that is in the lexicon
    itself (``known``, by ``lexicon_key``) is read only as another that is, and so is a turned one. ``anagrams`` are
    the ``in_order`` of all that is known, for speed.
    """
    is_listed = lexicon_key(text) in known
    written = "ال" + text[1:] if text.startswith(ARTICLE) else text
    found: dict[str, float] = {}
    plain = written.translate(_ALIKE)  # as rules are written: شحىر may be what is left of شجى, by حير for جي
    places = [place for place in _places(plain, rules) if not is_listed or _is_swap(place[2])]
    unsure: set[str] = set()
    for start, end, rule in places:
        reading = _with_article(written[:start] + rule.meant + written[end:])
        _add(found, reading, rule.share)
        if len(rule.read) < 2 and not rule.at_end:
            unsure.add(reading)  # one letter stands in too many names to be damage wherever it is read
    for (start, end, rule), (after, last, other) in itertools.combinations(places, 2):
        if end <= after and rule.share * other.share >= RAREST_PAIR:
            reading = _with_article(
                written[:start] + rule.meant + written[end:after] + other.meant + written[last:]
            )
            _add(found, reading, rule.share * other.share)
            if min(len(rule.read), len(other.read)) < 2:
                unsure.add(reading)
    _add_without_debris(found, text)
    is_known = {reading: lexicon_key(reading) in known for reading in found}
    found = {reading: share for reading, share in found.items() if is_known[reading] or reading not in unsure}
    if is_listed:
        found = {reading: share for reading, share in found.items() if is_known[reading]}
    elif anagrams is None or in_order(text) in anagrams:
        for reading in _turned(text):
            if lexicon_key(reading) in known:
                _add(found, reading, TURNED_SHARE)
                is_known[reading] = True
    found.pop(text, None)
    likeliest = sorted(found, key=lambda reading: (not is_known[reading], -found[reading], reading))
    return [
        Reading(reading, found[reading], is_known[reading] and not is_listed)
        for reading in likeliest[:MOST_TRIED]
    ]


def others_of(text: str, rules: Sequence[Rule], known: Collection[str]) -> Iterator[Other]:
    """Yield what a sound part may stand as elsewhere: as extraction leaves it (Arabic only), and without أبو."""
    if not text.isascii():
        for place, (form, share) in enumerate(damaged_forms(text, rules, known)):
            yield Other(MOST_READINGS + place, form, -math.log(share * DAMAGED_LISTS), is_damaged=True)
    begins = next((abu for abu in ABU if text.startswith(abu)), "")
    if begins and len(text) >= len(begins) + _SHORTEST_BEHIND_ABU:
        yield Other(WITHOUT_ABU, text[len(begins) :], -math.log(ABU_LEFT_OUT), is_damaged=False)


def in_order(text: str) -> str:
    """Return the letters of ``text`` in one order, the same for all that are made of them."""
    return "".join(sorted(lexicon_key(text)))


def damaged_forms(text: str, rules: Sequence[Rule], known: Collection[str]) -> list[tuple[str, float]]:
    """Return what extraction may make of a sound ``text`` (غبن: غير), and of how many; by one rule or by two.

    None that is in the lexicon itself: صالح is Saleh, and only what was read can be taken for a damaged صلاح.
    """
    plain = text.translate(_ALIKE)
    found: dict[str, float] = {}
    places = list(_places(plain, rules, sound=True))
    for start, end, rule in places:
        _add(found, plain[:start] + rule.read + plain[end:], rule.share)
    for (start, end, rule), (after, last, other) in itertools.combinations(places, 2):
        if end <= after:
            both = plain[:start] + rule.read + plain[end:after] + other.read + plain[last:]
            _add(found, both, min(rule.share, other.share))  # what damages one place of a list damages all
    likeliest = sorted(
        (-share, _with_article(form))
        for form, share in found.items()
        if share >= RAREST_FORM and len(form) > 1 and lexicon_key(_with_article(form)) not in known
    )
    return [(form, -share) for share, form in likeliest[:MOST_FORMS]]


def _with_article(text: str) -> str:
    """Return ``text`` as it is spelled when read from a list: لافي damaged begins with an article."""
    return ARTICLE + text[2:] if text.startswith("ال") and len(text) > _SHORTEST_BEHIND_ARTICLE else text


def _is_swap(rule: Rule) -> bool:
    """Return whether a rule loses no letter, and is more than an accident.

    A common name that lacks a letter of another is more likely itself: منى is not what is left of منير.
    """
    return len(rule.read) == len(rule.meant) > 1 and rule.share >= OFTEN


def _add(found: dict[str, float], reading: str, share: float) -> None:
    if len(reading) <= LONGEST:
        found[reading] = max(found.get(reading, 0.0), share)


def _add_without_debris(found: dict[str, float], text: str) -> None:
    if (whole := _DEBRIS.sub("", text)) != text:
        _add(found, whole, DEBRIS_SHARE)


def _places(text: str, rules: Sequence[Rule], *, sound: bool = False) -> Iterator[tuple[int, int, Rule]]:
    """Yield where in ``text`` each rule may have been at work, or in a ``sound`` text may be, from left to right."""
    by_read = _by_fragment(tuple(rules), sound)
    for start in range(len(text) + 1):
        for end in range(start, min(len(text), start + LONGEST_FRAGMENT) + 1):
            for rule in by_read.get(text[start:end], ()):
                if not rule.at_end or end == len(text):
                    yield start, end, rule


@functools.lru_cache(maxsize=8)
def _by_fragment(rules: tuple[Rule, ...], sound: bool) -> Mapping[str, Sequence[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in rules:
        found.setdefault(rule.meant if sound else rule.read, []).append(rule)
    return found


def _turned(text: str) -> Iterator[str]:
    """Yield ``text`` with a run of three letters or more the other way round."""
    for start in range(len(text) - 2):
        for end in range(start + 3, min(len(text), start + LONGEST_RUN) + 1):
            yield text[:start] + text[start:end][::-1] + text[end:]
