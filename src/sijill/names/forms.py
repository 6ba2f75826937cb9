"""One run of letters of a name: its form for comparison, its class, and what was repaired in it.

All rules about the letters of single words: articles, ``عبدال``/``abdul`` as one form, lam-alef damage,
Arabizi digits, abbreviations. Where words stand in a name is left to ``joining``.
"""

import functools
import re
from typing import Final, NamedTuple

from sijill.names import lexicon
from sijill.names.letters import skeleton
from sijill.names.lexicon import PieceClass
from sijill.text import fold_seats

ARTICLE: Final = "ٱ"
"""Stands for ال in a spelling; no folded text has this letter."""
ARABIC: Final = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9"
"""Arabic letters, as the inside of a character class."""
LAM_ALEF: Final = "lam_alef"
ARABIZI: Final = "arabizi"
ABBREVIATION: Final = "abbreviation"
MISREAD: Final = "misread"

_IS_ARABIC: Final = re.compile(rf"[{ARABIC}]")
_DAMAGE: Final = re.compile(r"هللا|اهلل$|الء|^ا[اأإآ]ل")
_SWAPPED_ARTICLE: Final = re.compile(r"^ا([اأإآ])ل")
_GOD: Final = re.compile(r"هللا|اهلل$")
_ABD_ARABIC: Final = re.compile(r"^عبد(?:ال(?!له$)|ول(?!لا?$|له$))(?=..)")
_ABU_ARABIC: Final = re.compile(r"^[أا]ب[ويى]ال(?=...)|^[أا]بو(?=...)")
_DHU_ARABIC: Final = re.compile(r"^ذ[وي]ال(?=...)")
_BY_KUNYA: Final = {"بأبي": "ابو", "بأبو": "ابو", "بأم": "ام"}
"""Behind الملقب: ب with half of a kunya. Only with its hamza, since بابي may be a name."""
_LETTER_CLASSES: Final = {
    **dict.fromkeys("شذ", PieceClass.FORM_FIRST),
    **dict.fromkeys("لسعقخك", PieceClass.FORM_LETTER),
    **dict.fromkeys("دا", PieceClass.TITLE_LETTER),
    "م": PieceClass.FORM_TITLE_LETTER,
    "و": PieceClass.AND_LETTER,
}
_INITIAL_CLASSES: Final = frozenset({PieceClass.LETTER, PieceClass.FORM_LETTER})
TITLE_LETTERS: Final = frozenset("دما")
"""With a full stop: doctor, engineer, professor."""
_BARE_CLASSES: Final = frozenset({PieceClass.GENERIC_WORD, PieceClass.COMPANY, PieceClass.LEGAL_FORM})
"""Classes that a word has with its article as well as without it."""

_ARABIZI_WORD: Final = re.compile(
    r"(?!\d+(?:st|nd|rd|th)$)(?=.*[a-z].*[a-z])[a-z]*(?:[2356789](?!\d)[a-z]*)+$"
)
_ARABIZI: Final = str.maketrans({"2": "", "5": "kh", "6": "t", "7": "h", "8": "q", "9": "s"})
_AYN: Final = re.compile(r"3(?=[aeiou])|(?<=[iueo])3$")
_MISREAD: Final = re.compile(r"(?<![0-9])[01](?=[a-z])")
"""A digit before a letter; one behind all letters is a number."""
_SHORTEST_MISREAD: Final = 3
_ORDINAL: Final = re.compile(r"(\d+)(?:st|nd|rd|th)")
_ABD_LATIN: Final = re.compile(
    r"^abd(?:[aeou]l|oul|[eu](?=([rsntdz])\1)|[eu](?=sh)|u(?=r)|r(?=r)|ou(?=r))(?!(?:ah|a|lah|la)$)(?=...)"
)
_ALLAH_LATIN: Final = re.compile(r"^abd[aeou]?l+ah?$")
_DIN_LATIN: Final = re.compile(r"(?<=..)(?:[aeiou]l)?[-aeiou]?d?(?=d(?:i|e|ee|ei)ne?$)")
_SON_LATIN: Final = re.compile(r"^b[ie]nal(?=....)")
_DSCH: Final = re.compile(r"^dsch(?=[aeiou])|(?<=[aou])dsch(?=[aiu])")
"""German for ج."""
_ARTICLE_LATIN: Final = re.compile(r"^[ae]l(?=[^aeiouyl]....*)|^a([sdnrtz])(?=\1....*)")

