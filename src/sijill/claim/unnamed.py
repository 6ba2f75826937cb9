"""Words for a land as a whole that do not name it: «في محافظات البلاد», "across the country"."""

from typing import Final

from sijill.text import match_key
from sijill.text.lexemes import word_set

_LAND: Final = word_set("البلاد الوطن القطر country nation nationwide countrywide")
_ALL_OF_IT: Final = word_set(
    "محافظات أنحاء أرجاء عموم كافة جميع مختلف سائر كامل مناطق مدن كل طول عرض وعرض في من all across the whole "
    "entire of parts throughout in over regions provinces governorates"
)


def is_unnamed(place: str) -> bool:
    """Return whether ``place`` as written is a whole land without its name; «شمال البلاد» is a part, and stays."""
    words = match_key(place).split()
    return any(word in _LAND for word in words) and all(word in _LAND | _ALL_OF_IT for word in words)
