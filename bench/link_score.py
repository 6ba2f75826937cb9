"""Clusters against the truth: pairs, wrong merges by kind, and what stated probabilities are worth."""

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link import LinkResult
from sijill.names.distance import part_distances
from sijill.names.parts import encode_names

BINS: Final = np.array([0.02, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99, 1.0])
"""Edges of the bins of stated probability; pairs below the first are not kept by linkage."""
_ENOUGH: Final = 100
"""Labelled pairs a bin needs before its share is called found."""
_OTHER_NAME: Final = 0.36
"""Distance from which two first names are two names, as linkage itself has it."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """Pairwise and B-cubed figures over the labelled records."""

    precision: float
    recall: float
    bcubed: float

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall over pairs."""
        return 2 * self.precision * self.recall / max(self.precision + self.recall, 1e-12)


def score(found: Mapping[str, str], truth: Mapping[str, str]) -> Score:
    """Return how ``found`` (record to cluster) agrees with ``truth`` (record to person), as the shared program has it."""
    cells = Counter((found[record], person) for record, person in truth.items())
    clusters, persons = Counter(found[record] for record in truth), Counter(truth.values())
    both, said, true = _pairs(cells), _pairs(clusters), _pairs(persons)
    total = len(truth)
    b_precision = sum(n * n / clusters[cluster] for (cluster, _), n in cells.items()) / total
    b_recall = sum(n * n / persons[person] for (_, person), n in cells.items()) / total
    return Score(
        precision=both / max(said, 1),
        recall=both / max(true, 1),
        bcubed=2 * b_precision * b_recall / (b_precision + b_recall),
    )


def wrong_merges(
    found: Mapping[str, str], truth: Mapping[str, str], names: Mapping[str, str]
) -> tuple[int, int]:
    """Return wrongly joined pairs of persons: all of them, and those whose first names differ (brothers, twins).

    Two persons are told by first name when no record of the one has the first name of any of the other.
    """
    members: dict[str, dict[str, list[str]]] = {}
    for record, person in truth.items():
        members.setdefault(found[record], {}).setdefault(person, []).append(record)
    pairs = {
        (one, other): (persons[one], persons[other])
        for persons in members.values()
        for one in persons
        for other in persons
        if one < other
    }
    return len(pairs), sum(_first_names_differ(*records, names) for records in pairs.values())


def _first_names_differ(one: Sequence[str], other: Sequence[str], names: Mapping[str, str]) -> bool:
    columns = encode_names([names[record] for record in (*one, *other)])
    first = columns.parts[:, 0].astype(np.int32)
    left, right = (side.ravel() for side in np.meshgrid(first[: len(one)], first[len(one) :]))
    named = (left >= 0) & (right >= 0)
    return bool(named.any() and (part_distances(columns, left[named], right[named]) > _OTHER_NAME).all())


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Pairs whose stated probability lies between two bounds."""

    pairs: int
    said: float
    found: float
    error: float
    """Standard error of their difference: pairs of the same two persons, or of one, are right or wrong together."""


def calibration(result: LinkResult, truth: Mapping[str, str]) -> list[Bin]:
    """Return each bin of stated probability with enough labelled pairs: mean said, and share found true."""
    return list(bins(*labelled_pairs(result, truth)))


def labelled_pairs(
    result: LinkResult, truth: Mapping[str, str]
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.int64]]:
    """Return of each labelled pair its stated probability, whether it is one person, and a number of its two persons."""
    person_code = {person: code for code, person in enumerate(sorted(set(truth.values())))}
    code = np.array([person_code[truth[each]] if each in truth else -1 for each in result.ids], np.int64)
    left, right = code[result.pairs.left], code[result.pairs.right]
    labelled = (left >= 0) & (right >= 0)
    persons = np.minimum(left, right) * len(person_code) + np.maximum(left, right)
    return result.pairs.probability[labelled], (left == right)[labelled], persons[labelled]


def bins(said: NDArray[np.float64], true: NDArray[np.bool_], persons: NDArray[np.int64]) -> Iterator[Bin]:
    """Yield each bin with enough pairs; ``persons`` tells pairs of the same two persons."""
    place = np.searchsorted(BINS, said, side="right")
    for number in range(1, len(BINS) + 1):
        chosen = place == number if number < len(BINS) - 1 else place >= number
        if number < len(BINS) and chosen.sum() >= _ENOUGH:
            off = true[chosen] - said[chosen]
            _, together = np.unique(persons[chosen], return_inverse=True)
            yield Bin(
                pairs=int(chosen.sum()),
                said=float(said[chosen].mean()),
                found=float(true[chosen].mean()),
                error=float(np.sqrt((np.bincount(together, off - off.mean()) ** 2).sum()) / len(off)),
            )


def _pairs(counts: "Counter[object] | Counter[str] | Counter[tuple[str, str]]") -> int:
    values: Iterable[int] = counts.values()
    return sum(count * (count - 1) // 2 for count in values)
