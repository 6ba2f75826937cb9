"""Names of months, seasons and weekdays in Arabic (three vocabularies) and English; data only.

Arabic words stand here folded to level *match*.
"""

from typing import Final

from sijill.text.lexemes import word_set

_MONTHS: Final = (
    "كانون الثاني|كانون ثاني|كانون 2|ك2|يناير|جانفي|january|jan",
    "شباط|فبراير|فيفري|february|feb",
    "اذار|مارس|march|mar",
    "نيسان|ابريل|افريل|april|apr",
    "ايار|مايو|ماي|may",
    "حزيران|يونيو|يونيه|جوان|june|jun",
    "تموز|يوليو|يوليه|جويليه|يوليوز|july|jul",
    "اب|اغسطس|اوت|غشت|august|aug",
    "ايلول|سبتمبر|شتنبر|september|sept|sep",
    "تشرين الاول|تشرين اول|تشرين 1|ت1|اكتوبر|october|oct",
    "تشرين الثاني|تشرين ثاني|تشرين 2|ت2|نوفمبر|نونبر|november|nov",
    "كانون الاول|كانون اول|كانون 1|ك1|ديسمبر|دجنبر|december|dec",
)
"""Levantine, Egyptian, Maghrebi and English names in the order of the months."""

MONTHS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
"""Folded name to number."""

AMBIGUOUS_MONTHS: Final = word_set(
    "اب مارس ماي مايو may march mar jan jun sep dec jul oct nov feb apr aug sept ك1 ك2 ت1 ت2 اوت جوان"
)
"""Words that mean something else too (آب, مارس, may): a month only beside a day, a year or the word month."""

HIJRI_MONTHS: Final = (
    "محرم|صفر|ربيع الاول|ربيع الاخر|ربيع الثاني|جمادي الاولي|جمادي الاخره|جمادي الثانيه|رجب|شعبان|رمضان|شوال"
    "|ذو القعده|ذي القعده|ذو الحجه|ذي الحجه"
)

SEASONS: Final = {
    "ربيع": (3, 5),
    "صيف": (6, 8),
    "خريف": (9, 11),
    "شتاء": (12, 2),
    "spring": (3, 5),
    "summer": (6, 8),
    "autumn": (9, 11),
    "fall": (9, 11),
    "winter": (12, 2),
}
"""First and last month; winter runs into the next year. Approximate in any case."""

PARTS_OF_YEAR: Final = {
    "النصف الاول": (1, 6),
    "النصف الثاني": (7, 12),
    "الربع الاول": (1, 3),
    "الربع الثاني": (4, 6),
    "الربع الثالث": (7, 9),
    "الربع الرابع": (10, 12),
    "first half": (1, 6),
    "second half": (7, 12),
    "first quarter": (1, 3),
    "second quarter": (4, 6),
    "third quarter": (7, 9),
    "fourth quarter": (10, 12),
}
"""First and last month."""

WEEKDAYS: Final = {
    "الاثنين": 0,
    "الثلاثاء": 1,
    "الاربعاء": 2,
    "الخميس": 3,
    "الجمعه": 4,
    "السبت": 5,
    "الاحد": 6,
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
}
"""As datetime counts them, Monday is 0."""
