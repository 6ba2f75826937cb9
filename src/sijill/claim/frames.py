"""Which claim type a number has: the counted noun's own, or that of the trigger that governs it."""

import dataclasses
from bisect import bisect_left
from typing import Final

from sijill.claim.bare import PARTITIVE_ENDS, head_type, may_stand_bare
from sijill.claim.deaths import refine
from sijill.claim.draft import Draft, Sentence
from sijill.claim.lexicon import Noun, Trigger
from sijill.claim.misread import is_bereaved, is_misread
from sijill.claim.overturned import as_said, is_epidemic, is_overturned, is_speaker
from sijill.claim.parts import opens_as_whole
from sijill.claim.phrases import SURE, phrase_around
from sijill.model.claim import ClaimType
from sijill.text.lexemes import proclitic_splits, word_set

_NEAREST: Final = 6
"""Triggers looked at on each side: keeps the choice linear in the length of a text."""
SILENT: Final = frozenset({"dual", "singular", "article", "subject"})
"""Rules that read a quantity where no number is written; they need their trigger near."""
_SILENT_LIMIT: Final = 7.0
_ARTICLE_LIMIT: Final = 12.0
_HEAD_OF_ONE: Final = 4.0
_LIMIT: Final = 28.0
_NOUN_LIMIT: Final = 12.0
"""A noun says what is counted, and so may belong to a verb that we do not know."""
_WEAK_LIMIT: Final = 10.0
_VILLAGE_LIMIT: Final = 8.0
_NEVER: Final = -10.0
_BESIDE: Final = 2.0
"""Only a verb right beside it changes what a noun says, where that verb does not befall such persons."""
_STATES: Final = {ClaimType.REFUGEES, ClaimType.DISPLACED}
_ACTED: Final = 1.0
"""«وظّفت المنظمة 25 لاجئاً»: a verb of no claim's right before counts whom it employed, taught or gave something."""
_DUG_OUT: Final = 4.0
_OBJECT: Final = 4.0
_BEFALLS: Final = {
    ClaimType.MISSING: {
        ClaimType.MISSING,
        ClaimType.RELEASED,
        ClaimType.KILLED,
        ClaimType.RETURNED,
        ClaimType.DETAINED,
    },
    ClaimType.DETAINED: {
        ClaimType.DETAINED,
        ClaimType.RELEASED,
        ClaimType.KILLED,
        ClaimType.DIED_IN_DETENTION,
        ClaimType.MISSING,
        ClaimType.INJURED,
        ClaimType.SANCTIONED,
    },
    ClaimType.DISPLACED: {
        ClaimType.DISPLACED,
        ClaimType.RETURNED,
        ClaimType.KILLED,
        ClaimType.INJURED,
        ClaimType.BESIEGED,
        ClaimType.REFUGEES,
        ClaimType.STARVATION_DEATHS,
        ClaimType.DETAINED,
    },
}
"""What may befall those whom a noun names by what has befallen them already."""
_AUXILIARY: Final = word_set(
    "was were is are had have has been be being reportedly also later allegedly still remain remained feared believed presumed thought confirmed already since قد كان كانوا كانت"
    " لا يزال يزالون تزال ما زال زالوا لاحقا جميعهم جميعا"
)
_NEEDING: Final = word_set("need needs needed needing require requires lack lacks")
_YOUNG: Final = frozenset({"child", "girl", "boy", "student", "recruit", "person", "young man", "orphan"})
_APPOSITION: Final = 12
_SECOND_VERB: Final = 3
_PASSIVE: Final = word_set("was were been being")
_NOT_NEEDED: Final = 16
_NO_OBJECT: Final = 12
"""What a passive verb costs what follows it: «scores were injured and two girls were killed»."""


