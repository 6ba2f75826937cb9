"""Cyrillic and Greek letters that look like Latin ones, inside a word that is Latin otherwise: Моhammad.

Nobody writes a name in two scripts letter by letter; whoever is looked for may. A word of another script alone is left as
it is, and is not compared.
"""

import re
from typing import Final

_LOOKALIKES: Final = str.maketrans(
    "АВЕКМНОРСТУХІЈЅаеорсухіјѕһԁԛԝкмтѵёїΑΒΕΖΗΙΚΜΝΟΡΤΥΧοινακρυ",
    "ABEKMHOPCTYXIJSaeopcyxijshdqwkmtvëïABEZHIKMNOPTYXoivakpu",
)
_OTHER: Final = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_LATIN: Final = re.compile("[a-zA-Z]")


def with_latin_letters(word: str) -> str:
    """Return ``word``, in which a few letters may be of another script, in Latin letters; else as it is. Offsets stay."""
    if word.isascii() or not _OTHER.search(word) or not _LATIN.search(word):
        return word
    read = word.translate(_LOOKALIKES)
    return word if _OTHER.search(read) else read
