"""Where sentences begin and end, in time linear in the length of the text.

A sentence ends at a full stop, question mark, semicolon or line end; one longer than 2,000 code points is cut at a blank,
because no grammar here looks further. A line that breaks off in the middle of a phrase runs on in the next one.
"""

import re
from collections.abc import Iterator
from typing import Final

from sijill.text import match_key
from sijill.text.lexemes import proclitic_splits, word_set

_END: Final = re.compile(r"[.!?؟؛]+(?=[\s\"'»”)]|$)|[\n\r\u2028\u2029\f]+")
_LONGEST: Final = 2_000
_OPEN_ENDS: Final = word_set(
    "من على في عن إلى نحو حوالي قرابة زهاء أكثر أقل يقل يزيد بين حتى أن إن بينهم منهم عدد ما لا نحوا مع خلال بعد قبل مقتل إصابة"
    " اعتقال نزوح تهجير ألف مليون مئة آلاف ملايين الأقل of the than at least about nearly over in and from to between by for some"
    " around a an killed injured including among thousand million hundred were was are on with that who"
)
"""Words behind which no phrase ends."""
_SHORTEST_WRAP: Final = 45
_LONGEST_WRAP: Final = 100
_LOOK: Final = 160


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences that are not blank, none longer than 2,000 code points."""
    start = 0
    for hit in _END.finditer(text):
        if hit.group()[0] in "\n\r" and _runs_on(text, hit.start(), hit.end()):
            continue
        if hit.group() == "." and _is_initial(text, hit.start()):
            continue
        yield from _cut(text, start, hit.end())
        start = hit.end()
    yield from _cut(text, start, len(text))


def _is_initial(text: str, at: int) -> bool:
    """Whether the point ends an abbreviation inside a sentence: No. 4, approx. 300, Dr. X."""
    before = re.search(
        r"(?<![^\W\d_])(?:no|nos|approx|dr|mr|mrs|ms|st|art|arts|c|ca|gen|col|e\.g|i\.e|د|م|أ|السيد)$",
        text[max(0, at - 8) : at],
        re.IGNORECASE,
    )
    return before is not None


def _runs_on(text: str, start: int, end: int) -> bool:
    """Whether the line that ends at ``start`` breaks off in the middle of a phrase."""
    if text[start:end].strip("\r") != "\n":
        return False
    line = text[max(0, start - _LOOK) : start].rpartition("\n")[2].rstrip()
    following = text[end : end + 24].lstrip(" \t")
    if not line or not following or (not following[0].isalpha() and not following[0].isdigit()):
        return False
    last = match_key(line[-24:]).split()[-1:]
    if not last or line[-1] in '.!?؟؛:;…»”")':
        return False
    if line[-1].isdigit():
        return following[0].isalpha() and ":" not in line
    if any(rest in _OPEN_ENDS for _, rest in proclitic_splits(last[0])) or line[-1] in "،,":
        return True
    return _SHORTEST_WRAP <= len(line) <= _LONGEST_WRAP and following[0].isalpha() and ":" not in line


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > _LONGEST:
        blank = max(
            text.rfind(" ", start + 1, start + _LONGEST), text.rfind("\t", start + 1, start + _LONGEST)
        )
        stop = blank if blank > start else start + _LONGEST
        yield start, stop
        start = stop
    if not text[start:end].isspace() and end > start:
        yield start, end
