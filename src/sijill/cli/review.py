"""``sijill review``: pairs that need a judgement, one after the other, by keys; or as a list."""

import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sijill.cli.keyboard import Lines, keys_of_terminal
from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.review_sitting import Sitting
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import UsageError
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.link.desk import Desk
    from sijill.link.review import Asked
    from sijill.model.decision import Round


def _help(name: str) -> str:
    return say(f"review.option.{name}", preferred_language())


@click.command("review")
@click.argument("lists", nargs=-1, type=click.Path(readable=False, path_type=Path))
@register_option
@click.option("--second", is_flag=True, help=_help("second"))
@click.option("--third", is_flag=True, help=_help("third"))
@click.option("--audit", is_flag=True, help=_help("audit"))
@click.option("--agreement", "is_agreement", is_flag=True, help=_help("agreement"))
@click.option("--plain", is_flag=True, help=_help("plain"))
@click.option("--count", type=click.IntRange(min=1), default=50, show_default=True, help=_help("count"))
@click.option("--decisions", type=click.Path(readable=False, path_type=Path), help=_help("decisions"))
@click.option(
    "--mapping",
    type=click.Path(readable=False, path_type=Path),
    help=say("link.option.mapping", preferred_language()),
)
@writing_options
@output_options
def command(
    lists: tuple[Path, ...],
    *,
    register: Path | None,
    second: bool,
    third: bool,
    audit: bool,
    is_agreement: bool,
    plain: bool,
    count: int,
    decisions: Path | None,
    mapping: Path | None,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Review; the text of ``--help`` stands in words/cli.toml."""
    # How far reviewers agree is told by decisions alone.
    lacks_either = bool(lists) != (decisions is not None) and not (is_agreement and decisions is not None)
    if second + third + audit + is_agreement > 1 or lacks_either:
        raise UsageError("review_ways")
    if lists and register is not None:
        raise UsageError("files_or_register")
    if not (as_json or is_agreement or plain) and not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("review_no_terminal")
    if is_agreement:
        _print_agreement(register, decisions, language, as_json=as_json)
        return
    writes = not as_json
    desk = _desk(lists, (decisions, mapping), register, hand, language, writes=writes)
    occasion = _occasion(second=second, third=third, audit=audit)
    if as_json:
        _print_queue(desk, occasion, count, language)
        return
    with nullcontext(Lines(language)) if plain else keys_of_terminal(language) as answers:
        Sitting(desk, occasion, language, answers=answers, is_plain=plain).run(count)


def _occasion(*, second: bool, third: bool, audit: bool) -> "Round":
    from sijill.model.decision import Round

    chosen = {Round.SECOND: second, Round.THIRD: third, Round.AUDIT: audit}
    return next((each for each, is_chosen in chosen.items() if is_chosen), Round.FIRST)


def _desk(
    lists: tuple[Path, ...],
    files: tuple[Path | None, Path | None],
    register: Path | None,
    hand: Hand,
    language: str,
    *,
    writes: bool,
) -> "Desk":
    import dataclasses

    from sijill.link.desk import desk_of_files, desk_of_register
    from sijill.link.standing import require_reviewer

    if writes:
        require_reviewer(hand.actor)
        note(say("review.opening", language))
    decisions, mapping = files
    if decisions is not None:
        return desk_of_files(lists, decisions, hand.actor, mapping=mapping)
    from sijill.store.opening import open_register

    opened = open_register(register_path(register))
    if writes:
        return desk_of_register(to_write(opened, hand, language))
    return desk_of_register(dataclasses.replace(opened, actor=hand.actor))


def _print_queue(desk: "Desk", occasion: "Round", count: int, language: str) -> None:
    from sijill.link.review import agenda

    print_json([_told(each, language) for each in agenda(desk, occasion, count)])


def _told(asked: "Asked", language: str) -> dict[str, Any]:  # Any: the shape of --json
    from sijill.cli.review_card import level_words

    steps = asked.why.steps if asked.why else ()
    return {
        "left": asked.sides[0],
        "right": asked.sides[1],
        "relation": asked.relation,
        "together": asked.together,
        "beside": asked.beside,
        "probability": asked.probability,
        "start": asked.why.start if asked.why else None,
        "weight": asked.why.weight if asked.why else None,
        "steps": [
            {
                "field": each.field,
                "level": each.level,
                "nats": each.nats,
                "rare": each.rare,
                "text": f"{say(f'review.field.{each.field}', language)}: {level_words(each, language)}",
            }
            for each in steps
        ],
        "settles": asked.settles,
        "read_otherwise": asked.read_otherwise if asked.why else None,
    }


def _print_agreement(register: Path | None, decisions: Path | None, language: str, *, as_json: bool) -> None:
    from sijill.link.agreement import agreement
    from sijill.link.decisions_file import read_file
    from sijill.link.standing import standing

    if decisions is not None:
        every = read_file(decisions)
    else:
        from sijill.link import decisions as in_log
        from sijill.store.opening import open_register

        opened = open_register(register_path(register))
        every = in_log.readable(opened, in_log.read_decisions(opened))
    found = agreement(every)
    if as_json:
        print_json(found)
        return
    figures = {name: f"{getattr(found, name) or 0:.3f}" for name in ("alpha", "low", "high")}
    key = "no_alpha" if found.alpha is None else "line"
    print(say(f"review.agreement.{key}", language, pairs=found.pairs, **figures))
    if found.alpha is not None:
        print(say("review.agreement.scale", language))
    mark = "؛ " if language == "ar" else "; "
    for pair, judgements in found.disagreements:
        said = mark.join(
            f"{each.reviewer}: {say(f'review.word.{each.verdict.value}', language)}" for each in judgements
        )
        print(f"  {pair[0]} / {pair[1]}: {said}")
    if disputed := standing(every).disputed:
        print(say("review.agreement.next", language, count=len(disputed)))
