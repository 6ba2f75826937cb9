"""The place right before a row's figure, places without a name, numbered units as doers, and unions that speak."""

import pytest

from sijill.claim import extract
from sijill.model.claim import Claim


def _places(claim: Claim) -> list[str]:
    return [place.text for place in claim.places]


def test_in_a_row_the_place_before_a_figure_is_its_own() -> None:
    """«مديرية القطن 2,905 نازحين، مديرية بيت الصقر 310»: each row has its place, with both words of its name."""
    claims = extract("النازحون: مديرية القطن 2,905 نازحين، مديرية بيت الصقر 310 نازحين.")
    assert [_places(claim) for claim in claims] == [["مديرية القطن"], ["مديرية بيت الصقر"]]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("قُتل 4 رجال في قريتنا.", "قريتنا"),
        ("اعتُقل 3 شبان عند الحاجز 17.", "الحاجز 17"),
        ("Five people were killed in the warehouse.", "the warehouse"),
        ("Nine bodies were found at site 14.", "site 14"),
    ],
)
def test_places_that_only_the_text_knows(text: str, place: str) -> None:
    """Our village, a numbered checkpoint or site, the warehouse: places in the text's own words."""
    (claim,) = extract(text)
    assert _places(claim) == [place]


def test_a_word_behind_a_cue_that_says_where_is_no_name() -> None:
    """«41 مستشفى في الولاية»: «مستشفى في» names nothing."""
    (claim,) = extract("دُمّر 41 مستشفى في الولاية.")
    assert _places(claim) == ["الولاية"]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("Brigade 88 torched 214 houses.", "Brigade 88"),
        ("The 4th Division detained 96 people.", "The 4th Division"),
    ],
)
def test_a_numbered_unit_may_be_the_doer(text: str, doer: str) -> None:
    """A brigade or division is named by its number."""
    (claim,) = extract(text)
    assert claim.perpetrator is not None
    assert claim.perpetrator.text == doer


def test_a_union_of_many_speaks() -> None:
    """«a doctors' union said»: the apostrophe parts no name."""
    (claim,) = extract("At least 27 civilians were killed, a doctors' union said.")
    assert claim.attribution is not None
    assert claim.attribution.text == "a doctors' union"
