"""What a number counts: the noun behind it (or before it), and the numbers that count nothing we keep."""

import re
from dataclasses import replace
from typing import Final

from sijill.claim.bounds import Quantity, after_bound
from sijill.claim.draft import Draft, Sentence
from sijill.claim.labels import is_enclosed, is_label, names_it
from sijill.claim.lexicon import Noun, noun_of
from sijill.claim.money import currency_before, is_sum_of_claim
from sijill.claim.nouns import PARTITIVES, noun_behind
from sijill.claim.shares import share
from sijill.text.lexemes import Passage, word_set
from sijill.text.numbers import Form

_RATE: Final = re.compile(
    r"\s+(?:يوميا|شهريا|سنويا|اسبوعيا|كل\s+(?:يوم|شهر|سنه|عام|اسبوع)|في\s+اليوم(?!\s+(?:السابق|التالي|نفسه|ذاته|الاول|الاخير|الواحد\s+و))|per\s+(?:day|month|year)|a\s+day|daily|every\s+day)(?![^\W\d_])"
)
_ILLNESS: Final = re.compile(
    r"(?:\s+[^\W\d_]+)?\s+(?:ب(?:ال)?(?:كوليرا|حصبه|كورونا|فيروس|وباء|مرض|ملاريا|حمي|جرب|سرطان|شلل|ليشمانيا|لاشمانيا|انفلونزا|سل|تيفوييد|كوفيد|ضنك|طاعون|التهاب|تسمم|جدري|خناق|دفتيريا|اسهال|كلب|جمره|شاهوق)|كوليرا|حصبه|ملاريا"
    r"|(?:of|from|with)\s+(?:suspected\s+)?(?:cholera|measles|covid|malaria|polio|dengue|influenza|hepatitis|typhoid|diphtheria|scabies|meningitis|tuberculosis|leishmaniasis|diarrhoea|mpox))"
)
"""«إصابة بالكوليرا»: the injured of our kind are hurt, not ill."""
_ILL_BEFORE: Final = word_set(
    "cholera measles covid malaria polio dengue influenza hepatitis typhoid diphtheria scabies meningitis"
)
_WHERE: Final = word_set("في من إلى على داخل خلال")
_ARTICLE: Final = re.compile(r"(?<![^\W\d_])[وبل]?ال\s?\Z")
_FEW_NAMED: Final = 10
"""Larger numbers are rarely used as attributes."""


def counted(sentence: Sentence, quantity: Quantity) -> Draft | None:
    """Return a draft with its counted noun and its whole span, or None when the number is no claim's.

    A draft without a noun is ``bare``; whether it stays is for the frames to say.
    """
    read = sentence.read
    first = read.at(quantity.number_start if quantity.apart else quantity.start)
    after = read.at(quantity.end)
    if is_label(read, quantity, first, after):
        return None
    if quantity.form in {Form.PERCENT, Form.FRACTION}:
        return None if read.word(first - 1) == "by" else share(read, quantity, first, after)
    if quantity.low == 1 and _is_of_one_family(read, first, after):
        return None
    postposed = _postposed(read, quantity)
    if postposed is not None:
        return postposed
    if quantity.words and quantity.low == 1 and noun_of(read.word(after)) is None:
        noun = noun_behind(read, after)[0] if read.word(after).isascii() else None
        if noun is None or noun.form != "singular":
            return None
    return _whole_phrase(read, quantity, first, after)


def _is_of_one_family(read: Passage, first: int, after: int) -> bool:
    """«members of one family», «من عائلة واحدة»: who they are, and no count of families."""
    english = read.word(first - 1) == "of" and (noun := noun_of(read.word(after))) is not None
    if english and noun is not None:
        return noun.category == "family"
    before = noun_of(read.word(first - 1))
    return before is not None and before.category == "family" and read.word(first - 2) == "من"


def _is_attribute(read: Passage, quantity: Quantity, first: int) -> bool:
    """«محافظات البلاد الثماني» names the eight; a definite number word behind its noun counts nobody new."""
    definite = quantity.words and first > 0 and read.word(first).startswith("ال")
    return definite and quantity.low is not None and quantity.low <= _FEW_NAMED


