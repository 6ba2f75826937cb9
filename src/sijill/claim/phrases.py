"""Verbs that say what happened only with a word behind what is counted: «غادر 200 شخص منازلهم», «took 14 men into custody»."""

import re
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.claim.lexicon import Trigger
from sijill.model.claim import ClaimType

_WORD: Final = r"(?<![^\W\d_])[وفل]?"
_OWN: Final = r"(?:هم|هما|ها|هن|نا|ه)(?![^\W\d_])"
_HOMES: Final = (
    rf"(?:منازل|بيوت|ديار|قرا|قري|مساكن|اراضي|بلدات|بلدت|مدن|مناطق|منزل|بيت|دور|حي|احياي|مخيم){_OWN}"
)
_EYES: Final = rf"(?:ابصار|بصر|عيون|عين|عيني|ساق|ساقي|اطراف|طرف|ذراع|ايدي|ارجل|سمع|نظر)(?:{_OWN}|(?=\s|$))"
_HOSPITAL: Final = r"(?:الي|في)\s+(?:ال)?(?:مستشفي|مستشفيات|مشفي|مشافي|عنايه|طوارئ|طواري|اسعاف)"
_FAR: Final = r"(?:\s+[^\W\d_]+){0,3}?\s+"
_PHRASES: Final = tuple(
    (kind, re.compile(rf"{_WORD}(?:{verb})(?![^\W\d_])[^\d.،,؛;:]*$"), re.compile(_FAR + rf"(?:{behind})"))
    for kind, verb, behind in (
        (ClaimType.DISPLACED, r"[يت]?غادر(?:ت|وا|و)?|[يت]?ترك(?:ت|وا|و|ون)?|[يت]?هجر(?:ت|وا|و)?|اخل[يوت](?:ا|ت)?|[يت]?فارق(?:ت|وا)?|هرب(?:ت|وا)?|بارح(?:ت|وا)?", _HOMES),
        (ClaimType.DISPLACED, r"اجبر(?:ت|وا)?|ارغم(?:ت|وا)?|اضطر(?:ت|وا)?|دفع(?:ت|وا)?|حمل(?:ت)?", rf"(?:علي|الي)\s+(?:ترك|مغادره|اخلاء|هجر|الهرب|الخروج\s+من|النزوح|الرحيل|الفرار)(?:\s+{_HOMES})?"),
        (ClaimType.DISPLACED, r"drove|driv(?:es|en|ing)|forc(?:ed|es|ing)|chas(?:ed|ing)|push(?:ed|es|ing)|sent|made|compel(?:led|s)", r"(?:out\s+of|off|from)\s+(?:their|the)|to\s+(?:leave|flee|abandon|run)|fleeing|packing"),
        (ClaimType.INJURED, r"فقد(?:ت|وا|و)?|خسر(?:ت|وا)?", _EYES),
        (ClaimType.INJURED, r"نقل(?:ت|وا)?|ادخل(?:ت|وا)?|اسعف(?:ت|وا)?", _HOSPITAL),
        (ClaimType.KILLED, r"[يت]?فارق(?:ت|وا|و)?", r"(?:ال)?حيا[هت]"),
        (ClaimType.KILLED, r"لفظ(?:ت|وا)?", rf"(?:انفاس|نفس|الروح|روح)(?:{_OWN})?"),
        (ClaimType.KILLED, r"put|putting|puts|sentenced\s+and\s+put", r"to\s+death"),
        (ClaimType.KILLED, r"[يت]?دفع(?:ت|وا)?", rf"(?:ارواح|حيات){_OWN}\s+ثمن"),
        (ClaimType.KILLED, r"shot|found|gunned|struck|shoot(?:ing)?", r"dead\b|down\b|to\s+death"),
        (ClaimType.RELEASED, r"استعاد(?:ت|وا)?|نال(?:ت|وا)?|استرد(?:ت|وا)?", rf"حريت{_OWN}"),
        (ClaimType.RELEASED, r"اعاد(?:ت|وا)?|اعيد(?:ت|وا)?|عاد(?:ت|وا)?", rf"الي\s+(?:ذوي|اهالي|اهل|عايلات|اسر){_OWN}"),
        (ClaimType.TESTIMONIES, r"[يت]?دل[يوت](?:ا|ت|ون)?|ادل[يوت](?:ا|ت)?|قدم(?:ت|وا)?", rf"ب?(?:شهادات|شهادت|افادات|افادت|اقوال){_OWN}"),
        (ClaimType.DETAINED, r"took|take[ns]?|taking|led|haul(?:ed|ing)|march(?:ed|ing)|put|threw|thrown", r"into\s+custody|hostage|prisoner|captive|behind\s+bars|(?:in|into|to)\s+(?:jail|prison|detention|cells?)|away\b"),
        (ClaimType.DETAINED, r"وضع(?:ت|وا)?|زج(?:ت|وا)?|القي|القت|القوا|رمي|رموا|حطوا|حط|ود[يو]?و?ا?|اخدوا|اخدو|ساقوا|ساقو|سيق(?:وا)?|نقلوا|شالوا", r"(?:(?:في|ب)\s*(?:ال)?(?:سجن|سجون|زنزانه|زنازين|حبس|معتقل|اقامه\s+(?:ال)?جبريه|احتجاز|توقيف))|(?:ع|عال|علي|الي)\s*(?:ال)?(?:سجن|فرع|حبس|معتقل)(?![^\W\d_])|رهن\s+(?:ال)?(?:اقامه|اعتقال|احتجاز|توقيف)"),
        (ClaimType.DESTROYED, r"سوي(?:ت)?|سوا|سووا|ساوي|ساوت", r"بالارض"),
        (ClaimType.RECRUITED_CHILDREN, r"زج(?:ت|وا)?|دفع(?:ت|وا)?|ارسل(?:ت|وا)?|ساق(?:ت|وا)?|سيق(?:وا)?|اخذ(?:ت|وا)?|نقل(?:ت|وا)?", r"(?:في|الي|ب)\s*(?:ال)?(?:جبهات|جبهه|معارك|معركه|قتال|خطوط|معسكر(?:ات)?\s+(?:ال)?تدريب)"),
    )
)  # fmt: skip
"""Type; verb before the figure in its clause, its subject between or not; and the word within three behind it."""
_LIVES: Final = re.compile(
    r"\b(?:claim(?:ed|s|ing)?|cost(?:s|ing)?|took|taking|taken|lost)\s+(?:\w+\s+){0,2}$"
    r"|(?<![^\W\d_])(?:[يت]?كلف(?:ت)?|[يت]?حصد(?:ت)?|ازهق(?:ت)?|حيا[هت]|ارواح|رووس)\s+(?:[^\W\d_]+\s+){0,2}?(?:حياه|ارواح|رووس)?\s*$"
)
_LIVES_TAKEN: Final = re.compile(r"(?:حياه|ارواح|رووس)\s*$")
_HANDING_OVER: Final = re.compile(
    rf"{_WORD}(?:[يت]?سلم(?:ت|وا)?|ت?تسلم(?:ت|وا)?|استلم(?:ت|وا)?|[يت]?تبادل(?:ت|وا|ا)?|افتد[يوت](?:ا|ت)?|استعاد(?:ت|وا)?|تسليم|تبادل|مبادله|عتق|اعتق(?:ت)?|افتكاك|استرداد)"
    r"(?![^\W\d_])[^\d.،,؛;:]{0,40}$|\b(?:hand(?:ed|s|ing)?\s+over|gave\s+up|giv(?:es|ing)\s+up|swapp?(?:ed|s|ing)|exchang(?:ed|es|ing)|let)\s+(?:\w+\s+){0,2}$"
)
_BACK: Final = 70
_AHEAD: Final = 48
_PERSONS: Final = frozenset({"person", "family"})
SURE: Final = -5.0
"""What such a verb costs: less than any other, since two words agree on it."""