_BEHIND_AND: Final = frozenset({PieceClass.HIS, PieceClass.OTHERS, PieceClass.WITH})
_LONGEST_DEBRIS = 3


class Form(NamedTuple):
    """What one run of letters is."""

    form: str
    """Folded, without article, one form for ``abdul``, ``abdel`` ...; what parts are joined from."""
    spelling: str
    """The same with hamza seats, ta marbuta and alef maqsura as written, and ``ARTICLE`` for an Arabic article."""
    kind: PieceClass
    repairs: tuple[str, ...] = ()


def form_of(spelled: str, *, written: str, stopped: bool) -> Form:
    """Return form, spelling and class of a run of level *letters*.

    ``written`` is the run with its capitals; ``stopped`` says that a full stop stands behind it.
    """
    if _IS_ARABIC.match(spelled):
        return _arabic(spelled, stopped=stopped)
    if spelled.isdecimal() or not spelled.isascii():
        return Form(spelled, spelled, PieceClass.PLAIN)
    return _latin(spelled, written=written, stopped=stopped)


def _arabic(spelled: str, *, stopped: bool) -> Form:
    repairs: tuple[str, ...] = ()
    if _DAMAGE.search(spelled):
        spelled, repairs = _repair(spelled), (LAM_ALEF,)
    form = fold_seats(spelled)
    if spelled in _BY_KUNYA:
        joined = _BY_KUNYA[spelled]
        return Form(joined, joined, PieceClass.JOINS_NEXT)
    if form in lexicon.JOINS_NEXT:
        joined = lexicon.JOINS_NEXT[form]
        return Form(joined, joined, PieceClass.JOINS_NEXT)
    if form in lexicon.JOINS_PREVIOUS:
        joined = lexicon.JOINS_PREVIOUS[form]
        spelling = ARTICLE + joined if joined == "دين" else joined
        return Form(joined, spelling, PieceClass.JOINS_PREVIOUS, repairs)
    kind = _short_class(form, stopped=stopped) if len(form) <= 2 else lexicon.CLASSES.get(form)
    if len(spelled) > 1 and len(spelled) <= _LONGEST_DEBRIS and spelled[0] == "ى":
        kind = PieceClass.PARTICLE  # no word begins so: what extraction left of a ligature
    if spelled == "آل":
        kind = PieceClass.HOUSE
    if kind is PieceClass.MOTHER_MARK and spelled.endswith("ة") and form == "امه":
        kind = None  # أمة is half of a name, أمه is his mother.
    if kind is PieceClass.GENERIC_WORD:
        spelled = spelled[form.rindex(lexicon.BARE_GENERIC[form]) :]
    spelled = _joined_spelling(spelled)
    form = fold_seats(spelled).replace(ARTICLE, "")
    if kind is None:
        bare = lexicon.CLASSES.get(form, PieceClass.PLAIN)
        kind = bare if bare in _BARE_CLASSES else PieceClass.PLAIN
    return Form(form, spelled, kind, repairs)


def _short_class(form: str, *, stopped: bool) -> PieceClass | None:
    """Return the class of one or two Arabic letters; None for a name of two letters."""
    if len(form) == 1:
        if stopped and form in TITLE_LETTERS:
            return PieceClass.STOPPED_TITLE
        kind = _LETTER_CLASSES.get(form, PieceClass.LETTER)
        return PieceClass.STOPPED_LETTER if stopped and kind in _INITIAL_CLASSES else kind
    if form in lexicon.SHORT_NAMES:
        return None
    return lexicon.CLASSES.get(form, PieceClass.TORN)


def _repair(spelled: str) -> str:
    """Undo the lam-alef swaps of PDF extraction that leave no other reading."""
    spelled = _GOD.sub("الله", spelled).replace("الء", "لاء")
    return _SWAPPED_ARTICLE.sub(r"ال\1", spelled)


def _joined_spelling(spelled: str) -> str:
    """Return a word with what is joined in it in one form: عبدٱ-, ابو-, -ٱدين, -اله, and the article."""
    keep_article = spelled[0] in "إآ"
    spelled = _ABD_ARABIC.sub("عبد" + ARTICLE, spelled)
    spelled = _ABU_ARABIC.sub("ابو", spelled)
    spelled = _DHU_ARABIC.sub("ذو" + ARTICLE, spelled)
    if spelled.endswith("الدين") and len(spelled) > 6:
        spelled = spelled[:-5] + ARTICLE + "دين"
    if spelled.endswith("الله") and len(spelled) > 5:
        spelled = spelled[:-4] + "اله"
    form = fold_seats(spelled)
    if not keep_article and form.startswith("ال") and len(form) > 3 and form not in lexicon.NO_ARTICLE:
        spelled = ARTICLE + spelled[2:]
    return spelled


