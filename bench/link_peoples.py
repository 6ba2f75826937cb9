"""Registers of other peoples than those that linkage was chosen on: ``./dev bench link peoples``, two minutes.

Choices are made on seeds 1 to 12 of each kind (``peoples_chosen``), seeds 101 to 112 are reported. Told is what became of pairs by what they are and
what a careful human would have said, and what tells apart the two persons of pairs that are wrongly joined.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from bench import link_judged
from bench.link_judged import REPORTED, Judged, fates
from bench.peoples_registers import KINDS, PeoplesRegister, peoples_register
from bench.peoples_verdicts import Said, are_two, verdict
from bench.tiny_verdicts import Verdict

_TOLD_BY: Final = ("given name", "father", "grandfather", "family", "second family", "second given name", "sex", "birth", "nothing")  # fmt: skip
"""What two records show to be another, the first of these."""


def run(seeds: Sequence[int] = REPORTED) -> Iterator[str]:
    """Yield the lines of each kind, and of all together."""
    every: Counter[str] = Counter()
    for kind, told in KINDS.items():
        counted = sum((judged(kind, seed) for seed in seeds), Counter[str]())
        every += counted
        yield from _lines(f"{kind} ({told.title})", counted)
    yield from _lines(f"all peoples, seeds {seeds[0]} to {seeds[-1]}", every)


def judged(kind: str, seed: int) -> Counter[str]:
    """Return the pairs of one register by what they are, what a human says and what became of them; and wrong ones by what tells them."""
    register = peoples_register(kind, seed)
    counted = Counter({"records": len(register.rows), "registers": 1})
    for pair in pairs(kind, register):
        counted[f"{pair.who} {pair.said.value} {pair.fate}"] += 1
        if pair.who == "two" and pair.fate == "joined":
            counted[told_by(register.said[pair.one], register.said[pair.other])] += 1
    counted["registers with a wrong join"] = int(any(counted[f"two {said.value} joined"] for said in Verdict))
    return counted


def pairs(kind: str, register: PeoplesRegister) -> Iterator[Judged]:
    """Yield all pairs of a register."""
    said, person = register.said, {record: each.id for record, each in register.person.items()}
    result = link_judged.linked(register.rows)
    worth = KINDS[kind].worth
    yield from link_judged.judged(result, person, lambda one, other: verdict(said[one], said[other], worth))


def told_by(one: Said, other: Said) -> str:
    """Return what two records show to be another, the first of :data:`_TOLD_BY`."""
    for role, told in zip("GPQFSH", _TOLD_BY, strict=False):
        names = {role: one.names.get(role, "")}, {role: other.names.get(role, "")}
        if (
            all(name[role] for name in names)
            and verdict(Said(names=names[0]), Said(names=names[1]), {role: 1.0}) is Verdict.TWO
        ):
            return told
    if are_two(one, other):
        return (
            "sex"
            if one.is_woman is not other.is_woman and None not in (one.is_woman, other.is_woman)
            else "birth"
        )
    return "nothing"


def _lines(title: str, counted: Mapping[str, int]) -> Iterator[str]:
    wrong = {said: counted[f"two {said.value} joined"] for said in Verdict}
    by = ", ".join(f"{told} {counted[told]}" for told in _TOLD_BY if counted[told])
    yield (
        f"{title}: wrongly joined {sum(wrong.values())} pairs in {counted['registers with a wrong join']} of {counted['registers']} registers, "
        f"of which a human says two {wrong[Verdict.TWO]}, asks {wrong[Verdict.ASK]}, says one {wrong[Verdict.SAME]}; told by {by or '-'}"
    )
    one = ", ".join(fates(f"one {said.value}", said.value, counted) for said in Verdict)
    yield f"  of one person: {one}; {counted['records']} records"
    yield f"  of two: {fates('two ask', 'ask', counted)}, {fates('two same', 'same', counted)}"
