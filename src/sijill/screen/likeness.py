"""What the parts of two names say beside their score: reasons for and against, part by part.

The name engine says how alike two names are, whoever bears them. Screening asks whether one may be the other,
and there a given name that is missing or different weighs more than a father's name left out: «رنا سامر X» is
no namesake of «سامر X», but perhaps his daughter. Weights are in log odds. They are round figures, compared
on half of the UN's Arabic names against its Latin ones and on made-up ordinary names against the SDN list of
2021-07-07: of 148 hits of 200 ordinary names they leave 55, and of 158 true matches 156.
"""

import dataclasses
from collections.abc import Iterable
from typing import Final

from sijill.model.screening import Reason, Stance
from sijill.names import Part, PartKind, Verdict, explain, keys

ALIKE: Final = 0.5
"""Names of a lower score are said to differ: such a hit rests on a document number."""
GIVEN_NAME_MISSING: Final = -2.0
PART_CONTRADICTS: Final = -1.0
PART_NEAR: Final = -1.0
"""A near part is perhaps another name: عماد is not أحمد. So is one that an initial stands for."""
ONE_PART_OF_SEVERAL: Final = -1.0
WEAK_ALIAS: Final = -1.0
"""The publisher itself says that weak aliases yield many false matches."""

_OFTEN_DROPPED: Final = "محمد"
"""A first محمد before another given name is often left out, in lists and in life."""
_VERDICTS: Final = {
    Verdict.SAME: ("part", Stance.FOR),
    Verdict.SPELLING: ("part", Stance.FOR),
    Verdict.SIMILAR: ("part_near", Stance.NOTE),
    Verdict.SHORT: ("part_short", Stance.NOTE),
    Verdict.BARE: ("part_near", Stance.NOTE),
    Verdict.CHILD: ("part_near", Stance.NOTE),
    Verdict.CONTRADICTS: ("part_differs", Stance.AGAINST),
}
_WEIGHTS: Final = {
    Verdict.SIMILAR: PART_NEAR,
    Verdict.SHORT: PART_NEAR,
    Verdict.BARE: PART_NEAR,
    Verdict.CHILD: PART_NEAR,
    Verdict.CONTRADICTS: PART_CONTRADICTS,
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Likeness:
    """How the parts of two names move the odds, and the reasons."""

    weight: float
    reasons: tuple[Reason, ...]


def liken(ours: str, theirs: str, *, score: float, is_weak: bool, is_person: bool) -> Likeness:
    """Return the reasons of a name score; ``theirs`` is the listed name in spoken order.

    The rule of the given name holds only where the party ``is_person`` or may be one.
    """
    shown = f"{score:.2f}"
    if score < ALIKE:
        return Likeness(weight=0.0, reasons=(_about("names_differ", Stance.AGAINST, score=shown),))
    told = explain(ours, theirs)
    weight = 0.0
    reasons = [_about("names", Stance.FOR, score=shown)]
    for pair in told.pairs:
        key, stance = _VERDICTS[pair.verdict]
        reasons.append(_about(key, stance, ours=pair.left.written, theirs=pair.right.written))
        weight += _WEIGHTS.get(pair.verdict, 0.0)
    ours_all = _in_order((*(pair.left for pair in told.pairs), *told.only_left))
    theirs_all = _in_order((*(pair.right for pair in told.pairs), *told.only_right))
    for part in told.only_left:
        is_given = is_person and part is ours_all[0] and _is_given(part)
        weight += GIVEN_NAME_MISSING if is_given else 0
        key, stance = ("given_name_ours", Stance.AGAINST) if is_given else ("part_ours", Stance.NOTE)
        reasons.append(_about(key, stance, ours=part.written))
    for part in told.only_right:
        is_given = is_person and part is theirs_all[0] and _is_given(part)
        weight += GIVEN_NAME_MISSING if is_given else 0
        key, stance = ("given_name_theirs", Stance.AGAINST) if is_given else ("part_theirs", Stance.NOTE)
        reasons.append(_about(key, stance, theirs=part.written))
    if len(told.pairs) == 1 and max(len(ours_all), len(theirs_all)) > 1:
        weight += ONE_PART_OF_SEVERAL
        reasons.append(_about("one_part", Stance.AGAINST))
    if is_weak:
        weight += WEAK_ALIAS
        reasons.append(_about("weak_alias", Stance.AGAINST))
    return Likeness(weight=weight, reasons=tuple(reasons))


def _in_order(parts: Iterable[Part]) -> list[Part]:
    return sorted(parts, key=lambda part: part.start)


def _is_given(part: Part) -> bool:
    """Whether a first part is a given name that would be missed: a kunya or a leading محمد is not."""
    return part.kind is not PartKind.KUNYA and keys(part.written) != keys(_OFTEN_DROPPED)


def _about(key: str, stance: Stance, **fields: object) -> Reason:
    return Reason(key=f"reason.{key}", fields=tuple(fields.items()), stance=stance)
