"""``sijill decide``: judgements on two records, their undoing, and all of them with what contradicts what."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sijill.cli.registers import note, output_options, print_json, register_option, register_path
from sijill.cli.signing import Hand, to_write, writing_options
from sijill.errors import UsageError
from sijill.words import preferred_language, say

if TYPE_CHECKING:
    from sijill.model.decision import Decision

_WORDS: Final = ("same", "different", "unsure")


def _help(name: str) -> str:
    return say(f"decide.option.{name}", preferred_language())


@click.command("decide")
@click.argument("records", nargs=-1, metavar="[LEFT RIGHT same|different|unsure]")
@register_option
@click.option("--why", default="", help=_help("why"))
@click.option("--undo", type=click.IntRange(min=0), metavar="ENTRY", help=_help("undo"))
@click.option("--decisions", type=click.Path(readable=False, path_type=Path), help=_help("decisions"))
@writing_options
@output_options
def command(
    records: tuple[str, ...],
    *,
    register: Path | None,
    why: str,
    undo: int | None,
    decisions: Path | None,
    hand: Hand,
    as_json: bool,
    language: str,
) -> None:
    """Decide, undo or list; the text of ``--help`` stands in words/cli.toml."""
    if decisions is not None and register is not None:
        raise UsageError("files_or_register")
    if records and (undo is not None or len(records) != 3 or records[2] not in _WORDS):
        raise UsageError("decide_ways")
    if records:
        told = _decide(records, why, _place(register, decisions), hand, language)
    elif undo is not None:
        told = _undo(undo, why, _place(register, decisions), hand, language)
    else:
        _list(_place(register, decisions), language, as_json=as_json)
        return
    if as_json:
        print_json({name: value for name, value in told.items() if name != "text"})
    else:
        print(told["text"])


def _place(register: Path | None, decisions: Path | None) -> tuple[Path, bool]:
    """Return where decisions are kept, and whether that is a CSV."""
    return (decisions, True) if decisions is not None else (register_path(register), False)


def _decide(
    records: Sequence[str], why: str, place: tuple[Path, bool], hand: Hand, language: str
) -> dict[str, Any]:  # Any: the shape of --json
    from sijill.link.decisions_file import append_decision
    from sijill.link.standing import require_reviewer, require_two
    from sijill.model.decision import Judgement, Verdict

    path, is_file = place
    pair = records[0], records[1]
    said = Judgement(pair=pair, verdict=Verdict(records[2]), why=why.strip())
    require_reviewer(hand.actor)
    require_two(pair)
    if not said.why:
        raise UsageError("decision_needs_why")
    if is_file:
        position = append_decision(path, hand.actor, said)
    else:
        from sijill.link import decisions as in_log
        from sijill.store.opening import open_register

        opened = to_write(open_register(path), hand, language)
        position = in_log.decide(opened, said).position
    told = {"position": position, "left": min(pair), "right": max(pair)}
    text = say("decide.done", language, **told, verdict=say(f"review.word.{records[2]}", language))
    return {**told, "verdict": records[2], "text": text}


def _undo(
    position: int, why: str, place: tuple[Path, bool], hand: Hand, language: str
) -> dict[str, Any]:  # Any: the shape of --json
    from sijill.link.decisions_file import append_undo
    from sijill.link.standing import require_reviewer

    path, is_file = place
    require_reviewer(hand.actor)
    if is_file:
        made = append_undo(path, hand.actor, position, why)
    else:
        from sijill.link import decisions as in_log
        from sijill.store.opening import open_register

        made = in_log.undo(to_write(open_register(path), hand, language), position, why=why)
    return {"position": made, "undoes": position, "text": say("decide.undone", language, position=position)}


def _list(place: tuple[Path, bool], language: str, *, as_json: bool) -> None:
    from sijill.link.decisions_file import read_file
    from sijill.link.standing import standing
    from sijill.model.decision import exhibit_of

    path, is_file = place
    if is_file:
        every = seen = read_file(path)
        closed: set[str] = set()
    else:
        from sijill.link import decisions as in_log
        from sijill.store.opening import open_register

        opened = open_register(path)
        every = in_log.read_decisions(opened)
        seen = in_log.readable(opened, every)
        closed = {exhibit_of(end) for each in every if each not in seen for end in each.pair}
        closed -= {exhibit_of(end) for each in seen for end in each.pair}
    found = standing(every)
    disputed = [pair for pair in found.disputed if not closed & {exhibit_of(end) for end in pair}]
    against = [each for each in found.contradictions if not closed & {exhibit_of(end) for end in each.pair}]
    if as_json:
        print_json(
            {
                "decisions": seen,
                "unseen": len(every) - len(seen),
                "disputed": disputed,
                "contradictions": against,
            }
        )
        return
    settled = {position for each in every if each.undone is None for position in each.settles}
    for each in seen:
        print(_line(each, language, is_settled=each.position in settled))
    if not seen:
        print(say("decide.none", language))
    if len(every) > len(seen):
        note(say("decide.unseen", language, count=len(every) - len(seen)))
    for left, right in disputed:
        note(say("decide.disputed", language, left=left, right=right))
    for one in against:
        positions = {"same": ", ".join(map(str, one.same)), "different": ", ".join(map(str, one.different))}
        note(say("decide.contradiction", language, left=one.pair[0], right=one.pair[1], **positions))


def _line(decision: "Decision", language: str, *, is_settled: bool) -> str:
    from sijill.text.show import shown

    state = say("decide.state.settled", language) if is_settled else ""
    if decision.undone is not None:
        state = say("decide.state.undone", language, position=decision.undone)
    verdict = say(f"review.word.{decision.verdict.value}", language)
    why = f" ({shown(decision.why)})" if decision.why else ""
    told = f"{decision.left} / {decision.right}: {verdict}{why}{state}"
    return f"{decision.position}  {decision.at}  {shown(decision.reviewer)}  {told}"
