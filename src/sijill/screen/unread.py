"""What in a party's name cannot be compared: then the answer is "not compared", never "not found"."""

import unicodedata
from typing import Final

from sijill.model.listing import PartyType
from sijill.model.screening import Party
from sijill.names import keys
from sijill.text import match_key

_FEWEST_LETTERS: Final = 3
_ORGANISATIONS: Final = frozenset(
    match_key(word)
    for word in (
        "شركة",
        "الشركة",
        "مصرف",
        "المصرف",
        "بنك",
        "البنك",
        "مؤسسة",
        "المؤسسة",
        "هيئة",
        "الهيئة",
        "وزارة",
        "جمعية",
        "الجمعية",
        "منظمة",
        "المنظمة",
        "مجموعة",
        "المجموعة",
        "الخطوط",
        "خطوط",
        "مركز",
        "المركز",
        "جامعة",
        "معهد",
        "مصنع",
        "معمل",
        "مصفاة",
        "لجنة",
        "اللجنة",
        "مكتب",
        "المكتب",
        "صندوق",
        "الصندوق",
        "غرفة",
        "جبهة",
        "الجبهة",
        "حزب",
        "الحزب",
        "حركة",
        "الحركة",
        "لواء",
        "كتيبة",
        "جيش",
        "فرع",
        "إدارة",
    )
)
"""First words by which a party of no stated type is taken for an organisation."""


def why_unread(party: Party) -> tuple[str, dict[str, object]] | None:
    """Return the key of ``words/screen.toml`` that says why ``party`` cannot be called not found, and its fields."""
    unread_type = dict(party.unread).get("type")
    letters = unread_letters(party.name)
    found: list[tuple[bool, str, dict[str, object]]] = [
        (not party.name, "no_name", {}),
        (bool(letters), "unread_script", {"letters": letters}),
        (not keys(party.name), "no_score", {}),
        (is_too_short(party.name), "too_short", {}),
        (is_translated_name(party), "organisation_by_sound", {}),
        (unread_type is not None, "unread_type", {"value": unread_type}),
    ]
    return next(((key, fields) for holds, key, fields in found if holds), None)


def unread_letters(name: str) -> str:
    """Return the letters of ``name`` in scripts other than Arabic and Latin, each once, in order."""
    foreign = dict.fromkeys(
        letter
        for letter in name
        if letter.isalpha() and not unicodedata.name(letter, "").startswith(("ARABIC", "LATIN"))
    )
    # Modifier letters such as ʿ and ʾ stand for Arabic sounds in Latin transcription.
    return "".join(letter for letter in foreign if unicodedata.category(letter) != "Lm")


def is_too_short(name: str) -> bool:
    """Return whether a name has fewer than three letters: by sound it meets parts of too many names to say anything."""
    return sum(letter.isalpha() for letter in name) < _FEWEST_LETTERS


def is_translated_name(party: Party) -> bool:
    """Return whether the name is an organisation's in Arabic script, which lists give in translation.

    Names are compared by sound: «سيريتل» is found, «المصرف التجاري» is not "Commercial Bank".
    """
    first, *_ = [*match_key(party.name).split(), ""]
    is_arabic = any(unicodedata.name(letter, "").startswith("ARABIC LETTER") for letter in party.name)
    is_organisation = party.type is PartyType.ENTITY or (
        party.type is PartyType.UNKNOWN and first in _ORGANISATIONS
    )
    return is_arabic and is_organisation
