"""Times that name no day of a calendar: مساء الأحد، منذ مطلع العام، on Friday night, overnight, over the same period.

They say when in the text's own words and are given no day, because none was said.
"""

import re
from collections.abc import Sequence
from typing import Final

from sijill.text.dates import Date

_DAY: Final = r"(?:السبت|الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه)"
_PART: Final = r"(?:فجر|صباح|ظهر|ظهيره|عصر|مساء|ليل|ليله|يوم)"
_UNIT: Final = r"(?:العام|السنه|الشهر|الحرب|القتال|النزاع|الحصار|الحمله|الثوره|الصراع|العدوان|الهجوم|المعارك|الهدنه|العمليه\s+العسكريه|العمليات\s+العسكريه)"
_WEEKDAY: Final = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_LOOSE: Final = re.compile(
    rf"(?<![^\W\d_])(?:{_PART}\s+(?:يوم\s+)?{_DAY}(?:\s+(?:الماضي|الفايت|المنصرم|{_DAY}))?"
    rf"|منذ\s+(?:مطلع|بدايه|بدء|اندلاع|انطلاق)\s+{_UNIT}"
    r"|(?:في|خلال)\s+الفتره\s+(?:المشموله\s+بالتقرير|نفسها|ذاتها|المستعرضه|عينها)"
    r"|في\s+(?:اليوم|الاسبوع|الشهر|العام)\s+(?:السابق|التالي|نفسه|ذاته)|في\s+ذلك\s+(?:اليوم|الاسبوع|الشهر|العام)"
    r"|بليله\s+(?:وحده|واحده))(?![^\W\d_])"
    rf"|\b(?:(?:late|early)\s+)?on\s+{_WEEKDAY}(?:\s+(?:morning|afternoon|evening|night))?\b"
    r"|\bovernight\b|\bthe\s+(?:next|following|same)\s+(?:day|morning|afternoon|evening|night|week|month|year)\b"
    r"|\b(?:in|during|over)\s+the\s+(?:same|reporting)\s+(?:week|period|month|year)\b|\bthat\s+(?:day|week|night|month|year)\b"
    r"|\bsince\s+the\s+(?:start|beginning)\s+of\s+the\s+(?:year|war|month|conflict|siege)\b"
)


def with_loose_times(text: str, known: Sequence[Date]) -> list[Date]:
    """Return ``known``, the dates of a folded sentence, and the looser times that touch none of them, in order."""
    loose = (Date(start=hit.start(), end=hit.end(), relative=True) for hit in _LOOSE.finditer(text))
    taken = bytearray(len(text))
    for date in known:
        taken[date.start : date.end] = b"\x01" * (date.end - date.start)
    free = [date for date in loose if not any(taken[date.start : date.end])]
    return sorted([*known, *free], key=lambda date: date.start)
