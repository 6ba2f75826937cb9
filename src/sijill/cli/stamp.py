"""``sijill stamp``: a request for a time stamp out, an authority's answer in."""

from pathlib import Path

import click

from sijill.cli.groups import Acts
from sijill.cli.outputs import check_output, write_output
from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.words import preferred_language, say


def _help(name: str) -> str:
    return say(f"cli.stamp.option.{name}", preferred_language())


@click.group("stamp", cls=Acts)
def command() -> None:
    """Stamp; the text of ``--help`` stands in words/cli.toml."""


@command.command("request", help=say("cli.stamp.request.help", preferred_language()))
@click.argument("path", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@click.option("--out", type=click.Path(readable=False, path_type=Path), metavar="FILE", help=_help("out"))
@output_options
def request(
    path: Path | None, *, register: Path | None, out: Path | None, as_json: bool, language: str
) -> None:
    """Write the request over the current checkpoint."""
    from sijill.record import stamp
    from sijill.store.opening import open_register

    asked = stamp.request(open_register(register_path(path, register)))
    target = out or Path(f"checkpoint-{asked.size}.tsq")
    check_output(target, [])
    write_output(target, asked.content)
    if as_json:
        print_json({"size": asked.size, "written": target})
        return
    print(say("cli.stamp.requested", language, path=target, size=asked.size))


@command.command("take", help=say("cli.stamp.take.help", preferred_language()))
@click.argument("answer", metavar="FILE", type=click.Path(readable=False, path_type=Path))
@register_option
@click.option(
    "--certificates",
    type=click.Path(readable=False, path_type=Path),
    metavar="PEM",
    help=_help("certificates"),
)
@writing_options
@output_options
def take(
    answer: Path,
    *,
    register: Path | None,
    certificates: Path | None,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Keep an answer."""
    from sijill.record import stamp
    from sijill.store.opening import open_register

    opened = to_write(open_register(register_path(register)), hand, language)
    kept = stamp.take(opened, answer, certificates)
    if as_json:
        print_json(kept)
        return
    told = {"authority": kept.authority, "size": kept.size, "time": kept.time, "position": kept.position}
    print(say("cli.stamp.taken", language, **told))
    if not kept.checked:
        note(say("cli.stamp.unchecked", language))
