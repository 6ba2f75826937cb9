"""The page of an estimate: one HTML file that holds its style, fonts and pictures, and asks for nothing else."""

import base64
import functools
import re
from collections.abc import Callable, Mapping, Sequence
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from sijill.count.checks_report import checks_json
from sijill.count.linkage_report import documented_under_linkage, linkage_lines
from sijill.count.report import method_named, to_json
from sijill.count.sensitivity_report import sensitivity_lines
from sijill.tell.estimate import drawing
from sijill.tell.estimate.drawing import Picture
from sijill.tell.estimate.told import Told, pictures
from sijill.tell.pages import environment, figures, isolated, number, sentence
from sijill.words import LANGUAGES, say

if TYPE_CHECKING:
    from markupsafe import Markup

_DIRECTIONS: Final = {"ar": "rtl", "en": "ltr"}
_OWN_STYLE: Final = """
.narrow { display: none; }
.plainly dd { min-inline-size: 0; overflow-wrap: anywhere; }
figure { margin: 1rem 0; break-inside: avoid; }
figure svg { max-inline-size: 100%; block-size: auto; border: 1px solid var(--line); border-radius: 6px; }
.scroll { overflow-x: auto; }
td bdi[dir="ltr"] { white-space: nowrap; }
@media (max-width: 44rem) { .wide { display: none; } .narrow { display: block; } }
@media print { .wide { display: block; } .narrow { display: none; } }
"""


def page(told: Told, *, language: str, files: Mapping[str, str]) -> bytes:
    """Return the page in a language. ``files`` beside it are told by name, with a key of what each is."""
    return rendered(
        "total.html",
        language,
        told=told,
        answer=to_json(told.counted.result, language),
        hangs_on=[
            (each.startswith("  - "), each.removeprefix("  - "))
            for each in sensitivity_lines(told.alongside, language, shown=drawing.isolated)
        ],
        checks=checks_json(told.alongside.checks, language),
        documented_under_linkage=documented_under_linkage(told.counted.result, language),
        linkage_lines=_carried(told, language),
        pictures=both_widths(lambda width: pictures(told, language=language, width=width)),
        files=files,
        scope=_scope(told, language),
    )


def both_widths(draw: Callable[[int], Sequence[Picture]]) -> "list[tuple[Markup, Markup]]":
    """Return pictures as a page takes them: each for a desk and for a phone."""
    drawn = zip(draw(drawing.WIDE), draw(drawing.NARROW), strict=True)
    return [(_markup(wide.svg), _markup(narrow.svg)) for wide, narrow in drawn]


def rendered(template: str, language: str, **fields: Any) -> bytes:  # Any: what a template takes
    """Return a template filled in, with style and fonts in it."""
    shared = {
        "language": language,
        "other": next(each for each in LANGUAGES if each != language),
        "direction": _DIRECTIONS,
        "t": sentence(language, "estimate"),
        "c": sentence(language, "count"),
        "k": sentence(language, "checks"),
        "say": say,
        "isolated": isolated,
        "figures": figures,
        "number": number,
        "method_named": method_named,
        "style": _markup(_style() + _OWN_STYLE),
    }
    text: str = environment().get_template(template).render(**shared, **fields)
    return text.encode()


def _carried(told: Told, language: str) -> list[str]:
    carried = getattr(told.counted.result, "linkage", None)
    return [each.removeprefix("  - ") for each in linkage_lines(carried, language)] if carried else []


def _scope(told: Told, language: str) -> list[tuple[str, str]]:
    """Return each part of what is counted with what was declared of it, or that nothing was."""
    parts = ("population", "cause", "place", "period")
    return [
        (
            say(f"estimate.scope.{part}", language),
            getattr(told.scope, part) or say("estimate.scope.none", language),
        )
        for part in parts
    ]


@functools.cache
def _style() -> str:
    folder = resources.files("sijill.tell")
    style = (folder / "pages" / "site.css").read_text(encoding="utf-8")

    def within(found: re.Match[str]) -> str:
        content = base64.b64encode((folder / "fonts" / found[1]).read_bytes()).decode()
        return f'url("data:font/woff2;base64,{content}")'

    return re.sub(r'url\("([^"]+\.woff2)"\)', within, style)


def _markup(text: str) -> "Markup":
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - made here: names in it were escaped as they were written
