"""One name taken apart: kinds, spans in the text as written, keys across scripts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.names import PartKind, keys, parse


def test_parts_have_kinds_and_point_into_the_text() -> None:
    """Titles and particles stay visible; joined parts and articles are one part with one span."""
    text = "الشهيد د. محمّد عبد الرحمن بن أبي صلاح الأشقر"
    parts = parse(text).parts
    assert [(part.written, part.kind) for part in parts] == [
        ("الشهيد", PartKind.TITLE),
        ("د", PartKind.TITLE),
        ("محمّد", PartKind.PLAIN),
        ("عبد الرحمن", PartKind.JOINED),
        ("بن", PartKind.PARTICLE),
        ("أبي صلاح", PartKind.KUNYA),
        ("الأشقر", PartKind.PLAIN),
    ]
    assert [part.folded for part in parse(text).compared] == ["محمد", "عبدرحمن", "ابوصلاح", "اشقر"]


def test_an_article_written_apart_belongs_to_its_part() -> None:
    """Al- is shown with the name it stands before, and not compared."""
    part = parse("Rami al-Ashqar").compared[1]
    assert (part.written, part.folded) == ("al-Ashqar", "ashqar")


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("رامي خالد شقير", "Rami Khaled Shouqair"),
        ("عبد الرحمن أبو صلاح", "Abdul Rahman Abou-Salah"),
        ("نور الدين الصالح", "Noureddine as-Saleh"),
        ("غسان وظافر", "Ghassan Wdhafer"),
        ("عيد", "Eid"),
        ("آية", "Aya"),
    ],
)
def test_keys_agree_across_scripts(arabic: str, latin: str) -> None:
    """One key a part, the same for an Arabic name and its romanisation."""
    assert keys(arabic) == keys(latin)
    assert all(key.isascii() and key for key in keys(arabic))


@pytest.mark.parametrize("text", ["مجهول الهوية", "", "北京", "\ud800", "\0 -"])
def test_no_name_has_no_keys(text: str) -> None:
    """What is no name cannot be found by accident."""
    assert keys(text) == ()


@given(st.text(alphabet=st.characters(codec=None), max_size=60))
def test_every_part_is_its_span(text: str) -> None:
    """A part's written form is what stands at its offsets, and parts do not overlap."""
    name = parse(text)
    assert all(text[part.start : part.end] == part.written for part in name.parts)
    ends = [0, *(part.end for part in name.parts)]
    assert all(end <= part.start for end, part in zip(ends, name.parts, strict=False))
