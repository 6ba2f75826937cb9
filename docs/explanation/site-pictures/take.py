"""Take pictures of a published site: ``python take.py SITE OUT [PAGE@WIDTH ...]``; needs Debian's chromium.

Without pages named, takes those of docs/explanation/site.md. ``PAGE@print`` gives a PDF on A4. A page below
``exhibits`` can be named ``exhibits/*``: the first one is taken.
"""

import sys
from pathlib import Path
from typing import Final

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ARGUMENTS: Final = ["--no-sandbox", "--disable-background-networking"]
DEFAULT: Final = (
    "ar/index@1200",
    "ar/claims@1200",
    "ar/estimate@1200",
    "ar/exhibits/*@1200",
    "en/index@1200",
    "ar/index@390",
)
HEIGHT: Final = 1600
COLOURS: Final = 96


def take(page: Page, site: Path, out: Path, wanted: str) -> Path:
    """Write one picture named like its page and width; return its path."""
    name, _, width = wanted.partition("@")
    file = min(site.glob(f"{name.removesuffix('.html')}.html"))
    target = out / f"{name.removesuffix('.html').replace('/*', '').replace('/', '-')}-{width}"
    page.goto(file.absolute().as_uri())
    if width == "print":
        path = target.with_suffix(".pdf")
        page.pdf(path=path, prefer_css_page_size=True)
        return path
    page.set_viewport_size({"width": int(width), "height": 900})
    page.evaluate("document.fonts.ready")
    height = min(page.evaluate("document.documentElement.scrollHeight"), HEIGHT)
    path = target.with_suffix(".png")
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": int(width), "height": height})
    with Image.open(path) as picture:
        picture.convert("RGB").quantize(COLOURS).save(path, optimize=True)
    return path


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
