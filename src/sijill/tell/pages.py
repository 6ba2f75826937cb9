"""Pages of a Story: Jinja templates with autoescape on, and the few functions that they call.

Everything that is not a sentence of ours goes through ``isolated``, which escapes it and keeps its
direction from leaking into the sentence around it.
"""

import functools
import re
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Final

from sijill.tell.marking import Line, mark, visible
from sijill.tell.story import Claim, PublicExhibit, Story
from sijill.words import LANGUAGES, say

if TYPE_CHECKING:
    import jinja2
    from markupsafe import Markup

PAGES: Final = ("index", "claims", "estimate", "exhibits", "about")
_ARABIC: Final = re.compile("[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]")
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]")


def render(story: Story) -> dict[str, bytes]:
    """Return every HTML file of the site by its path, as UTF-8."""
    return {path: text.encode() for path, text in _render(story)}


def _render(story: Story) -> Iterator[tuple[str, str]]:
    made = environment()
    shared = {"story": story, "languages": LANGUAGES}
    yield "index.html", made.get_template("choose.html").render(**shared, **_functions("ar", story))
    for language in LANGUAGES:
        told = {**shared, **_functions(language, story), "pages": PAGES}
        for page in PAGES:
            text = made.get_template(f"{page}.html").render(**told, page=page, up="", own=f"{page}.html")
            yield f"{language}/{page}.html", text
        template = made.get_template("exhibit.html")
        for exhibit in story.exhibits:
            own = f"exhibits/{exhibit.number}.html"
            texts = _marked(exhibit, story.claims)
            yield (
                f"{language}/{own}",
                template.render(**told, page="exhibit", up="../", own=own, exhibit=exhibit, texts=texts),
            )


@functools.cache
def environment() -> "jinja2.Environment":
    """Return what renders the templates of ``pages/``: one for all, since each compiles its templates anew."""
    import jinja2

    return jinja2.Environment(
        loader=jinja2.PackageLoader("sijill.tell", "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def _functions(language: str, story: Story) -> dict[str, object]:
    return {
        "language": language,
        "other": next(each for each in LANGUAGES if each != language),
        "direction": {"ar": "rtl", "en": "ltr"},
        "t": sentence(language, "tell"),
        "say": say,
        "label": _label(language),
        "isolated": isolated,
        "number": number,
        "figures": figures,
        "quantity": _quantity(language),
        "script": script,
        "anchor": anchor,
        "claims_of": lambda exhibit: [claim for claim in story.claims if claim.exhibit == exhibit],
        "place_of": _places(story),
    }


def isolated(value: object) -> "Markup":
    """Return text that others wrote: escaped, in an element that keeps its direction to itself."""
    from markupsafe import Markup

    return Markup("<bdi>{}</bdi>").format(visible(str(value)))


def figures(value: object, *, wraps: bool = False) -> "Markup":
    """Return numbers, ranges, file names and the like, which run from left to right in both languages."""
    from markupsafe import Markup

    if wraps:
        return Markup('<bdi dir="ltr">{}</bdi>').format(visible(str(value)))
    return Markup('<bdi dir="ltr" class="n">{}</bdi>').format(visible(str(value)))


def number(value: float) -> "Markup":
    """Return a number in Western digits with its thousands set apart."""
    return figures(_grouped(value))


def _grouped(value: float) -> str:
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.10g}"


def script(text: str) -> str:
    """Return ``ar`` or ``en`` by the letters that are commoner in ``text``: the language to read it in."""
    return "ar" if len(_ARABIC.findall(text)) >= len(_LATIN.findall(text)) else "en"


def anchor(name: str) -> str:
    """Return a name as it can stand in an id: the totals' names are plain words."""
    return "total-" + re.sub(r"[^a-z0-9]+", "-", name.lower())


def sentence(language: str, file: str) -> "Callable[..., Markup]":
    """Return ``t``: a sentence of a file of ``words``, its fields isolated unless they are markup already."""
    from markupsafe import Markup, escape

    def told(key: str, **fields: object) -> Markup:
        text = escape(say(f"{file}.{key}", language))
        given = {
            name: value
            if isinstance(value, Markup)
            else number(value)
            if isinstance(value, int)
            else isolated(value)
            for name, value in fields.items()
        }
        return text.format(**given) if given else text

    return told


def _label(language: str) -> "Callable[[str, str], Markup | str]":
    """Return ``label``: our word for a value of a closed set, or the value as it stands when we have none."""

    def label(group: str, value: str) -> "Markup | str":
        try:
            return say(f"tell.{group}.{value}", language)
        except (KeyError, TypeError):
            return isolated(value)

    return label


def _quantity(language: str) -> "Callable[[Claim], Markup]":
    told = sentence(language, "tell")

    def quantity(claim: Claim) -> "Markup":
        sign = " %" if claim.unit.startswith("percent") else ""
        least = "" if claim.least is None else _grouped(claim.least) + sign
        most = "" if claim.most is None else _grouped(claim.most) + sign
        span = least if least == most else f"{least or '…'}–{most or '…'}"
        fields = {"least": figures(least or most), "most": figures(most or least), "range": figures(span)}
        try:
            return told(f"qualifier.{claim.qualifier}", **fields)
        except (KeyError, TypeError):  # Exact numbers and ranges take no words.
            return figures(span)

    return quantity


def _places(story: Story) -> Callable[[str], str]:
    """Return ``place_of``: where an exhibit is told, below a language's folder; empty when it is not told."""
    public = {exhibit.number for exhibit in story.exhibits}
    counted = {each.number for each in story.counted}

    def place_of(exhibit: str) -> str:
        return f"exhibits.html#exhibit-{exhibit}" if exhibit in public | counted else ""

    return place_of


def _marked(exhibit: PublicExhibit, claims: tuple[Claim, ...]) -> list[tuple[str, tuple[Line, ...]]]:
    """Return (locator, lines) of each passage, with the exhibit's claims marked in them."""
    return [
        (
            text.at,
            mark(
                text.text,
                [
                    (claim.start, claim.end, claim.position)
                    for claim in claims
                    if claim.exhibit == exhibit.number and claim.at == text.at
                ],
            ),
        )
        for text in exhibit.texts
    ]
