"""The site in a browser: direction, shaping font, accessibility and width, in both languages, from a file."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from made_register import full_register

from sijill.tell import publish

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
CHROMIUM = Path("/usr/bin/chromium")
PAGES = ("index", "claims", "estimate", "exhibits", "about", "exhibits/*")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published site with every part in it."""
    register, _ = full_register(tmp_path_factory.mktemp("seen"))
    return publish(register, register.path / "site").out


@pytest.fixture(scope="module")
def page() -> "Iterator[Page]":
    """A page of Debian's chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if not CHROMIUM.exists() and not shutil.which("chromium"):
        pytest.skip(f"chromium not there: {CHROMIUM}")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser.new_page()
        browser.close()


def _paths(site: Path, language: str) -> list[Path]:
    return [path for name in PAGES for path in sorted((site / language).glob(f"{name}.html"))]


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_direction_is_that_of_the_language(page: "Page", site: Path, language: str, direction: str) -> None:
    """The computed direction is right to left on Arabic pages, left to right on English ones; text starts there."""
    for path in _paths(site, language):
        page.goto(path.as_uri())
        assert page.evaluate("getComputedStyle(document.body).direction") == direction
        box = page.locator("h1").bounding_box()
        start = page.evaluate(
            "() => { const range = document.createRange();"
            " range.selectNodeContents(document.querySelector('h1'));"
            " const words = range.getBoundingClientRect();"
            " return [words.left, words.right]; }"
        )
        assert box is not None
        sides = {"ltr": (start[0], box["x"]), "rtl": (start[1], box["x"] + box["width"])}
        assert sides[direction][0] == pytest.approx(sides[direction][1], abs=2)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_axe_finds_no_violation(page: "Page", site: Path, language: str) -> None:
    """axe-core finds nothing on any kind of page, contrast included, nor on the ledger when it is narrow."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    kinds = {
        path.parent.name if path.stem[0].isdigit() else path.stem: path for path in _paths(site, language)
    }
    seen = [(path, 1200) for path in kinds.values()] + [(kinds["claims"], 390)]
    for path, width in [*seen, (site / "index.html", 390)]:
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(path.as_uri())
        found = axe.run(page)
        assert found.violations_count == 0, f"{path}: {found.generate_report()}"


@pytest.mark.parametrize("language", ["ar", "en"])
def test_no_page_scrolls_sideways(page: "Page", site: Path, language: str) -> None:
    """At 360 pixels every page fits."""
    page.set_viewport_size({"width": 360, "height": 800})
    for path in _paths(site, language):
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, path


def test_arabic_is_set_in_the_font_that_comes_along(page: "Page", site: Path, tmp_path: Path) -> None:
    """The vendored font loads from a file, and only files of the site are asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / "ar" / "index.html").as_uri())
    page.evaluate("document.fonts.ready")
    assert page.evaluate("document.fonts.check('16px \"Sijill Naskh\"', 'سجل')")
    loaded = page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length")
    assert loaded >= 2
    assert asked
    assert all(url.startswith(site.as_uri()) for url in asked)
    page.screenshot(path=tmp_path / "index.png")
    assert (tmp_path / "index.png").stat().st_size > 10_000


def test_a_marked_figure_stays_together(page: "Page", site: Path) -> None:
    """A figure behind a Latin name in an Arabic line keeps its number beside its noun: one box, not two."""
    page.set_viewport_size({"width": 1200, "height": 900})
    [path] = [
        path for path in _paths(site, "ar") if "14 هجوماً" in path.read_text() and "exhibits/" in str(path)
    ]
    page.goto(path.as_uri())
    boxes = page.locator("mark", has_text="هجوماً").evaluate("mark => mark.getClientRects().length")
    assert boxes == 1


def test_the_first_page_leads_to_the_words(page: "Page", site: Path) -> None:
    """From the choice of language, a click on a stated figure ends at the marked words in the exhibit."""
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="افتح بالعربية").click()
    page.get_by_role("link", name="قرابة 1200 مواطن").click()
    page.wait_for_url("**#claim-0")
    assert page.locator("mark", has=page.locator(":target")).inner_text() == "قرابة 1200 مواطن"


def test_pages_print_on_a4(page: "Page", site: Path, tmp_path: Path) -> None:
    """The estimate page prints on A4 without its navigation."""
    page.goto((site / "ar" / "estimate.html").as_uri())
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    page.pdf(path=tmp_path / "estimate.pdf", prefer_css_page_size=True)
    content = (tmp_path / "estimate.pdf").read_bytes()
    assert b"/MediaBox [0 0 594.95996 841.91998]" in content or b"/MediaBox [0 0 595" in content
    page.emulate_media(media="screen")
