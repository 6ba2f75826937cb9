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

FEWEST: Final = 60
"""Arabic letters: fewer might be anything."""
_CODE: Final = "cp1256"
_ARABIC: Final = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپٹچڈڑژکگںھہے".encode(_CODE)
_NEVER_BESIDE: Final = "àâçéèêëîïôùûüœŒƒ×÷".encode(_CODE)
"""Letters of French and signs that Windows-1256 has among Arabic letters, and other codes of Arabic and Cyrillic have letters."""
_HAMZA: Final = "ء".encode(_CODE)
"""Seldom in Arabic; where it stands, the code of Cyrillic on Unix has its most frequent letter."""
_MOST_HAMZA: Final = 1 / 10
_LATE: Final = "لمنهويى".encode(_CODE)
_YEH: Final = "ىي".encode(_CODE)
_LEAST_LATE: Final = 1 / 8
_LEAST_YEH: Final = 1 / 100
_MOST_BESIDE: Final = 1 / 50
CONTROLS: Final = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27})
"""Control characters that no text has."""
_ASCII: Final = bytes(range(128))


def _beside(others: bytes) -> "re.Pattern[bytes]":
    """Return what finds an Arabic letter beside one of ``others``."""
    one, other = (re.escape(letters) for letters in (_ARABIC, others))
    return re.compile(b"[%b](?=[%b])|[%b](?=[%b])" % (one, other, other, one))


_BESIDE_NEVER: Final = _beside(_NEVER_BESIDE)
_BESIDE_LATIN: Final = _beside(bytes([*range(65, 91), *range(97, 123)]))
_ARABIC_UTF_8: Final = re.compile(rb"(?:[\xd8-\xdb][\x80-\xbf]){2}")
"""Two Arabic letters of UTF-8; of Windows-1256 it would be ط, ظ, ع or غ, twice, each before a mark or a rare letter."""


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
        if not _is_arabic(content):
            raise
        return Stored(content.decode(_CODE), WINDOWS_1256)


def is_too_short(content: bytes) -> bool:
    """Whether bytes that ``decoded`` refuses may be Arabic in Windows-1256, and have too few letters to tell."""
    letters = _count(content, _ARABIC)
    return 1 < letters < FEWEST and _may_be_arabic(content, letters)


def _is_arabic(content: bytes) -> bool:
    """Whether bytes are Arabic text in Windows-1256, and can be nothing else.

    Read so, French is French. Other languages of Western, Turkish, Slavic and Greek codes put Arabic letters beside Latin
    ones, lower case of Cyrillic and Hebrew beside accented ones, and so do و, ه and ي of ISO 8859-6 and of DOS; capitals of
    Cyrillic and Greek have none of the seven letters that make two fifths of Arabic, and ISO 8859-6 without vowels has nothing where
    ى and ي are here. Rows of UTF-8 among others make two codes of one file, of which neither is right for all.
    """
    letters = _count(content, _ARABIC)
    return (
        letters >= FEWEST
        and _count(content, _LATE) >= letters * _LEAST_LATE
        and _count(content, _YEH) >= letters * _LEAST_YEH
        and _count(content, _HAMZA) <= letters * _MOST_HAMZA
        and _may_be_arabic(content, letters)
    )


def _may_be_arabic(content: bytes, letters: int) -> bool:
    if _count(content, CONTROLS) or _ARABIC_UTF_8.search(content) or _is_mostly_utf_8(content):
        return False
    beside_latin = sum(1 for _ in _BESIDE_LATIN.finditer(content))
    return beside_latin <= letters * _MOST_BESIDE and not _BESIDE_NEVER.search(content)


def _count(content: bytes, which: bytes) -> int:
    return len(content) - len(content.translate(None, which))


def _is_mostly_utf_8(content: bytes) -> bool:
    """Whether most bytes beyond ASCII stand in whole characters of UTF-8: a file of it with some that are torn."""
    beyond = len(content.translate(None, _ASCII))
    whole = len(content.decode("utf-8", "ignore").encode().translate(None, _ASCII))
    return 2 * whole > beyond
