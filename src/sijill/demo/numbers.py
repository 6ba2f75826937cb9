"""Numbers with their noun, as Arabic and English statements write them."""

import math
from typing import Final

_NOUNS: Final = {
    # One of a hundred (genitive singular), eleven to ninety-nine (accusative singular), three to ten (plural).
    "person": ("شخص", "شخصاً", "أشخاص"),
    "child": ("طفل", "طفلاً", "أطفال"),
    "report": ("تقرير", "تقريراً", "تقارير"),
    "document": ("وثيقة", "وثيقةً", "وثائق"),
    "testimony": ("شهادة", "شهادةً", "شهادات"),
}


def round_figure(figure: float, digits: int) -> int:
    """Return ``figure`` with ``digits`` significant digits, at least 3: no statement counts to one or two."""
    whole = max(3, round(figure))
    step = int(10 ** max(0, math.floor(math.log10(whole)) + 1 - digits))
    return max(3, round(whole / step) * step)


def in_arabic(figure: int, noun: str) -> str:
    """Return ``figure`` and the noun in the case that Arabic asks for; thousands as words.

    2000 of شخص is ألفي شخص, 3000 is 3 آلاف شخص, 812 is 812 شخصاً. ``figure`` is 3 or more.
    """
    hundred, score, few = _NOUNS[noun]
    if figure % 1000 == 0:
        return f"{_thousands(figure // 1000)} {hundred}"
    rest = figure % 100
    if rest in {0, 1, 2}:
        return f"{figure} {hundred}"
    return f"{figure} {few if rest <= 10 else score}"


def _thousands(count: int) -> str:
    if count == 1:
        return "ألف"
    if count == 2:
        return "ألفي"
    return f"{count} آلاف" if count <= 10 else f"{count} ألف"
