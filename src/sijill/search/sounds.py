"""Which consonants the words of a shard have, by script: a small sorted array beside the shard.

Looking one word's consonants up in a shard's dictionary takes some microseconds, but a question asks for two
hundred that are near its own, in every shard, and most shards have few of them in the other script. The array says
which; it holds eight bytes of a digest for each, so that one that seems to be there may not be.
"""

import functools
import hashlib
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

MARKS: Final = ("/", "|")
"""Stand between a word's consonants and the word: words of other scripts, and those in Latin letters."""
_FILE: Final = "sounds"


def keyed(key: str, folded: str) -> str:
    """Return the term under which a word is found by its consonants."""
    return start_of(key, is_latin=folded.isascii()) + folded


def start_of(key: str, *, is_latin: bool) -> str:
    """Return what the terms of all words of some consonants begin with, in Latin letters or in others."""
    return key + MARKS[is_latin]


def write(shard: Path, terms: Iterable[str]) -> None:
    """Write the array of a shard whose words have these ``terms``: each some of ``keyed``, joined by blanks."""
    starts = {_start(each) for joined in terms for each in joined.split()}
    (shard / _FILE).write_bytes(_in_file_order(array("Q", sorted(map(_digest, starts)))).tobytes())


def read(shard: Path) -> Sequence[int]:
    """Return the array of a shard; OSError or ValueError when it is lost or cut short."""
    held = array("Q")
    held.frombytes((shard / _FILE).read_bytes())
    return _in_file_order(held)


def present(held: Sequence[int], starts: Iterable[str]) -> Iterator[str]:
    """Yield those of ``starts`` with which a term may begin of the shard whose array is ``held``."""
    for start in starts:
        wanted = _digest(start)
        at = bisect_left(held, wanted)
        if at < len(held) and held[at] == wanted:
            yield start


def _in_file_order(numbers: "array[int]") -> "array[int]":
    """Return numbers with their bytes as in the file, the lowest first, or from there: the same either way."""
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers


def _start(term: str) -> str:
    return term[: 1 + min(at for mark in MARKS if (at := term.find(mark)) >= 0)]


@functools.lru_cache(maxsize=1 << 14)
def _digest(start: str) -> int:
    return int.from_bytes(
        hashlib.blake2b(start.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big"
    )
