"""Places named in Arabic and English text, against a gazetteer, with offsets in the text as written.

The longest name wins. A proclitic (و ف ب ل ك) may stand before its first word. Whether a word is taken for a place
depends on what stands around it: a cue (مدينة، بلدة، ريف، city of) makes every name one; a known place needs
none; a village's name of one word needs at least a locative, and is not certain then; an ordinary word (الباب) needs
a cue or its governorate beside it. A name beside a given name, a title or بن is a person's: left out, or for a
known place (غادر خالد دمشق) not certain. Time is linear, and only mentions are kept of a long text.
"""

import dataclasses
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from sijill.model.place import Place, PlaceKind, PlaceMention
from sijill.text.fold import Folded, match
from sijill.text.gazetteer import Gazetteer, hand_gazetteer, is_bound, is_known, is_ordinary
from sijill.text.pieces import pieces
from sijill.text.place_choice import KINDS_OF_CUES, choose, kilometres
from sijill.text.place_words import ARTICLES, SURE_ARTICLES, WORD, key_word, place_words

_PROCLITIC: Final = re.compile(r"[وف]?[بلك]?")
_SHORTEST: Final = 3
"""Letters that must be left behind a proclitic."""
_LIST: Final = re.compile(r"\s*[،,]?\s*(?:و|and\s|or\s|او\s)?\s*")
_TAIL: Final = re.compile(r"\s*(?:[،,(\-–]\s*)?(?:(?:في|ب|in|من|التابعه\s+ل|the)?\s*)*(?:[^\W\d_]+\s+){0,2}")
"""What may stand between a place and the governorate that it lies in: «الباب في ريف حلب», Tell, Rural Damascus."""
_TAIL_REACH: Final = 30
_LIST_KM: Final = 60.0
_BLANKS: Final = " \t\n\u00a0-‑'’‘`"
"""What may stand between the words of a name; an apostrophe there is a letter ayn."""
_OF: Final = frozenset({"of", "the"})
_SON_OF: Final = frozenset({"بن", "ابن", "bin", "ibn"})
_TANWIN: Final = "\u064b\u064c\u064d"


@dataclasses.dataclass(frozen=True, slots=True)
class _Word:
    key: str
    start: int
    end: int
    """In the folded text; an article in Latin letters before the word belongs to it."""


@dataclasses.dataclass(slots=True)
class _Found:
    start: int
    end: int
    places: tuple[Place, ...]
    cue: tuple[int, int] | None
    cue_kind: str
    certain: bool | None
    """None: no place unless its neighbours say so."""
    gap: str
    """The folded text between the mention before and this one, where it is short."""


def find_places(text: str, known: Gazetteer | None = None) -> list[PlaceMention]:
    """Return the places that ``text`` names, in order, never overlapping; by default against what is by hand.

    A name that several places bear keeps all of them as candidates. A word that could be a place and is
    more likely none is left out; one that may be either comes with ``certain`` false.
    """
    against = known or hand_gazetteer()
    found: list[_Found] = []
    for offset, piece in pieces(text):
        found += _in_piece(piece, offset, against)
    _promote(found)
    kept = [each for each in found if each.certain is not None]
    return [
        PlaceMention(
            start=each.start, end=each.end, cue=each.cue, candidates=chosen, certain=bool(each.certain)
        )
        for each, chosen in zip(kept, choose(kept), strict=True)
    ]


def _in_piece(piece: str, offset: int, known: Gazetteer) -> Iterator[_Found]:
    folded = match(piece)
    reader = _Reader(piece, offset, folded, _words(piece, folded), known)
    position = 0
    while position < len(reader.words):
        found, position = reader.at(position)
        if found is not None:
            yield found


def _words(piece: str, folded: Folded) -> list[_Word]:
    """Return the words, an article in Latin letters joined to the one behind it; «at Tall» may be either and stays."""
    text = folded.text
    found: list[_Word] = []
    article: re.Match[str] | None = None
    for hit in WORD.finditer(text):
        word, begins = hit.group(), hit.start()
        if article is not None and not text[article.end() : begins].strip(_BLANKS):
            begins = article.start()
        article = None
        if word in ARTICLES and _is_article(piece, folded, hit):
            article = hit
        else:
            found.append(_Word(key_word(word), begins, hit.end()))
    return found


