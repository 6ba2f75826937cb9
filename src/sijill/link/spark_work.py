"""What a Spark worker does: chunks of blocked pairs by their numbers, weighed by the engine's own functions."""

import functools
import hashlib
import os
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import pyarrow as pa

import sijill
from sijill.link.blocked_pairs import Chunk
from sijill.link.cluster import Edges
from sijill.link.part_levels import no_levels
from sijill.link.spark_sent import put_back, unpack
from sijill.link.sweep import Sweep

SCHEMA: Final = "chunk bigint, compared bigint, left binary, right binary, weight binary, contradict binary, other_name binary"
"""Of what a worker gives back: one row a chunk, a column of :class:`Edges` as the bytes of its array."""
OTHER_CODE: Final = "sijill: other code on this machine"
_FOLDERS: Final = ("link", "names", "text")


class Sent(NamedTuple):
    """A sweep on its way to the workers."""

    tree: Sweep
    pieces: tuple[tuple[Any, ...], ...]  # Any: Spark's broadcasts, of bytes
    every: tuple[Chunk, ...]
    name: str
    """By which this sweep is told from others of one application."""
    code: str
    """What ``code_digest`` says where the sweep was made."""


def weigh_chunks(sent: Sent, batches: Iterator[Any]) -> Iterator[Any]:  # Any: Arrow's batches of records
    """Return for each chunk number of ``batches`` a row of ``SCHEMA``; a chunk is all that is held at a time."""
    if code_digest() != sent.code:
        raise RuntimeError(OTHER_CODE)
    for batch in batches:
        for number in batch.column(0).to_pylist():
            yield _row(number, *_sweep(sent).kept(sent.every[number]))


def edges_of(row: dict[str, Any]) -> tuple[int, Edges]:  # Any: as Arrow gives them
    """Return what ``Sweep.kept`` said of the chunk that ``row`` is about."""
    kinds = {
        "left": np.int32,
        "right": np.int32,
        "weight": np.float32,
        "contradict": np.bool_,
        "other_name": np.bool_,
    }
    return row["compared"], Edges(**{name: np.frombuffer(row[name], kind) for name, kind in kinds.items()})


@functools.cache
def code_digest() -> str:
    """Return a digest of all code that a weight depends on: another release may give other weights."""
    top = Path(sijill.__file__).parent
    digest = hashlib.sha256(f"numpy {version('numpy')} numba {version('numba')}".encode())
    for path in sorted(path for folder in _FOLDERS for path in (top / folder).rglob("*.py")):
        digest.update(path.relative_to(top).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _row(number: int, compared: int, edges: Edges) -> Any:  # Any: a batch of Arrow
    columns = {name: pa.array([column.tobytes()], pa.binary()) for name, column in edges._asdict().items()}
    numbers = {"chunk": pa.array([number], pa.int64()), "compared": pa.array([compared], pa.int64())}
    return pa.RecordBatch.from_pydict({**numbers, **columns})


_HELD: dict[str, Sweep] = {}
"""By its name, the sweep that this process works on: Spark keeps a worker for many tasks."""


def _sweep(sent: Sent) -> Sweep:
    if sent.name not in _HELD:
        # Spark's own folder of this executor: it goes when the executor goes.
        folder = Path(os.environ["SPARK_LOCAL_DIRS"].split(",")[0]) / f"sijill-{sent.name}"
        unpack(sent.tree, lambda number: (piece.value for piece in sent.pieces[number]), folder)
        sweep: Sweep = put_back(sent.tree, folder)
        _HELD.clear()
        _HELD[sent.name] = sweep._replace(parts=sweep.parts._replace(levels=no_levels()))
    return _HELD[sent.name]
