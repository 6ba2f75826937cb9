"""An estimate is told by a page, pictures, files and a notebook that agree with it, in both languages."""

import ast
import dataclasses
import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import pytest

from sijill.count import (
    count_total,
    declared,
    declared_strata,
    estimate_strata,
    histories_from_array,
    read_strata,
    read_table,
)
from sijill.count.alongside import Questions, found_alongside
from sijill.count.alongside_report import alongside_of_record
from sijill.count.checks import Check
from sijill.count.strata import strata_of
from sijill.errors import UsageError
from sijill.model.estimate import CaptureHistories, Estimate, LinkageError, Remark, Scope
from sijill.tell.estimate.axis import axis_over
from sijill.tell.estimate.drawing import NARROW, WIDE, Picture, measure
from sijill.tell.estimate.folder import check_folder, files_of, kept_answer, write_folder
from sijill.tell.estimate.ranges import strata as strata_picture
from sijill.tell.estimate.strata_folder import ToldStrata, strata_files
from sijill.tell.estimate.told import Told, pictures
from sijill.words import LANGUAGES, say

NAMES = ("رابطة أهالي المفقودين في ريف المدينة البعيد", "<b>Families</b> & friends of the missing", "C")
SCOPE = Scope(population="civilians", cause="killed", place="here", period="2012")
CHECKS = (
    Check(name="graphs", estimate=8_123, interval=(7_123, None), remarks=()),
    Check(name="chao", estimate=None, interval=None, remarks=(Remark(code="no_total"),)),
)
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sijill.count.average.RUNS", (2, 2))
    monkeypatch.setattr("sijill.count.sensitivity.RUNS", (1, 1))
    monkeypatch.setattr("sijill.count.alongside.checks_of", lambda *_, **__: CHECKS)
    monkeypatch.setattr("sijill.count.average.PARTICLES", 60)


def _histories(names: tuple[str, ...] = NAMES, *, persons: int = 900) -> CaptureHistories:
    seen = np.random.default_rng(3).random((persons, len(names))) < 0.35
    return histories_from_array(seen[seen.any(axis=1)], lists=names)


def _told(histories: CaptureHistories, linkage: LinkageError | None = None) -> Told:
    error = linkage or LinkageError()
    counted = count_total(histories, seed=4, linkage=error)
    result = counted.result
    if not isinstance(result, Estimate):
        return Told(histories=histories, counted=counted, scope=SCOPE)
    return Told(
        histories=histories,
        counted=counted,
        scope=SCOPE,
        linkage=error,
        alongside=found_alongside(
            histories, counted, Questions(sensitivity=True, claims=(5_000,), checks=True)
        ),
    )


@pytest.fixture
def told() -> Told:
    """An estimate of three lists with hard names, and what it hangs on."""
    return _told(_histories())


def _texts(picture: Picture) -> list[tuple[float, str, str, float]]:
    """Return place, anchor, text and width of every text of a picture."""
    found = ET.fromstring(picture.svg).iter(f"{SVG}text")  # noqa: S314 - made by ourselves
    return [
        (
            float(each.attrib["x"]),
            each.attrib["text-anchor"],
            each.text or "",
            measure((each.text or "")[1:-1], int(each.attrib["font-size"])),
        )
        for each in found
    ]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("width", [NARROW, WIDE])
