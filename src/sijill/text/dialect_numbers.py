"""Number words as they are spoken in Arabic dialects, made from stems and endings; folded when the table is read.

Teens are one word everywhere and differ by their ending: تمنطعش in the Levant, تمنتاشر on the Nile, تمنطاش in the Maghreb.
"""

from collections.abc import Iterator
from typing import Final

_TEEN_STEMS: Final = {
    13: "تلت تلات ثلث ثلاث تلط ثلط",
    14: "اربع أربع ربع",
    15: "خمس خمص",
    16: "ست سط س",
    17: "سبع",
    18: "تمن تمان ثمن ثمان",
    19: "تسع",
}
_TEEN_ENDINGS: Final = "تعش طعش تعشر طعشر تاشر طاشر تاش طاش طاعش تاعش اطعش اطعشر عطعش"
_TEENS: Final = {
    11: "احدعش حدعش احدعشر حداعش حداشر احداشر حداش حضاش إحدعش اطعش",
    12: "اتنعش اثنعش تنعش طنعش اطنعش اتناشر اطناشر اثناشر طناش تناش ثنعش اثنعشر اتنعشر تناعش اطناعش",
    13: "تلتعش تلطعش ثلتعش تلتاشر تلطاشر تلطاش ثلطعش",
    16: "ستعش سطعش ستاشر سطاشر سطاش صطعش",
}
_UNITS: Final = {
    2: "تنين تنتين ثنتين ثنين اتنين جوج زوز",
    3: "تلات تلاتة تلت",
    4: "ربعة",
    8: "تمن تمنة تمانة تمنية تمانية تمان",
    9: "تسعود",
}
_TENS: Final = {
    30: "تلاتين تلتين",
    80: "تمانين تمنين",
}
_HUNDREDS: Final = {
    200: "ميتين",
    300: "تلتمية تلاتمية ثلثمية تلتميت تلاتميت تلتماية ثلثماية",
    400: "ربعمية اربعمية اربعميت ربعميت اربعماية",
    500: "خمسمية خمسميت خمسماية",
    600: "ستمية ستميت ستماية",
    700: "سبعمية سبعميت سبعماية",
    800: "تمنمية تمانمية تمنميت تمانميت تمنماية ثمنمية ثمنماية",
    900: "تسعمية تسعميت تسعماية",
}
THOUSANDS: Final = "تالاف تلاف تألاف"
"""As in خمس تالاف: the plural of a thousand behind a unit."""
JOINED_SCALES: Final = {
    "دالمليون": 1_000_000,
    "دالمليار": 1_000_000_000,
    "دالألف": 1_000,
    "دمليون": 1_000_000,
}
"""Maghrebi, with the particle د written to the scale: تلاتة دالمليون."""


def dialect_units() -> Iterator[tuple[str, int]]:
    """Yield (word, value) of units."""
    yield from _flat(_UNITS)


def dialect_tens() -> Iterator[tuple[str, int]]:
    """Yield (word, value) of tens above ten."""
    yield from _flat(_TENS)


def dialect_hundreds() -> Iterator[tuple[str, int]]:
    """Yield (word, value) of joined hundreds."""
    yield from _flat(_HUNDREDS)


def dialect_teens() -> Iterator[tuple[str, int]]:
    """Yield (word, value) from 11 to 19."""
    yield from _flat(_TEENS)
    for value, stems in _TEEN_STEMS.items():
        for stem in stems.split():
            for ending in _TEEN_ENDINGS.split():
                if len(stem) > 1:
                    yield stem + ending, value


def _flat(words: dict[int, str]) -> Iterator[tuple[str, int]]:
    for value, forms in words.items():
        for form in forms.split():
            yield form, value
