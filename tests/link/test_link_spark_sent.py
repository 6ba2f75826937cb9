"""What a Spark worker gets and gives back, tried in this process: neither Spark nor Java is needed for it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow as pa
import pytest
from invented_lists import columns
from numpy.typing import NDArray

from sijill.link import spark_sent, spark_work
from sijill.link.blocked_pairs import Chunk
from sijill.link.cluster import Edges
from sijill.link.columns import RECORD
from sijill.link.engine import link_records
from sijill.link.spark_sent import pieces, put_back, take_out, unpack
from sijill.link.spark_work import OTHER_CODE, Sent, code_digest, edges_of, weigh_chunks
from sijill.link.sweep import Sweep, sweep_here


class _Tree(NamedTuple):
    rows: NDArray[np.void]
    several: tuple[NDArray[Any], ...]  # Any: of several kinds
    number: int


class _Given(NamedTuple):
    """Stands for what Spark gives its workers."""

    value: bytes


@pytest.fixture
def all_taken_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Arrays of any size go as Parquet, in pieces of a few rows."""
    monkeypatch.setattr(spark_sent, "_INLINE", -1)
    monkeypatch.setattr(spark_sent, "_PIECE", 1000)


def _tree() -> _Tree:
    chance = np.random.default_rng(3)
    rows = np.zeros(50, RECORD)
    for name in RECORD.names or ():
        rows[name] = chance.integers(0, 2 if rows[name].dtype == np.bool_ else 100, rows[name].shape)
    several = (
        chance.integers(0, 1 << 63, (300, 3), np.uint64) * np.uint64(2),
        chance.random(400).astype(np.float32) - np.float32(0.5),
        chance.integers(0, 2, 77).astype(np.bool_),
        np.empty(0, np.int64),
        np.empty((0, 4), np.uint64),
    )
    return _Tree(rows, several, 7)


def _through(tree: Any, folder: Path) -> Any:  # Any: as take_out has it
    taken = take_out(tree)
    sent = [list(pieces(array)) for array in taken.arrays]
    assert any(len(each) > 1 for each in sent)
    unpack(taken.tree, lambda number: iter(sent[number]), folder)
    return put_back(taken.tree, folder)


@pytest.mark.usefixtures("all_taken_out")
def test_arrays_come_back_to_the_last_bit(tmp_path: Path) -> None:
    """Records, tables and empty arrays are unpacked as they were, of the same kind and shape, and can be written to."""
    tree = _tree()
    back = _through(tree, tmp_path)
    assert back.number == 7
    for before, after in zip((tree.rows, *tree.several), (back.rows, *back.several), strict=True):
        assert type(after) is np.ndarray
        assert (after.dtype, after.shape) == (before.dtype, before.shape)
        assert np.array_equal(after, before)
        assert after.flags.writeable
        assert after.flags.c_contiguous


@pytest.mark.usefixtures("all_taken_out")
def test_what_is_unpacked_is_not_unpacked_twice(tmp_path: Path) -> None:
    """A second worker of the same machine asks for no piece, and what one writes the other does not see."""
    taken = take_out(_tree())
    sent = [list(pieces(array)) for array in taken.arrays]
    asked: list[int] = []

    def read(number: int) -> Iterator[bytes]:
        asked.append(number)
        return iter(sent[number])

    unpack(taken.tree, read, tmp_path)
    unpack(taken.tree, read, tmp_path)
    assert asked == list(range(len(sent)))
    one, other = put_back(taken.tree, tmp_path), put_back(taken.tree, tmp_path)
    one.several[0][:] = 0
    assert other.several[0].any()


def _sent_as(sweep: Sweep, every: Sequence[Chunk], *, code: str) -> Sent:
    taken = take_out(sweep._replace(parts=sweep.parts._replace(levels=np.empty(0, np.uint64))))
    given = tuple(tuple(_Given(piece) for piece in pieces(array)) for array in taken.arrays)
    return Sent(tree=taken.tree, pieces=given, every=tuple(every), name="one", code=code)


def _batches(numbers: Sequence[int]) -> Iterator[Any]:  # Any: batches of Arrow
    for number in numbers:
        yield pa.RecordBatch.from_pydict({"id": [number]})


@pytest.mark.usefixtures("all_taken_out")
def test_a_worker_weighs_as_the_engine_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Chunks weighed by a worker, the last first, give the same edges, and the same clusters."""
    monkeypatch.setenv("SPARK_LOCAL_DIRS", f"{tmp_path},/nowhere")
    monkeypatch.setattr(spark_work, "_HELD", {})
    met: list[int] = []

    def on_a_worker(sweep: Sweep, every: list[Chunk]) -> list[tuple[int, Edges]]:
        sent = _sent_as(sweep, every, code=code_digest())
        numbers = list(reversed(range(len(every))))
        found = {
            row["chunk"]: edges_of(row)
            for batch in weigh_chunks(sent, _batches(numbers))
            for row in batch.to_pylist()
        }
        mine = [found[number] for number in sorted(found)]
        for (count, edges), (expected_count, expected) in zip(mine, sweep_here(sweep, every), strict=True):
            assert count == expected_count
            met.append(len(edges.left))
            for column, other in zip(edges, expected, strict=True):
                assert column.dtype == other.dtype
                assert column.tobytes() == other.tobytes()
        return mine

    there, here = link_records(columns(), sweeper=on_a_worker), link_records(columns())
    assert sum(met) > 10
    assert list(there.cluster_ids) == list(here.cluster_ids)
    assert np.array_equal(there.probability, here.probability, equal_nan=True)


def test_a_worker_with_other_code_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker whose Sijill, numpy or numba is another weighs nothing."""
    monkeypatch.setenv("SPARK_LOCAL_DIRS", str(tmp_path))

    def on_another(sweep: Sweep, every: list[Chunk]) -> list[tuple[int, Edges]]:
        sent = _sent_as(sweep, every, code="0" * 64)
        return [edges_of(batch.to_pylist()[0]) for batch in weigh_chunks(sent, _batches([0]))]

    with pytest.raises(RuntimeError, match=OTHER_CODE):
        link_records(columns(), sweeper=on_another)
