"""Clusters of far more records than the others of a run are told of."""

import numpy as np
import pytest

from sijill.link import RecordColumns, link_records
from sijill.link.large import too_large
from sijill.words import LANGUAGES, say


def test_a_cluster_is_held_against_the_others_of_its_run() -> None:
    """Forty records are too many where nine persons in ten have one, and usual where they have twenty."""
    few = np.r_[np.zeros(40, int), np.arange(1, 500)]
    found = too_large(few)
    assert (found.clusters, found.largest, found.usual, found.limit) == (1, 40, 1, 10)
    assert found.records.sum() == 40
    assert not too_large(np.r_[np.zeros(40, int), np.repeat(np.arange(1, 50), 20)]).records.any()


def test_numbers_that_nobody_has_and_no_records_are_nothing() -> None:
    """Unused numbers are no persons without records."""
    assert too_large(np.array([900, 900, 3])).usual == 1
    assert too_large(np.zeros(0, np.int32)).clusters == 0


@pytest.mark.parametrize("rows", [11, 10])
def test_who_links_is_told(rows: int) -> None:
    """Equal rows are one proposed person; more than ten of them are told of, in both languages."""
    given = ["سامر", "رامي", "وائل", "نزار", "جمال", "زياد", "باسل", "هادي"]
    others = [f"{one} {two} الزيتوني" for one in given for two in given if one != two]
    names = [*["غسان مروان القمحاوي"] * rows, *others]
    records = RecordColumns(
        ids=[f"r{place}" for place in range(len(names))],
        lists=["a"] * len(names),
        names=names,
        birth_dates=[*["1984-05-06"] * rows, *[f"19{40 + place}-03-04" for place in range(len(others))]],
    )
    told = dict(link_records(records).warnings).get("large_clusters")
    assert (told is not None) == (rows > 10)
    if told is not None:
        assert told["largest"] == rows
        for language in LANGUAGES:
            assert str(rows) in say("link.warning.large_clusters", language, **told)
