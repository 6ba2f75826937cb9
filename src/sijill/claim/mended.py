"""Text as an optical reader left it, mended for the grammar: split digits and words, words run together, l for 1.

Only lexemes change, never offsets: a mended lexeme covers the same stretch of the text as written. Each mending needs
proof that the result is a word of the field, so that sound text passes through as it is.
"""

import dataclasses
import functools
import re
from typing import Final

from sijill.claim.lexicon import lexicon, noun_of
from sijill.text.lexemes import Lexeme, Passage, word_set
from sijill.text.number_words import arabic_number_word

_ARABIC: Final = re.compile(r"[\u0621-\u064a]")
_LETTERS_FOR_DIGITS: Final = str.maketrans({"l": "1", "i": "1", "o": "0", "|": "1"})
_LOOKALIKES: Final = frozenset({"l", "i", "o", "|", "ll", "oo"})
_SAME_LETTER: Final = str.maketrans("ںھہەڪ", "نهههك")
_PARTICLES: Final = (
    "خلال",
    "علي",
    "الي",
    "بين",
    "عدد",
    "بلغ",
    "قتل",
    "نزح",
    "اكثر",
    "من",
    "في",
    "عن",
    "منذ",
    "نحو",
)
_KNOWN: Final = word_set(
    "من بينهم منهم بينها منها عدد العدد شهر عام خلال على في إلى عن نحو أكثر أقل حوالي قرابة مدينة لا يزال لم ما بعد قبل بين"
    " على الأقل مقتل إصابة يوم سنة القتلى الجرحى"
)
_WHOLE: Final = word_set("و ا")
_LONGEST_JOIN: Final = 4
_SHORT_PIECE: Final = 2


def mended(read: Passage) -> Passage:
    """Return ``read`` with broken figures and words made whole where the result is known; else as it is."""
    if not _ARABIC.search(read.text):
        digits = _digits(list(read.lexemes))
        return read if len(digits) == len(read.lexemes) else dataclasses.replace(read, lexemes=tuple(digits))
    text = read.text.translate(_SAME_LETTER)
    found = list(read.lexemes)
    if text != read.text:
        read = dataclasses.replace(read, folded=dataclasses.replace(read.folded, text=text))
        found = [dataclasses.replace(each, text=each.text.translate(_SAME_LETTER)) for each in found]
    found = _whole_figures(_whole_words(_apart(_digits(found))))
    return dataclasses.replace(read, lexemes=tuple(found))


def _join(parts: list[Lexeme], kind: str, text: str = "") -> Lexeme:
    return Lexeme(text or "".join(part.text for part in parts), kind, parts[0].start, parts[-1].end)


def _digits(found: list[Lexeme]) -> list[Lexeme]:
    """«l4»: letters of other scripts that touch a figure and look like one."""
    result: list[Lexeme] = []
    for index, lexeme in enumerate(found):
        if result and lexeme.start == result[-1].end:
            last = result[-1]
            before_is_free = len(result) < 2 or result[-2].end < last.start
            behind_is_free = index + 1 >= len(found) or found[index + 1].start > lexeme.end
            if last.text in _LOOKALIKES and lexeme.kind == "figure" and before_is_free:
                result[-1] = _join(
                    [last, lexeme], "figure", last.text.translate(_LETTERS_FOR_DIGITS) + lexeme.text
                )
                continue
            if (
                last.kind == "figure"
                and lexeme.text in {"o", "l", "oo"}
                and (behind_is_free or found[index + 1].kind == "figure")
            ):
                result[-1] = _join(
                    [last, lexeme], "figure", last.text + lexeme.text.translate(_LETTERS_FOR_DIGITS)
                )
                continue
            if last.kind == "figure" and lexeme.kind == "figure":
                result[-1] = _join([last, lexeme], "figure")
                continue
        result.append(lexeme)
    return result


def _apart(found: list[Lexeme]) -> list[Lexeme]:
    """«منبينهم»: a particle and a word of the field that were run together."""
    result: list[Lexeme] = []
    for lexeme in found:
        cut = _cut(lexeme.text) if lexeme.kind == "word" and len(lexeme.text) > 4 else 0
        if cut:
            middle = lexeme.start + cut
            result.append(Lexeme(lexeme.text[:cut], "word", lexeme.start, middle))
            result.append(Lexeme(lexeme.text[cut:], "word", middle, lexeme.end))
        else:
            result.append(lexeme)
    return result


