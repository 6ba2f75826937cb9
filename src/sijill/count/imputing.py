"""Persons whose stratum is not known, put into strata several times over: multiple imputation.

Given the lists that a person is on, and what is known of the stratum, where the rest belongs is drawn from where
persons of known stratum on those same lists are (Rubin 1987; missing at random given lists and known parts). Shares
by pattern lean on the shares of all patterns together, as much as the known persons say they should: their
concentration has a posterior on a grid. Shares and concentration are drawn anew for each replicate, so that what is
unsure of them is in the spread between replicates.

Nobody is put where the table has nobody: strata are the labels that no other label tells more of. Of whom nothing met
tells more than is known, nothing can be drawn, and they stand as a stratum some of whose parts are not known.
"""

from collections.abc import Collection, Sequence
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


def finest(labels: Collection[Label]) -> tuple[Label, ...]:
    """Return the labels of which no other says the same and more, ascending: all that are wholly known are among them."""
    ordered = sorted(labels)
    parts = [label for label in ordered if UNKNOWN in label]
    coarse = {
        part for part, fitting in zip(parts, _agreeing(parts, ordered), strict=True) if len(fitting) > 1
    }
    return tuple(label for label in ordered if label not in coarse)


def imputed(
    strata: Strata,
    labels: tuple[Label, ...],
    *,
    replicates: int = REPLICATES,
    seed: int,
    first: int = 0,
) -> tuple[Strata, ...]:
    """Return ``replicates`` times the strata with everybody in one of ``labels``, which are the finest.

    Each holds the same persons and the same labels. ``strata`` unchanged, once, when nobody is to be placed.
    Replicates are numbered from ``first``: the same seed and number place alike.
    """
    parts = [label for label in strata.labels if label not in frozenset(labels)]
    if not parts:
        return (strata,)
    patterns = sorted({pattern for each in strata.histories for pattern in each.patterns})
    known = as_matrix(strata, labels, patterns)
    unknown = as_matrix(strata, parts, patterns)
    fitting = [_with_shares(columns, known) for columns in _agreeing(parts, labels)]
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


def _agreeing(parts: Sequence[Label], labels: Sequence[Label]) -> list[_Whole]:
    """Return for each of ``parts`` the places of the labels that say what it says, and perhaps more."""
    codes: list[dict[str, int]] = [{UNKNOWN: 0} for _ in (labels[0] if labels else ())]

    def coded(some: Sequence[Label]) -> _Whole:
        rows = [
            [known.setdefault(value, len(known)) for known, value in zip(codes, label, strict=True)]
            for label in some
        ]
        return np.array(rows, np.int64).reshape(len(some), len(codes))

    table = coded(labels)
    return [np.flatnonzero(((table == row) | (row == 0)).all(axis=1)) for row in coded(parts)]


def _with_shares(columns: _Whole, known: _Whole) -> tuple[_Whole, FloatArray]:
    """Return the columns that somebody may belong to, and their shares of all known persons there."""
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
    persons: _Whole, patterns: Sequence[int], lists: tuple[str, ...], source: str | None
) -> CaptureHistories:
    held = np.flatnonzero(persons).tolist()
    return CaptureHistories(
        lists=lists,
        patterns=tuple(patterns[row] for row in held),
        counts=tuple(persons[held].tolist()),
        source_sha256=source,
    )
