"""The three kinds of pairs - one person, kin, strangers - and what each expects of every field.

The numbers here are only where learning starts and what it falls back on when there is little to learn from:
they enter as pseudo-counts. They were set by hand from what is known of such lists (spelling differs in one
name of ten; siblings share father, grandfather, family and often place and day), not from any test set; father,
grandfather and family of one person by the mean of what true pairs show on one half of gaza and of families of seed 11 (decision 51).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.columns import (
    BIRTH,
    EVENT,
    FAMILY,
    FATHER,
    FIELDS,
    FIRST,
    GRANDFATHER,
    LEVELS,
    LIES_IN,
    MOTHER,
    NOT_GIVEN,
    NUMBER,
    OCCUPATION,
    PLACE,
    REGISTRY,
    SEX,
)
from sijill.link.unsaid import NEITHER_SAYS

MATCH: Final = 0
KIN: Final = 1
STRANGERS: Final = 2
COUSINS: Final = 3
"""Kin who bear one first name and are told by father or mother: a prior of their own, of all else what other classes
expect (``weigh``). Where many are called after one grandfather, learning took them for persons of two fathers."""
NAME_FIELDS: Final = (FIRST, FATHER, GRANDFATHER, FAMILY, MOTHER)
"""Fields whose levels are expected apart for pairs within one script and across two."""

KNOWN_OF_KIN: Final = (BIRTH, SEX, NUMBER, OCCUPATION)
"""Fields in which brothers and sisters are what they are in any list: not learned, since where there are no kin the
class would learn persons whose first name is written otherwise (Tom, Thomas)."""
_OTHER_NAME: Final = (0.03, 0.01, 0.03, 0.08, 0.85)
_OTHER_FIRST: Final = (*_OTHER_NAME, 0.0, 0.0, 0.003, 0.003)
_NEITHER_SAYS: Final = 0.2
"""Likelihood of one person to two who are kin or strangers, where both records name a father alone: whoever's child is not named mostly
has other small children who are not either. Set by hand, looked at on made-up registers, seeds 1 to 12; not learned."""
_ROUGHLY: Final = ((0.92, 0.05, 0.03), (0.43, 0.42, 0.15), (0.11, 0.14, 0.75))
"""Births of which one is said roughly, within some five years, of one person, kin and strangers."""
_EXPECTED: Final[dict[int, dict[int, tuple[float, ...]]]] = {
    MATCH: {
        FIRST: (0.94, 0.025, 0.012, 0.012, 0.011, 0.0, 0.0, 0.005, 0.005),
        FATHER: (0.935, 0.012, 0.01, 0.013, 0.008, 0.012, 0.008, 0.0, 0.0, 0.002),
        GRANDFATHER: (0.965, 0.01, 0.008, 0.009, 0.004, 0.003, 0.0, 0.0, 0.0, 0.002),
        FAMILY: (0.94, 0.02, 0.018, 0.008, 0.009, 0.005),
        BIRTH: (0.80, 0.03, 0.06, 0.06, 0.02, 0.02, 0.005, 0.005, 0.62, 0.28, 0.09, 0.01, *_ROUGHLY[0]),
        EVENT: (0.65, 0.08, 0.04, 0.12, 0.03, 0.03, 0.03, 0.02),
        PLACE: (0.55, 0.3, 0.07, 0.03, 0.05, 0.04),
        SEX: (0.985, 0.015),
        MOTHER: (0.85, 0.08, 0.03, 0.01, 0.03),
        REGISTRY: (0.85, 0.07, 0.08),
        NUMBER: (0.93, 0.04, 0.03),
        OCCUPATION: (0.85, 0.05, 0.1),
    },
    KIN: {
        FIRST: _OTHER_FIRST,
        FATHER: (0.93, 0.04, 0.01, 0.005, 0.01, 0.003, 0.002, 0.0, 0.0, 0.003),
        GRANDFATHER: (0.92, 0.04, 0.01, 0.005, 0.02, 0.005, 0.0, 0.0, 0.0, 0.003),
        FAMILY: (0.92, 0.05, 0.01, 0.005, 0.01, 0.005),
        BIRTH: (0.03, 0.02, 0.02, 0.06, 0.03, 0.12, 0.24, 0.48, 0.05, 0.12, 0.25, 0.58, *_ROUGHLY[1]),
        EVENT: (0.45, 0.05, 0.06, 0.05, 0.01, 0.06, 0.12, 0.2),
        PLACE: (0.6, 0.25, 0.05, 0.02, 0.08, 0.04),
        SEX: (0.55, 0.45),
        MOTHER: (0.85, 0.05, 0.03, 0.02, 0.05),
        REGISTRY: (0.85, 0.07, 0.08),
        NUMBER: (0.001, 0.009, 0.99),
        OCCUPATION: (0.2, 0.1, 0.7),
    },
    STRANGERS: {
        FIRST: _OTHER_FIRST,
        FATHER: (*_OTHER_NAME, 0.02, 0.002, 0.0, 0.0, 0.04),
        GRANDFATHER: (*_OTHER_NAME, 0.02, 0.0, 0.0, 0.0, 0.04),
        FAMILY: (*_OTHER_NAME, 0.01),
        BIRTH: (0.001, 0.01, 0.005, 0.02, 0.01, 0.04, 0.08, 0.83, 0.03, 0.05, 0.12, 0.8, *_ROUGHLY[2]),
        EVENT: (0.003, 0.02, 0.08, 0.01, 0.002, 0.03, 0.2, 0.655),
        PLACE: (0.04, 0.06, 0.05, 0.01, 0.84, 0.01),
        SEX: (0.6, 0.4),
        MOTHER: _OTHER_NAME,
        REGISTRY: (0.001, 0.05, 0.949),
        NUMBER: (0.0001, 0.0009, 0.999),
        OCCUPATION: (0.05, 0.05, 0.9),
    },
}
_ACROSS: Final = {MATCH: (0.92, 0.03, 0.02, 0.015, 0.015), KIN: (0.93, 0.03, 0.015, 0.015, 0.01)}
"""Name levels across two scripts start a little lower."""

GROUPS: Final = tuple(
    (field, ((0, 8), (8, 12), (12, 15)) if field == BIRTH else ((0, 12),)) for field in range(FIELDS)
)
"""Spans of levels that sum to one: dates of birth, bare ages and what is said roughly are three kinds of evidence in one
field."""


def expected(*, nested_places: bool = True) -> NDArray[np.float64]:
    """Return starting probabilities, classes x (same script, across) x fields x levels; 1 where not given.

    ``nested_places`` tells whether the gazetteer has any place of these lists in another: where it has none, nothing is
    set aside for that.
    """
    table = np.zeros((3, 2, FIELDS, LEVELS))
    for kind, fields in _EXPECTED.items():
        for field, levels in fields.items():
            table[kind, :, field, : len(levels)] = levels
            if field in NAME_FIELDS and kind in _ACROSS and not (kind == KIN and field == FIRST):
                table[kind, 1, field, :5] = _ACROSS[kind]
    if not nested_places:
        table[:, :, PLACE, LIES_IN] = 0.0
    return normalised(table)


def normalised(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return ``table`` with each group of levels summing to one, and no level impossible."""
    result = np.maximum(table, 1e-6)
    for field, spans in GROUPS:
        for first, last in spans:
            span = result[:, :, field, first:last]
            span /= span.sum(axis=-1, keepdims=True)
    result[..., LEVELS - 1] = 1.0
    result[..., FIRST, NEITHER_SAYS:NOT_GIVEN] = 1.0
    result[MATCH, ..., FIRST, NEITHER_SAYS] = _NEITHER_SAYS
    return result
