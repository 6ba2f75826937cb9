"""Names of places across scripts: which Arabic names a Latin one may be, and the other way round, best first.

Places are not persons: the article belongs to the name (الزلف and زلف are two villages), Tall or Kafr is no title, and
what stands apart in one spelling is joined in another (تل عرن، تلعرن). So beside the score of ``sijill.names``, whose
letters were learned, stand likenesses of whole names. Weights were fitted on 1,000 rows of a gazetteer of Syria whose
names are none of those that ``./dev bench search places`` asks for.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.letters import skeleton
from sijill.names.scoring import Names
from sijill.text import letters, match_key

_ARTICLES: Final = "al|el|ad|ar|as|ash|at|an|az|adh|ath|et|esh|es|er|en|ed|ez|il|ul"
_LATIN_ARTICLE: Final = re.compile(rf"(?:^|(?<=[\s(]))(?:{_ARTICLES})[\s\-]+(?=['’‘`ʿʼ]?\w)")
_ARABIC_ARTICLE: Final = re.compile(r"(?:^|(?<=\s))ال(?=\w{2})")
_DIGRAPHS: Final = (
    ("kh", "x"), ("sh", "S"), ("ch", "S"), ("gh", "g"), ("th", "t"), ("dh", "d"), ("zh", "z"), ("ph", "f"),
    ("ou", "w"), ("oo", "w"), ("ee", "y"), ("aa", "a"), ("ei", "y"), ("ai", "y"), ("ay", "y"), ("ey", "y"),
    ("aw", "w"), ("au", "w"),
)  # fmt: skip
_LATIN: Final = str.maketrans({"o": "w", "u": "w", "i": "y", "e": "y", "c": "k", "p": "b", "v": "f"})
_ARABIC: Final = dict(
    zip("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىءأإآؤئپچژگڤ", "abttjhxddrzsSsdtzEgfqklmnhwyhaEaaawybSzgf", strict=True)
)
_VOWELS: Final = re.compile("[awyE ]")
_DOUBLED: Final = re.compile(r"(.)\1+")
_LEAST: Final = -40.0
"""Of a score's logit: names that cannot be compared have this."""
_SECOND: Final = 8
"""Places of ten for whole names; the last are for names that are a part of each other (بويضة السويقات), of which the
best would stand behind dozens that are like the whole. Most of the rows fitted on were found with this."""


class _Weights(NamedTuple):
    score: float = 0.35
    """Of the logit of ``sijill.names``."""
    skeletons: float = 6.1
    written: float = 5.9
    consonants: float = 7.4
    articles: float = -2.4
    """For each article more or less."""
    words: float = 0.8
    """For each word more or less; positive, since the likenesses count a missing word already."""
    ending: float = 0.7
    """For the same vowel at the end: ah and ة, a and ا, a' and اء."""


_WEIGHTS: Final = _Weights()


class _Spelled(NamedTuple):
    """A name, its articles off, in the three ways in which likenesses see it."""

    skeleton: str
    written: str
    consonants: str
    articles: int
    words: int
    ending: str


class PlaceNames:
    """Names of places, searchable from the other script. Positions are those of ``names``."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = Names(names)
        spelled = [_spelled(name) for name in names]
        self._likeness = _Likeness(spelled)
        self._articles = np.array([each.articles for each in spelled])
        self._words = np.array([each.words for each in spelled])
        self._endings = np.array([each.ending for each in spelled])
        parts = [(place, part) for place, name in enumerate(names) for part in _parts(name)]
        self._whole_of = np.array([place for place, _ in parts], dtype=np.int64)
        self._parts = _Likeness([_spelled(part) for _, part in parts])

    def search(self, query: str, count: int = 10) -> list[tuple[int, float]]:
        """Return the ``count`` best (position, score), best first; only the order of scores has a meaning.

        The last fifth are names of which ``query`` is a part or that are a part of it, whatever their scores.
        Empty when ``query`` has no letter.
        """
        asked = _spelled(query)
        if not asked.written or not len(self._names):
            return []
        scores = self._scores(query, asked)
        whole = np.argsort(-scores, kind="stable")[: max(1, count * _SECOND // 10)].tolist()
        partial = np.argsort(-(self._partial(query, asked) + scores * 1e-4), kind="stable")[: 2 * count]
        found = list(dict.fromkeys([*whole, *partial.tolist()]))[:count]
        return [(place, float(scores[place])) for place in found]

    def _scores(self, query: str, asked: _Spelled) -> NDArray[np.float64]:
        places = np.arange(len(self._names))
        logits = Names([query]).logits(np.zeros_like(places), self._names, places)
        bounded = np.clip(np.nan_to_num(logits, nan=_LEAST), _LEAST, -_LEAST)
        signs = (
            bounded,
            *self._likeness.of(asked),
            np.abs(self._articles - asked.articles),
            np.abs(self._words - asked.words),
            self._endings == asked.ending,
        )
        total = np.zeros(len(places))
        for weight, sign in zip(_WEIGHTS, signs, strict=True):
            total += weight * sign
        return total

    def _partial(self, query: str, asked: _Spelled) -> NDArray[np.float64]:
        """Return how like a name is when its first or last word, or the query's, is left out."""
        best = np.zeros(len(self._names))
        if self._whole_of.size:
            np.maximum.at(best, self._whole_of, self._parts.mean(asked))
        for part in _parts(query):
            best = np.maximum(best, self._likeness.mean(_spelled(part)))
        return best


