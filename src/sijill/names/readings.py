"""Other readings of a part: what may have been written before a PDF was read, and what a PDF may make of it."""

import math
import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.alphabet import LONGEST
from sijill.names.common import lexicon_key
from sijill.names.damage import ALIKE, Damage, Place, pairs_of, places_of
from sijill.names.evidence import STEP
from sijill.names.pieces import ARTICLE
from sijill.names.word import COST_AT, DAMAGED_FLAG, FLAGS_AT, LEXICON_AT, SURPRISE_AT, SURPRISE_UNIT

MOST_READINGS: Final = 3
"""Readings kept of a part, the likeliest."""
MOST_TRIED: Final = 8
"""Readings of a part that are looked at."""
TURNED_SHARE: Final = 0.02
"""Of parts in which a run of letters was turned round, as bidi errors leave it."""
LONGEST_RUN: Final = 5
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
SURE_COST: Final = 2.0
"""Nats that a common spelling costs at the most where what was written is none."""
LISTED_COST: Final = 5.0
"""Nats more that a common spelling costs where what was written is another: صالح is seldom a damaged صلاح."""
HIGHEST_COST: Final = 6.0
"""Nats above which a reading is not worth a look."""
_SHORTEST_BEHIND_ARTICLE: Final = 3
_DEBRIS: Final = re.compile("(?<=ى)ن+$")
"""No word goes on behind ى: what extraction left of a ligature and tore off (مصطفى ن)."""
DEBRIS_SHARE: Final = 0.3
"""Of parts that end so and were read by such extraction."""


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
    text: str, damage: Damage, known: Collection[str], anagrams: "Collection[str] | None" = None
) -> list[Reading]:
    """Return spellings that damaged ``text`` may stand for: one rule applied, two, or a run of letters turned.

    What was written stays what it is: a reading is compared beside it, at a cost. A part that is in the lexicon
    itself (``known``, by ``lexicon_key``) is read only as another that is, and so is a turned one. ``anagrams`` are
    the ``in_order`` of all that is known, for speed.
    """
    is_listed = lexicon_key(text) in known
    written = "ال" + text[1:] if text.startswith(ARTICLE) else text
    folded = written.translate(ALIKE)
    places = places_of(folded, damage.swapped if is_listed else damage.read)
    tried = list(_meant(written, folded, places))
    if (whole := _DEBRIS.sub("", text)) != text:
        tried.append((whole, whole.translate(ALIKE), DEBRIS_SHARE, False))
    found: dict[str, float] = {}
    is_known: set[str] = set()
    unsure: set[str] = set()
    for meant, key, share, is_unsure in tried:
        reading, lexical = meant, key.removeprefix(ARTICLE)
        if meant.startswith("ال") and len(meant) > _SHORTEST_BEHIND_ARTICLE:  # as ``_with_article`` has it
            reading, lexical = ARTICLE + meant[2:], key[2:]
        # As ``lexicon_key`` of the reading, which takes three times as long.
        if lexical in known:
            is_known.add(reading)
        elif is_listed or is_unsure:
            unsure.add(reading)
            continue
        _add(found, reading, share)
    for reading in unsure:
        found.pop(reading, None)
    if not is_listed and (anagrams is None or in_order(text) in anagrams):
        for reading in _turned(text):
            if lexicon_key(reading) in known:
                _add(found, reading, TURNED_SHARE)
                is_known.add(reading)
    found.pop(text, None)
    likeliest = sorted(found, key=lambda reading: (reading not in is_known, -found[reading], reading))
    return [
        Reading(reading, found[reading], reading in is_known and not is_listed)
        for reading in likeliest[:MOST_TRIED]
    ]


def others_of(text: str, damage: Damage, known: Collection[str]) -> Iterator[Other]:
    """Yield what a sound part may stand as elsewhere: as extraction leaves it (Arabic only), and without أبو."""
    if damage.meant and not text.isascii():
        for place, (form, share) in enumerate(damaged_forms(text, damage, known)):
            yield Other(MOST_READINGS + place, form, -math.log(share * DAMAGED_LISTS), is_damaged=True)
    begins = next((abu for abu in ABU if text.startswith(abu)), "")
    if begins and len(text) >= len(begins) + _SHORTEST_BEHIND_ABU:
        yield Other(WITHOUT_ABU, text[len(begins) :], -math.log(ABU_LEFT_OUT), is_damaged=False)


def in_order(text: str) -> str:
    """Return the letters of ``text`` in one order, the same for all that are made of them."""
    return "".join(sorted(lexicon_key(text)))


