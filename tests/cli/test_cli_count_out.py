"""``sijill count --out`` and ``--by`` from the command line: written once, read again, refused in one line."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from .running import Run

if TYPE_CHECKING:
    from sijill.demo.run import Outcome

TABLE = "region,A,B,C,count\n" + "".join(
    f"{region},{cell}\n"
    for region in ("north", "south")
    for cell in ("1,0,0,60", "0,1,0,50", "0,0,1,40", "1,1,0,12", "1,0,1,10", "0,1,1,8", "1,1,1,3")
)
UNKNOWN = ",1,1,0,9\n,1,0,0,11\n"


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sijill.count.average.RUNS", (2, 2))
    monkeypatch.setattr("sijill.count.average.PARTICLES", 60)


def test_the_same_question_is_not_counted_twice(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time the same is printed without a count; another claim, seed or scope is another question."""
    path, out = tmp_path / "table.csv", str(tmp_path / "out")
    rows = [line.split(",", 1)[1] for line in TABLE.splitlines() if not line.startswith("south")]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    words = ("count", path, "--out", out, "--sensitivity", "--claim", "700", "--place", "here")
    first = run(*words)
    assert first.code == 0
    assert (tmp_path / "out" / "ar.html").is_file()

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sijill.count.count_total", fail)
    monkeypatch.setenv("SIJILL_TRACE", "1")
    second = run(*words)
    assert second.out == first.out
    assert "nothing was counted anew" in second.err
    for more in (("--seed", "5"), ("--claim", "900"), ("--period", "2012"), ("--recall", "0.9")):
        with pytest.raises(ZeroDivisionError):
            run(*words, *more)


def test_strata_are_printed_and_kept(run: Run, tmp_path: Path) -> None:
    """A line a stratum with its share of imputation, their sum, and the same again from the folder, also as JSON."""
    path, out = tmp_path / "table.csv", str(tmp_path / "out")
    path.write_text(TABLE + UNKNOWN, encoding="utf-8")
    words = ("count", path, "--by", "region", "--replicates", "3", "--out", out)
    code, printed, _ = run(*words)
    assert code == 0
    assert "region north: " in printed
    assert "Of 20 persons the stratum is not known" in printed
    again = run(*words)
    assert again.out == printed
    assert "nothing was counted anew" in again.err
    told = run(*words, "--json").told
    assert told["documented"] == 386
    assert told["unplaced"] == 20
    assert [each["stratum"] for each in told["strata"]] == [{"region": "north"}, {"region": "south"}]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--by", "year"), "year"),
        (("--by", "region", "--sensitivity"), "--sensitivity"),
        (("--by", "region", "--claim", "5"), "--claim"),
        (("--by", "region", "--out", "full"), "not written by"),
        (("--by", "region", "--replicates", "1"), "replicates"),
    ],
)
def test_wrong_use_is_one_line(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], told: str
) -> None:
    """A column that is not there, a question about one total, a folder of others: one line, and nothing is written."""
    monkeypatch.chdir(tmp_path)
    Path("table.csv").write_text(TABLE, encoding="utf-8")
    Path("full").mkdir()
    Path("full/letter.txt").write_text("x", encoding="utf-8")
    code, printed, error = run("count", "table.csv", *words)
    assert code == 2
    assert printed == ""
    assert told in error
    assert error.count("\n") == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["full", "table.csv"]


def test_strata_of_a_register_are_not_counted_twice(
    run: Run, outcome: "Outcome", tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder for each total answers the same question again; sexes are told in the reader's language, and in both in files."""
    register, out = tmp_path / "copy.register", tmp_path / "out"
    shutil.copytree(outcome.register.path, register)
    words = ("count", "-R", register, "--by", "sex", "--perfect-links", "--replicates", "2", "--out", out)
    first = run(*words, "--lang", "ar")
    assert first.code == 0
    assert "الجنس ذكر male" in first.out
    assert (out / "killed" / "ar.html").is_file()

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sijill.count.estimate_strata", fail)
    monkeypatch.setenv("SIJILL_TRACE", "1")
    assert run(*words, "--lang", "ar").out == first.out
    with pytest.raises(ZeroDivisionError):
        run(*words, "--seed", "5")
