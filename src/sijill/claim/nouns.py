"""The counted noun behind a number: its words in both languages, with adjectives and partitives."""

import dataclasses
from typing import Final

from sijill.claim.lexicon import Noun, deed, lexicon, noun_by_shape, noun_of
from sijill.model.claim import ClaimType
from sijill.text.lexemes import Passage, word_set

PARTITIVES: Final = word_set(
    "منهم منها منهن منا منكم منه الباقين الباقون الباقيين المتبقين المتبقون منن منون منهون منكن them whom which these those"
)
_STOP_ENGLISH: Final = word_set(
    "was were is are had have has been be to in on at by from with for that who which and or but as than while when"
    " after before since during until against into over under said says the a an this all each every his her their its"
    " our , . ; : ( )"
)
_RANKS: Final = word_set("كبار صغار أبناء أفراد عناصر أعضاء قادة بين أهالي سكان members senior")
_KIN: Final = word_set("أهالي ذوي ذوو أقارب عائلات أسر أمهات زوجات آباء عوائل أهل")
_AID: Final = word_set("aid humanitarian relief")
_CO_ORDINATED_ADJECTIVES: Final = word_set("جماعيه جماعيتين جماعيتان جماعيا رسميه فوتوغرافيه ارهابيه")


def noun_behind(read: Passage, index: int) -> tuple[Noun | None, int, bool]:
    """Return (noun, index behind it, may stand bare): the counted noun in the next few words."""
    word = read.word(index)
    if _is_next_column(read, index) or word in PARTITIVES:
        return None, index + (word in PARTITIVES), True
    if word in {"من", "of", "د", "ديال"}:
        return _partitive(read, index)
    if word and word[0] < "\u0250" and word.isalpha():
        return _english_noun(read, index)
    noun = noun_of(word) or noun_by_shape(word)
    # «القطاع 12 القبر 33»: what is counted is indefinite, or a plural.
    known = (
        noun is not None and noun.definite and noun.form in {"singular", "origin"} and word.startswith("ال")
    )
    if word in _NAMES and _named_kind(read, index + 1) is not None:
        # «130 اسماً لمفقودين»: the names are of persons.
        return _named_kind(read, index + 1), index + 2, True
    if word == "بني" and read.word(index + 1) == "ادم":
        noun, index = noun_of("اشخاص"), index + 1
    if noun is None or noun.joined or known:
        return None, index, True
    return _with_adjective(read, index, noun)


_NAMES: Final = word_set("اسما اسم أسماء names")


def _named_kind(read: Passage, index: int) -> Noun | None:
    noun = noun_of(read.word(index))
    return dataclasses.replace(noun, joined=False) if noun is not None and noun.type is not None else None


def _is_next_column(read: Passage, index: int) -> bool:
    """Whether two blanks stand before the word: columns of a form are set apart by them."""
    if not 0 < index < len(read.lexemes):
        return False
    return "  " in read.text[read.lexemes[index - 1].end : read.lexemes[index].start]


def _partitive(read: Passage, index: int) -> tuple[Noun | None, int, bool]:
    """Behind من and of: a whole in the plural or known; «خمسة من عائلة واحدة» are five persons, not families."""
    ahead = index + 1
    ahead += read.word(ahead) in {"the", "their", "his", "her", "its"}
    held = _of_so_many(read, index)
    if held is not None:
        return held
    if read.word(ahead) in PARTITIVES:
        return None, ahead + 1, True
    kin = noun_of(read.word(ahead + 1)) if read.word(ahead) in _KIN else None
    if kin is not None and kin.type is not None and kin.category == "person":
        # «50 من أهالي المخطوفين»
        return noun_of("اقارب"), ahead + 2, True
    ahead += read.word(ahead) in _RANKS and noun_of(read.word(ahead + 1)) is not None
    noun = noun_of(read.word(ahead))
    if noun and (noun.form != "singular" or noun.definite):
        return noun, ahead + 1, True
    is_total = read.lexemes[ahead].kind == "figure" if ahead < len(read.lexemes) else False
    return None, index, read.word(index) == "من" or is_total


def _of_so_many(read: Passage, index: int) -> tuple[Noun | None, int, bool] | None:
    """«212 of the township's 400 houses»: the whole of what has no type of its own is no claim beside its part."""
    ahead = index + 1
    while ahead <= index + 3 and (read.word(ahead) in {"the", "its", "their"} or _is_owner(read, ahead)):
        ahead += 1
    is_number = ahead < len(read.lexemes) and (
        read.lexemes[ahead].kind == "figure" or read.word(ahead) in _FEW_ENGLISH
    )
    noun = noun_of(read.word(ahead + 1)) if is_number and ahead > index + 1 else None
    return (noun, ahead + 2, True) if noun and noun.form == "plural" and noun.type is None else None


def _is_owner(read: Passage, index: int) -> bool:
    return read.word(index).endswith(("'s", "’s")) or read.word(index + 1).endswith(("'s", "’s"))


_FEW_ENGLISH: Final = word_set("two three four five six seven eight nine ten eleven twelve")


