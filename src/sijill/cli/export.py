"""``sijill export``: give copies of exhibits out, with what proves them, and list what was given."""

import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli import export_list
from sijill.cli.export_claims import claims
from sijill.cli.groups import Acts
from sijill.cli.link_person import note_led
from sijill.cli.recipients import recipient_options
from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import UsageError
from sijill.model.disclosure import BY_HAND, Form, Withholding
from sijill.model.evidence import Access
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.model.evidence import Exhibit
    from sijill.record.dossier import Dossier


def _help(name: str) -> str:
    return say(f"cli.export.option.{name}", preferred_language())


@click.group("export", cls=Acts)
def command() -> None:
    """Export; the text of ``--help`` stands in words/cli.toml."""


def _giving_options(function: Callable[..., None]) -> Callable[..., None]:
    """Add what is asked for, for whom, and what is kept back."""
    options: list[Callable[[Callable[..., None]], Callable[..., None]]] = [
        click.argument("exhibits", nargs=-1, metavar="[EXHIBIT]..."),
        register_option,
        click.option(
            "--out", required=True, type=click.Path(readable=False, path_type=Path), help=_help("out")
        ),
        recipient_options,
        click.option("--tell-sources", is_flag=True, help=_help("tell_sources")),
        click.option("--leave-out", is_flag=True, help=_help("leave_out")),
        click.option("--everything", is_flag=True, help=_help("everything")),
        click.option("--person", default="", metavar="PERSON|EXHIBIT#ROW", help=_help("person")),
        click.option("--links-checked", is_flag=True, help=_help("links_checked")),
        click.option("--withhold", multiple=True, metavar="EXHIBIT=REASON", help=_help("withhold")),
        writing_options,
        output_options,
    ]
    return functools.reduce(lambda wrapped, option: option(wrapped), reversed(options), function)


@command.command("dossier", help=say("cli.export.dossier.help", preferred_language()))
@_giving_options
def dossier(**given: Any) -> None:  # Any: the options above
    """Write a dossier."""
    _give(Form.DOSSIER, **given)


@command.command("load-file", help=say("cli.export.load-file.help", preferred_language()))
@_giving_options
def load_file(**given: Any) -> None:  # Any: as above
    """Write a load file."""
    _give(Form.LOAD_FILE, **given)


command.add_command(claims)
command.add_command(export_list.command, "list")


def _give(
    form: Form,
    *,
    register: Path | None,
    out: Path,
    recipient: str,
    reader: str,
    tell_sources: bool,
    hand: Hand,
    as_json: bool,
    language: str,
    **asked: Any,  # Any: the options that ``_request`` takes
) -> None:
    from sijill.record.dossier import export
    from sijill.record.request import Recipient
    from sijill.store.opening import open_register
    from sijill.store.persons import the_one

    request = _request(**asked)
    opened = to_write(open_register(register_path(register)), hand, language)
    to = Recipient(name=recipient, reader=Access(reader), told_sources=tell_sources)

    def each(exhibit: "Exhibit") -> None:
        if form is Form.LOAD_FILE:
            note(say("cli.export.at", language, exhibit=exhibit.number))

    person = the_one(opened, request.person)[0] if request.person else ""
    done = export(opened, request, out, to=to, form=form, each=each)
    note_led(request.person, person, language)
    if as_json:
        print_json(done)
        return
    _print(done, language)


def _request(
    *,
    exhibits: tuple[str, ...],
    leave_out: bool,
    everything: bool,
    person: str,
    links_checked: bool,
    withhold: tuple[str, ...],
) -> Any:  # Any: a Request, whose module is heavy
    from sijill.record.request import Request

    if [bool(exhibits), everything, bool(person)].count(True) != 1:
        raise UsageError("export_ways")
    return Request(
        exhibits=exhibits,
        person=person,
        everything=everything,
        leave_out=leave_out,
        links_checked=links_checked,
        withhold=_withhold(withhold),
    )


def _withhold(given: tuple[str, ...]) -> Mapping[str, Withholding]:
    known = {each.value: each for each in BY_HAND}
    found = {}
    for each in given:
        number, _, reason = each.partition("=")
        if not number or reason not in known:
            expected = "EXHIBIT=" + "|".join(known)
            raise UsageError("bad_value", name="--withhold", expected=expected, found=ascii(each))
        found[number] = known[reason]
    return found


def _print(done: "Dossier", language: str) -> None:
    print(
        say("cli.export.done", language, path=done.out, exhibits=len(done.exhibits), position=done.position)
    )
    for each in done.withheld:
        print("  " + export_list.line(each, language))
    for exhibit, rows in done.others.items():
        note(say("cli.export.others", language, exhibit=exhibit, rows=rows))
    if done.produced is not None:
        pages = sum(done.produced.pages.values())
        print(say("cli.export.pages", language, pages=pages, texts=len(done.produced.texts)))
        for exhibit, key in done.produced.unpictured.items():
            reason = say(f"read.{key}", language, detail="-")
            note(say("cli.export.unpictured", language, exhibit=exhibit, reason=reason))
    note(say("cli.export.key", language, key=done.verifier))
