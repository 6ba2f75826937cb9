"""What can be asked beside a total: other lists, other priors on it, what a claim needs, other methods.

None of it replaces the answer, and all of it is of the same histories, seed and linkage.
"""

from dataclasses import dataclass, replace

from sijill.count.checks import BOUNDS, Check, checks_of
from sijill.count.posterior import Counted
from sijill.count.prior_on_total import OtherPrior, under_other_priors
from sijill.count.sensitivity import Needed, Variant, needed, variants
from sijill.model.estimate import CaptureHistories, Estimate, Remark


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """What is asked beside a total."""

    sensitivity: bool = False
    claims: tuple[int, ...] = ()
    checks: bool = False

    @property
    def any(self) -> bool:
        """Whether anything is asked."""
        return bool(self.sensitivity or self.claims or self.checks)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alongside:
    """What was found; nothing of what was not asked, or where there is no total."""

    variants: tuple[Variant, ...] = ()
    priors: tuple[OtherPrior, ...] = ()
    needs: tuple[Needed, ...] = ()
    checks: tuple[Check, ...] = ()


NOTHING = Alongside()


def found_alongside(histories: CaptureHistories, counted: Counted, asked: Questions) -> Alongside:
    """Return what was asked beside the total of ``histories``.

    Lists that carry no total carry none by another method either, whatever it would print.
    """
    result = counted.result
    if not isinstance(result, Estimate):
        return NOTHING
    return Alongside(
        variants=variants(histories, result) if asked.sensitivity else (),
        priors=under_other_priors(counted.draws) if asked.sensitivity and counted.draws else (),
        needs=tuple(needed(result, claim) for claim in asked.claims),
        checks=_held_against(result, checks_of(histories, seed=result.provenance.seed))
        if asked.checks
        else (),
    )


def _held_against(answer: Estimate, checks: tuple[Check, ...]) -> tuple[Check, ...]:
    """Return checks of which those outside the answer's interval say so.

    They take every link as right: inside the answer that does so too, only the linkage moved them out.
    """
    lower, upper = answer.interval
    if answer.linkage:
        lower, upper = min(lower, answer.linkage.ignored[0]), max(upper, answer.linkage.ignored[2])
    return tuple(
        replace(each, remarks=(*each.remarks, Remark(code="outside")))
        if each.estimate is not None
        and (each.estimate > upper or (each.estimate < lower and each.name not in BOUNDS))
        else each
        for each in checks
    )
