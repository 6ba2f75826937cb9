"""A claim beside what is known of the same kind: documented persons, our estimate or its refusal.

The answer is a relation, never a verdict. At this stage only the kind (killed, detained, missing) and the
unit are compared; population, period and place are not, and each row says so. A figure for civilians, for
children, for a part of another figure or in per cent is not comparable with a count of all persons.
"""

import dataclasses
import math
from typing import Final

KINDS: Final = {"killed": "killed", "detained": "detained", "missing": "missing"}
"""Type of a claim to the name of the estimate that counts the same kind."""

_COUNTED: Final = frozenset(
    {"exact", "approx", "at_least", "more_than", "at_most", "less_than", "range", "few", "zero"}
)
"""Qualifiers with bounds that can be set beside a count; an order of magnitude (مئات) cannot."""
_PERSONS: Final = frozenset({"person", "detainee"})
"""Units that mean everybody of that kind."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of one kind."""

    documented: int
    low: int | None
    high: int | None
    estimate: int | None
    """None, with its ends, where the estimate was refused."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a claim says, as far as it can be compared."""

    kind: str
    unit: str
    minimum: float | None
    maximum: float | None
    qualifier: str
    is_part: bool = False
    """A part of another claim (من بينهم)."""
    is_denied: bool = False
    """The source denies the figure that it names."""


def relation(said: Said, known: Known | None) -> str:
    """Return below_documented, between, inside, above, no_estimate or not_comparable.

    ``inside`` means that what is said and the interval have a number in common; a claim of "more than X"
    reaches upwards without end.
    """
    same = said.kind in KINDS and said.unit in _PERSONS and not said.is_part and not said.is_denied
    if known is None or not same or said.qualifier not in _COUNTED:
        return "not_comparable"
    low = said.minimum if said.minimum is not None else 0.0
    high = said.maximum if said.maximum is not None else math.inf
    if high < known.documented:
        return "below_documented"
    if known.low is None or known.high is None:
        return "no_estimate"
    if low > known.high:
        return "above"
    return "between" if high < known.low else "inside"
