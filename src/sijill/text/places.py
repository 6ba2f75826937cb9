"""Places named in Arabic and English text, against a gazetteer, with offsets in the text as written.

The longest name wins. A proclitic (و ف ب ل ك) may stand before its first word. Whether a word is taken for a place
depends on what stands around it: a cue (مدينة، بلدة، ريف، city of) makes every name one; a known place needs
none; a village's name of one word needs at least a locative, and is not certain then; an ordinary word (الباب) needs
a cue or its governorate beside it. A name beside a given name, a title or بن is a person's: left out, or for a
known place (غادر خالد دمشق) not certain. Time is linear, and only mentions are kept of a long text.
"""

import dataclasses
import functools
import itertools
import re
from collections.abc import Iterator, Sequence
from typing import Final

from sijill.model.place import Place, PlaceKind, PlaceMention
from sijill.text.gazetteer import Beginning, Gazetteer, Meant, hand_gazetteer
from sijill.text.pieces import pieces
from sijill.text.place_choice import choose, kilometres
from sijill.text.place_tokens import PlaceTokens, folded_gap, is_blank, letters_cut
from sijill.text.place_words import ARTICLES, place_words, without_proclitics

_LIST: Final = re.compile(r"\s*[،,]?\s*(?:و|and\s|or\s|او\s)?\s*")
_TAIL: Final = re.compile(r"\s*(?:[،,(\-–]\s*)?(?:(?:في|ب|in|من|التابعه\s+ل|the)?\s*)*(?:[^\W\d_]+\s+){0,2}")
"""What may stand between a place and the governorate that it lies in: «الباب في ريف حلب», Tell, Rural Damascus."""
_TAIL_REACH: Final = 30
_LIST_KM: Final = 60.0
_OF: Final = frozenset({"of", "the"})
_SON_OF: Final = frozenset({"بن", "ابن", "bin", "ibn"})
_TANWIN: Final = "\u064b\u064c\u064d"


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
    governorate: str = ""


def find_places(text: str, known: Gazetteer | None = None) -> list[PlaceMention]:
    """Return the places that ``text`` names, in order, never overlapping; by default against what is by hand.

    A name that several places bear keeps all of them as candidates. A word that could be a place and is
    more likely none is left out; one that may be either comes with ``certain`` false.
    """
    against = known or hand_gazetteer()
    found: list[_Found] = []
    for offset, piece in pieces(text):
        found += _in_piece(piece, offset, PlaceTokens(piece), against)
    return _mentions(found)


def places_among(
    text: str, written: Sequence[str], folded: Sequence[str], known: Gazetteer
) -> list[PlaceMention]:
    """Return what ``find_places`` does, for a short text whose ``words`` are known, and these at level match."""
    return _mentions([*_in_piece(text, 0, PlaceTokens(text, written, folded), known)])


def _mentions(found: list[_Found]) -> list[PlaceMention]:
    _promote(found)
    kept = [each for each in found if each.certain is not None]
    return [
        PlaceMention(
            start=each.start,
            end=each.end,
            cue=each.cue,
            cue_kind=each.cue_kind,
            governorate=each.governorate,
            candidates=chosen,
            certain=bool(each.certain),
        )
        for each, chosen in zip(kept, choose(kept), strict=True)
    ]


def _in_piece(piece: str, offset: int, tokens: PlaceTokens, known: Gazetteer) -> Iterator[_Found]:
    names = list(_beginnings(tokens.keys, known))
    if not _may_name(names, tokens.keys, known):
        return
    reader = _Reader(piece, offset, tokens, known)
    behind = 0
    for position in names:
        if position >= behind:
            found, behind = reader.at(position)
            if found is not None:
                yield found


def _may_name(names: Sequence[int], keys: Sequence[str], known: Gazetteer) -> bool:
    """Return whether any of the words that begin a name may be a place at all.

    It is one without further words, goes on as a name does, or stands where a cue, a preposition or a person's name
    decides. Text on other subjects is left here, before its offsets are looked for.
    """
    for position in names:
        begun = known.beginning(keys[position])
        before = keys[position - 1] if position else ""
        behind = keys[position + 1] if position + 1 < len(keys) else ""
        if begun is None:
            continue
        if begun.is_place or behind in begun.seconds or _decides(before) or _decides(behind):
            return True
        if begun.is_famous and (before in place_words().persons or behind in _SON_OF):
            return True
    return False


def _beginnings(keys: Sequence[str], known: Gazetteer) -> Iterator[int]:
    """Yield the words that are a name, or begin one that the next word goes on with or an article hides."""
    for position in [place for place, key in enumerate(keys) if key in known.openers]:
        begun = known.beginning(keys[position])
        if begun is None:
            continue
        behind = keys[position + 1] if position + 1 < len(keys) else ""
        if begun.is_name or behind in begun.seconds or behind in ARTICLES:
            yield position


@functools.lru_cache(maxsize=1 << 16)
def _decides(key: str) -> bool:
    """Whether a word beside a name may be a cue or a preposition, or an article that hides one."""
    words = place_words()
    if key in ARTICLES or key in _OF or key in words.locatives or key[1:] in words.locatives:
        return True
    return _cue_of(key) is not None


