"""Ages in words: two months, a year and a half, an infant. Read where every word of the cell is part of an age, else not."""

import re
from typing import Final

from sijill.text import match_key
from sijill.text.titles_of_others import DAYS_OF_AGE, MONTHS_OF_AGE, YEARS_OF_AGE

_YEAR: Final = 12
"""In months; weeks and days are less than one."""


def _keys(value: int, words: str) -> dict[str, int]:
    return {match_key(word): value for word in words.split()}


_UNITS: Final = (
    _keys(_YEAR, "سنة سنوات سنين عام عاماً أعوام year years yr yrs y")
    | _keys(1, "شهر شهراً أشهر شهور month months mo mos")
    | _keys(0, "أسبوع أسبوعاً أسابيع week weeks يوم يوماً أيام day days ساعة ساعات hour hours")
    | _keys(_YEAR, YEARS_OF_AGE)
    | _keys(1, MONTHS_OF_AGE)
    | _keys(0, DAYS_OF_AGE)
)
_DUALS: Final = (
    _keys(2 * _YEAR, "سنتان سنتين عامان عامين")
    | _keys(2, "شهران شهرين")
    | _keys(0, "أسبوعان أسبوعين يومان يومين ساعتان ساعتين")
)
_AMOUNTS: Final = {
    match_key(word): value
    for value, words in enumerate(
        [
            "واحد واحدة one a an",
            "اثنان اثنين اثنتان اثنتين two",
            "ثلاث ثلاثة three",
            "أربع أربعة four",
            "خمس خمسة five",
            "ست ستة six",
            "سبع سبعة seven",
            "ثمان ثماني ثمانية eight",
            "تسع تسعة nine",
            "عشر عشرة ten",
        ],
        start=1,
    )
    for word in words.split()
}
_SPARE: Final = frozenset(
    map(match_key, ["و", "العمر", "من", "عمره", "عمرها", "عمر", "and", "old", "of", "age", "aged"])
)
_HALF: Final = frozenset(map(match_key, ["ونصف", "نصف", "half"]))
_INFANT: Final = frozenset(map(match_key, ["رضيع", "رضيعة", "الرضيع", "الرضيعة", "infant", "baby"]))
_UNDER_TWO: Final = (0, 1)
_UNDER_ONE: Final = frozenset(
    match_key(said)
    for said in [
        "حديث الولادة",
        "حديثة الولادة",
        "حديث ولادة",
        "حديثة ولادة",
        "أقل من سنة",
        "أقل من عام",
        "دون السنة",
        "دون العام",
        "newborn",
        "new born",
        "under one year",
        "under 1 year",
        "less than a year",
        "less than one year",
        "less than 1 year",
    ]
)
_TOKEN: Final = re.compile(r"\d+[.٫]\d|\d+|[^\W\d_]+")
_DECIMAL: Final = re.compile(r"(\d{1,2})[.٫]\d")


def said_age(written: str) -> tuple[int, int] | None:
    """Return the least and the greatest age in full years that a cell says in units or words; None where it does not, or not only.

    ``شهران`` and ``5 أيام`` are 0, ``18 months`` and ``سنة ونصف`` 1, رضيع 0 to 1. A unit alone is an age but for *year*, of which
    the number may have been lost.
    """
    text = match_key(written)
    decimal = _DECIMAL.fullmatch(text)
    if text.isdecimal() or not text:
        return None
    if decimal:
        return int(decimal[1]), int(decimal[1])
    if text in _UNDER_ONE:
        return 0, 0
    tokens = _TOKEN.findall(text)
    # Between two numbers another mark is a span or a date.
    if re.sub(r"[\s()،,و]", "", "".join(_TOKEN.split(text))):
        return None
    rest = [token for token in tokens if token not in _INFANT]
    if tokens and not rest:
        return _UNDER_TWO
    months = _months([token for token in rest if token not in _SPARE])
    return None if months is None else (months // _YEAR, months // _YEAR)


def _months(tokens: list[str]) -> int | None:
    """Return the sum of amounts with their units; None where any word is neither, and of a year that stands alone."""
    months, said = 0, False
    amount: float | None = None
    for place, token in enumerate(tokens):
        word = token.removeprefix("و") if token not in _AMOUNTS else token
        following = tokens[place + 1] if place + 1 < len(tokens) else ""
        if word in _DUALS and amount is None:
            months, said = months + _DUALS[word], True
        elif word in _UNITS:
            if (
                amount is None
                and _UNITS[word] == _YEAR
                and _AMOUNTS.get(following) != 1
                and following not in _HALF
            ):
                return None
            months, amount, said = months + int((amount or 1) * _UNITS[word]), None, True
        elif said and token in _HALF:
            amount = None
        elif _AMOUNTS.get(word) == 1 and said and amount is None:
            continue  # سنة واحدة says one twice.
        elif amount is None and (word in _AMOUNTS or word[0].isdecimal()):
            amount = float(_AMOUNTS.get(word) or word.replace("٫", "."))
        else:
            return None
    return months if said and amount is None else None
