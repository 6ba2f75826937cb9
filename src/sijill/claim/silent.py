"""Quantities without a number word: a dual (طفلان), a bare singular behind its verb (قُتل صحافي), an object behind both."""

import re
from typing import Final

from sijill.claim.agents import is_agent
from sijill.claim.draft import Draft, Sentence
from sijill.claim.lexicon import Noun, Trigger, deed, noun_of
from sijill.claim.nothing import denied, nobody, none_of, silent_draft
from sijill.model.claim import ClaimType
from sijill.text.lexemes import Passage, word_set

_BARE_TYPES: Final = {
    ClaimType.KILLED,
    ClaimType.INJURED,
    ClaimType.DETAINED,
    ClaimType.MISSING,
    ClaimType.RELEASED,
    ClaimType.DIED_IN_DETENTION,
}
_NOBODY: Final = word_set("احد one nobody")


def silent_drafts(sentence: Sentence, taken: bytearray) -> list[Draft]:
    """Return drafts for duals, bare singulars and denials outside the folded stretches already ``taken``."""
    read = sentence.read
    found: list[Draft] = []
    ends = {trigger.last: trigger for trigger in reversed(sentence.triggers)}
    for index, lexeme in enumerate(read.lexemes):
        if lexeme.kind != "word" or any(taken[lexeme.start : lexeme.end]):
            continue
        noun = noun_of(lexeme.text)
        if noun is None:
            if lexeme.text in _NOBODY:
                found += nobody(sentence, index, ends)
            noun = _deed_after_any(read, index)
            if noun is None:
                continue
        draft = (
            denied(sentence, index, noun) or none_of(sentence, index, noun) or _dual(sentence, index, noun)
        )
        draft = draft or _single(sentence, index, noun, ends)
        if draft is None and index and taken[read.lexemes[index - 1].end - 1] and _lists(read, index, found):
            draft = _joined_single(sentence, index, noun)
        draft = draft or _listed_article(sentence, index, noun, taken)
        if draft is not None:
            found.append(draft)
            taken[draft.start : draft.end] = b"\x01" * (draft.end - draft.start)
    return found


def _deed_after_any(read: Passage, index: int) -> Noun | None:
    """«أي إعدام», «أي حالة اختفاء»: a verbal noun behind أي is counted by its deeds."""
    kind = deed(read.word(index)) if read.word(index - 1) == "اي" else None
    return Noun("case", "person", kind, strong=True, form="singular") if kind is not None else None


def _is_marked_dual(sentence: Sentence, index: int, noun: Noun) -> bool:
    """Whether a word in ين that may be a plural is written with the vowel of the dual: مدنيَّين."""
    read = sentence.read
    lexeme = read.lexemes[index]
    if noun.form != "plural" or not lexeme.text.endswith("ين"):
        return False
    start, end = read.folded.span(lexeme.start, lexeme.end)
    return bool(_DUAL_VOWEL.search(sentence.written[start:end]))


def _has_dual_verb(sentence: Sentence, index: int, noun: Noun) -> bool:
    """«أن جنديين قتلا»: the verb behind says that they are two."""
    read = sentence.read
    if noun.form != "plural" or not read.word(index).endswith("ين"):
        return False
    verb = next((each for each in sentence.triggers if 0 < each.first - index <= 2), None)
    return verb is not None and verb.last == verb.first + 1 and _is_dual_verb(read.word(verb.first))


def _is_dual_verb(word: str) -> bool:
    return len(word) > 3 and word.endswith("ا") and not word.endswith(("وا", "نا", "ها"))


_DUAL_VOWEL: Final = re.compile("\u064e\u0651?ين\u0650?$|\u0651\u064eين\u0650?$")


def _dual(sentence: Sentence, index: int, noun: Noun) -> Draft | None:
    marked = _is_marked_dual(sentence, index, noun) or _has_dual_verb(sentence, index, noun)
    if noun.form != "dual" and not marked:
        return None
    if noun.definite or (noun.category == "event" and _is_circumstance(sentence, index, noun)):
        return None
    before = noun_of(sentence.read.word(index - 1)) if index else None
    if noun.type is ClaimType.MASS_GRAVES and not sentence.read.word(index + 1).startswith("جماعي"):
        return None
    if before is not None and before.form == "dual" and not sentence.read.word(index).startswith("و"):
        # «شابان سوريان»
        return None
    return silent_draft(sentence, index, noun, count=2, rule="dual")


def _is_circumstance(sentence: Sentence, index: int, noun: Noun) -> bool:
    """Whether an event is where or how something else happened: «قُتل في غارتين»."""
    return noun.joined or sentence.read.word(index - 1) in _PREPOSITIONS


_PREPOSITIONS: Final = word_set("في خلال جراء إثر بعد عن من على بسبب نتيجة عبر بين قبل عقب منذ مع ضد")


