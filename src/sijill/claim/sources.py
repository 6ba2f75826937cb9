"""Who says it: the source frames of a sentence, each with the words that name the speaker and whom it tells on from."""

import dataclasses
import functools

from sijill.claim.agents import is_agent
from sijill.claim.draft import Sentence
from sijill.claim.english_sources import english_source
from sijill.claim.lexicon import noun_of
from sijill.claim.source import Name, Source
from sijill.claim.speaking import (
    ACCUSING,
    ACTING,
    ASSERTING_LINKS,
    CITING,
    COURT_VERBS,
    COURTS,
    DENYING_LINKS,
    MEDIUM,
    NAME_ENDS,
    NOT_BARE,
    OUTLETS,
    QUOTING,
    SPEAKERS,
    arabic_verbs,
)
from sijill.model.claim import Stance
from sijill.text.lexemes import Passage, proclitic_splits, word_set

_RULES = word_set(
    "قرار قانون مادة اتفاقية مرسوم نظام قانونا معايير جدول أحكام فقرة خطة تعريف مادتين جنس عمر فئة سنة شهر نوع منطقة سبب جهة مديرية ولاية ناحية حاجة أهمية عدد ترتيب محافظة"
)
"""«وفق القرار 2254» cites a rule, and nobody who speaks."""
_NAME_LIMIT = 9
_BEFORE_LIMIT = 6


def sources(sentence: Sentence) -> list[Source]:
    """Return the source frames of a sentence in order. One without a name speaks for the source before it."""
    read = sentence.read
    found: list[Source] = []
    stops = {trigger.first for trigger in sentence.triggers if trigger.type is not None}
    stops |= {read.at(quantity.start) for quantity in sentence.quantities}
    for index, lexeme in enumerate(read.lexemes):
        if lexeme.kind != "word":
            continue
        if lexeme.text.isascii():
            source = english_source(read, index)
        else:
            source = _arabic(read, index, stops) if _may_open(lexeme.text) else None
        if source is not None:
            found.append(source)
    return [
        source for at, source in enumerate(found) if not any(_inside(source, other) for other in found[:at])
    ]


@functools.lru_cache(maxsize=1 << 14)
def _may_open(word: str) -> bool:
    """Whether a source frame may begin at a folded Arabic word."""
    return any(
        rest in CITING or rest in _TOLD_IN or rest in _SAYINGS or rest in arabic_verbs()
        for _, rest in proclitic_splits(word)
    )


def _inside(source: Source, other: Source) -> bool:
    """Whether a frame is a part of an earlier one: the عن of «نقلت … عن …»."""
    name = other.name
    return name is not None and source.at < other.until and source.at > other.at


def _arabic(read: Passage, index: int, stops: set[int]) -> Source | None:
    for proclitics, rest in proclitic_splits(read.word(index)):
        if _is_citing_phrase(read, index, rest):
            return _cited(read, index, stops)
        if rest in _TOLD_IN and proclitics in {"", "و", "ف"} and read.word(index + 1) == "في":
            return _told_in(read, index, stops)
        if rest in CITING and proclitics in {"", "و", "ف", "ب", "وب"}:
            return _cited(read, index, stops)
        stance = arabic_verbs().get(rest)
        if (
            stance is not None
            and rest.endswith("نا")
            and not rest.startswith("سمع")
            and read.word(index + 1) not in ASSERTING_LINKS
        ):
            # «وثقنا 2110 حالات»: whoever writes it, and nobody named behind it.
            return None
        if stance is not None and proclitics in {"", "و", "ف"}:
            found = _said(read, index, rest, stance, stops)
            if found is not None:
                return found
    return None


_TOLD_REACH = 4
_SAYINGS = word_set("قول تعبير لسان")
_TOLD_IN = word_set("جاء ورد")


def _is_citing_phrase(read: Passage, index: int, word: str) -> bool:
    """«على حد قول س», «على لسان س»."""
    before = read.word(index - 1)
    return (word in {"قول", "تعبير"} and before == "حد") or (word == "لسان" and before == "علي")


def _told_in(read: Passage, index: int, stops: set[int]) -> Source | None:
    """«جاء في لائحة الاتهام أن …»: what it is told in says it."""
    first = index + 2
    last = name_end(read, first, stops)
    if last == first or not any(read.word(at) in {"ان", "بان"} for at in range(last, last + _TOLD_REACH)):
        return None
    return Source(_name(read, first, last), index, last, Stance.ASSERTED)


