"""Learned weights as a table, so that a pair can be explained long after it was weighed."""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

KEY: Final = ("kind", "across", "field", "level")
_PRIOR: Final = -1
"""In the column ``field``: the row is the logarithm of a class's share of all pairs."""


def weight_table(
    weights: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> Any:  # Any: pyarrow has no types
    """Return one row for each class, script, field and level."""
    import pyarrow as pa

    log_levels, log_prior = weights
    indexes = np.indices(log_levels.shape).reshape(4, -1)
    prior = np.array([[kind, 0, _PRIOR, 0] for kind in range(len(log_prior))], np.int64).T
    columns = np.concatenate([indexes, prior], axis=1).astype(np.int16)
    named = {name: pa.array(column) for name, column in zip(KEY, columns, strict=True)}
    return pa.table({**named, "log": pa.array(np.r_[log_levels.ravel(), log_prior])})


def weights_from(table: Any) -> tuple[NDArray[np.float64], NDArray[np.float64]]:  # Any: pyarrow has no types
    """Return what ``weight_table`` was made of."""
    kind, across, field, level, logs = (table[name].to_numpy() for name in (*KEY, "log"))
    levels = field != _PRIOR
    shape = tuple(int(column[levels].max()) + 1 for column in (kind, across, field, level))
    log_levels = np.zeros(shape)
    log_levels[kind[levels], across[levels], field[levels], level[levels]] = logs[levels]
    log_prior = np.zeros(int((~levels).sum()))
    log_prior[kind[~levels]] = logs[~levels]
    return log_levels, log_prior
