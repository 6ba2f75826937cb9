"""A part named right before its whole: «17 معتقلاً من أصل 60», sixteen of the 60 detainees."""

import re
from itertools import pairwise
from typing import Final

from sijill.claim.draft import Draft, Sentence

_OUT_OF: Final = re.compile(
    r"\s*(?:فقط\s+|only\s+)?(?:من\s+(?:اصل|مجموع|اجمالي|جمله)|من\s+بين(?=\s)|out\s+of|of|from\s+among)(?:\s+(?:the\s+)?[^\W\d_]+['’]s)?(?:\s+(?:the|a\s+total\s+of|an?|some|its|their|مجموع|ال))?\s*(?:ال)?"
)


def pair_totals(sentence: Sentence, candidates: list[Draft]) -> None:
    """Mark in ``candidates``, in the order of the text, each whole that stands right behind its part.

    A part without a noun counts what its whole counts, and its verb may stand behind both.
    """
    for part, whole in pairwise(candidates):
        if whole.start < part.end or part.whole is not None or part.part is not None:
            continue
        if not _OUT_OF.fullmatch(sentence.read.text, part.end, whole.start) or not _holds(whole, part):
            continue
        if part.bare and whole.noun is not None:
            part.noun, part.unit, part.bare = whole.noun, whole.noun.unit, False
            part.trace.append("of-total")
        elif whole.bare and part.noun is not None:
            whole.noun, whole.unit, whole.bare = part.noun, part.noun.unit, False
            whole.trace.append("total-of")
        part.whole, whole.part = whole, part
        if all(trigger.last != part.first for trigger in sentence.triggers):
            part.last = whole.last


def _holds(whole: Draft, part: Draft) -> bool:
    most, least = (
        whole.quantity.high,
        part.quantity.low if part.quantity.low is not None else part.quantity.high,
    )
    shares = part.unit.startswith("percent") or whole.unit.startswith("percent")
    persons = whole.noun is None or part.noun is None or whole.noun.category == part.noun.category
    return persons and not shares and most is not None and least is not None and least <= most


def decide_total(sentence: Sentence, whole: Draft) -> bool:
    """Set the type of a whole that follows its part: its noun's own, or that of a verb behind it; return whether it has one.

    The verb before the part is the part's: of sixty detainees seventeen were freed.
    """
    noun, part = whole.noun, whole.part
    if noun is not None and noun.type is not None and noun.category in {"person", "family"}:
        whole.type = noun.type
    else:
        position = sentence.read.at(whole.end)
        verb = next((each for each in sentence.triggers if each.first == position), None)
        if verb is None or part is None or part.trigger is None or part.trigger.first >= part.first:
            return False
        if noun is None or noun.category not in verb.categories or verb.type is None:
            return False
        whole.type, whole.trigger = verb.type, verb
    whole.trace.append(f"type:total:{whole.type}")
    if part is not None and part.type is not None:
        part.parent = whole
    return True