def _is_article(piece: str, folded: Folded, hit: re.Match[str]) -> bool:
    """«as-Suwayda», «As Suwayda»: with a hyphen, or a capital before a word that begins like the article ends."""
    word, behind = hit.group(), folded.text[hit.end() : hit.end() + 4]
    if word in SURE_ARTICLES or behind[:1] in {"-", "‑"}:
        return True
    begins_alike = behind.strip(_BLANKS).startswith(word[-1])
    return begins_alike and piece[folded.offsets[hit.start()]].isupper()


@dataclasses.dataclass(slots=True)
class _Reader:
    piece: str
    offset: int
    folded: Folded
    words: list[_Word]
    known: Gazetteer
    last_end: int = -1
    """Where the mention before ended, in the folded text."""
    last_cue: str = ""

    def at(self, position: int) -> tuple[_Found | None, int]:
        """Return the place whose name begins at a word, and the word to go on from."""
        for start, behind, key in self._names(position):
            cue, cue_kind = self._cue(position, behind, start)
            places = self._meant(key, cue_kind)
            end = self.words[behind - 1].end
            first, last = self._source(start, end)
            if not places or self.piece[last - self.offset - 1] in _TANWIN:
                # «دوماً» is always, not the town: a place's name takes no tanwin.
                continue
            certain = self._standing(position, behind, key, places, cue_kind, start)
            gap = (
                self.folded.text[self.last_end : start]
                if 0 <= start - self.last_end <= _TAIL_REACH and self.last_end >= 0
                else "."
            )
            self.last_end, self.last_cue = end, cue_kind
            where = None if cue is None else self._source(*cue)
            return _Found(first, last, places, where, cue_kind, certain, gap), behind
        return None, position + 1

    def _names(self, position: int) -> Iterator[tuple[int, int, str]]:
        """Yield (start, index behind, key) of the names that begin at a word, the longest first, proclitics last."""
        word = self.words[position]
        starts = [
            (word.start + cut, first)
            for cut, first in _without_proclitics(word.key)
            if first in self.known.longest
        ]
        most = max((self.known.longest[first] for _, first in starts), default=0)
        for behind, rest in reversed(self._runs(position, most)):
            for start, first in starts:
                key = " ".join([first, *rest])
                if key in self.known.by_name and self._is_capital(start, key):
                    yield start, behind, key

    def _runs(self, position: int, most: int) -> list[tuple[int, list[str]]]:
        """Return (index behind, further words) of 1 to ``most`` words side by side; keys leave articles out."""
        found: list[tuple[int, list[str]]] = []
        rest: list[str] = []
        behind = position + 1
        if most:
            found.append((behind, []))
        while len(rest) + 1 < most and behind < len(self.words) and self._touches(behind):
            if self.words[behind].key not in ARTICLES:
                rest.append(self.words[behind].key)
                found.append((behind + 1, [*rest]))
            behind += 1
        return found

    def _is_run(self, position: int, count: int) -> bool:
        """Whether words stand side by side, with nothing but blanks and hyphens between them."""
        run = self.words[position : position + count]
        return all(
            not self.folded.text[one.end : other.start].strip(_BLANKS)
            for one, other in itertools.pairwise(run)
        )

    def _is_capital(self, start: int, key: str) -> bool:
        if not "a" <= key[0] <= "z":
            return True
        written = self.piece[slice(*self.folded.span(start, start + len(key.split(maxsplit=1)[0])))]
        last = self.piece[self.folded.offsets[start] : self.folded.offsets[start] + 12]
        return any(letter.isupper() for letter in written or last)

    def _source(self, start: int, end: int) -> tuple[int, int]:
        first, last = self.folded.span(start, end)
        return first + self.offset, last + self.offset

    def _key(self, position: int) -> str:
        return self.words[position].key if 0 <= position < len(self.words) else ""

    def _touches(self, position: int) -> bool:
        """Whether nothing but blanks stands between a word and the one before it."""
        return 0 < position < len(self.words) and self._is_run(position - 1, 2)

    def _cue(self, position: int, behind: int, start: int) -> tuple[tuple[int, int] | None, str]:
        """Return the span and kind of the word that says that a place stands here; kind alone within a list."""
        cues = place_words().cues
        before = position - 1
        while before >= 0 and self._key(before) in _OF and self._touches(before + 1):
            before -= 1
        if before >= 0 and self._touches(before + 1):
            for cut, key in _without_proclitics(self._key(before)):
                is_joined = before == position - 1 or "a" <= key[0] <= "z"
                if key in cues and is_joined:
                    word = self.words[before]
                    return (word.start + cut, word.end), cues[key]
        after = self._key(behind)
        if "a" <= after[:1] <= "z" and after in cues and self._touches(behind):
            return (self.words[behind].start, self.words[behind].end), cues[after]
        is_listed = self.last_cue and self.last_end >= 0 and start - self.last_end <= 6
        if is_listed and _LIST.fullmatch(self.folded.text, self.last_end, start):
            return None, self.last_cue
        return None, ""

    def _meant(self, key: str, cue_kind: str) -> tuple[Place, ...]:
        """Return the places of a name; those that need the word of their kind only where it stands there."""
        places = [self.known.places[each] for each in self.known.by_name[key]]
        kinds = KINDS_OF_CUES.get(cue_kind, set())
        return tuple(place for place in places if not is_bound(place) or place.kind in kinds)

    def _standing(
        self, position: int, behind: int, key: str, places: Sequence[Place], cue_kind: str, start: int
    ) -> bool | None:
        """Return whether the name is certainly a place, perhaps (False), or only if its neighbours say so (None)."""
        is_famous = any(map(is_known, places))
        if cue_kind:
            return is_famous or not is_ordinary(key)
        words = place_words()
        before = self._key(position - 1) if self._touches(position) else ""
        has_proclitic = start > self.words[position].start
        is_in = not has_proclitic and (before in words.locatives or before[1:] in words.locatives)
        if self._is_persons(position, behind, start):
            return False if is_famous else None
        if is_ordinary(key):
            return False if is_in and is_famous else None
        if key in words.persons:
            return is_famous if is_in else None
        return True if is_famous or " " in key else (False if is_in else None)

    def _is_persons(self, position: int, behind: int, start: int) -> bool:
        """Whether a given name, a title or a word of kinship stands beside the name, which is a person's then."""
        if self._key(behind) in _SON_OF and self._touches(behind):
            return True
        if start > self.words[position].start or not self._touches(position):
            return False
        before = self.words[position - 1]
        is_on = before.key == "علي" and "ى" in self.piece[slice(*self.folded.span(before.start, before.end))]
        return before.key in place_words().persons and not is_on


