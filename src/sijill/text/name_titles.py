"""What columns of names are called in lists: by them a header is told from a title above it."""

from collections.abc import Mapping
from typing import Final

from sijill.text.fold import match_key
from sijill.text.titles_of_others import TITLES_OF_OTHERS

_NAME_TITLES: Final[Mapping[str, str]] = {
    "name": "name|name ar|full name|full name ar|arabic name|victim name|الاسم|الاسم الكامل|الاسم بالعربية|الاسم الثلاثي"
    "|الاسم الرباعي|الاسم الثلاثي والكنية|الاسم الثلاثي والنسبة|الاسم الثلاثي والشهرة|الاسم والكنية"
    "|الاسم والنسبة|الاسم والشهرة|الاسم واللقب|الاسم الثلاثي واللقب|الاسم الرباعي واللقب|الاسم الرباعي والكنية|اسم الضحية|اسم المعتقل"
    "|اسم المفقود|اسم الشهيد|اسم المغدور|اسم القتيل|اسم المتوفى|الاسم بالعربي|اسم|fullname|name arabic|full name arabic|arabic full name"
    "|victims name|name of victim|name of the victim|name of the deceased|name of deceased",
    "name_latin": "name en|full name en|english name|latin name|name latin|romanised name|romanized name|name english|full name english"
    "|الاسم بالانجليزية|الاسم بالإنكليزية|الاسم باللاتينية|الاسم بالانجليزي",
    "first": "first|first name|given name|given|forename|الاسم الأول|الاسم الاول|الاسم الشخصي",
    "father": "father|father name|fathers name|middle name|second name|اسم الأب|الأب|اسم الوالد|الاسم الثاني",
    "grandfather": "grandfather|grandfather name|third name|الجد|اسم الجد|الاسم الثالث",
    "family": "family|family name|last name|surname|الكنية|العائلة|اسم العائلة|الشهرة|النسبة|لقب العائلة|اللقب",
}


def with_others(titles: Mapping[str, str]) -> dict[str, str]:
    """Return titles of columns by field, with bars between, and behind them those of other languages."""
    return {
        field: "|".join([known, *(other[field] for other in TITLES_OF_OTHERS.values() if field in other)])
        for field, known in titles.items()
    }


NAME_TITLES: Final[Mapping[str, str]] = with_others(_NAME_TITLES)
"""Titles, with bars between, of columns that hold a name or a part of one."""
_MARKS: Final = str.maketrans({**dict.fromkeys("_-.:()[]/", " "), "'": None, "’": None})


def title_key(title: str) -> str:
    """Return a title as it is compared: no marks (الاسم:, العمر (سنة)), no articles, *and* joined to its word."""
    text = match_key(title.translate(_MARKS)).replace(" و ", " و")
    return " ".join(word.removeprefix("ال") if len(word) > 4 else word for word in text.split())


_KEYS: Final = frozenset(title_key(title) for titles in NAME_TITLES.values() for title in titles.split("|"))


def is_of_names(title: str) -> bool:
    """Whether a column that is called so holds names or a part of them."""
    return title_key(title) in _KEYS
