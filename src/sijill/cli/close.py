"""``sijill close``: pack a register into one age file, and with ``--open`` unpack one."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import UsageError
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.store.layout import Register


def _help(name: str) -> str:
    return say(f"cli.close.option.{name}", preferred_language())


@click.command("close")
@click.argument("packed", metavar="FILE.age", type=click.Path(readable=False, path_type=Path))
@register_option
@click.option("--to", multiple=True, metavar="AGE-KEY", help=_help("to"))
@click.option("--travel", is_flag=True, help=_help("travel"))
@click.option("--tell-sources", is_flag=True, help=_help("tell_sources"))
@click.option("--open", "is_open", is_flag=True, help=_help("open"))
@click.option("--identity", type=click.Path(readable=False, path_type=Path), help=_help("identity"))
@click.option("--out", type=click.Path(readable=False, path_type=Path), help=_help("out"))
@writing_options
@output_options
def command(
    packed: Path,
    *,
    register: Path | None,
    to: tuple[str, ...],
    travel: bool,
    tell_sources: bool,
    is_open: bool,
    identity: Path | None,
    out: Path | None,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Pack or unpack; the text of ``--help`` stands in words/cli.toml."""
    if is_open:
        if identity is None or out is None or to or travel or tell_sources:
            raise UsageError("close_ways")
        _reopen(packed, out, identity, as_json=as_json, language=language)
        return
    if identity is not None or out is not None or (tell_sources and not travel):
        raise UsageError("close_ways")
    from sijill.cli.outputs import check_output
    from sijill.record.closing import close
    from sijill.store.opening import open_register

    check_output(packed, [])
    opened = to_write(open_register(register_path(register)), hand, language)
    if travel:
        _travel(opened, packed, to, tell_sources=tell_sources, as_json=as_json, language=language)
        return
    chosen = close(opened, packed, to)
    if as_json:
        print_json({"packed": packed, "recipients": chosen})
        return
    print(say("cli.close.done", language, path=packed, count=len(chosen)))
    note(say("cli.close.stays", language, path=opened.path))


def _travel(
    register: "Register",
    packed: Path,
    to: tuple[str, ...],
    *,
    tell_sources: bool,
    as_json: bool,
    language: str,
) -> None:
    from sijill.record.travel import close_to_travel

    done = close_to_travel(register, packed, to, told_sources=tell_sources)
    if as_json:
        print_json(done)
        return
    count = len(done.recipients)
    print(say("cli.close.travel.done", language, path=packed, count=count, exhibits=done.exhibits))
    for reason in ("sealed", "closed", "witnesses", "sources", "derived", "entries"):
        if getattr(done, reason):
            print("  " + say(f"cli.close.travel.{reason}", language, count=f"{getattr(done, reason):,}"))
    note(say("cli.close.travel.stays", language))


def _reopen(packed: Path, out: Path, identity: Path, *, as_json: bool, language: str) -> None:
    from sijill.errors import InputError
    from sijill.record.closing import reopen

    if not packed.is_file():
        raise InputError("missing_file", path=packed)
    register = reopen(packed, out, identity)
    if as_json:
        print_json({"register": register.path})
        return
    print(say("cli.close.opened", language, path=register.path))
