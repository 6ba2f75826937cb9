"""``sijill redact``: a copy of an exhibit with parts burned out, as a new exhibit."""

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.registers import (
    note,
    note_problems,
    output_options,
    print_json,
    register_option,
    register_path,
)
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import InputError
from sijill.model.evidence import Access, Purpose
from sijill.model.identity import ExhibitId
from sijill.model.reading import NO_FAULT
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.record.redact import Hidden, Redacted

_NUMBER = r"(\d{1,6}(?:\.\d{1,6})?)"
_LONGEST = 1 << 20
"""Bytes of a list of words."""


_LEVELS = [level.value for level in Access if level is not Access.SEALED]
"""A copy is written in clear; `sijill seal` seals it."""


def _help(name: str) -> str:
    return say(f"cli.redact.option.{name}", preferred_language())


@click.command("redact")
@click.argument("exhibit")
@register_option
@click.option("--box", "boxes", multiple=True, metavar="[page=N,]X,Y,W,H", help=_help("box"))
@click.option("--word", "words", multiple=True, help=_help("word"))
@click.option("--words", "file", metavar="FILE", help=_help("words"))
@click.option("--reason", required=True, help=_help("reason"))
@click.option("--out-access", type=click.Choice(_LEVELS), help=_help("access"))
@click.option("--dpi", type=click.FloatRange(72, 600), default=200.0, show_default=True, help=_help("dpi"))
@writing_options
@output_options
def command(
    exhibit: str,
    *,
    register: Path | None,
    boxes: tuple[str, ...],
    words: tuple[str, ...],
    file: str | None,
    reason: str,
    out_access: str | None,
    dpi: float,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Redact an exhibit; the text of ``--help`` stands in words/cli.toml."""
    from sijill.record.reading import refresh
    from sijill.record.redact import Asked, redact
    from sijill.store.opening import open_register

    asked = Asked(
        boxes=tuple(map(_box, boxes)),
        words=(*words, *_listed(file)),
        reason=reason,
        access=Access(out_access) if out_access else None,
        dots_an_inch=dpi,
    )
    opened = to_write(open_register(register_path(register)), hand, language)

    def each(page: int, of: int) -> None:
        if sys.stderr.isatty():
            note(say("cli.redact.page", language, page=page, of=of))

    done = redact(opened, ExhibitId(exhibit), asked, each=each)
    problems = [each for each in refresh(opened) if each.exhibit == done.exhibit and each.key not in NO_FAULT]
    if as_json:
        print_json(done)
    else:
        print(say("cli.redact.done", language, **_about(done)))
        for found in done.found:
            key = "cli.redact.found" if found.times else "cli.redact.not_found"
            print(say(key, language, word=found.word, times=found.times, inside=found.inside,
                      pages=_listing(found.pages)))  # fmt: skip
    _warn(done, language)
    note_problems(problems, language)


def _about(done: "Redacted") -> dict[str, object]:
    return {
        "exhibit": done.exhibit,
        "original": done.derived_from,
        "boxes": done.boxes,
        "pages": done.pages,
        "access": done.terms.access.value,
        "path": done.path,
    }


def _warn(done: "Redacted", language: str) -> None:
    if done.unsearched:
        note(say("cli.redact.unsearched", language, pages=_listing(done.unsearched)))
    needed = {Access.PUBLIC: Purpose.PUBLISH, Access.PARTNER: Purpose.SHARE}.get(done.terms.access)
    if needed is not None and not {needed, Purpose.PUBLISH} & done.terms.consent:
        note(say("cli.redact.no_consent", language, exhibit=done.exhibit, purpose=needed.value))


def _listing(pages: tuple[int, ...]) -> str:
    return ", ".join(map(str, pages)) or "-"


def _box(text: str) -> "Hidden":
    from sijill.record.redact import Hidden

    found = re.fullmatch(rf"(?:page=([1-9]\d{{0,6}}),)?{','.join([_NUMBER] * 4)}", text, re.ASCII)
    if found is None or not float(found[4]) * float(found[5]):
        raise InputError("redact_box", found=ascii(text))
    left, top, width, height = map(float, found.groups()[1:])
    return Hidden(page=int(found[1] or 1), left=left, top=top, width=width, height=height)


def _listed(file: str | None) -> tuple[str, ...]:
    """Return the words of a file, or of standard input for ``-``: one a line."""
    if file is None:
        return ()
    try:
        if file == "-":
            content = sys.stdin.buffer.read(_LONGEST + 1)
        else:
            with Path(file).open("rb") as handle:
                content = handle.read(_LONGEST + 1)
        if len(content) > _LONGEST:
            raise InputError("redact_long_list", path=file, expected=_LONGEST)
        text = content.decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError("missing_file", path=file) from error
    except OSError as error:
        raise InputError("unreadable_file", path=file, reason=error.strerror) from error
    except UnicodeDecodeError as error:
        raise InputError("not_text", path=file, offset=error.start) from error
    return tuple(line.strip() for line in text.splitlines() if line.strip())
