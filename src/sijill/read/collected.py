"""What a collector wrote of what it collected, read in a child process; nothing that comes back is more than words."""

import contextlib
import dataclasses
import json
import os
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from sijill import words
from sijill.model.collected import Check, Collected, Page
from sijill.model.custody import Account
from sijill.model.trust import State
from sijill.read.child import end, kill, start
from sijill.read.plain import Unreadable
from sijill.text import shown

if TYPE_CHECKING:
    import subprocess

_SECONDS: Final = 120.0
_LONGEST: Final = 1 << 28


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Medium:
    """A file that auto-archiver stored."""

    key: str
    """The path that it was stored under."""
    method: str
    """Of its hash; empty when none is given."""
    given: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that auto-archiver archived."""

    url: str
    title: str
    published: str
    collected: str
    version: str
    """Of the program; empty where the file does not say."""
    media: tuple[Medium, ...]


def wacz(path: Path) -> Collected:
    """Return what a web archive collection says of itself, each of its hashes compared; Unreadable when it is none."""
    told = _asked(path)
    account = Account(
        url=_word(told["url"]),
        collected=_word(told["collected"]),
        collected_with=_word(told["collected_with"]),
    )
    return Collected(
        form=_word(told["form"]),
        of=str(told["of"]),
        account=account,
        checks=tuple(_check(each) for each in told["checks"]),
        pages=tuple(
            Page(**{name: _word(each[name]) for name in ("url", "title", "at")}) for each in told["pages"]
        ),
        pages_in_all=int(told["pages_in_all"]),
    )


def auto_archiver(path: Path) -> tuple[list[Item], int]:
    """Return the items that a file of auto-archiver's tells of, and how many it has that cannot be read."""
    told = _asked(path)["items"]
    items = [_item(each) for each in told if not each.get("problem")]
    return items, len(told) - len(items)


def _asked(path: Path) -> dict[str, Any]:  # Any: a JSON object
    job = {"path": os.fsdecode(path.absolute()), "name": path.name}
    process, given, answers = start([(path, path.name)], "sijill.read.serve_collected")
    try:
        with contextlib.suppress(OSError):  # A child that is gone is noticed below.
            given.write(json.dumps(job).encode() + b"\n")
            given.flush()
        while True:
            told = _line(process, answers)
            if told.get("problem"):
                raise Unreadable(_known(told["problem"]))
            if "alive" not in told:
                return told
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable("parser_died") from error  # No answer of ours.
    finally:
        end(process, given, answers)


def _line(process: "subprocess.Popen[bytes]", answers: IO[bytes]) -> dict[str, Any]:  # Any: a JSON object
    watch = threading.Timer(_SECONDS, kill, (process,))
    watch.start()
    try:
        line = answers.readline(_LONGEST)
    finally:
        watch.cancel()
    told: dict[str, Any] = json.loads(line) if line.endswith(b"\n") else {}
    if not told:
        raise ValueError("no line of ours")
    return told


def _check(told: Any) -> Check:  # Any: a JSON object
    return Check(
        what=_word(told["what"]),
        method=_word(told["method"]),
        given=_word(told["given"]),
        state=State(told["state"]),
        why=_known(told["why"]) if told["why"] else "",
    )


def _item(told: Any) -> Item:  # Any: a JSON object
    media = []
    for each in told["media"]:
        method, _, given = _word(each["hash"]).partition(":")
        media.append(Medium(key=str(each["key"]), method=method if given else "", given=given.lower()))
    told_words = {name: _word(told[name]) for name in ("url", "title", "published", "collected", "version")}
    return Item(media=tuple(media), **told_words)


def _known(key: object) -> str:
    """Return a reason that there are words for; another is no answer of ours."""
    return str(key) if f"collected.{key}" in words.keys("collected") else "parser_died"


def _word(value: Any) -> str:  # Any: what a child says
    return shown(str(value))
