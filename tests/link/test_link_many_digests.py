"""Names of clusters are digests that ``hashlib`` would give."""

import hashlib

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from sijill.link.many_digests import DIGEST_BYTES, digests


def _by_hashlib(texts: list[str]) -> list[int]:
    return [
        int.from_bytes(hashlib.blake2b(text.encode(), digest_size=DIGEST_BYTES).digest(), "little")
        for text in texts
    ]


@given(st.lists(st.text(max_size=300), max_size=5))
def test_digests_are_those_of_hashlib(texts: list[str]) -> None:
    """Any texts have the digests that ``hashlib`` gives."""
    assert digests(pa.array(texts, pa.string())).tolist() == _by_hashlib(texts)


def test_digests_at_the_edge_of_blocks() -> None:
    """A text that fills its blocks just, or by a byte more or less, has the digest that ``hashlib`` gives."""
    texts = ["x" * length for length in (0, 1, 127, 128, 129, 255, 256, 257, 1000)]
    assert digests(pa.array(texts)).tolist() == _by_hashlib(texts)


def test_digests_of_a_part_of_a_column() -> None:
    """Digests of some rows of a column are those of these rows."""
    assert digests(pa.array(["a", "b", "سجل"])[1:]).tolist() == _by_hashlib(["b", "سجل"])
