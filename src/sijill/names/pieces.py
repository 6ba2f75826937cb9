"""A word of a name, as it stands between blanks, split into pieces that each have a class.

Pieces are what ``joining`` puts together to parts. Here a word falls apart at hyphens, brackets, dots and
capitals; what the letters of each run say is in ``forms``. Everything is a function of the one word, so
that a million names cost only their distinct words.
"""

import dataclasses
import functools
import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from sijill.names import lexicon
from sijill.names.forms import ARABIC, ARTICLE, TITLE_LETTERS, form_of
from sijill.names.lexicon import PieceClass
from sijill.names.lookalikes import with_latin_letters
from sijill.text import fold_seats, letters, readable_end

__all__ = ["ARTICLE", "LONGEST_WORD", "Piece", "PieceClass", "split_word"]

LONGEST_WORD: Final = 200
"""Code points of a word that are read, those that fold away not counted; no name has a longer word."""
PRESENTATION: Final = "presentation"
"""The repair of letters that were stored as shapes."""
LOOKALIKE: Final = "lookalike"
"""The repair of letters of another script that look like Latin ones."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A piece of a word: its form for comparison, its class and its span in the word."""

    form: str
    """See ``sijill.names.forms.Form``."""
    spelling: str
    kind: PieceClass
    start: int
    """Code point offset in the word as written."""
    end: int
    comma: bool = False
    """Whether a comma or semicolon stands behind this piece, as behind the family name in FAMILY, Given."""
    repairs: tuple[str, ...] = ()
    """What was undone or read for the form, by the keys of ``names.repair``; the text stays as written."""


_BRACKETS: Final = '()[]{}"“”„«»‹›＂（）'
_COMMAS: Final = frozenset(",;،؛，、")
_RUNS: Final = re.compile(
    rf"[{ARABIC}]+|co-op[a-z]*|[a-z0-9]*[a-z][a-z0-9]*|\d+|[^\W\d_]+|[{re.escape(_BRACKETS)}]"
)
_DOTTED: Final = re.compile(
    rf"([{re.escape(_BRACKETS)}]?)((?:[^\W\d_][./])+[^\W\d_][./]?)([{re.escape(_BRACKETS)}]?)[,;،؛]*"
)
_IS_ARABIC: Final = re.compile(rf"[{ARABIC}]")
_EZAFE: Final = re.compile("-[ei]")
_QUOTES: Final = frozenset("'`´‘’ʻʼʽʾʿˈ′\u0313\u0314")
_CAMEL: Final = re.compile(r"(?:[AE]l|A[dnrstz]|Ash|Abo?u|Abd(?:[aeou]l)?|Bin|Ibn|Umm?)(?=[A-Z][a-z]{2,})")
_SHORTEST_SHORTENED: Final = 4
"""Letters of a run that begins with L'."""
_TWO_CONSONANTS: Final = re.compile(r"(?!ng|st|mt|mc)[bcdfghjklmnpqrstvwxz]{2}")
_PRESENTATION: Final = re.compile(r"[\ufb50-\ufdff\ufe70-\ufefc]")
_DOTTED_CLASSES: Final = frozenset(
    {PieceClass.LEGAL_FORM, PieceClass.LEGAL_LAST, PieceClass.LAQAB_MARK, PieceClass.NO_NAME}
)
"""Classes that dotted letters have as one word: L.L.C., a.k.a., N.N."""
_MOST_INITIALS: Final = 3
HALVES: Final = frozenset({PieceClass.JOINS_NEXT, PieceClass.ABD_AL})
_NUMBERING: Final = re.compile(r"([(\[]?)(\d{1,4})(?:[.)\]:-]+|[.)\]]+[^\W\d_].*|-[^\W\d_a-z].*)")
"""The number of a line of a list, alone or with the first word; 7-Eleven is none."""
_PLAIN: Final = re.compile(
    "[\u0621-\u0625\u0627-\u063a\u0641-\u064a][\u0621-\u063a\u0641-\u064a]{1,40}|[A-Z][a-z]{1,40}|[a-z]{2,40}"
)
"""One run of common letters, which ``form_of`` alone says everything of; see ``sijill.names.plain``."""
_DASHES: Final = str.maketrans("‐‑‒–—−", "------")


def split_word(word: str) -> tuple[Piece, ...]:
    """Return the pieces of ``word`` (no blanks) in order; empty when it holds no letter or digit.

    A bracket is a piece without letters, as is a comma with nothing before it.
    """
    end = readable_end(word, LONGEST_WORD)
    return _split(word[:end]) if end <= LONGEST_WORD else _split.__wrapped__(word[:end])


