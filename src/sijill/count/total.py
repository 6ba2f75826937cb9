"""From capture histories to a total: guards, then the average over models, then what to say beside it."""

from typing import Final

import numpy as np

from sijill import __version__
from sijill.count import average as pooled
from sijill.count import members, sampler
from sijill.count.existence import has_answer
from sijill.count.guards import Finding, first_refusal
from sijill.count.histories import FloatArray, all_cells, in_canonical_order, membership
from sijill.count.loglinear import LoglinearFit, candidate_models
from sijill.model.estimate import CaptureHistories, Estimate, Fields, Member, Provenance, Refusal, Remark

METHOD: Final = "average of latent-visibility models by evidence"
WIDEST: Final = 10.0
"""Upper end over lower end beyond which no total is given."""
DEFAULT_SEED: Final = 20250630

_NEAR_TIE: Final = 2.0
_MOST_TRIED: Final = 25
_MOST_SHOWN: Final = 5
_DISAGREEMENT: Final = 1.25
_WIDE: Final = 3.0
_ASSUMPTIONS: Final = ("closed", "linked", "reachable", "dependence", "prior")


def estimate_total(
    histories: CaptureHistories, *, seed: int = DEFAULT_SEED, believed: int = pooled.BELIEVED
) -> Estimate | Refusal:
    """Return the total that the overlaps support, or the reason why they support none.

    ``believed`` is the reader's choice of how far to believe the models: the number of persons beyond whom
    more records do not prove them further; fewer give a wider interval. The same histories, seed and choice
    give the same result, whatever the order of rows and lists. Takes seconds for three to six lists,
    minutes for ten and more.
    """
    tidy = in_canonical_order(histories)
    source = _provenance(histories, seed, believed)
    warnings = _warnings_before(histories, tidy)
    refusal = first_refusal(tidy)
    if refusal is not None:
        return _refuse(refusal, tidy, warnings, source)
    persons = all_cells(tidy)
    near_tied = _near_tied(candidate_models(persons), persons)
    if not near_tied:
        return _refuse(("not_identified", ()), tidy, warnings, source)
    found = pooled.average(persons, seed=seed, believed=believed)
    lower, upper = round(found.range.lower), round(found.range.upper)
    if upper > WIDEST * lower:
        wide: Finding = ("too_wide", (("most", round(WIDEST)),))
        return _refuse(wide, tidy, warnings, source)
    comparisons = tuple(_comparison(fit, tidy) for fit in near_tied)
    return Estimate(
        estimate=round(found.range.median),
        interval=(lower, upper),
        documented=tidy.documented,
        lists=tuple(sorted(tidy.lists)),
        models=_members(found) + comparisons,
        warnings=warnings + _warnings_after(found, comparisons),
        assumptions=_assumptions(believed),
        monte_carlo_error=found.errors,
        provenance=source,
    )


def _refuse(
    finding: Finding, tidy: CaptureHistories, warnings: tuple[Remark, ...], source: Provenance
) -> Refusal:
    code, fields = finding
    return Refusal(
        code=code,
        fields=fields,
        documented=tidy.documented,
        lists=tuple(sorted(tidy.lists)),
        warnings=warnings,
        provenance=source,
    )


def _near_tied(fits: list[LoglinearFit], persons: FloatArray) -> list[LoglinearFit]:
    """The models within a hair of the best one that has an answer; empty when none of the best has."""
    sound = [fit for fit in fits[:_MOST_TRIED] if has_answer(persons, fit.terms)]
    return [fit for fit in sound if fit.bic <= sound[0].bic + _NEAR_TIE][:_MOST_SHOWN]


def _members(found: pooled.Average) -> tuple[Member, ...]:
    answers = sorted(found.members, key=lambda member: (-member.weight, member.name))
    return tuple(
        Member(
            name=answer.name,
            weight=round(answer.weight, 4),
            estimate=round(answer.range.median),
            interval=(round(answer.range.lower), round(answer.range.upper)),
        )
        for answer in answers
    )


def _comparison(fit: LoglinearFit, tidy: CaptureHistories) -> Member:
    lower, upper = fit.interval(tidy.documented)
    return Member(
        name=_formula(fit, tidy.lists),
        weight=None,
        estimate=round(fit.estimate),
        interval=(round(lower), round(upper)),
        bic=round(fit.bic, 2),
    )


def _formula(fit: LoglinearFit, lists: tuple[str, ...]) -> str:
    """Return the largest interactions of the model by the names of their lists, ``[A B] [C]``."""
    masks = [*fit.terms, *(1 << j for j in range(len(lists)))]
    largest = [mask for mask in masks if not any(mask & more == mask and mask != more for more in masks)]
    names = [sorted(lists[j] for j in range(len(lists)) if mask >> j & 1) for mask in largest]
    return " ".join(f"[{' '.join(group)}]" for group in sorted(names))


def _warnings_before(histories: CaptureHistories, tidy: CaptureHistories) -> tuple[Remark, ...]:
    found = [Remark(code="undeclared")]
    empty = sorted(set(histories.lists) - set(tidy.lists))
    if empty:
        found.append(Remark(code="empty_lists", fields=(("names", ", ".join(empty)),)))
    if len(tidy.lists) == 3:
        found.append(Remark(code="three_lists"))
    table = membership(tidy)
    overlaps = table.T @ (table * np.array(tidy.counts, dtype=np.int64)[:, None])
    apart = [f"{tidy.lists[a]} + {tidy.lists[b]}" for a, b in np.argwhere(overlaps == 0).tolist() if a < b]
    if apart:
        found.append(Remark(code="pairs_apart", fields=(("pairs", ", ".join(sorted(apart))),)))
    return tuple(found)


def _warnings_after(found: pooled.Average, comparisons: tuple[Member, ...]) -> tuple[Remark, ...]:
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
    if any(error > most for error, most in zip(found.errors, pooled.MOST_ERROR, strict=True)):
        middle, end = found.errors[1], max(found.errors[0], found.errors[2])
        errors: Fields = (("middle", round(100 * middle, 1)), ("end", round(100 * end, 1)))
        remarks.append(Remark(code="monte_carlo", fields=errors))
    return tuple(remarks)


def _assumptions(believed: int) -> tuple[Remark, ...]:
    plain = tuple(Remark(code=code) for code in _ASSUMPTIONS)
    return (*plain, Remark(code="believed", fields=(("persons", believed),)))


def _provenance(histories: CaptureHistories, seed: int, believed: int) -> Provenance:
    parameters: Fields = (
        ("level", pooled.LEVEL),
        ("particles", pooled.PARTICLES),
        ("runs", _numbers(pooled.RUNS)),
        ("most_error", _numbers(pooled.MOST_ERROR)),
        ("moves", sampler.MOVES),
        ("draws_per_particle", pooled.DRAWS_PER_PARTICLE),
        ("believed_persons", believed),
        ("widest_ratio", WIDEST),
        ("visibility", _numbers(members.VISIBILITY)),
        ("catchability_lists", members.CATCHABILITY_LISTS),
        ("spread", members.SPREAD),
        ("pairs", _numbers(members.PAIRS)),
        ("class_visibility", _numbers(members.CLASS_VISIBILITY)),
        ("class_spreads", _numbers(members.CLASS_SPREADS)),
        ("between_classes", _numbers(tuple(members.BETWEEN_CLASSES.values()))),
        ("class_shares", members.CLASS_SHARES),
    )
    return Provenance(
        histories_sha256=histories.sha256,
        input_sha256=histories.source_sha256,
        method=METHOD,
        version=__version__,
        parameters=parameters,
        seed=seed,
    )


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(map(str, values))
