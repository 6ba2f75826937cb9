"""Numbers that stand without a noun because the text has said it: labels, rows, «من … خمسة», the second of two."""

import re
from typing import Final

from sijill.claim.draft import Draft, Sentence
from sijill.claim.labels import COUNTING
from sijill.claim.lexicon import Noun, Trigger, lexicon, noun_of
from sijill.model.claim import ClaimType
from sijill.text.lexemes import Passage, word_set

_LABEL: Final = 8
"""Words looked back for what a label counts."""
_BREAKS: Final = frozenset({"|", "،", ",", ";", "؛", ".", "(", "•", ")"})
_ONLY: Final = word_set("بس فقط سوى only just إلا غير حتى الآن")
_JOINING: Final = frozenset({"،", ",", "و", "and", "(", ";", "؛", "|", "-", "–"})
_PLACED: Final = re.compile(
    r"\s*(?:في|ب(?=[^\W\d_]{3})|من|على|عند|قرب|in|at|from|near|on|elsewhere)(?![^\W\d_])|\s*ب[^\W\d_]{3,}|\s*[)،,;.؛|]|\s*$"
)
_HEADING: Final = 12
"""Words of a heading that are looked at."""
_NO_ROWS: Final = word_set(
    "التاريخ المرفقات مرفقات الصفحات صفحات الموضوع date pages annexes subject ref attachments reference"
)
_NAMES: Final = 4
"""Words of a row's name at most."""


def take_context(sentence: Sentence, draft: Draft, kept: list[Draft]) -> None:
    """Give a number without a noun what its label, the phrase before it or the row before it counts."""
    read = sentence.read
    if not draft.bare or draft.unit.startswith("percent"):
        if draft.noun is not None and read.word(draft.first - 1) == ":":
            _typed_by_label(read, draft)
        return
    noun = _partitive_before(sentence, draft)
    head = _before_number_of(read, draft)
    of_things = _number_of_things(sentence, draft)
    if noun is not None:
        _give(draft, noun, "of-before")
    elif head is not None:
        _give(draft, head, "label")
        draft.labelled = True
    elif of_things is not None:
        _give(draft, of_things, "head")
    elif read.word(draft.first - 1) == ":" or read.word(draft.first - 2) == ":":
        _by_label(read, draft)
    elif read.word(draft.first - 1) == "(" and read.word(draft.last) == ")" and not _is_year(draft):
        _by_bracket(read, draft)
    if draft.bare:
        _by_row(sentence, draft, kept)


def _before_number_of(read: Passage, draft: Draft) -> Noun | None:
    """«شهيد عدد / ٤»: what forms of offices count, with its number behind it."""
    at = draft.first - 1 - (read.word(draft.first - 1) in {"/", "-", "=", "("})
    named = [at - 1, at - 2] if read.word(at) == "عدد" else []
    if not named and _is_end_of_row(read, draft) and (read.word(at - 1) in _ROW_STARTS or at == 0):
        # «شهداء 9 ، جرحى 54»
        named = [at]
    nouns = [noun_of(read.word(each)) for each in named if each >= 0]
    return next(
        (noun for noun in nouns if noun and noun.type and noun.category in _ROW_OF and not noun.joined), None
    )


_ROW_OF: Final = frozenset({"person", "family", "body", "event"})


_HEAD_BACK: Final = 8
_THINGS: Final = frozenset({"thing", "event", "weapon", "body", "village"})


def _number_of_things(sentence: Sentence, draft: Draft) -> Noun | None:
    """«بلغ عدد المباني المتضررة 1,800»: what a head counts, where no noun follows the figure."""
    read = sentence.read
    for index in range(draft.first - 2, max(-1, draft.first - _HEAD_BACK), -1):
        if sentence.between(index, draft.first) != (0, 0):
            return None
        if read.word(index) in COUNTING:
            noun = noun_of(read.word(index + 1 + (read.word(index + 1) in {"of", "the"})))
            return noun if noun is not None and noun.category in _THINGS and noun.form == "plural" else None
    return None


_ROW_STARTS: Final = frozenset({"،", ",", ";", "؛", ":", "|", "•", "-", "–"})


def _give(draft: Draft, noun: Noun, rule: str) -> None:
    draft.noun, draft.unit, draft.bare = noun, noun.unit, False
    draft.trace.append(rule)


