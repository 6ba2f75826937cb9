"""``sijill count``: a total from overlapping lists, or the reason why there is none."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.errors import UsageError
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.model.estimate import Estimate, Refusal


@click.command("count")
@click.argument("table", required=False, type=click.Path(readable=False, path_type=Path))
@register_option
@click.option(
    "--seed", type=click.IntRange(min=0), default=None, help=say("cli.count.seed", preferred_language())
)
@output_options
def command(
    table: Path | None, *, register: Path | None, seed: int | None, as_json: bool, language: str
) -> None:
    """Count; a refusal is a result, so the exit code is 0. The text of ``--help`` stands in words/cli.toml."""
    from sijill.count import DEFAULT_SEED, estimate_total, read_table, to_json, to_lines

    if table is not None and register is not None:
        raise UsageError("files_or_register")
    if table is not None:
        result = estimate_total(read_table(table), seed=DEFAULT_SEED if seed is None else seed)
        if as_json:
            print_json(to_json(result, language))
        else:
            print("\n".join(to_lines(result, language)))
        return
    path = register_path(register)
    note(say("count.working", language, path=path))
    results = _count_register(path, seed)
    if as_json:
        print_json({name: to_json(result, language) for name, result in results.items()})
        return
    for name, result in results.items():
        print(f"{say(f'count.kind.{name}', language)}:")
        print("\n".join(f"  {line}" for line in to_lines(result, language)) + "\n")


def _count_register(path: Path, seed: int | None) -> "dict[str, Estimate | Refusal]":
    from sijill.flow import count_and_compare
    from sijill.store.opening import open_register

    return count_and_compare(open_register(path), seed=seed)
