"""Single words of dates at a lexeme: months, days, years, weekdays; each with where it ends."""

import dataclasses
import functools
import re
from typing import Final

from sijill.text.calendar_words import (
    AMBIGUOUS_MONTHS,
    DIALECT,
    FIRST_OR_SECOND,
    GREGORIAN_MARKS,
    HIJRI_MARKS,
    HIJRI_MONTHS,
    MONTH_WORDS,
    MONTHS,
    ORDINALS,
    TWIN_MONTHS,
    WEEKDAYS,
    YEAR_WORDS,
    YEARS_WORDS,
)
from sijill.text.date_points import Point, Precision
from sijill.text.lexemes import Passage
from sijill.text.number_words import ENGLISH, arabic_number_word

YEARS: Final = range(1800, 2100)
HIJRI_YEARS: Final = range(1300, 1500)
CENTURY_TURNS: Final = 50
"""Two digits below it are of the 2000s, others of the 1900s; flagged in any case."""
_PROCLITIC: Final = re.compile(r"[وف]?[بلك]?")
_FIRST_HIJRI: Final = frozenset(name.split()[0] for name in HIJRI_MONTHS)
_JOINERS: Final = frozenset("-‑'’‘`ʿʾ")


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """A value read at a lexeme; ``start`` is the folded offset behind proclitics."""

    value: int
    start: int
    last: int
    """Index of the lexeme behind it."""
    is_clear: bool = True
    """Whether it can mean nothing else."""
    has_proclitic: bool = False


