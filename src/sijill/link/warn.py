"""What a reader of the clusters has to know about the input: said as keys of words/link.toml."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from sijill.link.columns import Records
from sijill.link.dates import parse_date
from sijill.link.large import too_large
from sijill.link.records import BlockCount, ListProperty
from sijill.link.texts import Texts, trimmed

FEW: Final = 200
"""Records below which it is said that little was learned: registers of up to some 170 were looked at (decision 51)."""
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
    return tuple(found)


def names_not_read(
    texts: Texts, records: Records, order: NDArray[np.int32], lists: Sequence[str]
) -> Warnings:
    """Return a warning for each of ``lists`` that has names in which nothing can be compared; empty ones aside.

    Where they are many, another column was perhaps taken for the name. ``order`` tells where each record stands among ``texts``.
    """
    nameless = np.flatnonzero(records["part_count"] == 0)
    if not len(nameless):
        return ()
    is_empty = pc.equal(pc.utf8_trim_whitespace(texts["names"].take(order[nameless])), "")
    unread = nameless[~is_empty.to_numpy(zero_copy_only=False)]
    list_code = records["list_code"]
    of_list = (np.bincount(list_code[rows], minlength=len(lists)).tolist() for rows in (unread, np.s_[:]))
    return tuple(
        ("unread_names", {"list": name, "count": count, "of": size, "share": round(100 * count / size)})
        for name, count, size in zip(lists, *of_list, strict=True)
        if count
    )


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