def _single(sentence: Sentence, index: int, noun: Noun, ends: dict[int, Trigger]) -> Draft | None:
    """قُتل صحافي, مقتل طفلة; in English behind an article: a journalist was killed."""
    read = sentence.read
    word = read.word(index)
    if noun.type is ClaimType.MASS_GRAVES and read.word(index + 1).startswith("جماعي"):
        found = read.word(index - 1) in _FOUND or read.word(index - 2) in _FOUND
        return (
            silent_draft(sentence, index, noun, count=1, rule="singular")
            if found and not noun.definite
            else None
        )
    if noun.category == "thing" and word[0] >= "\u0250":
        return _single_thing(sentence, index, noun, ends.get(index))
    countable = noun.form == "singular" and noun.category in {"person", "family"} and not noun.strong
    if not countable or noun.definite or noun.unit == "case" or word.removeprefix("و") == "ابن":
        return None
    if word[0] < "\u0250":
        return _with_article(sentence, index, noun)
    last = word.removeprefix("و") == "اخر" and noun_of(read.word(index + 1)) is not None
    if last or _is_possessed(sentence, index):
        # «مقتل آخر حكام المدينة» names the last of them.
        return None
    rule = "" if _is_known(read.word(index + 1)) else _single_rule(sentence, index, noun, ends.get(index))
    return silent_draft(sentence, index, noun, count=1, rule=rule) if rule else None


def _single_thing(sentence: Sentence, index: int, noun: Noun, trigger: Trigger | None) -> Draft | None:
    """«دُمّر جسر», «أحرقوا منزلاً»: one thing right behind the verb that destroys it, and nothing that makes it a known one."""
    read = sentence.read
    if noun.form != "singular" or noun.definite or noun.joined or noun.type is not None:
        return None
    if trigger is None or trigger.type is not ClaimType.DESTROYED or _is_possessed(sentence, index):
        return None
    if read.word(trigger.first).startswith(("ال", "ت")) and trigger.last == trigger.first + 1:
        # A verbal noun names the event as often as it counts.
        return None
    following = read.lexemes[index + 1] if index + 1 < len(read.lexemes) else None
    alone = following is None or following.kind != "word" or following.text in _BEHIND_ONE
    alone |= (
        following is not None
        and following.text.startswith(("و", "ب", "ل"))
        and noun_of(following.text) is None
    )
    written = read.word(index).endswith("ا") and noun_of(read.word(index)[:-1]) is not None
    return silent_draft(sentence, index, noun, count=1, rule="singular") if alone or written else None


_FOUND: Final = word_set("على عن وجود اكتشاف وجدت وجد اكتشفت اكتشف فتحت فتح نبشت نبش حددت حدد رصدت رصد تحديد")
_BEHIND_ONE: Final = word_set(
    "في من على عن إلى خلال جراء إثر منذ بعد قبل كان كانت يعود تعود قرب داخل وسط عند فوق تحت أمس اليوم"
)


def _is_possessed(sentence: Sentence, index: int) -> bool:
    """«مقتل شقيقه», his brother, and not شقيقة: where a text writes ة, a final ه is whose he is."""
    lexeme = sentence.read.lexemes[index]
    start, end = sentence.read.folded.span(lexeme.start, lexeme.end)
    return sentence.written[start:end].endswith("ه") and "ة" in sentence.written


def _is_known(following: str) -> bool:
    """Whether the word behind makes a noun a known one: «مقتل ضابط الأمن»."""
    return (
        following.startswith("ال") and not following.startswith("الي") and following not in {"الذي", "التي"}
    )


def _single_rule(sentence: Sentence, index: int, noun: Noun, trigger: Trigger | None) -> str:
    """Return by which rule a bare singular counts one, or an empty string."""
    word = sentence.read.word(index)
    if trigger is None:
        if _is_subject(sentence, index):
            return "subject"
        if _is_object(sentence, index):
            return "singular"
        each = sentence.read.word(index - 2) in {"كل", "كلا", "بعض", "اي"}
        return "among" if sentence.read.word(index - 1) in _AMONG and not each else ""
    rest = noun_of(word[1:]) if word.startswith(("ب", "ل")) else None
    joined = (rest is not None and rest.unit == noun.unit) or _is_object(sentence, index + 1)
    cause = sentence.read.word(trigger.first - 1) in _AS_CAUSE
    return "singular" if trigger.type in _BARE_TYPES and not joined and not cause else ""


_AS_CAUSE: Final = word_set("على قضية ذكرى ملف خلفية بتهمة تهمة بشبهة جريمة محاولة بمحاولة لمحاولة")
"""«احتجاجاً على مقتل ناشط»: named as a cause, a case or a charge, and not told."""
_SUBJECT_WORDS: Final = 3