@dataclasses.dataclass(slots=True)
class _Reader:
    piece: str
    offset: int
    words: PlaceTokens
    known: Gazetteer
    last_end: int = -1
    """Where the mention before ended, in the piece."""
    last_cue: str = ""

    def at(self, position: int) -> tuple[_Found | None, int]:
        """Return the place whose name begins at a word, and the word to go on from."""
        for cut, behind, key in self._names(position):
            start, end = self._start(position, cut), self.words.spans[behind - 1][1]
            cue, cue_kind = self._cue(position, behind, start)
            meant = self.known.meant(key, cue_kind)
            if not meant.places or self.piece[end - 1] in _TANWIN:
                # «دوماً» is always, not the town: a place's name takes no tanwin.
                continue
            certain = self._standing(
                position, behind, key, meant, is_cued=cue_kind != "", has_proclitic=cut > 0
            )
            is_near = 0 <= start - self.last_end <= _TAIL_REACH and self.last_end >= 0
            gap = folded_gap(self.piece, self.last_end, start) if is_near else "."
            self.last_end, self.last_cue = end, cue_kind
            where = None if cue is None else (cue[0] + self.offset, cue[1] + self.offset)
            first, last = start + self.offset, end + self.offset
            return _Found(first, last, meant.places, where, cue_kind, certain, gap), behind
        return None, position + 1

    def _names(self, position: int) -> Iterator[tuple[int, int, str]]:
        """Yield (letters cut, index behind, key) of the names that begin at a word, the longest first, proclitics last."""
        begun = self.known.beginning(self.words.keys[position])
        if begun is None:
            return
        for behind, rest in reversed(self._runs(position, begun)):
            for cut, first in begun.starts:
                key = " ".join([first, *rest]) if rest else first
                if key in self.known.by_name and self._is_capital(position, key):
                    yield cut, behind, key

    def _runs(self, position: int, begun: Beginning) -> list[tuple[int, list[str]]]:
        """Return (index behind, further words) of the words side by side that a name may have, shortest first."""
        behind = position + 1
        found: list[tuple[int, list[str]]] = [(behind, [])]
        rest: list[str] = []
        while len(rest) + 1 < begun.longest and behind < len(self.words.keys) and self._touches(behind):
            key = self.words.keys[behind]
            behind += 1
            if key in ARTICLES:  # Keys of names leave them out.
                continue
            if not rest and key not in begun.seconds:
                break
            rest.append(key)
            found.append((behind, [*rest]))
        return found

    def _is_capital(self, position: int, key: str) -> bool:
        if not "a" <= key[0] <= "z":
            return True
        return any(letter.isupper() for letter in self.piece[slice(*self.words.spans[position])])

    def _start(self, position: int, cut: int) -> int:
        start, end = self.words.spans[position]
        return letters_cut(self.piece, start, end, cut) if cut else start

    def _key(self, position: int) -> str:
        return self.words.keys[position] if 0 <= position < len(self.words.keys) else ""

    def _touches(self, position: int) -> bool:
        """Whether nothing but blanks stands between a word and the one before it."""
        spans = self.words.spans
        if not 0 < position < len(spans):
            return False
        return is_blank(self.piece, spans[position - 1][1], spans[position][0])

    def _cue(self, position: int, behind: int, start: int) -> tuple[tuple[int, int] | None, str]:
        """Return the span and kind of the word that says that a place stands here; kind alone within a list."""
        before = position - 1
        while before >= 0 and self.words.keys[before] in _OF and self._touches(before + 1):
            before -= 1
        if before >= 0 and (told := _cue_of(self.words.keys[before])) and self._touches(before + 1):
            cut, kind, is_latin = told
            if is_latin or before == position - 1:
                return (self._start(before, cut), self.words.spans[before][1]), kind
        cues = place_words().cues
        after = self._key(behind)
        if "a" <= after[:1] <= "z" and after in cues and self._touches(behind):
            return self.words.spans[behind], cues[after]
        is_listed = self.last_cue and self.last_end >= 0 and start - self.last_end <= 6
        if is_listed and _LIST.fullmatch(folded_gap(self.piece, self.last_end, start)):
            return None, self.last_cue
        return None, ""

    def _standing(
        self, position: int, behind: int, key: str, meant: Meant, *, is_cued: bool, has_proclitic: bool
    ) -> bool | None:
        """Return whether the name is certainly a place, perhaps (False), or only if its neighbours say so (None)."""
        if is_cued:
            return meant.is_famous or not meant.is_ordinary
        words = place_words()
        before = self.words.keys[position - 1] if not has_proclitic and self._touches(position) else ""
        is_in = before in words.locatives or before[1:] in words.locatives
        if self._is_persons(position, behind, before):
            return False if meant.is_famous else None
        if meant.is_ordinary:
            return False if is_in and meant.is_famous else None
        if meant.is_persons:
            return meant.is_famous if is_in else None
        return True if meant.is_famous or " " in key else (False if is_in else None)

    def _is_persons(self, position: int, behind: int, before: str) -> bool:
        """Whether a given name, a title or a word of kinship stands beside the name, which is a person's then."""
        if self._key(behind) in _SON_OF and self._touches(behind):
            return True
        if before not in place_words().persons:
            return False
        return not (before == "علي" and "ى" in self.piece[slice(*self.words.spans[position - 1])])


@functools.lru_cache(maxsize=1 << 12)
def _cue_of(key: str) -> tuple[int, str, bool] | None:
    """Return (letters cut, kind, whether it is Latin) of a word that says that a place follows; else None."""
    cues = place_words().cues
    for cut, rest in without_proclitics(key):
        if rest in cues:
            return cut, cues[rest], "a" <= rest[0] <= "z"
    return None


def _promote(found: list[_Found]) -> None:
    """Make certain what its governorate follows, and possible what stands in a list of places near it."""
    for one, other in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        codes = {place.id for place in other.places if place.kind is PlaceKind.GOVERNORATE}
        lies_in = any(place.governorate in codes and place.id not in codes for place in one.places)
        if other.certain and lies_in and _TAIL.fullmatch(other.gap):
            one.certain = True
            one.governorate = next(iter(codes))
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
