"""`sijill claim FILE`: list the quantities that a text states, with who states them."""

import json
from pathlib import Path

import click

from sijill.words import preferred_language, say


@click.command("claim")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=say("cli.claim.json", preferred_language()))
def command(file: Path, as_json: bool) -> None:
    """Print the claims of one text file."""
    from sijill.claim import extract_rows, read_text

    rows = extract_rows(read_text(file))
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    language = preferred_language()
    if not rows:
        click.echo(say("claim.none", language, path=file))
        return
    for number, row in enumerate(rows):
        click.echo(_entry(number + 1, row, language))


def _entry(number: int, row: dict[str, object], language: str) -> str:
    """One claim on a few lines: its words first, then how they were read, then who says so."""
    attribution, whole = row["attribution"], row["subset_of"]
    lines = [
        f"{number:>3}  «{row['text']}»",
        "     "
        + say(
            "claim.read",
            language,
            kind=say(f"claim.type.{row['type']}", language),
            bounds=_bounds(row, language),
            qualifier=say(f"claim.qualifier.{row['qualifier']}", language),
            unit=row["unit"],
        ),
    ]
    if isinstance(whole, int):
        lines.append("     " + say("claim.part", language, whole=whole + 1))
    speaker = attribution["text"] if isinstance(attribution, dict) else say("claim.nobody", language)
    stance = say(f"claim.stance.{row['stance']}", language)
    lines.append(
        "     "
        + say("claim.source", language, speaker=speaker, stance=stance, start=row["start"], end=row["end"])
    )
    if isinstance(row["perpetrator"], dict):
        lines.append("     " + say("claim.perpetrator", language, name=row["perpetrator"]["text"]))
    return "\n".join(lines)


def _bounds(row: dict[str, object], language: str) -> str:
    low, high = _figure(row["min"]), _figure(row["max"])
    if low and high:
        return low if low == high else say("claim.range", language, low=low, high=high)
    if low:
        return say("claim.from", language, low=low)
    return say("claim.to", language, high=high) if high else say("claim.no_number", language)


def _figure(value: object) -> str:
    return "" if value is None else f"{value:,}"