def _said(read: Passage, index: int, verb: str, stance: Stance, stops: set[int]) -> Source | None:
    """A verb of saying with its subject behind it, before it, or left out."""
    first = index + 1 + (verb.startswith("سمع") and read.word(index + 1) == "من")
    following = read.word(first)
    if following == "تقديرات" and noun_or_speaker(read, first + 1):
        # «تفيد تقديرات البنك …»
        first, stance = first + 1, Stance.ESTIMATED
        following = read.word(first)
    counts = stance is Stance.ESTIMATED and following.startswith(("ب", "عدد", "علي"))
    if verb in COURT_VERBS and following.removeprefix("ال") not in COURTS:
        return None
    if read.word(index - 1) in MEDIUM or following.startswith(("التقديرات", "تقديرات")) or counts:
        return None
    last = first if verb in ACTING and first in stops else name_end(read, first, stops)
    if verb in ACCUSING:
        last = _before_the_accused(read, first, last)
    bare = verb in NOT_BARE and not following.startswith("ال") and following not in SPEAKERS
    relative = read.word(index - 1) in {"الذي", "التي", "الذين"}
    speaks = not bare and _can_speak(read, first, last) and (not relative or following.startswith("ال"))
    quotes = verb in QUOTING and last == first + 1 and read.word(last) == "عن"
    if last > first and (speaks or quotes):
        return _named(read, index, verb, stance, (first, last), stops)
    return None if verb in NOT_BARE else _unnamed(read, (index, first), verb, stance, stops)


def _before_the_accused(read: Passage, first: int, last: int) -> int:
    """«اتهمت هيئة … قوات النظام بقتل …»: the last body named before ب is accused, and no part of who accuses."""
    bodies = (index for index in range(last - 1, first, -1) if is_agent(read.word(index)))
    at = next((index for index in bodies if not read.word(index).startswith("المسلح")), first)
    while at - 1 > first and is_agent(read.word(at - 1)) and not read.word(at - 1).startswith("ال"):
        at -= 1
    return at if at > first else last


def _unnamed(
    read: Passage, places: tuple[int, int], verb: str, stance: Stance, stops: set[int]
) -> Source | None:
    """A verb of saying whose subject stands before it, or is that of the frame before it."""
    index, first = places
    following = read.word(first)
    relative = read.word(index - 1) in {"الذي", "التي", "الذين"}
    before = None if relative else _subject_before(read, index, stops)
    links = verb in ACTING or following in ASSERTING_LINKS | MEDIUM | {":", "في", "ب"}
    if before is not None and (links or following.startswith("با")):
        return Source(before, index, index + 1, stance)
    denies = stance is Stance.DENIED and following in DENYING_LINKS
    in_medium = following == "في" and read.word(first + 1) in MEDIUM
    if denies or following in ASSERTING_LINKS or in_medium:
        return Source(None, index, index + 1, stance)
    return None


def _named(
    read: Passage, index: int, verb: str, stance: Stance, name: tuple[int, int], stops: set[int]
) -> Source:
    first, last = name
    speaker = _name(read, first, last)
    behind = read.word(index - 1) in {"ما", "كما", "حسبما", "الذين", "التي"} or _relative(read, index)
    statement = any(read.word(at) in MEDIUM for at in range(last, min(last + 3, len(read.lexemes))))
    cited = _whom(read, verb, last, stops)
    if cited is not None:
        return Source(cited[0], index, cited[1], stance, behind=behind, via=(speaker,))
    if _is_told_to(read.word(last)) and read.word(last)[1:] in OUTLETS:
        end = name_end(read, last, stops - {last})
        outlet = read.lexemes[last].start + 1, read.lexemes[max(last, end - 1)].end
        return Source(speaker, index, max(last + 1, end), stance, behind=behind, via=(outlet,))
    return Source(speaker, index, last, stance, behind=behind, statement=statement)


def _whom(read: Passage, verb: str, last: int, stops: set[int]) -> tuple[Name, int] | None:
    """Return whom the speaker whose name ends at ``last`` cites: «نقلت س عن ص», «أوردت س نقلاً عن ص»."""
    if read.word(last) == "عن" and verb in QUOTING:
        first = last + 1
    elif read.word(last) in QUOTING and read.word(last + 1) == "عن":
        first = last + 2
    else:
        return None
    if read.word(first) in MEDIUM and noun_or_speaker(read, first + 1):
        first += 1
    end = name_end(read, first, stops)
    return (_name(read, first, end), end) if end > first else None


def noun_or_speaker(read: Passage, index: int) -> bool:
    """Whether a name may begin at ``index``."""
    return read.word(index) in SPEAKERS or read.word(index).startswith("ال")


