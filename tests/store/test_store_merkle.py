"""RFC 6962 hashing, against published vectors and a plain recursive definition."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sijill.store.merkle import (
    EMPTY_ROOT,
    TILE_WIDTH,
    Tile,
    complete_root,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    proves_consistency,
    proves_inclusion,
    tree_root,
)
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


def _tiles(hashes: Sequence[bytes]) -> Tile:
    levels = [list(hashes)]
    while len(levels[-1]) >= TILE_WIDTH:
        below = levels[-1]
        full = range(0, len(below) - TILE_WIDTH + 1, TILE_WIDTH)
        levels.append([complete_root(below[at : at + TILE_WIDTH]) for at in full])
    return lambda level, index: levels[level][index * TILE_WIDTH : (index + 1) * TILE_WIDTH]


def _by_tiles(hashes: Sequence[bytes]) -> bytes:
    return tree_root(len(hashes), _tiles(hashes))


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


_A, _B, _C, _D, _E, _F = (
    bytes.fromhex(each)
    for each in (
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
    )
)
_ROOT = [bytes.fromhex(root) for root in ROOTS]
PATHS = {
    (0, 1): [],
    (0, 8): [_A, _B, _C],
    (5, 8): [_D, _E, _ROOT[3]],
    (2, 3): [_ROOT[1]],
    (1, 5): [_ROOT[0], _B, _D],
}
"""Inclusion proofs in the tests of Certificate Transparency's reference log, by leaf and size of tree."""
CONTINUATIONS = {
    (1, 1): [],
    (1, 8): [_A, _B, _C],
    (6, 8): [_F, _E, _ROOT[3]],
    (2, 5): [_B, _D],
}
"""Consistency proofs in the same tests, by the sizes of the two trees."""


@pytest.mark.parametrize("asked", PATHS, ids=str)
def test_published_inclusion_proofs(asked: tuple[int, int]) -> None:
    """Inclusion proofs of the reference tree are the published ones."""
    index, size = asked
    hashes = [leaf_hash(leaf) for leaf in LEAVES[:size]]
    assert inclusion_proof(index, size, _tiles(hashes)) == PATHS[asked]
    assert proves_inclusion(PATHS[asked], hashes[index], index=index, size=size, root=_ROOT[size - 1])


@pytest.mark.parametrize("asked", CONTINUATIONS, ids=str)
def test_published_consistency_proofs(asked: tuple[int, int]) -> None:
    """Consistency proofs of the reference tree are the published ones."""
    old, size = asked
    hashes = [leaf_hash(leaf) for leaf in LEAVES[:size]]
    proof = consistency_proof(old, size, _tiles(hashes))
    assert proof == CONTINUATIONS[asked]
    assert proves_consistency(proof, old=old, old_root=_ROOT[old - 1], size=size, root=_ROOT[size - 1])


def test_every_proof_of_every_small_tree_holds() -> None:
    """In every tree of up to 70 leaves, each leaf is proven and each smaller tree is continued."""
    hashes = [leaf_hash(b"%d" % number) for number in range(70)]
    roots = [_plain(hashes[:size]) for size in range(71)]
    for size in range(1, 71):
        tile = _tiles(hashes[:size])
        for index in range(size):
            proof = inclusion_proof(index, size, tile)
            assert proves_inclusion(proof, hashes[index], index=index, size=size, root=roots[size])
            older, old = consistency_proof(index + 1, size, tile), index + 1
            assert proves_consistency(older, old=old, old_root=roots[old], size=size, root=roots[size])


def _spoilt(draw: st.DataObject, proof: Sequence[bytes], *more: bytes) -> tuple[list[bytes], list[bytes]]:
    """Return the proof and further hashes with one bit of one of them flipped, or one of the proof lost."""
    parts = [*proof, *more]
    at = draw.draw(st.integers(0, len(parts) - 1))
    if at < len(proof) and draw.draw(st.booleans()):
        return [*proof[:at], *proof[at + 1 :]], list(more)
    place, bit = draw.draw(st.integers(0, 31)), draw.draw(st.integers(0, 7))
    parts[at] = bytes(each ^ (1 << bit if here == place else 0) for here, each in enumerate(parts[at]))
    return parts[: len(proof)], parts[len(proof) :]


