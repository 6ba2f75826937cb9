"""A word of a name, as it stands between blanks, split into pieces that each have a class.

Pieces are what ``joining`` puts together to parts. All rules about single words live here: articles,
``عبدال``/``abdul`` as one form, lam-alef damage, Arabizi digits, legal forms. Everything is a function of
the one word, so that a million names cost only their distinct words.
"""

import dataclasses
import enum
import functools
import re
from typing import Final

from sijill.names import lexicon
from sijill.text import clean, fold_seats, letters


class PieceClass(enum.IntEnum):
    """What a piece does in a name."""

    PLAIN = 0
    JOINS_NEXT = 1
    ARTICLE = 2
    SON = 3
    JOINS_PREVIOUS = 4
    TITLE = 5
    GENERIC = 6
    UNKNOWN = 7
    SON_OR_NAME = 8


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a word: its form for comparison, its class and its span in the word."""

    form: str
    """Folded, without article, one form for ``abdul``, ``abdel`` ...; what parts are joined from."""
    spelling: str
    """The same with hamza seats, ta marbuta and alef maqsura as written, and ``ARTICLE`` for an Arabic article."""
    kind: PieceClass
    start: int
    """Code point offset in the word as written."""
    end: int
    comma: bool = False
    """Whether the word ends in a comma behind this piece, as the family name in FAMILY, Given."""


ARTICLE: Final = "ٱ"
"""Stands for ال in a spelling; no folded text has this letter."""
LONGEST_WORD: Final = 200
"""Code points of a word that are read; no name has a longer word, and bad input may."""

_ARABIC: Final = "\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\u08a0-\u08c9"
_RUNS: Final = re.compile(rf"[{_ARABIC}]+|[a-z0-9]*[a-z][a-z0-9]*|\d+|[^\W\d_]+")
_IS_ARABIC: Final = re.compile(rf"[{_ARABIC}]")
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.){2,}[^\W\d_]?\.?")
_QUOTES: Final = frozenset(map(ord, "'`´‘’ʻʼʽʾʿˈ′\u0313\u0314"))
_ARABIZI: Final = str.maketrans({"2": "", "3": "a", "5": "kh", "6": "t", "7": "h", "8": "q", "9": "s"})
_SWAPPED_ARTICLE: Final = re.compile(r"^ا([اأإآ])ل")
_ABD_ARABIC: Final = re.compile(r"^عبدال(?!له$)(?=..)")
_ABU_ARABIC: Final = re.compile(r"^[أا]ب[ويى]ال(?=...)|^[أا]بو(?=...)")
_ABD_LATIN: Final = re.compile(
    r"^abd(?:[aeou]l|oul|[eu](?=([rsntdz])\1)|[eu](?=sh)|u(?=r)|r(?=r)|ou(?=r))(?!(?:ah|a|lah|la)$)(?=...)"
)
_ALLAH_LATIN: Final = re.compile(r"^abd[aeou]?l+ah?$")
_DIN_LATIN: Final = re.compile(r"(?<=..)(?:[aeiou]l)?[-aeiou]?d?(?=d(?:i|e|ee|ei)ne?$)")
_SON_LATIN: Final = re.compile(r"^b[ie]nal(?=....)")
_ARTICLE_LATIN: Final = re.compile(r"^[ae]l(?=[^aeiouyl]....*)|^a([sdnrtz])(?=\1....*)")


def split_word(word: str) -> tuple[Piece, ...]:
    """Return the pieces of ``word`` (no blanks) in order; empty when it holds no letter or digit."""
    return _split(word[:LONGEST_WORD])


@functools.lru_cache(maxsize=1 << 16)
def _split(word: str) -> tuple[Piece, ...]:
    spelled, offsets = _fold(word)
    folded = fold_seats(spelled)
    if _DOTTED.fullmatch(folded) or _DOTTED.fullmatch(folded.rstrip(",;،")):
        joined = "".join(filter(str.isalnum, folded))
        kind = PieceClass.GENERIC if joined in lexicon.GENERIC else PieceClass.PLAIN
        return (Piece(form=joined, spelling=joined, kind=kind, start=0, end=len(word)),)
    hamza = clean(word).text[:1] in {"إ", "آ"}
    found = list(_RUNS.finditer(folded))
    pieces: list[Piece] = []
    for place, run in enumerate(found):
        last = place + 1 == len(found)
        form, spelling, kind = _classify(spelled[run.start() : run.end()], keep_article=hamza and not place)
        if kind is PieceClass.JOINS_NEXT and pieces and pieces[-1].kind is PieceClass.ARTICLE:
            kind = PieceClass.PLAIN  # al-Abd is a name of its own, Abd al- is half of one
        if _is_abbreviated_title(run.group(), folded[run.end() :]):
            kind = PieceClass.TITLE
        end = offsets[run.end()] if run.end() < len(folded) and last is False else offsets[run.end() - 1] + 1
        pieces.append(
            Piece(
                form=form,
                spelling=spelling,
                kind=kind,
                start=offsets[run.start()],
                end=max(end, offsets[run.end() - 1] + 1),
            )
        )
    if pieces and folded.endswith((",", "،")):
        pieces[-1] = dataclasses.replace(pieces[-1], comma=True)
    return tuple(pieces)


def _fold(word: str) -> tuple[str, list[int]]:
    """Level *letters*, quotes gone, and the offset of each character."""
    folded = letters(word)
    kept = [
        (character, offset)
        for character, offset in zip(folded.text, folded.offsets, strict=True)
        if ord(character) not in _QUOTES
    ]
    return "".join(character for character, _ in kept), [offset for _, offset in kept]


def _is_abbreviated_title(form: str, rest: str) -> bool:
    return rest.startswith(".") and form in {"د", "م", "ا", "dr", "eng", "prof", "gen", "mr", "mrs"}


def _classify(spelled: str, *, keep_article: bool) -> tuple[str, str, PieceClass]:
    """Return form, spelling and class of one run of letters of level *letters*."""
    if _IS_ARABIC.match(spelled):
        return _classify_arabic(spelled, keep_article=keep_article)
    if spelled.isdecimal() or not spelled.isascii():
        return spelled, spelled, PieceClass.PLAIN
    form, kind = _classify_latin(spelled)
    return form, form, kind


def _classify_arabic(spelled: str, *, keep_article: bool) -> tuple[str, str, PieceClass]:
    spelled = _repair(spelled)
    form = fold_seats(spelled)
    if form in lexicon.JOINS_NEXT:
        joined = lexicon.JOINS_NEXT[form]
        return joined, joined, PieceClass.JOINS_NEXT
    if form in lexicon.JOINS_PREVIOUS:
        joined = lexicon.JOINS_PREVIOUS[form]
        return joined, ARTICLE + joined if joined == "دين" else joined, PieceClass.JOINS_PREVIOUS
    kind = _kind(form)
    if kind is PieceClass.PLAIN and len(form) <= 2 and form not in lexicon.SHORT_NAMES:
        return form, spelled, PieceClass.JOINS_PREVIOUS
    spelled = _joined_spelling(spelled, keep_article=keep_article)
    return fold_seats(spelled).replace(ARTICLE, ""), spelled, kind


def _joined_spelling(spelled: str, *, keep_article: bool) -> str:
    """Return a word with what is joined in it in one form: عبدٱ-, ابو-, -ٱدين, -اله, and the article."""
    spelled = _ABD_ARABIC.sub("عبد" + ARTICLE, spelled)
    spelled = _ABU_ARABIC.sub("ابو", spelled)
    if spelled.endswith("الدين") and len(spelled) > 6:
        spelled = spelled[:-5] + ARTICLE + "دين"
    if spelled.endswith("الله") and len(spelled) > 5:
        spelled = spelled[:-4] + "اله"
    form = fold_seats(spelled)
    if not keep_article and form.startswith("ال") and len(form) > 3 and form not in lexicon.NO_ARTICLE:
        spelled = ARTICLE + spelled[2:]
    return spelled


def _repair(spelled: str) -> str:
    """Undo the lam-alef swaps of PDF extraction that leave no other reading."""
    return _SWAPPED_ARTICLE.sub(r"ال\1", spelled.replace("هللا", "الله"))


def _classify_latin(form: str) -> tuple[str, PieceClass]:
    if any(map(str.isdecimal, form)):
        form = form.translate(_ARABIZI) or form
    form = lexicon.ABBREVIATIONS.get(form, form)
    if form in lexicon.JOINS_NEXT:
        return lexicon.JOINS_NEXT[form], PieceClass.JOINS_NEXT
    if form in lexicon.JOINS_PREVIOUS:
        return lexicon.JOINS_PREVIOUS[form], PieceClass.JOINS_PREVIOUS
    kind = _kind(form)
    if kind is PieceClass.PLAIN:
        form = "abdallah" if _ALLAH_LATIN.match(form) else _ABD_LATIN.sub("abd", form)
        form = _DIN_LATIN.sub("", form, count=1) if len(form) > 6 else form
        form = _ARTICLE_LATIN.sub("", _SON_LATIN.sub("", form))
    return form, kind


_KINDS: Final = (
    (lexicon.ARTICLES, PieceClass.ARTICLE),
    (lexicon.SON, PieceClass.SON),
    (lexicon.SON_OR_NAME, PieceClass.SON_OR_NAME),
    (lexicon.TITLES, PieceClass.TITLE),
    (lexicon.GENERIC, PieceClass.GENERIC),
    (lexicon.UNKNOWN, PieceClass.UNKNOWN),
)


def _kind(form: str) -> PieceClass:
    for words, kind in _KINDS:
        if form in words:
            return kind
    return PieceClass.PLAIN
