"""What became of each pair of a made-up register: joined, offered to a reviewer, or left; beside what a careful human would say."""

import itertools
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from bench.tiny_registers import FIELDS
from bench.tiny_verdicts import Verdict
from sijill.link import LinkResult, RecordColumns, link_records

CHOSEN_ON: Final = tuple(range(1, 13))
"""Seeds that choices are made on."""
REPORTED: Final = tuple(range(101, 113))
"""Seeds of the report, which no choice was made on."""
FATES: Final = ("joined", "offered", "left")


class Judged(NamedTuple):
    """One pair of records."""

    one: str
    other: str
    who: str
    """``one`` where both are one person, else ``two``."""
    said: Verdict
    fate: str
    """One of :data:`FATES`."""


def judged(
    result: LinkResult, person: Mapping[str, str], said: Callable[[str, str], Verdict]
) -> Iterator[Judged]:
    """Yield all pairs of a linked register; ``person`` tells who each record is, ``said`` what a human says of two."""
    cluster = dict(zip(result.ids, result.cluster_ids, strict=True))
    shown = _kept_pairs(result)
    for one, other in itertools.combinations(sorted(cluster), 2):
        who = "one" if person[one] == person[other] else "two"
        apart = "offered" if (one, other) in shown else "left"
        yield Judged(one, other, who, said(one, other), "joined" if cluster[one] == cluster[other] else apart)


def linked(rows: Sequence[Sequence[str]]) -> LinkResult:
    """Return what linkage makes of rows by :data:`bench.tiny_registers.FIELDS`."""
    columns = dict(zip(FIELDS, zip(*rows, strict=True), strict=True))
    return link_records(RecordColumns(**columns))


def fates(key: str, said: str, counted: Mapping[str, int]) -> str:
    """Return how many pairs counted under ``key`` met each fate, in words."""
    joined, offered, left = (counted[f"{key} {fate}"] for fate in FATES)
    return f"human {said} {joined + offered + left}: joined {joined}, offered {offered}, not shown {left}"


def _kept_pairs(result: LinkResult) -> set[tuple[str, str]]:
    """Return the pairs that a reviewer can be shown."""
    ids = list(result.ids)
    pairs = zip(result.pairs.left.tolist(), result.pairs.right.tolist(), strict=True)
    return {(ids[a], ids[b]) for a, b in pairs}
