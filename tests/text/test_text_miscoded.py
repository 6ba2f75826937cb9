"""Text that was stored in one encoding and read in another is read as it was meant, and nothing else is touched."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.text import undo_miscoding

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ", min_size=2, max_size=12)


def _misread(text: str, stored: str, read: str) -> str:
    return "".join(bytes([byte]).decode(read, "ignore") or chr(byte) for byte in text.encode(stored))


@pytest.mark.parametrize(("stored", "read"), [("utf-8", "cp1252"), ("utf-8", "latin-1"), ("utf-8", "cp1256")])
@given(words=st.lists(ARABIC, min_size=1, max_size=3))
def test_arabic_that_was_misread_is_read_as_it_was_meant(stored: str, read: str, words: list[str]) -> None:
    """UTF-8 that was read in a Western or an Arabic encoding comes back whole, with the offset of each letter."""
    text = " ".join(words)
    misread = _misread(text, stored, read)
    found = undo_miscoding(misread)
    assert found is not None
    assert found.text == text
    assert found.span(0, len(text)) == (0, len(misread))
    again = undo_miscoding(_misread(misread, "utf-8", "latin-1"))
    assert again is not None
    assert again.text == text


@pytest.mark.parametrize(
    ("misread", "meant"),
    [
        ("JosÃ© Montalvo", "José Montalvo"),
        ("ÓÇãÑ ÇáÒíä", "سامر الزين"),
        ("&#1587;&#1575;&#1605;&#1585; &amp; Co", "سامر & Co"),
        ("Ø§Ù„ÙØ§Ø±Ø³", "الارس"),
    ],
)
def test_what_is_known_of_lists_is_read(misread: str, meant: str) -> None:
    """Accents, Arabic of one byte a letter, letters as numbers; a letter of which half was lost is left out."""
    found = undo_miscoding(misread)
    assert found is not None
    assert found.text == meant


@pytest.mark.parametrize(
    "text",
    ["", "José Núñez", "Łukasz", "ÅSE ØÅ", "São", "Ýþçi", "AT&T", "A & B;", "علی اکبر چ", "íñigo", "Ñandú"],
)
def test_what_was_read_rightly_stays(text: str) -> None:
    """Letters with accents, and Persian ones, are no sign of anything."""
    assert undo_miscoding(text) is None


@given(ARABIC)
def test_arabic_stays(text: str) -> None:
    """No Arabic word is taken for another one."""
    assert undo_miscoding(text) is None


@given(st.text(max_size=40))
def test_any_text_is_answered(text: str) -> None:
    """Whatever is read, the offsets ascend within it."""
    found = undo_miscoding(text)
    if found is not None:
        assert list(found.offsets) == sorted(found.offsets)
        assert len(found.offsets) == len(found.text)
        assert all(0 <= offset < len(text) for offset in found.offsets)
