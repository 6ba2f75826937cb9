"""What is known beside a claim, in words: reading, relation, the fields that matter, and what else was said."""

from typing import Any

from sijill.words import say

_SHOWN = 5
"""Other claims that are named; of more their number is told."""


def beside_lines(row: dict[str, Any], language: str) -> list[str]:  # Any: the shape of --json
    """Return the lines that tell how a claim of a register stands to what is known."""
    lines = []
    if row["reading_rule"] not in {"", "stated"}:
        lines.append(_reading(row, language))
    lines.append(say(f"beside.{row['relation']}", language))
    if row["documented"] is not None:
        lines.append(_known(row, language))
        if row["unsure"]:
            lines.append(say("beside.unsure", language, count=f"{row['unsure']:,}"))
    lines += [
        say(f"beside.{name}", language, fields=_fields(row[name], language))
        for name in ("differing", "narrower", "unsaid")
        if row[name]
    ]
    if row["reason"] == "no_total":
        lines.append(say("beside.no_total", language))
    if row["repeats"]:
        lines.append(say("beside.repeats", language, first=row["repeats"]))
    if row["others"]:
        more = [f"+{len(row['others']) - _SHOWN}"] if len(row["others"]) > _SHOWN else []
        lines.append(say("beside.others", language, others=" ".join([*row["others"][:_SHOWN], *more])))
    return lines


def _reading(row: dict[str, Any], language: str) -> str:
    high = say("beside.open", language) if row["reading_high"] is None else f"{row['reading_high']:,.0f}"
    rule = say(f"beside.rule.{row['reading_rule']}", language)
    return say("beside.reading", language, low=f"{row['reading_low']:,.0f}", high=high, rule=rule)


def _known(row: dict[str, Any], language: str) -> str:
    told = say("beside.no_figure", language)
    if row["estimate"] is not None:
        told = f"{row['estimate']:,} [{row['low']:,}-{row['high']:,}]"
    return say("beside.known", language, documented=f"{row['documented']:,}", estimate=told)


def _fields(names: list[str], language: str) -> str:
    joined = "، " if language == "ar" else ", "
    return joined.join(say(f"beside.field.{name}", language) for name in names)
