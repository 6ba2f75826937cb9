"""From capture histories to a total: guards, then the average over models, then what to say beside it."""

import hashlib
from collections.abc import Sequence
from typing import Final

from sijill import __version__
from sijill.count import average as pooled
from sijill.count import members, sampler
from sijill.count.choices import whole
from sijill.count.existence import has_answer
from sijill.count.guards import Finding, first_refusal
from sijill.count.histories import FloatArray, all_cells, in_canonical_order
from sijill.count.linkage import other_tables
from sijill.count.loglinear import LoglinearFit, candidate_models
from sijill.count.pooling import LEVEL
from sijill.count.posterior import Counted, drawn
from sijill.count.remarks import (
    assumptions,
    warnings_after,
    warnings_before,
    warnings_of_linkage,
    warnings_of_others,
    warnings_of_priors,
)
from sijill.model.estimate import (
    CaptureHistories,
    CarriedLinkage,
    Estimate,
    LinkageError,
    Member,
    Provenance,
    Refusal,
    Remark,
)

METHOD: Final = "average of latent-visibility models by evidence"
WIDEST: Final = 10.0
"""Upper end over lower end beyond which no total is given."""
DEFAULT_SEED: Final = 20250630
PERFECT: Final = LinkageError()
"""Records are taken to be linked without error."""
OTHER_RUNS: Final = (4, 4)
"""Of each member under the other priors, which stand beside the answer and need no more."""

_NEAR_TIE: Final = 2.0
_MOST_TRIED: Final = 25
_MOST_SHOWN: Final = 5


def estimate_total(
    histories: CaptureHistories,
    *,
    seed: int = DEFAULT_SEED,
    believed: int = pooled.BELIEVED,
    linkage: LinkageError = PERFECT,
) -> Estimate | Refusal:
    """Return the total that the overlaps support, or the reason why they support none.

    ``believed`` is the reader's choice of how far to believe the models: the number of persons beyond whom
    more records do not prove them further; fewer give a wider interval. With ``linkage`` the interval also holds
    what records linked falsely or not at all may have done. The same histories, seed and choices
    give the same result, whatever the order of rows and lists. Takes seconds, up to two minutes of CPU for twenty lists, and some ten times as long with ``linkage``.
    """
    return count_total(histories, seed=seed, believed=believed, linkage=linkage).result


def count_total(
    histories: CaptureHistories,
    *,
    seed: int = DEFAULT_SEED,
    believed: int = pooled.BELIEVED,
    linkage: LinkageError = PERFECT,
) -> Counted:
    """Return what ``estimate_total`` returns, and the draws behind it: what pictures and further sums are made from."""
    seed, believed = whole("seed", seed, least=0), whole("believed", believed, least=1)
    tidy = in_canonical_order(histories)
    source = provenance_of(histories, seed=seed, believed=believed, linkage=linkage)
    warnings = warnings_before(histories, tidy)
    refusal = first_refusal(tidy)
    if refusal is not None:
        return Counted(result=_refuse(refusal, tidy, warnings, source))
    persons = all_cells(tidy)
    near_tied = _near_tied(candidate_models(persons), persons)
    if not near_tied:
        return Counted(result=_refuse(("not_identified", ()), tidy, warnings, source))
    # What the imputed are compared with needs no small error of its own.
    runs = OTHER_RUNS if linkage.imputed else None
    plain = pooled.average([persons], seed=seed, believed=believed, runs=runs)
    tables = [] if linkage == PERFECT else other_tables(tidy, linkage, seed=seed)
    heard = [member.name for member in plain.members if member.weight >= pooled.LEAST_WEIGHT]
    found = pooled.average(tables, seed=seed, believed=believed, among=heard) if tables else plain
    if _rounded(found)[2] > WIDEST * _rounded(found)[0]:
        wide: Finding = ("too_wide", (("most", round(WIDEST)),))
        return Counted(result=_refuse(wide, tidy, warnings, source))
    # Without persons of unknown stratum it would be another total: one placement of them stands for all.
    beside, known = (tables[0], found) if linkage.imputed else (persons, plain)
    other = pooled.average([beside], seed=seed, believed=believed, priors=members.WIDE, runs=OTHER_RUNS)
    comparisons = tuple(_comparison(fit, tidy) for fit in near_tied)
    lower, middle, upper = _rounded(found)
    carried = _carried(found, plain, tables, linkage) if tables else None
    estimate = Estimate(
        estimate=middle,
        interval=(lower, upper),
        documented=tidy.documented,
        lists=tuple(sorted(tidy.lists)),
        models=_members(found) + comparisons,
        warnings=(
            *warnings,
            *warnings_after(found, comparisons),
            *warnings_of_others(found, plain, comparisons),
            *warnings_of_priors(known, other),
            *(warnings_of_linkage(carried, tidy.documented, found.range) if carried else ()),
        ),
        assumptions=assumptions(believed, carried),
        monte_carlo_error=found.errors,
        other_prior=_rounded(other),
        linkage=carried,
        provenance=source,
    )
    return Counted(result=estimate, draws=drawn([found, other], seed=seed))


def _rounded(found: pooled.Average) -> tuple[int, int, int]:
    return round(found.range.lower), round(found.range.median), round(found.range.upper)


def _carried(
    found: pooled.Average, plain: pooled.Average, tables: Sequence[FloatArray], linkage: LinkageError
) -> CarriedLinkage:
    documented = [int(table.sum()) for table in tables[: found.tables]]
    return CarriedLinkage(
        error=linkage,
        tables=found.tables,
        share=round(found.between_tables, 3),
        documented=(min(documented), max(documented)),
        ignored=_rounded(plain),
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


def provenance_of(
    histories: CaptureHistories, *, seed: int, believed: int, linkage: LinkageError
) -> Provenance:
    """Return the provenance that ``count_total`` of these will have: what an answer is known by before it is made."""
    parameters: dict[str, str | int | float] = {
        "level": LEVEL,
        "particles": pooled.PARTICLES,
        "runs": _numbers(pooled.RUNS),
        "aimed_error": _numbers(pooled.AIM),
        "moves": sampler.MOVES,
        "most_leaps": sampler.MOST_LEAPS,
        "draws_per_run": pooled.DRAWS_PER_RUN,
        "believed_persons": believed,
        "widest_ratio": WIDEST,
        **members.STANDARD.told(),
        **{f"other_{name}": value for name, value in members.WIDE.told().items()},
    }
    for name, rate in (("recall", linkage.recall), ("precision", linkage.precision)):
        if rate is not None:
            parameters[f"linkage_{name}"] = _numbers((rate.value, rate.low, rate.high))
    if linkage.clusterings:
        digests = "\n".join(each.sha256 for each in linkage.clusterings)
        parameters["linkage_clusterings"] = len(linkage.clusterings)
        parameters["linkage_sha256"] = hashlib.sha256(digests.encode()).hexdigest()
    return Provenance(
        histories_sha256=histories.sha256,
        input_sha256=histories.source_sha256,
        method=METHOD,
        version=__version__,
        parameters=tuple(parameters.items()),
        seed=seed,
    )


def _numbers(values: tuple[float, ...]) -> str:
    return " ".join(map(str, values))
