"""Every sentence stands in both languages and names the same fields."""

import re
import string

import pytest

from sijill import words
from sijill.model.claim import Field, Relation


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


def test_one_word_for_one_kind() -> None:
    """A kind of event has the same words on the terminal and on the site."""
    shared = {key.removeprefix("claim.type.") for key in words.keys("claim") if key.startswith("claim.type.")}
    assert len(shared) > 20
    for name in shared:
        for language in words.LANGUAGES:
            assert words.say(f"claim.type.{name}", language) == words.say(f"tell.kind.{name}", language), name


def test_every_relation_and_reason_of_a_comparison_has_words() -> None:
    """What a comparison can answer is told in words on the site, never by its key."""
    for relation in Relation:
        assert words.say(f"beside.{relation.value}", "ar") != words.say(
            f"tell.relation.{relation.value}", "en"
        )
    for reason in ("no_total", "differing", "doubtful", "narrower", "unsaid"):
        assert words.say(f"beside.{reason}", "en") != words.say(f"tell.reason.{reason}", "ar")
    for field in Field:
        for language in words.LANGUAGES:
            told = words.say(f"tell.field.{field.value}", language)
            assert words.say(f"beside.field.{field.value}", language) == told


def test_a_name_alone_is_never_more_than_possible() -> None:
    """No sentence of screening calls a party sanctioned, found, matched, clear or guilty, in either language."""
    strong = re.compile(
        r"\b(?:sanctioned|matched|cleared?|guilty|criminal|confirmed)\b|معاقَ?ب|مُ?دان|مجرم|مؤكد|بريء"
    )
    for file in ("screen", "names", "link"):
        for key in words.keys(file):
            for language in words.LANGUAGES:
                assert not strong.search(words.say(key, language)), key
