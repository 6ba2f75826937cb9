"""What a run of linkage says about itself, with stable keys, ready for JSON."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyarrow.compute as pc

from sijill.link.records import LinkResult, PairState
from sijill.link.texts import arrow_of
from sijill.words import say


def summary(
    result: LinkResult, provenance: Mapping[str, Any], language: str
) -> dict[str, Any]:  # Any: JSON objects
    """Return records, clusters, lists, pairs, blocks, thresholds, warnings and provenance.

    Deterministic: no time and no path of a machine is in it.
    """
    states = np.bincount(result.pairs.state, minlength=len(PairState)).tolist()
    sizes = pc.value_counts(arrow_of(result.cluster_ids)).field("counts").to_numpy()
    return {
        "records": len(result.ids),
        "clusters": len(sizes),
        "largest_cluster": int(sizes.max(initial=0)),
        "lists": [
            {
                "list": item.name,
                "size": item.size,
                "duplicate_free": item.duplicate_free,
                "within_to_across": item.ratio,
                "how": say("link.how", language),
                "shared": dict(item.shared),
                "shared_how": say("link.shared", language),
            }
            for item in result.lists
        ],
        "pairs": {
            "compared": sum(block.pairs for block in result.blocks),
            "kept": len(result.pairs.left),
            "accepted": states[PairState.ACCEPTED] + states[PairState.SAME],
            "contradicted": states[PairState.CONTRADICTED],
            "decided_same": states[PairState.SAME],
            "decided_different": states[PairState.DIFFERENT],
        },
        "blocks": [
            {
                "rule": block.rule,
                "pairs": block.pairs,
                "largest_block": block.largest,
                "hot_blocks_skipped": block.hot_blocks,
                "hot_records": block.hot_records,
            }
            for block in result.blocks
        ],
        "thresholds": dict(result.thresholds),
        "warnings": [
            {"warning": key, **fields, "text": say(f"link.warning.{key}", language, **fields)}
            for key, fields in result.warnings
        ],
        **_persons(result),
        **({"run": dict(result.run)} if result.run is not None else {}),
        "provenance": dict(provenance),
    }


def _persons(result: LinkResult) -> dict[str, Any]:  # Any: JSON objects
    followed = result.followed
    if followed is None:
        return {}
    changes = [{"old": each.old, "new": each.new, "why": each.why.value} for each in followed.changes]
    return {"persons": {**followed.counts(), "changes": changes}}