def _is_ordinal(read: Passage, quantity: Quantity, after: int) -> bool:
    """«دورتها الـ53»: a figure with the article counts only whoever is named behind it (الـ45 الباقون)."""
    written = _ARTICLE.search(read.text, max(0, quantity.number_start - 4), quantity.number_start)
    return written is not None and not quantity.words and read.word(after) not in PARTITIVES


_MINORS: Final = 21
_UNDER: Final = re.compile(r"(?:under|below|دون|تحت|اقل من|less than)\s+(?:ال)?\Z")


def _is_age(read: Passage, quantity: Quantity) -> bool:
    """«300 of them under 18», «بينهم من هم دون 15»: a small number of nothing below which they are."""
    limit = quantity.high if quantity.high is not None else quantity.low
    before = read.text[max(0, quantity.number_start - 12) : quantity.number_start]
    return limit is not None and limit <= _MINORS and _UNDER.search(before) is not None


def _names_nobody(read: Passage, quantity: Quantity, first: int, after: int) -> bool:
    return (
        _is_attribute(read, quantity, first)
        or _is_age(read, quantity)
        or _is_ordinal(read, quantity, after)
        or (read.word(after) not in PARTITIVES and names_it(read, quantity, first))
    )


def _whole_phrase(read: Passage, quantity: Quantity, first: int, after: int) -> Draft | None:
    """The number with the noun behind it and the bound behind both."""
    after += is_enclosed(read, read.at(quantity.number_start), after)
    noun, last, known = noun_behind(read, after)
    money = currency_before(read, read.at(quantity.number_start))
    if money and (noun is None or noun.category == "money"):
        noun, start, known = money[0], min(quantity.start, money[1]), True
        last = last if read.word(after) not in {"من", "of"} and noun_of(read.word(after)) else after
        quantity = replace(quantity, start=start)
    partitive_or_bare = noun is None or read.word(after) in {"من", "of"}
    if (noun is None and not known) or (partitive_or_bare and _is_year(read, quantity)):
        return None
    if noun is None and _names_nobody(read, quantity, first, after):
        return None
    if noun is not None and _is_english_singular(read, quantity, noun, last):
        return None
    if noun is not None and noun.type is not None and not noun.strong and _is_former(read, after, last):
        noun = replace(noun, type=None)
    end = read.lexemes[last - 1].end if last > after else quantity.end
    if _RATE.match(read.text, end) or _is_other_thing(read, noun, quantity.start, end):
        return None
    bound = after_bound(read, quantity, end)
    last = max(last, read.at(bound.end))
    start = bound.start
    draft = Draft(
        quantity=bound,
        start=start,
        end=bound.end,
        first=first,
        last=last,
        noun=noun,
        unit=noun.unit if noun else "person",
        bare=noun is None,
    )
    previous = noun_of(read.word(first - 1))
    draft.of_bodies = (
        previous is not None and previous.category == "body" and previous.form != "dual" and first > 0
    )
    _of_givers(read, draft)
    draft.qualifier = bound.qualifier
    draft.trace.append(f"noun:{draft.unit}" if noun else "bare")
    return draft


def _is_former(read: Passage, after: int, last: int) -> bool:
    """«60 معتقلاً سابقاً», 60 former prisoners: what befell them is over, and is not what is counted."""
    return read.word(last).startswith("سابق") or "former" in {
        read.word(index) for index in range(after, last)
    }


def _is_english_singular(read: Passage, quantity: Quantity, noun: Noun, last: int) -> bool:
    """«the 2019 report», «a 12 person team»: in English more than one of a singular names or measures something."""
    word = read.word(last - 1)
    many = quantity.low is not None and quantity.low > 1 and noun.category != "money"
    return many and word.isascii() and noun.form == "singular" and not word.endswith("ed")


def _of_givers(read: Passage, draft: Draft) -> None:
    """«بلاغات من 8 أسر»: what so many persons gave is counted by the persons."""
    given = noun_of(read.word(draft.first - 2)) if read.word(draft.first - 1) in {"من", "from"} else None
    if given is None or given.category != "evidence" or given.form != "plural" or draft.noun is None:
        return
    if draft.noun.category in {"person", "family"}:
        draft.noun = replace(draft.noun, type=given.type, strong=True)
        draft.first -= 2
        draft.start = read.lexemes[draft.first].start
        draft.trace.append(f"given:{given.unit}")


