"""Marks cover whole words, stay inside lines, and change no letter."""

from hypothesis import given
from hypothesis import strategies as st

from sijill.tell.marking import mark

_TEXT = st.text(alphabet="ابتة وه\u064e12 a.\n", max_size=40)
_SPANS = st.lists(st.tuples(st.integers(-2, 44), st.integers(-2, 44)), max_size=5)


@given(_TEXT, _SPANS)
def test_marking_changes_no_letter_and_loses_no_claim(text: str, spans: list[tuple[int, int]]) -> None:
    """The pieces of all lines are the text without its empty lines; each claim has one anchor."""
    numbered = [(start, end, number) for number, (start, end) in enumerate(spans)]
    lines = mark(text, numbered)
    told = ["".join(piece.text for piece in line) for line in lines]
    assert [line for line in told if line.strip()] == [line for line in text.split("\n") if line.strip()]
    anchors = [number for line in lines for piece in line for number in piece.anchors]
    assert sorted(anchors) == list(range(len(spans)))


def test_a_mark_widens_to_the_whole_word() -> None:
    """A claim that begins behind a joined preposition is marked with it: letters keep their joining."""
    text = "أصيب بأكثر من 45 شخصاً."
    start = text.index("أكثر")
    [line] = mark(text, [(start, start + len("أكثر من 45 شخص"), 0)])
    assert [piece.text for piece in line if piece.marked] == ["بأكثر من 45 شخصاً"]


def test_claims_inside_claims_share_a_mark() -> None:
    """A part of a claim that is a claim itself gets its own anchor in the same mark."""
    [line] = mark("قتل 34 منهم 12 طفلاً", [(0, 20, 7), (11, 20, 8)])
    assert [(piece.anchors, piece.marked) for piece in line] == [((7, 8), True)]


def test_controls_are_shown_not_sent() -> None:
    """A NUL, which HTML cannot hold, is shown as a replacement character."""
    [[piece]] = mark("a\x00b", [])
    assert piece.text == "a\ufffdb"
