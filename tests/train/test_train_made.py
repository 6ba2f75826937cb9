"""Made-up pairs of names, and kin with names nearly alike."""

import random

import pytest

from sijill.names.common import common_parts
from train.made import made_pairs
from train.negatives import kin_pairs, near_names
from train.noise import reseated


def test_made_pairs_are_the_same_at_each_call_and_mostly_differ() -> None:
    """Another clerk's spelling differs in about as many names as letters are written in two ways."""
    listed = [arabics[0] for arabics, _ in common_parts() if arabics]
    pairs = made_pairs(listed, [], count=500, seed=7)
    assert pairs == made_pairs(listed, [], count=500, seed=7)
    assert 0.3 < sum(one != other for one, other in pairs) / len(pairs) < 0.95


def test_letters_of_the_end_change_at_the_end_only() -> None:
    """ه becomes ة and ي becomes ى behind all others; hamza seats change anywhere."""
    draw = random.Random(7)
    assert reseated("هيه", draw, 1.0) == "هية"
    assert reseated("أمي", draw, 1.0) == "امى"
    assert reseated("أمي", draw, 0.0) == "أمي"


@pytest.mark.parametrize(("name", "near"), [("جمال", "كمال"), ("حسن", "حسين"), ("hassan", "ghassan")])
def test_near_names_are_other_names(name: str, near: str) -> None:
    """Names one or two letters apart that no usual spelling joins are near; spellings of one name are not."""
    assert near in near_names()[name]
    assert not {"جمال", "حسن", "hasan"} & set(near_names()[name])


def test_kin_have_brothers_of_nearly_one_name() -> None:
    """Some false pairs differ in one part only, by a letter or two."""
    pairs = [("جمال سمير الزيتوني", "جمال سمير الزيتوني", 1)] * 20
    false = {other for _, other, label in kin_pairs(pairs, seed=7) if not label}
    assert {"كمال سمير الزيتوني", "جلال سمير الزيتوني"} & false
