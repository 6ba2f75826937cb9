"""The patterns of single dates, most specific first, over text folded to level *match*."""

import re
from typing import Final

from sijill.text.calendar_words import (
    AMBIGUOUS_MONTHS,
    HIJRI_MONTHS,
    MONTHS,
    PARTS_OF_YEAR,
    SEASONS,
    WEEKDAYS,
)


def _any(words: object) -> str:
    ordered = sorted(map(str, words), key=lambda word: (-len(word), word))  # type: ignore[call-overload]
    return "|".join(word.replace(" ", r"\s+") for word in ordered)


_EDGE: Final = r"(?<![^\W\d_])"
_ARABIC_START: Final = r"(?<![^\W\d_])(?:[وفبل]{0,2})"
_STOP: Final = r"(?![^\W\d_])"
_YEAR: Final = r"(?P<year>(?:1[89]|20)\d\d)(?![\d٬٫]|[.,]\d)"
_YEAR_WORD: Final = r"(?:ل?(?:ال)?(?:عام|سنه)|لعام|عامي|(?:ال)?اعوام|(?:ال)?سنوات|year)"
_MONTH: Final = rf"(?P<month>{_any(MONTHS)}){_STOP}\.?"
_CLEAR_MONTH: Final = rf"(?P<month>{_any(set(MONTHS) - AMBIGUOUS_MONTHS)}){_STOP}"
_PAIR: Final = rf"(?:\s?[/\-(–]\s?(?P<pair>{_any(MONTHS)}){_STOP}\)?)?"
_DAY: Final = r"(?<![\d.,/٫])(?P<day>[0-3]?\d)"
_WEEKDAY: Final = rf"(?:(?P<weekday>{_any(WEEKDAYS)}){_STOP}[\s،,]+(?:في\s+)?)?"
_ABOUT: Final = (
    r"(?:(?P<about>منتصف|اواسط|اوائل|اواخر|مطلع|بدايه|بدايات|نهايه|mid|early|late)[\s-]+(?:شهر\s+)?)?"
)
_OF_YEAR: Final = rf"(?:[\s،,]+(?:من\s+)?(?:{_YEAR_WORD}\s+)?{_YEAR})"

_HIJRI_MONTHS: Final = HIJRI_MONTHS.replace(" ", r"\s+")
_HIJRI_MARK: Final = rf"\s?(?:هجريه|هجري|ه){_STOP}"
_HIJRI: Final = (
    rf"(?:{_DAY}\s+)?{_EDGE}(?:{_HIJRI_MONTHS}){_STOP}\s+(?:عام\s+|سنه\s+)?1[345]\d\d(?!\d)(?:{_HIJRI_MARK})?"
    rf"|(?<!\d)[0-3]?\d[/-][01]?\d[/-]1[345]\d\d{_HIJRI_MARK}"
    rf"|(?:عام|سنه)\s+1[345]\d\d{_HIJRI_MARK}"
)

PATTERNS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            "hijri",
            _HIJRI,
        ),
        (
            "numeric",
            r"(?<![\d/.\-])(?P<year>(?:1[89]|20)\d\d)[-/](?P<month>[01]\d)[-/](?P<day>[0-3]\d)(?![\d/\-])",
        ),
        (
            "numeric",
            r"(?<![\d/.\-])(?P<day>[0-3]?\d)\s?(?P<mark>[/.\-])\s?(?P<month>[0-3]?\d)\s?(?P=mark)\s?(?P<year>(?:1[89]|20)\d\d)(?!\d|[/\-]\d)",
        ),
        (
            "named",
            rf"{_WEEKDAY}{_DAY}(?:\s?[-–]\s?(?P<last>[0-3]?\d))?(?:st|nd|rd|th)?\s+(?:من\s+|of\s+)?(?:شهر\s+)?{_MONTH}{_PAIR}{_OF_YEAR}?",
        ),
        (
            "named",
            rf"{_EDGE}(?P<month>{_any(name for name in MONTHS if name.isascii())})\.?\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)?(?:\s?[-–]\s?(?P<last>[0-3]?\d))?(?!\d)(?:,?\s+{_YEAR})?",
        ),
        ("named", rf"{_ABOUT}{_ARABIC_START}?{_MONTH}{_PAIR}{_OF_YEAR}"),
        ("named", rf"{_ABOUT}{_EDGE}شهر\s+{_MONTH}{_PAIR}"),
        ("numeric month", r"(?<![\d/.\-])(?P<month>[01]?\d)/(?P<year>(?:1[89]|20)\d\d)(?![\d/])"),
        (
            "season",
            rf"{_EDGE}(?:ال)?(?P<season>{_any(SEASONS)}){_STOP}\s+(?:من\s+|of\s+)?(?:{_YEAR_WORD}\s+)?{_YEAR}",
        ),
        (
            "part",
            rf"{_EDGE}(?P<part>{_any(PARTS_OF_YEAR)}){_STOP}\s+(?:من\s+|of\s+)?(?:{_YEAR_WORD}\s+)?{_YEAR}",
        ),
        ("year", rf"{_ABOUT}(?<![^\W\d_])[وبل]?{_YEAR_WORD}\s+(?:ال\s?)?{_YEAR}"),
        ("bare", rf"(?:(?<=\d\d\d\d[-–])|(?<![\d.,/٫٬\-])){_YEAR}(?!\s*[%٪])"),
        ("named", rf"{_ABOUT}{_EDGE}[و]?{_CLEAR_MONTH}{_PAIR}"),
    )
)
"""(kind, pattern) pairs; the groups day, month, pair, year, last, about, weekday, season, part are the parts said."""

LINK: Final = re.compile(
    r"\s*(?:(?P<until>و?\s?(?:حتي|الي|لغايه|until|till|through|to))|(?P<dash>[-–—])|و|and)\s*"
    rf"(?:(?:{_YEAR_WORD}|شهر|يوم)\s+)?"
)
"""What may stand between the two dates of an interval."""

CUE_BEFORE: Final = re.compile(
    r"(?:^|[\s(])(?:[وف]?(?:في|منذ|قبل|بعد|حتي|خلال|منتصف|مطلع|نهايه|اواخر|اوائل)|in|since|by|until|during|of|before|after)\s+$"
)
"""What makes a bare four-digit figure behind it a year."""
