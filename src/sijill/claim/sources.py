"""Who says it and how: the source frames of a sentence, the stance they lend, and whom the text holds responsible."""

import dataclasses
import functools
import re
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.model.claim import ClaimType, Stance
from sijill.text import match_key
from sijill.text.lexemes import Passage, proclitic_splits, word_set

_SAYING: Final = {
    Stance.ASSERTED: "قال قالت قالوا يقول تقول يقولون أعلن أعلنت يعلن تعلن أكد أكدت يؤكد تؤكد ذكر ذكرت يذكر تذكر أفاد أفادت يفيد تفيد أوضح"
    " أوضحت كشف كشفت أشار أشارت يشير تشير وثق وثقت يوثق توثق سجل سجلت يسجل تسجل رصد رصدت أحصى أحصت نشر نشرت جمع جمعت سلم سلمت حفظ حفظت"
    " تلقى تلقت نقل نقلت حذر حذرت اتهم اتهمت خلص خلصت بين بينت أورد أوردت صرح صرحت تحدث تحدثت أضاف أضافت أبلغ أبلغت أظهر أظهرت روى روت"
    " استمع استمعت قابل قابلت حصل حصلت تحقق تحققت أعلنوا أكدوا ذكروا شدد شددت لفت لفتت نوه أحصا طالب طالبت عاين",
    Stance.DENIED: "نفى نفت ينفي تنفي نفوا أنكر أنكرت فند فندت",
    Stance.ESTIMATED: "قدر قدرت يقدر تقدر رجح رجحت",
    Stance.ALLEGED: "زعم زعمت يزعم تزعم ادعى ادعت يدعي تدعي",
}
_NOT_BARE: Final = frozenset(map(match_key, ["بين", "جمع", "سلم", "حفظ", "نقل", "قدر"]))
"""Verbs whose letters are also other words: a source only when a definite noun or a known body follows."""
_CITING: Final = word_set("بحسب حسب وفق وفقا طبقا نقلا استنادا")
_ENGLISH_SAYING: Final = {
    Stance.ASSERTED: "said says reported reports documented announced stated confirmed recorded told added warned verified interviewed"
    " collected holds noted found counted registered published",
    Stance.DENIED: "denied denies rejected",
    Stance.ESTIMATED: "estimated estimates",
    Stance.ALLEGED: "alleged claimed claims alleges",
}
_NP_STOPS: Final = word_set(
    "فان فانه بين ان انه انها انهم بان عن علي الي خلال منذ يوم بعد قبل عدد حصيله وقوع ارتفاع سقوط التي الذي الذين صادر صادره الصادر الصادره وجود ما لا"
    " قد حتي اكثر نحو قرابه حوالي زهاء اقل اي لم تفيد بشكل امس اليوم مساء فجر صباح كان كانت رفض رفضت مجهول اعلنته نشرته قوله قولها"
    " استشهاد اعتقال بوقوع بسقوط عوده رصد وفاه باحتجاز اصابه تدمير"
)
_SPEAKING: Final = word_set(
    "مصادر مصدر شهود شاهد ناشطون ناشطين ناشط مسعفون مسؤول مسؤولون بيان تقرير منظمات حقوقيون محققون خبراء سكان أطباء ناجون صحفيون محامون معتقلون"
)
_BOTH: Final = word_set("قابل قابلت استمعت")
"""Verbs that are a trigger and a source at once."""
_MEDIUM: Final = word_set("بيان تقرير تصريح تصريحات مؤتمر موتمر كلمه لقاء حديث statement report")
_BREAKS: Final = word_set("فيما بينما while whereas but")
_NP_LIMIT: Final = 9
_UNVERIFIED: Final = re.compile(
    r"(?:لم|لا)\s+(?:يتسن|يتسني|يتم|يمكن|تتمكن|يتمكن|نتمكن|يكن)[^.؛]{0,50}?(?:التحقق|التاكد|التثبت)|غير\s+موكده?|غير\s+موثقه?|تعذر\s+التحقق"
    r"|(?:could|can)\s?not\s+(?:be\s+)?(?:\w+\s+)?(?:independently\s+)?verif|unverified|unconfirmed|unable\s+to\s+verify|not\s+been\s+verified"
)
_DENIED: Final = re.compile(r"لا\s+صحه|غير\s+صحيح|لا\s+اساس|not\s+true|false\s+that|no\s+truth")
_ESTIMATED: Final = re.compile(
    r"(?:ال)?تقديرات|(?<![^\W\d_])[يت]قدر|(?<![^\W\d_])قدرت|(?<![^\W\d_])قدر\s|يرجح|estimat"
)
_ALLEGED: Final = re.compile(r"مزاعم|يزعم|تزعم|زعم|ادعاءات|allege|purported")


