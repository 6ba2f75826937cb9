"""``sijill export list``: what was given to whom and when, and what was withheld and why."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.outputs import check_output, write_output
from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.model.disclosure import Disclosure, Withheld

_COLUMNS = (
    "entry", "at", "recipient", "reader", "form", "exhibit", "state", "reason", "instead", "exculpatory", "by",
)  # fmt: skip
_FLAGS = {True: "yes", False: "", None: "not known"}


@click.command("list", help=say("cli.export.list.help", preferred_language()))
@register_option
@click.option(
    "--to", "recipient", metavar="NAME", help=say("cli.export.option.list_to", preferred_language())
)
@click.option(
    "--csv",
    "out",
    type=click.Path(readable=False, path_type=Path),
    help=say("cli.export.option.csv", preferred_language()),
)
@output_options
def command(
    *, register: Path | None, recipient: str | None, out: Path | None, as_json: bool, language: str
) -> None:
    """List disclosures."""
    from sijill.record.disclosure import disclosures, exculpatory_withheld
    from sijill.store.opening import open_register

    if out is not None:
        check_output(out, [])
    listed = disclosures(open_register(register_path(register)), to=recipient)
    first = exculpatory_withheld(listed)
    if out is not None:
        write_output(out, _table(listed))
    if as_json:
        kept = [{"entry": act.position, "recipient": act.recipient, "withheld": one} for act, one in first]
        print_json({"exculpatory_withheld": kept, "disclosures": listed})
        return
    _print(listed, first, language)
    if out is not None:
        note(say("cli.export.written", language, path=out))


def line(each: "Withheld", language: str) -> str:
    """Return the line that tells of an exhibit that was withheld."""
    reason = say(f"cli.export.reason.{each.reason.value}", language)
    if each.instead:
        reason += f" ({', '.join(each.instead)})"
    text = say("cli.export.withheld", language, exhibit=each.exhibit, reason=reason)
    key = {True: "exculpatory", None: "not_known"}.get(each.exculpatory)
    return text if key is None else f"{text} - {say(f'cli.export.{key}', language)}"


def _print(
    listed: Sequence["Disclosure"], first: Sequence[tuple["Disclosure", "Withheld"]], language: str
) -> None:
    if not listed:
        print(say("cli.export.nothing", language))
        return
    if first:
        print(say("cli.export.first", language))
        for act, one in first:
            print(f"  {act.recipient}: {line(one, language)}")
        print()
    for recipient in dict.fromkeys(each.recipient for each in listed):
        print(say("cli.export.recipient", language, recipient=recipient))
        for each in listed:
            if each.recipient == recipient:
                _print_act(each, language)


def _print_act(act: "Disclosure", language: str) -> None:
    told = {"at": act.at[:16].replace("T", " "), "position": act.position, "reader": act.reader}
    told |= {"form": say(f"cli.export.form.{act.form.replace(' ', '_')}", language)}
    given = ", ".join(act.given) or say("cli.export.none_given", language)
    print("  " + say("cli.export.act", language, given=given, **told))
    for one in act.withheld:
        print("    " + line(one, language))


def _table(listed: Sequence["Disclosure"]) -> bytes:
    """Return a row for every exhibit given or withheld: UTF-8 with a byte order mark; closed words as in the log."""
    from sijill.record.table import cell

    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for act in listed:
        start = [act.position, act.at, cell(act.recipient), act.reader, act.form]
        for number in act.given:
            writer.writerow([*start, number, "given", "", "", "", cell(act.actor)])
        for one in act.withheld:
            rest = [one.exhibit, "withheld", one.reason.value, " ".join(one.instead), _FLAGS[one.exculpatory]]
            writer.writerow([*start, *rest, cell(act.actor)])
    return text.getvalue().encode("utf-8-sig")
