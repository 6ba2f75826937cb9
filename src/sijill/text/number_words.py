"""The words that numbers are made of, Arabic (folded to level *match*) and English; data only.

Arabic words are written here as they are spelled and folded when the table is first read.
"""

import dataclasses
import functools
from typing import Final

from sijill.text.dialect_numbers import (
    JOINED_SCALES,
    THOUSANDS,
    dialect_hundreds,
    dialect_teens,
    dialect_tens,
    dialect_units,
)
from sijill.text.fold import match_key
from sijill.text.lexemes import proclitic_splits, word_set


@dataclasses.dataclass(frozen=True, slots=True)
class NumberWord:
    """One number word: ``kind`` says how it combines, ``value`` what it stands for."""

    kind: str
    """unit, ten, teen, tens, hundred, scale, plural, few, several, odd, part, or half: نص, which is also a text."""
    value: int
    dual: bool = False
    construct: bool = False
    """ألفا, مليونا: a dual alone (ألفا شخص), but one thousand behind another number (12 ألفاً)."""


_UNITS: Final = {
    1: "واحد واحدة أحد إحدى",
    2: "اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي إثنان إثنين تنين",
    3: "ثلاث ثلاثة تلاتة تلات",
    4: "أربع أربعة",
    5: "خمس خمسة",
    6: "ست ستة",
    7: "سبع سبعة",
    8: "ثمان ثماني ثمانية تمانية تمن",
    9: "تسع تسعة",
}
_TENS: Final = "عشر ثلاث أربع خمس ست سبع ثمان تسع"
_JOINED: Final = {3: "ثلاث", 4: "أربع", 5: "خمس", 6: "ست", 7: "سبع", 8: "ثمان ثماني ثمن", 9: "تسع"}
_SCALES: Final = {
    1_000: ("ألف", "ألفان ألفين ألفي", "ألفا", "آلاف ألوف", "ألفاً"),
    1_000_000: ("مليون", "مليونان مليونين مليوني", "مليونا", "ملايين", "مليوناً"),
    1_000_000_000: (
        "مليار بليون",
        "ملياران مليارين ملياري بليونين",
        "مليارا",
        "مليارات بلايين",
        "ملياراً",
    ),
    1_000_000_000_000: ("تريليون ترليون", "تريليونان تريليونين", "تريليونا", "تريليونات", "تريليوناً"),
}
_PARTS: Final = {
    "نصف": 5000,
    "ربع": 2500,
    "ثلث": 3333,
    "ثلثا": 6667,
    "ثلثي": 6667,
    "ثلثين": 6667,
    "ثلثان": 6667,
    "نصفهم": 5000,
    "نصفها": 5000,
    "نصفهن": 5000,
    "ثلثهم": 3333,
    "ثلثها": 3333,
    "ثلثاهم": 6667,
    "ثلثيهم": 6667,
    "ربعهم": 2500,
    "ربعها": 2500,
    "ربعهن": 2500,
    "ثلثهن": 3333,
    "ثلثاها": 6667,
    "ثلثيها": 6667,
    "ثلثاهن": 6667,
    "نصهم": 5000,
    "نصها": 5000,
    "نصهن": 5000,
    "نصنا": 5000,
    "نصفنا": 5000,
    "تلتهم": 3333,
    "تلتينهم": 6667,
}
"""In hundredths of a per cent."""
UNIT_PARTS: Final = {"خمس": 2000, "سبع": 1429, "تسع": 1111, "عشر": 1000}
"""Fractions whose letters are those of a unit (خُمس, خَمس); folded, in hundredths of a per cent."""
ARABIC_PLURAL_PARTS: Final = {"ارباع": 2500, "اخماس": 2000, "اعشار": 1000, "اثلاث": 3333}
"""As in ثلاثة أرباع; folded, in hundredths of a per cent."""

ARABIC_ORDINALS: Final = word_set(
    "اول اولي ثاني ثانيه ثالث ثالثه رابع رابعه خامس خامسه سادس سادسه سابع سابعه ثامن ثامنه تاسع تاسعه عاشر عاشره"
    " حادي حاديه"
)
"""Folded, without article; the ten and the tens behind them belong to the ordinal (الخامسة عشرة)."""

