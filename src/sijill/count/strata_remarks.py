"""What a reader has to know beside strata: what is said of all of them once, and of each what is its own."""

import dataclasses
from collections.abc import Iterator

from sijill.count.by_stratum import ByStratum, Stratum
from sijill.count.posterior import Counted
from sijill.count.scope import declared
from sijill.count.several import with_names_unknown, with_several
from sijill.count.strata import UNKNOWN, Label
from sijill.model.estimate import Estimate, Remark, Scope


def declared_strata(answers: ByStratum, scope: Scope) -> ByStratum:
    """Return ``answers`` without the warning that nobody said whom, where and when they count, if all of it was said."""
    strata = tuple(
        dataclasses.replace(each, counted=declared(each.counted, scope)) for each in answers.strata
    )
    return dataclasses.replace(answers, strata=strata, undivided=declared(answers.undivided, scope))


def strata_with_several(answers: ByStratum, several: frozenset[Label] | None) -> ByStratum:
    """Return ``answers`` with the warning for each stratum that persons of the labels ``several`` are in or may be in.

    None: the names of the records are not known, which is said as an assumption.
    """

    def told(counted: Counted, label: Label | None) -> Counted:
        if several is None:
            return with_names_unknown(counted)
        some = any(label is None or _may_be_in(each, label) for each in several)
        return with_several(counted, some=some)

    strata = tuple(
        dataclasses.replace(each, counted=told(each.counted, each.label)) for each in answers.strata
    )
    return dataclasses.replace(answers, strata=strata, undivided=told(answers.undivided, None))


def shared_warnings(answers: ByStratum) -> tuple[Remark, ...]:
    """Return the warnings that every stratum has, word for word; of a single stratum none."""
    if len(answers.strata) < 2:
        return ()
    first, *others = (each.counted.result.warnings for each in answers.strata)
    return tuple(each for each in first if all(each in warnings for warnings in others))


def own_warnings(stratum: Stratum, shared: tuple[Remark, ...]) -> tuple[Remark, ...]:
    """Return the warnings of one stratum that not all share: of its own error, priors, floor and models among them."""
    return tuple(each for each in stratum.counted.result.warnings if each not in shared)


def all_assumptions(answers: ByStratum) -> tuple[Remark, ...]:
    """Return what has to be true for the intervals of strata and of their sum to hold, each once."""
    return tuple(dict.fromkeys(_assumed(answers)))


def _assumed(answers: ByStratum) -> Iterator[Remark]:
    for each in answers.strata:
        result = each.counted.result
        yield from result.assumptions if isinstance(result, Estimate) else ()


def _may_be_in(own: Label, label: Label) -> bool:
    """Return whether a person of whom ``own`` is known, which may be little, can be counted in the stratum ``label``."""
    return all(one in (other, UNKNOWN) for one, other in zip(own, label, strict=True))