def decide_type(sentence: Sentence, draft: Draft) -> bool:
    """Set the draft's type, trigger and refined type; return whether it has one (else it is no claim)."""
    noun = draft.noun
    if is_speaker(sentence, draft) or _is_transport(sentence, draft):
        return False
    if draft.of_bodies and _governing(sentence, draft)[1] >= 0:
        before = sentence.read.lexemes[draft.first - 1]
        draft.start, draft.unit, draft.type = before.start, "body", ClaimType.BODIES_FOUND
        draft.trace.append("type:bodies")
        return True
    if draft.label_type is not None:
        draft.type = draft.label_type
    elif noun and noun.type and noun.category == "person" and opens_as_whole(sentence, draft):
        # «من بين 740 محتجزاً، أُفرج عن 61»: the verb is the part's.
        draft.type = noun.type
        draft.trace.append(f"type:whole-noun:{noun.type}")
    elif noun and (noun.strong or draft.labelled) and not draft.unit.startswith("percent"):
        if not _by_noun(sentence, draft, noun):
            return False
    elif not _by_trigger(sentence, draft):
        return False
    refine(sentence, draft)
    return not is_epidemic(sentence, draft)


_COMING: Final = ("اقتحم", "داهم", "توغل", "دخل", "تقدم", "وصل")
_ABOARD: Final = word_set("على في متن on in aboard by")


def _is_transport(sentence: Sentence, draft: Draft) -> bool:
    """«هاجم 30 مسلحاً على 12 دراجة»: what somebody came on; «النار في سيارتين» ends in its verb's own word."""
    if draft.noun is None or draft.noun.unit != "vehicle":
        return False
    read = sentence.read
    if any(rest.startswith(_COMING) for _, rest in proclitic_splits(read.word(draft.first - 1))):
        return True
    aboard = read.word(draft.first - 1) in _ABOARD or read.word(draft.first).startswith("ب")
    return aboard and all(each.last != draft.first for each in sentence.triggers)


def _by_noun(sentence: Sentence, draft: Draft, noun: Noun) -> bool:
    """Set the type that the noun itself names; a dual of an event needs its verb beside it."""
    draft.type = noun.type
    draft.trigger, cost = _governing(sentence, draft)
    draft.trace.append(f"type:noun:{noun.type}")
    silent = draft.trace[0] in SILENT and noun.category == "event"
    if silent and (draft.trigger is None or cost > _OBJECT):
        return False
    if noun.type is ClaimType.INJURED and draft.trigger and draft.trigger.type is None and cost <= _ACTED:
        # «شُفي 40 جريحاً»; whoever is treated was hurt.
        return any(
            rest.startswith(_TREATING)
            for _, rest in proclitic_splits(sentence.read.word(draft.trigger.first))
        )
    dug_out = draft.trigger is not None and draft.trigger.type is ClaimType.BODIES_FOUND
    if dug_out and noun.type is ClaimType.KILLED and cost <= _DUG_OUT:
        draft.type, draft.unit = ClaimType.BODIES_FOUND, "body"
    finished = noun.type is ClaimType.INJURED and _is_killed(sentence, draft, cost)
    if (cost == SURE or finished) and draft.trigger is not None:
        # «فارق أربعة مصابين الحياة», «أجهزت على 11 جريحاً»
        draft.type = draft.trigger.type
    return True


def _is_killed(sentence: Sentence, draft: Draft, cost: float) -> bool:
    """«أجهزت القوات على 11 جريحاً»; not «three dead and 21 wounded»."""
    verb = draft.trigger
    if verb is None or verb.type is not ClaimType.KILLED or verb.last > draft.first or cost > _OBJECT / 2:
        return False
    read = sentence.read
    joined = read.word(draft.first - 1) in {"و", "and", "،", ","} or read.word(draft.first).startswith("و")
    return not joined and _numbers_between(sentence, verb.last, draft.first) == 0


