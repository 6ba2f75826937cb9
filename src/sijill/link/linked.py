"""A finished linkage as review and audit read it: records that may be read now, pairs, clusters, weights."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.compare import Vectors, compare_pairs
from sijill.link.mends import Mend, mend
from sijill.link.overlap import list_nats
from sijill.link.prepare import prepare
from sijill.link.records import LinkResult, PairColumns, RecordColumns
from sijill.link.texts import texts_of
from sijill.link.weigh import Weights
from sijill.text.gazetteer import Gazetteer

if TYPE_CHECKING:
    from sijill.link.columns import Parts, Records
    from sijill.store.layout import Register


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Arrays have one entry a record, in the order of ``records``; pairs point into it."""

    records: RecordColumns
    cluster: NDArray[np.int64]
    list_code: NDArray[np.int64]
    """Of the list that a record stands in, by its place among all names of lists."""
    clean: NDArray[np.bool_]
    """For each list code: whether it names nobody twice."""
    list_nats: NDArray[np.float32]
    """Code x code: what two lists add to the weight of a pair, see :func:`sijill.link.overlap.list_nats`."""
    pairs: PairColumns
    weights: Weights
    stands: Mapping[str, tuple[str, str]]
    """For a record of a register: its exhibit's number and locator."""
    looked_up: frozenset[tuple[int, int]] = frozenset()
    """Pairs that only a second look met, by places of records, the smaller first: weighed without what lists add."""
    places: Gazetteer | None = None
    """What places are read against, where it is more than every installation has."""
    mends: tuple[Mend, ...] = ()
    """How parts of names were read otherwise than written."""

    @property
    def own_code(self) -> NDArray[np.int64]:
        """The code of a clean list; one of its own for each record of any other."""
        rows = np.arange(len(self.list_code)) + len(self.clean)
        return np.where(self.clean[self.list_code], self.list_code, rows)


class _Lists(NamedTuple):
    """What a linkage found out about its lists."""

    names: Sequence[str]
    clean: Sequence[int]
    """Places of those that name nobody twice."""
    nats: NDArray[np.float32]
    """Lists x lists, see ``Linked``."""


@dataclasses.dataclass(frozen=True, slots=True)
class Bench:
    """Prepared records, which pairs can be compared on."""

    records: "Records"
    parts: "Parts"
    read_otherwise: NDArray[np.bool_]
    """Records of whose name parts are read otherwise than written."""

    def compared(self, left: NDArray[np.int32], right: NDArray[np.int32]) -> Vectors:
        """Return pairs compared in all fields."""
        return compare_pairs(left, right, self.records, self.parts)


def prepared(linked: Linked) -> Bench:
    """Return the records of a linkage, ready for comparing."""
    records, parts, order = prepare(texts_of(linked.records), linked.places)
    place = np.empty(len(order), np.int64)
    place[order] = np.arange(len(order))
    otherwise = mend(records, parts, linked.mends, sorted(set(linked.records.lists)))
    return Bench(records[place], parts, otherwise[place])


def of_files(records: RecordColumns, result: LinkResult) -> Linked:
    """Return the linkage of plain files."""
    clean = [place for place, each in enumerate(result.lists) if each.duplicate_free is True]
    lists = _Lists([each.name for each in result.lists], clean, list_nats(result.lists))
    ids = dict(zip(result.ids, result.cluster_ids, strict=True))
    every = list(result.ids)
    names = [
        (every[a], every[b])
        for a, b in zip(result.pairs.left.tolist(), result.pairs.right.tolist(), strict=True)
    ]
    linked = _linked(records, ids, (names, result.pairs), lists, Weights(*result.weights), {})
    return dataclasses.replace(linked, mends=result.mends)


def of_register(register: "Register") -> Linked:
    """Return the register's last linkage, without what may not be read now; UsageError when nothing was linked."""
    import pyarrow.compute as pc

    from sijill.link.kept_run import kept_mends
    from sijill.link.mentions import read_mentions, record_columns
    from sijill.link.weight_table import weights_from
    from sijill.store import tables
    from sijill.store.gazetteer import register_gazetteer

    table = tables.read(register, "clusters")
    pairs = tables.read(register, "pairs")
    weights = Weights(*weights_from(tables.read(register, "weights")))
    told = tables.provenance(table)
    person_of = dict(zip(table["mention"].to_pylist(), table["person"].to_pylist(), strict=True))
    mentions = read_mentions(register).mentions
    mentions = mentions.filter(pc.is_in(mentions["mention"], value_set=table["mention"].combine_chunks()))
    names = list(zip(pairs["left"].to_pylist(), pairs["right"].to_pylist(), strict=True))
    lists = _Lists(told["lists"], told["clean_lists"], _nats_of(told))
    numbers = {name: pairs[name].to_numpy() for name in ("weight", "probability", "state")}
    empty = np.empty(0, np.int32)
    columns = PairColumns(left=empty, right=empty, **numbers)
    named, exhibits, where = (mentions[name].to_pylist() for name in ("mention", "exhibit", "at"))
    stands = dict(zip(named, zip(exhibits, where, strict=True), strict=True))
    linked = _linked(record_columns(mentions), person_of, (names, columns), lists, weights, stands)
    mends = kept_mends(tables.read(register, "parts")) if tables.current(register).get("parts") else ()
    return dataclasses.replace(linked, places=register_gazetteer(register), mends=mends)


def _nats_of(told: Mapping[str, Any]) -> NDArray[np.float32]:  # Any: JSON values
    """Return what lists add to weights, of which ``told`` has what is not nothing; a run of before has none of it."""
    nats = np.zeros((len(told["lists"]),) * 2, np.float32)
    for one, other, said in told.get("list_nats", ()):
        nats[one, other] = nats[other, one] = said
    return nats


def _linked(
    records: RecordColumns,
    cluster_of: Mapping[str, str],
    pairs: tuple[Sequence[tuple[str, str]], PairColumns],
    lists: _Lists,
    weights: Weights,
    stands: Mapping[str, tuple[str, str]],
) -> Linked:
    row_of = {record: row for row, record in enumerate(records.ids)}
    names = sorted({*records.lists, *lists.names})
    code_of = {name: code for code, name in enumerate(names)}
    codes = [code_of[name] for name in lists.names]
    clean, nats = np.zeros(len(names), bool), np.zeros((len(names),) * 2, np.float32)
    clean[[codes[place] for place in lists.clean]] = True
    nats[np.ix_(codes, codes)] = lists.nats[: len(codes), : len(codes)]
    _, cluster = np.unique(np.array([cluster_of[each] for each in records.ids], str), return_inverse=True)
    ends = np.array([(row_of.get(a, -1), row_of.get(b, -1)) for a, b in pairs[0]], np.int32).reshape(-1, 2)
    there = ends.min(axis=1) >= 0
    ends = np.sort(ends[there], axis=1)
    order = np.lexsort((ends[:, 1], ends[:, 0]))
    columns = pairs[1]
    return Linked(
        records=records,
        cluster=cluster.astype(np.int64),
        list_code=np.array([code_of[each] for each in records.lists], np.int64),
        clean=clean,
        list_nats=nats,
        pairs=PairColumns(
            left=ends[order, 0],
            right=ends[order, 1],
            weight=columns.weight[there][order],
            probability=columns.probability[there][order],
            state=columns.state[there][order],
        ),
        weights=weights,
        stands=stands,
    )
