"""Numbers that count nothing: they name a law, a room, a witness, an exhibit; they measure, or they are of no event."""

import re
from typing import Final

from sijill.claim.bounds import Quantity
from sijill.claim.lexicon import deed, lexicon, noun_of
from sijill.text.lexemes import Passage, proclitic_splits, word_set
from sijill.text.numbers import Form

_NO_COUNT: Final = re.compile(
    r"(?<![^\W\d_])(?:ما متوسطه|بمعدل|متوسط|قوامها|قوامه|مولفه?\s+من|مكونه?\s+من|البالغ عددهم|البالغ عددها|البالغه عددها|عدد سكانها|يسكنها|يقطنها|average of|كل\s+\w+\s+فيها|طاقته"
    r"|ل?(?:ال)?(?:سعتها|سعته|استيعاب|تستوعب|يستوعب|استيعابيه|استيعابها|استيعابه)(?:\s+[^\W\d_]+){0,2}|[تي]تسع(?:\s+[^\W\d_]{2,}){0,2}?(?:\s+ل)?|[تي]كفي(?:\s+[^\W\d_]+){0,2}(?:\s+ل)?|(?:مصمم|صمم|مجهز|جهز|معد|اعد)[هت]?\s+(?:[^\W\d_]+\s+){0,2}?ل(?:[^\W\d_]+)?"
    r"|capacity\s+of|(?:designed|built)\s+(?:for|to\s+(?:hold|house))|(?:can|could)\s+(?:hold|house|take|accommodate)|room\s+for|space\s+for|enough\s+for"
    r"|(?:down|up)\s+from|as\s+against|compared\s+(?:with|to)|مقارنه\s+ب|بعد\s+ان\s+كانت?|امام|بحضور|بمشاركه|in\s+front\s+of|a\s+crowd\s+of|an\s+audience\s+of|بمقدار|بواقع|بفارق|(?:rose|rise|fell|fall|increased?|dropped|grew|declined|up|down|more|less|fewer)\s+by)[\sـ]*$"
)
"""Averages, differences, what a place can hold and the size of a population are not counts of what happened."""


def is_label(read: Passage, quantity: Quantity, first: int, after: int) -> bool:
    """Whether the number names something (a law, a room, an age, a time of day) or measures."""
    number = read.at(quantity.number_start)
    is_name = any(
        lexicon().is_name(read.word(index))
        and not (
            _ends_a_time(read, index, after) or _is_counted_itself(read, index) or _holds(read, index, after)
        )
        for index in {first - 1, number - 1}
    )
    of_age = read.word(after) == "من" and read.word(after + 1).startswith("عمر")
    if is_name or of_age or _is_marked(read, number, after) or _is_english_name(read, number):
        return True
    return _is_measured(read, quantity, after) or _has_no_count(read, quantity)


_ROOMS: Final = word_set(
    "شارع الشارع فرع الفرع زنزانة الزنزانة زنازين الزنازين مهجع المهجع غرفة الغرفة قاعة القاعة طابق الطابق شقة الشقة خط الخط الكيلو محلة زقاق صف"
    " الاتصال لواء فرقة كتيبة فوج سرية قضية القضية دعوى مرحلة حلقة كتاب محضر ملف الملف قناة جزء نموذج قائمة"
)
_HELD: Final = frozenset({"person", "family", "body"})


def _holds(read: Passage, index: int, after: int) -> bool:
    """«في الزنزانة 17 شخصاً»: persons counted behind a place or a matter that a number may name as well."""
    if not any(rest in _ROOMS for _, rest in proclitic_splits(read.word(index))):
        return False
    noun = noun_of(read.word(after))
    return noun is not None and noun.category in _HELD and not noun.definite and not noun.joined


_YEARS: Final = word_set("العام عام السنة سنة")
_ENGLISH_UNITS: Final = word_set("week year month day")
_POINTING: Final = word_set("same that this last next past")


def _ends_a_time(read: Passage, index: int, after: int) -> bool:
    """«منذ مطلع العام 95 قتيلاً»: the year is this one, and a noun is counted behind the number."""
    english = read.word(index) in _ENGLISH_UNITS and read.word(index - 1) in _POINTING
    noun = noun_of(read.word(after)) if english or read.word(index) in _YEARS else None
    return noun is not None and not noun.definite and not noun.joined and noun.form != "origin"


def _is_counted_itself(read: Passage, index: int) -> bool:
    """«54 صفحة 310 انتهاكات»: a label that a figure counts names nothing behind it."""
    counted = 0 < index < len(read.lexemes) and read.lexemes[index - 1].kind == "figure"
    return counted and read.word(index) in _COUNTABLE_LABELS


_COUNTABLE_LABELS: Final = word_set(
    "صفحة صفحات مادة مواد فقرة فقرات جلسة غرفة قاعة فصل ملحق pages page rooms articles paragraphs sections chapters"
)


def is_enclosed(read: Passage, number: int, after: int) -> bool:
    """«( 66 ) جثة», «/15/ شهيداً»: forms enclose their figures, with what is counted behind."""
    pair = (read.word(number - 1), read.word(after))
    slashes = pair == ("/", "/") and not (read.glued(number - 1) and read.word(number - 2)[-1:].isalnum())
    noun = noun_of(read.word(after + 1))
    return (slashes or pair == ("(", ")")) and noun is not None and not (noun.joined or noun.definite)


