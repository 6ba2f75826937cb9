"""Registers of a handful to some hundred records: ``./dev bench link tiny``, half a minute.

What is changed in linkage is chosen on seeds 1 to 12 of each kind (``tiny_chosen``), seeds 101 to 112 are reported. Told are first the
pairs that are joined and are two persons, by what a careful human would have said of them; then the pairs of one person
that such a human would have joined and linkage did not; then whether what is to be asked is shown for review.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bench import link_judged
from bench.link_judged import REPORTED, fates
from bench.tiny_registers import KINDS, TinyRegister, tiny_register
from bench.tiny_verdicts import Verdict, verdict


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
    counted = Counter({"records": len(register.rows), "registers": 1})
    person = {record: each.id for record, each in register.person.items()}
    shown, result = register.shown, link_judged.linked(register.rows)
    for pair in link_judged.judged(result, person, lambda one, other: verdict(shown[one], shown[other])):
        counted[f"{pair.who} {pair.said.value} {pair.fate}"] += 1
        if pair.fate == "joined" and pair.who == "two" and _two_first_names(register, pair.one, pair.other):
            counted["first names"] += 1
    counted["registers with a wrong join"] = int(any(counted[f"two {said.value} joined"] for said in Verdict))
    return counted


def _two_first_names(register: TinyRegister, one: str, other: str) -> bool:
    return register.person[one].given.arabic != register.person[other].given.arabic


def _lines(title: str, counted: Mapping[str, int]) -> Iterator[str]:
    wrong = {said: counted[f"two {said.value} joined"] for said in Verdict}
    yield (
        f"{title}: wrongly joined {sum(wrong.values())} pairs in {counted['registers with a wrong join']} of {counted['registers']} registers, "
        f"of which a human says two {wrong[Verdict.TWO]}, asks {wrong[Verdict.ASK]}, says one {wrong[Verdict.SAME]}; "
        f"two first names {counted['first names']}"
    )
    yield f"  of one person: {', '.join(fates(f'one {said.value}', said.value, counted) for said in Verdict)}; {counted['records']} records"
    yield f"  of two: {fates(f'two {Verdict.ASK.value}', Verdict.ASK.value, counted)}, {fates(f'two {Verdict.TWO.value}', Verdict.TWO.value, counted)}"
