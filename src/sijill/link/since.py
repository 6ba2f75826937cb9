"""What came into a register since its last full run, or why a full run has to be made."""

import dataclasses
import enum
from collections.abc import Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.errors import UsageError
from sijill.link.full_run import LastRuns, last_runs, made_again, places_of, reading_of
from sijill.link.kept_run import KeptRun, read_kept
from sijill.link.mentions import Warnings, mention_table, mentions_in, no_mentions, no_names, record_columns
from sijill.link.records import RecordColumns
from sijill.store import tables
from sijill.store.layout import Register

MOST: Final = 0.1
"""Share of all records that may be new or gone; beyond, weights are learned anew."""


class Why(enum.StrEnum):
    """Why all is linked anew."""

    ASKED = "asked"
    NONE_KEPT = "none_kept"
    """A first run, or one of another version, or after a withdrawal, a sealing or a rebuild."""
    READ_ANEW = "read_anew"
    """The lists were read by another version since."""
    LISTS = "lists"
    """A list has another name."""
    PLACES = "places"
    """Lists of places were loaded."""
    SEED = "seed"
    MANY = "many"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """A full run that was kept, and what came and went since."""

    kept: KeptRun
    records: RecordColumns
    """Those that came."""
    gone: NDArray[np.bool_]
    """Which known records may not be read now."""
    mentions: Any  # Any: pyarrow has no types
    """The table of all that may be read now."""
    left_out: Warnings
    told: Warnings
    """Of the rows of lists that came."""
    runs: LastRuns
    tables: Mapping[str, bytes]
    """What has to be kept of the full run, where it had to be made again."""


def came_since(register: Register, lists: Mapping[str, str], *, seed: int) -> Since | Why:
    """Return what came and went since the last full run among ``lists`` (exhibit: name), or why it does not do.

    IntegrityError where a table of that run is damaged.
    """
    runs = last_runs(register)
    if runs is None:
        return Why.NONE_KEPT
    kept, made = read_kept(register), None
    if kept is None:
        made = made_again(register, lists, runs, seed=seed)
        kept = made.kept if made else None
    if kept is None:
        return Why.NONE_KEPT
    before: Mapping[str, str] = kept.told["lists"]
    fresh = {number: name for number, name in lists.items() if number not in before}
    rows = tables.read(register, "rows", exhibits=fresh)
    now = {"reading": reading_of(rows), "places": places_of(register), "seed": seed}
    other = _is_other(kept, lists, now)
    if other is not None:
        return other
    new, left_out, told = mentions_in(rows, fresh)
    gone = _gone(kept, before.keys() - lists.keys())
    if len(new) + int(gone.sum()) > MOST * (len(gone) + len(new)):
        return Why.MANY
    old = _old_mentions(register, {each: lists[each] for each in before.keys() & lists.keys()}, kept)
    closed = [each for each in kept.told["left_out"] if each in lists]
    return Since(
        kept=kept,
        records=record_columns(new),
        gone=gone,
        mentions=pa.concat_tables([old, _in_order(mention_table(new))]),
        left_out=[*(no_names(each, lists[each]) for each in closed), *left_out],
        told=told,
        runs=runs,
        tables=made.tables if made else {},
    )


def _is_other(
    kept: KeptRun, lists: Mapping[str, str], now: Mapping[str, Any]
) -> Why | None:  # Any: JSON values
    """Return what makes a full run ``now`` another than the one that was kept, if anything does."""
    if now["reading"] != kept.told["reading"]:
        return Why.READ_ANEW
    if any(kept.told["lists"].get(number, name) != name for number, name in lists.items()):
        return Why.LISTS
    return next((why for why in (Why.PLACES, Why.SEED) if now[why.value] != kept.told[why.value]), None)


def _gone(kept: KeptRun, closed: set[str]) -> NDArray[np.bool_]:
    """Return which known records stand in exhibits that may not be read now."""
    ids = kept.known.ids
    if not closed:
        return np.zeros(len(ids), bool)
    found: NDArray[np.bool_] = pc.is_in(
        _exhibits(ids), value_set=pa.array(sorted(closed), pa.string())
    ).to_numpy(zero_copy_only=False)
    return found


def _exhibits(ids: Any) -> Any:  # Any: Arrow arrays
    return pc.list_element(pc.split_pattern(ids, "#", max_splits=1), 0)


def _old_mentions(register: Register, lists: Mapping[str, str], kept: KeptRun) -> Any:  # Any: a pyarrow table
    """Return the mentions of known ``lists``: as they stand in the table, read anew where they are back from a hold."""
    current = _table(register, kept)
    there = set(pc.unique(current["exhibit"]).to_pylist())
    back = {
        number: name for number, name in lists.items() if number not in there | set(kept.told["left_out"])
    }
    if there - lists.keys():
        known = pa.array(sorted(lists), pa.string())
        current = current.filter(pc.is_in(current["exhibit"], value_set=known))
    if not back:
        return current
    mentions = mentions_in(tables.read(register, "rows", exhibits=back), back).mentions
    return pa.concat_tables([current, mention_table(mentions)])


def _in_order(mentions: Any) -> Any:  # Any: a pyarrow table
    """Return new mentions in the order of the table, so that it is in order and a million old ones need not be moved."""
    return mentions.take(pc.sort_indices(mentions["mention"]))


def _table(register: Register, kept: KeptRun) -> Any:  # Any: a pyarrow table
    """Return the table of the last run; an empty one where it is gone, or read by another version."""
    nothing = mention_table(no_mentions())
    try:
        current = tables.read(register, "mentions")
    except UsageError:
        return nothing
    return current if tables.provenance(current).get("reading") == kept.told["reading"] else nothing
