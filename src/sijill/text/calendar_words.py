"""Words of dates in Arabic (three vocabularies of months, and speech) and English; data only.

Arabic words stand here folded to level *match*.
"""

from typing import Final

from sijill.text.lexemes import word_set

_MONTHS: Final = (
    "يناير|جانفي|january|jan",
    "شباط|اشباط|فبراير|فيبراير|فيفري|february|feb",
    "اذار|مارس|march|mar",
    "نيسان|ابريل|افريل|april|apr",
    "ايار|مايو|ماي|مايس|may",
    "حزيران|يونيو|يونيه|جوان|june|jun",
    "تموز|يوليو|يوليه|جويليه|يوليوز|july|jul",
    "اب|اغسطس|اغسطوس|اوت|غشت|august|aug",
    "ايلول|سبتمبر|شتنبر|سيبتمبر|september|sept|sep",
    "اكتوبر|اوكتوبر|october|oct",
    "نوفمبر|نوفامبر|نونبر|november|nov",
    "ديسمبر|دجنبر|ديسامبر|december|dec",
)
"""Levantine, Egyptian, Maghrebi and English names of one word, in the order of the months."""

MONTHS: Final = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split("|")}
"""Folded name to number."""

TWIN_MONTHS: Final = {
    "تشرين": {1: 10, 2: 11},
    "ت": {1: 10, 2: 11},
    "كانون": {1: 12, 2: 1},
    "ك": {1: 12, 2: 1},
}
"""Levantine months of one name: the first or second of them stands behind it, in a word or figure."""
FIRST_OR_SECOND: Final = {
    **dict.fromkeys(("1", "الاول", "اول", "الاولي", "اولي", "ي1"), 1),
    **dict.fromkeys(("2", "الثاني", "ثاني", "التاني", "تاني", "ثان"), 2),
}

AMBIGUOUS_MONTHS: Final = word_set(
    "اب مارس ماي مايو مايس جوان اوت may march mar jan jun sep dec jul oct nov feb apr aug sept august"
)
"""Words that mean something else too (آب, مارس, may): a month only beside a day, a year or the word month."""

HIJRI_MONTHS: Final = {
    **dict.fromkeys(("محرم", "المحرم", "محرم الحرام", "muharram"), 1),
    **dict.fromkeys(("صفر", "safar"), 2),
    **dict.fromkeys(
        ("ربيع الاول", "ربيع اول", "ربيع 1", "rabi al awwal", "rabi ul awwal", "rabi i", "rabi 1"), 3
    ),
    **dict.fromkeys(
        (
            *("ربيع الاخر", "ربيع الثاني", "ربيع ثاني", "ربيع اخر", "ربيع 2"),
            *("rabi al thani", "rabi al akhir", "rabi ul thani", "rabi ii", "rabi 2"),
        ),
        4,
    ),
    **dict.fromkeys(
        (
            *("جمادي الاولي", "جمادي الاول", "جمادي اولي", "جمادي اول", "جماد الاول", "جماد اول", "جمادي 1"),
            *("jumada al ula", "jumada al awwal", "jumada i", "jumada 1"),
        ),
        5,
    ),
    **dict.fromkeys(
        (
            *("جمادي الاخره", "جمادي الثانيه", "جمادي الثاني", "جمادي الاخر", "جمادي ثاني", "جماد الثاني"),
            *("جماد ثاني", "جماد الاخر", "جمادي 2", "jumada al thani", "jumada al akhira", "jumada ii"),
        ),
        6,
    ),
    **dict.fromkeys(("رجب", "rajab"), 7),
    **dict.fromkeys(("شعبان", "shaban", "shaaban", "sha ban"), 8),
    **dict.fromkeys(("رمضان", "ramadan", "ramadhan"), 9),
    **dict.fromkeys(("شوال", "shawwal"), 10),
    **dict.fromkeys(
        (
            *("ذو القعده", "ذي القعده", "ذوالقعده", "ذيالقعده", "ذو قعده"),
            *("dhu al qadah", "dhu al qidah", "dhul qadah", "dhul qidah", "dhu al qi dah", "dhul qi dah"),
        ),
        11,
    ),
    **dict.fromkeys(
        (
            *("ذو الحجه", "ذي الحجه", "ذوالحجه", "ذيالحجه", "ذو حجه"),
            *("dhu al hijjah", "dhu al hijja", "dhul hijjah", "dhul hijja"),
        ),
        12,
    ),
}
"""Up to four words joined by blanks; a hyphen or apostrophe in Latin spelling counts as a blank."""
HIJRI_MARKS: Final = frozenset({"ه", "هجري", "هجريه", "للهجره", "ah"})
GREGORIAN_MARKS: Final = frozenset({"م", "ميلادي", "ميلاديه", "للميلاد", "ad", "ce"})

