"""Other readings of a damaged part: what may have been written before a PDF or a scan was read."""

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

from sijill.names.alphabet import LONGEST
from sijill.names.common import lexicon_key

MOST_READINGS: Final = 3


class Rule(NamedTuple):
    """A fragment that extraction leaves in place of another."""

    read: str
    meant: str
    at_end: bool
    """Only at the end of a part."""


def other_readings(text: str, rules: Sequence[Rule], known: Collection[str]) -> list[str]:
    """Return at most ``MOST_READINGS`` spellings that damaged ``text`` may stand for, known ones first.

    What was written stays what it is: a reading is compared beside it, at a cost.
    """
    found = dict.fromkeys(reading for reading in _turned(text) if lexicon_key(reading) in known)
    for rule in rules:
        start = text.find(rule.read)
        while start >= 0:
            end = start + len(rule.read)
            reading = (text[:start] + rule.meant + text[end:])[:LONGEST]
            # One letter stands in too many names to be damage wherever it is read.
            sure = len(rule.read) > 1 or lexicon_key(reading) in known
            if sure and (not rule.at_end or end == len(text)):
                found[reading] = None
            start = text.find(rule.read, start + 1)
    return sorted(found, key=lambda reading: lexicon_key(reading) not in known)[:MOST_READINGS]


def _turned(text: str) -> Iterator[str]:
    """Yield ``text`` with a run of three letters or more the other way round, as bidi errors leave it."""
    for start in range(len(text) - 2):
        for end in range(start + 3, min(len(text), start + 5) + 1):
            yield text[:start] + text[start:end][::-1] + text[end:]
