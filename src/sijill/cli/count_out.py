"""``sijill count --out FOLDER``: what was counted before is read from there, what was not is counted and written."""

import dataclasses
from typing import TYPE_CHECKING, Any

from sijill.cli.count_asked import Asked
from sijill.cli.count_strata import count_strata
from sijill.cli.count_table import Answer, count_table
from sijill.cli.registers import note
from sijill.model.estimate import CaptureHistories
from sijill.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from sijill.count.by_stratum import ByStratum
    from sijill.count.strata import Strata


def kept_or_counted(histories: CaptureHistories, asked: Asked, *, language: str) -> Answer:
    """Return the answer that the folder holds, or count and have the folder hold it."""
    from sijill.tell.estimate.folder import check_folder

    check_folder(_out(asked))
    held = held_answer(histories, asked, language=language)
    if held is not None:
        return held
    answer = count_table(histories, asked)
    keep_answer(histories, answer, asked, language=language)
    return answer


def held_answer(histories: CaptureHistories, asked: Asked, *, language: str) -> Answer | None:
    """Return the answer that the folder holds to this question, and say so; None where it holds none."""
    from sijill.count.alongside_report import alongside_of_record
    from sijill.count.kept import from_record
    from sijill.count.posterior import Counted
    from sijill.tell.estimate.folder import kept_answer

    out, key = _out(asked), _key([histories], asked)
    kept = kept_answer(out, key)
    if kept is None:
        return None
    note(say("estimate.out.known", language, out=out, key=key[:16]))
    return Answer(counted=Counted(result=from_record(kept["answer"])), alongside=alongside_of_record(kept))


def keep_answer(histories: CaptureHistories, answer: Answer, asked: Asked, *, language: str) -> None:
    """Have the folder hold an answer, and say where."""
    from sijill.tell.estimate.folder import files_of, write_folder
    from sijill.tell.estimate.told import Told

    out = _out(asked)
    told = Told(
        histories=histories,
        counted=answer.counted,
        scope=asked.scope,
        linkage=asked.linkage,
        alongside=answer.alongside,
    )
    write_folder(out, files_of(told), _key([histories], asked))
    note(say("estimate.out.written", language, out=out, page=out / f"{language}.html"))


def strata_kept_or_counted(strata: "Strata", asked: Asked, *, language: str) -> "ByStratum":
    """Return the strata's answers that the folder holds, or count and have the folder hold them; it was checked before."""
    from sijill.count.kept_strata import strata_of_record
    from sijill.tell.estimate.folder import kept_answer, write_folder
    from sijill.tell.estimate.strata_folder import ToldStrata, strata_files

    out = _out(asked)
    tables = [each for one in (strata, *strata.others) for each in one.histories]
    labels = [one.labels for one in (strata, *strata.others)]
    of_names = {} if strata.several is None else {"several": sorted(strata.several)}
    key = _key(tables, asked, labels=labels, **of_names)
    kept = kept_answer(out, key)
    if kept is not None:
        note(say("estimate.out.known", language, out=out, key=key[:16]))
        return strata_of_record(kept["answer"])
    answers = count_strata(strata, asked, language=language)
    told = ToldStrata(
        strata=strata, answers=answers, scope=asked.scope, linkage=asked.linkage, chosen=asked.chosen
    )
    write_folder(out, strata_files(told), key)
    note(say("estimate.out.written", language, out=out, page=out / f"{language}.html"))
    return answers


def _out(asked: Asked) -> "Path":
    if asked.out is None:
        raise AssertionError
    return asked.out


def _key(tables: Any, asked: Asked, **more: Any) -> str:  # Any: histories in any sequence, JSON values
    from sijill.count.average import BELIEVED
    from sijill.count.kept import question_key
    from sijill.count.total import DEFAULT_SEED, provenance_of

    choice = {"seed": DEFAULT_SEED, "believed": BELIEVED, **asked.chosen}
    sources = [provenance_of(each, linkage=asked.linkage, **choice) for each in tables]
    question = {
        "scope": dataclasses.asdict(asked.scope),
        "sensitivity": asked.sensitivity,
        "claims": asked.claims,
        "checks": asked.checks,
        "by": asked.by,
        "replicates": asked.replicates,
        **more,
    }
    return question_key(sources, question)
