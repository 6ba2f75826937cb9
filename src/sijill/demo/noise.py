"""Errors that real lists have, one function each: what clerks, keyboards and PDF extraction do to Arabic names.

Each takes a text and its chance and returns the text as it would be found; none returns an empty text.
"""

from typing import Final

from sijill.demo.captures import Rates
from sijill.demo.chance import Chance

_LETTERS: Final = "بتجحخدرزسشصطعغفقكلمنهوي"
_HAMZA: Final = str.maketrans("أإآ", "ااا")


def spell(name: str, rates: Rates, chance: Chance) -> str:
    """Return ``name`` with the spelling habits of a list: hamza, ta marbuta, final ya, joined parts, slips."""
    if chance.happens(rates.hamza):
        name = name.translate(_HAMZA)
    if chance.happens(rates.ta_marbuta):
        name = " ".join(word[:-1] + "ه" if word.endswith("ة") else word for word in name.split(" "))
    if chance.happens(rates.final_ya):
        name = " ".join(_other_ya(word) for word in name.split(" "))
    if chance.happens(rates.joined):
        name = join_parts(name)
    if chance.happens(rates.typo):
        name = slip(name, chance)
    return name


def _other_ya(word: str) -> str:
    if word.endswith("ى"):
        return word[:-1] + "ي"
    if word.endswith("ي") and len(word) > 2:
        return word[:-1] + "ى"
    return word


def join_parts(name: str) -> str:
    """Return ``name`` with عبد, أبو and the like written onto the next word."""
    for first in ("عبد ", "أبو ", "ابو "):
        name = name.replace(first, first.strip())
    return name.replace(" الدين", "الدين")


def slip(name: str, chance: Chance) -> str:
    """Return ``name`` with one letter lost, changed or swapped with its neighbour; never its first."""
    if len(name) < 4:
        return name
    at = chance.between(1, len(name) - 2)
    if " " in name[at : at + 2]:
        return name
    kind = chance.between(0, 2)
    if kind == 0:
        return name[:at] + name[at + 1 :]
    if kind == 1:
        return name[:at] + chance.pick(_LETTERS) + name[at + 1 :]
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def damage(text: str, rates: Rates, chance: Chance) -> str:
    """Return ``text`` as a poor PDF extraction gives it: lam-alef turned round, a last letter split off."""
    if chance.happens(rates.lam_alef):
        text = swap_lam_alef(text)
    if chance.happens(rates.split_letter):
        words = text.split(" ")
        longest = max(range(len(words)), key=lambda index: len(words[index]))
        if len(words[longest]) > 3:
            words[longest] = words[longest][:-1] + " " + words[longest][-1]
        text = " ".join(words)
    return text


def swap_lam_alef(text: str) -> str:
    """Return ``text`` with each ligature of lam and alef read from the wrong side.

    صلاح becomes صالح, and the article before an alef, as in الأحمد, becomes األحمد.
    """
    for alef in "اأإآ":
        text = text.replace("ل" + alef, alef + "ل")
    return text
