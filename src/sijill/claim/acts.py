"""Who used force beside a harm: whose shelling, whose raid, who opened fire when it happened."""

import functools
import re
from collections.abc import Callable, Iterator
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.text.lexemes import Passage, proclitic_splits, word_set

Name = tuple[int, int]

_FORCE: Final = word_set(
    "قصف هجوم غارة غارات ضربة ضربات هجمات كمين اقتحام مداهمة مجزرة حملة نيران رصاص قذائف صواريخ عملية توغل إطلاق غزوة"
    " اعتداء مذبحة هجومين غارتين"
)
_USING_FORCE: Final = word_set(
    "اقتحم اقتحمت اقتحموا هاجم هاجمت هاجموا قصف قصفت قصفوا داهم داهمت أطلق أطلقت أطلقوا فتح فتحت فتحوا أغار أغارت نصب"
    " فجر فجرت فجروا شن شنت شنوا نفذ نفذت ألقى ألقت"
)
_ENDS: Final = word_set("على في ضد من عن إلى الذي التي أدى أدت ما استهدف استهدفت طال طالت")
_SOFT: Final = word_set("أمس اليوم فجر مساء صباح")
_REACH: Final = 16
"""Words on each side of a figure that are looked at."""
_PAUSES: Final = 2
"""«12 مدنياً، بينهم 3 أطفال، في قصف لقوات …»: behind a figure an apposition may stand between."""


def doer(sentence: Sentence, draft: Draft, agent_at: Callable[[Passage, int], Name | None]) -> Name | None:
    """Return the folded span of the body that an act of force in the draft's clause is laid to, or None."""
    read = sentence.read
    for index in _around(sentence, draft):
        force = _force(read.word(index))
        if force == "deed":
            found = _whose(read, index, agent_at)
        elif force == "verb":
            found = agent_at(read, index + 1 + (read.word(index + 1) in _SOFT))
        else:
            continue
        if found is not None:
            return found
    return None


@functools.lru_cache(maxsize=1 << 12)
def _force(word: str) -> str:
    """Return ``deed`` for a noun of force, ``verb`` for a verb of it, else an empty string."""
    rests = {rest for _, rest in proclitic_splits(word)}
    return "deed" if rests & _FORCE else "verb" if rests & _USING_FORCE else ""


def _around(sentence: Sentence, draft: Draft) -> Iterator[int]:
    """Yield lexeme indexes of the draft's clause, those behind the figure first, nearest first."""
    for index in range(draft.last, min(len(sentence.read.lexemes), draft.last + _REACH)):
        if sentence.between(draft.last, index + 1)[0] > _PAUSES:
            break
        yield index
    for index in range(draft.first - 1, max(-1, draft.first - _REACH), -1):
        if sentence.between(index, draft.first)[0] > 1:
            break
        yield index


def _whose(read: Passage, index: int, agent_at: Callable[[Passage, int], Name | None]) -> Name | None:
    """«قصف قوات س», «قصف مدفعي لقوات س»."""
    for ahead in range(index + 1, min(len(read.lexemes), index + 4)):
        word = read.word(ahead)
        if word in _ENDS or read.lexemes[ahead].kind != "word":
            return None
        if ahead == index + 1 or word.startswith("ل"):
            found = agent_at(read, ahead)
            if found is not None:
                return found
    return None


_WHEN: Final = re.compile(r"\b(?:when|after|as|because)\s+")
_PASSIVE: Final = re.compile(r"\s+(?:was|were|is|are|been|being|had\s+been)\b")
_FOUND: Final = re.compile(
    r"\b(?:found|held|holds|holding|finds)\s+(?P<who>(?:[\w'’-]+\s+){1,6}?)"
    r"(?:(?:criminally|jointly|directly)\s+)?(?:responsible|guilty|liable|accountable)\s+(?:for|of)\b"
)


def english_doer(sentence: Sentence, draft: Draft, agent: re.Pattern[str]) -> Name | None:
    """Return who is found responsible, who acted «when RSF fighters stormed», or whose verbs go on: «Guards … and shot»."""
    text = sentence.read.text
    found = _FOUND.search(text, 0, draft.start)
    if found is not None:
        return found.start("who"), found.end("who") - 1
    for hit in _WHEN.finditer(text, max(0, draft.start - 20), min(len(text), draft.end + 80)):
        who = agent.match(text, hit.end())
        if who is not None and not _PASSIVE.match(text, who.end()):
            return who.span()
    trigger = draft.trigger
    if trigger is None or trigger.last > draft.first:
        return None
    lead = agent.match(text)
    joined = sentence.read.word(trigger.first - 1) in {"and", "then", "later"}
    active = lead is not None and not _PASSIVE.match(text, lead.end())
    return lead.span() if lead and joined and active and sentence.between(0, trigger.first)[1] == 0 else None
