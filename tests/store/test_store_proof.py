"""Receipts as text: round trip, size, one spelling only, and proofs of a log on disk."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.errors import IntegrityError, UsageError
from sijill.model.log import Act
from sijill.store import log, payload
from sijill.store.checkpoint import Checkpoint, sign
from sijill.store.layout import Register
from sijill.store.merkle import inclusion_proof
from sijill.store.note import Signer
from sijill.store.proof import Proof, from_text, is_proof, is_proven, prove, to_text

SIGNER = Signer(name="sijill.register/0123456789abcdef", seed=bytes(range(32)))
NOTE = sign(Checkpoint(origin=SIGNER.name, size=1_000_000, root=b"\xb0" * 32), SIGNER)
LEAF = payload.leaf_of("ab" * 32)

hashes = st.lists(st.binary(min_size=32, max_size=32), max_size=20).map(tuple)
proofs = st.builds(
    Proof,
    index=st.integers(0, 999_999),
    hashes=hashes,
    checkpoint=st.just(NOTE),
    extra=st.none() | st.binary(max_size=90),
)


@given(proofs)
def test_what_is_written_is_read(proof: Proof) -> None:
    """Writing and reading a proof gives the same proof, and it is told from a bare checkpoint."""
    assert from_text(to_text(proof)) == proof
    assert is_proof(to_text(proof))
    assert not is_proof(proof.checkpoint)


def test_the_text_is_that_of_the_specification() -> None:
    """Lines stand as C2SP tlog-proof orders them, and the checkpoint verbatim behind an empty line."""
    proof = Proof(index=7, hashes=(b"\x00" * 32, b"\xff" * 32), checkpoint=NOTE, extra=b"leaf")
    head, _, rest = to_text(proof).partition(b"\n\n")
    assert head.decode().split("\n") == [
        "c2sp.org/tlog-proof@v1",
        "extra bGVhZg==",
        "index 7",
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "//////////////////////////////////////////8=",
    ]
    assert rest == NOTE


def test_a_receipt_in_a_million_is_short() -> None:
    """With the 20 hashes of a log of 1,000,000 entries, a receipt of ours has at most 1,500 bytes."""
    assert len(inclusion_proof(0, 1_000_000, lambda _level, _index: [b"\x00" * 32] * 256)) == 20
    proof = Proof(index=999_999, hashes=(b"\x01" * 32,) * 20, checkpoint=NOTE, extra=LEAF)
    assert len(to_text(proof)) <= 1_500


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"@v1", b"@v2"),
        (b"index 7", b"index 07"),
        (b"index 7", b"index -7"),
        (b"index 7", b"index \xd9\xa7"),
        (b"index 7\n", b""),
        (b"extra bGVhZg==", b"extra bGVhZh=="),
        (b"extra bGVhZg==", b"extra bGVhZg"),
        (b"extra bGVhZg==\n", b"extra bGVhZg==\nextra bGVhZg==\n"),
        (b"AAA=", b"AAB="),
        (b"AAA=\n", b"AAA=\r\n"),
        (b"AAAA=", b"="),
        (b"\n\n", b"\n"),
        (NOTE, b""),
    ],
)
def test_another_spelling_is_refused(old: bytes, new: bytes) -> None:
    """A line left out, repeated, or spelt in a way that is not canonical makes no proof."""
    text = to_text(Proof(index=7, hashes=(b"\x00" * 32,), checkpoint=NOTE, extra=b"leaf"))
    assert old in text
    with pytest.raises(ValueError, match=r".*"):
        from_text(text.replace(old, new, 1))


def test_every_entry_of_a_log_is_proven(register: Register) -> None:
    """Over the edge of a tile, each entry's receipt leads from its payload to the signed root."""
    log.append(register, [(Act.LINKAGE, {"n": n}) for n in range(299)])
    checkpoint = log.current(register)
    assert checkpoint.size == 300
    for position in (0, 1, 254, 255, 256, 299):
        proof = from_text(to_text(prove(register, position)))
        assert is_proven(proof, size=checkpoint.size, root=checkpoint.root)
        _, commitment = payload.read(register.path, position)
        assert proof.extra == payload.leaf_of(commitment)
    with pytest.raises(UsageError, match="300"):
        prove(register, 300)


def test_no_byte_of_a_receipt_can_change(register: Register) -> None:
    """A receipt with any one byte changed is no receipt, or leads nowhere, or carries another checkpoint."""
    log.append(register, [(Act.LINKAGE, {"n": n}) for n in range(4)])
    checkpoint = log.current(register)
    proof = prove(register, 2)
    text = to_text(proof)
    for at in range(len(text) - len(proof.checkpoint)):
        for flip in (1, 0x20):
            bad = bytearray(text)
            bad[at] ^= flip
            try:
                found = from_text(bytes(bad))
            except ValueError:
                continue
            assert not is_proven(found, size=checkpoint.size, root=checkpoint.root), at


def test_no_receipt_comes_from_a_damaged_log(register: Register) -> None:
    """A tile that is not what was signed gives an error that names the log, never a receipt."""
    log.append(register, [(Act.LINKAGE, {"n": n}) for n in range(4)])
    tile = register.log / "tile" / "0" / "000.p" / "5"
    tile.write_bytes(bytes(32) + tile.read_bytes()[32:])
    with pytest.raises(IntegrityError, match="is not what was signed"):
        prove(register, 2)


def test_a_receipt_does_not_say_what_was_recorded(register: Register) -> None:
    """A receipt holds the salted commitment, and no word of the payload."""
    log.append(register, [(Act.LINKAGE, {"name": "سلمى", "word": "canary"})])
    text = to_text(prove(register, 1))
    leaf = base64.b64decode(text.split(b"\n")[1].removeprefix(b"extra "))
    assert leaf == payload.leaf_of(payload.read(register.path, 1)[1])
    assert b"canary" not in text + leaf
