"""A full run over the lists of a register, kept so that what comes later can be linked to it; or made again as it was."""

import dataclasses
import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, cast

from sijill.link.decisions import in_force
from sijill.link.kept_run import KeptRun, kept_tables
from sijill.link.mentions import Mentions, Warnings, mentions_in, record_columns
from sijill.link.records import VERSION, Decided, LinkResult
from sijill.link.weight_table import KEY, weight_table
from sijill.model.log import Act, Entry
from sijill.store import catalogue, tables
from sijill.store.gazetteer import TABLE as PLACES
from sijill.store.gazetteer import register_gazetteer
from sijill.store.layout import Register

if TYPE_CHECKING:
    from sijill.link.known import Known
    from sijill.link.sweep import Sweeper


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class FullRun:
    """All lists linked anew."""

    result: LinkResult
    mentions: Mentions
    left_out: Warnings
    told_of_rows: Warnings
    told: dict[str, Any]  # Any: JSON values
    """What the log's entry and the tables say of it."""
    kept: KeptRun
    tables: Mapping[str, bytes]
    """What is kept of it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class LastRuns:
    """What the log says of the last full run, and of the last run of all."""

    full: Entry
    last: Entry


def full_run(
    register: Register,
    lists: Mapping[str, str],
    decided: Decided,
    *,
    seed: int,
    inputs: str,
    sweeper: "Sweeper | None" = None,
) -> FullRun:
    """Return ``lists`` (exhibit: name) linked; ``inputs`` is the digest of the table of rows.

    ``sweeper`` weighs pairs elsewhere, see :func:`sijill.link.engine.link_records`.

    InputError when none of them has a column of names.
    """
    from sijill.link.engine import link_records

    rows = tables.read(register, "rows")
    reading = reading_of(rows)
    mentions, left_out, told_of_rows = mentions_in(rows, lists, needed=True)
    del rows
    result = link_records(
        record_columns(mentions),
        seed=seed,
        decided=decided,
        places=register_gazetteer(register),
        keep=True,
        sweeper=sweeper,
    )
    known = cast("Known", result.known)  # Because of ``keep``.
    told: dict[str, Any] = {  # Any: JSON values
        "inputs": inputs,
        "left_out": [str(fields["exhibit"]) for _, fields in left_out],
        "reading": reading,
        "places": places_of(register),
        "run": {"kind": "full"},
    }
    kept = KeptRun(known=known, told={**told, "lists": dict(lists), "seed": seed})
    weights = tables.to_bytes(weight_table(result.weights), order=list(KEY), provenance=told)
    return FullRun(
        result=result,
        mentions=mentions,
        left_out=left_out,
        told_of_rows=told_of_rows,
        told=told,
        kept=kept,
        tables={"weights": weights, **kept_tables(known, kept.told)},
    )


def reading_of(rows: Any) -> dict[str, str]:  # Any: a pyarrow table
    """Return by what the table ``rows`` was read."""
    told = tables.provenance(rows)
    return {name: str(told.get(name, "")) for name in ("method", "tool")}


def places_of(register: Register) -> str:
    """Return the digest of the lists of places that are loaded; empty where there are none."""
    return tables.current(register).get(PLACES, "")


def last_runs(register: Register) -> LastRuns | None:
    """Return the last full run and the last run; None before the first, and where a withdrawal took what the log said."""
    with catalogue.opened(register) as connection:
        entries = [each for each in catalogue.entries(connection, Act.LINKAGE) if "run" in each.about]
    full = [each for each in entries if each.about["run"]["kind"] == "full"]
    return LastRuns(full=full[-1], last=entries[-1]) if full else None


def made_again(register: Register, lists: Mapping[str, str], runs: LastRuns, *, seed: int) -> FullRun | None:
    """Return the last full run that the log tells of made again: after a rebuild, or a withdrawal of what came later.

    It is made of the lists and decisions that were there then. None where it does not come out as it was: since some
    lists may not be read any more, or the program, its lists of places or the machine are others.
    """
    about, position = runs.full.about, runs.full.position
    now = {
        "version": VERSION,
        "reading": reading_of(tables.read(register, "rows", exhibits=())),
        "places": places_of(register),
        "seed": seed,
    }
    if any(about[name] != value for name, value in now.items()):
        return None
    with catalogue.opened(register) as connection:
        deposits = [each for each in catalogue.deposits(connection) if each.list_name]
    handed_in = {each.exhibit for each in deposits if each.position < position}
    then = {number: name for number, name in lists.items() if number in handed_in}
    if not then.keys() - set(about["left_out"]):
        return None
    decided, _ = in_force(register, before=position)
    made = full_run(register, then, decided, seed=seed, inputs=str(about["inputs"]))
    digests = {name: hashlib.sha256(content).hexdigest() for name, content in made.tables.items()}
    return made if digests.items() <= about["tables"].items() else None