@dataclasses.dataclass(frozen=True, slots=True)
class Source:
    """A source frame: the words that name who says it, its stance, and which side it governs."""

    start: int
    end: int
    at: int
    """Lexeme index of its verb or preposition."""
    stance: Stance
    behind: bool
    """Whether it may stand behind what it says: بحسب X, X said."""
    statement: bool
    """Whether it is made in a statement or report, and so speaks for the text that follows."""


def sources(sentence: Sentence) -> list[Source]:
    """Return the source frames of a sentence in order; only those that name someone."""
    read = sentence.read
    found: list[Source] = []
    stops = {trigger.first for trigger in sentence.triggers if trigger.type is not None} | {read.at(q.start) for q in sentence.quantities}
    for index, lexeme in enumerate(read.lexemes):
        if lexeme.kind != "word":
            continue
        source = _arabic(read, index, stops) or _english(read, index)
        if source is not None:
            found.append(source)
    return found


def _arabic(read: Passage, index: int, stops: set[int]) -> Source | None:
    word = read.word(index)
    for proclitics, rest in proclitic_splits(word):
        if rest in _CITING and proclitics in {"", "و", "ف", "ب", "وب"}:
            return _cited(read, index, stops)
        stance = _arabic_verbs().get(rest)
        if stance is not None and proclitics in {"", "و", "ف"}:
            first = index + 1
            if rest in _NOT_BARE and not read.word(first).startswith("ال"):
                continue
            if stance is Stance.ESTIMATED and read.word(first).startswith(("ب", "عدد", "علي")):
                continue
            if read.word(first).startswith(("التقديرات", "تقديرات")):
                continue
            last = _phrase_end(read, first, stops)
            if last == first or (index in stops and rest not in _BOTH):
                continue
            if not _can_speak(read, first, last):
                continue
            statement = any(read.word(i) in _MEDIUM for i in range(last, min(last + 3, len(read.lexemes))))
            start, end = read.lexemes[first].start, read.lexemes[last - 1].end
            return Source(start, end, index, stance, behind=_relative(read, index), statement=statement)
    return None


def _can_speak(read: Passage, first: int, last: int) -> bool:
    """Whether the phrase names a speaker: it is definite, has two words, or is a word for speakers."""
    word = read.word(first)
    return last - first > 1 or word.startswith("ال") or word in _SPEAKING


def _relative(read: Passage, index: int) -> bool:
    """«وفق ما أعلنته X»: what it says stands before it."""
    return read.word(index - 1) == "ما" and read.word(index - 2) in _CITING


def _cited(read: Passage, index: int, stops: set[int]) -> Source | None:
    first = index + 1
    if read.word(first) in {"الي", "عن"}:
        first += 1
    if read.word(first) == "ما":
        verb = read.word(first + 1)
        if not verb:
            return None
        first += 2
    offset = 0
    word = read.word(first)
    stance = Stance.ASSERTED
    if word.startswith(("لتقدير", "تقدير")):
        stance, first = Stance.ESTIMATED, first + 1
        word = read.word(first)
    elif word.startswith("ل") and len(word) > 3 and read.word(index).endswith("قا"):
        offset = 1 if not word.startswith("لل") else 0
    last = _phrase_end(read, first, stops - {first})
    if last == first:
        return None
    start, end = read.lexemes[first].start + offset, read.lexemes[last - 1].end
    return Source(start, end, index, stance, behind=True, statement=False)


def _phrase_end(read: Passage, first: int, stops: set[int]) -> int:
    """Return the index behind the noun phrase that begins at ``first``."""
    index = first
    while index < min(len(read.lexemes), first + _NP_LIMIT):
        lexeme = read.lexemes[index]
        word = lexeme.text
        if lexeme.kind != "word" or word in _NP_STOPS or (index in stops and not word.startswith("ال")):
            break
        if word in {"من", "ب"} or (word.startswith("ب") and index > first and word[1:] in _NP_STOPS):
            break
        if word in {"في", "ل"}:
            place = read.word(index + 1)
            if (
                index == first
                or place in _MEDIUM
                or not place
                or index + 1 in stops
                or place in {"الضربه", "وقت"}
            ):
                break
            index += 2
            continue
        if word == "و":
            break
        index += 1
    return index