class Words:
    """Reads single words of dates of one passage."""

    def __init__(self, read: Passage) -> None:
        self.read = read

    def word(self, index: int) -> str:
        """Return the text of a lexeme, or nothing outside the passage."""
        return self.read.word(index)

    def point(self, index: int, start: int, last: int, precision: Precision) -> Point:
        """Return a point over the lexemes ``index`` to ``last``, without a value yet."""
        return Point(first=index, last=last, start=start, end=self.end(last), precision=precision)

    def end(self, last: int) -> int:
        """Return the folded offset at which the lexeme before ``last`` ends."""
        return self.read.lexemes[last - 1].end

    def point_at(self, place: tuple[int, int], cut: int, precision: Precision) -> Point:
        """Return a point over the lexemes of ``place``, of the first without the ``cut`` letters before its word."""
        first, last = place
        return self.point(first, self.read.lexemes[first].start + cut, last, precision)

    def is_figure(self, index: int) -> bool:
        """Whether a lexeme is a run of digits alone."""
        return 0 <= index < len(self.read.lexemes) and self.read.lexemes[index].text.isdigit()

    def cuts(self, index: int) -> tuple[tuple[int, str], ...]:
        """Return (letters cut, rest) of a word: as it stands, then without proclitics."""
        return without_proclitics(self.word(index))

    def among(self, index: int, words: frozenset[str]) -> Found | None:
        """Return a word of ``words``, proclitics allowed."""
        for cut, rest in self.cuts(index):
            if rest in words:
                return self._found(index, 0, index + 1, cut=cut)
        return None

    def month(self, index: int) -> Found | None:
        """Return a Gregorian month by name."""
        for cut, rest in self.cuts(index):
            if rest in TWIN_MONTHS:
                which = FIRST_OR_SECOND.get(self.word(index + 1))
                is_letter = len(rest) == 1
                if which and (not is_letter or self.is_figure(index + 1)) and not (is_letter and cut):
                    month = TWIN_MONTHS[rest][which]
                    return self._found(index, month, index + 2, cut=cut, is_clear=not is_letter)
            elif rest in MONTHS:
                last = index + 1
                if rest.isascii() and self.word(last) == "." and self.read.glued(last):
                    last += 1
                return self._found(
                    index,
                    MONTHS[rest],
                    last,
                    cut=cut,
                    is_clear=rest not in AMBIGUOUS_MONTHS and len(rest) > 2,
                )
        return None

    def month_number(self, index: int) -> Found | None:
        """Return «شهر 8», «شهر ثمانية»: a month by number, behind the word month."""
        said = self.among(index, MONTH_WORDS)
        if said is None:
            return None
        number = self.small_number(index + 1)
        if number is None or not 1 <= number.value <= 12 or not said.start < number.start:
            return None
        return dataclasses.replace(number, start=said.start, has_proclitic=said.has_proclitic)

    def hijri_month(self, index: int) -> Found | None:
        """Return a hijri month by name, of up to four words."""
        for cut, rest in self.cuts(index):
            if rest not in _FIRST_HIJRI:
                continue
            words, ends, at = [rest], [index + 1], index + 1
            while len(words) < 5 and at < len(self.read.lexemes):
                if self.word(at) not in _JOINERS:
                    words.append(self.word(at))
                    ends.append(at + 1)
                at += 1
            for count in range(len(words), 0, -1):
                name = " ".join(words[:count])
                if name in HIJRI_MONTHS:
                    return self._found(index, HIJRI_MONTHS[name], ends[count - 1], cut=cut)
        return None

    def weekday(self, index: int) -> Found | None:
        """Return a weekday."""
        for cut, rest in self.cuts(index):
            if rest in WEEKDAYS:
                return self._found(index, WEEKDAYS[rest], index + 1, cut=cut)
        return None

    def year(self, index: int) -> Found | None:
        """Return a Gregorian year of four digits, also where OCR parted them, with its mark م."""
        digits, last = self._four_digits(index)
        if digits is None or int(digits) not in YEARS:
            return None
        if self.word(last) in GREGORIAN_MARKS:
            return self._found(index, int(digits), last + 1)
        return self._found(index, int(digits), last, is_clear=False)

    def hijri_year(self, index: int, *, needs_mark: bool) -> Found | None:
        """Return a hijri year, with its mark where there is one."""
        if not self.is_figure(index) or len(self.word(index)) != 4:
            return None
        year = int(self.word(index))
        is_marked = self.word(index + 1) in HIJRI_MARKS
        if year not in HIJRI_YEARS or (needs_mark and not is_marked):
            return None
        return self._found(index, year, index + 1 + is_marked)

    def _four_digits(self, index: int) -> tuple[str | None, int]:
        if not 0 <= index < len(self.read.lexemes) or self.read.lexemes[index].kind != "figure":
            return None, index
        whole = self.word(index).replace(" ", "")
        if len(whole) == 4 and whole.isdigit():
            return whole, index + 1
        parts = self.word(index) + self.word(index + 1)
        is_split = self.is_figure(index) and self.is_figure(index + 1) and len(self.word(index)) == 2
        is_split = is_split and parts[:2] in {"19", "20"} and len(parts) == 4
        return (parts, index + 2) if is_split else (None, index)

    def said_year(self, index: int) -> Found | None:
        """Return «عام 2013», «سنة الـ2013», «عام ألفين وأربعة عشر»: a year behind the word year, or behind ال."""
        said = self.among(index, YEAR_WORDS | YEARS_WORDS)
        at = index + 1 if said else index
        for cut, rest in self.cuts(at):
            if rest == "ال" and self.is_figure(at + 1) and (said or self.read.glued(at + 1)):
                year = self.year(at + 1)
                start = said.start if said else self.read.lexemes[at].start + cut
                return None if year is None else dataclasses.replace(year, start=start, is_clear=True)
        if said is None:
            return None
        year = self.year(at) or self._year_in_words(at)
        return None if year is None else dataclasses.replace(year, start=said.start, is_clear=True)

    def _year_in_words(self, index: int) -> Found | None:
        total, at = 0, index
        while at < len(self.read.lexemes) and at - index < 8:
            value = self._number_word(at, joined=at > index)
            if value is None:
                break
            is_hundreds = value == 100 and 1 < total % 10 < 10 and total % 100 < 10
            total = total - total % 10 + 100 * (total % 10) if is_hundreds else total + value
            at += 1
        return self._found(index, total, at) if total in YEARS else None

    def small_number(self, index: int) -> Found | None:
        """Return 1 to 31 in digits or words, or as an ordinal with its article (الخامس عشر)."""
        if self.is_figure(index):
            return (
                self._found(index, int(self.word(index)), index + 1) if len(self.word(index)) <= 2 else None
            )
        for cut, rest in self.cuts(index):
            ordinal = ORDINALS.get(rest.removeprefix("ال")) if rest.startswith("ال") else None
            if ordinal is not None and ordinal > 0:
                last = index + 1
                if self.word(last).removeprefix("ال") in {"عشر", "عشره"}:
                    return self._found(index, ordinal + 10, last + 1, cut=cut)
                tens = self._tens(last)
                return self._found(index, ordinal + tens, last + bool(tens), cut=cut)
            if rest in {"العشرين", "العشرون", "الثلاثين", "الثلاثون"}:
                return self._found(index, 20 if rest.startswith("العشر") else 30, index + 1, cut=cut)
        return self._cardinal(index)

    def _cardinal(self, index: int) -> Found | None:
        value = self._number_word(index, joined=False)
        if value is None:
            return None
        last = index + 1
        if value < 10 and self.word(last) in {"عشر", "عشره"}:
            value, last = value + 10, last + 1
        elif value < 10:
            tens = self._tens(last)
            value, last = value + tens, last + bool(tens)
        return self._found(index, value, last) if 1 <= value <= 31 else None

    def _tens(self, index: int) -> int:
        word = self.word(index).removeprefix("و").removeprefix("ال")
        return {"عشرين": 20, "عشرون": 20, "ثلاثين": 30, "ثلاثون": 30, "تلاتين": 30}.get(word, 0)

    def _number_word(self, index: int, *, joined: bool) -> int | None:
        word = self.word(index)
        if not word or self.read.lexemes[index].kind != "word":
            return None
        bare = word.removeprefix("و") if joined else word
        english = ENGLISH.get(bare)
        if english is not None and english.kind in {"unit", "teen", "tens"}:
            return english.value
        values = (_value(plain) for plain in (bare, bare.removeprefix("ال")))
        return next((value for value in values if value is not None), None)

    def _found(self, index: int, value: int, last: int, *, cut: int = 0, is_clear: bool = True) -> Found:
        return Found(value, self.read.lexemes[index].start + cut, last, is_clear, bool(cut))


@functools.lru_cache(maxsize=1 << 15)
def without_proclitics(word: str) -> tuple[tuple[int, str], ...]:
    """Return (letters cut, rest) of a folded word: as it stands, then without و ف, then without ب ل ك."""
    longest = _PROCLITIC.match(word)
    most = longest.end() if longest and len(word) > 2 else 0
    return tuple((cut, word[cut:]) for cut in range(most + 1) if len(word) > cut)


def is_number_word(word: str) -> bool:
    """Whether a folded word is one that years and days are said in."""
    english = ENGLISH.get(word)
    return (english is not None and english.kind in {"unit", "teen", "tens"}) or _value(word) is not None


def _value(word: str) -> int | None:
    for dialect in (word, word.removesuffix("ر")):
        if dialect in DIALECT:
            return DIALECT[dialect]
    proclitics, said = arabic_number_word(word) or ("", None)
    if proclitics or said is None or said.kind not in {"unit", "ten", "tens", "hundred", "scale"}:
        return None
    return 2 * said.value if said.dual and said.kind == "scale" else said.value
