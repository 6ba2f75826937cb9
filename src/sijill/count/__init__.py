"""Overlapping lists into estimates with intervals, or a refusal with its reason.

``estimate_total(read_table(path))`` is the whole stage on a plain table; inside a register
``histories_from_clusters`` makes the same histories from linked mentions, and ``LinkageError`` says how far those
links are to be trusted.
"""

from sijill.count.arrays import histories_from_array, histories_from_frame, strata_from_frame
from sijill.count.by_stratum import estimate_strata
from sijill.count.histories import histories_from_clusters
from sijill.count.report import to_json, to_lines
from sijill.count.scope import declared
from sijill.count.strata_remarks import declared_strata
from sijill.count.table import read_strata, read_table
from sijill.count.total import DEFAULT_SEED, count_total, estimate_total
from sijill.model.estimate import LinkageError, Rate, Scope

__all__ = [
    "DEFAULT_SEED",
    "LinkageError",
    "Rate",
    "Scope",
    "count_total",
    "declared",
    "declared_strata",
    "estimate_strata",
    "estimate_total",
    "histories_from_array",
    "histories_from_clusters",
    "histories_from_frame",
    "read_strata",
    "read_table",
    "strata_from_frame",
    "to_json",
    "to_lines",
]
