"""Words that turn what a verb near a figure says: not, refused, demanded, saved from the rubble, back to their posts."""

import re
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.claim.lexicon import Trigger, noun_of
from sijill.model.claim import ClaimType
from sijill.text.lexemes import proclitic_splits, word_set


def is_overturned(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """Whether the trigger did not happen to what the draft counts, by the words around it."""
    if draft.says_none:
        return False
    return (
        _is_negated(sentence, draft, trigger)
        or _is_rescue(sentence, draft, trigger)
        or _is_of_work(sentence, draft, trigger)
        or _is_of_another(sentence, draft, trigger)
        or _is_sentence(sentence, trigger)
        or _is_failure(sentence, draft, trigger)
    )


_RULING: Final = word_set(
    "قضت حكمت أصدرت أيدت ثبتت حكم بحكم حكما المحكمة محكمة القاضي الحكم أحكام أحكاما نقضت"
)
_RULING_BACK: Final = 6


def _is_sentence(sentence: Sentence, trigger: Trigger) -> bool:
    """«قضت المحكمة بإعدام ستة متهمين»: what a court has ordered has not been done."""
    read = sentence.read
    if not any(rest in _PUT_TO_DEATH for _, rest in proclitic_splits(read.word(trigger.first))):
        return False
    words = (read.word(index) for index in range(max(0, trigger.first - _RULING_BACK), trigger.first))
    return any(rest in _RULING for word in words for _, rest in proclitic_splits(word))


_TESTED: Final = re.compile(r"[^.؛;]{0,30}?(?:امتحان|انتخاب|اختبار|مباريات|مباراه|تصفيات)")


def _is_failure(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """«سقط 200 طالب في الامتحان»: whoever falls in an election or an examination lives."""
    word = sentence.read.word(trigger.first).removeprefix("و")
    return word.startswith("سقط") and _TESTED.match(sentence.read.text, draft.end) is not None


_PUT_TO_DEATH: Final = word_set("إعدام سجن حبس")
_EPIDEMIC: Final = re.compile(
    r"(?<![^\W\d_])[وفبل]?(?:ال)?(?:كوليرا|حصبه|كورونا|وباء|ملاريا|ليشمانيا|انفلونزا|تيفوييد|كوفيد|ضنك|طاعون|جدري|دفتيريا|حميات|مرض|امراض|سرطان|ايدز|توحد|اضطراب|داء|متلازمه)(?![^\W\d_])"
    r"|\b(?:cholera|measles|covid|malaria|polio|dengue|influenza|typhoid|diphtheria|meningitis|epidemic|outbreak|virus|diseases?|cancer|aids|hiv|disorder|syndrome)\b"
)
_BY_FORCE: Final = re.compile(
    r"قصف|غار|رصاص|هجوم|اشتباك|تعذيب|انفجار|قذيف|shell|strike|attack|torture|blast|fighting|gunfire|bomb"
)
_SICK: Final = {ClaimType.KILLED, ClaimType.INJURED}


def is_epidemic(sentence: Sentence, draft: Draft) -> bool:
    """«Cholera has infected 12,300 and killed 310»: a disease that does it in the clause, and no violence."""
    if draft.type not in _SICK or draft.says_none:
        return False
    text = sentence.read.text
    clause = re.split(r"[.؛;]", text[max(0, draft.start - _ILL_NEAR) : draft.start])[-1]
    clause += re.split(r"[.؛;،,]", text[draft.start : draft.end + _ILL_NEAR // 2])[0]
    return _EPIDEMIC.search(clause) is not None and _BY_FORCE.search(clause) is None


_ILL_NEAR: Final = 80


_NOT: Final = word_set("لم لن not never refused refuses declined failed رفض رفضت يرفض ترفض رفضوا")
_BETWEEN: Final = word_set("been be being yet to have has يتم تتم")
_ONLY: Final = word_set("إلا سوى غير only but except just")


def _is_negated(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """«لم تتضرر 12 مدرسة», «refused to release 30»; «لم يُفرج إلا عن 12» says that 12 were."""
    read = sentence.read
    at = trigger.first - 1
    while at >= 0 and read.word(at) in _BETWEEN:
        at -= 1
    if read.word(at) not in _NOT or (read.word(at) == "not" and read.word(at + 1) == "only"):
        return False
    between = range(min(trigger.first, draft.first), max(trigger.last, draft.first))
    return not any(read.word(index) in _ONLY for index in between)


_RUBBLE: Final = ("انقاض", "الانقاض", "الركام", "الردم", "rubble")
_SAVED: Final = re.compile(
    r"(?<![^\W\d_])(?:[وفب]?(?:انقذ|انقاذ|ينقذ|تنقذ)|احياء|قيد\s+الحياه)|\b(?:saved|rescued|alive|survivors?)\b"
)
_SAVED_NEAR: Final = 50


def _is_rescue(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """«أنقذ الدفاع المدني 14 شخصاً من تحت الأنقاض»: whoever is saved from the rubble is no body."""
    if trigger.type is not ClaimType.BODIES_FOUND or sentence.read.word(trigger.last - 1) not in _RUBBLE:
        return False
    text = sentence.read.text
    before = re.split(r"[،,؛;]", text[max(0, draft.start - _SAVED_NEAR) : draft.start])[-1]
    behind = re.split(r"[،,؛;]", text[draft.end : draft.end + _SAVED_NEAR])[0]
    return _SAVED.search(before) is not None or _SAVED.search(behind) is not None


_TO_WORK: Final = re.compile(
    r"\s+(?:(?:الي|ل)\s*(?:ال)?(?:مدارس|مدرس|مقاعد|وظايف|وظيف|مناصب|منصب|اعمال|عمل|دوام|صفوف|كليات|جامعات|مكاتب)"
    r"|to\s+(?:\w+\s+)?(?:work|school|schools|class|classes|classrooms|jobs?|posts?|office|duty)\b)"
)


def _is_of_work(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """«عاد 300 طالب إلى مدارسهم», «سرّح المصنع 300 عامل»: back to school or work, or out of it."""
    if trigger.type is ClaimType.RELEASED and draft.noun is not None and draft.noun.unit == "worker":
        return any(
            rest.startswith(("سرح", "تسريح"))
            for _, rest in proclitic_splits(sentence.read.word(trigger.first))
        )
    if trigger.type is not ClaimType.RETURNED:
        return False
    end = max(draft.end, sentence.read.lexemes[trigger.last - 1].end)
    return _TO_WORK.match(sentence.read.text, end) is not None


_NOMINAL: Final = word_set("missing dead wounded injured disappeared displaced detained fallen")
_EVENTS: Final = word_set(
    "death deaths killing killings murder murders massacre arrest arrests detention release disappearance disappearances destruction"
)
_SITUATING: Final = word_set("قبل بعد خلال أثناء عقب إثر منذ")
_OF_THEM: Final = ("هم", "ها", "هن", "ه")


def _is_of_another(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """«for the dead», «inquiry into the deaths», «case of the abducted nun», «قبل القصف»: what befell others, or when."""
    read = sentence.read
    word, before = read.word(trigger.first), read.word(trigger.first - 1)
    if trigger.last <= draft.first:
        if before != "the":
            return False
        for_them = word in _NOMINAL and read.word(trigger.first - 2) in {"for", "of", "with", "to", "about"}
        return for_them or (
            word in _EVENTS and "of" not in {read.word(trigger.last), read.word(trigger.last - 1)}
        )
    if trigger.first < draft.last:
        return False
    if before in _SITUATING and word.startswith("ال"):
        return not read.word(trigger.last).endswith(_OF_THEM)
    when = {"before", "after", "during", "since", "until"}
    if (before == "the" and read.word(trigger.first - 2) in when) or (word == "the" and before in when):
        return True
    owner = noun_of(read.word(trigger.last))
    attribute = before in {"the", "a", "an", "his", "her", "their"} and word.endswith("ed")
    return attribute and owner is not None and owner.category == "person"


_DEMANDS: Final = word_set(
    "طالب طالبت طالبوا يطالب تطالب يطالبون مطالبة مطالبا مطالبين المطالبة دعا دعت دعوا يدعو تدعو دعوة ناشد ناشدت تناشد"
)
_DEMAND_BACK: Final = 7
_DEMANDED: Final = re.compile(
    r"\b(?:(?:call|appeal)(?:s|ed|ing)?\s+for|demand(?:s|ed|ing)?|urg(?:ed|es|ing)|sought|seek(?:s|ing)?)\s+(?:[\w]+\s+){0,3}$"
)
_LIVES: Final = re.compile(r"\s+(?:حيات|ارواح)(?:هم|ه|ها|هن|هما)(?![^\W\d_])")


def as_said(sentence: Sentence, draft: Draft, trigger: Trigger) -> ClaimType | None:
    """Return what the trigger says once the words around it are read: who is to be released is held."""
    if trigger.type is ClaimType.RELEASED and _is_demanded(sentence, trigger):
        return ClaimType.DETAINED
    if trigger.type is ClaimType.MISSING and _LIVES.match(sentence.read.text, draft.end):
        return ClaimType.KILLED
    if trigger.type is ClaimType.IN_NEED and _is_denied_school(sentence, draft, trigger):
        return ClaimType.OUT_OF_SCHOOL
    return trigger.type


_SCHOOL: Final = re.compile(r"[^.،,؛;]{0,40}?(?:دراس|تعليم|تعلم|مدرس|مدارس|جامعات|جامعه|امتحان|صفوف)")


def _is_denied_school(sentence: Sentence, draft: Draft, trigger: Trigger) -> bool:
    """«حُرمت 900 طالبة من إتمام دراستهن»: of what they were deprived stands behind."""
    word = sentence.read.word(trigger.first)
    if not any(rest.startswith(("حرم", "محروم")) for _, rest in proclitic_splits(word)):
        return False
    return (
        _SCHOOL.match(sentence.read.text, max(draft.end, sentence.read.lexemes[trigger.last - 1].end))
        is not None
    )


def _is_demanded(sentence: Sentence, trigger: Trigger) -> bool:
    """«طالبت بالإفراج عن 340 معتقلاً»: they have not been released."""
    read = sentence.read
    first = read.lexemes[trigger.first].start
    if _DEMANDED.search(read.text[max(0, first - 60) : first]):
        return True
    for index in range(trigger.first - 1, max(-1, trigger.first - 1 - _DEMAND_BACK), -1):
        if sentence.between(index, trigger.first)[1]:
            return False
        if any(rest in _DEMANDS for _, rest in proclitic_splits(read.word(index))):
            return True
    return False


_SPEAKING: Final = word_set(
    "طالب طالبت دعا دعت ناشد ناشدت أدان أدانت استنكر استنكرت ندد نددت وقع وقعت حضر حضرت أعرب أعربت أضرب أضربت احتج احتجت انتقد انتقدت"
    " أفاد أفادت قال قالت روى ذكر ذكرت صرح أكد أكدت شهد"
)
_SPEAKING_ENGLISH: Final = word_set(
    "condemned condemn demanded demand called signed protested urged asked marched voted petitioned complained gathered rallied"
)


def is_speaker(sentence: Sentence, draft: Draft) -> bool:
    """«طالب 200 محام بالإفراج عن زميلهم», «thirty lawmakers condemned»: who speaks is not who was harmed."""
    noun = draft.noun
    if noun is None or noun.category != "person" or noun.type is not None:
        return False
    read = sentence.read
    before = {rest for _, rest in proclitic_splits(read.word(draft.first - 1))}
    return (
        bool(before & _SPEAKING)
        or read.word(draft.first - 1) == "by"
        or read.word(draft.last) in _SPEAKING_ENGLISH
    )
