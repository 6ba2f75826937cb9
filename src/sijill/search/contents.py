"""What there is to index of each exhibit: its passages and rows out of the tables, and what it can be filtered by."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from sijill.model.identity import ExhibitId
from sijill.search.shard import Labelled
from sijill.search.units import Unit, passage_units, row_units
from sijill.store import catalogue, objects, tables
from sijill.store.gazetteer import TABLE as PLACES
from sijill.store.gazetteer import register_gazetteer
from sijill.store.layout import Register

VERSION: Final = "6"
"""Of the analysis and of what is stored; part of every digest, so that an index of another one is made again."""

_Spans = dict[str, tuple[int, int]]


class Contents:
    """The tables as they are now; read when something of them is asked for."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._passages, self._passage_spans = _table(register, "passages", ["exhibit", "at", "text"])
        self._rows, self._row_spans = _table(register, "rows", ["exhibit", "at", "value"])
        with catalogue.opened(register) as connection:
            self._objects = {each.number: each for each in catalogue.exhibits(connection)}
            deposits = catalogue.deposits(connection)
        self.places = register_gazetteer(register)
        """What places are looked for; part of every digest."""
        self._places = tables.current(register).get(PLACES, "")
        self._lists: dict[str, list[str]] = {}
        for deposit in deposits:
            if deposit.list_name:
                self._lists.setdefault(deposit.exhibit, []).append(deposit.list_name)

    def digests(self) -> dict[str, str]:
        """Return a digest of what there is of each exhibit that has anything to index."""
        return {
            exhibit: self._digest(exhibit) for exhibit in sorted({*self._passage_spans, *self._row_spans})
        }

    def units(self, exhibit: str) -> Iterator[Labelled]:
        """Yield the units of an exhibit with their labels, in the order of the tables."""
        labels = {"list": sorted(set(self._lists.get(exhibit, ()))), "kind": [self._kind(exhibit)]}
        for each in self._units(exhibit):
            yield Labelled(unit=each, labels=labels)

    def _units(self, exhibit: str) -> Iterator[Unit]:
        for at, text in _cut(self._passages, self._passage_spans, exhibit):
            yield from passage_units(exhibit, at, text)
        yield from row_units(exhibit, _cut(self._rows, self._row_spans, exhibit))

    def _kind(self, exhibit: str) -> str:
        from sijill.read.kinds import kind_of

        known = self._objects[ExhibitId(exhibit)]
        try:
            return kind_of(objects.object_path(self._register, known.object), known.name)
        except OSError:
            return "other"  # Its bytes are lost or elsewhere; what was read of it is here.

    def _digest(self, exhibit: str) -> str:
        told = [
            VERSION,
            self._places,
            sorted(set(self._lists.get(exhibit, ()))),
            _cut(self._passages, self._passage_spans, exhibit),
            _cut(self._rows, self._row_spans, exhibit),
        ]
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:32]


def _table(
    register: Register, name: str, columns: Sequence[str]
) -> tuple[Any, _Spans]:  # Any: pyarrow has no types
    if name not in tables.current(register):
        return None, {}
    table = tables.read(register, name).select(list(columns))
    spans: _Spans = {}
    for place, exhibit in enumerate(table["exhibit"].to_pylist()):
        first, _ = spans.get(exhibit, (place, place))
        spans[exhibit] = first, place + 1
    return table, spans


def _cut(table: Any, spans: _Spans, exhibit: str) -> list[tuple[str, str]]:  # Any: pyarrow has no types
    """Return (locator, text) of an exhibit's rows of a table."""
    first, last = spans.get(exhibit, (0, 0))
    if first == last:
        return []
    part = table.slice(first, last - first)
    return list(zip(part.column(1).to_pylist(), part.column(2).to_pylist(), strict=True))
