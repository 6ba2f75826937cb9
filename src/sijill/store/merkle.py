"""Merkle trees after RFC 6962, section 2.1, read from the tiles of C2SP tlog-tiles (height 8).

Roots, inclusion proofs (2.1.1) and consistency proofs (2.1.2) are computed from O(log n) tiles; proofs are
checked with the algorithms of RFC 9162, sections 2.1.3.2 and 2.1.4.2.

A leaf hashes as SHA-256(0x00 || entry), a node as SHA-256(0x01 || left || right). Level L of tiles holds
the roots of complete subtrees of 256**L leaves; a tile holds up to 256 of them.
"""

import functools
import hashlib
from collections.abc import Callable, Sequence
from typing import Final

TILE_WIDTH: Final = 256
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()

Tile = Callable[[int, int], Sequence[bytes]]
"""``tile(level, index)`` gives the hashes of one tile."""

_TILE_HEIGHT: Final = 8


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


def tree_root(size: int, tail: Tile) -> bytes:
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


def inclusion_proof(index: int, size: int, tile: Tile) -> list[bytes]:
    """Return the hashes that lead from leaf ``index`` to the root of a tree of ``size``, the lowest first.

    RFC 6962, section 2.1.1. ValueError when the tree has no such leaf.
    """
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    tile = functools.cache(tile)
    start, end, proof = 0, size, []
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            proof.append(_range_root(middle, end, tile))
            end = middle
        else:
            proof.append(_range_root(start, middle, tile))
            start = middle
    return proof[::-1]


def consistency_proof(old: int, size: int, tile: Tile) -> list[bytes]:
    """Return the hashes that show a tree of ``size`` to continue its first ``old`` leaves.

    RFC 6962, section 2.1.2. ValueError unless 0 < ``old`` <= ``size``: every tree continues the empty one.
    """
    if not 0 < old <= size:
        raise ValueError(f"no tree of {old} within one of {size}")
    tile = functools.cache(tile)
    start, end, proof = 0, size, []
    while end != old:
        middle = start + _split(end - start)
        if old <= middle:
            proof.append(_range_root(middle, end, tile))
            end = middle
        else:
            proof.append(_range_root(start, middle, tile))
            start = middle
    if start:
        proof.append(_range_root(start, end, tile))
    return proof[::-1]


def proves_inclusion(proof: Sequence[bytes], leaf: bytes, *, index: int, size: int, root: bytes) -> bool:
    """Return whether ``proof`` shows a leaf hash at ``index`` of the tree. RFC 9162, section 2.1.3.2."""
    if not 0 <= index < size:
        return False
    first, last, found = index, size - 1, leaf
    for each in proof:
        if last == 0:
            return False
        if first & 1 or first == last:
            found = node_hash(each, found)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            found = node_hash(found, each)
        first, last = first >> 1, last >> 1
    return last == 0 and found == root


def proves_consistency(proof: Sequence[bytes], *, old: int, old_root: bytes, size: int, root: bytes) -> bool:
    """Return whether ``proof`` shows a tree to continue an older one. RFC 9162, section 2.1.4.2.

    Every tree continues the empty one, and each continues itself; both without a proof.
    """
    if old in {0, size}:
        return not proof and old_root == (root if old else EMPTY_ROOT)
    if not 0 < old < size or not proof:
        return False
    hashes = list(proof) if old & (old - 1) else [old_root, *proof]
    first, last = old - 1, size - 1
    while first & 1:
        first, last = first >> 1, last >> 1
    older = newer = hashes[0]
    for each in hashes[1:]:
        if last == 0:
            return False
        if first & 1 or first == last:
            older, newer = node_hash(each, older), node_hash(each, newer)
            while first and not first & 1:
                first, last = first >> 1, last >> 1
        else:
            newer = node_hash(newer, each)
        first, last = first >> 1, last >> 1
    return last == 0 and older == old_root and newer == root


def _split(width: int) -> int:
    """Return the largest power of two below ``width``."""
    return 1 << ((width - 1).bit_length() - 1)


def _range_root(start: int, end: int, tile: Tile) -> bytes:
    """Return the root over leaves ``start`` to ``end``; ``start`` is a multiple of the power of two above."""
    width = end - start
    if width & (width - 1):
        middle = start + _split(width)
        return node_hash(_range_root(start, middle, tile), _range_root(middle, end, tile))
    level, height = divmod(width.bit_length() - 1, _TILE_HEIGHT)
    index, offset = divmod(start >> (level * _TILE_HEIGHT), TILE_WIDTH)
    return complete_root(tile(level, index)[offset : offset + (1 << height)])


def _peaks(hashes: list[bytes]) -> list[bytes]:
    """Return the roots of the complete subtrees that ``hashes`` fall into, largest first."""
    peaks = []
    while hashes:
        width = 1 << (len(hashes).bit_length() - 1)
        peaks.append(complete_root(hashes[:width]))
        hashes = hashes[width:]
    return peaks
