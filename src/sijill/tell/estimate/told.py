"""What is told of one estimate, gathered before a page, a file or a notebook is made of it."""

from dataclasses import dataclass

from sijill.count.alongside import NOTHING, Alongside
from sijill.count.kept import key_of
from sijill.count.posterior import Counted
from sijill.count.total import PERFECT
from sijill.model.estimate import CaptureHistories, Estimate, LinkageError, Scope
from sijill.tell.estimate.drawing import Picture
from sijill.tell.estimate.overlaps import overlaps
from sijill.tell.estimate.ranges import sensitivity
from sijill.tell.estimate.spread import spread


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Told:
    """An answer with all that stands beside it."""

    histories: CaptureHistories
    counted: Counted
    scope: Scope
    linkage: LinkageError = PERFECT
    """What the count was told of its linkage."""

    alongside: Alongside = NOTHING
    """What was asked beside the total."""

    @property
    def key(self) -> str:
        """Return what the answer is known by."""
        return key_of(self.counted.result.provenance)


def pictures(told: Told, *, language: str, width: int) -> tuple[Picture, ...]:
    """Return the pictures of an estimate: the overlaps alone where there is no total."""
    result, draws = told.counted.result, told.counted.draws
    made = [overlaps(told.histories, language=language, width=width)]
    if isinstance(result, Estimate) and draws is not None:
        made.append(spread(result, draws, language=language, width=width))
        if told.alongside.variants:
            made.append(sensitivity(result, told.alongside.variants, language=language, width=width))
    return tuple(made)
