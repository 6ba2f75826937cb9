"""The history of persons' ids as the tables ``persons``, ``membership`` and ``redirects`` of a register."""

from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from sijill.link.history import History, Redirect, Why
from sijill.store import tables
from sijill.store.layout import Register

_METHOD: Final = "sijill.link.persons"
_VERSION: Final = "1"


def read_history(register: Register) -> History:
    """Return the history of all runs so far, an empty one before the first.

    IntegrityError when it was logged and is damaged or gone: new ids would name anew who has a name.
    """
    if "membership" not in tables.current(register):
        return History()
    persons, membership, redirects = (
        tables.read(register, name) for name in ("persons", "membership", "redirects")
    )
    ids = persons["person"].combine_chunks()
    return History(
        run=tables.provenance(persons)["run"],
        ids=ids,
        since=_numbers(persons, "since"),
        until=_numbers(persons, "until"),
        mention=membership["mention"].combine_chunks(),
        person=pc.index_in(membership["person"], value_set=ids).to_numpy().astype(np.int32),
        held_since=_numbers(membership, "since"),
        held_until=_numbers(membership, "until"),
        redirects=tuple(
            Redirect(run=each["run"], old=each["old"], new=each["new"], why=Why(each["why"]))
            for each in redirects.to_pylist()
        ),
    )


def history_tables(history: History) -> dict[str, bytes]:
    """Return the three tables as Parquet, the same bytes for the same history."""
    told = {"method": _METHOD, "version": _VERSION, "run": history.run}
    persons = {"person": history.ids, "since": history.since, "until": history.until}
    membership = {
        "mention": history.mention,
        "person": history.ids.take(pa.array(history.person)),
        "since": history.held_since,
        "until": history.held_until,
    }
    redirects = {
        name: pa.array([getattr(each, name) for each in history.redirects], kind)
        for name, kind in (
            ("run", pa.int32()),
            ("old", pa.string()),
            ("new", pa.string()),
            ("why", pa.string()),
        )
    }
    return {
        "persons": _bytes(persons, ["person"], told),
        "membership": _bytes(membership, ["mention", "since"], told),
        "redirects": _bytes(redirects, ["run", "old", "why", "new"], told),
    }


def _bytes(columns: dict[str, Any], order: list[str], told: dict[str, object]) -> bytes:  # Any: as pyarrow
    return tables.to_bytes(pa.table(columns), order=order, provenance=told)


def _numbers(table: Any, name: str) -> Any:  # Any: pyarrow has no types
    return table[name].to_numpy().astype(np.int32)