@functools.lru_cache(maxsize=1 << 16)
def _split(word: str) -> tuple[Piece, ...]:
    if _PLAIN.fullmatch(word):
        form = form_of(word.lower(), written=word, stopped=False)
        return (
            Piece(
                form=form.form,
                spelling=form.spelling,
                kind=form.kind,
                start=0,
                end=len(word),
                repairs=form.repairs,
            ),
        )
    read = _fold(word)
    dotted = _DOTTED.fullmatch(read.folded)
    pieces = _dotted(read, dotted) if dotted else []
    numbered = _NUMBERING.fullmatch(read.folded.translate(_DASHES))
    behind = 0
    if numbered:
        pieces, behind = _numbering(read, *numbered.span(2))
    for start, end in () if dotted else _runs(read):
        if start < behind:
            continue
        for piece in _pieces(read, start, end):
            if piece.kind in HALVES and pieces and pieces[-1].kind is PieceClass.ARTICLE:
                # al-Abd is a name of its own, Abd al- is half of one.
                pieces.append(dataclasses.replace(piece, kind=PieceClass.PLAIN))
            else:
                pieces.append(piece)
    return tuple(_with_commas(read, pieces) if not _COMMAS.isdisjoint(read.folded) else pieces)


class _Word(NamedTuple):
    """A word and its folded letters, without quotes, and the offset of each."""

    written: str
    cased: str
    """``folded`` with the capitals of the word."""
    spelled: str
    folded: str
    offsets: list[int]

    def stop(self, end: int) -> int:
        """Return the offset behind the letter before ``end``, with the marks that stand on it."""
        behind = self.offsets[end] if end < len(self.offsets) else 0
        return max(behind, self.offsets[end - 1] + 1)

    def piece(self, start: int, end: int, form: str, kind: PieceClass) -> Piece:
        """Return a piece whose form is given and is its spelling too."""
        return Piece(form=form, spelling=form, kind=kind, start=self.offsets[start], end=self.stop(end))


def _fold(word: str) -> _Word:
    written, word = word, with_latin_letters(word)
    folded = letters(word)
    spelled, offsets = folded.text, list(folded.offsets)
    if not _QUOTES.isdisjoint(spelled):
        kept = [place for place, letter in enumerate(spelled) if letter not in _QUOTES]
        spelled, offsets = "".join(spelled[place] for place in kept), [offsets[place] for place in kept]
    if "ە" in word or "ئ" in spelled:
        spelled, offsets = _arabic_spelling(word, spelled, offsets)
    cased = spelled if word == word.lower() else "".join(word[offset] for offset in offsets)
    return _Word(written, cased, spelled, fold_seats(spelled), offsets)


def _arabic_spelling(word: str, spelled: str, offsets: list[int]) -> tuple[str, list[int]]:
    """Return letters of a Kurdish word without its short vowel ە and without the seat of a first vowel.

    ئەحمەد is أحمد and محەمەد is محمد: Arabic writes neither. At the end ە stays, as ه of فاطمه.
    """
    kept: list[tuple[str, int]] = []
    for place, letter in enumerate(spelled):
        is_last = not _IS_ARABIC.match(spelled[place + 1 : place + 2])
        if word[offsets[place]] == "ە" and not is_last:
            continue
        is_first = place == 0 or not _IS_ARABIC.match(spelled[place - 1])
        if letter == "ئ" and is_first and not is_last and spelled[place + 2 : place + 3] != "ئ":
            behind = spelled[place + 1]
            if behind in "اأآ":
                continue
            kept.append(("أ" if word[offsets[place + 1]] == "ە" else "ا", offsets[place]))
        else:
            kept.append((letter, offsets[place]))
    return "".join(letter for letter, _ in kept), [offset for _, offset in kept]


def _numbering(read: _Word, start: int, end: int) -> tuple[list[Piece], int]:
    """Return the piece of a number before a name, and where the brackets and dots behind it end."""
    behind = end
    while behind < len(read.folded) and not read.folded[behind].isalnum():
        behind += 1
    return [read.piece(start, end, read.folded[start:end], PieceClass.NUMBERING)], behind


def _dotted(read: _Word, found: re.Match[str]) -> list[Piece]:
    """Return the pieces of dotted letters: one for a form such as ش.م.م, else initials each for itself."""
    places = [place for place in range(*found.span(2)) if read.folded[place].isalnum()]
    joined = "".join(read.folded[place] for place in places)
    kind = _dotted_class(read, joined)
    kind = lexicon.SLASHED.get(joined, kind) if "/" in found[2] else kind
    if kind in {PieceClass.INITIAL, PieceClass.FORM_INITIAL}:
        pieces = [read.piece(place, place + 1, read.folded[place], kind) for place in places]
    else:
        pieces = [read.piece(*found.span(2), joined, kind)]
    before, behind = (
        [read.piece(*found.span(group), "", PieceClass.BRACKET)] if found[group] else [] for group in (1, 3)
    )
    return before + pieces + behind


