"""``sijill link``: the lists of a register, or plain lists, into persons."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sijill.cli.link_audit import print_audit
from sijill.cli.link_person import print_person, turn_line
from sijill.cli.outputs import check_output, write_output
from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import UsageError
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sijill.link.sweep import Sweeper

_CHANGES_TOLD: Final = 20


def _help(name: str) -> str:
    return say(f"link.option.{name}", preferred_language())


@click.command("link")
@click.argument("lists", nargs=-1, type=click.Path(readable=False, path_type=Path))
@register_option
@click.option("--out", type=click.Path(readable=False, path_type=Path), help=_help("out"))
@click.option("--mapping", type=click.Path(readable=False, path_type=Path), help=_help("mapping"))
@click.option("--decisions", type=click.Path(readable=False, path_type=Path), help=_help("decisions"))
@click.option("--audit", is_flag=True, help=_help("audit"))
@click.option("--person", metavar="PERSON|EXHIBIT#ROW", help=_help("person"))
@click.option("--draw", is_flag=True, help=_help("draw"))
@click.option("--sample", type=click.IntRange(min=1), default=400, show_default=True, help=_help("sample"))
@click.option("--full", is_flag=True, help=_help("full"))
@click.option("--seed", default=0, show_default=True, help=_help("seed"))
@click.option(
    "--engine",
    type=click.Choice(["local", "spark"]),
    default="local",
    show_default=True,
    help=_help("engine"),
)
@click.option("--master", help=_help("master"))
@writing_options
@output_options
def command(
    lists: tuple[Path, ...],
    *,
    register: Path | None,
    hand: Hand,
    out: Path | None,
    mapping: Path | None,
    decisions: Path | None,
    audit: bool,
    person: str | None,
    draw: bool,
    sample: int,
    full: bool,
    seed: int,
    engine: str,
    master: str | None,
    as_json: bool,
    language: str,
) -> None:
    """Link; the text of ``--help`` stands in words/cli.toml."""
    if full and (lists or person is not None or audit or draw):
        raise UsageError("full_register")
    elsewhere = engine == "spark"
    if master is not None and not elsewhere:
        raise UsageError("master_without_spark", master=master)
    if person is not None:
        if audit or draw or any((lists, out, mapping, decisions, elsewhere)):
            raise UsageError("person_alone")
        print_person(register_path(register), person, language, as_json=as_json)
        return
    if audit or draw:
        if not audit or any((lists, out, mapping, decisions, elsewhere)):
            raise UsageError("audit_ways")
        drawn = (sample, seed) if draw else None
        print_audit(register_path(register), hand, language, drawn=drawn, as_json=as_json)
        return
    if decisions is not None and not lists:
        raise UsageError("files_or_register")
    if bool(lists) != (out is not None) or (mapping is not None and not lists):
        raise UsageError("files_or_register")
    with _sweeper(engine, master or "local[*]", language) as sweeper:
        if out is not None:
            found = _link_files(
                lists, out=out, files=(mapping, decisions), seed=seed, sweeper=sweeper, language=language
            )
        else:
            found = _link_register(
                register_path(register), hand, full=full, seed=seed, sweeper=sweeper, language=language
            )
    _print(found, out, language, as_json=as_json)


@contextlib.contextmanager
def _sweeper(engine: str, master: str, language: str) -> "Iterator[Sweeper | None]":
    """Give what weighs pairs elsewhere, or nothing."""
    if engine == "local":
        yield None
        return
    from sijill.link.spark import on_spark

    note(say("link.starting_spark", language, master=master))
    with on_spark(master) as sweeper:
        yield sweeper


def _print(
    found: dict[str, Any], out: Path | None, language: str, *, as_json: bool
) -> None:  # Any: the shape of --json
    for warning in found["warnings"]:
        # Printed below for each list, where there is no JSON.
        if as_json or warning["warning"] not in {"list_unknown", "list_repeats"}:
            note(warning["text"])
    if as_json:
        print_json(found)
        return
    counts = {"records": found["records"], "clusters": found["clusters"], "lists": len(found["lists"])}
    print(say("link.done", language, **counts))
    for item in found["lists"]:
        state = {True: "free", False: "repeats", None: "unknown"}[item["duplicate_free"]]
        print(
            say(
                f"link.list.{state}",
                language,
                list=item["list"],
                size=item["size"],
                ratio=item["within_to_across"],
            )
        )
    if "run" in found:
        print(_run_line(found["run"], language))
    if "persons" in found:
        _print_ids(found["persons"], language)
    if out is not None:
        print(say("link.written", language, path=out))


def _run_line(run: dict[str, Any], language: str) -> str:  # Any: as above
    if run["kind"] == "full":
        return say(f"link.run.full.{run['why']}", language)
    came = run["new"] or run["gone"]
    return say(f"link.run.{'added' if came else 'decided' if run['anew'] else 'nothing'}", language, **run)


def _print_ids(ids: dict[str, Any], language: str) -> None:  # Any: as above
    changes = ids["changes"]
    if not changes and not ids["new"]:
        print(say("link.ids_same", language, count=ids["stayed"]))
        return
    print(say("link.ids", language, **{name: value for name, value in ids.items() if name != "changes"}))
    for each in changes[:_CHANGES_TOLD]:
        print("  " + turn_line(ids["run"], each["old"], each["new"], each["why"], language=language))
    if len(changes) > _CHANGES_TOLD:
        print("  " + say("link.ids_more", language, count=len(changes) - _CHANGES_TOLD))


def _link_files(
    lists: tuple[Path, ...],
    *,
    out: Path,
    files: tuple[Path | None, Path | None],
    seed: int,
    sweeper: "Sweeper | None",
    language: str,
) -> dict[str, Any]:  # Any: the shape of --json
    import dataclasses

    from sijill.link import LinkedFiles, clusters_csv, read_files
    from sijill.link.decisions_file import decided_by, not_here, require_records
    from sijill.link.engine import link_records
    from sijill.link.files import warnings_on
    from sijill.link.summary import summary

    mapping, decisions = files
    check_output(out, [*lists, *(each for each in files if each is not None)])
    *held, inputs = read_files(lists, mapping=mapping)
    note(say("link.linking", language, count=len(held[0].ids)))
    decided, told = decided_by(decisions)
    if decisions is not None:
        require_records(decisions, decided, held[0].ids, inputs)
    result = link_records(held.pop(), seed=seed, decided=decided, sweeper=sweeper)
    told += not_here(decided, result.ids)
    result = dataclasses.replace(result, warnings=(*warnings_on(inputs), *told, *result.warnings))
    linked = LinkedFiles(result=result, inputs=inputs)
    write_output(out, clusters_csv(linked.result))
    return summary(linked.result, linked.provenance(), language)


def _link_register(
    path: Path, hand: Hand, *, full: bool, seed: int, sweeper: "Sweeper | None", language: str
) -> dict[str, Any]:  # Any: the shape of --json
    from sijill.link.in_register import link_register
    from sijill.link.summary import summary
    from sijill.store import tables
    from sijill.store.opening import open_register

    register = to_write(open_register(path), hand, language)
    note(say("link.linking_register", language, path=path))
    result = link_register(register, seed=seed, full=full, sweeper=sweeper)
    return summary(result, tables.provenance(tables.read(register, "clusters", columns=())), language)
