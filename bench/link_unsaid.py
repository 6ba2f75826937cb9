"""Registers whose records name some by whose child, wife or mother they are: ``./dev bench link unsaid``, some seconds.

Choices are made on seeds 1 to 12 of each kind (``unsaid_chosen``), seeds 101 to 112 are reported. Of the pairs of which a record names nobody
it is told how many are joined, shown for review or neither, by what a careful human would have said; pairs of two named
records are counted together.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bench import link_judged
from bench.link_judged import REPORTED, fates
from bench.tiny_verdicts import Verdict
from bench.unsaid_registers import KINDS, UnsaidRegister, unsaid_register
from bench.unsaid_verdicts import verdict


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
    counted = Counter({"records": len(register.rows), "registers": 1})
    told, person = register.told, {record: each.id for record, each in register.person.items()}
    result = link_judged.linked(register.rows)
    for pair in link_judged.judged(result, person, lambda one, other: verdict(told[one], told[other])):
        named = "unsaid" if told[pair.one].whose or told[pair.other].whose else "named"
        counted[f"{named} {pair.who} {pair.said.value} {pair.fate}"] += 1
    return counted


def _lines(title: str, counted: Mapping[str, int]) -> Iterator[str]:
    wrong = {
        named: sum(counted[f"{named} two {said.value} joined"] for said in Verdict)
        for named in ("unsaid", "named")
    }
    yield f"{title}: wrongly joined {wrong['unsaid']} pairs of which a record names nobody, and {wrong['named']} others; {counted['records']} records"
    for who in ("one", "two"):
        told = "; ".join(fates(f"unsaid {who} {said.value}", said.value, counted) for said in Verdict)
        yield f"  of {who}: {told}"
    yield f"  both named, of one: {fates('named one same', 'same', counted)}"
