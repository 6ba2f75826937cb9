"""Text that was stored in one encoding and read in another: Ù…Ø­Ù…Ø¯ and ãÍãÏ for محمد, JosÃ© for José, &#1605; for م.

What was read is turned back into bytes, and these are read as they were meant. It is done only where that leaves no
other reading: the bytes are UTF-8 throughout, or all letters are accented ones that are Arabic in the other encoding.
"""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Final

from sijill.text.fold import Folded


def _bytes_by_character(encoding: str) -> Mapping[str, int]:
    """Return the byte of each character; where an encoding has none, the control character of the same number."""
    found = {}
    for byte in range(256):
        found[chr(byte)] = byte
    for byte in range(128, 256):
        character = bytes([byte]).decode(encoding, "ignore")
        found |= {character: byte} if character else {}
    return found


_WESTERN: Final = _bytes_by_character("cp1252")
_ARABIC: Final = {
    character: byte
    for character, byte in _bytes_by_character("cp1256").items()
    if character > "\u00ff" or byte < 0xC0
}
_ENTITY: Final = re.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[a-zA-Z]{2,8});")
_SUSPECT: Final = re.compile(
    r"[\u00c2-\u00f4\u0622-\u063f][\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122\u060c\u061b\u061f"
    "\u0679\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06c1\u200c\u200d]|&#|&[a-zA-Z]+;"
    r"|[\u00c0-\u00ff]{2}"
)
_HARMLESS: Final = re.compile("[\x00-%'-\x7f\u0621-\u064a]*")
"""Nothing of it is suspect, which is found out in a tenth of the time."""
_FEWEST: Final = 3
"""Letters that are read as Arabic ones, at the least."""
_MOST_ROUNDS: Final = 3
_ARABIC_LETTERS: Final = re.compile("[\u0621-\u063a\u0640-\u0652\u067e\u0686\u0698\u06af\\s\\d\\W]+")


def undo_miscoding(text: str) -> Folded | None:
    """Return ``text`` as it was meant, with the offset of each character in ``text``; None where nothing says that it is miscoded.

    Text that was miscoded twice is undone twice.
    """
    found: Folded | None = None
    for _ in range(_MOST_ROUNDS):
        again = _undone(found.text if found else text)
        if again is None:
            break
        offsets = tuple(found.offsets[place] for place in again.offsets) if found else again.offsets
        found = Folded(again.text, offsets, len(text))
    return found


def _undone(text: str) -> Folded | None:
    if _HARMLESS.fullmatch(text) or not _SUSPECT.search(text):
        return None
    return (
        _without_entities(text)
        or _as_utf8(text, _WESTERN, 1)
        or _as_utf8(text, _ARABIC, 2)
        or _as_arabic(text)
    )


def _without_entities(text: str) -> Folded | None:
    characters: list[str] = []
    offsets: list[int] = []
    behind = 0
    for entity in _ENTITY.finditer(text):
        meant = html.unescape(entity.group())
        if meant == entity.group():
            continue
        characters += [*text[behind : entity.start()], *meant]
        offsets += [*range(behind, entity.start()), *[entity.start()] * len(meant)]
        behind = entity.end()
    if behind == 0:
        return None
    return Folded("".join(characters) + text[behind:], (*offsets, *range(behind, len(text))), len(text))


def _as_utf8(text: str, bytes_of: Mapping[str, int], fewest: int) -> Folded | None:
    """Return the text that UTF-8 was, read in an encoding of one byte; ``fewest`` letters have to be of several bytes."""
    read = [bytes_of.get(character, -1) for character in text]
    if min(read, default=-1) < 0:
        return None
    pieces = list(_characters(bytes(read)))
    several = sum(length > 1 for _, length, _ in pieces)
    lost = sum(not character for _, _, character in pieces)
    if several < fewest or lost * 4 > several:
        return None
    kept = [(start, character) for start, _, character in pieces if character]
    return Folded("".join(character for _, character in kept), tuple(start for start, _ in kept), len(text))


def _characters(read: bytes) -> Iterator[tuple[int, int, str]]:
    """Yield where each character of UTF-8 begins, its bytes, and what it is; nothing where the rest of it was lost."""
    place = 0
    while place < len(read):
        lead = read[place]
        length = 1 if lead < 0xC2 else 2 if lead < 0xE0 else 3 if lead < 0xF0 else 4
        character = read[place : place + length].decode("utf-8", "ignore")
        if character.encode() != read[place : place + length]:
            length, character = 1, ""
        yield place, length, character
        place += length


def _as_arabic(text: str) -> Folded | None:
    """Return Arabic of one byte a letter that was read as Western; of no letter without an accent."""
    read = [_WESTERN.get(character, -1) for character in text]
    letters = [character for character in text if character.isalpha()]
    if min(read) < 0 or len(letters) < _FEWEST or any(map(str.isascii, letters)):
        return None
    for encoding in ("cp1256", "iso8859_6"):
        meant = bytes(read).decode(encoding, "replace")
        if (
            len(meant) == len(text)
            and _ARABIC_LETTERS.fullmatch(meant)
            and not re.search("[\u00a1-\u00ff\ufffd]", meant)
        ):
            return Folded(meant, tuple(range(len(text))), len(text))
    return None