@given(st.integers(1, 1_500), st.data())
@settings(max_examples=150)
def test_no_bit_of_an_inclusion_proof_can_change(size: int, data: st.DataObject) -> None:
    """Over the edges of tiles too: a proof holds, and with a bit, a hash, the index or the size changed it does not."""
    hashes = [leaf_hash(b"%d" % number) for number in range(size)]
    index, root = data.draw(st.integers(0, size - 1)), _plain(hashes)
    proof = inclusion_proof(index, size, _tiles(hashes))
    assert proves_inclusion(proof, hashes[index], index=index, size=size, root=root)
    path, (leaf, other) = _spoilt(data, proof, hashes[index], root)
    assert not proves_inclusion(path, leaf, index=index, size=size, root=other)
    elsewhere = data.draw(st.integers(-1, size + 1).filter(lambda each: each != index))
    assert not proves_inclusion(proof, hashes[index], index=elsewhere, size=size, root=root)
    assert not proves_inclusion([*proof, root], hashes[index], index=index, size=size, root=root)


@given(st.integers(1, 1_500), st.data())
@settings(max_examples=150)
def test_no_bit_of_a_consistency_proof_can_change(size: int, data: st.DataObject) -> None:
    """Over the edges of tiles too: a proof holds, and with a bit, a hash or a size changed it does not."""
    hashes = [leaf_hash(b"%d" % number) for number in range(size)]
    old, root = data.draw(st.integers(1, size)), _plain(hashes)
    proof, older = consistency_proof(old, size, _tiles(hashes)), _plain(hashes[:old])
    assert proves_consistency(proof, old=old, old_root=older, size=size, root=root)
    path, (first, second) = _spoilt(data, proof, older, root)
    assert not proves_consistency(path, old=old, old_root=first, size=size, root=second)
    assert not proves_consistency([*proof, root], old=old, old_root=older, size=size, root=root)
    assert not proves_consistency(proof, old=size + 1, old_root=older, size=size, root=root)


def test_every_tree_continues_the_empty_one() -> None:
    """An empty log is continued by any, without a proof, and only from the root of the empty tree."""
    assert proves_consistency([], old=0, old_root=EMPTY_ROOT, size=8, root=_ROOT[7])
    assert not proves_consistency([], old=0, old_root=_ROOT[0], size=8, root=_ROOT[7])
    with pytest.raises(ValueError, match="tree of"):
        inclusion_proof(3, 3, _tiles([]))
    with pytest.raises(ValueError, match="no tree of"):
        consistency_proof(0, 3, _tiles([]))


def test_a_proof_in_a_million_entries_reads_few_tiles() -> None:
    """At 1,000,000 entries a proof of 20 hashes is made from at most six tiles, and holds."""
    size, read = 1_000_000, set[tuple[int, int]]()
    hashes = [leaf_hash(number.to_bytes(3)) for number in range(size)]
    whole = _tiles(hashes)

    def tile(level: int, index: int) -> Sequence[bytes]:
        read.add((level, index))
        return whole(level, index)

    root = tree_root(size, tile)
    for index in (0, 421, 524_288, 999_999):
        read.clear()
        proof = inclusion_proof(index, size, tile)
        assert len(read) <= 6
        assert len(proof) <= 20
        assert proves_inclusion(proof, hashes[index], index=index, size=size, root=root)
        read.clear()
        older = tree_root(index + 1, tile)
        read.clear()
        proof = consistency_proof(index + 1, size, tile)
        assert len(read) <= 6
        assert proves_consistency(proof, old=index + 1, old_root=older, size=size, root=root)
