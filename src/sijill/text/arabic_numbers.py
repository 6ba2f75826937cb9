"""Numbers that begin with a figure or an Arabic number word, read from folded lexemes."""

import dataclasses
from decimal import Decimal
from typing import Final

from sijill.text.lexemes import Passage
from sijill.text.number_forms import PERCENT, Form, Number, figure_value, small_base
from sijill.text.number_words import (
    ARABIC_PLURAL_PARTS,
    ENGLISH,
    ENGLISH_SHORT_SCALES,
    UNIT_PARTS,
    NumberWord,
    arabic_number_word,
)

_WHOLE: Final = 100
_OPENERS: Final = frozenset({"part", "half", "few", "several", "plural", "odd"})
_NO_NUMBERS: Final = frozenset({"لست", "الاثنين", "والاثنين", "الاحد", "والاحد"})
"""Folded words that only look like number words: I am not, Monday, Sunday."""
_WHOLES: Final = ("السكان", "سكان", "الاسر", "الضحايا", "الاطفال")
_BEFORE_TEN: Final = ("احد", "احدي", "اثنا", "اثني", "اثنتا", "اثنتي")


@dataclasses.dataclass(slots=True)
class Reader:
    """Reads one number at a lexeme of ``read``; ``end`` is the folded end of what was read last."""

    read: Passage
    end: int = 0

    def number(self, index: int) -> Number | None:
        """Return the number that begins at the lexeme ``index``, or None; offsets in the folded text."""
        lexeme = self.read.lexemes[index]
        if lexeme.kind == "figure":
            return self._figure(index)
        if lexeme.kind != "word":
            return None
        return self._arabic(index)

    # -- figures

    def _figure(self, index: int) -> Number | None:
        lexeme = self.read.lexemes[index]
        following = self._entry(index + 1)
        short = ENGLISH_SHORT_SCALES.get(self.read.word(index + 1)) if self.read.glued(index + 1) else None
        english = ENGLISH.get(self.read.word(index + 1))
        percent = PERCENT.match(self.read.text, lexeme.end)
        scaled = bool(percent or short or (following and following.kind in {"scale", "plural"}))
        scaled = scaled or bool(english and english.kind == "scale" and "," not in lexeme.text)
        value = figure_value(lexeme.text, scaled=scaled)
        if value is None or self._is_ordinal(index):
            return None
        if percent:
            return Number(start=lexeme.start, end=percent.end(), low=value, high=value, form=Form.PERCENT)
        if short or (english and english.kind in {"scale", "hundred"}):
            scale = short or (english.value if english else 1)
            end = self.read.lexemes[index + 1].end
            total = value * scale
            return Number(
                start=lexeme.start, end=end, low=total, high=total, form=Form.EXACT, scale=Decimal(scale)
            )
        self.end = lexeme.end
        total, scale_said, after = self._scaled(value, index + 1)
        ratio = self._ratio(total, after)
        if ratio is not None:
            return Number(start=lexeme.start, end=self.end, low=ratio, high=ratio, form=Form.FRACTION)
        return self._finish(lexeme.start, total, scale_said, after)

    def _is_ordinal(self, index: int) -> bool:
        return self.read.glued(index + 1) and self.read.word(index + 1) in {"st", "nd", "rd", "th"}

    # -- Arabic words

    def _entry(self, index: int, *, joined: bool | None = None, first: bool = False) -> NumberWord | None:
        """The number word at ``index``; ``joined`` asks for a leading و (True) or none (False)."""
        if not 0 <= index < len(self.read.lexemes):
            return None
        found = arabic_number_word(self.read.lexemes[index].text)
        if found is None:
            return None
        proclitics, entry = found
        if first:
            return entry
        has_and = proclitics.startswith("و") or (
            index > 0 and self.read.word(index - 1) == "و" and not proclitics
        )
        if joined is not None and joined != has_and:
            return None
        return entry if proclitics.removeprefix("و") in {"", "ال"} else None

    def _arabic(self, index: int) -> Number | None:
        found = arabic_number_word(self.read.lexemes[index].text)
        if found is None:
            return None
        proclitics, entry = found
        lexeme = self.read.lexemes[index]
        start = lexeme.start + len(proclitics.removesuffix("ال").removesuffix("لل"))
        if lexeme.text == "واحد" and self._is_kind(index + 1, "ten"):
            # وأحد عشر folds to the letters of واحد.
            start += 1
        self.end = lexeme.end
        if entry.kind in _OPENERS:
            return self._opened(index, start, entry, definite=proclitics.endswith(("ال", "لل")))
        if self._is_other_word(index):
            return None
        return self._unit_part(index, start) or self._cardinal(index, start, entry)

    def _unit_part(self, index: int, start: int) -> Number | None:
        """«خُمس السكان» is a fifth: counting masculine persons, the five would be خمسة."""
        part = UNIT_PARTS.get(self.read.word(index))
        if part is None or not self.read.word(index + 1).startswith(_WHOLES):
            return None
        value = Decimal(part) / 100
        return Number(start=start, end=self.end, low=value, high=value, form=Form.FRACTION, words=True)

    def _opened(self, index: int, start: int, entry: NumberWord, *, definite: bool) -> Number | None:
        """Numbers that open with a word of their own kind: نصف, بضع, عدة, عشرات, نيف."""
        if entry.kind == "half":
            return self._part(index, start, entry, definite=True)
        if entry.kind == "part":
            return self._part(index, start, entry, definite=definite)
        if entry.kind == "plural":
            return self._indefinite(index, start, Decimal(entry.value))
        if entry.kind == "odd":
            return self._odd_first(index, start)
        return self._few(index, start, entry)

    def _is_other_word(self, index: int) -> bool:
        """Whether the word is a weekday or particle, or a one or two that counts only before عشر."""
        word = self.read.word(index)
        if word in _NO_NUMBERS:
            return True
        needs_ten = word.endswith(_BEFORE_TEN) and not word.endswith("واحد")
        return needs_ten and not self._is_kind(index + 1, "ten")

    def _cardinal(self, index: int, start: int, entry: NumberWord) -> Number | None:
        if entry.kind == "scale":
            total, scale, after = self._first_scale(entry, index)
            return self._finish(start, total, scale, after, words=True, dual=entry.dual)
        coefficient = self._coefficient(index, first=True)
        if coefficient is None:
            return None
        value, after = coefficient
        total, scale, after = self._scaled(Decimal(value), after)
        part = self._plural_part(total, after)
        scale_word = self._entry(after + 1, joined=False) if part else None
        if part and scale_word and scale_word.kind == "scale":
            self._take(after + 1)
            return self._finish(start, part * scale_word.value / 100, scale, after + 2, words=True)
        ratio = part or self._ratio(total, after)
        if ratio is not None:
            return Number(start=start, end=self.end, low=ratio, high=ratio, form=Form.FRACTION, words=True)
        percent = PERCENT.match(self.read.text, self.end)
        if percent:
            return Number(
                start=start, end=percent.end(), low=total, high=total, form=Form.PERCENT, words=True
            )
        return self._finish(start, total, scale, after, words=True, dual=entry.dual and after == index + 1)

    def _is_kind(self, index: int, kind: str) -> bool:
        entry = self._entry(index, joined=False)
        return entry is not None and entry.kind == kind

    def _take(self, index: int) -> None:
        self.end = self.read.lexemes[index].end

    def _coefficient(self, index: int, *, first: bool = False) -> tuple[int, int] | None:
        """A number below a thousand in words: (value, next index)."""
        entry = self._entry(index, first=first)
        if entry is None:
            return None
        if entry.kind == "hundred":
            self._take(index)
            return self._with_rest(entry.value, index + 1)
        hundreds = self._entry(index + 1, joined=False)
        if (
            entry.kind == "unit"
            and entry.value >= 3
            and hundreds
            and (hundreds.value == _WHOLE and hundreds.kind in {"hundred", "plural"})
        ):
            self._take(index + 1)
            return self._with_rest(entry.value * 100, index + 2)
        return self._below_hundred(index, entry)

    def _with_rest(self, hundreds: int, index: int) -> tuple[int, int]:
        joined = index + (self.read.word(index) == "و")
        entry = self._entry(joined, joined=True)
        rest = self._below_hundred(joined, entry) if entry else None
        return (hundreds + rest[0], rest[1]) if rest else (hundreds, index)

    def _below_hundred(self, index: int, entry: NumberWord) -> tuple[int, int] | None:
        if entry.kind not in {"unit", "ten", "teen", "tens"}:
            return None
        self._take(index)
        if entry.kind == "unit":
            if self._is_kind(index + 1, "ten"):
                self._take(index + 1)
                return entry.value + 10, index + 2
            joined = index + 1 + (self.read.word(index + 1) == "و")
            tens = self._entry(joined, joined=True)
            if tens and tens.kind == "tens":
                self._take(joined)
                return entry.value + tens.value, joined + 1
        return entry.value, index + 1

    def _first_scale(self, entry: NumberWord, index: int) -> tuple[Decimal, Decimal, int]:
        scale = Decimal(entry.value)
        second = self._entry(index + 1, joined=False)
        if entry.value == 1000 and second and second.kind == "scale" and second.value == 1000:
            self._take(index + 1)
            return self._rest(scale * scale, scale * scale, index + 2)
        following = index + 1 + (self.read.word(index + 1) == "و")
        # «ألفاً وثمانمئة»: a dual keeps its ن before و, so this is one thousand.
        goes_on = entry.construct and self._entry(following, joined=True) is not None
        double = entry.dual or (entry.construct and not goes_on)
        return self._rest(scale * (2 if double else 1), scale, index + 1)

    def _scaled(self, value: Decimal, index: int) -> tuple[Decimal, Decimal, int]:
        """Multiply by a scale word at ``index`` and add the smaller groups behind it."""
        entry = self._entry(index, joined=False)
        if entry and (
            (entry.kind == "scale" and not entry.dual) or (entry.kind == "plural" and entry.value >= 1000)
        ):
            self._take(index)
            scale = Decimal(entry.value)
            return self._rest(value * scale, scale, index + 1)
        return value, Decimal(1), index

    def _rest(self, total: Decimal, scale: Decimal, index: int) -> tuple[Decimal, Decimal, int]:
        """Add what follows with و and is smaller than ``scale``: a half of it, or further groups."""
        current = scale
        while current > 1:
            joined = index + (self.read.word(index) == "و")
            end_before = self.end
            half = self._entry(joined, joined=True)
            if half and half.kind in {"part", "half"}:
                self._take(joined)
                again = self._entry(joined + 1)
                skip = again is not None and again.kind == "scale" and again.value == scale
                if skip:
                    self._take(joined + 1)
                return total + scale * half.value / 10000, scale, joined + 1 + skip
            group = self._group(joined, index)
            if group is None or group[1] >= current or group[0] >= current:
                self.end = end_before
                break
            total, current, index = total + group[0], group[1], group[2]
        return total, scale, index

    def _group(self, joined: int, index: int) -> tuple[Decimal, Decimal, int] | None:
        """One further group behind و: (value, its scale, next index)."""
        entry = self._entry(joined, joined=True)
        if entry is None:
            if joined == index or joined >= len(self.read.lexemes):
                return None
            return self._figure_group(joined)
        if entry.kind == "scale":
            self._take(joined)
            scale = Decimal(entry.value)
            return scale * (2 if entry.dual or entry.construct else 1), scale, joined + 1
        coefficient = self._coefficient(joined)
        if coefficient is None:
            return None
        return self._group_scale(Decimal(coefficient[0]), coefficient[1])

    def _figure_group(self, index: int) -> tuple[Decimal, Decimal, int] | None:
        lexeme = self.read.lexemes[index]
        if lexeme.kind != "figure" or not lexeme.text.isdigit() or len(lexeme.text) > 3:
            return None
        self._take(index)
        return self._group_scale(Decimal(lexeme.text), index + 1)

    def _group_scale(self, value: Decimal, index: int) -> tuple[Decimal, Decimal, int]:
        entry = self._entry(index, joined=False)
        if entry and (entry.kind == "scale" or (entry.kind == "plural" and entry.value >= 1000)):
            self._take(index)
            return value * entry.value, Decimal(entry.value), index + 1
        return value, Decimal(1), index

    # -- parts, few, indefinite, odd

    def _part(self, index: int, start: int, entry: NumberWord, *, definite: bool) -> Number | None:
        scale = self._entry(index + 1, joined=False)
        if scale and scale.kind == "scale" and not scale.dual:
            self._take(index + 1)
            total, unit = Decimal(entry.value) * scale.value / 10000, Decimal(scale.value)
            return self._finish(start, total, unit, index + 2, words=True)
        if definite:
            return None
        value = Decimal(entry.value) / 100
        return Number(start=start, end=self.end, low=value, high=value, form=Form.FRACTION, words=True)

    def _plural_part(self, value: Decimal, index: int) -> Decimal | None:
        part = ARABIC_PLURAL_PARTS.get(self.read.word(index))
        if part is None or value * part >= 10000:
            return None
        self._take(index)
        return value * part / 100

    def _ratio(self, value: Decimal, index: int) -> Decimal | None:
        """``value`` من كل N (or: out of N, in N) as per cent."""
        words = [self.read.word(index + ahead) for ahead in range(4)]
        if words[1:3] in (["من", "كل"], ["out", "of"], ["in", "every"]) and words[0].isalpha():
            # «تسعة أشخاص من كل عشرة»: what is counted stands between.
            index, words = index + 1, words[1:]
        if words[:2] == ["من", "كل"] or words[:2] == ["out", "of"]:
            ahead = index + 2 + (words[2] == "every")
        elif words[0] == "in" and len(words[1]) > 0 and value < 10:
            ahead = index + 1 + (words[1] == "every")
        else:
            return None
        base = small_base(self.read, ahead)
        if base is None or base[0] <= value or (words[0] == "in" and base[0] > 100):
            return None
        self.end = base[1]
        return (value * 100 / base[0]).quantize(Decimal("0.01"))

    def _few(self, index: int, start: int, entry: NumberWord) -> Number | None:
        following = self._entry(index + 1, joined=False)
        if entry.kind == "several":
            if following and following.kind == "plural":
                self._take(index + 1)
                return self._indefinite(index + 1, start, Decimal(following.value))
            return None
        base = Decimal(1)
        if following and following.kind in {"plural", "ten"}:
            self._take(index + 1)
            if following.kind == "ten":
                return Number(
                    start=start, end=self.end, low=Decimal(13), high=Decimal(19), form=Form.FEW, words=True
                )
            base = Decimal(following.value)
        return Number(
            start=start, end=self.end, low=3 * base, high=9 * base, form=Form.FEW, scale=base, words=True
        )

    def _indefinite(self, index: int, start: int, base: Decimal) -> Number:
        following = self._entry(index + 1, joined=False)
        if following and following.value >= 1000 and following.kind in {"plural", "scale"}:
            self._take(index + 1)
            base *= following.value
        return Number(
            start=start, end=self.end, low=2 * base, high=None, form=Form.INDEFINITE, scale=base, words=True
        )

    def _odd_first(self, index: int, start: int) -> Number | None:
        rest = self._coefficient(index + 1)
        if rest is None:
            return None
        total, scale, _ = self._scaled(Decimal(rest[0]), rest[1])
        return self._odd(start, total, scale)

    def _odd(self, start: int, total: Decimal, scale: Decimal) -> Number:
        step = max(Decimal(10), scale / 10)
        return Number(
            start=start, end=self.end, low=total, high=total + step, form=Form.ODD, scale=scale, words=True
        )

    def _finish(
        self,
        start: int,
        total: Decimal,
        scale: Decimal,
        index: int,
        *,
        words: bool = False,
        dual: bool = False,
    ) -> Number:
        odd = self._entry(index, joined=True)
        if odd and odd.kind == "odd":
            self._take(index)
            return self._odd(start, total, scale)
        return Number(
            start=start,
            end=self.end,
            low=total,
            high=total,
            form=Form.EXACT,
            scale=scale,
            words=words,
            dual=dual,
        )
