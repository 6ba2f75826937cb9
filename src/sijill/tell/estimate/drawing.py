"""Pictures as SVG by a few small functions: shapes, and text that stands right in both directions.

A sheet knows its language. Where it is flipped, what is told from left to right in English is told from right to left
in Arabic; axes of numbers are never flipped, since figures run from left to right in both. Browsers and typst, which
makes the PNG, differ in where they take the direction of a text from: each line is an isolate of its language.
"""

from dataclasses import dataclass, field, replace
from typing import Final
from xml.sax.saxutils import escape, quoteattr

INK: Final = "#1d262b"
QUIET: Final = "#525d63"
LINE: Final = "#d9d6cd"
DEEP: Final = "#14545b"
SOFT: Final = "#eef3f2"
OCHRE: Final = "#8a6d1a"
RED: Final = "#9a3b2e"
PAPER: Final = "#ffffff"

NARROW: Final = 340
"""Of a page on a phone, in pixels."""
WIDE: Final = 720
SIZE: Final = 15
"""Of text, in pixels."""
SMALL: Final = 13


@dataclass(frozen=True, slots=True)
class Pen:
    """How text is written."""

    size: int = SIZE
    ink: str = INK


BODY: Final = Pen()
STRONG: Final = Pen(ink=DEEP)
LABEL: Final = Pen(SMALL)
NOTE: Final = Pen(SMALL, QUIET)
LEADING: Final = 22
"""From one line of text to the next: Arabic needs it."""

FONT: Final = "Noto Naskh Arabic"
_FONTS: Final = f"Sijill Naskh, {FONT}, Noto Serif, Amiri, serif"
_ISOLATES: Final = {"ar": "\u2067", "en": "\u2066"}
_OPPOSITE: Final = {"start": "end", "end": "start", "middle": "middle"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A finished picture; a notebook shows it."""

    name: str
    """For its file: ``overlaps``."""

    title: str
    """In words, for who cannot see it."""

    svg: str

    def _repr_svg_(self) -> str:
        return self.svg


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is drawn on: a width, a language, and the shapes so far."""

    width: int
    language: str
    flipped: bool
    """Whether places count from the right."""
    shapes: list[str] = field(default_factory=list)

    def plain(self) -> "Sheet":
        """Return the same sheet, on which places count from the left."""
        return replace(self, flipped=False)

    def place(self, x: float) -> float:
        """Return where ``x`` lies from the left."""
        return self.width - x if self.flipped else x


def sheet(width: int, language: str) -> Sheet:
    """Return an empty sheet, flipped in Arabic."""
    return Sheet(width=width, language=language, flipped=language == "ar")


def isolated(name: str) -> str:
    """Return a name that others gave, its direction kept to itself inside a sentence."""
    return f"\u2068{name}\u2069"


def together(text: str) -> str:
    """Return text that is not broken over lines."""
    return text.replace(" ", "\u00a0")


def write(on: Sheet, x: float, y: float, text: str, *, anchor: str = "start", pen: Pen = BODY) -> None:
    """Write one line of text whose baseline starts, ends or has its middle at a place."""
    side = _OPPOSITE[anchor] if on.flipped else anchor
    told = escape(f"{_ISOLATES[on.language]}{text}\u2069")
    look = f'text-anchor="{side}" font-size="{pen.size}" fill="{pen.ink}"'
    on.shapes.append(f'<text x="{on.place(x):.1f}" y="{y:.1f}" {look}>{told}</text>')


def write_lines(on: Sheet, x: float, y: float, text: str, *, width: float, pen: Pen = BODY) -> float:
    """Write text in lines no wider than ``width``, and return where the next line would stand."""
    for told in wrapped(text, width, pen.size):
        write(on, x, y, told, pen=pen)
        y += LEADING
    return y


def wrapped(text: str, width: float, size: int = SIZE) -> list[str]:
    """Return text in lines that fit a width, broken at plain spaces; what has none is not broken."""
    lines: list[str] = []
    for word in text.replace(" %", "\u00a0%").split(" "):
        if lines and measure(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def shortened(text: str, width: float, size: int = SIZE) -> str:
    """Return text that fits a width, cut with dots where it does not."""
    if measure(text, size) <= width:
        return text
    while text and measure(f"{text}…", size) > width:
        text = text[:-1]
    return f"{text}…"


def measure(text: str, size: int = SIZE) -> float:
    """Return about how wide text is, rather too much than too little."""
    return size * sum(_advance(letter) for letter in text)


def _advance(letter: str) -> float:
    if letter in " \u00a0.,:;|!'()[]il،؛" or "\u2066" <= letter <= "\u2069":
        return 0.34
    if letter.isupper() or letter in "mwMW%—":
        return 0.74
    return 0.56


def line(
    on: Sheet, start: tuple[float, float], end: tuple[float, float], *, ink: str = INK, width: float = 1
) -> None:
    """Draw a straight line."""
    on.shapes.append(
        f'<line x1="{on.place(start[0]):.1f}" y1="{start[1]:.1f}" x2="{on.place(end[0]):.1f}" y2="{end[1]:.1f}"'
        f' stroke="{ink}" stroke-width="{width}"/>'
    )


def bar(on: Sheet, x: float, y: float, *, width: float, height: float, ink: str = DEEP) -> None:
    """Draw a filled rectangle from its upper corner on the side where reading begins."""
    left = on.place(x) - (width if on.flipped else 0)
    on.shapes.append(
        f'<rect x="{left:.1f}" y="{y:.1f}" width="{max(width, 0.5):.1f}" height="{height:.1f}" fill="{ink}"/>'
    )


def dot(on: Sheet, x: float, y: float, *, radius: float = 5, ink: str = DEEP) -> None:
    """Draw a filled circle."""
    on.shapes.append(f'<circle cx="{on.place(x):.1f}" cy="{y:.1f}" r="{radius:g}" fill="{ink}"/>')


def path(
    on: Sheet, points: list[tuple[float, float]], *, ink: str, fill: str = "none", dashed: bool = False
) -> None:
    """Draw a curve through points, filled or not."""
    told = "M" + " L".join(f"{on.place(x):.1f} {y:.1f}" for x, y in points)
    look = ' fill-opacity="0.16"' if fill != "none" else ""
    dashes = ' stroke-dasharray="6 4"' if dashed else ""
    on.shapes.append(f'<path d="{told}" fill="{fill}"{look} stroke="{ink}" stroke-width="1.8"{dashes}/>')


def finish(on: Sheet, height: float, *, name: str, title: str) -> Picture:
    """Return the picture with what was drawn."""
    size = f'width="{on.width}" height="{height:.0f}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {on.width} {height:.0f}" {size} role="img" direction="ltr"'
        f" aria-label={quoteattr(title)} font-family={quoteattr(_FONTS)}>"
    )
    ground = f'<rect width="{on.width}" height="{height:.0f}" fill="{PAPER}"/>'
    svg = "\n".join([head, f"<title>{escape(title)}</title>", ground, *on.shapes, "</svg>"]) + "\n"
    return Picture(name, title, svg)
