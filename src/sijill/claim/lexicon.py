"""The field's vocabulary, read once from ``lexicon.toml``: counted nouns, measures, and frames of what happens."""

import dataclasses
import functools
import tomllib
from importlib import resources
from typing import Any, Final

from sijill.model.claim import ClaimType
from sijill.text import match_key
from sijill.text.lexemes import Passage, proclitic_splits
from sijill.words import say

_OTHER: Final = "other"
"""In the vocabulary: a predicate that is no claim's."""
_POSSESSIVES: Final = ("هما", "هم", "هن", "ها", "نا", "كم", "ه")
_PERFECT: Final = (
    "",
    "ت",
    "وا",
    "و",
    "ا",
    "تا",
    "ن",
    "نا",
    "هم",
    "ته",
    "تهم",
    "ها",
    "ونا",
    "وهم",
    "وه",
    "وها",
    "ناهم",
    "هن",
)


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

    type: ClaimType | None
    """None: what happens is no claim's (they attended)."""
    categories: frozenset[str]
    first: int
    last: int
    joined: bool
    """Whether it opens with و or ف, and so begins a clause of its own."""


@dataclasses.dataclass(frozen=True, slots=True)
class _Frame:
    type: ClaimType | None
    """None: words that look like a frame and say nothing (refugee camp), or say what is no claim (attended)."""
    categories: frozenset[str]
    governs: bool = True
    """False for words that only look like a frame."""
    verb: bool = False
    """Whether the form is a verb's, which takes no article: «السجن» is a place."""


@dataclasses.dataclass(frozen=True, slots=True)
class Lexicon:
    """Folded forms to what they mean."""

    nouns: dict[str, Noun]
    frames: dict[str, tuple[tuple[tuple[str, ...], tuple[_Frame, ...]], ...]]
    """First folded word to (all words, its frames), longest first."""
    measures: frozenset[str]
    names_before: frozenset[str]
    names_bare: frozenset[str]
    """Words that a number names where no counted noun follows it."""

    def is_measure(self, word: str) -> bool:
        """Whether a number before ``word`` measures time, distance or weight, or counts what is no claim."""
        return any(rest in self.measures and joined in {"", "ال"} for joined, rest in proclitic_splits(word))

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
    frames: _Frames = {}
    _put_peoples(nouns, table["peoples"])
    for entry in table["frames"]:
        _put_frame(frames, entry)
    ordered = {
        word: tuple(
            (words, tuple(forms[words].values()))
            for words in sorted(forms, key=lambda words: (-len(words), words))
        )
        for word, forms in frames.items()
    }
    return Lexicon(
        nouns=nouns,
        frames=ordered,
        measures=frozenset(_words(table["measures"])),
        names_before=frozenset(_words(table["names_before"])),
        names_bare=frozenset(_words(table["names_bare"])),
    )


