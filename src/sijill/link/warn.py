"""What a reader of the clusters has to know about the input: said as keys of words/link.toml."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.births import ages_between
from sijill.link.columns import Records
from sijill.link.dates import parse_date
from sijill.link.large import too_large
from sijill.link.records import BlockCount, ListProperty
from sijill.link.texts import Texts, trimmed

FEW: Final = 200
"""Records below which it is said that little was learned: registers of up to some 170 were looked at (decision 51)."""
_FEWEST: Final = 5
"""Names of one part that are told of; fewer may be how these were known."""
Warnings: TypeAlias = tuple[tuple[str, Mapping[str, object]], ...]
"""Keys with the fields of their sentences."""


def doubts_about(texts: Texts) -> Warnings:
    """Return (key, fields) of each warning that what is written gives reason for, in a fixed order."""
    found: list[tuple[str, Mapping[str, object]]] = []
    count = len(texts["ids"])
    names = trimmed(texts["names"])
    empty = pc.sum(pc.equal(names, "")).as_py() or 0
    if empty:
        found.append(("empty_names", {"count": empty, "of": count, "share": round(100 * empty / count)}))
    if count - empty > 1 and _one_name(names):
        found.append(("one_name", {"count": count - empty}))
    for kind in ("birth", "event"):
        given = pc.unique(texts[f"{kind}_dates"]).to_pylist() if f"{kind}_dates" in texts else []
        unread = sum(bool(value.strip()) and parse_date(value) == 0 for value in given)
        if unread:
            found.append((f"unread_{kind}", {"count": unread}))
    ages = pc.unique(texts["ages"]).to_pylist() if "ages" in texts else []
    unread = sum(bool(value.strip()) and ages_between(value)[0] < 0 for value in ages)
    if unread:
        found.append(("unread_age", {"count": unread}))
    return tuple(found)


def doubts_about_names(
    texts: Texts, records: Records, order: NDArray[np.int32], lists: Sequence[str]
) -> Warnings:
    """Return a warning for each of ``lists`` in many of whose names nothing or one part can be compared, or that has one name only.

    Another column was perhaps taken for the name. ``order`` tells where each record stands among ``texts``.
    """
    count, of_list = records["part_count"], records["list_code"]
    nameless = np.flatnonzero(count == 0)
    is_empty = pc.equal(pc.utf8_trim_whitespace(texts["names"].take(order[nameless])), "")
    unread = nameless[~is_empty.to_numpy(zero_copy_only=False)]
    sizes, not_read, read, single = (
        np.bincount(of_list[rows], minlength=len(lists)).tolist()
        for rows in (np.s_[:], unread, count > 0, count == 1)
    )
    told = [("unread_names", *each) for each in zip(lists, not_read, sizes, strict=True) if each[1]]
    told += [
        ("single_names", *each)
        for each in zip(lists, single, read, strict=True)
        if each[1] >= max(_FEWEST, each[2] / 2)
    ]
    found: list[tuple[str, Mapping[str, object]]] = [
        (key, {"list": name, "count": count, "of": size, "share": round(100 * count / size)})
        for key, name, count, size in told
    ]
    return tuple(found + _lists_of_one_name(records, lists))


def _lists_of_one_name(records: Records, lists: Sequence[str]) -> list[tuple[str, Mapping[str, object]]]:
    """Return a warning for each list of one name only, where other lists have another."""
    named = records["part_count"] > 0
    spelling, of_list = records["spelling"][named], records["list_code"][named]
    if not len(spelling) or (spelling == spelling[0]).all():
        return []
    first = np.zeros(len(lists), np.uint64)
    first[of_list[::-1]] = spelling[::-1]
    others = np.bincount(of_list[spelling != first[of_list]], minlength=len(lists))
    counts = np.bincount(of_list, minlength=len(lists))
    return [
        ("one_name_of_list", {"list": name, "count": count})
        for name, count, other in zip(lists, counts.tolist(), others.tolist(), strict=True)
        if count > 1 and not other
    ]


def warnings_about(
    doubts: Warnings,
    lists: Sequence[ListProperty],
    blocks: Sequence[BlockCount],
    cluster: NDArray[np.integer],
) -> Warnings:
    """Return (key, fields) of each warning, ``doubts`` about what is written among them, in a fixed order.

    ``cluster`` has a number for each record.
    """
    found: list[tuple[str, Mapping[str, object]]] = []
    if len(lists) == 1:
        found.append(("one_list", {"list": lists[0].name}))
    if 1 < len(cluster) < FEW:
        found.append(("few_records", {"count": len(cluster)}))
    found += doubts
    for item in lists:
        if item.duplicate_free is None and len(lists) > 1:
            found.append(("list_unknown", {"list": item.name}))
        elif item.duplicate_free is False:
            found.append(("list_repeats", {"list": item.name}))
    hot = sum(block.hot_blocks for block in blocks)
    if hot:
        found.append(("hot_blocks", {"count": hot}))
    large = too_large(cluster)
    if large.clusters:
        told = {"count": large.clusters, "limit": large.limit, "largest": large.largest, "usual": large.usual}
        found.append(("large_clusters", told))
    return tuple(found)


def _one_name(names: Any) -> bool:  # Any: pyarrow has no types
    """Return whether all names that are given are one; a few are looked at before all."""
    few = set(pc.unique(names[:1000]).to_pylist()) - {""}
    return len(few) < 2 and len(set(pc.unique(names).to_pylist()) - {""}) == 1
