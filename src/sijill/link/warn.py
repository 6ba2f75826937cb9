"""What a reader of the clusters has to know about the input: said as keys of words/link.toml."""

from collections.abc import Mapping, Sequence

from sijill.link.dates import parse_date
from sijill.link.records import BlockCount, ListProperty, RecordColumns


def warnings_about(
    columns: RecordColumns, lists: Sequence[ListProperty], blocks: Sequence[BlockCount]
) -> tuple[tuple[str, Mapping[str, object]], ...]:
    """Return (key, fields) of each warning, in a fixed order."""
    found: list[tuple[str, Mapping[str, object]]] = []
    count = len(columns.ids)
    if len(lists) == 1:
        found.append(("one_list", {"list": lists[0].name}))
    empty = sum(not name.strip() for name in columns.names)
    if empty:
        found.append(("empty_names", {"count": empty, "of": count, "share": round(100 * empty / count)}))
    if count - empty > 1 and len(set(columns.names) - {""}) == 1:
        found.append(("one_name", {"count": count - empty}))
    for kind, column in (("birth", columns.birth_dates), ("event", columns.event_dates)):
        unread = sum(bool(value.strip()) and parse_date(value) == 0 for value in set(column))
        if unread:
            found.append((f"unread_{kind}", {"count": unread}))
    for item in lists:
        if item.duplicate_free is None and len(lists) > 1:
            found.append(("list_unknown", {"list": item.name}))
        elif item.duplicate_free is False:
            found.append(("list_repeats", {"list": item.name}))
    hot = sum(block.hot_blocks for block in blocks)
    if hot:
        found.append(("hot_blocks", {"count": hot}))
    return tuple(found)
