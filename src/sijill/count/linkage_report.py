"""What was carried into an estimate of its linkage's error, or of persons of unknown stratum, in words."""

from typing import Any, Final

from sijill.model.estimate import CarriedLinkage, Estimate, Refusal
from sijill.words import say

_LINKED: Final = ("linkage_share", "sampled", "documented", "ignored", "beside")
_IMPUTED: Final = ("imputed_share", "imputed", "imputed_documented", "known_only", "imputed_beside")
"""Words for what was carried into an estimate."""


def documented_under_linkage(result: Estimate | Refusal, language: str) -> str:
    """Return what has to stand beside the documented where a linkage's error is carried, or nothing."""
    carried = result.linkage if isinstance(result, Estimate) else None
    if carried is None:
        return ""
    key = _IMPUTED[2] if carried.error.imputed else _LINKED[2]
    return say(f"count.linkage.{key}", language, range=range_in_words(carried.documented, language))


def not_carried(estimate: Estimate, language: str) -> str:
    """Return what has to stand beside figures for comparison where the estimate carries more than they do, or nothing."""
    if estimate.linkage is None:
        return ""
    key = _IMPUTED[4] if estimate.linkage.error.imputed else _LINKED[4]
    return say(f"count.linkage.{key}", language)


def linkage_lines(carried: CarriedLinkage, language: str) -> list[str]:
    """Return what was carried of the linkage's error, or of persons of unknown stratum: its share first."""
    lower, middle, upper = carried.ignored
    rates = [
        say(
            f"count.linkage.{name}",
            language,
            value=_percent(rate.value),
            low=_percent(rate.low),
            high=_percent(rate.high),
        )
        for name, rate in (("recall", carried.error.recall), ("precision", carried.error.precision))
        if rate is not None
    ]
    clusterings, imputed = len(carried.error.clusterings), carried.error.imputed
    share, how, _, ignored, _ = _IMPUTED if imputed else _LINKED
    sampled = [say(f"count.linkage.{how}", language, clusterings=clusterings)] if clusterings else []
    without = {"estimate": f"{middle:,}", "range": range_in_words((lower, upper), language)}
    return [
        f"{say(f'count.table.{share}', language)}: {100 * carried.share:.0f} %",
        *(f"  - {each}" for each in (*rates, *sampled)),
        f"  - {say(f'count.linkage.{ignored}', language, **without)}",
    ]


def linkage_json(carried: CarriedLinkage, beside: str) -> dict[str, Any]:  # Any: a JSON object
    """Return it as a JSON object; ``beside`` is what has to stand beside figures for comparison."""
    error = carried.error
    rates = {"recall": error.recall, "precision": error.precision}
    return {
        "share_of_variance": carried.share,
        **{name: rate and [rate.value, rate.low, rate.high] for name, rate in rates.items()},
        "clusterings": len(error.clusterings),
        "imputed": error.imputed,
        "tables": carried.tables,
        "documented": list(carried.documented),
        "ignored": three_json(carried.ignored),
        "for_comparison": beside,
    }


def _percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def range_in_words(interval: tuple[int, int], language: str) -> str:
    """Return an interval as it is told."""
    lower, upper = (f"{end:,}" for end in interval)
    return say("count.table.range", language, lower=lower, upper=upper)


def three_json(figures: tuple[int, int, int]) -> dict[str, Any]:  # Any: a JSON object
    """Return lower end, estimate and upper end as a JSON object."""
    lower, middle, upper = figures
    return {"estimate": middle, "interval": [lower, upper]}
