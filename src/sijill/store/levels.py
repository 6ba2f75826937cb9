"""All tiles of a log in memory, from its leaves: what its files have to be, and the root of every prefix."""

from collections.abc import Sequence
from pathlib import Path

from sijill.store.merkle import TILE_WIDTH, complete_root, leaf_hash, tree_root
from sijill.store.tiles import pack_entries, pack_hashes, tile_path


class Levels:
    """The tiles of C2SP tlog-tiles over some leaves, level by level."""

    def __init__(self, leaves: Sequence[bytes]) -> None:
        """Hash the leaves, and every complete tile above them."""
        self.leaves = leaves
        self.levels = [[leaf_hash(each) for each in leaves]]
        while full := len(self.levels[-1]) // TILE_WIDTH:
            below = self.levels[-1]
            self.levels.append(
                [complete_root(below[i * TILE_WIDTH : (i + 1) * TILE_WIDTH]) for i in range(full)]
            )

    def tile(self, level: int, index: int) -> Sequence[bytes]:
        """Return the hashes of one tile, as ``merkle`` asks for them."""
        return self.levels[level][index * TILE_WIDTH : (index + 1) * TILE_WIDTH]

    def root(self, size: int) -> bytes:
        """Return the RFC 6962 root of the first ``size`` leaves."""
        return tree_root(size, self.tile)

    def files(self, log: Path, size: int) -> dict[Path, bytes]:
        """Return every file below ``log/tile`` of a log of the first ``size`` leaves, and its bytes."""
        found: dict[Path, bytes] = {}
        for start in range(0, size, TILE_WIDTH):
            bundle = self.leaves[start : min(start + TILE_WIDTH, size)]
            path = tile_path(log, "entries", start // TILE_WIDTH, len(bundle))
            found[path] = pack_entries(list(bundle))
        level, count = 0, size
        while count:
            for start in range(0, count, TILE_WIDTH):
                hashes = self.levels[level][start : min(start + TILE_WIDTH, count)]
                found[tile_path(log, level, start // TILE_WIDTH, len(hashes))] = pack_hashes(hashes)
            level, count = level + 1, count // TILE_WIDTH
        return found
