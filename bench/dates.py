"""Dates in text against three sets of written cases; of the set that is kept out only totals are printed.

A case is right when all its dates are found with every field as written, and nothing else. A date is compared with
the found one that overlaps it; its exact span is counted apart.
"""

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from sijill.text.dates import Date, dates

_CASES: Final = Path(__file__).parent / "cases"
_SETS: Final = {"syrian": True, "own": True, "held": False}
"""Set to whether its cases may be named."""
_TEXT: Final = {"start", "end", "words"}
Row = dict[str, Any]
"""A date as the cases write it. Any: JSON."""


def run() -> Iterator[str]:
    """Yield a table of the three sets, and below it the wrong cases of those that may be seen."""
    yield "| set | cases right | dates right | spans exact | missed | found where none is |"
    yield "|---|---|---|---|---|---|"
    wrong = []
    for name, may_be_seen in _SETS.items():
        cases = json.loads((_CASES / f"dates_{name}.json").read_text(encoding="utf-8"))
        scores = [score_case(case) for case in cases]
        right = sum(score["right"] == score["gold"] and not score["false"] for score in scores)
        totals = {key: sum(score[key] for score in scores) for key in scores[0]}
        yield (
            f"| {name} | {right} of {len(cases)} | {totals['right']} of {totals['gold']} | {totals['exact']} "
            f"| {totals['missed']} | {totals['false']} |"
        )
        if may_be_seen:
            wrong += [
                f"wrong: {case['id']} ({case['kind']})"
                for case, score in zip(cases, scores, strict=True)
                if score["right"] < score["gold"] or score["false"]
            ]
    yield from wrong


def score_case(case: Row) -> dict[str, int]:
    """Return how many dates a case has, and how many of them are right, exact, missed, and found beside them."""
    document = dt.date.fromisoformat(case["document_date"]) if case["document_date"] else None
    found = [date for date in dates(case["text"], document) if not date.impossible]
    score = {"gold": len(case["dates"]), "right": 0, "exact": 0, "missed": 0, "false": 0}
    for gold in case["dates"]:
        hit = next((date for date in found if date.start < gold["end"] and gold["start"] < date.end), None)
        if hit is None:
            score["missed"] += 1
            continue
        found.remove(hit)
        told = {key: value for key, value in gold.items() if key not in _TEXT}
        score["right"] += as_row(hit) == told
        score["exact"] += (hit.start, hit.end) == (gold["start"], gold["end"])
    score["false"] = len(found)
    return score


def as_row(date: Date) -> Row:
    """Return a date as the cases write it."""
    return {
        "earliest": _day(date.earliest),
        "latest": _day(date.latest),
        "precision": date.precision.value,
        "calendar": date.calendar,
        "approximate": date.approximate,
        "order_open": date.order_open,
        "other_reading": [*map(_day, date.other_reading)] if date.other_reading else None,
        "two_digit_year": date.two_digit_year,
        "weekday_disagrees": date.weekday_disagrees,
        "tolerance_days": date.tolerance_days,
        "month_day": date.month_day,
        "relative": date.relative,
        "with_document_date": [*map(_day, date.with_document_date)] if date.with_document_date else None,
    }


def _day(day: dt.date | None) -> str | None:
    return None if day is None else day.isoformat()
