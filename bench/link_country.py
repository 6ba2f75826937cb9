"""The tabular lists of a made-up country of 100,000 people, as a set to link."""

import csv
from typing import Final

from bench.link_sets import KEPT, LinkSet
from sijill.demo import InputKind, make_country, write_inputs

_PERSONS: Final = 100_000


def country() -> LinkSet:
    """Return the country's lists, written to ``.bench`` when they are not there yet."""
    folder = KEPT / f"country-{_PERSONS}"
    truth = folder / "truth" / "of-lists.csv"
    if not truth.exists():
        truth.parent.mkdir(parents=True, exist_ok=True)
        made = make_country(seed=5, persons=_PERSONS)
        for made_file in write_inputs(made, folder).of(InputKind.LIST):
            if made_file.path.suffix not in {".csv", ".xlsx"}:
                made_file.path.unlink()
        with truth.open("w", encoding="utf-8", newline="") as file:
            rows = [(entry.record_id, entry.person_id) for book in made.books for entry in book.entries]
            csv.writer(file).writerows([("record_id", "entity_id"), *rows])
    lists = tuple(sorted(path for path in (folder / "lists").iterdir() if path.suffix in {".csv", ".xlsx"}))
    return LinkSet(title=f"made-up country of {_PERSONS}", records=lists, truth=truth)
