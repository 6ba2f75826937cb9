"""The child's side of unpacking: one archive, its members one after the other on standard output.

Each is a line of JSON; behind one that is read, and was not asked to be passed over, come its bytes in pieces, each
behind its length, then a length of 0 and a line that says whether they are whole. The last line says how it ended.
"""

import json
import struct
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from sijill.read.archive import members
from sijill.read.plain import Unreadable
from sijill.read.serve import begin


def serve() -> None:
    """Answer the one job on standard input."""
    answers = begin()
    job = json.loads(sys.stdin.buffer.readline())
    try:
        _tell_all(job, answers)
    except Unreadable as error:
        _tell(answers, {"end": error.key})
    except MemoryError:
        _tell(answers, {"end": "too_large"})
    except (OSError, ValueError, LookupError, ArithmeticError, struct.error):
        _tell(answers, {"end": "broken_archive"})


def _tell_all(job: Any, answers: BinaryIO) -> None:  # Any: a JSON object
    done = set(job["done"])
    for member, pieces in members(Path(job["path"]), job["name"], job["most_bytes"], job["most_members"]):
        is_told = not member.key and member.index not in done
        told = {"index": member.index, "path": member.path.hex(), "size": member.size}
        _tell(answers, told | {"changed": member.changed, "key": member.key, "told": is_told})
        if is_told:
            _tell(answers, {"key": _send(pieces, answers)})
    _tell(answers, {"end": ""})


def _send(pieces: Iterator[bytes], answers: BinaryIO) -> str:
    """Send a member's bytes; return what is wrong with them."""
    key = ""
    try:
        for piece in pieces:
            if piece:
                answers.write(struct.pack(">L", len(piece)))
                answers.write(piece)
    except Unreadable as error:
        key = error.key
    answers.write(struct.pack(">L", 0))
    return key


def _tell(answers: BinaryIO, told: dict[str, Any]) -> None:
    answers.write(json.dumps(told).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    serve()
