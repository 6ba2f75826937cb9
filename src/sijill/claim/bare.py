"""Numbers without a noun: whether they count, beside their verb, behind منهم or behind a head (عدد المفقودين)."""

from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.claim.labels import COUNTING
from sijill.claim.lexicon import Noun, Trigger, deed, is_happening, noun_of
from sijill.model.claim import ClaimType
from sijill.text.lexemes import Passage, word_set

_SHARE_LIMIT: Final = 7.0
_BARE_BEFORE: Final = 4


def head_type(sentence: Sentence, draft: Draft) -> tuple[ClaimType, float] | None:
    """عدد المفقودين, حصيلة القتلى: the type of a definite noun before the number that it is the number of."""
    read = sentence.read
    of_number = _number_of(sentence, draft)
    if of_number is not None:
        return of_number
    for index in range(draft.first - 1, max(-1, draft.first - 14), -1):
        noun = noun_of(read.word(index))
        if (
            noun
            and noun.type
            and noun.category == "person"
            and (
                noun.definite
                or read.word(index - 1) in COUNTING | {"of"}
                or read.word(index + 1) == "toll"
                or _is_construct(read, index, noun)
            )
        ):
            pauses, boundaries = sentence.between(index, draft.first)
            return noun.type, draft.first - index - 1 + 3 * pauses + 8 * boundaries
    return None


def _number_of(sentence: Sentence, draft: Draft) -> tuple[ClaimType, float] | None:
    """«عدد شهداء الحركة الأسيرة إلى 253»: what the nearest عدد is followed by, though other nouns stand between."""
    read = sentence.read
    for index in range(draft.first - 2, max(-1, draft.first - 10), -1):
        if sentence.between(index, draft.first) != (0, 0):
            return None
        if read.word(index) in COUNTING:
            noun = noun_of(read.word(index + 1))
            typed = noun is not None and noun.type is not None and noun.category == "person"
            return (noun.type, draft.first - index - 2) if typed and noun and noun.type else None
    return None


def _is_construct(read: Passage, index: int, noun: Noun) -> bool:
    """«قتلى الزلزال»: a plural made definite by its genitive."""
    return noun.form == "plural" and read.word(index + 1).startswith("ال")


def may_stand_bare(sentence: Sentence, draft: Draft, trigger: Trigger | None, cost: float) -> bool:
    """Whether a number without a noun is a count: beside its trigger, behind منهم, or behind a head (العدد)."""
    read = sentence.read
    following = read.word(draft.last)
    if draft.unit == "percent":
        of_things = (
            trigger is not None and trigger.type is ClaimType.ATTACKS and "person" not in trigger.categories
        )
        return trigger is not None and cost <= _SHARE_LIMIT and not of_things
    if draft.last > read.at(draft.quantity.number_start) and read.word(draft.last - 1) in PARTITIVE_ENDS:
        return True
    before = {
        read.word(index)
        for index in range(max(0, draft.first - 10), draft.first)
        if not _counts_what_we_do_not_know(read, index)
    }
    counts_other = _counts_unknown(sentence, draft, following)
    head = head_type(sentence, draft)
    if before & COUNTING or (head is not None and head[1] <= (0 if counts_other else 2)):
        return True
    if trigger is None or (read.word(draft.first - 1) == "of" and trigger.last < draft.first):
        # «bodies laid in rows of five»
        return False
    # «ما رجع منهم إلا تلاتة»
    only = read.word(draft.first - 1) in _ONLY and read.word(draft.first - 2) in PARTITIVE_ENDS
    if only or trigger.first >= draft.last:
        return only or cost < 0
    adjacent = trigger.last <= draft.first and cost <= _BARE_BEFORE
    harmed = cost <= 1 and trigger.type in _OF_PERSONS and read.word(trigger.first) != "held"
    if harmed and trigger.type is not ClaimType.KILLED and following[:1] >= "\u0250":
        # A plural in ين or ون is of humans, and so is an origin in ياً.
        harmed = following.endswith(("ين", "ون", "يا"))
    elif harmed and counts_other and following.isascii():
        harmed = following.endswith(_OF_ENGLISH_PERSONS)
    return adjacent and (harmed or not counts_other)


def _counts_what_we_do_not_know(read: Passage, index: int) -> bool:
    """«عدد الحواجز … إلى 85»: a head whose noun is none of ours."""
    word = read.word(index + 1)
    return (
        read.word(index) in COUNTING
        and word.startswith("ال")
        and noun_of(word) is None
        and deed(word) is None
        and not is_happening(word)
    )


_OF_PERSONS: Final = {
    ClaimType.KILLED,
    ClaimType.INJURED,
    ClaimType.DETAINED,
    ClaimType.DIED_IN_DETENTION,
    ClaimType.STARVATION_DEATHS,
}
"""Behind a verb of these a noun that we do not know is taken for persons: «قُتل 14 داعشياً», not «freed 200 balloons»."""


def _counts_unknown(sentence: Sentence, draft: Draft, following: str) -> bool:
    """Whether a word that we do not know follows a number, and so is what it counts: 40 wolves, 12 hearings."""
    if not following.isalpha() or following in _CONTINUES:
        return False
    if following[0] >= "\u0250":
        joined = following.startswith(("ب", "ل")) and not _is_joined(following)
        return joined or not following.startswith(("و", "ف", "ب", "ل"))
    start, end = sentence.read.folded.span(*_stretch(sentence.read, draft.last))
    named = sentence.written[start:end][:1].isupper()
    return following.endswith("s") and not named and following not in _STILL_ENGLISH


def _is_joined(word: str) -> bool:
    """Whether a word in ب or ل opens with a preposition, and not with a letter of its own: بالقصف, لوحات."""
    rest = word[1:]
    own = word.endswith("ات") or (word.endswith("ا") and len(word) > _SHORT)
    return not own or rest.startswith(("ال", "ل")) or noun_of(rest) is not None


_SHORT: Final = 3


def _stretch(read: Passage, index: int) -> tuple[int, int]:
    return read.lexemes[index].start, read.lexemes[index].end


_OF_ENGLISH_PERSONS: Final = (
    "ists",
    "ers",
    "ors",
    "ians",
    "men",
    "ees",
    "ants",
    "ites",
    "ians",
    "ards",
    "kids",
    "folks",
)
_STILL_ENGLISH: Final = word_set(
    "was is has as this his hers its theirs across towards others years months weeks days hours times always besides perhaps"
    " themselves ours yours us versus plus minus thus"
)


_ONLY: Final = word_set("إلا غير سوى بس")
PARTITIVE_ENDS: Final = word_set("منهم منها منهن منا منن منون منهون them whom")
_CONTINUES: Final = word_set(
    "في من على بينهم منهم آخرين آخرون خلال جراء إثر منذ حتى عن إلى مع بعد قبل عند أمس اليوم يوم فقط مقارنة بحسب حسب وفق"
    " نتيجة بسبب عام شهر صباح مساء فجر ليلة فيما بينما أي أو ثم كما قرب قضوا قتلوا جريحا لاحقا ليلا بينما باكرا برا بحرا لديها لديهم لديه"
)
