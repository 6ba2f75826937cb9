"""The style serves both directions and needs nothing from elsewhere."""

import re
from importlib import resources

FOLDER = resources.files("sijill.tell")
STYLE = (FOLDER / "pages" / "site.css").read_text(encoding="utf-8")


def test_the_style_names_no_side() -> None:
    """Logical properties only: no left or right, in the style or in a template."""
    for file in (FOLDER / "pages").iterdir():
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"\b(left|right)\b", text.lower()), file.name
        assert " style=" not in text, file.name


def test_arabic_keeps_its_joining_and_its_air() -> None:
    """No letter spacing, no italics; lines at least 1.7 high in running text."""
    assert not re.search(r"letter-spacing|italic|oblique|justify(?!-content)", STYLE)
    heights = re.findall(r"(?:html|\[lang=\"ar\"\])[^{]*\{[^}]*line-height: ([\d.]+)", STYLE)
    assert heights
    assert all(float(height) >= 1.7 for height in heights)


def test_fonts_lie_beside_the_style() -> None:
    """Each font that the style names is in the package, with its licence, and all are under 250 kB."""
    fonts = {file.name: len(file.read_bytes()) for file in (FOLDER / "fonts").iterdir()}
    named = re.findall(r'url\("([^"]+)"\)', STYLE)
    assert named
    assert set(named) == {name for name in fonts if name.endswith(".woff2")}
    assert sum(fonts.values()) < 250_000
    assert "SIL OPEN FONT LICENSE" in (FOLDER / "fonts" / "OFL.txt").read_text(encoding="utf-8")