@functools.cache
def _table() -> dict[str, Any]:  # Any: a TOML table
    text = resources.files("sijill.claim").joinpath("lexicon.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


_SHARE: Final = "percent"
_WHOLES: Final = frozenset(
    {"parent", "population", "buildings", "families", "children", "schools", "hospitals", "facilities"}
)
"""What shares are of that has words of its own; other wholes are a unit and an s, or a type."""


@functools.cache
def unit_word(unit: str, language: str) -> str:
    """Return the singular word of a unit of claims in ``ar`` or ``en``; the unit itself where there is none."""
    if unit.startswith(_SHARE):
        return _share_word(unit.removeprefix(f"{_SHARE}_of_"), language)
    named = {
        entry.get("unit", name.replace("_", " ")): entry
        for name, entry in reversed(_table()["nouns"].items())
        if entry[language].strip(" |")
    }
    return str(named[unit][language].split()[0]) if unit in named else unit


def _share_word(whole: str, language: str) -> str:
    """«per cent (buildings)»: a share, with what it is a share of as far as that was read."""
    if whole == _SHARE:
        return say("claim.share.alone", language)
    if whole in set(ClaimType):
        told = say(f"claim.type.{whole}", language)
    elif whole in _WHOLES:
        told = say(f"claim.share.{whole}", language)
    else:
        told = unit_word(whole.removesuffix("s").replace("_", " "), language)
    return say("claim.share.of", language, whole=told)


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
    for word in map(match_key, plurals.split()):
        if word.endswith("ين") and len(word) > 4:
            # «موظفي الإغاثة»: the plural before its genitive.
            nouns.setdefault(word[:-1], noun("plural"))
    for word in map(match_key, entry.get("duals", "").split()):
        nouns.setdefault(word, noun("dual"))
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


def _put_peoples(nouns: dict[str, Noun], entry: dict[str, str]) -> None:
    """Enter words for people by origin; a singular is as often an adjective, so it never counts one alone."""
    singular = Noun("person", "person", None, strong=False, form="origin")
    plural = dataclasses.replace(singular, form="plural")
    for word in map(match_key, entry["ar"].split()):
        for ending, noun in (
            ("", singular),
            ("ا", singular),
            ("ه", singular),
            ("ون", plural),
            ("ين", plural),
            ("ات", plural),
            ("ان", dataclasses.replace(singular, form="dual")),
        ):
            nouns.setdefault(word + ending, noun)
    for word in match_key(f"{entry['plurals']} {entry['en']}").split():
        nouns.setdefault(word, plural)


_MASDARS: Final = frozenset(
    map(
        match_key,
        [
            "قتل",
            "قصف",
            "هدم",
            "حرق",
            "خطف",
            "أسر",
            "حبس",
            "ضرب",
            "طرد",
            "غرق",
            "إعدام",
            "ذبح",
            "نسف",
            "جرح",
            "سحل",
            "أخذ",
            "دفن",
            "حصار",
        ],
    )
)
"""Verbal nouns with the letters of their verbs."""
_OTHER_WORDS: Final = frozenset(map(match_key, ["لجان", "فرن", "فرنا", "نفر", "نفران"]))
"""Forms of a verb that are far oftener another word: committees, an oven, a person."""
_Frames = dict[str, dict[tuple[str, ...], dict[ClaimType | None, _Frame]]]
"""First word, all words, type: a verb may say one thing of persons and another of shells (سقط)."""


def _put_frame(frames: _Frames, entry: dict[str, Any]) -> None:  # Any: TOML
    kind = ClaimType(entry["type"]) if entry["type"] not in {"", _OTHER} else None
    frame = _Frame(kind, frozenset(entry["classes"]), entry["type"] != "")
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
    nominal = len(entry.get("ar", [])) + len(entry.get("en", []))
    for number, form in enumerate(forms):
        if number >= nominal and form in _OTHER_WORDS:
            continue
        words = tuple(form.split())
        frame = dataclasses.replace(frame, verb=number >= nominal and form not in _MASDARS)
        readings = frames.setdefault(words[0], {}).setdefault(words, {})
        taken = frozenset[str]().union(
            *(each.categories for kind_, each in readings.items() if kind_ is not kind)
        )
        known = readings.get(kind, dataclasses.replace(frame, categories=frozenset()))
        added = known.categories | (frame.categories - taken)
        if added or not readings:
            readings[kind] = dataclasses.replace(frame, categories=added)


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
                # «أبنائها», «شهداؤنا»: a final hamza takes a seat before the possessive.
                seated = stem[:-1] + "ء" if stem.endswith(("اي", "او")) else stem
                for form in (stem, stem.removesuffix("ت") + "ه", seated):
                    if form in nouns:
                        return dataclasses.replace(nouns[form], definite=True)
    return None


@functools.lru_cache(maxsize=1 << 12)
def deed(word: str) -> ClaimType | None:
    """Return what a verbal noun of harm to persons (قتل، اعتقال، اختفاء) is a deed of, or None."""
    for proclitics, rest in proclitic_splits(word):
        for words, readings in lexicon().frames.get(rest, ()) if proclitics in {"", "ال"} else ():
            kinds = {frame.type for frame in readings if "person" in frame.categories and frame.type}
            if len(words) == 1 and len(kinds) == 1:
                return kinds.pop()
    return None


def is_happening(word: str) -> bool:
    """Whether a folded word begins a frame that is a claim's."""
    return any(
        frame.type is not None
        for _, rest in proclitic_splits(word)
        for words, readings in lexicon().frames.get(rest, ())
        for frame in readings
        if len(words) == 1
    )


@functools.lru_cache(maxsize=1 << 12)
def noun_by_shape(word: str) -> Noun | None:
    """Return the noun of which ``word`` is a copy with wrong or lost dots (شحص for شخص), where there is just one."""
    if len(word) < 4 or word[0] < "\u0600":
        return None
    near = _shapes().get(word.translate(_SHAPE))
    return near[1] if near and sum(a != b for a, b in zip(near[0], word, strict=True)) <= 1 else None


_SHAPE: Final = str.maketrans("بتثنيئجخذزشضظغقڡںٮپچ", "ںںںںںںححدرسصطعففںںںح")


@functools.cache
def _shapes() -> dict[str, tuple[str, Noun] | None]:
    """Return words and their nouns by the letters without their dots; None where two differ in what they count."""
    found: dict[str, tuple[str, Noun] | None] = {}
    for word, noun in lexicon().nouns.items():
        if len(word) >= 4 and word[0] >= "\u0600":
            shape = word.translate(_SHAPE)
            same = found.get(shape, (word, noun))
            found[shape] = same if same is not None and same[1].unit == noun.unit else None
    return found


def triggers(read: Passage) -> list[Trigger]:
    """Return the triggers of a passage in order, the longest form at each place, none inside another."""
    found: list[Trigger] = []
    index = 0
    while index < len(read.lexemes):
        here = _triggers_at(read, index) if read.lexemes[index].kind == "word" else []
        found += (trigger for trigger in here if trigger.categories or trigger.type)
        index = here[0].last if here else index + 1
    return found


@functools.lru_cache(maxsize=1 << 14)
def _forms_of(word: str) -> tuple[tuple[str, tuple[tuple[tuple[str, ...], tuple[_Frame, ...]], ...]], ...]:
    """Return, for each reading of a folded word with its clitics, the forms of frames that begin with it."""
    frames = lexicon().frames
    return tuple((proclitics, frames[rest]) for proclitics, rest in proclitic_splits(word) if rest in frames)


def _triggers_at(read: Passage, index: int) -> list[Trigger]:
    """Return the readings of the longest form that begins at ``index``."""
    for proclitics, forms in _forms_of(read.word(index)):
        definite = proclitics.endswith(("ال", "لل"))
        for words, readings in forms:
            if definite and all(frame.verb for frame in readings):
                continue
            if all(_same(read.word(index + ahead), word) for ahead, word in enumerate(words[1:], 1)):
                joined = proclitics.startswith(("و", "ف")) or read.word(index - 1) in {"and", "و", "but"}
                return [
                    Trigger(
                        frame.type,
                        frame.categories if frame.governs else frozenset(),
                        index,
                        index + len(words),
                        joined,
                    )
                    for frame in readings
                ]
    return []


def _same(word: str, wanted: str) -> bool:
    return word == wanted or word in {f"ال{wanted}", f"ل{wanted}", f"ب{wanted}"}
