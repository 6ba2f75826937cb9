"""What happened to a person, as lists write it, as one of three kinds: killed, detained, missing."""

from typing import Final

from sijill.text import match_key, tokens

_WORDS: Final = {
    "killed": "killed dead died deceased death martyr victim قتل قتلت مقتول مقتولة قتيل قتيلة قتلى شهيد شهيدة شهداء"
    " استشهد استشهدت متوفى متوفي متوفاة توفي توفيت ميت ميتة وفاة مات ماتت",
    "detained": "detained detainee arrested imprisoned prisoner captive معتقل معتقلة محتجز محتجزة موقوف موقوفة سجين"
    " سجينة مسجون مسجونة أسير أسيرة اعتقل اعتقلت احتجز احتجزت اعتقال احتجاز",
    "missing": "missing disappeared abducted مفقود مفقودة مختف مختفي مختفية مخفي مخفية مغيب مغيبة مخطوف مخطوفة فقد"
    " فقدت اختفى اختفت اختفاء فقدان",
}
_KIND_OF: Final = {match_key(word): kind for kind, words in _WORDS.items() for word in words.split()}


def kind_of(status: str, *, fallback: str = "") -> str:
    """Return killed, detained or missing for a status as written, else ``fallback``.

    Where several kinds are named, death counts before detention before disappearance: a person who died in
    detention is counted among the dead once, not twice.
    """
    words = [token.folded.removeprefix("ال") for token in tokens(status)]
    found = {_KIND_OF.get(word) for word in words}
    return next((kind for kind in _WORDS if kind in found), fallback)
