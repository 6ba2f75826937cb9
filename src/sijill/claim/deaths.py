"""Deaths of a kind of their own: of detainees, under torture, of hunger."""

import re
from bisect import bisect_left
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.model.claim import ClaimType
from sijill.text.lexemes import proclitic_splits

_TORTURE: Final = re.compile(
    r"التعذيب|تحت الضرب|(?:اثناء|خلال|تحت)\s+(?:التحقيق|الاستجواب)|under\s+interrogation|during\s+interrogation|(?:في|ب) ?(?:السجون|اماكن احتجاز|مراكز احتجاز|الزنازين|الزنزانه|المهجع|المنفرده|الحبس|الاحتجاز|الاعتقال|المعتقلات|الافرع|الفرع|فرع|مراكز الاحتجاز|اماكن الاحتجاز|الحجز|مكان احتجاز|التوقيف|السجن|المعتقل|سجون|معتقلات|سجن)|under torture"
    r"|in branch|in (?:its |the )?cells?|in (?:custody|detention|prison|jail|its prisons)"
)
_HUNGER: Final = re.compile(
    r"(?<![^\W\d_])(?:جوعا|الجوع|بالجوع|المجاعه|famine|من الجوع|سوء التغذيه|starvation|hunger|malnutrition)"
)
_TERM: Final = re.compile(
    r"ب?ال(?:سجن|حبس)\s+(?:ل?مده\s+)?[^\s]+\s+(?:سنه|سنوات|سنين|عاما|اعوام|شهرا|اشهر|شهور)|(?:years?|months)\s+in\s+(?:prison|jail)"
)
"""What a court gives is not where anybody died."""
_DETAINED_UNITS: Final = frozenset({"detainee"})
_BEFORE_VERB: Final = 3
_PUTTING_TO_DEATH: Final = (
    "اعدم",
    "اعدام",
    "تصفي",
    "صفي",
    "صفت",
    "ذبح",
    "اغتال",
    "execut",
    "shot",
    "massacr",
    "behead",
    "gunned",
    "slaughter",
    "hanged",
    "رمي",
    "تنفيذ",
    "نفذ",
    "رجم",
    "شنق",
)


def _put_to_death(sentence: Sentence, draft: Draft) -> bool:
    """Whether the verb says that the prisoners were put to death, and not that they died where they were held."""
    verb = sentence.read.word(draft.trigger.first) if draft.trigger else ""
    return any(rest.startswith(_PUTTING_TO_DEATH) for _, rest in proclitic_splits(verb))


def _next_figure(sentence: Sentence, end: int) -> int:
    """Return where the next figure begins: «تنين بالقصف وواحد بالسجن», each with its own circumstances."""
    place = bisect_left(sentence.quantities, end, key=lambda each: each.start)
    return sentence.quantities[place].start if place < len(sentence.quantities) else len(sentence.read.text)


def refine(sentence: Sentence, draft: Draft) -> None:
    """A death of a detainee, under torture or from hunger has a type of its own."""
    if draft.type is not ClaimType.KILLED:
        return
    colon = sentence.read.text.rfind(":", 0, draft.start)
    if colon > 0 and draft.unit == "case" and _TORTURE.search(sentence.read.text[max(0, colon - 80) : colon]):
        draft.type = ClaimType.DIED_IN_DETENTION
        draft.trace.append("refined:heading")
        return
    end = draft.end
    nearby = sentence.read.text[end : min(end + 45, _next_figure(sentence, end))].split("،")[0]
    if draft.trigger and draft.trigger.last <= draft.first:
        begin = sentence.read.lexemes[max(0, draft.trigger.first - _BEFORE_VERB)].start
        nearby = sentence.read.text[begin : draft.start] + " " + nearby
    nearby = _TERM.sub(" ", nearby)
    if _HUNGER.search(nearby):
        draft.type = ClaimType.STARVATION_DEATHS
    elif (draft.unit in _DETAINED_UNITS and not _put_to_death(sentence, draft)) or _TORTURE.search(nearby):
        draft.type = ClaimType.DIED_IN_DETENTION
    if draft.type is not ClaimType.KILLED:
        draft.trace.append(f"refined:{draft.type}")
