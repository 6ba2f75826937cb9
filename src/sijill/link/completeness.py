"""How complete lists are: what share of the records of each list gives each field."""

from typing import Final

from sijill.link.records import RecordColumns

FIELDS: Final = (
    "names", "mothers", "sexes", "ages", "birth_dates", "event_dates", "places", "towns",
    "registries", "numbers", "occupations",
)  # fmt: skip


def completeness(records: RecordColumns) -> dict[str, dict[str, float]]:
    """Return by list and field the share of records that give it; ``records`` is the number of all of the list."""
    sizes: dict[str, int] = {}
    for name in records.lists:
        sizes[name] = sizes.get(name, 0) + 1
    found = {
        name: {"records": float(size)} | dict.fromkeys(FIELDS, 0.0) for name, size in sorted(sizes.items())
    }
    for field in FIELDS:
        for name, value in zip(records.lists, getattr(records, field) or [], strict=False):
            found[name][field] += bool(value.strip()) / sizes[name]
    return found
