"""The answers of strata as a record that gives them back, but for their draws."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from sijill.count.by_stratum import ByStratum, Stratum, Sum
from sijill.count.kept import from_record, to_record
from sijill.count.posterior import Counted
from sijill.model.estimate import CaptureHistories


def strata_record(answers: ByStratum) -> dict[str, Any]:  # Any: JSON values
    """Return what ``strata_of_record`` makes the same answers from; in no language, and without draws."""
    total = answers.sum
    return {
        "by": list(answers.by),
        "documented": answers.documented,
        "unplaced": answers.unplaced,
        "replicates": answers.replicates,
        "sum": None
        if total is None
        else {"estimate": total.estimate, "interval": list(total.interval), "share": total.share},
        "undivided": to_record(answers.undivided.result),
        "strata": [
            {"label": list(each.label), "answer": to_record(each.counted.result)} for each in answers.strata
        ],
    }


def strata_of_record(record: Mapping[str, Any]) -> ByStratum:  # Any: JSON values
    """Return the answers of a record that was read from JSON; their histories and draws are not in it."""
    nothing = CaptureHistories(lists=(), patterns=(), counts=())
    told = record["sum"]
    total = told and Sum(
        estimate=told["estimate"],
        interval=(told["interval"][0], told["interval"][1]),
        share=told["share"],
        totals=np.zeros(0),
    )
    return ByStratum(
        by=tuple(record["by"]),
        strata=tuple(
            Stratum(
                label=tuple(each["label"]),
                histories=nothing,
                counted=Counted(result=from_record(each["answer"])),
            )
            for each in record["strata"]
        ),
        documented=record["documented"],
        unplaced=record["unplaced"],
        replicates=record["replicates"],
        sum=total,
        undivided=Counted(result=from_record(record["undivided"])),
    )
