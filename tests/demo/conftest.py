"""One small made-up country and its files, made once for all tests of the folder."""

import pytest

from sijill.demo import Country, Inputs, make_country, write_inputs


@pytest.fixture(scope="session")
def country() -> Country:
    """A country of 1,500 people."""
    return make_country(seed=5, persons=1500)


@pytest.fixture(scope="session")
def inputs(country: Country, tmp_path_factory: pytest.TempPathFactory) -> Inputs:
    """All files of that country."""
    return write_inputs(country, tmp_path_factory.mktemp("made up"))
