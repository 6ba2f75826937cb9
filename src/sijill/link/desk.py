"""What a reviewer works at: a linkage, the decisions so far, and where the next one is kept; a register or plain files."""

import dataclasses
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sijill.link import decisions_file
from sijill.link.linked import Bench, Linked, of_files, of_register, prepared
from sijill.link.records import Decided
from sijill.link.second_look import with_second_look
from sijill.link.standing import Pair, standing
from sijill.model.decision import Decision, Judgement, exhibit_of

if TYPE_CHECKING:
    from sijill.store.layout import Register


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One reviewer's desk."""

    reviewer: str
    linked: Linked
    bench: Bench
    decisions: Callable[[], list[Decision]]
    """All decisions on pairs that the reviewer may read."""
    decide: Callable[[Judgement], int]
    """Keep a judgement; return its position. It is on disk when this returns."""
    undo: Callable[[int], int]
    may_show: Callable[[Sequence[str]], bool]
    """Whether all of some records may be read; asked anew before each pair is shown, as a hold may have come meanwhile."""
    sample: Callable[[], Sequence[Pair]]
    """The pairs drawn for the audit; none where none was drawn."""
    waiting: tuple[str, ...] = ()
    """Lists that came since the linkage: nothing of them is asked about."""


def desk_of_register(register: "Register") -> Desk:
    """Return the desk of whoever writes to the register; UsageError when nothing was linked yet."""
    from sijill.link import decisions
    from sijill.link.audit_in_register import read_sample
    from sijill.link.heeded import with_decisions, with_states
    from sijill.store.access import Use, permitted

    linked = with_decisions(register, of_register(register))
    bench = prepared(linked)
    known = frozenset(linked.records.ids)

    def decide(said: Judgement) -> int:
        return decisions.decide(register, said, known=known).position

    def may_show(records: Sequence[str]) -> bool:
        numbers = {str(each.number) for each in permitted(register, Use.READ)}
        return all(exhibit_of(each) in numbers for each in records)

    def sample() -> list[Pair]:
        found = read_sample(register)
        return [(each.left, each.right) for each in found.pairs] if found else []

    return Desk(
        reviewer=register.actor,
        linked=with_states(register, with_second_look(linked, bench)),
        bench=bench,
        decisions=lambda: decisions.readable(register, decisions.read_decisions(register)),
        decide=decide,
        undo=lambda position: decisions.undo(register, position),
        may_show=may_show,
        sample=sample,
        waiting=_waiting(register, linked),
    )


def _waiting(register: "Register", linked: Linked) -> tuple[str, ...]:
    from sijill.link.mentions import listed
    from sijill.store import tables

    told = tables.provenance(tables.read(register, "clusters", columns=()))
    known = {*told["left_out"], *(exhibit for exhibit, _ in linked.stands.values())}
    return tuple(sorted(name for number, name in listed(register).items() if number not in known))


def desk_of_files(
    lists: Sequence[Path], file: Path, reviewer: str, *, mapping: Path | None = None, seed: int = 0
) -> Desk:
    """Return a desk on plain lists, whose decisions are rows of the CSV ``file``, made where there is none."""
    from sijill.link.engine import link_records
    from sijill.link.files import read_files

    def decisions() -> list[Decision]:
        return decisions_file.read_file(file) if file.exists() else []

    def decide(said: Judgement) -> int:
        return decisions_file.append_decision(file, reviewer, said)

    records, inputs = read_files(lists, mapping=mapping)
    found = standing(decisions())
    decided = Decided(same=found.same, different=found.different)
    decisions_file.require_records(file, decided, records.ids, inputs)
    linked = of_files(records, link_records(records, seed=seed, decided=decided))
    bench = prepared(linked)
    return Desk(
        reviewer=reviewer,
        linked=with_second_look(linked, bench),
        bench=bench,
        decisions=decisions,
        decide=decide,
        undo=lambda position: decisions_file.append_undo(file, reviewer, position, ""),
        may_show=lambda _records: True,
        sample=list,
    )
