"""The child's side of making pixels: one file, its pages one after the other on standard output.

Each is a line of JSON and, behind it, the pixels. The last line says that it was the last, or what went wrong.
"""

import dataclasses
import json
import sys
from pathlib import Path
from typing import Any, BinaryIO

from sijill.read.pages import pages
from sijill.read.picture import DAMAGED_PICTURE
from sijill.read.plain import Unreadable
from sijill.read.serve import begin


def serve() -> None:
    """Answer the one job on standard input."""
    answers = begin()
    job = json.loads(sys.stdin.buffer.readline())
    try:
        _tell_all(job, answers)
    except Unreadable as error:
        _tell(answers, {"problem": error.key, "detail": error.detail.replace(job["path"], "")})
    except MemoryError:
        _tell(answers, {"problem": "too_large", "detail": ""})
    except DAMAGED_PICTURE:
        _tell(answers, {"problem": "broken_picture", "detail": ""})


def _tell_all(job: Any, answers: BinaryIO) -> None:  # Any: a JSON object
    for page in pages(Path(job["path"]), words=job["words"], dots_an_inch=job["dots_an_inch"]):
        told = {field.name: getattr(page, field.name) for field in dataclasses.fields(page)}
        del told["pixels"]
        _tell(answers, told | {"spots": [dataclasses.asdict(spot) for spot in page.spots]})
        answers.write(page.pixels)
        answers.flush()
    _tell(answers, {"problem": "", "detail": ""})


def _tell(answers: BinaryIO, told: dict[str, Any]) -> None:
    answers.write(json.dumps(told).encode() + b"\n")
    answers.flush()


if __name__ == "__main__":
    serve()
