"""Who says it, and what a text states beside quantities, as ``sijill claim`` prints them."""

from pathlib import Path
from typing import Any

from sijill.cli.registers import print_json
from sijill.errors import UsageError
from sijill.words import say


def speakers(row: dict[str, Any], language: str) -> str:  # Any: the shape of --json
    """Return the chain of who tells a claim in one line, outermost first; empty where nobody is named."""
    links = [words(link) for link in row.get("chain") or ()] or [words(row["attribution"])]
    told = links[-1]
    for outer in reversed(links[:-1]):
        told = say("claim.citing", language, outlet=outer, speaker=told)
    return told


def words(span: Any) -> str:  # Any: a span of a file's claim, or the words alone
    """Return the words of a span, or an empty string."""
    return str(span["text"]) if isinstance(span, dict) else str(span or "")


def print_statements(file: Path | None, language: str, *, as_json: bool) -> None:
    """Print laws named, calls addressed and periods of a text, each with who says it."""
    from sijill.claim import as_statement_rows, read_text, statements

    if file is None:
        raise UsageError("statements_need_file")
    rows: list[dict[str, Any]] = as_statement_rows(statements(read_text(file)))  # Any: the shape of --json
    if as_json:
        print_json(rows)
        return
    if not rows:
        print(say("claim.no_statements", language, path=file))
    for number, row in enumerate(rows, 1):
        print(f"{number:>3}  «{row['text']}»")
        print("     " + _kind(row, language))
        speaker = words(row["attribution"]) or say("claim.nobody", language)
        print("     " + say("claim.stated_by", language, speaker=speaker, start=row["start"], end=row["end"]))


def _kind(row: dict[str, Any], language: str) -> str:  # Any: the shape of --json
    if row["kind"] == "period":
        told = row["iso"] or say("claim.period.open", language)
        return say("claim.period.inferred" if row["inferred"] else "claim.period.stated", language, iso=told)
    return say(f"claim.{row['kind']}", language, name=words(row["named"]))