def _with_adjective(read: Passage, index: int, noun: Noun) -> tuple[Noun | None, int, bool]:
    if noun.unit == "other" and noun.form == "singular":
        noun = dataclasses.replace(noun, form="plural")
    following = read.word(index + 1)
    state = noun_of(following)
    if noun.unit in _DEEDS:
        case = _case_of(read, index, noun)
        if case is not None:
            return case
    if noun.type is None and state and state.type and state.category == "person" and not state.joined:
        # «عائلة نازحة», «طفل مفقود»: the adjective says what happened; «أسرة شهيد» is the family of one.
        if noun.category == "family" and not following.endswith(("ه", "ات")):
            return noun, index + 1, True
        noun = dataclasses.replace(noun, type=state.type, strong=state.strong or noun.category == "family")
    if noun.type is ClaimType.DETAINED and following.startswith("محرر"):
        noun = dataclasses.replace(noun, type=ClaimType.RELEASED, strong=True)
    second = noun_of(following) if following.startswith("وال") and noun.definite else None
    if second and second.category == noun.category and second.definite:
        # «آلاف الوثائق والشهادات»: one number counts both.
        return noun, index + 2, True
    if noun.unit == "worker" and following.removeprefix("ال").startswith("اغاث"):
        return Noun("aid worker", noun.category, noun.type, noun.strong, noun.form), index + 2, True
    return noun, index + 1 + (following in _CO_ORDINATED_ADJECTIVES), True


def _case_of(read: Passage, index: int, noun: Noun) -> tuple[Noun | None, int, bool] | None:
    """«حالة وفاة», «جريمة قتل», «عمليات خطف»: what it is a case of; a case of what we do not know is no claim's."""
    following = read.word(index + 1)
    state = noun_of(following)
    if state and state.type and not state.joined and noun.unit == "case":
        return dataclasses.replace(noun, type=state.type, strong=state.strong), index + 2, True
    if following.removeprefix("ال") in _ASSAULTS:
        return Noun("case", "event", ClaimType.ATTACKS, strong=True, form=noun.form), index + 2, True
    kind = deed(following)
    if kind is not None:
        return Noun("case", "person", kind, strong=True, form=noun.form), index + 2, True
    if read.word(index) in _OPERATIONS or following in _MISHAPS:
        return None, index, False
    return None


_DEEDS: Final = frozenset({"case", "violation"})
_OPERATIONS: Final = word_set("عملية عمليات محاولة محاولات")
_ASSAULTS: Final = word_set("اغتصاب تعذيب عنف تحرش ضرب اعتداء تعنيف استرقاق سلب نهب")
_MISHAPS: Final = word_set(
    "سير مرور مروري مروريا مرورية سرقة عمل طلاق زواج ولادة شفاء تسمم انتحار احتيال تزوير فساد طارئة مرضية غش رشوة تهريب شغب ابتزاز اشتباه"
)


def _is_predicate(read: Passage, index: int) -> bool:
    noun = noun_of(read.word(index))
    return noun is not None and noun.category == "person" and noun.type is None


def _english_noun(read: Passage, index: int) -> tuple[Noun | None, int, bool]:
    best: tuple[Noun, int] | None = None
    for ahead in range(index, min(index + 5, len(read.lexemes))):
        word = read.word(ahead)
        if read.lexemes[ahead].kind == "figure":
            break
        noun = noun_of(word)
        if noun:
            lost = ahead > index and read.word(ahead - 1) == "missing" and noun.category == "person"
            best = (
                (dataclasses.replace(noun, type=ClaimType.MISSING, strong=True) if lost else noun),
                ahead + 1,
            )
        elif ahead == index and word in {"are", "were"} and _is_predicate(read, ahead + 1):
            # «of 520, 340 are men»
            continue
        elif best or word in _STOP_ENGLISH:
            break
        elif word == "more" and ahead == index and read.word(ahead + 1) in _STOP_ENGLISH:
            # «five more were hurt»
            return (None if read.word(ahead + 1) == "than" else noun_of("others")), ahead + 1, True
        elif word == "members":
            return _members(read, ahead)
        elif lexicon().is_measure(word):
            return None, index, False
    return (*_whole_noun(read, index, *best), True) if best else (None, index, True)


def _members(read: Passage, index: int) -> tuple[Noun | None, int, bool]:
    """«eleven members of one family» are persons; members of anything else are out of scope."""
    family = noun_of(read.word(index + 3)) if read.word(index + 1) == "of" else None
    if family is None or family.category != "family":
        return None, index, False
    return dataclasses.replace(family, unit="person", category="person", form="plural"), index + 4, True


def _whole_noun(read: Passage, index: int, noun: Noun, last: int) -> tuple[Noun, int]:
    """Return the noun with what the word before it says: aid workers, «civilian deaths» that count civilians."""
    if noun.unit == "worker" and read.word(last - 2) in _AID:
        noun = dataclasses.replace(noun, unit="aid worker")
    first = noun_of(read.word(last - 2)) if last - 2 >= index else None
    if first and first.category == noun.category == "person" and noun.strong:
        noun = dataclasses.replace(noun, unit=first.unit)
    return noun, last
