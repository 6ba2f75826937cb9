"""A notebook that counts again from the files beside it and draws the same pictures, written as plain JSON.

It needs Sijill and whatever shows notebooks; its cells are plain Python and show nothing but what they return.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sijill.count.by_stratum import ByStratum
from sijill.count.imputing import REPLICATES
from sijill.model.estimate import Estimate, LinkageError
from sijill.tell.estimate.told import Told
from sijill.words import say

_READ: Final = """\
from pathlib import Path

from sijill.count import LinkageError, Rate, Scope, count_total, declared, read_strata, read_table, to_lines

histories = read_table(Path("histories.csv"))
histories"""
_ANSWER: Final = """\
scope = {scope!r}
counted = declared(count_total(histories, seed={seed}, believed={believed}, linkage={linkage}), scope)
print("\\n".join(to_lines(counted.result, "{language}")))"""
_SAME: Final = """\
import json

kept = json.loads(Path("estimate.json").read_text(encoding="utf-8"))["answer"]
result = counted.result
assert result.provenance.histories_sha256 == kept["provenance"]["histories_sha256"]
assert result.provenance.version == kept["provenance"]["version"], "another version of Sijill"
assert getattr(result, "estimate", None) == kept.get("estimate")
assert list(getattr(result, "interval", ())) == kept.get("interval", [])"""
_STRATA: Final = """\
from pathlib import Path

from sijill.count import LinkageError, Rate, Scope, declared_strata, estimate_strata, read_strata
from sijill.count.strata_report import strata_lines

strata = read_strata(Path("histories.csv"), {by})
strata.documented"""
_STRATA_ANSWER: Final = """\
answers = estimate_strata(
    strata, seed={seed}, believed={believed}, linkage={linkage}, replicates={replicates}
)
answers = declared_strata(answers, {scope!r})
print("\\n".join(strata_lines(answers, "{language}")))"""
_STRATA_SAME: Final = """\
import json

kept = json.loads(Path("estimate.json").read_text(encoding="utf-8"))["answer"]
for one, other in zip(answers.strata, kept["strata"], strict=True):
    assert list(one.label) == other["label"]
    assert getattr(one.counted.result, "estimate", None) == other["answer"].get("estimate")
assert getattr(answers.undivided.result, "estimate", None) == kept["undivided"].get("estimate")
assert (answers.sum and answers.sum.estimate) == (kept["sum"] and kept["sum"]["estimate"])"""
_STRATA_PICTURE: Final = """\
from sijill.tell.estimate import strata as picture

picture(answers, language="{language}", width=720)"""
_VARIANTS: Final = """\
from sijill.count.sensitivity import variants

others = variants(histories, counted.result)"""
_PICTURES: Final = {
    "overlaps": "overlaps(histories, language={language!r}, width=720)",
    "spread": "spread(counted.result, counted.draws, language={language!r}, width=720)",
    "sensitivity": "sensitivity(counted.result, others, language={language!r}, width=720)",
}


def notebook(told: Told, *, language: str) -> bytes:
    """Return the notebook of an estimate, without outputs."""
    answered = isinstance(told.counted.result, Estimate)
    source = told.counted.result.provenance
    fields = {
        "seed": source.seed,
        "believed": dict(source.parameters)["believed_persons"],
        "linkage": _linkage(told.linkage),
        "scope": told.scope,
        "language": language,
    }
    names = [
        "overlaps",
        *(["spread"] if answered else []),
        *(["sensitivity"] if told.alongside.variants else []),
    ]
    cells = [
        _text(say("estimate.notebook.title", language)),
        _code(_READ),
        _text(say("estimate.notebook.count", language)),
        _code(_ANSWER.format(**fields)),
        _text(say("estimate.notebook.same", language)),
        _code(_SAME),
        _text(say("estimate.notebook.pictures", language)),
        *([_code(_VARIANTS)] if told.alongside.variants else []),
        _code(f"from sijill.tell.estimate import {', '.join(sorted(names))}"),
        *(_code(_PICTURES[name].format(language=language)) for name in names),
    ]
    return written(cells)


def strata_notebook(
    answers: ByStratum, count: Mapping[str, Any], *, language: str
) -> bytes:  # Any: the call's
    """Return the notebook of a count by strata, without outputs."""
    fields = {
        "by": list(answers.by),
        "seed": count["seed"],
        "believed": count["believed"],
        "linkage": _linkage(count["linkage"]),
        "scope": count["scope"],
        "replicates": answers.replicates if answers.replicates > 1 else REPLICATES,
        "language": language,
    }
    return written(
        [
            _text(say("estimate.notebook.title", language)),
            _code(_STRATA.format(**fields)),
            _text(say("estimate.notebook.count", language)),
            _code(_STRATA_ANSWER.format(**fields)),
            _text(say("estimate.notebook.same", language)),
            _code(_STRATA_SAME),
            _text(say("estimate.notebook.pictures", language)),
            _code(_STRATA_PICTURE.format(**fields)),
        ]
    )


def written(cells: Sequence[dict[str, Any]]) -> bytes:  # Any: JSON values
    """Return cells as a notebook file (nbformat 4.5)."""
    numbered = [{**cell, "id": f"cell-{number}"} for number, cell in enumerate(cells, 1)]
    about = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    told = {"cells": numbered, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(told, ensure_ascii=False, indent=1).encode() + b"\n"


def _linkage(error: LinkageError) -> str:
    """Return the expression that makes what was known of the linkage."""
    parts = [
        f"{name}=Rate(value={rate.value}, low={rate.low}, high={rate.high})"
        for name, rate in (("recall", error.recall), ("precision", error.precision))
        if rate is not None
    ]
    if error.clusterings:
        parts.append('clusterings=read_strata(Path("clusterings.csv"), ["clustering"]).histories')
    if error.imputed:
        parts.append("imputed=True")
    return f"LinkageError({', '.join(parts)})"


def _text(sentence: str) -> dict[str, Any]:  # Any: JSON values
    return {"cell_type": "markdown", "metadata": {}, "source": sentence.splitlines(keepends=True)}


def _code(source: str) -> dict[str, Any]:  # Any: JSON values
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {},
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }
