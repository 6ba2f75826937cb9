"""Checks by other methods in words: as JSON objects and as lines for a terminal."""

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from sijill.count.checks import Check
from sijill.model.estimate import Remark
from sijill.words import say


def checks_json(checks: Sequence[Check], language: str) -> list[dict[str, Any]]:  # Any: JSON objects
    """Return what ``sijill count --checks --json`` prints under ``checks``."""
    return [
        {
            "name": check.name,
            "method": say(f"checks.method.{check.name}", language),
            "source": say(f"checks.source.{check.name}", language),
            "estimate": check.estimate,
            "interval": list(check.interval) if check.interval else None,
            "remarks": [
                {"code": remark.code, "text": _sentence(remark, language)} for remark in check.remarks
            ],
        }
        for check in checks
    ]


def checks_record(checks: Sequence[Check]) -> list[dict[str, Any]]:  # Any: JSON objects
    """Return what ``checks_of_record`` makes the same checks from; in no language."""
    return [dataclasses.asdict(check) for check in checks]


def checks_of_record(record: Sequence[Mapping[str, Any]]) -> tuple[Check, ...]:  # Any: JSON objects
    """Return the checks of a record that was read from JSON."""
    return tuple(
        Check(
            name=each["name"],
            estimate=each["estimate"],
            interval=each["interval"] and (each["interval"][0], each["interval"][1]),
            remarks=tuple(
                Remark(code=told["code"], fields=tuple((name, value) for name, value in told["fields"]))
                for told in each["remarks"]
            ),
        )
        for each in record
    )


def checks_lines(checks: Sequence[Check], language: str, *, note: str = "") -> list[str]:
    """Return what a terminal shows, after a ``note`` on all of them; nothing without checks."""
    if not checks:
        return []
    lines = [f"{say('checks.heading', language)}:", *([f"  - {note}"] if note else [])]
    for check in checks:
        source = say(f"checks.source.{check.name}", language)
        lines.append(
            f"  - {say(f'checks.method.{check.name}', language)} ({source}){_figures(check, language)}"
        )
        lines += [f"    {_sentence(remark, language)}" for remark in check.remarks]
    return lines


def _figures(check: Check, language: str) -> str:
    if check.estimate is None or check.interval is None:
        return ""
    lower, upper = check.interval
    unbounded = say("checks.unbounded", language)
    ends = say(
        "count.table.range",
        language,
        lower=f"{lower:,}",
        upper=unbounded if upper is None else f"{upper:,}",
    )
    return f": {check.estimate:,} ({ends})"


def _sentence(remark: Remark, language: str) -> str:
    fields = {name: f"{value:,}" if isinstance(value, int) else value for name, value in remark.fields}
    return say(f"checks.remark.{remark.code}", language, **fields)
