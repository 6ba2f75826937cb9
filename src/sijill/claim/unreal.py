"""Figures of what did not happen: supposed, possible, planned, asked about, or only defined by a law.

A false claim in somebody's mouth is worse than one missed, so a figure under such a word is no claim, whatever its verb.
"""

import re
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.claim.lexicon import Trigger, is_happening
from sijill.text.lexemes import proclitic_splits, word_set

_TURNS: Final = word_set("لكن ولكن بيد غير إلا but however yet ; ؛")
"""Words that lead back to what did happen."""
_SUPPOSING: Final = word_set("لو لولا إذا وإذا فإذا if unless")
_NOT_SUPPOSING: Final = word_set("حتى كما as even ولو")
_PREMISE: Final = 40
"""Words back to which a condition is looked for."""


def is_unreal(sentence: Sentence, draft: Draft) -> bool:
    """Whether the words say that it might, would, should or will happen, ask whether it did, or define it."""
    if draft.says_none:
        return False
    return (
        _is_asked(sentence, draft)
        or _is_supposed(sentence, draft)
        or _is_defined(sentence, draft)
        or _is_future(sentence, draft)
        or (draft.trigger is not None and _is_possible(sentence, draft.trigger))
        or _is_fiction(sentence, draft)
        or _PLANNED.search(sentence.read.text[max(0, draft.start - 60) : draft.start]) is not None
        or (draft.trigger is not None and _is_planned(sentence, draft.trigger))
    )


_QUESTION: Final = re.compile(
    r"(?:^|[:«\"“]\s*)(?:were|was|did|do|does|is|are|have|has|had|can|could|will|would|who says)\b|(?<![^\W\d_])(?:هل|من\s+(?:قال|يقول))(?![^\W\d_])"
)


def _is_asked(sentence: Sentence, draft: Draft) -> bool:
    """A question: «هل اعتُقل 20 شخصاً؟»."""
    text = sentence.read.text
    return text.rstrip(" »”\"'")[-1:] in {"?", "؟"} and _QUESTION.search(text, 0, draft.start) is not None


def _is_supposed(sentence: Sentence, draft: Draft) -> bool:
    """«لو انفجر … لقُتل 200», «if 200 died»: behind a condition and before the sentence turns back to what is."""
    read = sentence.read
    for index in range(draft.first - 1, max(-1, draft.first - _PREMISE), -1):
        word = read.word(index)
        if word in _TURNS:
            return False
        if word in _SUPPOSING:
            return read.word(index - 1) not in _NOT_SUPPOSING
    return False


_FICTION: Final = re.compile(
    r"(?<![^\W\d_])[وفبل]?(?:ال)?(?:فيلم|فيلما|روايه|روايات|مسلسل|مسرحيه|لعبه|كوميديا)(?![^\W\d_])(?!\s+(?:ال)?(?:وثايقي|شهود|شاهد|رسمي))|تدور\s+الاحداث|تخيل"
    r"|\b(?:novel|movie|film|sitcom|tv\s+series|video\s+game)\b(?!\s+(?:crew|maker|director|festival))"
)
_TOLD: Final = re.compile(
    r"يروي|تروي|يحكي|تحكي|قصه|تدور|تخيل|بطل|فصل|مشهد|يصور|تصور|تصدر|kills?\b|tells?\b|story|hero|plot|follows|chapter|scene"
)


def _is_fiction(sentence: Sentence, draft: Draft) -> bool:
    """«يروي الفيلم قصة 5 سجناء»: what a film or a novel tells did not happen."""
    text = sentence.read.text
    clause = re.split(r"[.؛;]", text[max(0, draft.start - 70) : draft.start])[-1]
    clause += re.split(r"[.؛;،,]", text[draft.start : draft.end + 40])[0]
    return _FICTION.search(clause) is not None and _TOLD.search(clause) is not None


_LAW: Final = re.compile(
    r"(?<![^\W\d_])[وفبل]?(?:(?:ال)?(?:ماده|قانون|مرسوم|نص|نظام|تشريع|اتفاقيه|لايحه)(?![^\W\d_])[^.؛]{0,60}?(?<![^\W\d_])(?<!الذي )(?<!التي )(?:يعاقب|تعاقب|ينص|تنص|يحظر|تحظر|يجرم|تجرم|يعرف|تعرف|يشترط|تشترط)"
    r"|(?:يعرف|تعرف|تعريف)(?![^\W\d_])[^.؛]{0,40}?(?<![^\W\d_])(?:ب?انه|ب?انها)|تعريف\s)"
    r"|\b(?:law|article|code|statute|act|convention|regulation)\b[^.;]{0,60}?\b(?<!that )(?<!which )(?:punish|prohibit|provides|defines?|requires?|forbids?|bans?)"
    r"|\b(?:defined|define|defines|definition|punishable|whoever|anyone\s+who|any\s+person\s+who)\b"
)
_WHOEVER: Final = re.compile(r"(?<![^\W\d_])(?:كل|لكل|علي)\s+من\s+(?:[^\W\d_]+\s+){1,3}$")