def _latin(form: str, *, written: str, stopped: bool) -> Form:
    repairs: tuple[str, ...] = ()
    if any(map(str.isdecimal, form)):
        if ordinal := _ORDINAL.fullmatch(form):
            return Form(ordinal[1], ordinal[1], PieceClass.PLAIN)
        if _ARABIZI_WORD.fullmatch(form):
            form, repairs = _AYN.sub("", form).replace("3", "a").translate(_ARABIZI), (ARABIZI,)
        elif _MISREAD.search(form) and len(form) >= _SHORTEST_MISREAD:
            form, repairs = _MISREAD.sub(_letter_of, form), (MISREAD,)
    form = _DSCH.sub("j", form)
    table = lexicon.WITH_STOP if stopped else lexicon.ABBREVIATIONS
    stands_for = table.get(form) or table.get(written.lower())  # sté, not the ste of Ste-Marie
    if stands_for:
        form, capitals = stands_for, len(written) > 1 and written.isupper()
        kind = PieceClass.ABBREVIATED_CAPITALS if capitals else PieceClass.PLAIN
        return Form(form, form, lexicon.CLASSES.get(form, kind), (*repairs, ABBREVIATION))
    known = _known_latin(form, written=written, stopped=stopped)
    if known is not None:
        return Form(known[0], known[0], known[1], repairs)
    kind = PieceClass.CAPITALS if len(form) > 2 and written.isupper() else PieceClass.PLAIN
    form = joined_latin(form)
    if _is_divine(form):
        kind = PieceClass.DIVINE_CAPITALS if kind is PieceClass.CAPITALS else PieceClass.DIVINE
    return Form(form, form, kind, repairs)


def _letter_of(digit: re.Match[str]) -> str:
    """Return the letter that a reading machine took for a digit: o, or l, or i where no vowel stands beside it."""
    if digit.group() == "0":
        return "o"
    beside = digit.string[max(0, digit.start() - 1) : digit.end() + 1]
    return "l" if re.search("[aeiouy]", beside) else "i"


def _is_divine(form: str) -> bool:
    """Return whether a Latin word is one that عبد stands before, in any spelling of three consonants or more."""
    return form in lexicon.DIVINE or skeleton(form) in divine_skeletons()


@functools.cache
def divine_skeletons() -> frozenset[str]:
    """Return the consonants of names of God, by which any spelling is known of those that have three or more."""
    return frozenset(found for form in lexicon.DIVINE if len(found := skeleton(form)) > 2)


def _known_latin(form: str, *, written: str, stopped: bool) -> tuple[str, PieceClass] | None:
    """Return form and class of half a part, a single letter, a numeral or a word of the lexicon; None for others."""
    if form in lexicon.JOINS_NEXT:
        is_whole = form in lexicon.ABD_AL
        return lexicon.JOINS_NEXT[form], PieceClass.ABD_AL if is_whole else PieceClass.JOINS_NEXT
    if form in lexicon.JOINS_PREVIOUS:
        return lexicon.JOINS_PREVIOUS[form], PieceClass.JOINS_PREVIOUS
    if len(form) == 1 and (stopped or form not in lexicon.CLASSES):
        is_small = written.islower() and not stopped
        return form, PieceClass.SMALL_LETTER if is_small else PieceClass.INITIAL
    if form == written == "y":
        return form, PieceClass.Y_LETTER
    if form in lexicon.ROMAN and (form not in lexicon.ROMAN_IN_CAPITALS or written.isupper()):
        return lexicon.ROMAN[form], PieceClass.PLAIN
    kind = lexicon.CLASSES.get(form)
    # Capitals may be those of a family's name: such words say less than these.
    return None if kind is None or (kind in _BEHIND_AND and written.isupper()) else (form, kind)


def joined_latin(form: str) -> str:
    """Return a Latin word with what is joined in it in one form, and without its article."""
    form = "abdallah" if _ALLAH_LATIN.match(form) else _ABD_LATIN.sub("abd", form)
    form = _DIN_LATIN.sub("", form, count=1) if len(form) > 6 else form
    return form if form in lexicon.NO_ARTICLE else _ARTICLE_LATIN.sub("", _SON_LATIN.sub("", form))