def _is_other_thing(read: Passage, noun: Noun | None, start: int, end: int) -> bool:
    """Whether the noun counts what is no claim: a price, a budget, the ill."""
    if noun is None:
        return False
    if noun.category == "money":
        return not is_sum_of_claim(read, start, end)
    return noun.category == "person" and _is_ill(read, noun, end)


_INFECTED: Final = word_set("إصابة إصابات حالة حالات وفاة وفيات case cases infection infections death deaths")
_ILLNESSES: Final = re.compile(
    r"(?<![^\W\d_])[وف]?(?:ب|ل|من\s+)?(?:ال)?(?:كوليرا|حصبه|كورونا|فيروس|وباء|ملاريا|ليشمانيا|لاشمانيا|انفلونزا|تيفوييد|كوفيد|ضنك|طاعون|جدري|دفتيريا)(?![^\W\d_])"
    r"|\b(?:cholera|measles|covid|malaria|polio|dengue|influenza|hepatitis|typhoid|diphtheria|scabies|meningitis|tuberculosis|mpox|virus|epidemic|outbreak)\b"
)
_ILL_REACH: Final = 70


def _is_ill(read: Passage, noun: Noun, end: int) -> bool:
    """«إصابة بالكوليرا», «9 أشخاص بفيروس», «40 new cases and six deaths from cholera»: the ill, and those who died of it."""
    if bool(_ILLNESS.match(read.text, end)) or read.word(read.at(end) - 2) in _ILL_BEFORE:
        return True
    word = read.word(read.at(end) - 1)
    if not {word, word.removeprefix("و")} & _INFECTED or noun.form == "dual":
        return False
    clause = re.split(r"[.؛;]", read.text[max(0, end - _ILL_REACH) : end])[-1]
    clause += re.split(r"[.؛;]", read.text[end : end + _ILL_REACH])[0]
    return _ILLNESSES.search(clause) is not None and _VIOLENCE.search(clause) is None


_VIOLENCE: Final = re.compile(
    r"قصف|غار|رصاص|هجوم|اشتباك|تعذيب|انفجار|قذيف|shell|strike|attack|torture|blast|fighting|gunfire"
)


def _is_year(read: Passage, quantity: Quantity) -> bool:
    """Whether four bare digits may be a year: «ثورة 1952 من …»."""
    written = read.text[quantity.number_start : quantity.end]
    return quantity.start == quantity.number_start and bool(re.fullmatch(r"(?:1[5-9]|20)\d\d", written))


def _postposed(read: Passage, quantity: Quantity) -> Draft | None:
    """طفل واحد, مدنيَّين اثنين: a noun that a one or two only confirms."""
    if not quantity.words or quantity.low not in {1, 2}:
        return None
    index = read.at(quantity.number_start)
    noun, word = noun_of(read.word(index - 1)), read.word(index)
    wanted = {"singular"} if quantity.low == 1 else {"dual", "plural"}
    if noun is None or noun.definite or noun.form not in wanted or read.word(index - 1).isascii():
        return None
    if noun.category not in {"person", "family", "body"} and read.word(index - 2) in _WHERE:
        # «دُفنوا في قبر واحد» says where.
        return None
    if noun_of(read.word(index - 2)) and not read.word(index - 1).startswith("و"):
        return None
    if word.startswith(("و", "ب", "ل")) and not word.startswith("واحد"):
        return None
    lexeme = read.lexemes[index - 1]
    start = lexeme.start + _clitic_length(lexeme.text)
    bound = after_bound(read, quantity, quantity.end)
    draft = Draft(
        quantity=bound,
        start=start,
        end=bound.end,
        first=index - 1,
        last=read.at(bound.end),
        noun=noun,
        unit=noun.unit,
    )
    draft.qualifier = bound.qualifier
    draft.trace.append("postposed")
    return draft


def _clitic_length(word: str) -> int:
    """How many leading letters of a folded word are و or ف, so that the word itself begins behind them."""
    return 1 if word[:1] in {"و", "ف"} and noun_of(word[1:]) else 0