@functools.cache
def _arabic_verbs() -> dict[str, Stance]:
    return {match_key(verb): stance for stance, verbs in _SAYING.items() for verb in verbs.split()}


@functools.cache
def _english_verbs() -> dict[str, Stance]:
    return {verb: stance for stance, verbs in _ENGLISH_SAYING.items() for verb in verbs.split()}


_ENGLISH_STOPS: Final = word_set(
    "that while and but whereas which who when if as to was were is are been by of whom"
)
_AUXILIARY: Final = word_set("has have had also later could can cannot not did does do will would may might")
_SPEAKERS: Final = word_set("he she it they there this")


def _english(read: Passage, index: int) -> Source | None:
    word = read.word(index)
    if word == "according" and read.word(index + 1) == "to":
        last = index + 2
        while (
            read.word(last).isalpha() and last < index + 10 and read.word(last) not in _ENGLISH_STOPS - {"of"}
        ):
            last += 1
        return _named(read, index + 2, last, index, Stance.ASSERTED, behind=True)
    if word == "spoke" and read.word(index + 1) == "of":
        stance: Stance | None = Stance.ASSERTED
    else:
        stance = _english_verbs().get(word)
    if stance is None or read.word(index - 1) in {
        "was",
        "were",
        "been",
        "be",
        "an",
        "the",
        "are",
        "is",
        "of",
    }:
        return None
    first = index
    while first > 0 and index - first < 8 and read.word(first - 1).isalpha():
        if read.word(first - 1) in _ENGLISH_STOPS - {"of"}:
            break
        first -= 1
    behind = first > 0 and read.word(first - 1) in {",", "،"}
    index = next((place for place in range(first + 1, index) if read.word(place) in _AUXILIARY), index)
    return _named(read, first, index, index, stance, behind=behind)


def _named(read: Passage, first: int, last: int, at: int, stance: Stance, *, behind: bool) -> Source | None:
    if last <= first or read.word(first) in _SPEAKERS:
        return None
    return Source(read.lexemes[first].start, read.lexemes[last - 1].end, at, stance, behind, statement=False)


def governing(sentence: Sentence, found: list[Source], draft: Draft) -> Source | None:
    """Return the source that says the draft: the nearest before it in its clause, else one citing it from behind."""
    before = [source for source in found if source.at < draft.first and source.end <= draft.start]
    for source in reversed(before):
        words = {sentence.read.word(index) for index in range(source.at, draft.first)}
        if not words & _BREAKS:
            return source
        break
    return next((source for source in found if source.behind and source.at >= draft.last - 1), None)


def stance_of(sentence: Sentence, source: Source | None, draft: Draft) -> Stance:
    """Return what the source does with the quantity; a reserve on the whole sentence outweighs a plain saying."""
    text = sentence.read.text
    clause = text[max(0, draft.start - 60) : draft.start]
    denied = (source is not None and source.stance is Stance.DENIED) or "denied" in draft.trace
    if denied or _DENIED.search(clause):
        return Stance.DENIED
    if _UNVERIFIED.search(text):
        return Stance.UNVERIFIED
    if (source is not None and source.stance is Stance.ALLEGED) or _ALLEGED.search(clause):
        return Stance.ALLEGED
    near = (
        re.split(r"[،,؛;]", clause)[-1]
        if source is None
        else text[source.start - 20 if source.start > 20 else 0 : draft.start]
    )
    if (source is not None and source.stance is Stance.ESTIMATED) or _ESTIMATED.search(near):
        return Stance.ESTIMATED
    return Stance.ASSERTED


HARMS: Final = frozenset(
    {
        ClaimType.KILLED,
        ClaimType.INJURED,
        ClaimType.DISPLACED,
        ClaimType.DETAINED,
        ClaimType.MISSING,
        ClaimType.DIED_IN_DETENTION,
        ClaimType.STARVATION_DEATHS,
        ClaimType.BESIEGED,
        ClaimType.RECRUITED_CHILDREN,
        ClaimType.DESTROYED,
        ClaimType.ATTACKS,
        ClaimType.MASS_GRAVES,
    }
)
"""What somebody can be held responsible for."""