SEASONS: Final = {
    **dict.fromkeys(("ربيع", "spring"), (3, 5)),
    **dict.fromkeys(("صيف", "summer"), (6, 8)),
    **dict.fromkeys(("خريف", "autumn", "fall"), (9, 11)),
    **dict.fromkeys(("شتاء", "شتا", "winter"), (12, 2)),
}
"""First and last month; winter runs into the next year. Approximate in any case."""

ORDINALS: Final = {
    **dict.fromkeys(("اول", "اولي", "first", "1st"), 1),
    **dict.fromkeys(("ثاني", "ثانيه", "تاني", "second", "2nd"), 2),
    **dict.fromkeys(("ثالث", "ثالثه", "تالت", "third", "3rd"), 3),
    **dict.fromkeys(("رابع", "رابعه", "fourth", "4th"), 4),
    **dict.fromkeys(("خامس", "خامسه", "fifth"), 5),
    **dict.fromkeys(("سادس", "سادسه", "سات", "sixth"), 6),
    **dict.fromkeys(("سابع", "سابعه", "seventh"), 7),
    **dict.fromkeys(("ثامن", "ثامنه", "تامن", "eighth"), 8),
    **dict.fromkeys(("تاسع", "تاسعه", "ninth"), 9),
    **dict.fromkeys(("عاشر", "عاشره", "tenth"), 10),
    **dict.fromkeys(("حادي", "حاديه"), 1),
    **dict.fromkeys(("اخير", "اخيره", "last"), -1),
}
"""Folded, without article; -1 is the last."""
PARTS: Final = {
    **dict.fromkeys(("نصف", "half"), 2),
    **dict.fromkeys(("ثلث", "third"), 3),
    **dict.fromkeys(("ربع", "quarter"), 4),
}
"""Parts of a year (12 months) or a month, to how many there are."""

WEEKDAYS: Final = {
    **dict.fromkeys(("الاثنين", "الاتنين", "اثنين", "monday", "mon"), 0),
    **dict.fromkeys(("الثلاثاء", "الثلاثا", "التلاتا", "الثلثاء", "tuesday", "tue", "tues"), 1),
    **dict.fromkeys(("الاربعاء", "الاربعا", "wednesday", "wed"), 2),
    **dict.fromkeys(("الخميس", "thursday", "thu", "thurs"), 3),
    **dict.fromkeys(("الجمعه", "friday", "fri"), 4),
    **dict.fromkeys(("السبت", "saturday", "sat"), 5),
    **dict.fromkeys(("الاحد", "sunday", "sun"), 6),
}
"""As datetime counts them, Monday is 0."""

DECADES: Final = {
    **dict.fromkeys(("عشرينيات", "عشرينات", "twenties"), 2),
    **dict.fromkeys(("ثلاثينيات", "ثلاثينات", "thirties"), 3),
    **dict.fromkeys(("اربعينيات", "اربعينات", "forties"), 4),
    **dict.fromkeys(("خمسينيات", "خمسينات", "fifties"), 5),
    **dict.fromkeys(("ستينيات", "ستينات", "sixties"), 6),
    **dict.fromkeys(("سبعينيات", "سبعينات", "seventies"), 7),
    **dict.fromkeys(("ثمانينيات", "ثمانينات", "تمانينات", "eighties"), 8),
    **dict.fromkeys(("تسعينيات", "تسعينات", "nineties"), 9),
}
CENTURIES: Final = {"عشرين": 20, "تاسع عشر": 19, "حادي والعشرين": 21, "ثامن عشر": 18}
"""Behind القرن, without article."""

YEAR_WORDS: Final = word_set("عام العام سنة السنة year") | {"لعام", "لسنه"}
YEARS_WORDS: Final = word_set("عامي العامين سنتي أعوام الأعوام سنوات السنوات للأعوام years")
MONTH_WORDS: Final = word_set("شهر الشهر شهري month")
ABOUT: Final = word_set(
    "منتصف أواسط أوائل أواخر مطلع بداية بدايات نهاية نهايات أول آخر قرابة نحو حوالي حوالى زهاء تقريبا أوساط مطالع وسط"
    " mid early late about around circa approximately beginning end"
)
"""What makes a time approximate; first and last only before a month or year (أول آذار is the first of it)."""
VAGUE_ENDS: Final = word_set("أول آخر")

DIALECT: Final = {
    **{
        word: number
        for number, words in enumerate(
            (
                "احدعش حدعش احداعش",
                "طنعش اطنعش تنعش اثنعش",
                "تلتعش تلطعش ثلطعش تلتطعش",
                "اربعتعش اربعطعش",
                "خمستعش خمسطعش خمسعش",
                "ستعش سطعش ستطعش",
                "سبعتعش سبعطعش",
                "تمنتعش تمنطعش ثمنطعش تمنطاعش",
                "تسعتعش تسعطعش",
            ),
            11,
        )
        for word in words.split()
    },
    "تنين": 2,
    "تلاته": 3,
    "تمانه": 8,
    "تمانيه": 8,
}
"""Numbers as they are said in Syria, folded, without the final ر."""