def damaged_forms(text: str, damage: Damage, known: Collection[str]) -> list[tuple[str, float]]:
    """Return what extraction may make of a sound ``text`` (غبن: غير), and of how many; by one rule or by two.

    None that is in the lexicon itself: صالح is Saleh, and only what was read can be taken for a damaged صلاح.
    """
    plain = text.translate(ALIKE)
    found: dict[str, float] = {}
    places = places_of(plain, damage.meant)
    for start, end, rule in places:
        _add(found, plain[:start] + rule.read + plain[end:], rule.share)
    for (start, end, rule), (after, last, other) in pairs_of(places):
        both = plain[:start] + rule.read + plain[end:after] + other.read + plain[last:]
        _add(found, both, min(rule.share, other.share))  # what damages one place of a list damages all
    likeliest = sorted(
        (-share, _with_article(form))
        for form, share in found.items()
        if len(form) > 1 and lexicon_key(_with_article(form)) not in known
    )
    return [(form, -share) for share, form in likeliest[:MOST_FORMS]]


def _meant(text: str, folded: str, places: Sequence[Place]) -> Iterator[tuple[str, str, float, bool]]:
    """Yield ``text`` with what was meant for what was read in one place, or in two; the same of ``folded``; the share, and whether it is unsure.

    It is where one letter is read, which stands in too many names to be damage wherever it is read. Of two places one ends
    before the other begins. ``folded`` is in letters as rules are written.
    """
    ends = [
        (start, share, meant + text[end:], meant + folded[end:], len(read) < 2)
        for start, end, (read, meant, _, share) in places
    ]
    for number, (start, end, (read, meant, at_end, share)) in enumerate(places, 1):
        before, key, is_short = text[:start] + meant, folded[:start] + meant, len(read) < 2
        yield before + text[end:], key + folded[end:], share, is_short and not at_end
        for after, other_share, rest, folded_rest, is_other_short in ends[number:]:
            if end <= after and share * other_share >= RAREST_PAIR:
                middle, folded_middle = text[end:after] + rest, folded[end:after] + folded_rest
                yield before + middle, key + folded_middle, share * other_share, is_short or is_other_short


def _with_article(text: str) -> str:
    """Return ``text`` as it is spelled when read from a list: لافي damaged begins with an article."""
    return ARTICLE + text[2:] if text[:2] == "ال" and len(text) > _SHORTEST_BEHIND_ARTICLE else text


def _add(found: dict[str, float], reading: str, share: float) -> None:
    if len(reading) <= LONGEST:
        found[reading] = max(found.get(reading, 0.0), share)


def _turned(text: str) -> Iterator[str]:
    """Yield ``text`` with a run of three letters or more the other way round."""
    for start in range(len(text) - 2):
        for end in range(start + 3, min(len(text), start + LONGEST_RUN) + 1):
            yield text[:start] + text[start:end][::-1] + text[end:]


def with_readings(
    words: NDArray[np.int16], readings: NDArray[np.int32], tried: Sequence[tuple[int, Reading]]
) -> NDArray[np.int16]:
    """Return ``words``, behind which the readings that are ``tried`` stand, with the likeliest only; write ``readings``."""
    if not tried:
        return words
    count = len(words) - len(tried)
    kept: list[int] = []
    ranks = [0] * count
    for cost, owner, place in _in_order_of_cost(words, tried):
        if ranks[owner] < MOST_READINGS and cost <= HIGHEST_COST:
            readings[owner, ranks[owner]] = count + len(kept)
            kept.append(count + place)
            listed = LISTED_COST * (words[owner, LEXICON_AT] >= 0)
            words[count + place, COST_AT] = round((cost + listed) * STEP)
            words[owner, FLAGS_AT] |= DAMAGED_FLAG
        ranks[owner] += 1
    return np.concatenate([words[:count], words[kept]])


def _in_order_of_cost(
    words: NDArray[np.int16], tried: Sequence[tuple[int, Reading]]
) -> list[tuple[float, int, int]]:
    """Return for readings behind ``words`` what each costs, whose it is and its place, owner by owner, the cheapest first.

    It costs -ln P(reading | what was written) nats. By Bayes: how common the reading is, times how often it is damaged so,
    against how common the part is as it stands.
    """
    chances = np.exp(-words[:, SURPRISE_AT] / SURPRISE_UNIT).tolist()
    count = len(words) - len(tried)
    totals = chances[:count]
    weights = [chances[count + place] * one.share * DAMAGED_LISTS for place, (_, one) in enumerate(tried)]
    for (owner, _), weight in zip(tried, weights, strict=True):
        totals[owner] += weight
    shares = [max(weight, 1e-300) / totals[owner] for (owner, _), weight in zip(tried, weights, strict=True)]
    costs = (-np.log(np.array(shares))).tolist()
    found = [
        (min(cost, SURE_COST) if reading.is_sure else cost, owner, place)
        for place, (cost, (owner, reading)) in enumerate(zip(costs, tried, strict=True))
    ]
    return sorted(found, key=lambda one: (one[1], one[0], one[2]))
