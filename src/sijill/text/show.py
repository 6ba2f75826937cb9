"""Names and paths from outside, made safe to show: one line, no letter that moves or hides others."""

import unicodedata
from typing import Final

_UNSAFE: Final = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
"""Controls (bidi ones among them), surrogates, private and unassigned letters, line and paragraph marks."""


def shown(text: str) -> str:
    """Return ``text`` with U+FFFD for every letter that could break a line or reorder what stands around."""
    return "".join("\ufffd" if unicodedata.category(letter) in _UNSAFE else letter for letter in text)