def _is_defined(sentence: Sentence, draft: Draft) -> bool:
    """«تُعرَّف المجزرة بأنها مقتل 5 أشخاص», «punishes anyone who kills two persons»."""
    before = _TURN.split(sentence.read.text[max(0, draft.start - _LAW_BACK) : draft.start])[-1]
    return _LAW.search(before) is not None or _WHOEVER.search(before) is not None


_TURN: Final = re.compile(
    r"(?<![^\W\d_])(?:ولكن|لكن|بيد|غير\s+ان|الا\s+ان|مع\s+ذلك|وقد|but|however|yet)(?![^\W\d_])|[;؛]"
)
_LAW_BACK: Final = 160


_MODALS: Final = word_set("would could will shall should can must")
_BETWEEN: Final = word_set("be been have has not also only soon likely probably يتم تتم")
_WILL_BE: Final = word_set("سيتم ستتم سيجري ستجري سيكون ستكون سيصار")
_FORWARD: Final = word_set("سوف س قد")
_MAYBE: Final = word_set(
    "ممكن الممكن يمكن متوقع المتوقع يتوقع تتوقع توقع توقعت محتمل المحتمل يحتمل خشية يخشى تخشى مخاوف خطر"
)
_MAYBE_BACK: Final = 6


def _is_future(sentence: Sentence, draft: Draft) -> bool:
    """«سيُفرج عن 300 معتقل»: a verb with the prefix of the future right before what it counts."""
    words = (sentence.read.word(index) for index in range(max(0, draft.first - 3), draft.first))
    return any(len(word) > 4 and word.startswith(_WILL) and is_happening(word[1:]) for word in words)


_WILL: Final = ("سي", "ست", "سن")


def _is_possible(sentence: Sentence, trigger: Trigger) -> bool:
    """«would have been killed», «قد ينزحون», «من الممكن أن يُقتل»; «may have died» is an estimate, and stays."""
    read = sentence.read
    at = trigger.first - 1
    while at >= 0 and read.word(at) in _BETWEEN:
        at -= 1
    if read.word(at) in _MODALS or read.word(at) in _WILL_BE:
        return True
    verb = read.word(trigger.first)
    if read.word(at) == "قد" and verb.startswith("ت") and not verb.endswith(("ت", "وا", "تا")):
        # «قد تُشرّد الموجة»; «قد تعرضت» is of the past.
        return True
    if not verb.startswith("ي"):
        return False
    if read.word(at) in _FORWARD:
        return True
    before = {read.word(index) for index in range(max(0, at - _MAYBE_BACK), at)}
    return read.word(at) == "ان" and bool(before & _MAYBE)


_PLANS: Final = word_set(
    "تعهد تعهدت تعهدوا يتعهد تتعهد اعتزم يعتزم تعتزم اعتزمت يخطط تخطط خططت خطة خططا وعد وعدت وعدوا ينوي تنوي ينوون اقترح اقترحت"
    " يقترح تقترح مقترح مقترحا تستعد يستعد خطط خططوا حاول حاولت حاولوا محاولة أحبط أحبطت أحبطوا إحباط افشل أفشلت نوى عزم تعتزم توقع توقعت يتوقع تتوقع"
    " متوقع المتوقع توقعات حذر حذرت يحذر تحذر لتجنب تجنب تفادي لمنع منع"
)
_BINDING: Final = word_set("يقضي تقضي القاضي ينص تنص هدد هددت يهدد تهدد هددوا")
"""With ب or على before what is to be done."""
_PLAN_BACK: Final = 5
_PLANNED: Final = re.compile(
    r"\b(?:plan(?:s|ned|ning)?|pledge[sd]?|promise[sd]?|vow(?:s|ed)?|intend(?:s|ed)?|agree[sd]?|aim(?:s|ed)?|hope[sd]?|want(?:s|ed)?|threaten(?:s|ed)?|propos(?:es|ed)|tr(?:y|ies|ied|ying)|attempt(?:s|ed|ing)?|plot(?:s|ted|ting)?|conspir(?:ed|ing)|offer(?:s|ed)?|expected|due|set)"
    r"\s+to\s+(?:\w+\s+)?$|\b(?:attempt(?:ed)?|foil(?:ed)?|thwart(?:ed)?|prevent(?:ed)?|avert(?:ed)?|plan(?:ned)?)\s+(?:to\s+|the\s+|an?\s+)?(?:\w+\s+)?(?:of\s+)?$|\b(?:provid(?:es|ed|ing)|call(?:s|ing)|plan|proposal)\s+for\s+(?:the\s+)?$"
)


def _is_planned(sentence: Sentence, trigger: Trigger) -> bool:
    """«تعهدت بالإفراج عن 400», «plans to return 20,000»: what is to be done has not been done."""
    read = sentence.read
    first = read.lexemes[trigger.first]
    if _PLANNED.search(read.text[max(0, first.start - 60) : first.start]):
        return True
    led = first.text[:1] in {"ب", "ل"} or read.word(trigger.first - 1) == "علي"
    for index in range(trigger.first - 1, max(-1, trigger.first - 1 - _PLAN_BACK), -1):
        word = read.word(index)
        if sentence.between(index, trigger.first)[1]:
            return False
        if led and word in _BINDING:
            return True
        if any(rest in _PLANS for _, rest in proclitic_splits(word)):
            return True
    return False
