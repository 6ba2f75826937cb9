"""Registers of a handful to some hundred records: ``./dev bench link tiny``, half a minute.

What is changed in linkage is chosen on seeds 1 to 12 of each kind (``tiny_chosen``), seeds 101 to 112 are reported. Told are first the
pairs that are joined and are two persons, by what a careful human would have said of them; then the pairs of one person
that such a human would have joined and linkage did not; then whether what is to be asked is shown for review.
"""

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bench.tiny_registers import FIELDS, KINDS, TinyRegister, tiny_register
from bench.tiny_verdicts import Verdict, verdict
from sijill.link import LinkResult, RecordColumns, link_records

CHOSEN_ON: Final = tuple(range(1, 13))
"""Seeds that choices are made on."""
REPORTED: Final = tuple(range(101, 113))
"""Seeds of the report, which no choice was made on."""


def run(seeds: Sequence[int] = REPORTED) -> Iterator[str]:
    """Yield a line for each kind, and of all together."""
    every: Counter[str] = Counter()
    for kind, told in KINDS.items():
        counted = sum((judged(tiny_register(kind, seed)) for seed in seeds), Counter[str]())
        every += counted
        yield from _lines(f"{kind} ({told.title})", counted)
    yield from _lines(f"all tiny registers, seeds {seeds[0]} to {seeds[-1]}", every)


def judged(register: TinyRegister) -> Counter[str]:
    """Return the pairs of a register by what they are, what a careful human says, and what linkage made of them."""
    result = linked(register)
    cluster = dict(zip(result.ids, result.cluster_ids, strict=True))
    shown = kept_pairs(result)
    counted = Counter({"records": len(cluster), "registers": 1})
    for one, other in itertools.combinations(sorted(cluster), 2):
        is_one = register.person[one].id == register.person[other].id
        said = verdict(register.shown[one], register.shown[other])
        is_joined = cluster[one] == cluster[other]
        fate = "joined" if is_joined else ("offered" if (one, other) in shown else "left")
        counted[f"{'one' if is_one else 'two'} {said.value} {fate}"] += 1
        if is_joined and not is_one and _two_first_names(register, one, other):
            counted["first names"] += 1
    counted["registers with a wrong join"] = int(any(counted[f"two {said.value} joined"] for said in Verdict))
    return counted


def linked(register: TinyRegister) -> LinkResult:
    """Return what linkage makes of a register."""
    columns = dict(zip(FIELDS, zip(*register.rows, strict=True), strict=True))
    return link_records(RecordColumns(**columns))


def _two_first_names(register: TinyRegister, one: str, other: str) -> bool:
    return register.person[one].given.arabic != register.person[other].given.arabic


def kept_pairs(result: LinkResult) -> set[tuple[str, str]]:
    """Return the pairs that a reviewer can be shown."""
    ids = list(result.ids)
    pairs = zip(result.pairs.left.tolist(), result.pairs.right.tolist(), strict=True)
    return {(ids[a], ids[b]) for a, b in pairs}


def _lines(title: str, counted: Mapping[str, int]) -> Iterator[str]:
    wrong = {said: counted[f"two {said.value} joined"] for said in Verdict}
    yield (
        f"{title}: wrongly joined {sum(wrong.values())} pairs in {counted['registers with a wrong join']} of {counted['registers']} registers, "
        f"of which a human says two {wrong[Verdict.TWO]}, asks {wrong[Verdict.ASK]}, says one {wrong[Verdict.SAME]}; "
        f"two first names {counted['first names']}"
    )
    yield f"  of one person: {', '.join(_fates('one', said, counted) for said in Verdict)}; {counted['records']} records"
    yield f"  of two: {_fates('two', Verdict.ASK, counted)}, {_fates('two', Verdict.TWO, counted)}"


def _fates(who: str, said: Verdict, counted: Mapping[str, int]) -> str:
    joined, offered, left = (counted[f"{who} {said.value} {fate}"] for fate in ("joined", "offered", "left"))
    total = joined + offered + left
    return f"human {said.value} {total}: joined {joined}, offered {offered}, not shown {left}"
