"""Made-up families whose lists write places each in its own way, with and without a gazetteer that knows them.

One list gives governorate and town, one the town alone, one the governorate alone, one both in Latin letters, one both with
the word of their kind. The records are those of the plain families; nothing else is changed.
"""

import csv
import dataclasses
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from bench.link_sets import KEPT, LinkSet, shared
from sijill.exchange.places import read_places
from sijill.text.gazetteer import Gazetteer, gazetteer

_LISTS: Final = ("syria_pcodes_adm1_adm2.csv", "syria_places_wof.csv")


def each_in_its_way(plain: LinkSet) -> tuple[LinkSet, ...]:
    """Return the plain set with a gazetteer, and that with two columns of places and with one, without and with it."""
    lists = tuple(shared() / "data/places" / name for name in _LISTS)
    if plain.missing or not all(path.exists() for path in lists):
        return (dataclasses.replace(plain, title="places each in its way", gazetteer=lists),)
    known = gazetteer([place for path in lists for place in read_places(path, path.name)])
    found = [dataclasses.replace(plain, title=f"{plain.title}, gazetteer loaded", reach=0.0, gazetteer=lists)]
    for title, columns in (("governorate and town", 2), ("one column", 1)):
        records = _written(plain.records[0], columns, known)
        each = LinkSet(title=f"places each in its way, {title}", records=(records,), truth=plain.truth)
        with_lists = dataclasses.replace(each, title=f"{each.title}, gazetteer loaded", gazetteer=lists)
        found += [each, with_lists]
    return tuple(found)


def _written(source: Path, columns: int, known: Gazetteer) -> Path:
    path = KEPT / f"{source.stem}_places_{columns}.csv"
    if not path.exists():
        with (
            source.open(encoding="utf-8", newline="") as lines,
            path.open("w", encoding="utf-8", newline="") as out,
        ):
            rows = csv.DictReader(lines)
            names = [name for name in rows.fieldnames or () if columns == 2 or name != "town"]
            writer = csv.DictWriter(out, names)
            writer.writeheader()
            writer.writerows(_rows(rows, columns, known))
    return path


def _rows(rows: Iterator[dict[str, str]], columns: int, known: Gazetteer) -> Iterator[dict[str, str]]:
    for row in rows:
        governorate, town = _in_its_way(row["list"], row["governorate"], row["town"], known)
        if columns == 2:
            yield {**row, "governorate": governorate, "town": town}
        else:
            yield {
                **{name: text for name, text in row.items() if name != "town"},
                "governorate": town or governorate,
            }


def _in_its_way(name: str, governorate: str, town: str, known: Gazetteer) -> tuple[str, str]:
    """Return how a list writes a place."""
    if name == "list1":
        return town or governorate, ""
    if name == "list2":
        return governorate, ""
    if name == "list3":
        return _latin(governorate, known), _latin(town, known)
    if name == "list4":
        return governorate and f"محافظة {governorate}", town and f"مدينة {town}"
    return governorate, town


def _latin(name: str, known: Gazetteer) -> str:
    """Return the first Latin name of a place, or what was given where it has none."""
    return next((latin for place in known.named(name) for latin in place.latin), name)
