"""The child's side of reading: files named on standard input, a line of JSON for each on standard output.

With the argument ``appearance`` it is told what each looks like, not what stands in it.
"""

import base64
import dataclasses
import json
import os
import sys
from pathlib import Path
from typing import BinaryIO, Final

from sijill.model.alike import Appearance
from sijill.model.reading import Reading
from sijill.read.parse import parse

_MEMORY_BYTES: Final = 2 << 30


def serve() -> None:
    """Answer every job on standard input."""
    answers = begin()
    answer = _looked if sys.argv[1:] == ["appearance"] else _read
    for line in sys.stdin.buffer:
        path, name = json.loads(line)
        answers.write(answer(Path(path), name))
        answers.flush()


def begin() -> BinaryIO:
    """Have limits of memory and file size on this process; return where its answers go: only they reach the parent."""
    _limit()
    # A parser's library that prints would otherwise speak among our answers.
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    return answers


def _read(path: Path, name: str) -> bytes:
    try:
        return _told(parse(path, name))
    except MemoryError:
        return _told(Reading(kind="other", problem="too_large"))


def _looked(path: Path, _name: str) -> bytes:
    from sijill.read.appearance import look_at

    try:
        found = look_at(path)
    except MemoryError:
        found = Appearance(problem="large_picture")
    told = dataclasses.asdict(found) | {"thumbnail": base64.b64encode(found.thumbnail).decode()}
    return json.dumps(told).encode() + b"\n"


def _told(reading: Reading) -> bytes:
    told = {
        "kind": reading.kind,
        "passages": [(each.at, each.text) for each in reading.passages],
        "rows": [(each.at, each.cells) for each in reading.rows],
        "problem": reading.problem,
        "detail": reading.detail,
        "warnings": [(each.key, each.detail) for each in reading.warnings],
    }
    return json.dumps(told).encode() + b"\n"


def _limit() -> None:
    if os.name == "nt":  # Windows has no such limits; the parent's limit of time still holds.
        return
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    serve()