def _dotted_class(read: _Word, joined: str) -> PieceClass:
    kind = lexicon.CLASSES.get(joined, PieceClass.PLAIN)
    if kind is PieceClass.LEGAL_WEAK or joined in lexicon.DOTTED_OR_INITIALS:
        return PieceClass.LEGAL_FORM if "ş" in read.written.lower() else PieceClass.FORM_INITIAL
    if joined in lexicon.DOTTED_FORMS:
        return PieceClass.LEGAL_FORM
    if joined == "he" or TITLE_LETTERS.issuperset(joined):
        return PieceClass.TITLE_ONLY
    if kind in _DOTTED_CLASSES:
        return kind
    return PieceClass.INITIAL if len(joined) <= _MOST_INITIALS else PieceClass.PLAIN


def _runs(read: _Word) -> Iterator[tuple[int, int]]:
    """Yield where runs of letters begin and end, parted also at the capital behind Al, Abu, Abd ..., and at L'."""
    covered = 0
    for run in _RUNS.finditer(read.folded):
        start, end = run.span()
        if read.offsets[start] < covered:
            continue  # A ligature of several words is one character; its first word stands for it.
        covered = read.stop(end)
        if _is_shortened_article(read, start, end):
            yield start, start + 1
            start += 1
        elif read.cased[start].isupper():
            bare = "".join(map(_with_capital, read.folded[:end], read.cased))
            while camel := _CAMEL.match(bare, start):
                yield start, camel.end()
                start = camel.end()
        yield start, end


def _with_capital(folded: str, cased: str) -> str:
    """Return a folded letter as a capital where it was written as one, with an accent or without."""
    return folded.upper() if cased.isupper() and folded.isascii() else folded


def _is_shortened_article(read: _Word, start: int, end: int) -> bool:
    """Whether a run is L'Etoile; the quote is not among its letters."""
    if read.folded[start] != "l" or end - start < _SHORTEST_SHORTENED:
        return False
    return not _QUOTES.isdisjoint(read.written[read.offsets[start] : read.offsets[start + 1]])


def _pieces(read: _Word, start: int, end: int) -> Iterator[Piece]:
    """Yield the piece of one run, or two for two capital consonants, which are initials."""
    spelled, begin, stop = read.spelled[start:end], read.offsets[start], read.stop(end)
    written = read.cased[start:end]
    if spelled in _BRACKETS:
        yield read.piece(start, end, "", PieceClass.BRACKET)
        return
    if end - start == 1 and _is_shortened_article(read, start, len(read.folded)):
        yield read.piece(start, end, spelled, PieceClass.ARTICLE)
        return
    if end - start == 1 and start > 0 and _EZAFE.fullmatch(read.cased, start - 1, end):
        yield read.piece(start, end, spelled, PieceClass.PARTICLE)
        return
    form = form_of(spelled, written=written, stopped=read.folded[end : end + 1] == ".")
    if form.kind is PieceClass.PLAIN and len(form.form) == 2 and _is_two_capitals(read, start, written):
        for place in (start, start + 1):
            kind = PieceClass.GENERATION if form.form in {"jr", "sr"} else PieceClass.INITIAL
            yield read.piece(place, place + 1, read.folded[place], kind)
        return
    repairs = form.repairs
    if not read.written.isascii() and _PRESENTATION.search(read.written[begin:stop]):
        repairs = (*repairs, PRESENTATION)
    if with_latin_letters(read.written)[begin:stop] != read.written[begin:stop]:
        repairs = (*repairs, LOOKALIKE)
    yield Piece(
        form=form.form, spelling=form.spelling, kind=form.kind, start=begin, end=stop, repairs=repairs
    )


def _is_two_capitals(read: _Word, start: int, written: str) -> bool:
    if not written.isupper() or read.offsets[start] == read.offsets[start + 1]:
        return False
    return bool(_TWO_CONSONANTS.fullmatch(written.lower()))


def _with_commas(read: _Word, pieces: list[Piece]) -> list[Piece]:
    """Mark the pieces that a comma stands behind; one before all of them is a piece of its own."""
    found: list[Piece] = []
    for place, (letter, offset) in enumerate(zip(read.folded, read.offsets, strict=True)):
        is_thousands = (
            read.folded[place - 1 : place].isdecimal() and read.folded[place + 1 : place + 2].isdecimal()
        )
        if letter not in _COMMAS or is_thousands:
            continue
        before = [number for number, piece in enumerate(pieces) if piece.end <= offset]
        if before:
            pieces[before[-1]] = dataclasses.replace(pieces[before[-1]], comma=True)
        elif not found:
            found = [read.piece(place, place + 1, "", PieceClass.STOP)]
    return [dataclasses.replace(piece, comma=True) for piece in found] + pieces
