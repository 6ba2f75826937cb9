"""The field's vocabulary, read once from ``lexicon.toml``: counted nouns, measures, and frames of what happens."""

import dataclasses
import functools
import tomllib
from importlib import resources
from typing import Any, Final

from sijill.model.claim import ClaimType
from sijill.text import match_key
from sijill.text.lexemes import Passage, proclitic_splits

_POSSESSIVES: Final = ("هما", "هم", "هن", "ها", "نا", "كم", "ه")
_PERFECT: Final = ("", "ت", "وا", "ا", "تا", "ن", "نا", "هم")


@dataclasses.dataclass(frozen=True, slots=True)
class Noun:
    """A counted noun in one of its forms."""

    unit: str
    category: str
    """person, family, thing, event, evidence, money, body or entity."""
    type: ClaimType | None
    strong: bool
    """Whether the noun's own type holds whatever verb stands beside it."""
    form: str
    """singular, dual or plural."""
    definite: bool = False
    joined: bool = False
    """Whether a conjunction or preposition is written with it, so that no number before it counts it."""


@dataclasses.dataclass(frozen=True, slots=True)
class Trigger:
    """A verb, verbal noun or state that says what happened; lexeme indexes, end exclusive."""

    type: ClaimType
    categories: frozenset[str]
    first: int
    last: int
    joined: bool
    """Whether it opens with و or ف, and so begins a clause of its own."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Frame:
    type: ClaimType
    categories: frozenset[str]


@dataclasses.dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded forms to what they mean."""

    nouns: dict[str, Noun]
    frames: dict[str, tuple[tuple[tuple[str, ...], _Frame], ...]]
    """First folded word to (all words, frame), longest first."""
    measures: frozenset[str]
    names_before: frozenset[str]

    def is_measure(self, word: str) -> bool:
        """Whether a number before ``word`` measures time, distance or weight, or counts what is no claim."""
        return any(rest in self.measures for _, rest in proclitic_splits(word))

    def is_name(self, word: str) -> bool:
        """Whether a number behind ``word`` is a name, an age or a label."""
        return any(rest in self.names_before for _, rest in proclitic_splits(word))


@functools.cache
def lexicon() -> Lexicon:
    """Return the vocabulary; read from the package on first use."""
    table = _table()
    nouns: dict[str, Noun] = {}
    for name, entry in table["nouns"].items():
        _put_noun(nouns, name, entry)
    frames: dict[str, dict[tuple[str, ...], _Frame]] = {}
    for entry in table["frames"]:
        _put_frame(frames, entry)
    ordered = {
        word: tuple(sorted(forms.items(), key=lambda item: (-len(item[0]), item[0])))
        for word, forms in frames.items()
    }
    return Lexicon(
        nouns=nouns,
        frames=ordered,
        measures=frozenset(_words(table["measures"])),
        names_before=frozenset(_words(table["names_before"])),
    )


@functools.cache
def _table() -> dict[str, Any]:  # Any: a TOML table
    text = resources.files("sijill.claim").joinpath("lexicon.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@functools.cache
def unit_word(unit: str, language: str) -> str:
    """Return the singular word of a unit of claims in ``ar`` or ``en``; the unit itself where there is none."""
    named = {
        entry.get("unit", name.replace("_", " ")): entry
        for name, entry in reversed(_table()["nouns"].items())
    }
    return str(named[unit][language].split()[0]) if unit in named else unit


def _words(entry: dict[str, str]) -> list[str]:
    return [match_key(word) for word in f"{entry['ar']} {entry['en']}".split()]


def _put_noun(nouns: dict[str, Noun], name: str, entry: dict[str, Any]) -> None:  # Any: a TOML table
    kind = ClaimType(entry["type"]) if "type" in entry else None

    def noun(form: str) -> Noun:
        unit = entry.get("unit", name.replace("_", " "))
        return Noun(unit, entry["class"], kind, entry.get("strong", False), form)

    singulars, _, plurals = entry["ar"].partition("|")
    for word in map(match_key, plurals.split()):
        nouns.setdefault(word, noun("plural"))
    for word in map(match_key, singulars.split()):
        nouns.setdefault(word, noun("singular"))
        nouns.setdefault(word + "ا", noun("singular"))
        stem = word[:-1] + "ت" if word.endswith("ه") else word
        nouns.setdefault(stem + "ان", noun("dual"))
        ambiguous = entry.get("sound", False) and not word.endswith("ه")
        nouns.setdefault(stem + "ين", noun("plural" if ambiguous else "dual"))
    english = entry["en"].split()
    for number, word in enumerate(english):
        is_singular = not word.endswith("s") and (number == 0 or f"{word}s" in english)
        nouns.setdefault(word, noun("singular" if is_singular else "plural"))


def _put_frame(frames: dict[str, dict[tuple[str, ...], _Frame]], entry: dict[str, Any]) -> None:  # Any: TOML
    frame = _Frame(ClaimType(entry["type"]), frozenset(entry["classes"]))
    forms = [match_key(form) for form in [*entry.get("ar", []), *entry.get("en", [])]]
    for stem in map(match_key, entry.get("ar_verbs", "").split()):
        forms += [stem + ending for ending in _PERFECT]
        if stem.endswith("ي"):
            forms += [stem[:-1] + ending for ending in ("وا", "ت", "تا")]
    for stem in map(match_key, entry.get("ar_imperfect", "").split()):
        forms += [
            prefix + stem[1:] + ending
            for prefix in ("ي", "ت", "ن", "سي", "ست")
            for ending in ("", "ون", "ان", "وا")
        ]
    for form in forms:
        words = tuple(form.split())
        frames.setdefault(words[0], {}).setdefault(words, frame)


@functools.lru_cache(maxsize=1 << 14)
def noun_of(word: str) -> Noun | None:
    """Return the counted noun of a folded word with its clitics, or None."""
    nouns = lexicon().nouns
    for proclitics, rest in proclitic_splits(word):
        definite = proclitics.endswith(("ال", "لل"))
        if rest in nouns:
            joined = proclitics not in {"", "ال"}
            return dataclasses.replace(nouns[rest], definite=definite, joined=joined)
    for _, rest in proclitic_splits(word):
        for ending in _POSSESSIVES:
            stem = rest.removesuffix(ending)
            if stem != rest and len(stem) >= 3:
                for form in (stem, stem.removesuffix("ت") + "ه"):
                    if form in nouns:
                        return dataclasses.replace(nouns[form], definite=True)
    return None


def triggers(read: Passage) -> list[Trigger]:
    """Return the triggers of a passage in order, the longest form at each place, none inside another."""
    found: list[Trigger] = []
    index = 0
    while index < len(read.lexemes):
        trigger = _trigger_at(read, index) if read.lexemes[index].kind == "word" else None
        if trigger:
            found.append(trigger)
            index = trigger.last
        else:
            index += 1
    return found


def _trigger_at(read: Passage, index: int) -> Trigger | None:
    frames = lexicon().frames
    for proclitics, rest in proclitic_splits(read.word(index)):
        for words, frame in frames.get(rest, ()):
            if all(_same(read.word(index + ahead), word) for ahead, word in enumerate(words[1:], 1)):
                joined = proclitics.startswith(("و", "ف")) or read.word(index - 1) in {"and", "و", "but"}
                return Trigger(frame.type, frame.categories, index, index + len(words), joined)
    return None


def _same(word: str, wanted: str) -> bool:
    return word == wanted or word in {f"ال{wanted}", f"ل{wanted}", f"ب{wanted}"}