def _said_type(noun: Noun, events: list[Trigger]) -> ClaimType | None:
    """«Detainees released», «المفرج عنهم من المعتقلين»: a verb beside a noun that only says who they are."""
    other = [event.type for event in events if event.type is not noun.type]
    return noun.type if noun.strong or not other else other[-1]


_WHERE: Final = word_set("in on at to from by with في على إلى عن")


def _partitive_before(sentence: Sentence, draft: Draft) -> Noun | None:
    """«دُمّر من بيوتها مئة», «من القتلى 12»; «استشهد من الدار خمسة» says where they were from."""
    read = sentence.read
    index = draft.first - 1
    while read.word(index) in _ONLY:
        index -= 1
    for at in (index, index - 1):
        if at < index and read.word(index) in _WHERE:
            # «pages of documents in 900 boxes»
            break
        noun = noun_of(read.word(at))
        if noun and read.word(at - 1) in {"من", "of"} and (noun.definite or noun.form == "plural"):
            verb = next((each for each in sentence.triggers if each.last == at - 1), None)
            from_there = verb is not None and verb.type is not None and noun.category not in verb.categories
            return None if from_there else noun
    return None


def _label(read: Passage, draft: Draft) -> list[Noun]:
    """Return the nouns of the label before the number, the nearest to its beginning first."""
    end = draft.first - 1 if read.word(draft.first - 1) == ":" else draft.first - 2
    first = end
    while first > 0 and end - first < _LABEL and read.word(first - 1) not in _BREAKS | {":"}:
        first -= 1
    return [noun for index in range(first, end) if (noun := noun_of(read.word(index)))]


def _by_label(read: Passage, draft: Draft) -> None:
    nouns = _label(read, draft)
    end = draft.first - 1 if read.word(draft.first - 1) == ":" else draft.first - 2
    if any(
        lexicon().is_name(read.word(at)) or read.word(at) in _NO_ROWS for at in range(max(0, end - 3), end)
    ):
        return
    typed = [noun for noun in nouns if noun.type]
    if typed or nouns:
        _give(draft, (typed or nouns)[0], "label")
        draft.labelled = bool(typed)


def _by_bracket(read: Passage, draft: Draft) -> None:
    """«القتلى (12) والجرحى (30)»: a figure in brackets counts those named before it."""
    noun = noun_of(read.word(draft.first - 2))
    if noun is not None and noun.type and noun.form == "plural" and noun.category in {"person", "body"}:
        _give(draft, noun, "label")
        draft.labelled = True


def _typed_by_label(read: Passage, draft: Draft) -> None:
    """«نازحون: 840 عائلة»: the label says what happened to the families."""
    typed = [
        noun for noun in _label(read, draft) if noun.type and noun.category in {"person", "family", "body"}
    ]
    if typed and draft.noun is not None and not draft.noun.strong:
        draft.label_type = typed[0].type
        draft.trace.append("label-type")


def _by_row(sentence: Sentence, draft: Draft, kept: list[Draft]) -> None:
    """«12 حادثة في س، 5 في ص»: the next row counts what the row before it counts."""
    read = sentence.read
    last = kept[-1] if kept else None
    if last is None or last.unit.startswith("percent") or last.type is None or _is_year(draft):
        return
    begin = last.last
    between = [read.word(index) for index in range(begin, draft.first)]
    if (
        len(between) > 9
        or not between
        or not any(word in _JOINING or word.startswith("و") for word in between)
    ):
        return
    behind = any(trigger.first == draft.last for trigger in sentence.triggers)
    if behind and last.noun is not None and last.noun.category == "thing":
        # «4 مدمرة و11 متضررة»: the noun is the same, what happened is said anew.
        _give(draft, last.noun, "row-noun")
        return
    if any(begin <= trigger.first < draft.first for trigger in sentence.triggers) or _TELLING & set(between):
        return
    joined = between[-1] in _JOINING or read.word(draft.first).startswith("و")
    # «يدين مقتل 11 صحفياً، وامتنع 3.»
    verb = (
        not last.row
        and len(between) == _ONE_WORD
        and between[1].startswith("و")
        and noun_of(between[1]) is None
    )
    named = len(between) <= _NAMES + 1 and (between[0] in _JOINING or last.row) and not verb
    if (joined and _PLACED.match(read.text, draft.end)) or (named and _is_end_of_row(read, draft)):
        if last.noun is not None:
            _give(draft, last.noun, "row")
        draft.row, draft.type, draft.trigger, draft.bare = True, last.type, last.trigger, False
        draft.unit = last.unit


