"""What is known beside a claim, in words: reading, relation, the fields that matter, and what else was said."""

from typing import Any

from sijill.words import say

_SHOWN = 5
"""Other claims that are named; of more their number is told."""


def beside_lines(row: dict[str, Any], language: str) -> list[str]:  # Any: the shape of --json
    """Return the lines that tell how a claim of a register stands to what is known."""
    from sijill.claim.wording import reasons, sentence

    lines = []
    if row["reading_rule"] not in {"", "stated"}:
        lines.append(_reading(row, language))
    lines.append(say(f"beside.{row['relation']}", language))
    if row["documented"] is not None:
        lines.append(_known(row, language))
        if row["unsure"]:
            lines.append(say("beside.unsure", language, count=f"{row['unsure']:,}"))
    lines += reasons(row, language)
    if row["reason"] == "no_total":
        lines.append(say("beside.no_total", language))
    for each in row["published"]:
        lines.append(
            say(
                "beside.published",
                language,
                figure=each["figure"],
                relation=sentence(each, language),
                **{name: value or "—" for name, value in _figures(each).items()},
            )
        )
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
    told = {name: value or say("beside.no_figure", language) for name, value in _figures(row).items()}
    return say("beside.known", language, **told)


def _figures(row: dict[str, Any]) -> dict[str, str]:
    estimate = "" if row["estimate"] is None else f"{row['estimate']:,} [{row['low']:,}-{row['high']:,}]"
    return {
        "documented": "" if row["documented"] is None else f"{row['documented']:,}",
        "estimate": estimate,
    }
