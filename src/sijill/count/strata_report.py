"""The answers of strata in words: as a JSON object and as lines for a terminal."""

from typing import Any, Final

from sijill.count.by_stratum import ByStratum
from sijill.count.report import refusal_sentence, remark_sentence, to_json
from sijill.count.strata import Label
from sijill.count.strata_remarks import all_assumptions, own_warnings, shared_warnings
from sijill.model.estimate import Estimate, Remark
from sijill.words import say

_PARTS: Final = frozenset({"place", "period", "sex", "age"})
"""Of a register's strata."""


def strata_json(answers: ByStratum, language: str) -> dict[str, Any]:  # Any: a JSON object
    """Return what ``sijill count --by`` prints with ``--json``; ``total`` is null where a stratum has none."""
    total = answers.sum
    return {
        "by": list(answers.by),
        "documented": answers.documented,
        "unplaced": answers.unplaced,
        "apart": answers.apart,
        "replicates": answers.replicates,
        "total": None
        if total is None
        else {
            "estimate": total.estimate,
            "interval": list(total.interval),
            "imputation_share_of_variance": total.share,
        },
        "without_strata": to_json(answers.undivided.result, language),
        "refused": [list(label) for label in answers.refused],
        "assumptions": [
            remark_sentence("assumption", remark, language) for remark in all_assumptions(answers)
        ],
        "strata": [
            {
                "stratum": dict(zip(answers.by, each.label, strict=True)),
                **to_json(each.counted.result, language),
            }
            for each in answers.strata
        ],
    }


def strata_lines(answers: ByStratum, language: str) -> list[str]:
    """Return a line a stratum with its own warnings, the sum or why there is none, and what is said of all once."""
    shared = shared_warnings(answers)
    lines = [say("count.strata.documented", language, documented=f"{answers.documented:,}")]
    for each in answers.strata:
        result = each.counted.result
        told = {
            "name": named(answers.by, each.label, language),
            "documented": f"{result.documented:,}",
        }
        if isinstance(result, Estimate):
            told["figures"] = _figures(result.estimate, result.interval, language)
            line = say("count.strata.line", language, **told)
            lines.append(f"  {line}{_share(result, language)}")
        else:
            reason = refusal_sentence(result, language)
            lines.append("  " + say("count.strata.refused", language, **told, reason=reason))
        own = own_warnings(each, shared)
        lines += [f"    - {remark_sentence('warning', remark, language)}" for remark in own]
    return [*lines, *sum_lines(answers, language), *_said_once(answers, shared, language)]


def _said_once(answers: ByStratum, shared: tuple[Remark, ...], language: str) -> list[str]:
    told = {"warning": shared, "assumption": all_assumptions(answers)}
    return [
        line
        for kind, remarks in told.items()
        if remarks
        for line in (
            f"{say(f'count.table.{kind}s', language)}:",
            *(f"  - {remark_sentence(kind, remark, language)}" for remark in remarks),
        )
    ]


def sum_lines(answers: ByStratum, language: str) -> list[str]:
    """Return what is said of all strata together, and of all persons without strata at the end."""
    return [*_sum_lines(answers, language), undivided_line(answers, language)]


def undivided_line(answers: ByStratum, language: str) -> str:
    """Return what the total of all persons as one table is, or why there is none."""
    result = answers.undivided.result
    if isinstance(result, Estimate):
        figures = _figures(result.estimate, result.interval, language)
        return say("count.strata.undivided", language, figures=figures)
    return say("count.strata.undivided_refused", language, reason=refusal_sentence(result, language))


def _sum_lines(answers: ByStratum, language: str) -> list[str]:
    apart = [say("count.strata.apart", language, apart=f"{answers.apart:,}")] if answers.apart else []
    if answers.sum is None:
        refused = len(answers.refused)
        return [say("count.strata.no_sum", language, refused=refused, strata=len(answers.strata)), *apart]
    total = answers.sum
    lines = [f"{say('count.strata.sum', language)}: {_figures(total.estimate, total.interval, language)}"]
    lines += [say("count.strata.alike", language)] if len(answers.strata) > 1 else []
    if answers.unplaced > answers.apart:
        lines.append(
            say(
                "count.strata.unplaced",
                language,
                unplaced=f"{answers.unplaced - answers.apart:,}",
                replicates=answers.replicates,
                share=f"{100 * total.share:.0f}",
            )
        )
    return lines + apart


def named(by: tuple[str, ...], label: Label, language: str) -> str:
    """Return a stratum's name: what divides the strata, and its value."""
    return say("count.strata.comma", language).join(
        f"{part_named(name, language)} {value_named(value, language)}"
        for name, value in zip(by, label, strict=True)
    )


def part_named(name: str, language: str) -> str:
    """Return what divides the strata in words; the column of a table as it is written there."""
    return say(f"count.strata.{name}", language) if name in _PARTS else name


def value_named(value: str, language: str) -> str:
    """Return a part of a stratum as it is written, or that it is not known."""
    return value or say("count.strata.not_known", language)


def _share(result: Estimate, language: str) -> str:
    if result.linkage is None or not result.linkage.error.imputed:
        return ""
    return say("count.strata.share", language, share=f"{100 * result.linkage.share:.0f}")


def _figures(estimate: int, interval: tuple[int, int], language: str) -> str:
    lower, upper = (f"{end:,}" for end in interval)
    return f"{estimate:,} ({say('count.table.range', language, lower=lower, upper=upper)})"
