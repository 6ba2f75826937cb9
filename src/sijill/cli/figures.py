"""``sijill figures``: figures that others published, to stand beside claims."""

from pathlib import Path

import click

from sijill.cli.groups import Acts
from sijill.cli.registers import output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import InputError
from sijill.words import preferred_language, say


@click.group("figures", cls=Acts)
def command() -> None:
    """Published figures; the text of ``--help`` stands in words/cli.toml."""


@command.command("load", help=say("cli.figures.load.help", preferred_language()))
@click.argument("file", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@writing_options
@output_options
def load(file: Path | None, *, register: Path | None, hand: Hand, as_json: bool, language: str) -> None:
    """Keep a table of published figures in the register."""
    from sijill.claim.published import SHIPPED, load_figures, shipped
    from sijill.store.opening import open_register

    path = file or Path(SHIPPED)
    content = _content(file) if file else shipped()
    target = to_write(open_register(register_path(register)), hand, language)
    figures = load_figures(target, content, path)
    if as_json:
        print_json({"figures": [each.id for each in figures]})
    else:
        print(say("claim.figures.loaded", language, count=len(figures)))


@command.command("list", help=say("cli.figures.list.help", preferred_language()))
@register_option
@output_options
def list_figures(*, register: Path | None, as_json: bool, language: str) -> None:
    """List the published figures that were loaded."""
    import dataclasses

    from sijill.claim.lexicon import unit_word
    from sijill.claim.published import loaded
    from sijill.store.opening import open_register

    figures = loaded(open_register(register_path(register)))
    if as_json:
        print_json([dataclasses.asdict(each) for each in figures])
        return
    if not figures:
        print(say("claim.figures.none", language))
    for each in figures:
        known, of = each.known, each.known.definition
        told = f"{known.documented:,}" if known.documented is not None else "—"
        estimate = "—"
        if known.estimate is not None:
            estimate = f"{known.estimate:,} [{known.low:,}-{known.high:,}]"
        kind = say(f"claim.type.{of.type}", language)
        fields = {
            "documented": told,
            "estimate": estimate,
            "kind": kind,
            "population": unit_word(of.population, language),
        }
        print(f"{each.id}  {each.publisher}, {each.document} ({each.published})")
        print(
            "     "
            + say("claim.figures.counts", language, **fields, since=of.since or "…", until=of.until or "…")
        )
        print(
            f"     {each.note_ar if language == 'ar' else each.note_en} "
            + say(f"claim.figures.read.{each.read}", language)
        )


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise InputError("missing_file", path=file) from error
    except OSError as error:
        raise InputError("unreadable_file", path=file, reason=error.strerror or "") from error
