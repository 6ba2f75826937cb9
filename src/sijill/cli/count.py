"""``sijill count TABLE``: a total from overlapping lists, or the reason why there is none."""

import json
from pathlib import Path

import click

from sijill.words import LANGUAGES, preferred_language, say

_LANGUAGE = preferred_language()


@click.command("count")
@click.argument("table", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help=say("cli.count.json", _LANGUAGE))
@click.option("--seed", type=click.IntRange(min=0), default=None, help=say("cli.count.seed", _LANGUAGE))
@click.option("--lang", type=click.Choice(LANGUAGES), default=None, help=say("cli.count.lang", _LANGUAGE))
def command(table: Path, *, as_json: bool, seed: int | None, lang: str | None) -> None:
    """Print the estimate or refusal; a refusal is a result, so the exit code is 0."""
    from sijill.count import DEFAULT_SEED, estimate_total, read_table, to_json, to_lines

    language = lang or preferred_language()
    result = estimate_total(read_table(table), seed=DEFAULT_SEED if seed is None else seed)
    if as_json:
        print(json.dumps(to_json(result, language), ensure_ascii=False, indent=2))
    else:
        print("\n".join(to_lines(result, language)))
