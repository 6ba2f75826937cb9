"""Pictures: print read by the system's tesseract, where it and its model of Arabic script are installed.

That model makes 5 to 10 times fewer letter errors on naskh than the language model ``ara``, but it misreads
numbers, Arabic-Indic digits nearly always: what it reads serves to find a picture, never to quote it.
"""

import contextlib
import dataclasses
import functools
import os
import re
import shutil
import struct
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from sijill.model.reading import Passage, Reading
from sijill.read.kinds import begins_like_picture
from sijill.read.plain import Unreadable

SECONDS_A_PICTURE: Final = 20.0
DAMAGED_PICTURE: Final = (
    OSError, ValueError, SyntaxError, TypeError, LookupError, EOFError, ArithmeticError, struct.error
)  # fmt: skip
"""What Pillow's plugins raise over damaged files."""
_LEAST_CONFIDENCE: Final = 60.0
"""Of 100, as tesseract gives it for each word."""
_AS_PAGE, _AS_SCATTERED = "3", "11"
"""Tesseract's ways of looking at a picture: for blocks of lines, and for lines wherever they are."""
_FEW_LETTERS: Final = 200
"""Where a look for blocks finds no more letters in sure words than this, it may have lost or torn lines, as it
does with notes of one or two: there is a second look, for lines anywhere, and the one with more letters holds."""
_LANGUAGES: Final = ("script/Arabic", "Arabic")
"""The model's names: in the folder of scripts, as tesseract ships it, and beside the languages, as Debian does."""
_BIDI_MARKS: Final = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """A tesseract that can read Arabic script."""

    program: str
    language: str
    version: str
    """As it tells it, for example ``tesseract 5.3.0``."""
    model: str
    """Path of the model; empty where the program does not say in which folder its models lie."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Word:
    text: str
    confidence: float
    left: int
    top: int
    right: int
    bottom: int


_Lines = dict[tuple[int, ...], list[_Word]]
"""Words by page, block, paragraph and line."""


def engine(under: tuple[str, ...] = ()) -> Engine | None:
    """Return the tesseract that runs behind the command ``under``; None when there is none with the model."""
    return _engine(under, shutil.which("tesseract"))


@functools.cache
def _engine(under: tuple[str, ...], program: str | None) -> Engine | None:
    if program is None:
        return None
    try:
        listed = _run([*under, program, "--list-langs"])
        told = _run([*under, program, "--version"])
    except (OSError, subprocess.TimeoutExpired):
        return None
    # Older ones write both to standard error.
    lines = (listed.stdout + listed.stderr).decode("utf-8", "replace").splitlines()
    language = next((name for name in _LANGUAGES if name in lines), None)
    if language is None:
        return None
    folder = re.search('"(.+)"', lines[0])
    return Engine(
        program=program,
        language=language,
        version=(told.stdout + told.stderr).decode("utf-8", "replace").partition("\n")[0].strip(),
        model=str(Path(folder[1], f"{language}.traineddata")) if folder else "",
    )


def read_picture(path: Path) -> Reading:
    """Return the printed lines of a picture, each with its box in pixels; Unreadable when it cannot be opened.

    A line stands at ``line=N&box=left,top,width,height``, behind ``page=P&`` in a file of several pages. It
    is kept when at least half of its words are sure; the others are left out of it. A picture without such
    a line, most photographs, gives an empty reading.
    """
    # Tesseract takes what is no picture for a list of files to open.
    if not begins_like_picture(path):
        raise Unreadable("broken_picture")
    found = engine()
    if found is None:
        return Reading(kind="image", problem="no_ocr")
    passages = _passages(_lines(found, path))
    return Reading(kind="image", passages=passages, problem="from_picture" if passages else "")


def _lines(found: Engine, path: Path) -> _Lines:
    """Return the words of each line, in the order of reading."""
    lines = _by_line(_table(found, path, _AS_PAGE))
    if 0 < _sure_letters(lines) <= _FEW_LETTERS:
        with contextlib.suppress(Unreadable):  # What the first look gave holds.
            lines = max(lines, _by_line(_table(found, path, _AS_SCATTERED)), key=_sure_letters)
    return lines


def _table(found: Engine, path: Path, look: str) -> str:
    """Return tesseract's table of words."""
    options = ["-l", found.language, "--psm", look, "-c", "tessedit_create_tsv=1"]
    try:
        done = _run([found.program, str(path), "stdout", *options])
    except subprocess.TimeoutExpired as error:
        raise Unreadable("large_picture") from error
    if done.returncode != 0:
        # Killed by the limit of memory, or refused by its own: 32,767 pixels a side, 2 GiB unpacked.
        is_large = done.returncode < 0 or re.search(rb"too large|alloc|2\^31|[Oo]ut of memory", done.stderr)
        raise Unreadable("large_picture" if is_large else "broken_picture")
    return done.stdout.decode("utf-8", "replace")


def _run(command: Sequence[str]) -> "subprocess.CompletedProcess[bytes]":
    # One thread: several give no more speed on single pages, and each takes memory of the child's limit.
    environment = {"PATH": os.environ.get("PATH", ""), "LANG": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
    return subprocess.run(  # noqa: S603 - a program of the system, on a path that is absolute
        command,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=SECONDS_A_PICTURE,
        env=environment,
    )


def _by_line(table: str) -> _Lines:
    lines: _Lines = {}
    for row in table.split("\n")[1:]:
        cells = row.rstrip("\r").split("\t")
        if len(cells) == 12 and cells[0] == "5" and cells[11].strip():
            lines.setdefault(tuple(map(int, cells[1:5])), []).append(_word(cells))
    return lines


def _sure_letters(lines: _Lines) -> int:
    return sum(len(word) for words in lines.values() for word in _text(words).split())


def _passages(lines: _Lines) -> tuple[Passage, ...]:
    several = len({place[0] for place in lines}) > 1
    passages: list[Passage] = []
    page = number = 0
    for place, words in lines.items():
        number = number + 1 if place[0] == page else 1
        page = place[0]
        text = _text(words)
        if text:
            at = f"line={number}&box={_box(words)}"
            passages.append(Passage(at=f"page={page}&{at}" if several else at, text=text))
    return tuple(passages)


def _word(cells: Sequence[str]) -> _Word:
    left, top, width, height = map(int, cells[6:10])
    # The marks are tesseract's own, for showing a line; the text is in the order of reading without them.
    return _Word(
        text=_BIDI_MARKS.sub("", cells[11]).strip(),
        confidence=float(cells[10]),
        left=left,
        top=top,
        right=left + width,
        bottom=top + height,
    )


def _text(words: Sequence[_Word]) -> str:
    """Return the sure words of a line; empty when they are few, as in what it makes of leaves or gravel."""
    sure = [word.text for word in words if word.confidence >= _LEAST_CONFIDENCE and word.text]
    text = " ".join(sure)
    return text if 2 * len(sure) >= len(words) and any(map(str.isalnum, text)) else ""


def _box(words: Sequence[_Word]) -> str:
    left, top = min(word.left for word in words), min(word.top for word in words)
    right, bottom = max(word.right for word in words), max(word.bottom for word in words)
    return f"{left},{top},{right - left},{bottom - top}"
