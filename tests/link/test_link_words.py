"""A column of names is split into words as Python splits each name."""

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.link import words
from sijill.link.words import split_words

_BLANKS = "\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_NEAR_BLANKS = "\x00\x1b\x7f\x86\xa1é\u167f\u1681\u1fff\u200b\u2010\u202e\u2030\u205e\u2060\u2fff\u3001"


def _read_back(names: Any) -> list[list[str]]:  # Any: an Arrow array
    distinct, rows = split_words(names)
    assert len(set(distinct)) == len(distinct)
    spans = [
        each.codes[begin:end].tolist()
        for each in rows
        for begin, end in zip(each.begins[:-1], each.begins[1:], strict=True)
    ]
    return [[distinct[code] for code in span] for span in spans]


@given(st.lists(st.text(max_size=12) | st.text(_BLANKS + _NEAR_BLANKS + "سلم ab", max_size=12), max_size=6))
def test_names_are_split_as_python_splits_them(names: list[str]) -> None:
    """White space of any kind parts words, and nothing else does."""
    assert _read_back(pa.array(names, pa.string())) == [name.split() for name in names]


def test_a_part_of_a_column_is_split_as_a_whole_one() -> None:
    """Some rows of a column are split as if they were the column."""
    names = ["سالم رامي", "", " نبيل  عمار ", "سالم نبيل", "رامي"]
    assert _read_back(pa.array(names)[1:4]) == [name.split() for name in names[1:4]]


def test_more_words_than_were_expected_have_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many words there are, each has its number, and rows of later names know those of the first."""
    monkeypatch.setattr(words, "_SEATS", 2)
    monkeypatch.setattr(words, "_ROWS", 7)
    names = [f"w{number % 13} w{number} w{number % 5}" for number in range(100)]
    assert _read_back(pa.array(names)) == [name.split() for name in names]
