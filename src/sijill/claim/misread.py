"""Verbs near a figure that do not govern it: subjects, terms of prison, whose kin they are, what families lost."""

import re
from bisect import bisect_left
from typing import Final

from sijill.claim.agents import is_agent
from sijill.claim.draft import Draft, Sentence
from sijill.claim.lexicon import Trigger, noun_of
from sijill.model.claim import ClaimType
from sijill.text.lexemes import word_set

_LOST_GOODS: Final = re.compile(
    r"\s+(?:[^\W\d_]+\s+)?(?:منازل|بيوت|معيل|اعمال|وظايف|وظيفت|مصدر|مصادر|ابناء|اولاد|ممتلكات|اراضي|محاصيل|مساكن|احد|عمل|دخل)(?:هم|ها|هن)?(?![^\W\d_])"
)
"""«فقدت 30 عائلة منازلها»: the families are not missing."""


def is_misread(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """Whether the trigger says nothing of what the draft counts, however near it stands."""
    itself = draft.noun if draft.first <= trigger.first < draft.last else None
    if itself is not None and itself.type in {trigger.type, None} and _is_noun(sentence, trigger):
        return True
    if trigger.type is ClaimType.MISSING and _LOST_GOODS.match(sentence.read.text, draft.end):
        return not is_bereaved(sentence, draft, trigger)
    if trigger.type is ClaimType.RETURNED and _means_belong(sentence, draft, trigger):
        return True
    return (
        _is_of_others(sentence, draft, trigger)
        or _is_subject(sentence, trigger)
        or _is_sum_taken(sentence, draft, trigger)
        or _is_escape(sentence, draft, trigger)
        or _is_term(sentence, trigger)
        or _is_genitive(sentence, draft, trigger)
        or _is_counted(sentence, draft, trigger)
        or _is_circumstance(sentence, draft, trigger)
        or _is_preposition(sentence, trigger)
        or _is_what_is_needed(sentence, draft, trigger)
    )


def _is_what_is_needed(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """«يحتاج المشروع إلى 14 مهندساً»: they are what is needed, and not in need."""
    if trigger.type is not ClaimType.IN_NEED or trigger.last > draft.first:
        return False
    read = sentence.read
    starts = {each.start for each in sentence.quantities[_first_behind(sentence, trigger) :][:4]}
    return any(
        read.word(index) in _TO and read.lexemes[index + 1].start in starts
        for index in range(trigger.last, min(draft.first, trigger.last + 9))
    )


def _first_behind(sentence: Sentence, trigger: Trigger) -> int:
    end = sentence.read.lexemes[trigger.last - 1].end
    return bisect_left(sentence.quantities, end, key=lambda each: each.start)


_TO: Final = word_set("إلى على")


def _is_circumstance(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """«استشهد في السجون 16 أسيراً», «خطفوا بنتين من المدرسة»: where a harm befell them is not what befell them."""
    read = sentence.read
    word = read.word(trigger.first)
    if trigger.type is ClaimType.DETAINED and word in {"في", "داخل", "in", "خلف", "وراء"}:
        return any(
            each.last == trigger.first and each.type is ClaimType.KILLED
            for each in _beside(sentence, trigger)
        )
    if trigger.type is ClaimType.BODIES_FOUND and word == "تحت" and trigger.first >= draft.last:
        return any(
            each.last == draft.first and each.type is ClaimType.MISSING for each in _beside(sentence, trigger)
        )
    if trigger.type is not ClaimType.OUT_OF_SCHOOL or word != "من" or trigger.first < draft.last:
        return False
    return any(each.last == draft.first and each.type in _HARM for each in _beside(sentence, trigger))


_HARM: Final = {ClaimType.KILLED, ClaimType.DETAINED, ClaimType.INJURED, ClaimType.MISSING}


def _beside(sentence: Sentence, trigger: Trigger) -> list[Trigger]:
    """Return the few triggers that end at or before the trigger's beginning, the nearest last."""
    place = bisect_left(sentence.triggers, trigger.first, key=lambda each: each.first)
    return sentence.triggers[max(0, place - 4) : place]


def _is_preposition(sentence: Sentence, trigger: Trigger) -> bool:
    """«أُبلغ عنهم عبر استمارة»: by way of, unless a figure or a border is crossed."""
    read = sentence.read
    if read.word(trigger.first).removeprefix("و") != "عبر" or trigger.last != trigger.first + 1:
        return False
    crossed = read.word(trigger.last).startswith(("الحدود", "النهر", "البحر", "المعبر", "حدود", "نهر"))
    return not crossed and not _has_its_figure(sentence, trigger)


def _is_counted(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """«12 إصابة، 9 معتقلين»: what another figure counts, with a mark behind it, governs no further one."""
    read = sentence.read
    if (
        trigger.last > draft.first
        or trigger.last != trigger.first + 1
        or not sentence.between(trigger.last, draft.first)[0]
    ):
        return False
    start = read.lexemes[trigger.first].start
    place = bisect_left(sentence.quantities, start, key=lambda each: each.end) - 1
    near = sentence.quantities[place : place + 2] if place >= 0 else sentence.quantities[:1]
    figured = any(each.end <= start and read.text[each.end : start].isspace() for each in near)
    return figured and noun_of(read.word(trigger.first)) is not None


_VERBAL_NOUNS: Final = word_set(
    "مقتل إصابة اعتقال اختطاف خطف احتجاز تهجير إعدام استشهاد وفاة بقتل لقتل اغتيال اختفاء توقيف تجنيد تصفية مصير إخفاء ترحيل نزوح قتل"
)
_NOMINAL: Final = word_set("missing dead wounded injured disappeared displaced detained fallen")


def _is_of_others(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """Whether the trigger has its own persons: «في قضية مقتل الصحفي», «صور المعتقلين», for the missing, «نزح نصفهم»."""
    read = sentence.read
    word, before = read.word(trigger.first), read.word(trigger.first - 1)
    joined = read.word(draft.first).startswith("و") or read.word(draft.first - 1) in {"و", "،", ","}
    if word.removeprefix("و") in _VERBAL_NOUNS and not joined:
        owner = noun_of(read.word(trigger.last))
        if owner is not None and owner.category == "person" and owner.definite and trigger.last < draft.first:
            return not is_agent(read.word(trigger.last))
        if (
            owner is not None
            and owner.category == "person"
            and owner.definite
            and trigger.first >= draft.last
        ):
            return owner.form == "singular"
    if trigger.first < draft.last:
        return False
    if word.isascii():
        return word in _NOMINAL and before == "the" and read.word(trigger.first - 2) != "among"
    noun = noun_of(word) if word.startswith("ال") else None
    named = noun is not None and noun.category == "person" and noun.form == "plural"
    return (named and before not in {"من", "بين", "عداد"}) or _has_its_figure(sentence, trigger)


def _has_its_figure(sentence: Sentence, trigger: Trigger) -> bool:
    """«…، نزح نصفهم»: an Arabic verb with a figure right behind it is that one's."""
    lexemes = sentence.read.lexemes
    if trigger.last >= len(lexemes):
        return False
    start = lexemes[trigger.last].start
    place = bisect_left(sentence.quantities, start, key=lambda each: each.start)
    return place < len(sentence.quantities) and sentence.quantities[place].start == start


def _is_subject(sentence: Sentence, trigger: Trigger) -> bool:
    """«دمر القصف 40% من المنازل»: a definite noun right behind a verb is who did it, and the verb says what."""
    read = sentence.read
    if not read.word(trigger.first).startswith("ال"):
        return False
    place = bisect_left(sentence.triggers, trigger.first, key=lambda each: each.first) - 1
    verb = sentence.triggers[place] if place >= 0 else None
    return (
        verb is not None
        and verb.last == trigger.first
        and trigger.last == trigger.first + 1
        and verb.type not in {None, trigger.type}
        and (not read.word(verb.first).startswith("ال"))
    )


def _is_sum_taken(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """«أخذوا منا 5 ملايين»: thousands of nothing that were taken are money."""
    verb = sentence.read.word(trigger.first).removeprefix("و")
    return (
        draft.bare
        and draft.quantity.scaled
        and verb.startswith(("اخذ", "اخد", "خدو"))
        and trigger.last <= draft.first
    )


def _is_escape(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """«هرب 9 سجناء»: prisoners who break out are not displaced."""
    held = draft.noun is not None and draft.noun.type is ClaimType.DETAINED
    verb = sentence.read.word(trigger.first).removeprefix("و")
    return held and trigger.type is ClaimType.DISPLACED and verb.startswith(("هرب", "فر", "fled", "flee"))


def _is_term(sentence: Sentence, trigger: Trigger) -> bool:
    """«بالسجن خمس سنوات»: what a court gives, and no arrest."""
    read = sentence.read
    if read.word(trigger.first) not in _TERMS or trigger.last >= len(read.lexemes):
        return False
    return _has_its_figure(sentence, trigger) or read.word(trigger.last) in {"مده", "لمده", "الموبد"}


_TERMS: Final = word_set("بالسجن بالحبس السجن الحبس سجنا imprisonment")


def _is_genitive(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """«700 قريب للمفقودين», 50 relatives of the missing: whose kin they are, and not what befell them."""
    read = sentence.read
    if draft.last > trigger.first or draft.noun is None or draft.noun.category not in {"person", "family"}:
        return False
    noun = noun_of(read.word(trigger.first))
    of = trigger.first == draft.last and read.word(trigger.first).startswith("لل")
    english = read.word(draft.last) == "of" and trigger.first - draft.last <= 2
    return (of and noun is not None and noun.category == "person") or english


def is_bereaved(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """«فقدت الأسرة أربعة من أبنائها»: whoever loses relatives has lost them to death."""
    kin = draft.noun is not None and draft.noun.unit == "person" and _is_kin(sentence, draft)
    lost = sentence.read.word(trigger.first).removeprefix("و").startswith("فقد")
    return trigger.type is ClaimType.MISSING and lost and kin and trigger.last <= draft.first


def _is_kin(sentence: Sentence, draft: Draft) -> bool:
    """Whether the last counted word is one for kin of somebody: أبنائها, من إخوته."""
    word = sentence.read.word(draft.last - 1)
    return word.endswith(("ها", "ه", "هم", "نا", "ي")) and word.startswith(_KIN)


_KIN: Final = ("ابناي", "اولاد", "اخوت", "اخوات", "اشقاي", "اقارب", "اطفال", "افراد", "احفاد")


def _is_noun(sentence: Sentence, trigger: Trigger) -> bool:
    """Whether the trigger's only word is a counted noun as well: «11 نفراً», «20 لاجئاً»."""
    noun = noun_of(sentence.read.word(trigger.first)) if trigger.last == trigger.first + 1 else None
    return noun is not None and noun.unit != "soldier"


def _means_belong(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """«تعود إلى بضع مئات من العائلات»: belongs to them."""
    return trigger.last + 1 == draft.first and sentence.read.word(trigger.last) in {"الي", "to"}