def _by_trigger(sentence: Sentence, draft: Draft) -> bool:
    """Set the type of the verb that governs the draft, of a head before it, or the weak one of its noun."""
    trigger, cost = _governing(sentence, draft)
    if draft.bare and not may_stand_bare(sentence, draft, trigger, cost):
        return False
    weak = draft.noun.type if draft.noun else None
    counts_persons = _category(draft) in {"person", "family", ""}
    head = head_type(sentence, draft) if counts_persons and not weak else None
    near = trigger is not None and cost <= _reach(draft, weak, trigger)
    acted = trigger is not None and trigger.type is None and weak in _STATES and cost <= _ACTED
    acted = acted and not _is_hosting(sentence, trigger)
    share = draft.unit.startswith("percent")
    draft.acted = trigger is not None and trigger.type is None and 0 <= cost <= _ACTED and not share
    draft.acted = draft.acted and trigger is not None and trigger.last <= draft.first
    if acted or (trigger and near and trigger.type is None and not weak and (head is None or cost < head[1])):
        return False
    if trigger and near and trigger.type is not None:
        draft.type, draft.trigger = trigger.type, trigger
        draft.trace.append(f"type:trigger:{trigger.type}:{cost:g}")
        if head and head[1] < cost:
            draft.type = head[0]
            draft.trace.append(f"type:head:{head[0]}")
        if draft.type is ClaimType.RETURNED and weak in _TAKEN:
            draft.type = ClaimType.RELEASED
    elif weak or head:
        draft.type = weak or (head[0] if head else None)
        draft.trace.append(f"type:weak:{draft.type}")
    if draft.unit == "percent" and draft.type is not None:
        draft.unit = "percent_of_buildings" if draft.type is ClaimType.DESTROYED else "percent_of_population"
    if draft.trace[0] in SILENT and head is not None and head[1] <= _HEAD_OF_ONE:
        # «القتلى هم رجلان»
        return draft.type is not None
    return draft.type is not None and not (
        draft.trace[0] in SILENT and cost > (_ARTICLE_LIMIT if draft.trace[0] == "article" else _SILENT_LIMIT)
    )


def _is_hosting(sentence: Sentence, trigger: Trigger | None) -> bool:
    """«استقبلت تشاد 900 ألف لاجئ»: whoever receives or still has them says that they are there."""
    word = sentence.read.word(trigger.first) if trigger else ""
    return any(rest.startswith(_HOSTING) for _, rest in proclitic_splits(word))


_HOSTING: Final = (
    "استقبل",
    "يستقبل",
    "تستقبل",
    "استضاف",
    "ظل",
    "ضل",
    "بقي",
    "يضم",
    "تضم",
    "hosts",
    "welcomed",
)
_TREATING: Final = ("عالج", "علاج", "استقبل", "نقل", "اسعف", "treat", "receiv", "admit")
_TAKEN: Final = {ClaimType.DETAINED, ClaimType.MISSING}
"""Whoever was taken and comes home was let go."""


def _reach(draft: Draft, weak: ClaimType | None, trigger: Trigger) -> float:
    """Return the cost up to which a verb governs the draft."""
    if weak:
        if not _changes(weak, trigger):
            return _NEVER
        return _WEAK_LIMIT if _may_befall(weak, trigger) else _BESIDE
    if draft.noun and draft.noun.category == "village":
        return _VILLAGE_LIMIT
    return _LIMIT if draft.bare or draft.unit.startswith("percent") else _NOUN_LIMIT


def _may_befall(weak: ClaimType, trigger: Trigger) -> bool:
    return trigger.type in _BEFALLS.get(weak, {trigger.type})


def _changes(weak: ClaimType, trigger: Trigger) -> bool:
    """«حُرم آلاف المعتقلين من …»: want changes nothing of who is held or lost."""
    return not (weak in _TAKEN and trigger.type in _WANT)


_WANT: Final = {ClaimType.IN_NEED, ClaimType.POVERTY, ClaimType.OUT_OF_SCHOOL}


