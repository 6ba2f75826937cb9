"""The log's files after C2SP tlog-tiles: hash tiles, entry bundles, partial ones in ``.p`` folders.

``tile/<level>/<index>[.p/<width>]`` holds 32 bytes a hash; ``tile/entries/<index>[.p/<width>]`` holds each
entry behind its length in two bytes, big-endian. An index is written in groups of three digits, all but
the last with an ``x``: tile 1234067 is ``x001/x234/067``.
"""

from pathlib import Path

from sijill.store.merkle import TILE_WIDTH

HASH_SIZE = 32
ENTRY_LIMIT = 65_535


def tile_path(log: Path, level: int | str, index: int, width: int) -> Path:
    """Return where a tile of ``width`` hashes or entries lies; level ``entries`` names entry bundles."""
    digits = f"{index:03d}"
    digits = digits.rjust(-(-len(digits) // 3) * 3, "0")
    groups = [digits[i : i + 3] for i in range(0, len(digits), 3)]
    name = "/".join([f"x{group}" for group in groups[:-1]] + [groups[-1]])
    path = log / "tile" / str(level) / name
    return path if width == TILE_WIDTH else path.with_name(path.name + ".p") / str(width)


def pack_hashes(hashes: list[bytes]) -> bytes:
    """Return the bytes of a hash tile."""
    return b"".join(hashes)


def unpack_hashes(content: bytes) -> list[bytes]:
    """Return the hashes of a tile; ValueError when its length is no multiple of 32."""
    if len(content) % HASH_SIZE:
        raise ValueError("a hash tile is cut off")
    return [content[i : i + HASH_SIZE] for i in range(0, len(content), HASH_SIZE)]


def pack_entries(entries: list[bytes]) -> bytes:
    """Return the bytes of an entry bundle; ValueError when an entry is over 65,535 bytes."""
    if any(len(entry) > ENTRY_LIMIT for entry in entries):
        raise ValueError("an entry is too long")
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unpack_entries(content: bytes) -> list[bytes]:
    """Return the entries of a bundle; ValueError when it is cut off."""
    entries, position = [], 0
    while position < len(content):
        length = int.from_bytes(content[position : position + 2], "big")
        entry = content[position + 2 : position + 2 + length]
        if len(entry) != length or position + 2 > len(content):
            raise ValueError("an entry bundle is cut off")
        entries.append(entry)
        position += 2 + length
    return entries
