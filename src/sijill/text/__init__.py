"""Arabic and Latin text in levels that each know where every letter came from.

Level *clean* is safe to show (presentation forms, tatweel and invisible controls gone); level *match*
is for comparing (vowels, hamza seats, ta marbuta, digits folded); level *stem* cuts Arabic prose to light stems, never
names. Names are folded here and nowhere else.
"""

from sijill.text.fold import Folded, clean, fold_seats, letters, match, match_key, readable_end
from sijill.text.language import language
from sijill.text.miscoded import undo_miscoding
from sijill.text.show import shown
from sijill.text.stem import bare, stem, stemmed
from sijill.text.tokens import Token, folded_base, tokens, words

__all__ = [
    "Folded",
    "Token",
    "bare",
    "clean",
    "fold_seats",
    "folded_base",
    "language",
    "letters",
    "match",
    "match_key",
    "readable_end",
    "shown",
    "stem",
    "stemmed",
    "tokens",
    "undo_miscoding",
    "words",
]
