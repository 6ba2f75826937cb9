"""In which language a passage is written, as far as its script and small words tell; undecided is an answer.

For eight languages: Arabic, Persian and Sorani in Arabic letters; English, French, Turkish and Kurmanji in Latin ones;
Hebrew by its script. Others (Urdu, Spanish, German, Russian ...) are kept apart by decoys or by script and come out
undecided, as do names, short titles and mixtures. Small words are counted, because they are few, frequent and
the same on every subject; they were written by hand.
"""

import functools
import re
import unicodedata
from collections import Counter
from typing import Final

_READ: Final = 4_000
"""Code points that are looked at: the language of a passage shows in its first hundred words."""
_LEAST_WORDS: Final = 2
_LEAST_SHARE: Final = 0.08
"""Small words among all; prose has from a fifth to a half of them."""
_LEAD: Final = 1.6
"""How many times as many as the next language's."""
_MAIN_SCRIPT: Final = 0.6

_SMALL_WORDS: Final = {
    "ar": "في من على إلى عن أن إن كان كانت التي الذي هذا هذه ذلك ما لا لم لن هو هي مع بعد قبل بين حتى أو ثم قد كل غير عند"
    " منذ خلال لقد الذين كما وهو وقد وفي ومن ولم أنه أنها حيث بعض أي نحن أنا كنت وكان وكانت مش شو هيك اللي عم لسا هلق رح",
    "fa": "است از که به در را با برای این آن می شد شده بود بودند های هم یا تا اما نیز خود او ما کرد کرده کردند شود هستند بر"
    " پس نمی باید بین اگر هر چه دو یک دیگر همه روی بی وی آنها",
    "ckb": "لە بۆ بە کە ئەم ئەو لەگەڵ هەر نییە بوو بوون کرد دەکات دەکرێت ئەوەی ئەوە هەموو یان بەڵام پێش دوای نێوان لەسەر"
    " هەیە تا وەک دەبێت خۆی چەند یەک من تۆ ئێمە ئەوان نەبوو",
    "ur": "ہے کے کی میں سے کا کو اور نے یہ پر ہیں تھا تھے وہ ایک بھی نہیں کہ گیا",
    "en": "the of and to in is was were are that for with on at by from this it as be had have has not which they he she"
    " their who been or but an his her will would after before when where",
    "fr": "le la les des et est dans que qui une un pour sur par avec au aux ce cette sont ont été pas plus nous il elle ils"
    " du en se ne mais où leur son sa ses",
    "tr": "ve bir bu için ile olarak olan da de çok daha sonra kadar gibi ne ya o ise değil var her göre en ki ama biz ben"
    " onun olduğu edildi oldu önce arasında",
    "kmr": "û ji bo di de ku ev li bi ye hat hatin bû bûn ne wê wî ew em jî re her piştî berî lê an yên yê çi heye da nav",
    "es": "el la los las de y en que un una por con para del se es su al lo como más fue no son",
    "de": "der die das und ist in zu den von mit nicht ein eine auf für dem des sich auch war als bei im",
}
_TOLD: Final = frozenset({"ar", "fa", "ckb", "en", "fr", "tr", "kmr"})
_WORD: Final = re.compile(r"[^\W\d_]+")
_MARKS: Final = re.compile("[\u0610-\u061a\u0640\u064b-\u065f\u0670]")


def language(text: str) -> str:
    """Return ``ar``, ``fa``, ``ckb``, ``en``, ``fr``, ``tr``, ``kmr`` or ``he``, or an empty string for undecided."""
    looked_at = _MARKS.sub("", text[:_READ]).casefold()
    if script(looked_at) == "hebrew":
        return "he"
    found = _WORD.findall(looked_at)
    counts = Counter(name for word in found for name in _languages_of(word))
    (first, most), (_, next_most) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    is_enough = most >= _LEAST_WORDS and most >= _LEAST_SHARE * len(found)
    return first if is_enough and most >= _LEAD * next_most and first in _TOLD else ""


def script(text: str) -> str:
    """Return ``arabic``, ``latin``, ``hebrew``, ``cyrillic`` or another script's first word; empty for a mixture."""
    counts = Counter(_script_of(letter) for letter in text[:_READ] if letter.isalpha())
    name, most = (*counts.most_common(1), ("", 0))[0]
    return name if most > _MAIN_SCRIPT * counts.total() else ""


@functools.lru_cache(maxsize=1 << 12)
def _script_of(letter: str) -> str:
    return unicodedata.name(letter, "unnamed").split()[0].lower()


def _languages_of(word: str) -> tuple[str, ...]:
    """Return the languages that a word is a small word of; in Arabic و and the article are written joined."""
    if word.startswith("ال") and len(word) > 4:
        return ("ar",)
    return _languages().get(word) or (("ar",) if "ar" in _languages().get(word.removeprefix("و"), ()) else ())


@functools.cache
def _languages() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, words in _SMALL_WORDS.items():
        for word in words.casefold().split():
            found[word] = (*found.get(word, ()), name)
    return found
