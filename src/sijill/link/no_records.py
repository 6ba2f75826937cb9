"""Rows of a list that are nobody's: the header once more at the top of a printed page, sums, numbers of pages."""

import re
from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import pyarrow.compute as pc

_SUM: Final = r"(?:ال)?(?:مجموع|[إا]جمالي|عدد (?:ال)?(?:كلي|[إا]جمالي))(?:[\s:：\d].*)?|(?i:(?:grand |sub)?total)(?:[\s:\d].*)?"
_PAGE: Final = r"(?:(?:ال)?صفحة|(?i:page))(?: رقم)?[\s:]*\d+(?:\s*(?:من|of|/)\s*\d+)?"
_WORDS: Final = (
    "(?:ال)?(?:مجموع|إجمالي|اجمالي|عدد|صفحة)|(?:[Gg]rand |GRAND )?(?:[Ss]ub)?(?:[Tt]otal|TOTAL)|[Pp]age|PAGE"
)
_BEGINS: Final = re.compile(rf"\n[\d,;\t ]*(?:{_WORDS})".encode())
_RARE: Final = tuple(
    word.encode()
    for word in ["مجموع", "جمالي", "عدد", "صفحة", "total", "Total", "TOTAL", "page", "Page", "PAGE"]
)
_FOOT: Final = re.compile(rf"(?:{_SUM}|{_PAGE})")
_LETTER: Final = re.compile(r"[^\W\d_]")


def is_no_record(row: Sequence[str], header: Sequence[str]) -> bool:
    """Whether a row repeats the header, or says no more than how many there are or which page it is.

    A sum or a page stands in the first cell with anything in it, and no cell behind it has a letter: there is no name then.
    """
    filled = [(cell.strip(), title.strip()) for cell, title in zip(row, header, strict=False) if cell.strip()]
    if not filled:
        return False
    if all(cell == title for cell, title in filled) and (len(filled) > 1 or len(header) == 1):
        return True
    first, *others = [cell for cell, _ in filled]
    return bool(_FOOT.fullmatch(first)) and not any(map(_LETTER.search, others))


def may_have(content: bytes) -> bool:
    """Whether a line of a CSV file, which begins with its header, may be such a row; where it cannot, none is."""
    header = b"\n" + content.partition(b"\n")[0].rstrip(b"\r")
    if header in content and re.search(re.escape(header) + rb"\r?(?:\n|$)", content):
        return True
    # Words are sought first: they are rare, and a pattern looks at every line.
    return any(word in content for word in _RARE) and bool(_BEGINS.search(content))


def with_records(cells: Any) -> Any:  # Any: a pyarrow table
    """Return the cells of a list, which are sorted by row, without those of rows that are no records."""
    position = cells["position"].to_numpy()
    starts = np.flatnonzero(np.r_[True, position[1:] != position[:-1]]) if len(position) else position
    ends = np.r_[starts[1:], len(position)]
    value = pc.utf8_trim_whitespace(cells["value"])
    looked_at = pc.or_(pc.equal(value, cells["header"]), pc.match_substring_regex(value, f"^(?:{_WORDS})"))
    keep = np.ones(len(position), np.bool_)
    for number in np.unique(np.searchsorted(starts, np.flatnonzero(looked_at.to_numpy()), side="right") - 1):
        row = cells.slice(starts[number], ends[number] - starts[number])
        if is_no_record(row["value"].to_pylist(), row["header"].to_pylist()):
            keep[starts[number] : ends[number]] = False
    return cells if keep.all() else cells.filter(keep)
