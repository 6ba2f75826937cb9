"""Pages as pixels, made in a child process: all that comes back of a hostile file is rows of colours.

The words to be looked for go to the child through its standard input: a command line can be read by others.
"""

import contextlib
import json
import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from sijill.read.child import end, kill, start
from sijill.read.pages import MOST_PIXELS, Page, Spot
from sijill.read.plain import Unreadable

if TYPE_CHECKING:
    import subprocess

SECONDS_A_PAGE: Final = 60.0
_LONGEST_LINE: Final = 1 << 24


def pages_of(path: Path, *, words: Sequence[str] = (), dots_an_inch: float = 200.0) -> Iterator[Page]:
    """Yield the pages of a picture or PDF, and on each the places of ``words``.

    Unreadable when the child cannot make them, or dies.
    """
    job = {"path": os.fsdecode(path.absolute()), "words": list(words), "dots_an_inch": dots_an_inch}
    process, given, answers = start([(path, path.name)], "sijill.read.serve_pages")
    try:
        with contextlib.suppress(OSError):  # A child that is gone is noticed below.
            given.write(json.dumps(job).encode() + b"\n")
            given.flush()
        while page := _watched(process, answers):
            yield page
    finally:
        end(process, given, answers)


def _watched(process: "subprocess.Popen[bytes]", answers: IO[bytes]) -> Page | None:
    watch = threading.Timer(SECONDS_A_PAGE, kill, (process,))
    watch.start()
    try:
        return _next(answers)
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable("parser_died") from error  # No answer of ours.
    finally:
        watch.cancel()


def _next(answers: IO[bytes]) -> Page | None:
    line = answers.readline(_LONGEST_LINE)
    if not line.endswith(b"\n"):
        raise Unreadable("parser_died")
    told = json.loads(line)
    if "problem" in told:
        if told["problem"]:
            raise Unreadable(str(told["problem"]), str(told["detail"]))
        return None
    width, height = int(told["width"]), int(told["height"])
    if not 0 < width * height <= MOST_PIXELS + 65_536 or min(width, height) < 1:
        raise ValueError("no page of ours")
    pixels = answers.read(3 * width * height)
    if len(pixels) != 3 * width * height:
        raise Unreadable("parser_died")
    return _page(told, width, height, pixels)


def _page(told: Any, width: int, height: int, pixels: bytes) -> Page:  # Any: a JSON object
    return Page(
        number=int(told["number"]),
        of=int(told["of"]),
        width=width,
        height=height,
        pixels=pixels,
        scale=float(told["scale"]),
        spots=tuple(
            Spot(word=int(spot["word"]), box=_four(spot["box"]), inside=bool(spot["inside"]))
            for spot in told["spots"]
        ),
        unsearched=bool(told["unsearched"]),
        smeared=tuple((*_four(area[:4]), float(area[4])) for area in told["smeared"]),
    )


def _four(numbers: Any) -> tuple[float, float, float, float]:  # Any: a JSON array
    left, top, width, height = map(float, numbers)
    return left, top, width, height
