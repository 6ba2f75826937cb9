"""The comparison on real name pairs that lie beside the project."""

import csv
from pathlib import Path

import numpy as np
import pytest

from sijill.names import POSSIBLE_MATCH, Index, score_pairs


@pytest.mark.shared
@pytest.mark.parametrize("file", ["un_primary.csv", "press_fullnames.csv"])
def test_real_romanisations_are_possible_matches_and_neighbours_are_not(shared: Path, file: str) -> None:
    """Of real pairs at least nine in ten pass the threshold; names paired with the next row's do not."""
    with (shared / "data" / "names" / file).open(encoding="utf-8", newline="") as rows:
        pairs = [(row["name_ar"], row["name_en"]) for row in csv.DictReader(rows)]
    arabic, latin = [one for one, _ in pairs], [other for _, other in pairs]
    assert (score_pairs(arabic, latin) >= POSSIBLE_MATCH).mean() >= 0.9
    assert (score_pairs(arabic, latin[1:] + latin[:1]) >= POSSIBLE_MATCH).mean() <= 0.02
    found = [hits[0][0] if hits else -1 for hits in Index(latin).search_many(arabic, 1)]
    assert np.mean([latin[place] == other for place, other in zip(found, latin, strict=True)]) >= 0.9
