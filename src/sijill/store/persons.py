"""Where an id of a person leads, by the tables of all runs; and what goes of them when exhibits go."""

import dataclasses
from collections.abc import Iterable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from sijill.errors import UsageError
from sijill.model.log import Act
from sijill.store import catalogue, log, tables
from sijill.store.layout import Register

_OPEN = 0
"""The end of a stay that has not ended."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What a run did to an id."""

    run: int
    new: str
    """Empty where it led nowhere."""
    why: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Leads:
    """Where an id leads; an id that was never given leads nowhere and has no run."""

    asked: str
    since: int
    """The run that gave it; 0 where none did."""
    until: int
    """The run that ended it; 0 while it names a person."""
    persons: dict[str, tuple[str, ...]]
    """Everybody who now holds a record that the id ever held, each with all their records."""
    turns: tuple[Turn, ...]
    """In the order of the runs."""

    @property
    def is_known(self) -> bool:
        """Whether it was ever given."""
        return self.since > 0


def where(register: Register, asked: str) -> Leads:
    """Return where an id of a person leads now, or a record's: ``2026-000421#row=17`` leads to who holds it.

    UsageError when nothing was linked.
    """
    membership = tables.read(register, "membership")
    is_open = pc.equal(membership["until"], _OPEN)
    now = membership.filter(is_open)
    if "#" in asked:
        found = now.filter(pc.equal(now["mention"], asked))["person"].to_pylist()
        asked = found[0] if found else asked
    ever = membership.filter(pc.equal(membership["person"], asked))["mention"].combine_chunks()
    holders = sorted(set(now.filter(pc.is_in(now["mention"], value_set=ever))["person"].to_pylist()))
    held = {person: _column(now, "person", person, "mention") for person in holders}
    known = tables.read(register, "persons")
    row = known.filter(pc.equal(known["person"], asked)).to_pylist()
    redirects = tables.read(register, "redirects")
    turns = redirects.filter(pc.equal(redirects["old"], asked)).to_pylist()
    return Leads(
        asked=asked,
        since=row[0]["since"] if row else 0,
        until=row[0]["until"] if row else 0,
        persons=held,
        turns=tuple(
            Turn(run=each["run"], new=each["new"], why=each["why"])
            for each in sorted(turns, key=lambda each: (each["run"], each["why"], each["new"]))
        ),
    )


def the_one(register: Register, asked: str) -> tuple[str, tuple[str, ...]]:
    """Return the person that an id or a record leads to, and their records.

    UsageError where it leads to nobody, or to several: which of them is meant is for whoever asks to say.
    """
    leads = where(register, asked)
    if not leads.persons and leads.is_known:
        raise UsageError("person_gone", path=register.path, found=leads.asked)
    if not leads.persons:
        raise UsageError("no_person", path=register.path, found=ascii(asked))
    if len(leads.persons) > 1 and "#" not in asked:
        several = "; ".join(f"{person}: {records[0]}" for person, records in leads.persons.items())
        raise UsageError("person_split", person=asked, count=len(leads.persons), found=several)
    person = leads.asked if leads.asked in leads.persons else next(iter(leads.persons))
    return person, leads.persons[person]


def forgotten(register: Register, gone: Iterable[str]) -> list[log.Note]:
    """Have the records of exhibits that go out of the membership; return the entry that has to name it then.

    Ids and redirects stay, since they say nothing of a record: a new id is a hash under a key that nobody kept.
    """
    numbers = pa.array(sorted(gone), pa.string())
    named = {name: digest for name, digest in tables.current(register).items() if name in tables.KEPT}
    if not len(numbers) or not named:
        return []
    membership = tables.read(register, "membership")
    exhibits = pc.list_element(pc.split_pattern(membership["mention"], "#", max_splits=1), 0)
    kept = membership.filter(pc.invert(pc.is_in(exhibits, value_set=numbers)))
    content = tables.to_bytes(kept, order=["mention", "since"], provenance=tables.provenance(membership))
    named["membership"] = tables.put(register, "membership", content)
    with catalogue.opened(register) as connection:
        runs = catalogue.entries(connection, Act.LINKAGE)
    seed = next((each.about["seed"] for each in reversed(runs) if "seed" in each.about), 0)
    return [(Act.LINKAGE, {"seed": seed, "tables": named})]


def _column(table: Any, by: str, value: str, column: str) -> tuple[str, ...]:  # Any: pyarrow has no types
    return tuple(sorted(table.filter(pc.equal(table[by], value))[column].to_pylist()))
