"""What a total hangs on, in words: as a JSON object and as lines for a terminal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

from sijill.count.sensitivity import Needed, Place, Variant
from sijill.words import say

_ROUND: Final = 100
"""Times beyond which parts of one are not shown."""


def sensitivity_json(
    variants: Sequence[Variant], needs: Sequence[Needed]
) -> dict[str, Any]:  # Any: a JSON object
    """Return what ``sijill count --json`` prints under ``sensitivity``."""
    return {
        "variants": [
            {
                "left_out": list(each.left_out),
                "joined": list(each.joined),
                "estimate": each.range[1] if each.range else None,
                "interval": [each.range[0], each.range[2]] if each.range else None,
                "refused_code": each.refused or None,
                "moves": each.moves,
            }
            for each in variants
        ],
        "claims": [
            {**asdict(each), "place": each.place.value, "odds_ratio": each.odds_ratio} for each in needs
        ],
    }


def sensitivity_of(told: Mapping[str, Any]) -> tuple[tuple[Variant, ...], tuple[Needed, ...]]:  # Any: JSON
    """Return the variants and needs that ``sensitivity_json`` told of."""
    variants = tuple(
        Variant(
            left_out=tuple(each["left_out"]),
            joined=tuple(each["joined"]),
            range=None
            if each["interval"] is None
            else (each["interval"][0], each["estimate"], each["interval"][1]),
            refused=each["refused_code"] or "",
            moves=each["moves"],
        )
        for each in told["variants"]
    )
    return variants, tuple(_need(each) for each in told["claims"])


def _need(told: Mapping[str, Any]) -> Needed:  # Any: JSON
    numbers = {name: told[name] for name in ("claim", "floor", "unseen", "estimated")}
    return Needed(place=Place(told["place"]), **numbers)


def sensitivity_lines(
    variants: Sequence[Variant],
    needs: Sequence[Needed],
    language: str,
    shown: Callable[[str], str] = str,
) -> list[str]:
    """Return what a terminal shows; names of lists as they are to be ``shown``."""
    headings = {"variants": bool(variants), "claims": bool(needs)}
    told = {
        "variants": [_variant(each, language, shown) for each in variants],
        "claims": [_needed(each, language) for each in needs],
    }
    return [
        line
        for name, shown in headings.items()
        if shown
        for line in (
            f"{say(f'count.sensitivity.{name}', language)}:",
            *(f"  - {each}" for each in told[name]),
        )
    ]


def variant_name(variant: Variant, language: str, shown: Callable[[str], str] = str) -> str:
    """Return which list was left out, or which two were counted as one, each name as it is to be ``shown``."""
    kind, names = ("left_out", variant.left_out) if variant.left_out else ("joined", variant.joined)
    return say(f"count.sensitivity.{kind}", language, names=" + ".join(map(shown, names)))


def _variant(variant: Variant, language: str, shown: Callable[[str], str]) -> str:
    what = variant_name(variant, language, shown)
    if variant.range is None:
        return f"{what}: {say('count.sensitivity.refused', language, code=variant.refused)}"
    lower, middle, upper = (f"{end:,}" for end in variant.range)
    figures = f"{middle} ({say('count.table.range', language, lower=lower, upper=upper)})"
    moves = say("count.sensitivity.moves", language) if variant.moves else ""
    return f"{what}: {figures}{moves}"


def _needed(needed: Needed, language: str) -> str:
    ratio = needed.odds_ratio
    numbers = {name: f"{getattr(needed, name):,}" for name in ("claim", "floor", "unseen", "estimated")}
    if needed.place is not Place.OUTSIDE:
        return say(f"count.sensitivity.{needed.place}", language, **numbers)
    if ratio is None:
        return say("count.sensitivity.nobody", language, **numbers)
    shown = f"{ratio:,.2f}" if ratio < _ROUND else f"{ratio:,.0f}"
    return say("count.sensitivity.needed", language, **numbers, ratio=shown)