class _Likeness:
    """Dice's coefficient of the pairs of letters of one name and of each of many, in three spellings."""

    def __init__(self, names: Sequence[_Spelled]) -> None:
        self._tables = [
            _Pairs([getattr(name, field) for name in names])
            for field in ("skeleton", "written", "consonants")
        ]

    def of(self, name: _Spelled) -> list[NDArray[np.float64]]:
        spellings = (name.skeleton, name.written, name.consonants)
        return [table.dice(text) for table, text in zip(self._tables, spellings, strict=True)]

    def mean(self, name: _Spelled) -> NDArray[np.float64]:
        one, other, third = self.of(name)
        return (one + other + third) / 3


class _Pairs:
    def __init__(self, texts: Sequence[str]) -> None:
        held: dict[str, list[int]] = {}
        self._sizes = np.zeros(len(texts))
        for place, text in enumerate(texts):
            pairs = _pairs(text)
            self._sizes[place] = len(pairs)
            for pair in pairs:
                held.setdefault(pair, []).append(place)
        self._held = {pair: np.array(places) for pair, places in held.items()}

    def dice(self, text: str) -> NDArray[np.float64]:
        pairs = _pairs(text)
        shared = np.zeros(len(self._sizes))
        for pair in pairs & self._held.keys():
            shared[self._held[pair]] += 1
        return 2 * shared / (self._sizes + len(pairs))


def _pairs(text: str) -> set[str]:
    text = f" {text} "
    return {text[at : at + 2] for at in range(len(text) - 1)}


def _parts(name: str) -> Iterable[str]:
    words = name.replace("-", " ").split()
    bare = [word for word in words if word.lower() not in _ARTICLES.split("|")]
    return {" ".join(bare[1:]), " ".join(bare[:-1])} if len(bare) > 1 else ()


def _spelled(name: str) -> _Spelled:
    plain, articles = _without_articles(name)
    written = _romanised(plain)
    return _Spelled(
        skeleton="".join(skeleton(word) for word in match_key(plain).split()),
        written=written.replace(" ", ""),
        consonants=_VOWELS.sub("", written),
        articles=articles,
        words=len(plain.split()),
        ending=_ending(name, plain),
    )


def _is_arabic(name: str) -> bool:
    return any("\u0621" <= letter <= "\u06d3" for letter in name)


def _without_articles(name: str) -> tuple[str, int]:
    article = _ARABIC_ARTICLE if _is_arabic(name) else _LATIN_ARTICLE
    if _is_arabic(name):
        return article.subn("", letters(name).text)
    opened = unicodedata.normalize("NFKD", name.casefold())
    plain, count = article.subn("", "".join(letter for letter in opened if not unicodedata.combining(letter)))
    return re.sub(r"[^a-z0-9\s]", "", plain.replace("-", " ")).strip(), count


def _romanised(plain: str) -> str:
    if _is_arabic(plain):
        return "".join(_ARABIC.get(letter, letter if letter.isspace() else "") for letter in plain)
    for written, letter in _DIGRAPHS:
        plain = plain.replace(written, letter)
    return _DOUBLED.sub(r"\1", plain).translate(_LATIN)


def _ending(name: str, plain: str) -> str:
    """Return how a name ends: h, E (hamza), a, y, or a dash for a consonant."""
    if _is_arabic(name):
        kinds: tuple[tuple[str, str], ...] = (("ةه", "h"), ("ء", "E"), ("اى", "a"), ("ي", "y"))
    elif name.rstrip().endswith(("a'", "a’", "a`", "aʼ")):
        return "E"
    else:
        kinds = (("he", "h"), ("a", "a"), ("iy", "y"))
    return next((kind for last, kind in kinds if plain.endswith(tuple(last))), "-")
