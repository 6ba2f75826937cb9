"""Persons whose stratum is not known, put into strata several times over: multiple imputation.

Given the lists that a person is on, and what is known of the stratum, where the rest belongs is drawn from where
persons of known stratum on those same lists are (Rubin 1987; missing at random given lists and known parts). Shares
by pattern lean on the shares of all patterns together, as much as the known persons say they should: their
concentration has a posterior on a grid. Shares and concentration are drawn anew for each replicate, so that what is
unsure of them is in the spread between replicates.
"""

from itertools import product
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.count.histories import FloatArray
from sijill.count.strata import UNKNOWN, Label, Strata, as_matrix
from sijill.model.estimate import CaptureHistories

REPLICATES: Final = 10
_CONCENTRATIONS: Final = np.array([0.5, 1, 2, 4, 8, 16, 32, 64, 128, 256, 1024, 4096])
"""Persons for whom the shares of all patterns count, in the shares of one; alike before the table is seen."""
_SEEN: Final = 0.5
"""Added to the persons of each stratum, so that none is impossible (Jeffreys)."""

_Whole = NDArray[np.int64]


def imputed(strata: Strata, *, replicates: int = REPLICATES, seed: int, first: int = 0) -> tuple[Strata, ...]:
    """Return ``replicates`` times the strata with everybody in a stratum that is wholly known.

    Each holds the same persons and the same labels. ``strata`` unchanged, once, when nothing in it is unknown.
    Replicates are numbered from ``first``: the same seed and number place alike.
    """
    if not strata.unplaced:
        return (strata,)
    labels = _possible(strata)
    patterns = np.array(sorted({p for each in strata.histories for p in each.patterns}), np.int64)
    known = as_matrix(strata, labels, patterns)
    parts = [label for label in strata.labels if UNKNOWN in label]
    unknown = as_matrix(strata, tuple(parts), patterns)
    fitting = [_fitting(part, labels, known) for part in parts]
    lists, source = strata.histories[0].lists, strata.histories[0].source_sha256
    made = []
    for number in range(first, first + replicates):
        random = np.random.default_rng([seed, 3, number])
        persons = _placed(known, unknown, fitting, random)
        made.append(
            Strata(
                by=strata.by,
                labels=labels,
                histories=tuple(_histories(column, patterns, lists, source) for column in persons.T),
            )
        )
    return tuple(made)


def _possible(strata: Strata) -> tuple[Label, ...]:
    """Return all labels that are wholly known, and those that a partly known one must become where none of these fits."""
    whole = {label for label in strata.labels if UNKNOWN not in label}
    values = [
        sorted({label[place] for label in strata.labels} - {UNKNOWN}) for place in range(len(strata.by))
    ]
    for part in strata.labels:
        if UNKNOWN in part and not any(_agrees(part, label) for label in whole):
            filled = [[value] if value != UNKNOWN else values[place] for place, value in enumerate(part)]
            whole |= set(product(*filled))
    return tuple(sorted(whole))


def _agrees(part: Label, whole: Label) -> bool:
    return all(mine in {UNKNOWN, other} for mine, other in zip(part, whole, strict=True))


def _fitting(part: Label, labels: tuple[Label, ...], known: _Whole) -> tuple[_Whole, FloatArray]:
    """Return the columns that ``part`` may belong to, and their shares of all known persons there."""
    columns = np.array([place for place, label in enumerate(labels) if _agrees(part, label)], np.int64)
    seen = known[:, columns].sum(axis=0) + _SEEN
    return columns, seen / seen.sum()


def _placed(
    known: _Whole,
    unknown: _Whole,
    fitting: list[tuple[_Whole, FloatArray]],
    random: np.random.Generator,
) -> _Whole:
    persons = known.copy()
    for part, (columns, shares) in enumerate(fitting):
        if not len(columns):
            continue
        leaning = _leaning(known[:, columns], shares, random) * shares
        for row in np.flatnonzero(unknown[:, part]).tolist():
            drawn = random.gamma(known[row, columns] + leaning) + 1e-300
            persons[row, columns] += random.multinomial(unknown[row, part], drawn / drawn.sum())
    return persons


def _leaning(known: _Whole, shares: FloatArray, random: np.random.Generator) -> float:
    """Draw a concentration given how the known persons of each pattern are spread (Dirichlet and multinomial)."""
    from scipy.special import gammaln

    rows = known[known.sum(axis=1) > 0]
    logs = np.zeros(len(_CONCENTRATIONS))
    for place, strength in enumerate(_CONCENTRATIONS.tolist()):
        alpha = strength * shares
        logs[place] = (gammaln(strength) - gammaln(strength + rows.sum(axis=1))).sum() + (
            gammaln(rows + alpha) - gammaln(alpha)
        ).sum()
    weights = np.exp(logs - logs.max())
    return float(random.choice(_CONCENTRATIONS, p=weights / weights.sum()))


def _histories(
    persons: _Whole, patterns: _Whole, lists: tuple[str, ...], source: str | None
) -> CaptureHistories:
    held = np.flatnonzero(persons)
    return CaptureHistories(
        lists=lists,
        patterns=tuple(patterns[held].tolist()),
        counts=tuple(persons[held].tolist()),
        source_sha256=source,
    )
