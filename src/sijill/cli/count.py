"""``sijill count``: a total from overlapping lists, or the reason why there is none."""

from pathlib import Path
from statistics import median

import click

from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import UsageError
from sijill.model.estimate import LinkageError, Rate
from sijill.words import preferred_language, say


@click.command("count")
@click.argument("table", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@click.option(
    "--seed", type=click.IntRange(min=0), default=None, help=say("cli.count.seed", preferred_language())
)
@click.option(
    "--believed",
    type=click.IntRange(min=1),
    default=None,
    help=say("cli.count.believed", preferred_language()),
)
@click.option(
    "--recall", default=None, metavar="LOW-HIGH", help=say("cli.count.recall", preferred_language())
)
@click.option(
    "--precision", default=None, metavar="LOW-HIGH", help=say("cli.count.precision", preferred_language())
)
@click.option("--perfect-links", is_flag=True, help=say("cli.count.perfect_links", preferred_language()))
@writing_options
@output_options
def command(
    table: Path | None,
    *,
    register: Path | None,
    seed: int | None,
    believed: int | None,
    recall: str | None,
    precision: str | None,
    perfect_links: bool,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Count; a refusal is a result, so the exit code is 0. The text of ``--help`` stands in words/cli.toml."""
    from sijill.count import estimate_total, read_table, to_json, to_lines

    given = {"seed": seed, "believed": believed}
    chosen = {name: value for name, value in given.items() if value is not None}

    if table is not None and register is not None:
        raise UsageError("files_or_register")
    if table is not None:
        error = LinkageError(recall=_rate("recall", recall), precision=_rate("precision", precision))
        result = estimate_total(read_table(table), linkage=error, **chosen)
        if as_json:
            print_json(to_json(result, language))
        else:
            print("\n".join(to_lines(result, language)))
        return
    if recall or precision:
        raise UsageError("count_rate_in_register", option="--recall" if recall else "--precision")
    from sijill.flow import count_and_compare
    from sijill.store.opening import open_register

    path = register_path(register)
    opened = to_write(open_register(path), hand, language)
    note(say("count.working", language, path=path))
    results = count_and_compare(opened, **chosen, linkage=not perfect_links)
    if as_json:
        print_json({name: to_json(result, language) for name, result in results.items()})
        return
    for name, result in results.items():
        print(f"{say(f'count.kind.{name}', language)}:")
        print("\n".join(f"  {line}" for line in to_lines(result, language)) + "\n")


def _rate(name: str, text: str | None) -> Rate | None:
    """Return ``0.85``, what lies between the ends of ``0.80-0.90``, or what ``0.80-0.86-0.90`` says."""
    if text is None:
        return None
    try:
        ends = [float(part) for part in text.split("-")]
        return Rate(value=median(ends), low=ends[0], high=ends[-1])
    except ValueError as error:
        raise UsageError("count_rate", option=f"--{name}", found=text) from error