ENGLISH: Final[dict[str, NumberWord]] = {
    **{
        word: NumberWord("unit", value)
        for value, word in enumerate(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"], 1
        )
    },
    **{
        word: NumberWord("teen", value)
        for value, word in enumerate(
            [
                "ten",
                "eleven",
                "twelve",
                "thirteen",
                "fourteen",
                "fifteen",
                "sixteen",
                "seventeen",
                "eighteen",
                "nineteen",
            ],
            10,
        )
    },
    **{
        word: NumberWord("tens", 10 * value)
        for value, word in enumerate(
            ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2
        )
    },
    "hundred": NumberWord("hundred", 100),
    "thousand": NumberWord("scale", 1_000),
    "million": NumberWord("scale", 1_000_000),
    "billion": NumberWord("scale", 1_000_000_000),
    "trillion": NumberWord("scale", 1_000_000_000_000),
    "dozen": NumberWord("hundred", 12),
    "tens": NumberWord("plural", 10),
    "dozens": NumberWord("plural", 10),
    "scores": NumberWord("plural", 20),
    "hundreds": NumberWord("plural", 100),
    "thousands": NumberWord("plural", 1_000),
    "millions": NumberWord("plural", 1_000_000),
    "billions": NumberWord("plural", 1_000_000_000),
}
ENGLISH_SHORT_SCALES: Final = {
    "k": 1_000,
    "m": 1_000_000,
    "mn": 1_000_000,
    "bn": 1_000_000_000,
    "b": 1_000_000_000,
}
"""Only when they touch the figure: ``12m``, ``3bn``."""
ENGLISH_PARTS: Final = {
    "half": 5000,
    "third": 3333,
    "thirds": 3333,
    "quarter": 2500,
    "quarters": 2500,
    "fifths": 2000,
    "tenths": 1000,
    "fifth": 2000,
    "tenth": 1000,
}


@functools.cache
def arabic_table() -> dict[str, NumberWord]:
    """Return folded Arabic number words without proclitics."""
    table: dict[str, NumberWord] = {}

    def put(words: str, entry: NumberWord) -> None:
        for word in words.split():
            table.setdefault(match_key(word), entry)

    for value, words in _UNITS.items():
        put(words, NumberWord("unit", value, dual=value == 2))
    for value, stem in enumerate(["ثلاثا", "أربعا", "خمسا", "ستا", "سبعا", "ثمانيا", "تسعا"], 3):
        put(stem, NumberWord("unit", value))
    put("عشر عشرة", NumberWord("ten", 10))
    for value, stem in enumerate(_TENS.split(), 2):
        put(f"{stem}ون {stem}ين", NumberWord("tens", 10 * value))
    put("مئة مائة ماية", NumberWord("hundred", 100))
    put("مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي ميتين", NumberWord("hundred", 200, dual=True))
    for value, stems in _JOINED.items():
        for stem in stems.split():
            put(f"{stem}مئة {stem}مائة {stem}ميه", NumberWord("hundred", 100 * value))
    _put_scales(table)
    put("عشرات", NumberWord("plural", 10))
    put("مئات مائات", NumberWord("plural", 100))
    put("بضع بضعة", NumberWord("few", 1))
    put("عدة", NumberWord("several", 1))
    put("نيف نيفا", NumberWord("odd", 0))
    _put_dialects(table)
    for word, part in _PARTS.items():
        put(word, NumberWord("part", part))
    return table


def _put_dialects(table: dict[str, NumberWord]) -> None:
    """Add what is only spoken; words of the written language stay as they are."""
    for kind, words in (
        ("unit", dialect_units()),
        ("tens", dialect_tens()),
        ("teen", dialect_teens()),
        ("hundred", dialect_hundreds()),
    ):
        for word, value in words:
            table.setdefault(match_key(word), NumberWord(kind, value, dual=value in {2, 200}))
    for word in THOUSANDS.split():
        table.setdefault(match_key(word), NumberWord("plural", 1000))
    for word, value in JOINED_SCALES.items():
        table.setdefault(match_key(word), NumberWord("scale", value))
    table.setdefault("نص", NumberWord("half", 5000))


def _put_scales(table: dict[str, NumberWord]) -> None:
    for value, (singular, dual, construct, plural, _) in _SCALES.items():
        for word in singular.split():
            table[match_key(word)] = NumberWord("scale", value)
        for word in dual.split():
            table[match_key(word)] = NumberWord("scale", value, dual=True)
        for word in construct.split():
            table[match_key(word)] = NumberWord("scale", value, construct=True)
        for word in plural.split():
            table[match_key(word)] = NumberWord("plural", value)


@functools.lru_cache(maxsize=1 << 14)
def arabic_number_word(word: str) -> tuple[str, NumberWord] | None:
    """Return (proclitics, entry) of a folded word, or None; a word that is in the table whole has no proclitics."""
    table = arabic_table()
    for proclitics, rest in proclitic_splits(word):
        if rest in table:
            return proclitics, table[rest]
    return None
