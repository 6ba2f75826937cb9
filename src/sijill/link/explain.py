"""Why two records were brought together: their weight as a waterfall of fields, and what kind of pair they are."""

import dataclasses
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.link.classes import COUSINS, KIN, MATCH, STRANGERS
from sijill.link.columns import (
    BIRTH,
    EVENT,
    FAMILY,
    FATHER,
    FIRST,
    GRANDFATHER,
    MOTHER,
    NOT_GIVEN,
    NUMBER,
    OCCUPATION,
    PLACE,
    REGISTRY,
    SEX,
)
from sijill.link.compare import Vectors
from sijill.link.part_levels import DIFFERENT, KNOWN_APART
from sijill.link.unsaid import NEITHER_SAYS
from sijill.link.weigh import COMMONEST_OF_KIN, Weights, expected_of_cousins

NAMES: Final = {
    FIRST: "first", FATHER: "father", GRANDFATHER: "grandfather", FAMILY: "family", MOTHER: "mother",
    BIRTH: "birth", EVENT: "event", PLACE: "place", SEX: "sex",
    REGISTRY: "registry", NUMBER: "number", OCCUPATION: "occupation",
}  # fmt: skip
"""Fields by what the words of ``words/review.toml`` call them, in the order of a waterfall."""
_ALIKE: Final = 2
"""Name levels up to this one are the same name, written otherwise."""
OF_LISTS: Final = "lists"
"""What a waterfall calls the lists that the two records stand in; no field of theirs, told before all fields."""
TWO_LISTS: Final = 0
"""Two that name nobody twice and share many persons."""
ONE_LIST: Final = 1
"""One that seldom or never names a person twice."""


class Relation(StrEnum):
    """What a pair looks like; told apart because their errors differ."""

    BROTHERS = "brothers"
    """Another given name, and whatever else is given of father, grandfather and family is alike: siblings, twins."""
    NAMESAKES = "namesakes"
    """All parts of the name are alike, while day, place or sex speaks against it or is not given."""
    UNSAID = "unsaid"
    """A name, or both, that says whose child, wife or mother somebody is, and not who."""
    OTHERS = "others"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What one field adds to the weight."""

    field: str
    level: int
    """See the table of the field's function in ``compare`` and ``circumstances``."""
    nats: float
    rare: float | None
    """The share of records with the value agreed on, where that counted."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Waterfall:
    """From the odds of any two records to the weight of these two; start and steps add up to it."""

    start: float
    steps: tuple[Step, ...]

    @property
    def weight(self) -> float:
        """In nats."""
        return self.start + sum(each.nats for each in self.steps)


def by_lists(nats: float, *, is_one: bool) -> tuple[Step, ...]:
    """Return what their lists add to the weight of a pair, of one list or of two; nothing where that is nothing."""
    if nats == 0.0:
        return ()
    return (Step(field=OF_LISTS, level=ONE_LIST if is_one else TWO_LISTS, nats=nats, rare=None),)


def waterfall(vectors: Vectors, row: int, weights: Weights, of_lists: tuple[Step, ...] = ()) -> Waterfall:
    """Return how the weight of one compared pair comes about: ``of_lists``, then field by field in a fixed order.

    Kin and strangers are two alternatives, so what a field adds depends on those before it: a brother is told from
    a stranger by the father's name, and from the person by the first name.
    """
    logs = weights.log_prior.copy()
    if (
        vectors.levels[row, FATHER] not in (DIFFERENT, KNOWN_APART)
        and vectors.levels[row, MOTHER] != DIFFERENT
    ):
        logs[COUSINS] = -np.inf
    across = int(vectors.across[row])
    before = start = _weight(logs)
    steps = list(of_lists)
    for field, name in NAMES.items():
        level, share = int(vectors.levels[row, field]), float(vectors.log_shares[row, field])
        if level == NOT_GIVEN:
            continue
        _add(logs, weights.log_levels[:, across, field, level], share, field, level)
        after = _weight(logs)
        rare = float(np.exp(share)) if share < 0 else None
        steps.append(Step(field=name, level=level, nats=after - before, rare=rare))
        before = after
    return Waterfall(start=start, steps=tuple(steps))


def relations(vectors: Vectors) -> NDArray[np.str_]:
    """Return for each pair what it looks like."""
    levels = vectors.levels.astype(int)
    father, grand, family = (_alike(levels[:, field]) for field in (FATHER, GRANDFATHER, FAMILY))
    parents = (
        (father | family) & ~_apart(levels, FATHER) & ~_apart(levels, FAMILY) & ~_apart(levels, GRANDFATHER)
    )
    kin = parents & (father & family | grand & family | father & grand)
    brothers = kin & (levels[:, FIRST] == DIFFERENT)
    named = _alike(levels[:, FIRST]) & parents
    held = ((levels[:, BIRTH] <= 2) | (levels[:, EVENT] == 0)) & (levels[:, SEX] != 1)
    namesakes = named & ~held
    found = np.full(len(levels), Relation.OTHERS.value, "<U9")
    found[namesakes] = Relation.NAMESAKES.value
    found[brothers] = Relation.BROTHERS.value
    found[(levels[:, FIRST] >= NEITHER_SAYS) & (levels[:, FIRST] < NOT_GIVEN)] = Relation.UNSAID.value
    return found


def _alike(levels: NDArray[np.int_]) -> NDArray[np.bool_]:
    alike: NDArray[np.bool_] = levels <= _ALIKE
    return alike


def _apart(levels: NDArray[np.int_], field: int) -> NDArray[np.bool_]:
    apart: NDArray[np.bool_] = levels[:, field] == DIFFERENT
    return apart


def _add(
    logs: NDArray[np.float64], levels: NDArray[np.float64], share: float, field: int, level: int
) -> None:
    """Add a field to the logs of the classes, as ``weigh`` does."""
    by_chance = levels[STRANGERS]
    if share < 0.0:
        by_chance = share if level == 0 else max(by_chance, share)
    logs[MATCH] += levels[MATCH]
    logs[STRANGERS] += by_chance
    of_kin = by_chance if field == FIRST else levels[KIN]
    logs[KIN] += min(of_kin, COMMONEST_OF_KIN) if field == FIRST and level == 0 else of_kin
    of_cousins = expected_of_cousins(field, level)
    logs[COUSINS] += by_chance if of_cousins == STRANGERS else levels[of_cousins]


def _weight(logs: NDArray[np.float64]) -> float:
    return float(logs[MATCH] - np.logaddexp.reduce(logs[[KIN, STRANGERS, COUSINS]]))
