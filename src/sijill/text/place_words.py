"""Words around places, and what is written by hand of places themselves: ``places.toml``, folded once."""

import dataclasses
import functools
import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from typing import Any, Final

from sijill.model.place import Place, PlaceKind
from sijill.text.fold import match, match_key

HAND: Final = "Sijill, by hand"
"""The source of what is written in this folder."""
WORD: Final = re.compile(r"[^\W_]+(?:['’‘`´][^\W_]+)*")
"""A word of a folded text; an apostrophe inside it is a letter of Latin spelling (Dar'a)."""
_APOSTROPHES: Final = str.maketrans("", "", "'’‘`´ʿʾʻʼ")
ARTICLES: Final = frozenset(
    [
        "al",
        "el",
        "ar",
        "as",
        "ash",
        "ad",
        "adh",
        "az",
        "an",
        "at",
        "ath",
        "es",
        "esh",
        "ez",
        "ed",
        "er",
        "et",
        "en",
        "ul",
        "il",
        "ur",
        "us",
        "ush",
        "uz",
        "ud",
    ]
)
"""The Arabic article in Latin letters, before sun letters too."""
SURE_ARTICLES: Final = frozenset(["al", "el", "ar", "ash", "adh", "ez", "az"])
"""Those that are no English words: articles also without a hyphen."""

PROCLITICS: Final = frozenset("وفبلك")
_PROCLITIC: Final = re.compile(r"[وف]?[بلك]?")
_SHORTEST: Final = 3
"""Letters that must be left behind a proclitic."""
_FIRST_WORDS: Final = frozenset(map(match_key, ["محافظة", "مدينة", "قرية", "بلدة", "حي", "ناحية", "منطقة"]))
_LAST_WORDS: Final = frozenset(["governorate", "city", "district", "province", "town", "village"])


@dataclasses.dataclass(frozen=True, slots=True)
class PlaceWords:
    """The words of ``places.toml``, folded to level *match*."""

    cues: dict[str, str]
    """Word to the kind of its place, a key of ``[cues]``."""
    locatives: frozenset[str]
    ordinary: frozenset[str]
    persons: frozenset[str]


@functools.cache
def place_words() -> PlaceWords:
    """Return the cues and traps."""
    told = _told()
    cues = {
        word: kind
        for kind, words in told["cues"].items()
        for word in match_key(f"{words['ar']} {words['en']}").split()
    }
    loose = [
        key
        for entry in told["quarters"].values()
        if not entry.get("plain")
        for name in _names(entry)
        for key in name_keys(name)
    ]
    return PlaceWords(
        cues=cues,
        locatives=_word_set(told["locatives"]),
        ordinary=_word_set(told["ordinary"]) | frozenset(loose) | frozenset(map(key_word, cues)),
        persons=_word_set(told["persons"]),
    )


def hand_places() -> tuple[Place, ...]:
    """Return the governorates and all that is written by hand, in the order of the file."""
    told = _told()
    found = [_place(key, PlaceKind.GOVERNORATE, entry) for key, entry in told["governorates"].items()]
    found += [_place(key, PlaceKind.COUNTRY, entry) for key, entry in told["countries"].items()]
    kinds = {
        "areas": PlaceKind.AREA,
        "abroad": PlaceKind.LOCALITY,
        "quarters": PlaceKind.QUARTER,
        "camps": PlaceKind.CAMP,
        "detention_sites": PlaceKind.DETENTION,
        "sites": PlaceKind.SITE,
    }
    for table, kind in kinds.items():
        found += [_place(f"hand:{key}", kind, entry) for key, entry in told[table].items()]
    return tuple(found)


def key_word(word: str) -> str:
    """Return what a folded word is looked up by: without apostrophes, Latin ones without the h of a ta marbuta."""
    bare = word.translate(_APOSTROPHES)
    return bare[:-1] if len(bare) > 3 and bare.endswith("ah") else bare


def without_proclitics(word: str) -> list[tuple[int, str]]:
    """Return (letters cut, rest) of a folded Arabic word, the whole word first; of a Latin one that alone."""
    found = [(0, word)]
    if word[:1] not in PROCLITICS:
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


def with_proclitics(word: str) -> Iterator[str]:
    """Yield all words that ``without_proclitics`` may cut down to this one, itself first."""
    yield word
    bases = [word, "لل" + word[2:]] if word.startswith("ال") else [word]
    for joint in ("", "و", "ف"):
        for base in bases:
            yield joint + base
        yield from (joint + letter + word for letter in "بلك")


def name_keys(name: str) -> tuple[str, ...]:
    """Return the keys under which a name is found: its words, and for names of several words these joined.

    A word such as محافظة or *Governorate* at the edge is left out, because a text's own cue is read apart from
    the name. No key means that the name has no word with a letter or digit.
    """
    words = [key_word(found) for found in WORD.findall(match(name.translate(_APOSTROPHES)).text)]
    if len(words) > 1 and words[0] in _FIRST_WORDS:
        words = words[1:]
    if len(words) > 1 and words[-1] in _LAST_WORDS:
        words = words[:-1]
    kept = [word for word in words[:-1] if word not in ARTICLES] + words[-1:]
    if not any(kept):
        return ()
    joined = "".join(kept)
    is_long = len(kept) > 1 and len(joined) >= 6 and joined[0] >= "\u0600"
    return (" ".join(kept), joined) if is_long else (" ".join(kept),)


def is_arabic(name: str) -> bool:
    """Whether a name holds a letter of the Arabic script."""
    return any("\u0620" <= letter <= "\u06d3" or "\ufb50" <= letter <= "\ufefc" for letter in name)


def _place(key: str, kind: PlaceKind, entry: dict[str, Any]) -> Place:  # Any: TOML
    latitude, longitude = entry.get("at", (None, None))
    return Place(
        id=key,
        kind=kind,
        arabic=tuple(entry["ar"].split("|")),
        latin=tuple(entry["en"].split("|")),
        governorate=key if kind is PlaceKind.GOVERNORATE else entry.get("near", ""),
        latitude=latitude,
        longitude=longitude,
        population=1_000 * entry.get("people", 0),
        source=HAND,
    )


def _names(entry: dict[str, Any]) -> list[str]:  # Any: TOML
    return f"{entry['ar']}|{entry['en']}".split("|")


def _word_set(words: dict[str, str]) -> frozenset[str]:
    return frozenset(map(key_word, match_key(f"{words.get('ar', '')} {words['en']}").split()))


@functools.cache
def _told() -> dict[str, Any]:  # Any: TOML tables nest without a fixed shape
    return tomllib.loads(resources.files("sijill.text").joinpath("places.toml").read_text(encoding="utf-8"))
