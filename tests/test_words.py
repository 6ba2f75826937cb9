"""Every sentence stands in both languages and names the same fields."""

import string

import pytest

from sijill import words


def _fields(sentence: str) -> set[str]:
    return {name.split("!")[0] for _, name, _, _ in string.Formatter().parse(sentence) if name}


@pytest.mark.parametrize("file", words.files())
def test_both_languages_say_the_same_fields(file: str) -> None:
    """Arabic and English stand side by side and take the same fields."""
    for key in words.keys(file):
        arabic, english = words.say(key, "ar"), words.say(key, "en")
        assert _fields(arabic) == _fields(english), key
        assert any("\u0600" <= letter <= "\u06ff" for letter in arabic) or not any(
            map(str.isalpha, english)
        ), key
