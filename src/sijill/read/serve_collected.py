"""The child's side of looking into what a collector wrote: one file, an answer on the last line of standard output.

Lines before it say that it is still at work: a collection of many gigabytes is hashed for minutes.
"""

import hashlib
import json
import struct
import sys
import time
from pathlib import Path
from typing import Any, BinaryIO, Final

from sijill.read import auto_archiver, wacz
from sijill.read.plain import Unreadable
from sijill.read.serve import begin

_SECONDS: Final = 5.0
_PIECE: Final = 1 << 20


class _Pulse:
    """Says every few seconds that the child is at work."""

    def __init__(self, answers: BinaryIO) -> None:
        self._answers, self._last = answers, time.monotonic()

    def beat(self) -> None:
        if time.monotonic() - self._last > _SECONDS:
            self._last = time.monotonic()
            _tell(self._answers, {"alive": True})


def serve() -> None:
    """Answer the one job on standard input."""
    answers = begin()
    job = json.loads(sys.stdin.buffer.readline())
    try:
        _tell(answers, _answer(Path(job["path"]), job["name"], _Pulse(answers)))
    except Unreadable as error:
        _tell(answers, {"problem": error.key})
    except MemoryError:
        _tell(answers, {"problem": "too_large"})
    except (OSError, ValueError, LookupError, ArithmeticError, TypeError, RecursionError, struct.error):
        _tell(answers, {"problem": "unreadable_words"})


def _answer(path: Path, name: str, pulse: _Pulse) -> dict[str, Any]:  # Any: a JSON object
    if Path(name).suffix.lower() != ".wacz":
        return auto_archiver.look_into(path, name)
    digest = hashlib.sha256()
    with path.open("rb") as handle:
        while piece := handle.read(_PIECE):
            digest.update(piece)
            pulse.beat()
    return {**wacz.look_into(path, pulse.beat), "of": digest.hexdigest()}


def _tell(answers: BinaryIO, told: dict[str, Any]) -> None:
    answers.write(json.dumps(told).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    serve()