def test_no_text_leaves_its_picture(told: Told, language: str, width: int) -> None:
    """Every line of every picture lies within it, on a phone and on a desk, with long names too."""
    drawn = pictures(told, language=language, width=width)
    assert [each.name for each in drawn] == ["overlaps", "spread", "sensitivity"]
    for each in drawn:
        for x, anchor, text, long in _texts(each):
            start = {"start": x, "middle": x - long / 2, "end": x - long}[anchor]
            if each.name != "sensitivity":  # Its lines hold names that are not cut: figures go below them.
                assert start >= -1, (each.name, text)
                assert start + long <= width + 1, (each.name, text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_documented_counts_say_what_they_are(told: Told, language: str) -> None:
    """No picture shows documented persons without saying that they are counts of reports (R15)."""
    strata = strata_of(
        {(name,): dict(zip(told.histories.patterns, told.histories.counts, strict=True)) for name in "ab"},
        by=("place",),
        lists=NAMES,
    )
    drawn = [
        *pictures(told, language=language, width=WIDE)[:2],
        strata_picture(estimate_strata(strata, seed=1), language=language, width=WIDE),
    ]
    words = {"en": "counts of reports", "ar": "أعداد بلاغات"}[language]
    for each in drawn:
        assert words in each.svg.lower(), each.name


def test_many_lists_are_told_as_one_sum() -> None:
    """Of 255 combinations of eight lists the largest are drawn, and what the others hold is one number."""
    histories = CaptureHistories(
        lists=tuple("ABCDEFGH"), patterns=tuple(range(1, 256)), counts=tuple(range(255, 0, -1))
    )
    (picture,) = pictures(
        Told(histories=histories, counted=dataclasses.replace(_refused()), scope=SCOPE),
        language="en",
        width=NARROW,
    )
    left = sum(range(1, 255 - 32 + 1))
    assert f"223 smaller combinations hold {left:,} persons more" in " ".join(
        text[1:-1] for _, _, text, _ in _texts(picture)
    )


def _refused() -> Any:  # Any: what Told takes
    return count_total(histories_from_array([[1, 0], [0, 1], [1, 1]]))


def test_ticks_are_round_and_apart() -> None:
    """Whatever an axis spans, its labels are some round numbers that do not touch."""
    for low, high in ((3, 9), (1_200, 1_290), (10_000, 90_000), (40, 4_000_000)):
        axis = axis_over([low, high], left=10, right=330)
        ticks = axis.ticks()
        assert 2 <= len(ticks) <= 8, (low, high)
        places = [axis.place(each) for each in ticks]
        assert min(np.diff(places)) > 20
        assert places == sorted(places)


def test_files_are_the_same_bytes_twice(told: Told) -> None:
    """The same count gives the same files, pictures in PNG among them."""
    one, other = files_of(told), files_of(told)
    assert one == other
    assert {name for name in one if name.startswith("pictures/")} == {
        f"pictures/{name}.{language}.{kind}"
        for name in ("overlaps", "spread", "sensitivity")
        for language in LANGUAGES
        for kind in ("svg", "png")
    }
    assert all(one[name].startswith(b"\x89PNG") for name in one if name.endswith(".png"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_holds_all_that_it_shows(told: Told, language: str) -> None:
    """It asks for no other file; figure, floor, scope, assumptions, hashes and seed stand on it; names are escaped."""
    page = files_of(told)[f"{language}.html"].decode()
    result = told.counted.result
    assert isinstance(result, Estimate)
    asked = re.findall(r'(?:src|href)="([^"]*)"|url\("([^"]*)"\)', page)
    other = "ar" if language == "en" else "en"
    assert {one or two[:5] for one, two in asked} == {f"{other}.html", "data:"}
    for figure in (f"{result.estimate:,}", f"{result.interval[1]:,}", f"{result.documented:,}"):
        assert figure in page
    for text in ("civilians", result.provenance.histories_sha256, str(result.provenance.seed), told.key):
        assert text in page
    for remark in result.assumptions:
        assert say(f"count.assumption.{remark.code}", language, **dict(remark.fields))[:30] in page
    for prior in told.alongside.priors:
        assert f"{prior.range[2]:,}" in page
        assert say(f"count.sensitivity.{prior.name}", language) in page
    for text in (
        "8,123",
        "7,123",
        say("checks.method.graphs", language),
        say("checks.remark.no_total", language),
    ):
        assert text in page
    assert "<b>Families" not in page
    assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in page


def test_a_refusal_has_a_page_too() -> None:
    """Reason, help and overlaps, and no figure: no draws, no curve."""
    told = Told(histories=_histories(NAMES[:2]), counted=count_total(_histories(NAMES[:2])), scope=SCOPE)
    files = files_of(told)
    assert "three are the least" in files["en.html"].decode()
    assert not any("spread" in name or "draws" in name for name in files)
    assert json.loads(files["estimate.json"])["answer"]["code"] == "too_few_lists"


def test_a_folder_gives_its_answer_back_or_counts_as_nothing(told: Told, tmp_path: Path) -> None:
    """Under its key the answer is read; under another, or with one byte changed, it is not there."""
    out = tmp_path / "out"
    write_folder(out, files_of(told), "key")
    kept = kept_answer(out, "key")
    assert kept is not None
    assert kept["en"]["estimate"] == kept["ar"]["estimate"] == kept["answer"]["estimate"]
    assert alongside_of_record(kept) == told.alongside
    assert kept_answer(out, "other") is None
    check_folder(out)
    picture = out / "pictures" / "spread.ar.svg"
    picture.write_bytes(picture.read_bytes() + b" ")
    assert kept_answer(out, "key") is None


def test_what_others_wrote_is_not_replaced(tmp_path: Path) -> None:
    """A file, and a folder with anything of another hand in it, are refused; an empty folder is not."""
    (tmp_path / "empty").mkdir()
    check_folder(tmp_path / "empty")
    check_folder(tmp_path / "new")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("x", encoding="utf-8")
    for name in ("full", "full/letter.txt"):
        with pytest.raises(UsageError, match="not written by"):
            check_folder(tmp_path / name)


def test_r_and_sijill_read_the_files(told: Told, tmp_path: Path) -> None:
    """The histories are the ones that were counted; draws in Parquet are those in CSV."""
    import pyarrow.parquet as pq

    write_folder(tmp_path / "out", files_of(told), "key")
    assert read_table(tmp_path / "out" / "histories.csv").sha256 == told.histories.sha256
    draws = pq.read_table(tmp_path / "out" / "draws.parquet").to_pydict()
    rows = (tmp_path / "out" / "draws.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0] == ",".join(draws)
    assert rows[1] == ",".join(str(column[0]) for column in draws.values())
    assert len(rows) == 8_001


def _run(path: Path) -> list[Any]:
    """Return what each cell of a notebook shows, running them as a notebook does."""
    return _ran(path)[0]


def _ran(path: Path) -> tuple[list[Any], dict[str, Any]]:
    """Return what each cell of a notebook shows, and the names that they leave."""
    book = json.loads(path.read_text(encoding="utf-8"))
    assert (book["nbformat"], book["nbformat_minor"]) == (4, 5)
    shown, names = [], dict[str, Any]()
    for cell in book["cells"]:
        if cell["cell_type"] != "code":
            continue
        tree = ast.parse("".join(cell["source"]))
        last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - what a notebook is for
        if isinstance(last, ast.Expr):
            shown.append(eval(compile(ast.Expression(last.value), "cell", "eval"), names))  # noqa: S307
    return shown, names


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notebook_counts_again_and_draws_the_same(
    told: Told, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    """Run in its folder, it finds the kept answer again with what was declared, and its pictures are the files, byte for byte."""
    write_folder(tmp_path / "out", files_of(told), "key")
    monkeypatch.chdir(tmp_path / "out")
    shown, names = _ran(Path(f"rebuild.{language}.ipynb"))
    drawn = [each for each in shown if isinstance(each, Picture)]
    assert names["scope"] == told.scope
    assert names["counted"].result.warnings == declared(told.counted, told.scope).result.warnings
    assert [each.name for each in drawn] == ["overlaps", "spread", "sensitivity"]
    for each in drawn:
        assert Path(f"pictures/{each.name}.{language}.svg").read_text(encoding="utf-8") == each.svg


def test_a_notebook_carries_other_clusterings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where persons of unknown stratum were placed, the placements lie beside it and are counted again."""
    whole, fewer = _histories(), _histories(persons=800)
    told = _told(fewer, LinkageError(clusterings=(whole, whole), imputed=True))
    write_folder(tmp_path / "out", files_of(told), "key")
    monkeypatch.chdir(tmp_path / "out")
    assert len(_run(Path("rebuild.en.ipynb"))) >= 4


def test_strata_have_a_page_files_and_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One page over all and a folder for each stratum; the notebook finds all answers again; refused ones have a reason."""
    cells = dict(zip(_histories().patterns, _histories().counts, strict=True))
    made = strata_of(
        {
            ("n", "2012"): cells,
            ("s", "2012"): {1: 20, 2: 20, 3: 15},
            ("", "2012"): {1: 30, 3: 9},
            ("", "2013"): {1: 5},
        },
        by=("place", "year"),
        lists=NAMES,
    )
    answers = estimate_strata(made, seed=2, replicates=3)
    told = ToldStrata(strata=made, answers=answers, scope=SCOPE, linkage=LinkageError(), chosen={"seed": 2})
    monkeypatch.setattr("sijill.tell.estimate.notebook.REPLICATES", 3)
    write_folder(tmp_path / "out", strata_files(told), "key")
    out = tmp_path / "out"
    assert {each.name for each in (out / "strata").iterdir()} == {"0001", "0002", "0003"}
    again = read_strata(out / "histories.csv", ["place", "year"])
    assert [each.sha256 for each in again.histories] == [each.sha256 for each in made.histories]
    for language in LANGUAGES:
        page = (out / f"{language}.html").read_text(encoding="utf-8")
        assert say("count.refusal.too_few_lists", language, lists=2) in page
        assert f"strata/0001/{language}.html" in page
        assert f"<td>{say('count.strata.not_known', language)}</td>" in page
        assert say("count.strata.undivided", language, figures="").split(":")[0] in page
    monkeypatch.chdir(out)
    shown, names = _ran(Path("rebuild.ar.ipynb"))
    assert shown[0] == made.documented
    declared_answers = declared_strata(answers, SCOPE)
    assert names["answers"].undivided.result.warnings == declared_answers.undivided.result.warnings
    assert Path("pictures/strata.ar.svg").read_text(encoding="utf-8") == shown[-1].svg
