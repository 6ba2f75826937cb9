"""Registers whose records name some by whose child, wife or mother they are: ``./dev bench link unsaid``, some seconds.

Choices are made on seeds 1 to 12 of each kind (``unsaid_chosen``), seeds 101 to 112 are reported. Of the pairs of which a record names nobody
it is told how many are joined, shown for review or neither, by what a careful human would have said; pairs of two named
records are counted together.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bench.link_tiny import REPORTED, kept_pairs
from bench.tiny_registers import FIELDS
from bench.tiny_verdicts import Verdict
from bench.unsaid_registers import KINDS, UnsaidRegister, unsaid_register
from bench.unsaid_verdicts import verdict
from sijill.link import RecordColumns, link_records

_FATES: Final = ("joined", "offered", "left")


def run(seeds: Sequence[int] = REPORTED) -> Iterator[str]:
    """Yield a line for each kind, and of all together."""
    every: Counter[str] = Counter()
    for kind, told in KINDS.items():
        counted = sum((judged(unsaid_register(kind, seed)) for seed in seeds), Counter[str]())
        every += counted
        yield from _lines(f"{kind} ({told.title})", counted)
    yield from _lines(f"all, seeds {seeds[0]} to {seeds[-1]}", every)


def judged(register: UnsaidRegister) -> Counter[str]:
    """Return the pairs of a register by whether both are named, what they are, what a human says, and what became of them."""
    columns = dict(zip(FIELDS, zip(*register.rows, strict=True), strict=True))
    result = link_records(RecordColumns(**columns))
    cluster = dict(zip(result.ids, result.cluster_ids, strict=True))
    shown = kept_pairs(result)
    counted = Counter({"records": len(cluster), "registers": 1})
    for one, other in itertools.combinations(sorted(cluster), 2):
        told = register.told[one], register.told[other]
        named = "named" if not (told[0].whose or told[1].whose) else "unsaid"
        who = "one" if register.person[one].id == register.person[other].id else "two"
        fate = (
            "joined" if cluster[one] == cluster[other] else ("offered" if (one, other) in shown else "left")
        )
        counted[f"{named} {who} {verdict(*told).value} {fate}"] += 1
    return counted


def _lines(title: str, counted: Mapping[str, int]) -> Iterator[str]:
    wrong = {
        named: sum(counted[f"{named} two {said.value} joined"] for said in Verdict)
        for named in ("unsaid", "named")
    }
    yield f"{title}: wrongly joined {wrong['unsaid']} pairs of which a record names nobody, and {wrong['named']} others; {counted['records']} records"
    for who in ("one", "two"):
        fates = "; ".join(_fates(f"unsaid {who} {said.value}", said.value, counted) for said in Verdict)
        yield f"  of {who}: {fates}"
    yield f"  both named, of one: {_fates('named one same', 'same', counted)}"


def _fates(key: str, said: str, counted: Mapping[str, int]) -> str:
    joined, offered, left = (counted[f"{key} {fate}"] for fate in _FATES)
    return f"human {said} {joined + offered + left}: joined {joined}, offered {offered}, not shown {left}"
