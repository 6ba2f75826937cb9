"""One small run of the demonstration that the stories share."""

from pathlib import Path

import pytest

from sijill.demo.run import Outcome, run


@pytest.fixture(scope="session")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """A made-up country of 3,000 people taken through every stage."""
    return run(tmp_path_factory.mktemp("stories") / "demo.register", seed=11, persons=3_000)


@pytest.fixture(scope="session")
def pages(outcome: Outcome) -> dict[str, str]:
    """The pages of its site, by name below the site."""
    found: dict[str, str] = {}
    for path in sorted(Path(outcome.site).rglob("*.html")):
        found[path.relative_to(outcome.site).as_posix()] = path.read_text(encoding="utf-8")
    return found
