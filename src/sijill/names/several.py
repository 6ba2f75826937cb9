"""Cells of a list in which more than one person stands: a man *and his wife*, two brothers, a family with how many they were.

Read with few errors rather than all: what is found is told and split by nobody, see decision 0069.
"""

import functools
import re
from collections.abc import Sequence
from typing import Final

from sijill.names.common_rows import common_rows
from sijill.names.lexicon import HIS, OTHERS, PARENTS
from sijill.text import match_key


def _folded(words: str) -> frozenset[str]:
    return frozenset(map(match_key, words.split()))


_RELATED: Final = _folded(
    "ابن ابنة بن بنت أخ أخت أخو أخي أخوة أبناء أولاد أب أبو أبي أم أمهات جد جدة جنين حرم أرمل أرملة رضيع رضيعة زوج زوجة شقيق شقيقة طفل"
    " طفلة مولود مولودة نجل والد والدة ولد وليد وليدة عم خال عمة خالة كنة أب والدا ابنا"
)
"""Whose son or wife somebody is: the names behind may be two, and he is one."""
_FAMILY: Final = _folded("عائلة عايلة أسرة")
_BROTHERS: Final = _folded(
    "الأخوان الأخوين الأخوة الإخوة الأشقاء الشقيقان الشقيقين الشقيقتان الشقيقتين الأختان الأختين"
)
_OWN: Final = _folded("وهبة وضحى وسناء وليان وجود وجون وهدان وسيلة ورود وعد وسمية")
"""Names of their own that are also *and* with another name."""
_MANY: Final = re.compile(
    r"(?<!\d)(?<!من )(?<!of )(?:[2-9]|[1-9]\d) (?:افراد|اشخاص|جثث|جثامين|شهداء|قتلي|persons|people|bodies|members|martyrs)\b"
)
_SOME: Final = ("افراد", "جميع", "كل", "كامل", "بقيه", "باقي", "بعض", "عدد")
"""Members, and how many of them."""
_MEMBERS: Final = re.compile(
    rf"\w\W+(?:و|مع )\s*(?:(?:{'|'.join(_SOME)}) (?:من )?)?افراد (?:من )?(?:ال)?(?:عايل|اسر)(?:ه|ت\w+)\b"
)
"""And the members of his family; أحد أفراد عائلة is one of them."""
_PLUS: Final = re.compile(r"[^\W\d_].*\+\s*\d{1,2}(?!\d)")
_SAID: Final = (_MANY, _MEMBERS, _PLUS)
_HIS: Final = re.compile(
    r"\w\W+(?:and|&|with) (?:his|her|their|its)\b|^family of |^the (?:\w+ ){1,3}family\b"
)
_AND: Final = re.compile(r"\w\W+(?:and|&) (\w+)(?! of\b)")
_OTHERS_LATIN: Final = frozenset(
    [
        "family",
        "wife",
        "husband",
        "children",
        "kids",
        "son",
        "sons",
        "daughter",
        "daughters",
        "brother",
        "brothers",
        "sister",
        "sisters",
        "mother",
        "father",
        "baby",
        "others",
        "two",
        "three",
        "four",
        "five",
        "six",
    ]
)
_OF: Final = re.compile(r"\b(?:of|to|ibn|bint|mother|father|parents)\b")
_WORD: Final = re.compile(r"\w+")
_SHORTEST: Final = 3


@functools.cache
def _given_names() -> frozenset[str]:
    """Return folded names that hardly anybody bears but as a given name; in either script."""
    sexed = (row for row in common_rows() if row.sex)
    return _all_folded(
        [name for row in sexed for name in (*row.arabic, *row.latin) if len(name) >= _SHORTEST]
    )


@functools.cache
def _known_names() -> frozenset[str]:
    return _all_folded([name for row in common_rows() for name in (*row.arabic, *row.latin)]) | _OWN


def _all_folded(names: Sequence[str]) -> frozenset[str]:
    """Return ``names`` of rows, which a slash stands between there and in none, folded in one go: one by one they take four times as long."""
    return frozenset(match_key("/".join(names)).split("/"))


@functools.lru_cache(maxsize=1 << 14)
def joins_another(word: str) -> bool:
    """Whether a word may be *and* with somebody: و alone, or before a name, a relative or a number, and no name of its own."""
    folded = match_key(word).strip("().,، ")
    other = folded.removeprefix("و")
    if other == folded or folded in _known_names():
        return False
    is_somebody = any(other in those for those in (HIS, OTHERS, PARENTS, _SOME, _given_names()))
    return not other or is_somebody or other.isdecimal()


def says_several(written: str) -> bool:
    """Whether a cell of a column of names, as written, has more than one person in it."""
    text = match_key(written)
    words = _WORD.findall(text)
    if len(words) < 2:
        return False
    if words[0] in _FAMILY or words[0] in _BROTHERS or any(said.search(text) for said in _SAID):
        return True
    if text.isascii():
        return _says_several_latin(text)
    return any(_is_another(words, place) for place in range(1, len(words)))


def _is_another(words: Sequence[str], place: int) -> bool:
    """Whether the word there is somebody else beside who stands before it."""
    word = words[place]
    if words[place - 1] == "مع" and place > 1:
        return word in HIS
    if not joins_another(word):
        return False
    other = word.removeprefix("و")
    if not other and place + 1 < len(words):
        other = words[place + 1]
    if other in HIS or other in OTHERS or other.isdecimal():
        return True
    if other in PARENTS:  # They may be only who the mother is, unless they stand last.
        return place == len(words) - 1
    return other in _given_names() and not _RELATED & set(words[:place])


def _says_several_latin(text: str) -> bool:
    if _HIS.search(text):
        return True
    found = _AND.search(text)
    if found is None or _OF.search(text[: found.start() + 1]):
        return False
    other = found[1]
    return other.isdecimal() or other in _OTHERS_LATIN or other in _given_names()
