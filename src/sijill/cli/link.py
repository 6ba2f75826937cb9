"""``sijill link``: plain lists in, clusters out."""

import json
import sys
from pathlib import Path

import click

from sijill.words import preferred_language, say


@click.command("link")
@click.argument("lists", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--out", required=True, type=click.Path(path_type=Path), help=say("link.option.out", preferred_language())
)
@click.option(
    "--mapping", type=click.Path(path_type=Path), help=say("link.option.mapping", preferred_language())
)
@click.option("--json", "as_json", is_flag=True, help=say("link.option.json", preferred_language()))
@click.option("--seed", default=0, show_default=True, help=say("link.option.seed", preferred_language()))
def command(lists: tuple[Path, ...], *, out: Path, mapping: Path | None, as_json: bool, seed: int) -> None:
    """Link lists into persons."""
    from sijill.link import clusters_csv, link_files, write_whole
    from sijill.link.summary import summary

    language = preferred_language()
    print(say("link.reading", language, count=len(lists)), file=sys.stderr)
    linked = link_files(lists, mapping=mapping, seed=seed)
    write_whole(out, clusters_csv(linked.result))
    found = summary(linked, language)
    for warning in linked.result.warnings:
        print(say(f"link.warning.{warning[0]}", language, **warning[1]), file=sys.stderr)
    if as_json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
        return
    print(
        say(
            "link.done",
            language,
            records=found["records"],
            clusters=found["clusters"],
            lists=len(found["lists"]),
        )
    )
    for item in linked.result.lists:
        state = {True: "free", False: "repeats", None: "unknown"}[item.duplicate_free]
        print(say(f"link.list.{state}", language, list=item.name, size=item.size, ratio=item.ratio))
    print(say("link.written", language, path=out))