def phrase_around(sentence: Sentence, draft: Draft) -> Trigger | None:
    """Return the trigger that a verb before the draft and a word behind it make together, or None."""
    text = sentence.read.text
    category = draft.noun.category if draft.noun else "person"
    if draft.of_bodies or draft.unit.startswith("percent") or category not in _PERSONS | {"thing"}:
        return None
    before = text[max(0, draft.start - _BACK) : draft.start]
    if category in _PERSONS:
        found = _by_what_is_counted(sentence, draft, before)
        if found is not None:
            return found
    behind = text[draft.end : draft.end + _AHEAD]
    for kind, verb, rest in _PHRASES:
        if (kind is ClaimType.DESTROYED) != (category == "thing") or not rest.match(behind):
            continue
        hit = verb.search(before)
        if hit is not None:
            return _trigger(sentence, draft, kind, len(before) - hit.start())
    return None


def _by_what_is_counted(sentence: Sentence, draft: Draft, before: str) -> Trigger | None:
    """Lives that were claimed, heads cut off, captives handed over."""
    last = sentence.read.word(draft.last - 1)
    lives = _LIVES.search(before)
    if lives is not None and (last == "lives" or _LIVES_TAKEN.search(before)):
        return _trigger(sentence, draft, ClaimType.KILLED, len(before) - lives.start())
    held = draft.noun is not None and draft.noun.type in {ClaimType.DETAINED, ClaimType.MISSING}
    handed = _HANDING_OVER.search(before) if held else None
    if handed is not None:
        return _trigger(sentence, draft, ClaimType.RELEASED, len(before) - handed.start())
    return None


def _trigger(sentence: Sentence, draft: Draft, kind: ClaimType, back: int) -> Trigger:
    first = min(sentence.read.at(draft.start - back), draft.first - 1)
    return Trigger(kind, _PERSONS | {"thing"}, max(0, first), max(0, first) + 1, joined=False)
