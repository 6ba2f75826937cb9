"""``sijill claim``: the quantities that a text states, or all statements of a register, with who states them."""

from pathlib import Path
from typing import Any

import click

from sijill.cli.beside import beside_lines
from sijill.cli.ledger import print_history
from sijill.cli.progress import how_far
from sijill.cli.registers import output_options, print_json, register_option, register_path
from sijill.cli.said import print_statements, speakers, words
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import UsageError
from sijill.words import preferred_language, say


@click.command("claim")
@click.argument("file", required=False, type=click.Path(readable=False, path_type=Path))
@click.option("--history", is_flag=True, help=say("cli.claim.history", preferred_language()))
@click.option("--statements", "beside", is_flag=True, help=say("cli.claim.statements", preferred_language()))
@register_option
@writing_options
@output_options
def command(
    file: Path | None,
    *,
    history: bool,
    beside: bool,
    register: Path | None,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """List claims; the text of ``--help`` stands in words/cli.toml."""
    if file is not None and register is not None:
        raise UsageError("files_or_register")
    if beside:
        print_statements(file, language, as_json=as_json)
        return
    if history:
        print_history(register_path(register), language, as_json=as_json)
        return
    if file is not None:
        rows = _claims_of_file(file, language)
    else:
        rows = _claims_of_register(register_path(register), hand, language)
    if as_json:
        print_json(rows)
        return
    if not rows:
        print(say("claim.none", language, path=file or register_path(register)))
    for number, row in enumerate(rows):
        print(_entry(number + 1, row, language))


def _claims_of_file(file: Path, language: str) -> list[dict[str, Any]]:  # Any: the shape of --json
    from sijill.claim import extract_rows, read_text

    text = read_text(file)
    with how_far(len(text), language) as told:
        return extract_rows(text, read=told)


def _claims_of_register(
    path: Path, hand: Hand, language: str
) -> list[dict[str, Any]]:  # Any: the shape of --json
    from sijill.claim.in_register import read_claims
    from sijill.store.opening import open_register

    return read_claims(to_write(open_register(path), hand, language))


def _entry(number: int, row: dict[str, Any], language: str) -> str:  # Any: the shape of --json
    """One claim on a few lines: its words, how they were read, who says so, what is known beside it."""
    from sijill.claim.lexicon import unit_word

    read = {
        "kind": say(f"claim.type.{row['type']}", language),
        "bounds": _bounds(row, language),
        "qualifier": say(f"claim.qualifier.{row['qualifier']}", language),
        "unit": unit_word(row["unit"], language),
    }
    lines = [f"{number:>3}  «{row['text']}»", say("claim.read", language, **read)]
    if row["subset_of"] is not None:
        lines.append(_whole(row, language))
    said = {"speaker": speakers(row, language) or say("claim.nobody", language), "start": row["start"]}
    said |= {"stance": say(f"claim.stance.{row['stance']}", language), "end": row["end"]}
    lines.append(say("claim.source", language, **said))
    if row["perpetrator"]:
        lines.append(say("claim.perpetrator", language, name=words(row["perpetrator"])))
    lines += _where_and_when(row, language)
    if "relation" in row:
        lines += [f"{row['exhibit']}/{row['position']}, {row['at']}", *beside_lines(row, language)]
    return "\n     ".join(lines)


def _where_and_when(row: dict[str, Any], language: str) -> list[str]:  # Any: the shape of --json
    """Place and period as they were read, so that a reader sees what a comparison goes by."""
    told = []
    if row["place"]:
        names = say("beside.listed", language).join(f"«{each['text']}»" for each in row["place"])
        told.append(say("claim.place", language, names=names))
    if row["time"]:
        times = say("beside.listed", language).join(_time(each, language) for each in row["time"])
        told.append(say("claim.time", language, times=times))
    return told


def _time(each: dict[str, Any], language: str) -> str:  # Any: the shape of --json
    time = " = ".join(
        part for part in (f"«{each['text']}»" if each["text"] else "", each["iso"] or "") if part
    )
    return say("claim.inferred", language, time=time) if each["inferred"] else time


def _whole(row: dict[str, Any], language: str) -> str:  # Any: the shape of --json
    """What a claim is a part of: by its name in a register, where many texts are numbered through."""
    if "exhibit" in row:
        return say("claim.part_named", language, whole=f"{row['exhibit']}/{row['subset_of']}")
    return say("claim.part", language, whole=row["subset_of"] + 1)


def _bounds(row: dict[str, Any], language: str) -> str:  # Any: the shape of --json
    low, high = _figure(row["min"]), _figure(row["max"])
    if low and high:
        return low if low == high else say("claim.range", language, low=low, high=high)
    if low:
        return say("claim.from", language, low=low)
    return say("claim.to", language, high=high) if high else say("claim.no_number", language)


def _figure(value: float | None) -> str:
    if value is None:
        return ""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"
