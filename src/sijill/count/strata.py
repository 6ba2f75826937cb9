"""Histories by stratum: the same lists, counted apart by place, period, sex, age or whatever a table has columns for."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.model.estimate import CaptureHistories

MOST_STRATA: Final = 5_000
"""Each holds some tenth of a megabyte of draws, and takes seconds."""

MOST_PERSONS: Final = 999_999_999
"""In one cell."""

UNKNOWN: Final = ""
"""The value of a stratum's part that is not known."""

Label = tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strata:
    """Persons by stratum and pattern; all strata have the same lists, some of which may hold nobody there."""

    by: tuple[str, ...]
    """What divides them, for example *region* and *year*."""

    labels: tuple[Label, ...]
    """A value for each of ``by``, ascending; ``UNKNOWN`` where it is not known."""

    histories: tuple[CaptureHistories, ...]
    """As many as ``labels``."""

    others: tuple["Strata", ...] = ()
    """The same persons by stratum under other clusterings, each as likely as the others."""

    several: frozenset[Label] | None = None
    """Labels of persons of whom a record names several; None where the names of records are not known, as of a table."""

    @property
    def documented(self) -> int:
        """Persons on at least one list, in all."""
        return sum(histories.documented for histories in self.histories)

    @property
    def unplaced(self) -> int:
        """Persons some part of whose stratum is not known."""
        pairs = zip(self.labels, self.histories, strict=True)
        return sum(histories.documented for label, histories in pairs if UNKNOWN in label)


def strata_of(
    cells: Mapping[Label, Mapping[int, int]],
    *,
    by: tuple[str, ...],
    lists: tuple[str, ...],
    source_sha256: str | None = None,
) -> Strata:
    """Return persons by label and pattern as strata."""
    labels = tuple(sorted(cells))
    made = []
    for label in labels:
        patterns = tuple(sorted(cells[label]))
        counts = tuple(cells[label][pattern] for pattern in patterns)
        made.append(
            CaptureHistories(lists=lists, patterns=patterns, counts=counts, source_sha256=source_sha256)
        )
    return Strata(by=by, labels=labels, histories=tuple(made))


def joined(strata: Strata) -> CaptureHistories:
    """Return the histories of all strata as one table."""
    persons: Counter[int] = Counter()
    for each in strata.histories:
        persons.update(dict(zip(each.patterns, each.counts, strict=True)))
    patterns = tuple(sorted(persons))
    return CaptureHistories(
        lists=strata.histories[0].lists,
        patterns=patterns,
        counts=tuple(persons[pattern] for pattern in patterns),
        source_sha256=strata.histories[0].source_sha256,
    )


def as_matrix(strata: Strata, labels: Sequence[Label], patterns: Sequence[int]) -> NDArray[np.int64]:
    """Return persons by pattern (rows) and label (columns)."""
    found = dict(zip(strata.labels, strata.histories, strict=True))
    # By Python's integers: there may be more lists than a machine word has bits.
    row_of = {pattern: row for row, pattern in enumerate(patterns)}
    persons = np.zeros((len(patterns), len(labels)), np.int64)
    for column, label in enumerate(labels):
        if label in found:
            rows = [row_of[pattern] for pattern in found[label].patterns]
            persons[rows, column] = found[label].counts
    return persons
