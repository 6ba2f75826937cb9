"""Linkage inside a register: rows of the exhibits that are lists into mentions, pairs and clusters.

A full run learns weights and keeps what it prepared; later runs link what came since to it (:mod:`sijill.link.added`),
until too much did, or a full run is asked for.
"""

import dataclasses
import secrets
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sijill.errors import BusyError
from sijill.link.decisions import in_force
from sijill.link.full_run import FullRun, full_run
from sijill.link.kept_run import NAMES
from sijill.link.mentions import listed, mention_table
from sijill.link.records import METHOD, VERSION, Decided, LinkResult
from sijill.link.since import Since, Why, came_since
from sijill.link.texts import TextColumn, arrow_of
from sijill.model.log import Act
from sijill.store import tables
from sijill.store.gazetteer import register_gazetteer
from sijill.store.layout import Register
from sijill.store.lock import writing

if TYPE_CHECKING:
    from sijill.link.sweep import Sweeper
    from sijill.text.gazetteer import Gazetteer

_About = dict[str, Any]  # JSON values


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Made:
    """A linkage before it is written down."""

    result: LinkResult
    mentions: Any  # Any: pyarrow has no types
    """The register's table of this name."""
    tables: Mapping[str, bytes]
    """Those that a full run alone makes."""
    told: _About


def link_register(
    register: Register, *, seed: int = 0, full: bool = False, sweeper: "Sweeper | None" = None
) -> LinkResult:
    """Link all lists of the register and keep mentions, pairs and persons under ids that stay; the run is logged.

    Records that came since the last full run are linked to it; a full run is made where none was kept, too much came
    since, or ``full`` asks for it. An exhibit handed in as a list but without a column of names is left out, and a
    warning of the result names it: what was handed in cannot be taken back, so it must not stop every later run.
    UsageError when no exhibit was handed in as a list; InputError when none of them has a column of names. With
    ``sweeper`` the pairs of a full run are weighed elsewhere, see :func:`sijill.link.spark.on_spark`; nothing of what
    is kept tells where.
    """
    from sijill.link.kept import history_tables, read_history
    from sijill.link.persons import follow

    before, named = read_history(register), tables.current(register)
    lists = listed(register)
    decided, told_of_decisions = in_force(register)
    since = Why.ASKED if full else came_since(register, lists, seed=seed)
    if isinstance(since, Since):
        made = _added(since, decided, named, register_gazetteer(register))
    else:
        inputs = named.get("rows", "")
        made = _full(full_run(register, lists, decided, seed=seed, inputs=inputs, sweeper=sweeper), since)
    followed = follow(before, made.result.ids, made.result.cluster_ids, key=secrets.token_bytes(16))
    result = dataclasses.replace(
        made.result,
        warnings=(*told_of_decisions, *made.result.warnings),
        cluster_ids=TextColumn(followed.persons),
        followed=followed,
    )
    told = {**made.told, **_told(result, decided)}
    built = {
        **made.tables,
        "mentions": tables.to_bytes(made.mentions, order=["mention"], provenance=told),
        "clusters": tables.to_bytes(_cluster_table(result), order=["mention"], provenance=told),
        "pairs": tables.to_bytes(_pair_table(result), order=["left", "right"], provenance=told),
    }
    # Names of lists stand in exhibits, and have to go with them: the log's entry has their count.
    about = {"seed": seed, **told, "lists": len(told["lists"]), "persons": followed.counts()}
    del about["list_nats"]  # Many where lists are many, and a function of what is kept.
    built |= history_tables(followed.history)
    with writing(register.path):
        if tables.current(register).get("membership") != named.get("membership"):
            raise BusyError("input_changed", path=register.path)  # Another run gave ids meanwhile.
        tables.commit_held(register, Act.LINKAGE, built, about, aside="persons", stay=(*NAMES, "weights"))
    return result


def _full(made: FullRun, why: Why) -> _Made:
    run = {"kind": "full", "why": why.value}
    return _Made(
        result=dataclasses.replace(
            made.result, warnings=(*made.left_out, *made.told_of_rows, *made.result.warnings), run=run
        ),
        mentions=mention_table(made.mentions),
        tables=made.tables,
        told=made.told,
    )


def _added(since: Since, decided: Decided, named: Mapping[str, str], places: "Gazetteer") -> _Made:
    from sijill.link.added import link_added

    result = link_added(since.records, since.kept.known, decided=decided, gone=since.gone, places=places)
    run = {"kind": "added", **(result.run or {}), "full": since.runs.full.position}
    changed_nothing = (
        since.runs.last is since.runs.full
        and run["anew"] == run["gone"] == 0
        and named["rows"] == since.kept.told["inputs"]
    )
    told = {
        # What changes nothing since a full run is that run.
        "inputs": named["rows"] if changed_nothing else [named[name] for name in ("rows", *NAMES, "weights")],
        "left_out": [str(fields["exhibit"]) for _, fields in since.left_out],
        "reading": since.kept.told["reading"],
        "places": since.kept.told["places"],
        "run": {"kind": "full"} if changed_nothing else run,
    }
    return _Made(
        result=dataclasses.replace(
            result, warnings=(*since.left_out, *since.told, *result.warnings), run=run
        ),
        mentions=since.mentions,
        tables=since.tables,
        told=told,
    )


def _told(result: LinkResult, decided: Decided) -> _About:
    return {
        "lists": [each.name for each in result.lists],
        "method": METHOD,
        "version": VERSION,
        "parameters": dict(result.parameters),
        "decisions": {"same": len(decided.same), "different": len(decided.different)},
        "list_nats": _list_nats(result),
        "clean_lists": [place for place, each in enumerate(result.lists) if each.duplicate_free is True],
    }


def _list_nats(result: LinkResult) -> list[tuple[int, int, float]]:
    """Return which lists, by their places, add what to the weight of a pair; those that add nothing are left out."""
    import numpy as np

    from sijill.link.overlap import list_nats

    nats = list_nats(result.lists)
    ones, others = np.nonzero(np.triu(nats))
    return [(int(one), int(other), float(nats[one, other])) for one, other in zip(ones, others, strict=True)]


def _cluster_table(result: LinkResult) -> Any:  # Any: pyarrow has no types
    import pyarrow as pa

    return pa.table(
        {
            "mention": arrow_of(result.ids),
            "person": arrow_of(result.cluster_ids),
            "probability": pa.array(result.probability, pa.float64(), from_pandas=True),
        }
    )


def _pair_table(result: LinkResult) -> Any:  # Any: pyarrow has no types
    import pyarrow as pa

    ids = arrow_of(result.ids)
    return pa.table(
        {
            "left": ids.take(pa.array(result.pairs.left)),
            "right": ids.take(pa.array(result.pairs.right)),
            "weight": pa.array(result.pairs.weight, pa.float32()),
            "probability": pa.array(result.pairs.probability, pa.float64()),
            "state": pa.array(result.pairs.state, pa.uint8()),
        }
    )
