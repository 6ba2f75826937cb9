"""Numbers that begin with an English word, read from folded lexemes."""

from decimal import Decimal

from sijill.text.lexemes import Passage
from sijill.text.number_forms import PERCENT, Form, Number, small_base
from sijill.text.number_words import ENGLISH, ENGLISH_PARTS


def english_number(read: Passage, index: int) -> Number | None:
    """Return the number that begins at the lexeme ``index``, or None; offsets in the folded text."""
    word = read.word(index)
    start = read.lexemes[index].start
    entry = ENGLISH.get(word)
    if word in {"several", "few", "handful"}:
        return _few(read, index, start)
    if word in {"a", "an"}:
        return _with_article(read, index, start)
    if word == "half":
        return _half(read, index, start)
    if entry is None or entry.kind in {"hundred", "scale"}:
        return None
    return (_plural if entry.kind == "plural" else _cardinal)(read, index, start)


def _plural(read: Passage, index: int, start: int) -> Number | None:
    base, last = Decimal(ENGLISH[read.word(index)].value), index
    following = ENGLISH.get(read.word(index + 2))
    if read.word(index + 1) == "of" and following and following.kind == "plural" and following.value >= 1000:
        base, last = base * following.value, index + 2
    if read.word(index) == "tens" and last == index:
        return None
    end = read.lexemes[last].end
    return Number(start=start, end=end, low=2 * base, high=None, form=Form.INDEFINITE, scale=base, words=True)


def _few(read: Passage, index: int, start: int) -> Number | None:
    """``several hundred``, ``a few thousand``, ``a few``; ``several``, which is as loose as بضعة."""
    following = ENGLISH.get(read.word(index + 1))
    if following and following.kind in {"hundred", "scale"}:
        # «several dozen» is said as loosely as عشرات: tens.
        base = Decimal(10 if read.word(index + 1) == "dozen" else following.value)
        end = read.lexemes[index + 1].end
        return Number(
            start=start, end=end, low=3 * base, high=9 * base, form=Form.FEW, scale=base, words=True
        )
    if read.word(index) == "several" or (read.word(index) == "handful" and read.word(index + 1) == "of"):
        return Number(
            start=start,
            end=read.lexemes[index].end,
            low=Decimal(3),
            high=Decimal(9),
            form=Form.FEW,
            words=True,
        )
    return None


def _with_article(read: Passage, index: int, start: int) -> Number | None:
    word = read.word(index + 1)
    entry = ENGLISH.get(word)
    if word == "few":
        following = _few(read, index + 1, start)
        end = read.lexemes[index + 1].end
        return following or Number(
            start=start, end=end, low=Decimal(3), high=Decimal(9), form=Form.FEW, words=True
        )
    if entry and entry.kind in {"hundred", "scale"}:
        return _run(read, index + 1, start)
    if word in ENGLISH_PARTS:
        return _part(read, index + 1, start, 1)
    return None


def _half(read: Passage, index: int, start: int) -> Number | None:
    ahead = index + 1 + (read.word(index + 1) in {"a", "an"})
    entry = ENGLISH.get(read.word(ahead))
    if entry and entry.kind in {"scale", "hundred"}:
        total = Decimal(entry.value) / 2
        end = read.lexemes[ahead].end
        return Number(
            start=start,
            end=end,
            low=total,
            high=total,
            form=Form.EXACT,
            scale=Decimal(entry.value),
            words=True,
        )
    if read.word(index + 1) in {"hour", "hours", "day", "year", "mile"} or read.word(index - 1) in {
        "first",
        "second",
    }:
        return None
    return _part(read, index, start, 1)


def _part(read: Passage, index: int, start: int, count: int) -> Number | None:
    """A fraction such as ``two thirds``; of a scale word it is a number: a quarter of a million."""
    word = read.word(index)
    value = Decimal(6667 if (word, count) == ("thirds", 2) else ENGLISH_PARTS[word] * count) / 100
    end = read.lexemes[index].end
    ahead = index + 1 + (read.word(index + 1) == "of") + (read.word(index + 2) == "a")
    entry = ENGLISH.get(read.word(ahead))
    if entry and entry.kind == "scale" and ahead > index + 1:
        total = value * entry.value / 100
        return Number(
            start=start,
            end=read.lexemes[ahead].end,
            low=total,
            high=total,
            form=Form.EXACT,
            scale=Decimal(entry.value),
            words=True,
        )
    if value > 100:
        return None
    return Number(start=start, end=end, low=value, high=value, form=Form.FRACTION, words=True)


def _cardinal(read: Passage, index: int, start: int) -> Number | None:
    entry = ENGLISH[read.word(index)]
    ahead = index + 1 + (read.word(index + 1) == "-")
    if read.word(ahead) in ENGLISH_PARTS and entry.kind == "unit" and (entry.value > 1 or ahead > index + 1):
        return _part(read, ahead, start, entry.value)
    return _run(read, index, start)


def _run(read: Passage, index: int, start: int) -> Number:
    """Add up ``two hundred and fifty-three thousand``; ``and a half`` adds half of the last scale."""
    total, current, scale, last = Decimal(0), Decimal(0), Decimal(1), index
    position, open_and = index, False
    while position < len(read.lexemes):
        word = read.word(position)
        entry = ENGLISH.get(word)
        if entry is None or entry.kind == "plural":
            if word == "and" and not open_and and current % 100 == 0 and current + total >= 100:
                open_and, position = True, position + 1
                continue
            if (
                word == "-"
                and read.glued(position)
                and read.glued(position + 1)
                and current % 10 == 0
                and current
            ):
                position += 1
                continue
            break
        if entry.kind == "hundred":
            current = max(current, Decimal(1)) * entry.value
        elif entry.kind == "scale":
            scale = Decimal(entry.value)
            total, current = total + max(current, Decimal(1)) * scale, Decimal(0)
        elif current and not _continues(current, entry.value):
            break
        else:
            current += entry.value
        open_and, last, position = False, position, position + 1
    total += current
    half = [read.word(last + ahead) for ahead in (1, 2, 3)] == ["and", "a", "half"]
    following = ENGLISH.get(read.word(last + 4)) if half else None
    if half and following and following.kind == "scale":
        scale, last = Decimal(following.value), last + 4
        total = total * scale + scale / 2
    elif half and scale > 1:
        total, last = total + scale / 2, last + 3
    return _finished(read, start, total, scale, last)


def _continues(current: Decimal, value: int) -> bool:
    return (current % 10 == 0 and current % 100 >= 20 and value < 10) or current % 100 == 0


def _finished(read: Passage, start: int, total: Decimal, scale: Decimal, last: int) -> Number:
    end = read.lexemes[last].end
    # «four children in every ten»: what is counted may stand between.
    of = last + (
        read.word(last + 2) in {"in", "out"} and "every" in {read.word(last + 3), read.word(last + 4)}
    )
    words = [read.word(of + ahead) for ahead in (1, 2)]
    ahead = of + 2 if words[0] == "in" else of + 3
    ahead += read.word(ahead) == "every"
    base = small_base(read, ahead) if words[0] == "in" or words == ["out", "of"] else None
    if base and total < base[0] <= 100:
        value = (total * 100 / base[0]).quantize(Decimal("0.01"))
        return Number(start=start, end=base[1], low=value, high=value, form=Form.FRACTION, words=True)
    percent = PERCENT.match(read.text, end)
    if percent:
        return Number(start=start, end=percent.end(), low=total, high=total, form=Form.PERCENT, words=True)
    return Number(start=start, end=end, low=total, high=total, form=Form.EXACT, scale=scale, words=True)
