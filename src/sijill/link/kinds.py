"""What happened to a person, as lists write it, as one of three kinds: killed, detained, missing."""

from typing import Final

from sijill.text import match_key, stem, tokens

_WORDS: Final = {
    "killed": "killed dead died deceased death martyr victim قتل مقتول قتيل قتلى شهيد استشهد متوفى متوفي متوفاه توفي ميت وفاه",
    "detained": "detained detainee arrested imprisoned prisoner held معتقل محتجز موقوف سجين مسجون أسير اعتقال احتجاز",
    "missing": "missing disappeared lost مفقود مختف مختفي مخفي مغيب اختفاء فقدان مجهول المصير",
}
_KIND_OF: Final = {
    stem(match_key(word)): kind for kind, words in reversed(_WORDS.items()) for word in words.split()
}


def kind_of(status: str, *, fallback: str = "") -> str:
    """Return killed, detained or missing for a status as written, else ``fallback``.

    Where several kinds are named, death counts before detention before disappearance: a person who died in
    detention is counted among the dead once, not twice.
    """
    found = {_KIND_OF.get(stem(token.folded)) for token in tokens(status)}
    return next((kind for kind in _WORDS if kind in found), fallback)