def _is_object(sentence: Sentence, index: int) -> bool:
    """«طعن مستوطن شاباً», «اعتقلت الشرطة صحفياً»: an accusative behind a verb and whoever acts."""
    read = sentence.read
    word = read.word(index)
    noun = noun_of(word) if index < len(read.lexemes) else None
    if noun is None or noun.form != "singular" or noun.category != "person" or noun.joined:
        return False
    accusative = (word.endswith("ا") and noun_of(word[:-1]) is not None) or word.endswith("ه")
    if not accusative:
        return False
    ends = {each.last: each for each in sentence.triggers if index - _SUBJECT_WORDS <= each.last < index}
    for last in range(index - 1, index - 1 - _SUBJECT_WORDS, -1):
        verb = ends.get(last)
        if verb is not None and verb.type in _BARE_TYPES and verb.last == verb.first + 1:
            return _may_act(read.word(last)) and not any(
                read.lexemes[at].kind != "word" or read.word(at) in _PREPOSITIONS for at in range(last, index)
            )
    return False


def _may_act(word: str) -> bool:
    noun = noun_of(word)
    return is_agent(word) or (noun is not None and noun.unit in _ARMED and not noun.joined)


_ARMED: Final = frozenset({"fighter", "soldier", "police officer"})
_AMONG: Final = word_set("بينهم بينهن ضمنهم منهم منهن فيهم")
_ASSERTING: Final = word_set("إن أن وإن وأن بأن فإن")


def _is_subject(sentence: Sentence, index: int) -> bool:
    """«إن طفلاً وامرأة قُتلا»: behind إن and before its verb."""
    if sentence.read.word(index - 1) not in _ASSERTING:
        return False
    return any(
        trigger.type in _BARE_TYPES and 1 <= trigger.first - index <= 4 for trigger in sentence.triggers
    )


def _with_article(sentence: Sentence, index: int, noun: Noun) -> Draft | None:
    """A journalist was killed, a police officer and two girls were killed, including a child."""
    read = sentence.read
    article = next((back for back in (1, 2) if read.word(index - back) in {"a", "an"}), 0)
    if not article or (noun_of(read.word(index + 1)) is not None):
        return None
    among = read.word(index - article - 1) in {"including", "among", "and"} and article == 1
    listed = among and any(
        0 < trigger.first - index <= 7 and trigger.type in _BARE_TYPES for trigger in sentence.triggers
    )
    including = read.word(index - article - 1) == "including"
    if not (_near(sentence, index) or listed or including):
        return None
    draft = silent_draft(sentence, index, noun, count=1, rule="article")
    draft.start, draft.first = read.lexemes[index - article].start, index - article
    return draft


def _lists(read: Passage, index: int, found: list[Draft]) -> bool:
    """Whether a list goes on at ``index``; «4 ملايين امرأة وطفل» is one count of both, not a list."""
    previous = noun_of(read.word(index - 1))
    listed = bool(found) and found[-1].last == index
    return listed or (previous is not None and previous.form != "singular")


def _joined_single(sentence: Sentence, index: int, noun: Noun) -> Draft | None:
    """«طفلتان وامرأة»: a singular joined by و to a quantity right before it."""
    countable = noun.form == "singular" and noun.category in {"person", "thing"} and not noun.strong
    if noun.category == "thing" and (not _is_of_things(sentence.read, index) or noun.type is not None):
        return None
    if not countable or noun.definite or not sentence.read.word(index).startswith("و") or noun.unit == "case":
        return None
    return silent_draft(sentence, index, noun, count=1, rule="singular")


def _is_of_things(read: Passage, index: int) -> bool:
    """Whether things are counted right before: «مدرستان ومسجد»."""
    before = noun_of(read.word(index - 1))
    return before is not None and before.category == "thing"


def _listed_article(sentence: Sentence, index: int, noun: Noun, taken: bytearray) -> Draft | None:
    """«two nurses and a teacher»: a singular behind its article that goes on a list of persons."""
    read = sentence.read
    listed = index > 2 and read.word(index - 1) in {"a", "an"} and read.word(index - 2) == "and"
    before = noun_of(read.word(index - 3)) if listed and taken[read.lexemes[index - 3].end - 1] else None
    if before is None or before.category != "person" or noun.category != "person" or noun.form != "singular":
        return None
    if noun.strong or noun_of(read.word(index + 1)) is not None:
        return None
    draft = silent_draft(sentence, index, noun, count=1, rule="article")
    draft.start, draft.first = read.lexemes[index - 1].start, index - 1
    return draft


def _near(sentence: Sentence, index: int) -> bool:
    """Whether a trigger of harm to persons stands within three words of the noun."""
    return any(
        trigger.type in _BARE_TYPES
        and (
            0 <= trigger.first - index - 1 <= 3 + 4 * (sentence.read.word(index + 1) == "and")
            or 0 <= index - trigger.last <= 2
        )
        for trigger in sentence.triggers
    )
