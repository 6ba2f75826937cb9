"""The folder of a count by strata: one page over all, and below it the folder of each stratum's estimate."""

import dataclasses
import json
from collections.abc import Callable
from typing import Any, Final

from sijill.count.average import BELIEVED
from sijill.count.by_stratum import ByStratum, Stratum
from sijill.count.kept_strata import strata_record
from sijill.count.report import remark_sentence
from sijill.count.scope import declared
from sijill.count.strata import Strata
from sijill.count.strata_remarks import all_assumptions, own_warnings, shared_warnings
from sijill.count.strata_report import part_named, strata_json, sum_lines, value_named
from sijill.count.total import DEFAULT_SEED
from sijill.model.estimate import Estimate, LinkageError, Scope
from sijill.tell.estimate import drawing
from sijill.tell.estimate.columns import strata_columns, to_csv, to_parquet
from sijill.tell.estimate.folder import Files, described, files_of, row_of
from sijill.tell.estimate.notebook import strata_notebook
from sijill.tell.estimate.page import both_widths, rendered
from sijill.tell.estimate.ranges import strata as strata_picture
from sijill.tell.estimate.raster import to_png
from sijill.tell.estimate.told import Told
from sijill.words import LANGUAGES

MOST_FOLDERS: Final = 60
"""Strata that each have a folder: a thousand would be half a gigabyte of pictures that nobody opens."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ToldStrata:
    """The answers of strata, and from what and how they were counted."""

    strata: Strata
    answers: ByStratum
    scope: Scope
    linkage: LinkageError
    chosen: dict[str, int]
    """Seed and belief, where they were chosen."""


def strata_files(told: ToldStrata) -> Files:
    """Return every file of the count by its path; the same bytes for the same count."""
    answers = told.answers
    each = [_told(stratum, told) for stratum in answers.strata]
    folders = {
        f"strata/{number:04}/{name}": content
        for number, one in enumerate(each, 1)
        if len(each) <= MOST_FOLDERS
        for name, content in files_of(one).items()
    }
    histories = strata_columns(zip(told.strata.labels, told.strata.histories, strict=True), by=answers.by)
    files = {
        "estimate.json": _json(told),
        "estimate.csv": to_csv(_rows(each, answers)),
        "histories.csv": to_csv(histories),
        "histories.parquet": to_parquet(histories),
    }
    if answers.sum is not None:
        draws = {"total": [round(total) for total in answers.sum.totals.tolist()]}
        files |= {"draws.csv": to_csv(draws), "draws.parquet": to_parquet(draws)}
    for language in LANGUAGES:
        picture = strata_picture(answers, language=language, width=drawing.WIDE)
        files[f"pictures/strata.{language}.svg"] = picture.svg.encode()
        files[f"pictures/strata.{language}.png"] = to_png(picture)
        files[f"rebuild.{language}.ipynb"] = strata_notebook(answers, _count(told), language=language)
    names = {**described(files), **({"strata/": "strata"} if folders else {})}
    names |= {name: "sum_draws" for name in names if name.startswith("draws")}
    for language in LANGUAGES:
        files[f"{language}.html"] = _page(told, language, names, has_pages=bool(folders))
    return files | folders


def _told(stratum: Stratum, told: ToldStrata) -> Told:
    """Return what is told of one stratum: its values stand where the scope has a part of that name, or in its place."""
    pairs = dict(zip(told.answers.by, stratum.label, strict=True))
    parts = {name: value for name, value in pairs.items() if value and name in {"place", "period"}}
    rest = [
        f"{_in_both(part_named, name)} {_in_both(value_named, value)}"
        for name, value in pairs.items()
        if name not in parts
    ]
    population = " · ".join(each for each in (told.scope.population, *rest) if each)
    scope = dataclasses.replace(told.scope, population=population, **parts)
    counted = declared(stratum.counted, told.scope)
    result = counted.result
    linkage = result.linkage.error if isinstance(result, Estimate) and result.linkage else told.linkage
    return Told(
        histories=stratum.histories,
        counted=counted,
        scope=scope,
        linkage=linkage,
    )


def _in_both(told: Callable[[str, str], str], word: str) -> str:
    """Return a part or its value in every language that it has a name in: a scope is told as it is in each."""
    return " ".join(dict.fromkeys(told(word, language) for language in LANGUAGES))


def _rows(each: list[Told], answers: ByStratum) -> dict[str, list[Any]]:  # Any: strings and numbers
    rows = [
        {**dict(zip(answers.by, stratum.label, strict=True)), **_figures(one)}
        for stratum, one in zip(answers.strata, each, strict=True)
    ]
    return {name: [row[name] for row in rows] for name in rows[0]}


def _figures(told: Told) -> dict[str, str | int | float]:
    scope = set(dataclasses.asdict(told.scope))
    return {name: value for name, value in row_of(told).items() if name not in scope}


def _json(told: ToldStrata) -> bytes:
    about = {
        "scope": dataclasses.asdict(told.scope),
        "answer": strata_record(told.answers),
        **{language: strata_json(told.answers, language) for language in LANGUAGES},
    }
    return json.dumps(about, ensure_ascii=False, indent=1).encode() + b"\n"


def _count(told: ToldStrata) -> dict[str, Any]:  # Any: what the notebook's call takes
    return {
        "seed": told.chosen.get("seed", DEFAULT_SEED),
        "believed": told.chosen.get("believed", BELIEVED),
        "linkage": told.linkage,
        "scope": told.scope,
    }


def _remarks(answers: ByStratum, language: str) -> dict[str, Any]:  # Any: what the template takes
    """Return what is said of all strata once, and of each by its label."""
    shared = shared_warnings(answers)
    return {
        "warnings": [remark_sentence("warning", each, language) for each in shared],
        "assumptions": [remark_sentence("assumption", each, language) for each in all_assumptions(answers)],
        "own": {
            each.label: [
                remark_sentence("warning", remark, language) for remark in own_warnings(each, shared)
            ]
            for each in answers.strata
        },
    }


def _page(told: ToldStrata, language: str, files: dict[str, str], *, has_pages: bool) -> bytes:
    answers = told.answers
    rows = [
        (
            each.label,
            strata_json(dataclasses.replace(answers, strata=(each,)), language)["strata"][0],
            f"strata/{number:04}/{language}.html" if has_pages else "",
        )
        for number, each in enumerate(answers.strata, 1)
    ]
    drawn = both_widths(lambda width: (strata_picture(answers, language=language, width=width),))
    return rendered(
        "strata.html",
        language,
        answers=answers,
        by=[part_named(name, language) for name in answers.by],
        rows=rows,
        summed=sum_lines(answers, language),
        **_remarks(answers, language),
        pictures=drawn,
        files=files,
        most=MOST_FOLDERS,
        scope=told.scope,
        provenance=answers.strata[0].counted.result.provenance,
    )
