"""What is counted has a word in both languages."""

import pytest

from sijill.claim.lexicon import lexicon, unit_word


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_unit_has_a_word(language: str) -> None:
    """No unit of the vocabulary is without a word to show, in Arabic or in English."""
    units = {noun.unit for noun in lexicon().nouns.values()} - {"money"}
    for unit in units:
        word = unit_word(unit, language)
        assert word
        assert language == "en" or "\u0600" <= word[0] <= "\u06ff" or unit.isupper(), unit


def test_a_fisherman_is_no_farmer() -> None:
    """Each trade is counted as itself."""
    assert lexicon().nouns["صياد"].unit == "fisherman"
    assert lexicon().nouns["officers"].unit == "police officer"
