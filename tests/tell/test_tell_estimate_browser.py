"""The page of an estimate in a browser: width, direction of pictures and accessibility, in both languages, from a file."""

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from test_tell_browser import page  # noqa: F401 - a fixture

from sijill.count import count_total, histories_from_array
from sijill.count.alongside import Questions, found_alongside
from sijill.model.estimate import Estimate, Scope
from sijill.tell.estimate.folder import files_of, write_folder
from sijill.tell.estimate.told import Told

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
NAMES = ("رابطة أهالي المفقودين", "Families of the missing", "C")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an estimate of three lists."""
    seen = np.random.default_rng(3).random((900, 3)) < 0.35
    histories = histories_from_array(seen[seen.any(axis=1)], lists=NAMES)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("sijill.count.average.RUNS", (2, 2))
        patch.setattr("sijill.count.average.PARTICLES", 60)
        patch.setattr("sijill.count.total.OTHER_RUNS", (1, 1))
        patch.setattr("sijill.count.sensitivity.RUNS", (1, 1))
        counted = count_total(histories, seed=4)
        assert isinstance(counted.result, Estimate)
        told = Told(
            histories=histories,
            counted=counted,
            scope=Scope(),
            alongside=found_alongside(histories, counted, Questions(sensitivity=True, checks=True)),
        )
    out = tmp_path_factory.mktemp("told") / "out"
    write_folder(out, files_of(told), told.key)
    return out


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_is_wider_than_the_window(
    page: "Page",  # noqa: F811 - the fixture
    folder: Path,
    language: str,
    width: int,
) -> None:
    """On a phone and on a desk no page scrolls sideways, and all text of a picture lies within it."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto((folder / f"{language}.html").as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    outside = page.evaluate(
        """() => [...document.querySelectorAll('figure svg')].filter(svg => svg.checkVisibility()).flatMap(svg => {
          const sheet = svg.getBoundingClientRect();
          return [...svg.querySelectorAll('text')].filter(text => {
            const box = text.getBoundingClientRect();
            return box.left < sheet.left - 1 || box.right > sheet.right + 1;
          }).map(text => text.textContent);
        })"""
    )
    assert outside == []


@pytest.mark.parametrize("language", ["ar", "en"])
def test_axe_finds_no_violation_on_an_estimate(
    page: "Page",  # noqa: F811 - the fixture
    folder: Path,
    language: str,
) -> None:
    """axe-core finds nothing on the page, contrast included."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    page.set_viewport_size({"width": 1200, "height": 900})
    page.goto((folder / f"{language}.html").as_uri())
    found = axe.run(page)
    assert found.violations_count == 0, found.generate_report()
