"""How a comparison is told in words: its relation, and the fields that a reader has to know of."""

from collections.abc import Mapping
from typing import Any

from sijill.words import say


def reasons(row: Mapping[str, Any], language: str) -> list[str]:
    """Return a sentence for each list of fields of a row of ``beside`` or ``published`` that has any."""
    joined = say("beside.listed", language)
    told = [
        say(
            f"beside.{name}",
            language,
            fields=joined.join(say(f"beside.field.{each}", language) for each in row[name]),
        )
        for name in ("differing", "doubtful", "narrower", "unsaid")
        if row[name]
    ]
    return [*told, say(f"beside.where.{row['where']}", language)] if row["where"] else told


def sentence(row: Mapping[str, Any], language: str) -> str:
    """Return the relation of a row and its reasons as one line."""
    told = [say(f"beside.{row['relation']}", language), *reasons(row, language)]
    return say("beside.joined", language).join(told)
