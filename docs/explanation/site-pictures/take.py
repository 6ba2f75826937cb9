"""Take pictures of a published site: ``python take.py SITE OUT [PAGE@WIDTH ...]``; needs Debian's chromium.

Without pages named, takes those of docs/explanation/site.md. ``PAGE@print`` gives a PDF on A4.
"""

import sys
from pathlib import Path

from playwright.sync_api import FloatRect, Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--disable-background-networking"]
DEFAULT = ("ar/index.html@1200", "en/index.html@1200", "ar/claims.html@390", "ar/estimate.html@390")
HEIGHT = 900


def take(page: Page, site: Path, out: Path, wanted: str) -> Path:
    """Write one picture named like its page and width; return its path."""
    name, _, width = wanted.partition("@")
    target = out / f"{name.replace('/', '-').removesuffix('.html')}-{width}"
    if width == "print":
        page.goto((site / name).absolute().as_uri())
        path = target.with_suffix(".pdf")
        page.pdf(path=path, prefer_css_page_size=True)
        return path
    page.set_viewport_size({"width": int(width), "height": HEIGHT})
    page.goto((site / name).absolute().as_uri())
    page.evaluate("document.fonts.ready")
    path = target.with_suffix(".png")
    page.screenshot(path=path, full_page=True, clip=_clip(page, int(width)))
    return path


def _clip(page: Page, width: int) -> FloatRect:
    height = page.evaluate("document.documentElement.scrollHeight")
    return {"x": 0, "y": 0, "width": width, "height": min(height, 2 * HEIGHT)}


def main() -> None:
    """Take the pictures that the command line names."""
    site, out, *wanted = sys.argv[1:]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        page = browser.new_page()
        for each in wanted or DEFAULT:
            path = take(page, Path(site), Path(out), each)
            print(path, path.stat().st_size)
        browser.close()


if __name__ == "__main__":
    main()