def _subject_before(read: Passage, index: int, stops: set[int]) -> Name | None:
    """«لكن المكتب الصحي أكد»: a definite subject or a known speaker between a clause's beginning and its verb."""
    first = index
    while first > 0 and index - first < _BEFORE_LIMIT:
        word = read.word(first - 1)
        if (
            read.lexemes[first - 1].kind != "word"
            or word in NAME_ENDS
            or word in _CLAUSE_OPENERS
            or first - 1 in stops
        ):
            break
        first -= 1
    if first == index:
        return None
    opened = first == 0 or read.word(first - 1) in _CLAUSE_OPENERS | {
        "ان",
        "وان",
        "،",
        ",",
        ":",
        "-",
        "»",
        "«",
        ".",
    }
    word = read.word(first)
    strip = 1 if word.startswith("و") and not noun_or_speaker(read, first) else 0
    subject = word[strip:]
    if not opened or not (subject.startswith("ال") or subject in SPEAKERS):
        return None
    start = read.lexemes[first].start + strip
    return start, read.lexemes[index - 1].end


_CLAUSE_OPENERS = frozenset({"لكن", "ولكن", "بيد", "غير", "فيما", "بينما", "حيث", "لان", "ثم", "اذ"})


def _can_speak(read: Passage, first: int, last: int) -> bool:
    """Whether the phrase names a speaker: it is definite, has two words, or is a word for speakers."""
    word = read.word(first)
    return last - first > 1 or word.startswith("ال") or word in SPEAKERS


def _relative(read: Passage, index: int) -> bool:
    """«وفق ما أعلنته س»: what it says stands before it."""
    return read.word(index - 1) == "ما" and read.word(index - 2) in CITING


def _cited(read: Passage, index: int, stops: set[int]) -> Source | None:
    first = index + 1
    if read.word(first) in {"الي", "عن"}:
        first += 1
    verb = ""
    if read.word(first) == "ما" or read.word(index) in {"حسبما", "وفقما"}:
        first += read.word(first) == "ما"
        verb = read.word(first)
        if not verb:
            return None
        first += 1
    offset, stance = 0, Stance.ASSERTED
    word = read.word(first)
    if word.startswith(("لتقدير", "تقدير")):
        stance, first = Stance.ESTIMATED, first + 1
        word = read.word(first)
    elif word.startswith("ل") and len(word) > 3 and read.word(index).endswith("قا"):
        offset = 1 if not word.startswith("لل") else 0
    last = name_end(read, first, stops - {first})
    if last == first or word.removeprefix("ال") in _RULES or (last == first + 1 and read.word(last) == ":"):
        # «حسب القضاء: …» is the heading of a table.
        return None
    start, end = _name(read, first, last)
    cited = _whom(read, verb, last, stops)
    if cited is not None:
        return Source(cited[0], index, cited[1], stance, behind=True, via=((start + offset, end),))
    return Source((start + offset, end), index, last, stance, behind=True)


def _name(read: Passage, first: int, last: int) -> Name:
    return read.lexemes[first].start, read.lexemes[last - 1].end


def name_end(read: Passage, first: int, stops: set[int]) -> int:
    """Return the index behind the noun phrase that begins at ``first``."""
    counted = noun_of(read.word(first + 1))
    if first in stops and counted is not None and counted.category in {"entity", "person"}:
        # «31 منظمة», «تسع منظمات»: speakers by their number.
        return first + 2
    index = first
    while index < min(len(read.lexemes), first + _NAME_LIMIT):
        lexeme = read.lexemes[index]
        word = lexeme.text
        ended = word in NAME_ENDS or (index in stops and (index == first or not word.startswith("ال")))
        if lexeme.kind != "word" or ended or word == "و" or _is_given(word):
            break
        if word in {"من", "ب"} or (word.startswith("ب") and index > first and word[1:] in NAME_ENDS):
            break
        if word in QUOTING or (index > first and (word in MEDIUM or _is_told_to(word))):
            break
        if word in {"في", "ل"}:
            place = read.word(index + 1)
            if (
                index == first
                or place in MEDIUM
                or not place
                or index + 1 in stops
                or place in {"الضربه", "وقت"}
            ):
                break
            index += 2
            continue
        index += 1
    return index


def _is_told_to(word: str) -> bool:
    """«… لوكالة س», «… لمراسلنا»: to whom it was told."""
    return word[:1] == "ل" and (word[1:] in OUTLETS or word.startswith("لمراسل"))


def _is_given(word: str) -> bool:
    """Whether a word is what the speaker gives or has, and no part of the name: بلاغات, صورة."""
    noun = noun_of(word)
    return noun is not None and noun.category == "evidence" and not noun.definite and word not in SPEAKERS


def carried(found: list[Source], last: Source | None) -> list[Source]:
    """Return ``found`` with nameless frames given the name of the source before them, in this sentence or an earlier one."""
    result: list[Source] = []
    for source in found:
        if source.name is None:
            before = result[-1] if result else last
            if before is not None:
                result.append(
                    dataclasses.replace(source, name=before.name, via=before.via, text_of=before.text_of)
                )
        else:
            result.append(source)
    return result
