"""Populations of known size: what is on the lists is what the design said, and all follows from the seed."""

import csv
import io

import numpy as np
import pytest

from sijill.demo.known import KnownPopulation, make_known
from sijill.demo.visibility import DESIGNS


def _known(seed: int = 3) -> KnownPopulation:
    return make_known(seed=seed, total=400, lists=4, design="kinds")


def test_each_person_stands_on_the_lists_of_the_design() -> None:
    """The persons of a file are those whom its column of the captures has, and nobody else."""
    known = _known()
    for column, code in enumerate(known.lists):
        records = [row["id"] for row in _rows(known.files[f"{code}.csv"])]
        assert len({known.person_of[record] for record in records}) == known.captures[:, column].sum()


def test_some_persons_are_on_no_list() -> None:
    """Whoever is on no list has no record; all others have one."""
    known = _known()
    seen = known.captures.any(axis=1).sum()
    assert 0 < seen < known.total == len(known.captures)
    assert len(set(known.person_of.values())) == seen


def test_a_seed_gives_one_population() -> None:
    """The same seed gives the same files, another seed others."""
    assert _known().files == _known().files
    assert _known().files != _known(4).files


def test_more_lists_than_organisations_are_refused() -> None:
    """Six lists would leave the persons of one without a file."""
    with pytest.raises(ValueError, match="6 lists"):
        make_known(seed=3, total=400, lists=6, design="alike")


def test_papers_are_given_in_some_rows_only() -> None:
    """A fifth of rows give a national number of eleven digits, three tenths a registry."""
    rows = [row for content in _known().files.values() for row in _rows(content)]
    numbers = [row["national number"] for row in rows if row["national number"]]
    assert 0.1 < len(numbers) / len(rows) < 0.3
    assert {len(number) for number in numbers} == {11}
    assert 0.2 < sum(bool(row["registry"]) for row in rows) / len(rows) < 0.4


@pytest.mark.parametrize("design", DESIGNS)
def test_every_design_leaves_persons_on_several_lists(design: str) -> None:
    """Each design gives some persons on two lists and some on none, on any number of lists."""
    for lists in (3, 5):
        on = DESIGNS[design](5000, lists, np.random.default_rng([lists]))
        assert on.shape == (5000, lists)
        assert (on.sum(axis=1) > 1).sum() >= 20
        assert (~on.any(axis=1)).sum() >= 20


def _rows(content: bytes) -> list[dict[str, str]]:
    """Return rows with the column of ids under ``id``."""
    header, *rows = csv.reader(io.StringIO(content.decode()))
    return [dict(zip(["id", *header[1:]], row, strict=True)) for row in rows]
