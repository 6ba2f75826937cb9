"""The shipped parameter files: readable, bounded, and holding no rare part of anybody's name."""

import hashlib
from importlib import resources

import numpy as np
import pytest

from sijill.names.common import common_parts, usual_spellings
from sijill.names.features import FEATURES, LEVELS, SIGNS
from sijill.names.parameters import SHARES, load_parameters

LEARNED = resources.files("sijill.names").joinpath("learned")
FILES = ("letters.tsv", "trigrams.tsv", "frequencies.tsv", "damage.tsv", "shapes.tsv")


def test_the_version_is_that_of_the_files() -> None:
    """Whoever changes a parameter by hand changes the version that results carry, or is found out."""
    digest = hashlib.sha256(b"".join(LEARNED.joinpath(name).read_bytes() for name in FILES)).hexdigest()
    assert load_parameters().version.split(".")[0] == digest[:12]


def test_shares_are_shares() -> None:
    """What a letter emits in a context adds up to one, rounding aside."""
    for line in LEARNED.joinpath("letters.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        total = sum(int(unit.rpartition(":")[2]) for unit in line.split("\t")[3:])
        assert total == pytest.approx(SHARES, rel=0.002)


def test_more_against_a_name_never_raises_its_score() -> None:
    """Each shape rises or falls as its feature may: contradiction and omission only lower, evidence only raises."""
    shapes = load_parameters().model.shapes
    for feature, sign in enumerate(SIGNS):
        steps = np.diff(shapes[:, feature, 1:].astype(np.float64), axis=1)
        if sign:
            assert (sign * steps >= -1e-6).all(), FEATURES[feature]
    assert shapes.shape == (4, len(FEATURES), LEVELS)


def test_only_parts_written_by_hand_are_named() -> None:
    """The only parts of names in the learned files stand in the hand-written lexicon; fragments are short."""
    listed = {spelling for entry in usual_spellings() for spellings in entry for spelling in spellings}
    for line in LEARNED.joinpath("frequencies.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        assert line.split("\t")[0] in listed
    for line in LEARNED.joinpath("damage.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        assert max(map(len, line.split("\t")[:2])) <= 5


def test_each_entry_of_the_lexicon_has_both_scripts_and_stands_once() -> None:
    """An entry without a counterpart says nothing across scripts; one that stands twice says two things."""
    firsts = [arabic[0] for arabic, latin in common_parts() if arabic and latin]
    assert len(firsts) == len(common_parts())
    assert len(set(firsts)) == len(firsts)