_ONE_WORD: Final = 2
_TELLING: Final = word_set(
    "was were is are had has كان كانت كانوا عمر عمره أصغرهم أكبرهم youngest oldest eldest aged"
)
"""What stands between rows has no verb and tells no age."""


_AND_NEXT: Final = re.compile(r"(?:\s+(?:في|من|ب)\s*[^\W\d_]+){0,2}\s*[،,;؛]?\s*(?:و|and)\s*")


def _is_next_of_row(read: Passage, draft: Draft, last: Draft) -> bool:
    """«قتلى: 14 من الجيش و22 من المسلحين»: a row that is joined goes on, whatever persons it counts."""
    noun = draft.noun
    plain = noun is not None and noun.category == "person" and noun.type is None
    return plain and last.row and _AND_NEXT.fullmatch(read.text, last.end, draft.start) is not None


def same_again(read: Passage, draft: Draft, kept: list[Draft]) -> bool:
    """«46 حالة … و35 حالة»: a case of the same sentence that says no more is a case of the same; sets its type."""
    last = kept[-1] if kept else None
    if last is None or draft.noun is None:
        return False
    if not (draft.unit == last.unit == "case" or _is_next_of_row(read, draft, last)):
        return False
    draft.type, draft.trigger = last.type, last.trigger
    draft.trace.append("row-case")
    return True


def _is_year(draft: Draft) -> bool:
    """Whether a bare number may be the year that a row is of."""
    low = draft.quantity.low
    return low is not None and low == draft.quantity.high and _YEARS[0] <= low <= _YEARS[1]


_YEARS: Final = (1900, 2100)


def _is_end_of_row(read: Passage, draft: Draft) -> bool:
    return read.word(draft.last) in {"،", ",", ";", "؛", ".", ")", "|", ""}


def by_heading(sentence: Sentence, draft: Draft) -> bool:
    """Whether a heading before a colon says what this first row of a list counts; sets its type."""
    read = sentence.read
    if not draft.bare or not _is_end_of_row(read, draft) or _is_year(draft):
        return False
    colon = next(
        (at for at in range(draft.first - 1, max(-1, draft.first - _NAMES - 2), -1) if read.word(at) == ":"),
        -1,
    )
    if colon < 1 or any(
        colon < trigger.first for trigger in sentence.triggers if trigger.last <= draft.first
    ):
        return False
    begin = max(0, colon - _HEADING)
    begin = max((at + 1 for at in range(begin, colon) if read.word(at) in {":", "|"}), default=begin)
    if any(lexicon().is_name(read.word(at)) or read.word(at) in _NO_ROWS for at in range(begin, draft.first)):
        return False
    nouns = [noun for at in range(begin, colon) if (noun := noun_of(read.word(at))) and noun.type]
    events = [
        trigger
        for trigger in sentence.triggers
        if begin <= trigger.first and trigger.last <= colon and trigger.type
    ]
    if not nouns and not events:
        return False
    draft.row = True
    if nouns:
        _give(draft, nouns[-1], "heading")
        draft.type = _said_type(nouns[-1], events)
    else:
        draft.bare, draft.type, draft.trigger = False, events[-1].type, events[-1]
        draft.trace.append("heading")
    return True


def named_row(sentence: Sentence, draft: Draft) -> bool:
    """Whether a number may be a row named by a word before it (الذكور 340،) though nothing says yet what happened."""
    read = sentence.read
    if draft.noun is not None or not draft.bare or not _is_end_of_row(read, draft):
        return False
    noun = noun_of(read.word(draft.first - 1))
    if noun is None or noun.category != "person":
        return False
    draft.noun, draft.unit = noun, noun.unit
    return True


def close_rows(total: Draft, rows: list[Draft]) -> list[Draft]:
    """Return the named rows that add up to ``total``, as its parts; empty where they do not."""
    low = total.quantity.low
    if (
        len(rows) < 2
        or low is None
        or low != total.quantity.high
        or sum(row.quantity.low or 0 for row in rows) != low
    ):
        return []
    for row in rows:
        row.type, row.parent, row.bare, row.row = total.type, total, False, True
        row.trace.append("part:rows")
    return rows