def _is_marked(read: Passage, number: int, after: int) -> bool:
    """Whether a mark joins the number to a name or to other figures: رقم: 4, 2/5, 10:30, 421-2."""
    if is_enclosed(read, number, after):
        return False
    mark, glued = read.word(number - 1), read.glued(number)
    figure_before = read.word(number - 2)[-1:].isdigit()
    named = mark in {".", "/", "#", ":", "("} and lexicon().is_name(read.word(number - 2))
    joined = glued and (mark in {".", "/", "#"} or (mark == ":" and figure_before))
    hyphened = mark == "-" and glued and read.glued(number - 1) and figure_before
    behind = read.word(after) in {":", "/"} and read.glued(after) and read.glued(after + 1)
    return named or joined or hyphened or behind


_OFTEN: Final = ("كل", "يوميا", "every", "each")


def _is_measured(read: Passage, quantity: Quantity, after: int) -> bool:
    """Whether a measure of time, distance or weight follows."""
    ahead = after
    while read.word(ahead) in {"-", "من", "of"} and ahead < after + 2:
        ahead += 1
    following = read.word(ahead)
    if read.word(ahead - 1) == "من" and ahead > after and not following.startswith("ال"):
        # «مئات من مدينة س» come from there; «مئات من الساعات» are a measure.
        return False
    if following.startswith("برميل") and read.word(ahead + 1).startswith("متفجر"):
        return False
    if quantity.form is Form.PERCENT or (deed(read.word(ahead + 1)) is not None and _is_case(following)):
        return False
    return lexicon().is_measure(following)


def _is_case(word: str) -> bool:
    """Whether a word that measures counts deeds when one follows it: «عمليات خطف»."""
    noun = noun_of(word)
    return noun is not None and noun.unit == "case"


_EVERY: Final = re.compile(
    r"(?<![^\W\d_])(?:كل\s+(?:يوم|ليله|اسبوع|شهر|صباح|مساء)|يوميا|every\s+(?:day|night|week|morning)|each\s+(?:day|night|week))(?![^\W\d_])[^،,.؛;:]{0,40}$"
)


_PARENTS: Final = word_set("أب أم أبا أما والد والدة معيل معيلة father mother parent grandmother widow")
_RAISING: Final = word_set("تعيل يعيل أنجب أنجبت fathered")
_HAVING: Final = word_set(
    "لديه لديها لديهم لدينا لدي عندي عنده عندها عندهم عندنا عندو وعندي له لها has had have"
)
_OFFSPRING: Final = frozenset({"child", "girl", "boy"})


def _is_offspring(read: Passage, quantity: Quantity) -> bool:
    """«أب لخمسة أطفال», «عندي خمس ولاد», a father of six: whose children they are, and nothing that befell them."""
    first = read.at(quantity.start)
    before = read.word(first - 1)
    if before in _RAISING or (before == "of" and read.word(first - 2) in _PARENTS):
        return True
    if before.removeprefix("و") in _PARENTS and read.word(first).startswith("ل"):
        return True
    noun = noun_of(read.word(read.at(quantity.end))) if before in _HAVING else None
    return noun is not None and noun.unit in _OFFSPRING


def _has_no_count(read: Passage, quantity: Quantity) -> bool:
    if _is_offspring(read, quantity):
        return True
    before = read.text[max(0, quantity.start - 56) : quantity.start]
    if any(word in before for word in _OFTEN) and _EVERY.search(before):
        return True
    return bool(_NO_COUNT.search(read.text[max(0, quantity.start - 44) : quantity.start]))


def names_it(read: Passage, quantity: Quantity, first: int) -> bool:
    """Whether a figure that counts no noun is the name of what stands before it: الفرع 251, الشاهد 17, «the gate 6», ب-3.

    A head (عدد، حصيلة) not far before it says that it counts.
    """
    if quantity.words or quantity.start != quantity.number_start:
        return False
    at = first - 1 - (read.word(first - 1) in {"(", '"', "«"})
    word = read.word(at)
    row = read.word(at - 1) in _ROW_OPENS and read.word(read.at(quantity.end)) in _ROW_ENDS
    if row or any(read.word(index) in COUNTING for index in range(max(0, at - _HEAD_BACK), at + 1)):
        return False
    hyphened = word == "-" and read.glued(first) and read.glued(first - 1)
    if (
        read.word(at - 1).removeprefix("و") == "رقم"
        or hyphened
        or any(rest in lexicon().names_bare for _, rest in proclitic_splits(word))
    ):
        return True
    noun = noun_of(word)
    if noun is None or noun.form != "singular" or noun.strong or noun.type is not None:
        return False
    return noun.category in _NUMBERED or (noun.category == "person" and noun.definite)


def _is_english_name(read: Passage, number: int) -> bool:
    """«site 14 yielded», «gate 6»: a singular without an article before a figure is named by it."""
    word, before = read.word(number - 1), read.word(number - 2)
    if word not in lexicon().names_bare or word[0] >= "\u0250" or read.lexemes[number].kind != "figure":
        return False
    return before not in _DETERMINERS


COUNTING: Final = word_set(
    "عدد العدد عددهم عددها حصيله الحصيله مجموع المجموع اجمالي الاجمالي toll number total figure count عددنا"
)
"""Heads whose number counts."""
_ROW_OPENS: Final = frozenset({"،", ",", ";", "؛", ":", "|", "-", "•"})
_ROW_ENDS: Final = frozenset({"،", ",", ";", "؛", ".", ")", "|", ""})
"""«المرج 8، السد 4»: between two marks a name and a number are a row."""
_HEAD_BACK: Final = 6
_NUMBERED: Final = frozenset({"thing", "village", "entity", "page"})
_DETERMINERS: Final = word_set("the a an this that each every his her their its our one of other")
