"""RFC 6962 hashing, against published vectors and a plain recursive definition."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.store.merkle import EMPTY_ROOT, TILE_WIDTH, complete_root, leaf_hash, tree_root
from sijill.store.tiles import (
    pack_entries,
    pack_hashes,
    tile_path,
    unpack_entries,
    unpack_hashes,
)

LEAVES = [
    bytes.fromhex(leaf)
    for leaf in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
"""The reference tree of Certificate Transparency: eight leaves, and the root of each size."""


def _plain(hashes: Sequence[bytes]) -> bytes:
    """RFC 6962, section 2.1, as it is written there."""
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << ((len(hashes) - 1).bit_length() - 1)
    return hashlib.sha256(b"\x01" + _plain(hashes[:split]) + _plain(hashes[split:])).digest()


def _by_tiles(hashes: Sequence[bytes]) -> bytes:
    levels = [list(hashes)]
    while len(levels[-1]) >= TILE_WIDTH:
        below = levels[-1]
        full = range(0, len(below) - TILE_WIDTH + 1, TILE_WIDTH)
        levels.append([complete_root(below[start : start + TILE_WIDTH]) for start in full])
    return tree_root(len(hashes), lambda level, index: levels[level][index * TILE_WIDTH :])


@pytest.mark.parametrize("size", range(1, 9))
def test_roots_are_the_published_ones(size: int) -> None:
    """The roots over the reference leaves are those of Certificate Transparency."""
    assert _by_tiles([leaf_hash(leaf) for leaf in LEAVES[:size]]).hex() == ROOTS[size - 1]


def test_the_root_of_nothing_is_the_hash_of_nothing() -> None:
    """An empty log has the root that RFC 6962 gives it."""
    assert tree_root(0, lambda _level, _index: []) == EMPTY_ROOT == _plain([])
    assert EMPTY_ROOT.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.mark.parametrize("size", [1, 2, 3, 255, 256, 257, 511, 512, 513, 4096, 5000, 65_535, 65_536, 65_537])
def test_tiles_give_the_root_of_the_plain_definition(size: int) -> None:
    """Cutting a tree into tiles changes no root, at and around the edges of tiles of two levels."""
    hashes = [leaf_hash(number.to_bytes(4, "big")) for number in range(size)]
    assert _by_tiles(hashes) == _plain(hashes)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 1500), st.binary(max_size=4))
def test_tiles_give_the_root_for_any_size(size: int, salt: bytes) -> None:
    """At any size the tiles' root is the plain one."""
    hashes = [leaf_hash(salt + number.to_bytes(4, "big")) for number in range(size)]
    assert _by_tiles(hashes) == _plain(hashes)


@given(st.lists(st.binary(max_size=70), max_size=20))
def test_bundles_come_back(entries: list[bytes]) -> None:
    """Entry bundles and hash tiles are read as they were packed, and a cut one is refused."""
    packed = pack_entries(entries)
    assert unpack_entries(packed) == entries
    hashes = [leaf_hash(entry) for entry in entries]
    assert unpack_hashes(pack_hashes(hashes)) == hashes
    if entries:
        with pytest.raises(ValueError, match="cut off"):
            unpack_entries(packed[:-1])
        with pytest.raises(ValueError, match="cut off"):
            unpack_hashes(pack_hashes(hashes)[:-1])


def test_an_entry_has_a_limit() -> None:
    """An entry whose length does not fit in two bytes is refused, not wrapped around."""
    assert unpack_entries(pack_entries([b"x" * 65_535])) == [b"x" * 65_535]
    with pytest.raises(ValueError, match="too long"):
        pack_entries([b"x" * 65_536])


@pytest.mark.parametrize(
    ("level", "index", "width", "expected"),
    [
        (0, 1_234_067, 256, "tile/0/x001/x234/067"),
        (1, 0, 256, "tile/1/000"),
        (0, 999, 7, "tile/0/999.p/7"),
        ("entries", 1000, 256, "tile/entries/x001/000"),
    ],
)
def test_tiles_lie_where_c2sp_says(level: int | str, index: int, width: int, expected: str) -> None:
    """Paths are those of the C2SP tlog-tiles specification."""
    assert tile_path(Path("log"), level, index, width) == Path("log", expected)
