"""Many parts are spelled at once as each is alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.names.letters import encode, pack_skeleton, skeleton
from sijill.names.many_parts import spelled_parts

PARTS = [
    "فتحي",
    "fathi",
    "صلاح",
    "salah",
    "ح",
    "h",
    "ه",
    "123",
    "٣",
    "8200",
    "a",
    "عيد",
    "",
    "tsch",
    "cch",
    "x",
    "ييي",
    "پور",
]


def _same(parts: list[str]) -> None:
    letters, lengths, skeletons = spelled_parts(parts)
    assert [bytes(row[:length]) for row, length in zip(letters, lengths, strict=True)] == list(
        map(encode, parts)
    )
    assert not letters[lengths == 0].any()
    assert skeletons.tolist() == [pack_skeleton(skeleton(part)) for part in parts]


@pytest.mark.parametrize("part", PARTS)
def test_one_part_is_spelled_alike(part: str) -> None:
    """Silent letters, digraphs, numbers, a lone vowel and nothing at all come out alike, alone and among others."""
    _same([part])
    _same([*PARTS, part])


@given(
    st.lists(
        st.text("ابتحخدذرسشعغقكلمنهوىيةءپچں", max_size=18)
        | st.text("abcdefghijklmnopqrstuvwxyz", max_size=18)
        | st.text("0123456789", max_size=18)
        | st.text("cthshxe", max_size=18)
        | st.text("ا1aهhç٣-😀", max_size=4),
        max_size=6,
    )
)
def test_any_parts_are_spelled_alike(parts: list[str]) -> None:
    """Whatever stands in parts, and whatever stands beside them, they have the letters and skeletons of each alone."""
    _same(parts)
