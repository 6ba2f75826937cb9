"""Rows of a list that are nobody's: the header once more on a printed page, sums, numbers of pages, notes at the foot.

What they are is told wherever they are left out (:mod:`sijill.link.told_rows`), so that a person who was taken for one is found.
"""

import enum
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from sijill.text import match_key
from sijill.text.name_titles import is_of_names


class NoRecord(enum.StrEnum):
    """What a row is that is no record."""

    HEADER = "header"
    SUM = "sum"
    PAGE = "page"
    NOTE = "note"
    """A remark, a source, a signature: only at the foot, behind the last record or above another row that is none."""


def _spelled(*words: str) -> tuple[str, ...]:
    """Return words as lists write them: with the article, in small and in capital letters."""
    arabic = [f"{article}{word}" for word in words if not word.isascii() for article in ("", "ال")]
    latin = [form for word in words for form in (word, word.capitalize(), word.title(), word.upper())]
    return tuple(dict.fromkeys([*arabic, *filter(str.isascii, latin)]))


_SUMS: Final = _spelled(
    "مجموع", "إجمالي", "اجمالي", "عدد كلي", "عدد الكلي", "عدد إجمالي", "عدد الإجمالي", "عدد اجمالي", "عدد الاجمالي",
    "total", "grand total", "subtotal", "sub total",
)  # fmt: skip
_PAGES: Final = _spelled("صفحة", "page")
WORDS: Final = (*_SUMS, *_PAGES)
"""With which a sum or a page begins."""
_SUM: Final = re.compile(rf"(?:{'|'.join(map(re.escape, _SUMS))})(?:[\s:：\d].*)?")
_PAGE: Final = re.compile(
    rf"(?:{'|'.join(map(re.escape, _PAGES))})(?: رقم)?[\s:]*\d+(?:\s*(?:من|of|/)\s*\d+)?"
)
_LETTER: Final = re.compile(r"[^\W\d_]")
_NOTES: Final = frozenset(
    map(
        match_key,
        [
            "ملاحظة",
            "ملاحظات",
            "ملحوظة",
            "ملحوظات",
            "تنويه",
            "تنبيه",
            "مصدر",
            "مصادر",
            "إعداد",
            "أعدها",
            "أعده",
            "أعد",
            "جمعها",
            "دققها",
            "وثقها",
            "توقيع",
            "تحديث",
            "note",
            "notes",
            "nb",
            "source",
            "sources",
            "remark",
            "remarks",
            "signature",
            "signed",
            "prepared",
            "compiled",
            "collected",
            "updated",
        ],
    )
)
"""Words that call a row a note where a colon follows, at most two words behind; nobody's name is one of them and a colon."""
_SAID: Final = tuple(
    match_key(said)
    for said in [
        "تم التحديث",
        "تم تحديث",
        "آخر تحديث",
        "تاريخ التحديث",
        "جهة الإعداد",
        "prepared by",
        "compiled by",
        "collected by",
        "signed by",
        "last update",
        "last updated",
        "updated on",
    ]
)
"""What calls a row a note as it stands."""
_MOST: Final = 3
"""Words before the colon."""
_COLON: Final = re.compile(r"[:：/]")
BEGINS_TABLE: Final = f"^(?:{'|'.join(map(re.escape, WORDS))})"
"""Pattern for cells with which a sum or a page begins."""


def sort_of(row: Sequence[str], header: Sequence[str]) -> NoRecord | None:
    """Return what a row is that is no record, None for one that is; a note is one only at the foot, see :func:`with_notes`.

    A header has every filled cell equal to the title of its column, two of them at least where the list has more columns. A sum or
    a page stands in the first cell with anything in it, and no cell behind it has a letter: there is no name then. A note has one filled
    cell under the titles, no farther along than the first column of names, since remarks on somebody unnamed stand behind it.
    """
    filled = [(place, cell.strip()) for place, cell in enumerate(row) if cell.strip()]
    if not filled:
        return None
    titled = [(place, cell) for place, cell in filled if place < len(header) and header[place].strip()]
    is_whole = len(titled) == len(filled) and (len(filled) > 1 or len(header) == 1)
    if is_whole and all(cell == header[place].strip() for place, cell in filled):
        return NoRecord.HEADER
    (place, first), *others = filled
    if not any(_LETTER.search(cell) for _, cell in others):
        if _SUM.fullmatch(first):
            return NoRecord.SUM
        if _PAGE.fullmatch(first):
            return NoRecord.PAGE
    if len(titled) != 1 or titled[0][0] != place or not is_note(first):
        return None
    names = next((column for column, title in enumerate(header) if is_of_names(title)), 0)
    return NoRecord.NOTE if place <= names else None


def is_note(text: str) -> bool:
    """Whether a cell calls its row a note."""
    key = match_key(text).lstrip("*-•–([ ").rstrip()
    if any(key == said or key.startswith((f"{said} ", f"{said}:")) for said in _SAID):
        return True
    head, *behind = _COLON.split(key, maxsplit=1)
    words = head.replace(".", "").split()
    return bool(behind) and 0 < len(words) <= _MOST and words[0].removeprefix("ال") in _NOTES


def with_notes(
    sorts: Mapping[int, NoRecord], ends: Iterable[int], sort: Callable[[int], NoRecord | None]
) -> dict[int, NoRecord]:
    """Return which rows are no records, of which ``sorts`` has all but notes; ``sort`` says what a row is.

    Notes stand at the foot: before one of the ``ends``, the numbers of rows behind the last of a table, or above such rows as
    ``sorts`` has, where a printed page ends.
    """
    found = dict(sorts)
    for end in (*sorts, *ends):
        place = end - 1
        while place >= 0 and place not in found and sort(place) is NoRecord.NOTE:
            found[place] = NoRecord.NOTE
            place -= 1
    return found
