"""An estimate or a refusal in words: as the JSON object that others read, and as lines for a terminal."""

import dataclasses
from typing import Any, Final

from sijill.count.linkage_report import (
    documented_under_linkage,
    linkage_json,
    linkage_lines,
    not_carried,
    range_in_words,
    three_json,
)
from sijill.model.estimate import Estimate, Fields, Member, Provenance, Refusal, Remark, Scope
from sijill.words import keys, say

_MEMBERS: Final = ("catchability", "classes_2", "classes_3")
"""Fields of a sentence that are told under the model's name, together as ``members``."""


def to_json(result: Estimate | Refusal, language: str) -> dict[str, Any]:  # Any: a JSON object
    """Return the object that ``sijill count --json`` prints; all keys are always there.

    ``estimate`` and ``interval`` are null exactly when ``refused`` is a sentence; ``documented`` never is.
    """
    refused = result if isinstance(result, Refusal) else None
    estimate = result if isinstance(result, Estimate) else None
    return {
        "estimate": estimate.estimate if estimate else None,
        "interval": list(estimate.interval) if estimate else None,
        "documented": result.documented,
        "documented_under_linkage": list(estimate.linkage.documented)
        if estimate and estimate.linkage
        else None,
        "refused": refusal_sentence(refused, language) if refused else None,
        "refused_code": refused.code if refused else None,
        "would_help": help_sentence(refused, language) if refused else None,
        "lists": list(result.lists),
        "models": [_member(member) for member in estimate.models] if estimate else [],
        "monte_carlo_error": _errors(estimate) if estimate else None,
        "other_prior": three_json(estimate.other_prior) if estimate else None,
        "linkage": linkage_json(estimate.linkage, not_carried(estimate, language))
        if estimate and estimate.linkage
        else None,
        "warnings": [_remark("warning", remark, language) for remark in result.warnings],
        "assumptions": _assumptions(estimate, language) if estimate else [],
        "provenance": _provenance(result.provenance),
    }


def to_lines(result: Estimate | Refusal, language: str) -> list[str]:
    """Return what a terminal shows: the floor always, a figure never without its interval."""
    floor = documented_under_linkage(result, language)
    lines = [_line("documented", f"{result.documented:,}{f' ({floor})' if floor else ''}", language)]
    if isinstance(result, Refusal):
        lines += [
            refusal_sentence(result, language),
            _line("would_help", help_sentence(result, language), language),
        ]
    else:
        lines += _figures(result, language)
    lines += _bullets(
        "warnings", [remark_sentence("warning", remark, language) for remark in result.warnings], language
    )
    if isinstance(result, Estimate):
        lines += _bullets("assumptions", _assumptions(result, language), language)
    return [*lines, _source(result.provenance, language)]


def scope_line(scope: Scope, language: str) -> str:
    """Return whom, where and when it is that is counted, as a line; what is not said is told as that."""
    told = dataclasses.asdict(scope)
    del told["cause"]  # Each total has its own.
    parts = [
        f"{say(f'estimate.scope.{name}', language)}: {said or say('estimate.scope.none', language)}"
        for name, said in told.items()
    ]
    return say("count.strata.comma", language).join(parts)


def refusal_sentence(refusal: Refusal, language: str) -> str:
    """Return the reason of a refusal as one sentence."""
    return say(f"count.refusal.{refusal.code}", language, **dict(refusal.fields))


def help_sentence(refusal: Refusal, language: str) -> str:
    """Return what would make a total possible, as one sentence."""
    return say(f"count.help.{refusal.code}", language)


def _figures(estimate: Estimate, language: str) -> list[str]:
    errors = " / ".join(f"{100 * error:.1f} %" for error in estimate.monte_carlo_error)
    averaged = [member for member in estimate.models if member.weight is not None]
    beside = [member for member in estimate.models if member.weight is None]
    return [
        _line("estimate", f"{estimate.estimate:,}", language),
        _line("interval", range_in_words(estimate.interval, language), language),
        _line("lists", f"{len(estimate.lists)} ({', '.join(estimate.lists)})", language),
        *(linkage_lines(estimate.linkage, language) if estimate.linkage else []),
        _line("error", errors, language),
        *_bullets("rests_on", [_model_line(member, language) for member in averaged], language),
        *_bullets("beside", [_model_line(member, language) for member in beside], language),
        *(f"  - {each}" for each in [not_carried(estimate, language)] if each),
    ]


def _line(key: str, value: str, language: str) -> str:
    return f"{say(f'count.table.{key}', language)}: {value}"


def _bullets(key: str, sentences: list[str], language: str) -> list[str]:
    heading = [f"{say(f'count.table.{key}', language)}:"] if sentences else []
    return heading + [f"  - {sentence}" for sentence in sentences]


def _model_line(member: Member, language: str) -> str:
    figures = f"{member.estimate:,} ({range_in_words(member.interval, language)})"
    if member.weight is None:
        return say("count.table.by_bic", language, name=member.name, figures=figures, bic=member.bic)
    return f"{100 * member.weight:.0f} % {say(f'count.model.{member.name}', language)}: {figures}"


def _source(provenance: Provenance, language: str) -> str:
    digest = provenance.input_sha256 or provenance.histories_sha256
    return say(
        "count.table.source",
        language,
        input=digest[:16],
        method=method_named(provenance, language),
        version=provenance.version,
        seed=provenance.seed,
    )


def method_named(provenance: Provenance, language: str) -> str:
    """Return the method in words; the name as it was kept where another version gave it."""
    key = f"count.method.{provenance.method.replace(' ', '_')}"
    return say(key, language) if key in keys("count") else provenance.method


def remark_sentence(kind: str, remark: Remark, language: str) -> str:
    """Return a ``warning`` or an ``assumption`` as one sentence."""
    fields = {name: _shown(value) for name, value in remark.fields}
    members = [
        f"{say(f'count.model.{name}', language)} {fields[name]}" for name in fields if name in _MEMBERS
    ]
    fields["members"] = say("count.table.then", language).join(members)
    return say(f"count.{kind}.{remark.code}", language, **fields)


def _shown(value: str | float) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)


def _assumptions(estimate: Estimate, language: str) -> list[str]:
    return [remark_sentence("assumption", remark, language) for remark in estimate.assumptions]


def _remark(kind: str, remark: Remark, language: str) -> dict[str, str]:
    return {"code": remark.code, "text": remark_sentence(kind, remark, language)}


def _member(member: Member) -> dict[str, Any]:  # Any: a JSON object
    return {
        "name": member.name,
        "kind": "comparison" if member.weight is None else "average",
        "weight": member.weight,
        "estimate": member.estimate,
        "interval": list(member.interval),
        "bic": member.bic,
    }


def _errors(estimate: Estimate) -> dict[str, float]:
    lower, median, upper = (round(error, 5) for error in estimate.monte_carlo_error)
    return {"lower": lower, "estimate": median, "upper": upper}


def _provenance(provenance: Provenance) -> dict[str, Any]:  # Any: a JSON object
    return {
        "input_sha256": provenance.input_sha256,
        "histories_sha256": provenance.histories_sha256,
        "method": provenance.method,
        "version": provenance.version,
        "parameters": _parameters(provenance.parameters),
        "seed": provenance.seed,
    }


def _parameters(fields: Fields) -> dict[str, str | int | float]:
    return dict(fields)
