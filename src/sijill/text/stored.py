"""Bytes of a text file as text: UTF-8, UTF-16 behind its mark, or Arabic in Windows-1256 where it can be nothing else.

Spreadsheets on Arabic Windows still save lists in Windows-1256, and no byte of a file says so. A wrong guess would give persons
other names, so that it is made only where the letters leave no doubt; what is not certain is refused.
"""

import codecs
import re
from typing import Final, NamedTuple

UTF_8: Final = "UTF-8"
UTF_16: Final = "UTF-16"
WINDOWS_1256: Final = "Windows-1256"

_FEWEST: Final = 30
"""Arabic letters: fewer might be anything."""
_ARABIC: Final = (
    "\u0621-\u063a\u0641-\u064a\u067e\u0679\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1\u06d2"
)
_ACCENTED: Final = "àâçéèêëîïôùûüœŒƒ"
"""Letters of French that Windows-1256 has beside Arabic ones."""
_LETTER: Final = re.compile(f"[{_ARABIC}]")
_LATE: Final = re.compile("[لمنهويى]")
_BESIDE_ACCENTED: Final = re.compile(f"[{_ARABIC}][{_ACCENTED}]|[{_ACCENTED}][{_ARABIC}]")
_BESIDE_LATIN: Final = re.compile(f"[{_ARABIC}][A-Za-z]|[A-Za-z][{_ARABIC}]")
_MOST_BESIDE: Final = 1 / 50
_LEAST_LATE: Final = 1 / 8
_CONTROLS: Final = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})


class Stored(NamedTuple):
    """What a file says, and how it was stored."""

    text: str
    """A byte order mark of UTF-8 stays in it, so that offsets count the code points of the file."""
    encoding: str


def decoded(content: bytes) -> Stored:
    """Return the text of a file as it stands; UnicodeDecodeError where it is none of the three."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Stored(content.decode("utf-16"), UTF_16)
    try:
        return Stored(content.decode("utf-8"), UTF_8)
    except UnicodeDecodeError:
        text = _arabic(content)
        if text is None:
            raise
        return Stored(text, WINDOWS_1256)


def _arabic(content: bytes) -> str | None:
    """Return Arabic text stored in Windows-1256; None where the bytes may be anything else.

    Read so, French is French. Other languages of Western, Turkish, Slavic and Greek code pages put Arabic letters beside Latin
    ones, lower case of Cyrillic and Hebrew beside accented ones, and so do و, ي and ه of ISO 8859-6 and of DOS; capitals of
    Cyrillic and Greek have none of the seven letters that make two fifths of Arabic.
    """
    if len(content.translate(None, _CONTROLS)) < len(content):
        return None
    text = content.decode("cp1256")
    letters = len(_LETTER.findall(text))
    if (
        letters < _FEWEST
        or len(_LATE.findall(text)) < letters * _LEAST_LATE
        or len(_BESIDE_LATIN.findall(text)) > letters * _MOST_BESIDE
        or _BESIDE_ACCENTED.search(text)
    ):
        return None
    return text
