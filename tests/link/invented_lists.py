"""Small invented lists whose truth is known: families, brothers, namesakes, two scripts, a kunya, slips."""

from collections.abc import Sequence

from sijill.link import RecordColumns

ARABIC = [
    # id, person, name, sex, age, birth date, event date, place
    ("a01", "p1", "محمد أحمد خالد الزعبي", "ذكر", "25", "1988-03-07", "2013-05-02", "درعا"),
    ("a02", "p2", "أيمن أحمد خالد الزعبي", "ذكر", "22", "1991-06-21", "2013-05-02", "درعا"),
    ("a03", "p3", "سامر يوسف ناصر الحموي", "ذكر", "40", "", "2014-01-10", "حماة"),
    ("a04", "p4", "ليلى حسن عمر الديري", "أنثى", "31", "", "2012-11-20", "دير الزور"),
    ("a05", "p5", "محمد علي حسن المصري", "ذكر", "19", "1994-02-11", "2013-08-01", "حمص"),
    ("a06", "p6", "محمد علي حسن المصري", "ذكر", "52", "1961-09-30", "2013-08-15", "حلب"),
    ("a07", "p7", "عبد الله زياد محمود قباني", "ذكر", "19", "", "2015-07-01", "دمشق"),
    ("a08", "p8", "شهاب الدين وليد سعيد الرفاعي", "ذكر", "33", "", "2016-03-09", "إدلب"),
    ("a09", "p9", "هبة غسان فايز النجار", "أنثى", "12", "", "2016-03-09", "إدلب"),
    ("a10", "p10", "رنا غسان فايز النجار", "أنثى", "9", "", "2016-03-09", "إدلب"),
]
OTHER_ARABIC = [
    ("b01", "p1", "محمد احمد الزعبي", "ذكر", "25", "1988-03-07", "2013-05-02", "درعا"),
    ("b02", "p3", "سامر يوسف ناصر حموي", "ذكر", "41", "", "2014-01-11", "حماه"),
    ("b03", "p5", "محمد على حسن المصرى", "ذكر", "20", "1994-02-11", "2013-08", "حمص"),
    ("b04", "p8", "شهاب الدين وليد الرفاعي", "ذكر", "", "", "2016-03-09", "ادلب"),
    ("b05", "p9", "هبه غسان فايز النجار", "أنثى", "12", "", "2016-03-09", "ادلب"),
    ("b06", "p10", "رنا غسان فايز النجار", "أنثى", "9", "", "2016-03-09", "ادلب"),
    ("b07", "p11", "نضال رفعت عارف الخطيب", "ذكر", "28", "", "2017-10-05", "الرقة"),
]
LATIN = [
    ("l01", "p2", "Ayman Ahmad Khaled Al-Zoubi", "M", "22", "1991-06-21", "2013-05-02", "Daraa"),
    ("l02", "p3", "Samer Yousef Naser al-Hamwi", "M", "40", "", "2014-01-10", "Hama"),
    ("l03", "p4", "Laila Hassan Omar Deiri", "F", "31", "", "2012-11-20", "Deir ez-Zor"),
    ("l04", "p7", "Abdallah Ziad Mahmoud Qabbani", "M", "19", "", "2015-07-01", "Damascus"),
    ("l05", "p8", "Shihab al-Din Walid Said al-Rifai", "M", "33", "", "2016-03-09", "Idlib"),
    ("l06", "p12", "Basel Munir Kamal Kassab", "M", "45", "", "2012-02-03", "Homs"),
]
LISTS = {"arabic": ARABIC, "other": OTHER_ARABIC, "latin": LATIN}
MEN = [
    "سالم",
    "عمار",
    "نبيل",
    "هاني",
    "رامي",
    "فادي",
    "مازن",
    "وائل",
    "طارق",
    "عادل",
    "شادي",
    "مروان",
    "جهاد",
    "بلال",
    "أيمن",
    "حازم",
    "رائد",
    "وليد",
    "فراس",
    "ماهر",
]
"""Common first names that registers are drawn from."""
TRUTH = {row[0]: row[1] for rows in LISTS.values() for row in rows}


def columns(rows: Sequence[tuple[str, ...]] | None = None) -> RecordColumns:
    """Return ``rows`` of (list, id, name, sex, age, birth date, event date, place), default all lists."""
    if rows is None:
        rows = all_rows()
    fields = ("lists", "ids", "names", "sexes", "ages", "birth_dates", "event_dates", "places")
    return RecordColumns(**{field: [row[place] for row in rows] for place, field in enumerate(fields)})


def all_rows() -> list[tuple[str, ...]]:
    """Return the rows of all lists in the form that :func:`columns` takes."""
    return [(name, row[0], *row[2:]) for name, rows in LISTS.items() for row in rows]


def partition(ids: Sequence[str], clusters: Sequence[str]) -> set[frozenset[str]]:
    """Return clusters as sets of ids, so that their names do not matter."""
    members: dict[str, set[str]] = {}
    for record, cluster in zip(ids, clusters, strict=True):
        members.setdefault(cluster, set()).add(record)
    return {frozenset(each) for each in members.values()}


def score(ids: Sequence[str], clusters: Sequence[str]) -> tuple[float, float]:
    """Return pairwise precision and recall against TRUTH."""
    found = {(a, b) for each in partition(ids, clusters) for a in each for b in each if a < b}
    true = {(a, b) for a in TRUTH for b in TRUTH if a < b and TRUTH[a] == TRUTH[b]}
    right = len(found & true)
    return right / max(len(found), 1), right / len(true)
