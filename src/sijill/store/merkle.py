"""Merkle tree hashing after RFC 6962, section 2.1, and the tiles of C2SP tlog-tiles (height 8).

A leaf hashes as SHA-256(0x00 || entry), a node as SHA-256(0x01 || left || right). Level L of tiles holds
the roots of complete subtrees of 256**L leaves; a tile holds up to 256 of them.
"""

import hashlib
from collections.abc import Callable, Sequence
from typing import Final

TILE_WIDTH: Final = 256
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Return the RFC 6962 hash of a log entry (32 bytes)."""
    return hashlib.sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the RFC 6962 hash of two subtrees (32 bytes)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def complete_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root over a power of two of hashes."""
    level = list(hashes)
    while len(level) > 1:
        level = [node_hash(level[i], level[i + 1]) for i in range(0, len(level), 2)]
    return level[0]


def tree_root(size: int, tail: Callable[[int, int], Sequence[bytes]]) -> bytes:
    """Return the root of a tree of ``size`` leaves from the rightmost tile of each level.

    ``tail(level, index)`` gives the hashes of tile ``index`` of ``level``; of the last one only the first
    ``width`` belong to a tree of this size, and no more are used.
    """
    if size == 0:
        return EMPTY_ROOT
    peaks: list[bytes] = []
    level, count = 0, size
    while count:
        width = count % TILE_WIDTH
        if width:
            peaks = _peaks(list(tail(level, count // TILE_WIDTH))[:width]) + peaks
        count //= TILE_WIDTH
        level += 1
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def _peaks(hashes: list[bytes]) -> list[bytes]:
    """Return the roots of the complete subtrees that ``hashes`` fall into, largest first."""
    peaks = []
    while hashes:
        width = 1 << (len(hashes).bit_length() - 1)
        peaks.append(complete_root(hashes[:width]))
        hashes = hashes[width:]
    return peaks
