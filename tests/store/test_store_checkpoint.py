"""Checkpoints as signed notes: the published example, and no byte that can be changed."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.store.checkpoint import Checkpoint, open_note, sign
from sijill.store.note import Signer, parse_secret_key, secret_key, verifier_key

EXAMPLE_SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"  # noqa: S105
EXAMPLE_VERIFIER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
"""The key pair in the documentation of Go's sumdb note format."""

SIGNER = Signer(name="sijill.register/test", seed=bytes(range(32)))
CHECKPOINT = Checkpoint(origin=SIGNER.name, size=20_852_163, root=b"\xb0" * 32)


def test_the_published_key_pair_is_ours() -> None:
    """Key id and public key follow from a published secret key as they do elsewhere."""
    signer = parse_secret_key(EXAMPLE_SECRET)
    assert verifier_key(signer) == EXAMPLE_VERIFIER
    assert secret_key(signer) == EXAMPLE_SECRET


def test_a_checkpoint_is_the_note_that_others_read() -> None:
    """Three lines, a blank one, and a signature line that begins with the key id."""
    body, _, signature = sign(CHECKPOINT, SIGNER).decode().partition("\n\n")
    assert body == f"{SIGNER.name}\n20852163\n{base64.b64encode(CHECKPOINT.root).decode()}"
    dash, name, blob = signature.rstrip("\n").split(" ")
    assert (dash, name) == ("—", SIGNER.name)
    assert base64.b64decode(blob)[:4].hex() == verifier_key(SIGNER).split("+")[1]


@given(st.integers(0, 2**62), st.binary(min_size=32, max_size=32), st.binary(min_size=32, max_size=32))
def test_what_was_signed_comes_back(size: int, root: bytes, seed: bytes) -> None:
    """Opening a note with the right key gives what was signed; with another key it is refused."""
    signer = Signer(name="a.example/log", seed=seed)
    checkpoint = Checkpoint(origin=signer.name, size=size, root=root)
    note = sign(checkpoint, signer)
    assert open_note(note, verifier_key(signer)) == checkpoint
    other = Signer(name=signer.name, seed=bytes(byte ^ 1 for byte in seed))
    with pytest.raises(ValueError, match="another key"):
        open_note(note, verifier_key(other))


def test_no_byte_of_a_checkpoint_can_be_changed() -> None:
    """Each single bit flipped, each byte left out and each byte doubled: refused."""
    note, verifier = sign(CHECKPOINT, SIGNER), verifier_key(SIGNER)
    changed = []
    for place in range(len(note)):
        changed += [note[:place] + bytes([note[place] ^ 1 << bit]) + note[place + 1 :] for bit in range(8)]
        changed += [note[:place] + note[place + 1 :], note[:place] + note[place : place + 1] + note[place:]]
    for bad in (each for each in changed if each != note):
        with pytest.raises(ValueError):  # noqa: PT011 - which of the reasons does not matter
            open_note(bad, verifier)


@pytest.mark.parametrize(
    "line", ["", "PRIVATE+KEY+x+00000000+AA==", "PUBLIC+KEY+x+0+AA==", "nothing", "PRIVATE+KEY+x+0+%%"]
)
def test_what_is_no_key_is_refused(line: str) -> None:
    """A line that is no secret key gives ValueError, never a key of other bytes."""
    with pytest.raises(ValueError):  # noqa: PT011 - which of the reasons does not matter
        parse_secret_key(line)