@functools.lru_cache(maxsize=1 << 14)
def _cut(word: str) -> int:
    """Return after how many letters a word is cut in a particle and a known word; 0: it is one word."""
    particle = next((each for each in _PARTICLES if word.startswith(each)), "")
    if not particle or len(word) - len(particle) < 3 or _is_known(word):
        return 0
    rest = word[len(particle) :]
    proved = (
        rest in _KNOWN
        or rest.removeprefix("ال") in lexicon().nouns
        or (arabic_number_word(rest) or ("x", None))[0] == ""
    )
    return len(particle) if proved else 0


@functools.lru_cache(maxsize=1 << 14)
def _is_known(word: str) -> bool:
    return (
        word in _KNOWN
        or noun_of(word) is not None
        or word in lexicon().frames
        or arabic_number_word(word) is not None
    )


def _whole_words(found: list[Lexeme]) -> list[Lexeme]:
    """«ا لآ لاف»: a word broken at letters that do not join the next, one piece of it a letter or two."""
    result: list[Lexeme] = []
    index = 0
    while index < len(found):
        count = _pieces(found, index)
        if count:
            result.append(_join(found[index : index + count], "word"))
        else:
            result.append(found[index])
        index += count or 1
    return result


def _pieces(found: list[Lexeme], index: int) -> int:
    """Return how many lexemes from ``index`` on make one known word of which each alone is none; 0: no such."""
    if found[index].kind != "word" or found[index].text[0] < "\u0600":
        return 0
    if all(len(part.text) > _SHORT_PIECE for part in found[index : index + _LONGEST_JOIN]):
        return 0
    for count in range(_LONGEST_JOIN, 1, -1):
        parts = found[index : index + count]
        if len(parts) < count or any(part.kind != "word" for part in parts):
            continue
        if not any(len(part.text) == 1 and part.text != "و" for part in parts) and not any(
            len(part.text) == 2 and not _is_known(part.text) and part.text not in _SHORT for part in parts
        ):
            continue
        text = "".join(part.text for part in parts)
        alone = len(text) == 3 and any(len(part.text) == 1 for part in parts) and text in lexicon().frames
        if (len(text) >= 4 or alone) and _is_known(text) and not all(_is_known(part.text) for part in parts):
            return count
    return 0


_SHORT: Final = word_set(
    "في من عن ان لا لم ما لن قد هو هي او اي كل مع ثم بل هل كم هم ذا لو اذ كي به له ها عم يا ده دي لي بي مش حد"
)


def _whole_figures(found: list[Lexeme]) -> list[Lexeme]:
    """«١ ٢٥ شخصا»: two short figures in a row before what is counted are one."""
    result: list[Lexeme] = []
    for index, lexeme in enumerate(found):
        if (_is_digit_of_three(found, index) and result) or (
            result
            and lexeme.kind == result[-1].kind == "figure"
            and len(result[-1].text) <= 3
            and len(lexeme.text) <= 3
            and result[-1].text.isdigit()
            and lexeme.text.isdigit()
            and index + 1 < len(found)
            and noun_of(found[index + 1].text) is not None
            and not (len(result) > 1 and (result[-2].kind == "figure" or lexicon().is_name(result[-2].text)))
        ):
            result[-1] = _join([result[-1], lexeme], "figure")
        else:
            result.append(lexeme)
    return result


def _is_digit_of_three(found: list[Lexeme], index: int) -> bool:
    """«1 2 4 مسكناً»: whether the lexeme is the second or third of three lone digits before what is counted."""
    for first in (index - 1, index - 2):
        run = found[max(0, first) : first + 3]
        alone = first < 1 or found[first - 1].kind != "figure"
        if (
            first >= 0
            and len(run) == 3
            and alone
            and all(each.text.isdigit() and len(each.text) == 1 for each in run)
        ):
            return first + 3 < len(found) and noun_of(found[first + 3].text) is not None
    return False