def _governing(sentence: Sentence, draft: Draft) -> tuple[Trigger | None, float]:
    """Return the cheapest trigger near the draft and its cost in words, pauses and clause boundaries."""
    category = _category(draft)
    position = bisect_left([trigger.first for trigger in sentence.triggers], draft.first)
    near = sentence.triggers[max(0, position - _NEAREST) : position + _NEAREST]
    best: tuple[Trigger | None, float] = (None, _LIMIT + 1)
    phrase = phrase_around(sentence, draft)
    if phrase is not None and phrase.type is ClaimType.RECRUITED_CHILDREN and draft.unit not in _YOUNG:
        phrase = None
    if phrase is not None and not is_overturned(sentence, draft, phrase):
        return phrase, SURE
    for trigger in near:
        if category not in trigger.categories and not (category == "" and trigger.categories):
            continue
        if trigger.type is ClaimType.RECRUITED_CHILDREN and draft.unit not in _YOUNG:
            continue
        if is_misread(sentence, draft, trigger) or is_overturned(sentence, draft, trigger):
            continue
        cost = _cost(sentence, draft, trigger)
        if cost < best[1]:
            bereaved = is_bereaved(sentence, draft, trigger)
            said = ClaimType.KILLED if bereaved else as_said(sentence, draft, trigger)
            best = (trigger if said is trigger.type else dataclasses.replace(trigger, type=said)), cost
    return best


def _category(draft: Draft) -> str:
    if draft.noun:
        return draft.noun.category
    if draft.unit == "percent_of_buildings":
        return "thing"
    return "" if draft.unit.startswith("percent") else "person"


def _cost(sentence: Sentence, draft: Draft, trigger: Trigger) -> float:
    if trigger.last <= draft.first:
        pauses, boundaries = sentence.between(trigger.last, draft.first)
        passive = sentence.read.word(trigger.first - 1) in _PASSIVE
        return (
            draft.first
            - trigger.last
            + 3 * pauses
            + 8 * boundaries
            + _NO_OBJECT * passive
            + _NOT_NEEDED * (sentence.read.word(trigger.first) in _NEEDING)
        )
    if trigger.first < draft.last:
        return 0
    first = draft.last
    while first < trigger.first and sentence.read.word(first) in _AUXILIARY:
        first += 1
    first = _behind_apposition(sentence, first, trigger.first)
    pauses, boundaries = sentence.between(first, trigger.first)
    distance = trigger.first - first
    if distance == 0 and not trigger.joined:
        # «خمس مدارس يدرس فيها 1,800» only describes them.
        return -4 if trigger.type is not None else 2
    second = (
        trigger.joined and sentence.read.word(trigger.first - 2).endswith("ed") and distance <= _SECOND_VERB
    )
    if second:
        # «Two warehouses were looted and burned»
        return 2 + 1.5 * distance
    numbers = _numbers_between(sentence, draft.last, trigger.first) if distance < 30 else 3
    return 2 + 1.5 * distance + 3 * pauses + 10 * boundaries + 8 * trigger.joined + 3 * numbers


def _numbers_between(sentence: Sentence, first: int, last: int) -> int:
    """Count the quantities that stand between two lexemes."""
    begin, end = sentence.read.lexemes[first - 1].end, sentence.read.lexemes[last].start
    start = bisect_left(sentence.quantities, begin, key=lambda each: each.start)
    return bisect_left(sentence.quantities, end, key=lambda each: each.start) - start


def _behind_apposition(sentence: Sentence, first: int, verb: int) -> int:
    """«18 شخصاً، معظمهم مسنون، ماتوا»: what stands between two commas does not part a subject from its verb.

    A verb of its own between them makes it a clause: «40 نفراً، نزل برميل، طلعنا …».
    """
    read = sentence.read
    if read.word(first) not in {"،", ",", "("} or verb - first > _APPOSITION:
        return first
    for index in range(verb - 1, max(first, verb - 6), -1):
        if read.word(index) in {"،", ",", ")"}:
            # «18 موقوفاً، أُحيل منهم 4، أُفرج عن 7»: what is said of some of them is a clause of its own.
            place = bisect_left(sentence.triggers, first, key=lambda each: each.first)
            clause = place < len(sentence.triggers) and sentence.triggers[place].first < index
            return first if clause or read.word(first + 2) in PARTITIVE_ENDS else index + 1
    return first