def _without_proclitics(word: str) -> list[tuple[int, str]]:
    """Return (letters cut, rest) of an Arabic word, the whole word first; of a Latin one that alone."""
    found = [(0, word)]
    if not word or word[0] not in "وفبلك":
        return found
    longest = _PROCLITIC.match(word)
    for cut in range(1, longest.end() + 1 if longest else 1):
        rest = word[cut:]
        if len(rest) >= _SHORTEST:
            found.append((cut, rest))
        if word[cut - 1] == "ل" and rest.startswith("ل") and len(rest) > _SHORTEST:
            # «للرقة» is ل and الرقة, whose alef is not written.
            found.append((cut, "ال" + rest[1:]))
    return found


def _promote(found: list[_Found]) -> None:
    """Make certain what its governorate follows, and possible what stands in a list of places near it."""
    for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        codes = {place.id for place in other.places if place.kind is PlaceKind.GOVERNORATE}
        lies_in = any(place.governorate in codes and place.id not in codes for place in one.places)
        if not one.certain and other.certain and lies_in and _TAIL.fullmatch(other.gap):
            one.certain = True
    for one, other in itertools.pairwise(found):
        _promote_in_list(one, other, other.gap)
    for one, other in itertools.pairwise(reversed(found)):
        _promote_in_list(one, other, one.gap)


def _promote_in_list(sure: _Found, other: _Found, gap: str) -> None:
    """«سراقب وحاس»: the second is a step surer than it was, if it lies near the first."""
    if not sure.certain or other.certain or not gap.strip() or not _LIST.fullmatch(gap):
        return
    pairs = itertools.product(sure.places, other.places)
    if any((apart := kilometres(*pair)) is not None and apart <= _LIST_KM for pair in pairs):
        other.certain = other.certain is False
