"""Members of an archive, unpacked in a child process: what comes back is bytes, and words about them.

The child is believed in nothing: bytes and members are counted here too.
"""

import contextlib
import json
import os
import struct
import threading
import time
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final, TypeVar

from sijill import words
from sijill.read.archive import FOLDER, MOST_MEMBERS, Member
from sijill.read.child import end, kill, start
from sijill.read.plain import Unreadable
from sijill.text import shown

if TYPE_CHECKING:
    import subprocess

_SECONDS_A_PIECE: Final = 60.0
_LONGEST_LINE: Final = 1 << 18
_LONGEST_TIME: Final = 40
_LONGEST_PIECE: Final = 1 << 22

RATIO: Final = 250
"""What is unpacked may be so many times as long as the archive: text packs to a twentieth at most, a bomb to a thousandth."""

ALWAYS: Final = 256 << 20
"""And so many bytes in any case: small archives of empty tables are no bombs."""

_Answer = TypeVar("_Answer")


def most_bytes(packed: int, free: int) -> int:
    """Return how many bytes may come out of an archive of a size, where so many are free on the disk."""
    return min(max(ALWAYS, RATIO * packed), free // 2)


def members_of(
    path: Path, name: str, *, most: int, most_members: int = MOST_MEMBERS, done: Collection[int] = ()
) -> Iterator[tuple[Member, Iterator[bytes] | None]]:
    """Yield each member and its bytes, which are read before the next is asked for; None for one that is not read.

    ``done``: the places of those that are passed over. The bytes raise Unreadable when they are not whole, and so
    does this when the archive cannot be read on, or the child dies.
    """
    job: dict[str, Any] = {
        "path": os.fsdecode(path.absolute()),
        "name": name,
        "done": sorted(done),
    }  # Any: JSON
    job |= {"most_bytes": most, "most_members": most_members}
    process, given, answers = start([(path, name)], "sijill.read.serve_members")
    reader = _Reader(process, answers, most, most_members)
    try:
        with contextlib.suppress(OSError):  # A child that is gone is noticed below.
            given.write(json.dumps(job).encode() + b"\n")
            given.flush()
        yield from reader.members()
    finally:
        reader.end()
        end(process, given, answers)


class _Reader:
    """What reads a child's answers, within bounds of time, bytes and members."""

    def __init__(
        self, process: "subprocess.Popen[bytes]", answers: IO[bytes], most: int, most_members: int
    ) -> None:
        self._process, self._answers = process, answers
        self._left, self._most_members = most, most_members
        self._since: float | None = None
        self._ended = threading.Event()
        threading.Thread(target=self._watch, daemon=True).start()

    def end(self) -> None:
        self._ended.set()

    def members(self) -> Iterator[tuple[Member, Iterator[bytes] | None]]:
        for _ in range(self._most_members + 1):
            told = self._watched(self._line)
            if "end" in told:
                if told["end"]:
                    raise Unreadable(_known(told["end"]))
                return
            member = _member(told)
            if not told.get("told"):
                yield member, None
                continue
            pieces = self._pieces()
            yield member, pieces
            for _rest in pieces:
                raise RuntimeError("bytes of a member were not read")
        raise Unreadable("too_many_members")

    def _pieces(self) -> Iterator[bytes]:
        while piece := self._watched(self._piece):
            yield piece
        if key := self._watched(self._line).get("key", ""):
            raise Unreadable(_known(key))

    def _watched(self, read: Callable[[], _Answer]) -> _Answer:
        self._since = time.monotonic()
        try:
            return read()
        except (ValueError, KeyError, TypeError, struct.error) as error:
            raise Unreadable("parser_died") from error  # No answer of ours.
        finally:
            self._since = None

    def _watch(self) -> None:
        """Have a child end that lets an answer wait too long. One thread: one for each answer would cost more than it."""
        while not self._ended.wait(_SECONDS_A_PIECE / 12):
            since = self._since
            if since is not None and time.monotonic() - since > _SECONDS_A_PIECE:
                kill(self._process)

    def _line(self) -> dict[str, Any]:  # Any: a JSON object
        line = self._answers.readline(_LONGEST_LINE)
        told = json.loads(line) if line.endswith(b"\n") else None
        if not isinstance(told, dict):
            raise TypeError("no line of ours")
        return told

    def _piece(self) -> bytes:
        (length,) = struct.unpack(">L", self._answers.read(4))
        if length > _LONGEST_PIECE:
            raise ValueError("no piece of ours")
        piece = self._answers.read(length)
        if len(piece) != length:
            raise ValueError("the child ended")
        self._left -= length
        if self._left < 0:
            raise Unreadable("too_large")
        return piece


def _known(key: object) -> str:
    """Return a reason that there are words for; another is no answer of ours."""
    return str(key) if f"intake.{key}" in words.keys("intake") else "parser_died"


def _member(told: dict[str, Any]) -> Member:  # Any: a JSON object
    try:
        return Member(
            index=int(told["index"]),
            path=bytes.fromhex(told["path"]),
            size=int(told["size"]),
            changed=shown(str(told["changed"]))[:_LONGEST_TIME],
            key=_known(told["key"]) if told["key"] not in {"", FOLDER} else told["key"],
        )
    except (ValueError, KeyError, TypeError) as error:
        raise Unreadable("parser_died") from error  # No answer of ours.
