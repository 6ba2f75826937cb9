"""What a total hangs on, in words: as a JSON object and as lines for a terminal."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any, Final

from sijill.count.alongside import Alongside
from sijill.count.prior_on_total import FEW, OtherPrior
from sijill.count.sensitivity import Needed, Place, Variant
from sijill.words import say

_ROUND: Final = 100
"""Times beyond which parts of one are not shown."""


def sensitivity_json(found: Alongside) -> dict[str, Any]:  # Any: a JSON object
    """Return what ``sijill count --json`` prints under ``sensitivity``."""
    return {
        "variants": [
            {
                "left_out": list(each.left_out),
                "joined": list(each.joined),
                **_three(each.range),
                "refused_code": each.refused or None,
                "refused_fields": dict(each.fields),
                "moves": each.moves,
            }
            for each in found.variants
        ],
        "priors": [
            {"name": each.name, **_three(each.range), "effective_draws": each.effective}
            for each in found.priors
        ],
        "claims": [
            {**asdict(each), "place": each.place.value, "odds_ratio": each.odds_ratio} for each in found.needs
        ],
    }


def sensitivity_of(
    told: Mapping[str, Any],
) -> tuple[tuple[Variant, ...], tuple[OtherPrior, ...], tuple[Needed, ...]]:  # Any: JSON
    """Return the variants, priors and needs that ``sensitivity_json`` told of."""
    variants = tuple(
        Variant(
            left_out=tuple(each["left_out"]),
            joined=tuple(each["joined"]),
            range=_range_of(each),
            refused=each["refused_code"] or "",
            fields=tuple(each["refused_fields"].items()),
            moves=each["moves"],
        )
        for each in told["variants"]
    )
    priors = tuple(
        OtherPrior(name=each["name"], range=found, effective=each["effective_draws"])
        for each in told["priors"]
        if (found := _range_of(each)) is not None
    )
    return variants, priors, tuple(_need(each) for each in told["claims"])


def _three(found: tuple[int, int, int] | None) -> dict[str, Any]:  # Any: a JSON object
    return {"estimate": found and found[1], "interval": found and [found[0], found[2]]}


def _range_of(told: Mapping[str, Any]) -> tuple[int, int, int] | None:  # Any: JSON
    ends = told["interval"]
    return None if ends is None else (ends[0], told["estimate"], ends[1])


def _need(told: Mapping[str, Any]) -> Needed:  # Any: JSON
    numbers = {name: told[name] for name in ("claim", "floor", "unseen", "estimated")}
    return Needed(place=Place(told["place"]), **numbers)


def sensitivity_lines(found: Alongside, language: str, shown: Callable[[str], str] = str) -> list[str]:
    """Return what a terminal shows; names of lists as they are to be ``shown``."""
    told = {
        "variants": [_variant(each, language, shown) for each in found.variants],
        "priors": [_prior(each, language) for each in found.priors],
        "claims": [_needed(each, language) for each in found.needs],
    }
    return [
        line
        for name, sentences in told.items()
        if sentences
        for line in (
            f"{say(f'count.sensitivity.{name}', language)}:",
            *(f"  - {each}" for each in sentences),
        )
    ]


def variant_name(variant: Variant, language: str, shown: Callable[[str], str] = str) -> str:
    """Return which list was left out, or which two were counted as one, each name as it is to be ``shown``."""
    kind, names = ("left_out", variant.left_out) if variant.left_out else ("joined", variant.joined)
    return say(f"count.sensitivity.{kind}", language, names=" + ".join(map(shown, names)))


def _variant(variant: Variant, language: str, shown: Callable[[str], str]) -> str:
    what = variant_name(variant, language, shown)
    if variant.range is None:
        return f"{what}: {say(f'count.refusal.{variant.refused}', language, **dict(variant.fields))}"
    moves = say("count.sensitivity.moves", language) if variant.moves else ""
    return f"{what}: {_figures(variant.range, language)}{moves}"


def _prior(prior: OtherPrior, language: str) -> str:
    few = prior.effective < FEW
    rough = say("count.sensitivity.few_draws", language, draws=prior.effective) if few else ""
    return f"{say(f'count.sensitivity.{prior.name}', language)}: {_figures(prior.range, language)}{rough}"


def _figures(found: tuple[int, int, int], language: str) -> str:
    lower, middle, upper = (f"{end:,}" for end in found)
    return f"{middle} ({say('count.table.range', language, lower=lower, upper=upper)})"


def _needed(needed: Needed, language: str) -> str:
    ratio = needed.odds_ratio
    numbers = {name: f"{getattr(needed, name):,}" for name in ("claim", "floor", "unseen", "estimated")}
    if needed.place is not Place.OUTSIDE:
        return say(f"count.sensitivity.{needed.place}", language, **numbers)
    if ratio is None:
        return say("count.sensitivity.nobody", language, **numbers)
    shown = f"{ratio:,.2f}" if ratio < _ROUND else f"{ratio:,.0f}"
    return say("count.sensitivity.needed", language, **numbers, ratio=shown)
