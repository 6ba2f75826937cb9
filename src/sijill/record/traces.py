"""Whether removed words are left in a file, in any writing of them that a reader could turn back.

Looked through are the bytes as they lie and everything in them that can be unpacked by deflate. A writing of
fewer than four bytes is not looked for: among millions of compressed bytes it stands somewhere by chance.
"""

import itertools
import re
import unicodedata
import zlib
from collections.abc import Iterator, Sequence
from typing import Final

from sijill.text import match

_SHORTEST: Final = 4
_MOST_UNPACKED: Final = 1 << 29
_PACKED: Final = re.compile(rb"[\x08\x18\x28\x38\x48\x58\x68\x78][\x01-\xff]")


def has_traces(content: bytes, words: Sequence[str]) -> bool:
    """Return whether any of ``words`` stands in ``content`` in one of its ``writings``."""
    wanted = {writing for word in words for writing in writings(word)}
    if not wanted:
        return False
    pattern = re.compile(b"|".join(re.escape(each) for each in sorted(wanted, key=len, reverse=True)))
    return any(pattern.search(part) for part in itertools.chain([content], _unpacked(content)))


def writings(word: str) -> set[bytes]:
    """Return the byte strings that write a word.

    As it is and folded, composed and taken apart, in capitals and small, as Arabic presentation forms, each also
    backwards; in UTF-8, UTF-16 of both orders, Windows-1256 and Latin-1, and those in hexadecimal, in the octal
    escapes of PDF, as numbers of HTML and as escapes of JSON.
    """
    spelled = _spelled(word)
    found: set[bytes] = set()
    for text in spelled | {each[::-1] for each in spelled}:
        found |= _encoded(text)
    return {each for each in found if len(each) >= _SHORTEST}


def _spelled(word: str) -> set[str]:
    plain = " ".join(word.split())
    bases = {plain, match(plain).text, plain.replace(" ", "")}
    found: set[str] = set()
    for base in bases:
        for text in (base, base.lower(), base.upper(), base.title(), base.casefold()):
            found |= {unicodedata.normalize("NFC", text), unicodedata.normalize("NFD", text)}
        found.add(shaped(base))
    return found - {""}


def shaped(text: str) -> str:
    """Return Arabic text as presentation forms, each letter in the form that its neighbours give it."""
    letters = list(text)
    drawn: list[str] = []
    at = 0
    while at < len(letters):
        pair = "".join(letters[at : at + 2])
        width = 2 if _form(pair, "isolated") and len(pair) == 2 else 1
        piece = pair[:width]
        before = at > 0 and bool(_form(letters[at - 1], "initial")) and bool(_form(piece, "final"))
        after = at + width < len(letters) and bool(_form(letters[at + width], "final"))
        after = after and bool(_form(piece, "initial"))
        name = {(True, True): "medial", (True, False): "final", (False, True): "initial"}.get(
            (before, after), "isolated"
        )
        drawn.append(_form(piece, name) or piece)
        at += width
    return "".join(drawn)


def _form(letters: str, name: str) -> str:
    return _TABLE.get((letters, name), "")


def _table() -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for code in range(0xFE80, 0xFEFD):
        kind, _, parts = unicodedata.decomposition(chr(code)).partition("> ")
        if parts:
            letters = "".join(chr(int(part, 16)) for part in parts.split())
            found[letters, kind.removeprefix("<")] = chr(code)
    return found


_TABLE: Final = _table()


def _encoded(text: str) -> set[bytes]:
    raw = {
        text.encode("utf-8", "ignore"),
        text.encode("utf-16-be", "ignore"),
        text.encode("utf-16-le", "ignore"),
    }
    for name in ("cp1256", "latin-1"):
        try:
            raw.add(text.encode(name))
        except UnicodeEncodeError:
            continue
    escaped: set[bytes] = set()
    for each in raw:
        escaped |= {each.hex().encode(), each.hex().upper().encode()}
        escaped.add(b"".join(b"\\%03o" % byte for byte in each))
        escaped.add(b"".join(bytes([byte]) if 32 <= byte <= 126 else b"\\%03o" % byte for byte in each))
    if not text.isascii():
        escaped.add("".join(f"\\u{ord(letter):04x}" for letter in text).encode())
        escaped.add("".join(f"&#{ord(letter)};" for letter in text).encode())
    return raw | escaped


def _unpacked(content: bytes) -> Iterator[bytes]:
    """Yield what deflate gives at every place where a packed stream may begin, and the packed rows of a PNG."""
    left = _MOST_UNPACKED
    sources = [content]
    if content.startswith(b"\x89PNG"):
        sources = [b"".join(_png_rows(content))]
    for source in sources:
        at = 0
        while (begins := _PACKED.search(source, at)) and left > 0:
            at = begins.start() + 1
            if (source[begins.start()] * 256 + source[at]) % 31:
                continue
            part, used = _inflate(source, begins.start(), left)
            left -= len(part)
            if len(part) >= _SHORTEST:
                yield part
            at += max(0, used - 1)


def _inflate(source: bytes, at: int, most: int) -> tuple[bytes, int]:
    """Return what can be unpacked from ``at`` on, and how long the stream was if it ended."""
    unpacker = zlib.decompressobj()
    parts: list[bytes] = []
    view = memoryview(source)
    for start in range(at, len(source), 1 << 16):
        try:
            parts.append(unpacker.decompress(view[start : start + (1 << 16)], most))
        except zlib.error:
            return b"".join(parts), 0
        if unpacker.eof:
            return b"".join(parts), min(start + (1 << 16), len(source)) - len(unpacker.unused_data) - at
    return b"".join(parts), 0


def _png_rows(content: bytes) -> Iterator[bytes]:
    at = 8
    while at + 8 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        if content[at + 4 : at + 8] == b"IDAT":
            yield content[at + 8 : at + 8 + length]
        at += 12 + length
