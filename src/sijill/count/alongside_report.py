"""What stands beside a total, in words: as JSON objects, as lines for a terminal, and as a record that gives it back."""

from collections.abc import Callable, Mapping
from typing import Any

from sijill.count.alongside import Alongside, Questions
from sijill.count.checks_report import checks_json, checks_lines, checks_of_record, checks_record
from sijill.count.linkage_report import not_carried
from sijill.count.sensitivity_report import sensitivity_json, sensitivity_lines, sensitivity_of
from sijill.model.estimate import Estimate, Refusal


def alongside_json(
    found: Alongside, asked: Questions, result: Estimate | Refusal, language: str
) -> dict[str, Any]:  # Any: a JSON object
    """Return what ``sijill count --json`` prints beside the answer: ``sensitivity`` and ``checks``, each if asked for."""
    told: dict[str, Any] = {}  # Any: JSON
    if isinstance(result, Estimate) and (asked.sensitivity or asked.claims):
        told["sensitivity"] = sensitivity_json(found)
    if asked.checks:
        told["checks"] = checks_json(found.checks, language)
    return told


def alongside_record(found: Alongside) -> dict[str, Any]:  # Any: JSON values
    """Return what ``alongside_of_record`` makes the same from; in no language."""
    return {"sensitivity": sensitivity_json(found), "checks": checks_record(found.checks)}


def alongside_of_record(record: Mapping[str, Any]) -> Alongside:  # Any: JSON values
    """Return what a record that was read from JSON holds."""
    variants, priors, needs = sensitivity_of(record["sensitivity"])
    return Alongside(variants=variants, priors=priors, needs=needs, checks=checks_of_record(record["checks"]))


def alongside_lines(
    found: Alongside, result: Estimate | Refusal, language: str, shown: Callable[[str], str] = str
) -> list[str]:
    """Return what a terminal shows under the answer; names of lists as they are to be ``shown``."""
    note = not_carried(result, language) if isinstance(result, Estimate) else ""
    return [
        *sensitivity_lines(found, language, shown),
        *checks_lines(found.checks, language, note=note),
    ]
