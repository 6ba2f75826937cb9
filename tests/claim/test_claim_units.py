"""What is counted has a word in both languages."""

import pytest

from sijill.claim import shares
from sijill.claim.lexicon import lexicon, unit_word
from sijill.model.claim import ClaimType


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_unit_has_a_word(language: str) -> None:
    """No unit of the vocabulary is without a word to show, in Arabic or in English."""
    units = {noun.unit for noun in lexicon().nouns.values()} - {"money"}
    for unit in units:
        word = unit_word(unit, language)
        assert word
        assert language == "en" or "\u0600" <= word[0] <= "\u06ff" or unit.isupper(), unit


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_share_has_words(language: str) -> None:
    """A share is told in words, with what it is a share of."""
    kinds = [f"percent_of_{kind}" for kind in ClaimType]
    kinds += [shares._unit_of(noun) for noun in lexicon().nouns.values() if noun.unit != "money"]
    wholes = ["percent", "percent_of_parent", "percent_of_population", *shares._PARTS_OF.values(), *kinds]
    for unit in wholes:
        word = unit_word(unit, language)
        assert "_" not in word
        assert "percent" not in word
        assert language == "en" or "\u0600" <= word[0] <= "\u06ff", unit


def test_a_fisherman_is_no_farmer() -> None:
    """Each trade is counted as itself."""
    assert lexicon().nouns["صياد"].unit == "fisherman"
    assert lexicon().nouns["officers"].unit == "police officer"
