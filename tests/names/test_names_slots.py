"""What each part of a name is, as far as the writing and the custom tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill import words
from sijill.names import parse
from sijill.names.slotting import Slot, is_organisation, slots


def _told(name: str) -> list[tuple[str, str]]:
    return [(part.written, slot.value) for part, slot in zip(parse(name).parts, slots(name), strict=True)]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("سعد شقير", "given family"),
        ("سعد خالد شقير", "given father family"),
        ("سعد خالد ناصر شقير", "given father grandfather family"),
        ("سعد خالد ناصر فادي شقير", "given father grandfather forebear family"),
        ("سعد خالد ناصر فادي زياد شقير", "given uncertain uncertain uncertain uncertain uncertain"),
        ("سعد", "uncertain"),
        ("Saad Khaled Shuqair", "given father family"),
    ],
)
def test_a_bare_row_follows_the_custom(name: str, expected: str) -> None:
    """Two to five parts are given name, forebears, family; one part, or more than five, say less."""
    assert [slot for _, slot in _told(name)] == expected.split()


@pytest.mark.parametrize(
    "name",
    ["SHUQAIR, Saad Khaled", "SHUQAIR Saad Khaled", "Saad Khaled SHUQAIR", "Shuqair; Saad Khaled"],
)
def test_commas_and_capitals_say_which_part_is_the_family(name: str) -> None:
    """FAMILY, Given Father and FAMILY Given Father are told and compared as Given Father FAMILY."""
    told = {written.lower(): slot for written, slot in _told(name)}
    assert told == {"saad": "given", "khaled": "father", "shuqair": "family"}
    assert [part.folded for part in parse(name).compared] == ["saad", "khaled", "shuqair"]


def test_capitals_throughout_say_nothing() -> None:
    """A name in capitals has no capital family; an abbreviation and initials are none either."""
    for name in ("SAAD KHALED SHUQAIR", "MHD Khaled Shuqair", "JR Shuqair"):
        assert parse(name).family_from == -1


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("أبو صلاح", [("أبو صلاح", "kunya")]),
        ("أبو صلاح سعد شقير", [("أبو صلاح", "kunya"), ("سعد", "given"), ("شقير", "family")]),
        ("سعد أبو صلاح", [("سعد", "given"), ("أبو صلاح", "family")]),
        ("سعد بن خالد", [("سعد", "given"), ("بن", "particle"), ("خالد", "uncertain")]),
        ("سعد آل شقير", [("سعد", "given"), ("آل شقير", "family")]),
        ("Saad Shuqair Jr.", [("Saad", "given"), ("Shuqair", "family"), ("Jr", "generation")]),
        ("Saad Shuqair III", [("Saad", "given"), ("Shuqair", "family"), ("III", "generation")]),
        ("ابن سعد شقير", [("ابن", "kin"), ("سعد", "father"), ("شقير", "family")]),
        ("Saad Shuqair Ⅱ", [("Saad", "given"), ("Shuqair", "family"), ("Ⅱ", "generation")]),
        ("سعد زوج هدى", [("سعد", "uncertain"), ("زوج", "particle"), ("هدى", "relative")]),
        ("ابن خلدون", [("ابن", "kin"), ("خلدون", "uncertain")]),
        ("زوجة سعد شقير", [("زوجة", "kin"), ("سعد", "uncertain"), ("شقير", "uncertain")]),
        ("الشيخ سعد شقير", [("الشيخ", "title"), ("سعد", "given"), ("شقير", "family")]),
        ("سعد شقير 1985", [("سعد", "given"), ("شقير", "family"), ("1985", "particle")]),
        ("مجهول الهوية", [("مجهول", "unknown"), ("الهوية", "unknown")]),
    ],
)
def test_signs_are_read_before_the_custom(name: str, expected: list[tuple[str, str]]) -> None:
    """Kunya, son-of, house-of, generation and titles have slots of their own."""
    assert _told(name) == expected


@pytest.mark.parametrize("word", ["الكنية", "اللقب"])
def test_a_word_that_means_two_things_gives_no_slot(word: str) -> None:
    """الكنية and اللقب are family or nickname by country: the part behind them stays the bearer's, as the row has it."""
    assert _told(f"سعد خالد {word} شقير") == [
        ("سعد", "given"),
        ("خالد", "father"),
        (word, "particle"),
        ("شقير", "family"),
    ]


def test_words_of_an_organisation_are_no_persons_names() -> None:
    """A legal form, a company word or a generic word makes an organisation; its parts are words."""
    assert _told("شركة الأرز للتجارة ش.م.م") == [
        ("شركة", "legal_form"),
        ("الأرز", "word"),
        ("للتجارة", "word"),
        ("ش.م.م", "legal_form"),
    ]
    assert is_organisation("Cedar Trading")
    assert not is_organisation("Saad Shuqair")


@given(st.text(alphabet=st.characters(codec=None), max_size=40))
def test_every_part_of_any_text_has_a_slot(text: str) -> None:
    """No text crashes, and there are as many slots as parts."""
    assert len(slots(text)) == len(parse(text).parts)


def test_every_slot_and_repair_has_words() -> None:
    """Slots are told in both languages."""
    assert {f"names.slot.{slot.value}" for slot in Slot} <= set(words.keys("names"))
