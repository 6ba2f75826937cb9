"""A definite number word behind its noun names things; it counts nobody new."""

from sijill.claim import extract


def test_a_definite_number_behind_its_noun_is_no_claim() -> None:
    """«في محافظات البلاد الثماني» adds no claim to the figure that the sentence states."""
    claims = extract("قُتل نحو 300 شخص في محافظات البلاد الثماني خلال السنوات الخمس.")
    assert [claim.minimum for claim in claims] == [300]


def test_an_indefinite_number_word_still_counts() -> None:
    """«قُتل ثمانية» without a noun behind it is still a figure."""
    claims = extract("قُتل ثمانية في القصف.")
    assert [claim.minimum for claim in claims] == [8]
