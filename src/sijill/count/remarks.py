"""What a reader has to know beside a total: warnings from the lists and from the answer, and assumptions."""

from typing import Final

import numpy as np

from sijill.count.average import MOST_ERROR, Average
from sijill.count.histories import membership
from sijill.count.members import MOST_PAIRED
from sijill.count.pooling import Range
from sijill.count.scope import UNSAID
from sijill.model.estimate import (
    CaptureHistories,
    CarriedLinkage,
    Fields,
    Member,
    Remark,
)

_DISAGREEMENT: Final = 1.25
"""Of log-linear models, or of upper ends under two priors: larger over smaller."""
_WIDE: Final = 3.0
_LARGE_SHARE: Final = 0.3
"""Of the variance, due to linkage."""


def warnings_before(histories: CaptureHistories, tidy: CaptureHistories) -> tuple[Remark, ...]:
    """Return what the lists give cause to say; ``tidy`` are the histories in canonical order."""
    found = [UNSAID]
    empty = sorted(set(histories.lists) - set(tidy.lists))
    if empty:
        found.append(Remark(code="empty_lists", fields=(("names", ", ".join(empty)),)))
    if len(tidy.lists) == 3:
        found.append(Remark(code="three_lists"))
    if len(tidy.lists) > MOST_PAIRED:
        found.append(Remark(code="many_lists", fields=(("most", MOST_PAIRED),)))
    table = membership(tidy)
    overlaps = table.T @ (table * np.array(tidy.counts, dtype=np.int64)[:, None])
    apart = [f"{tidy.lists[a]} + {tidy.lists[b]}" for a, b in np.argwhere(overlaps == 0).tolist() if a < b]
    if apart:
        found.append(Remark(code="pairs_apart", fields=(("pairs", ", ".join(sorted(apart))),)))
    return tuple(found)


def warnings_after(found: Average, comparisons: tuple[Member, ...]) -> tuple[Remark, ...]:
    """Return what the answer itself gives cause to say."""
    remarks = []
    figures = [member.estimate for member in comparisons]
    if max(figures) > _DISAGREEMENT * min(figures):
        fields: Fields = (("lowest", min(figures)), ("highest", max(figures)), ("models", len(figures)))
        remarks.append(Remark(code="models_disagree", fields=fields))
    if found.range.upper > _WIDE * found.range.lower:
        remarks.append(Remark(code="wide"))
    if len(found.modes) > 1:
        modes = "; ".join(f"{round(mode.total):,} ({100 * mode.share:.0f} %)" for mode in found.modes)
        remarks.append(Remark(code="modes", fields=(("number", len(found.modes)), ("modes", modes))))
    if any(error > most for error, most in zip(found.errors, MOST_ERROR, strict=True)):
        middle, end = found.errors[1], max(found.errors[0], found.errors[2])
        errors: Fields = (("middle", round(100 * middle, 1)), ("end", round(100 * end, 1)))
        remarks.append(Remark(code="monte_carlo", fields=errors))
    return tuple(remarks)


def warnings_of_others(found: Average, plain: Average, comparisons: tuple[Member, ...]) -> tuple[Remark, ...]:
    """Return what the interval leaves out of what is printed beside it, and what each member says.

    Comparisons take every link as right, so that they are held against ``plain`` as well: the answer that does so too.
    """
    outside = [
        f"{each.name} {each.estimate:,}"
        for each in comparisons
        if not any(one.range.lower <= each.estimate <= one.range.upper for one in (found, plain))
    ]
    members = tuple(
        (each.name, f"{round(each.range.median):,} ({100 * each.weight:.1f} %)")
        for each in sorted(found.members, key=lambda each: (-each.weight, each.name))
    )
    if outside:
        return (Remark(code="models_outside", fields=(("models", "; ".join(outside)), *members)),)
    if any(not found.range.lower <= each.range.median <= found.range.upper for each in found.members):
        return (Remark(code="members_outside", fields=members),)
    return ()


def warnings_of_priors(plain: Average, other: Average) -> tuple[Remark, ...]:
    """Return the answer under other priors as a warning, where its upper end is another one."""
    ends = sorted((plain.range.upper, other.range.upper))
    if ends[1] <= _DISAGREEMENT * ends[0]:
        return ()
    figures = other.range
    names = (("lower", figures.lower), ("middle", figures.median), ("upper", figures.upper))
    return (Remark(code="other_prior", fields=tuple((name, round(value)) for name, value in names)),)


def warnings_of_linkage(carried: CarriedLinkage, documented: int, found: Range) -> tuple[Remark, ...]:
    """Return what the linkage gives cause to say: of its share, and of a floor as linked that is no floor under it."""
    remarks = []
    if carried.share > _LARGE_SHARE:
        code = "imputed_share" if carried.error.imputed else "linkage_share"
        remarks.append(Remark(code=code, fields=(("share", round(100 * carried.share)),)))
    if documented > found.lower:
        fewest, most = carried.documented
        fields: Fields = (("documented", documented), ("fewest", fewest), ("most", most))
        end = "estimate" if documented > found.median else "lower"
        remarks.append(Remark(code=f"floor_above_{end}", fields=fields))
    return tuple(remarks)


def assumptions(believed: int, carried: CarriedLinkage | None) -> tuple[Remark, ...]:
    """Return what has to be true for the interval to hold."""
    linked = "linked_as_measured" if carried and _is_measured(carried) else "linked"
    imputed = ("imputed",) if carried and carried.error.imputed else ()
    codes = ("closed", linked, *imputed, "reachable", "dependence", "prior")
    plain = tuple(Remark(code=code) for code in codes)
    return (*plain, Remark(code="believed", fields=(("persons", believed),)))


def _is_measured(carried: CarriedLinkage) -> bool:
    """Return whether more is carried than where persons of unknown stratum belong."""
    error = carried.error
    return bool(error.recall or error.precision or (error.clusterings and not error.imputed))
