"""What is asked of many texts at once is what each alone would answer."""

import itertools
import re

from hypothesis import given
from hypothesis import strategies as st

from sijill.names.many_texts import Numbers, close_together, code_points, those_in, those_with

TEXTS = st.lists(st.text("abاب", max_size=4))
MARKS = st.lists(st.from_regex(r"\n?[abاب]{1,3}\n?", fullmatch=True), min_size=1, max_size=4)


@given(TEXTS, TEXTS)
def test_texts_have_one_number_each_in_the_order_of_coming(first: list[str], later: list[str]) -> None:
    """Numbers count distinct texts as they come, and those asked for later go on behind them."""
    numbers = Numbers()
    found = [*numbers.of(first).tolist(), *numbers.of(later).tolist()]
    distinct = list(dict.fromkeys([*first, *later]))
    assert list(numbers) == distinct
    assert [distinct[number] for number in found] == [*first, *later]


@given(TEXTS, TEXTS)
def test_known_texts_are_found(known: list[str], texts: list[str]) -> None:
    """The places of known texts are those of all that are among the known."""
    expected = [place for place, text in enumerate(texts) if text in known]
    assert those_in(frozenset(known), texts).tolist() == expected


@given(MARKS, TEXTS)
def test_a_mark_is_found_where_it_stands(marks: list[str], texts: list[str]) -> None:
    """An end of a line in a mark is the begin of a text or its end; no mark is found across two texts."""
    patterns = [re.sub(r"\n$", r"\\Z", re.sub(r"^\n", r"\\A", mark)) for mark in marks]
    expected = [
        place for place, text in enumerate(texts) if any(re.search(pattern, text) for pattern in patterns)
    ]
    assert those_with(marks, texts).tolist() == expected


@given(TEXTS)
def test_texts_made_anew_are_the_same(texts: list[str]) -> None:
    """Texts that are made anew are equal to what they were, none of them lost."""
    assert list(close_together(texts)) == texts
    points, begins = code_points(texts)
    ends = itertools.pairwise(begins.tolist())
    assert ["".join(map(chr, points[begin:end].tolist())) for begin, end in ends] == texts
