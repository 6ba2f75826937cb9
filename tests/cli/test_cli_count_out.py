"""``sijill count --out`` and ``--by`` from the command line: written once, read again, refused in one line."""

import errno
import json
import os
import shutil
from pathlib import Path

import pytest

from sijill.count.checks import Check
from sijill.count.in_register import count_register
from sijill.demo import InputKind, make_country, write_inputs
from sijill.link.in_register import link_register
from sijill.model.estimate import Scope
from sijill.model.evidence import Access
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.store.opening import create_register

from .running import Run

TABLE = "region,A,B,C,count\n" + "".join(
    f"{region},{cell}\n"
    for region in ("north", "south")
    for cell in ("1,0,0,60", "0,1,0,50", "0,0,1,40", "1,1,0,12", "1,0,1,10", "0,1,1,8", "1,1,1,3")
)
UNKNOWN = ",1,1,0,9\n,1,0,0,11\n"


def _draw_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sijill.count.average.RUNS", (2, 2))
    monkeypatch.setattr("sijill.count.average.PARTICLES", 60)
    monkeypatch.setattr("sijill.count.total.OTHER_RUNS", (1, 1))
    monkeypatch.setattr("sijill.count.sensitivity.RUNS", (1, 1))


@pytest.fixture(autouse=True)
def _few_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    _draw_few(monkeypatch)


@pytest.fixture(scope="module")
def linked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A register that says whom it counts, with the linked lists of 3,000 people: to be copied, never to be written to."""
    folder = tmp_path_factory.mktemp("linked")
    register = create_register(folder / "r.register")
    for file in write_inputs(make_country(seed=11, persons=3_000), folder / "inputs").of(InputKind.LIST):
        add_files(register, [file.path], given=terms(Access.TEAM), source="invented", list_name=file.name)
    refresh(register)
    link_register(register, seed=11)
    with pytest.MonkeyPatch.context() as patch:
        _draw_few(patch)
        count_register(register, scope=Scope(population="all", period="2011-03-01/2014-12-31"))
    return register.path


def test_the_same_question_is_not_counted_twice(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second time the same is printed without a count; another claim, seed or scope is another question."""
    path, out = tmp_path / "table.csv", str(tmp_path / "out")
    rows = [line.split(",", 1)[1] for line in TABLE.splitlines() if not line.startswith("south")]
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    words = ("count", path, "--out", out, "--sensitivity", "--checks", "--claim", "700", "--place", "here")
    checks = (Check(name="chao", estimate=8_123, interval=(7_123, None), remarks=()),)
    monkeypatch.setattr("sijill.count.alongside.checks_of", lambda *_, **__: checks)
    first = run(*words)
    assert first.code == 0
    assert "8,123" in first.out
    assert "8,123" in (tmp_path / "out" / "ar.html").read_text(encoding="utf-8")
    held = json.loads((tmp_path / "out" / "estimate.json").read_bytes())
    assert [each["estimate"] for each in held["checks"]] == [8_123]

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sijill.count.count_total", fail)
    monkeypatch.setenv("SIJILL_TRACE", "1")
    second = run(*words)
    assert second.out == first.out
    assert "nothing was counted anew" in second.err
    with pytest.raises(ZeroDivisionError):
        run(*(each for each in words if each != "--checks"))
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
        (("--by", "region", "--checks"), "--checks"),
        (("--by", "region", "--out", "full"), "not written by"),
        (("--by", "region", "--out", "not/there/out"), "its folder is not there"),
        (("--by", "region", "--out", "table.csv"), "not written by"),
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


@pytest.mark.parametrize("kept", [False, True])
def test_a_disk_that_fills_leaves_what_was_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, kept: bool
) -> None:
    """No half folder stays, an earlier one is as it was, and one line names the path that could not be written."""
    path, out = tmp_path / "table.csv", tmp_path / "out"
    path.write_text("A,B,count\n1,0,5\n1,1,4\n", encoding="utf-8")
    if kept:
        assert run("count", path, "--out", out).code == 0
    before = {each: each.read_bytes() for each in out.rglob("*") if each.is_file()}
    write = Path.write_bytes

    def full(self: Path, content: bytes) -> int:
        if self.name == "histories.csv":
            write(self, content[:5])
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(self, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    code, printed, error = run("count", path, "--out", out, "--seed", "3")
    assert (code, printed) == (2, "")
    assert str(out) in error
    assert os.strerror(errno.ENOSPC) in error
    assert {each: each.read_bytes() for each in out.rglob("*") if each.is_file()} == before
    assert {each.name for each in tmp_path.iterdir()} == {"table.csv", *(["out"] if kept else [])}


def test_each_total_of_a_register_is_asked_about(
    run: Run, linked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Claims, other priors and other methods stand beside each total that there is; recall still comes from the audit."""
    register = tmp_path / "copy.register"
    shutil.copytree(linked, register)
    checks = (Check(name="chao", estimate=8_123, interval=(7_123, None), remarks=()),)
    monkeypatch.setattr("sijill.count.alongside.checks_of", lambda *_, **__: checks)
    monkeypatch.setattr("sijill.count.alongside.variants", lambda *_: ())
    words = ("count", "-R", register, "--perfect-links", "--claim", "1", "--checks", "--sensitivity")
    told = run(*words, "--json").told
    answered = [each for each in told.values() if each["estimate"]]
    assert answered
    for each in told.values():
        assert [check["estimate"] for check in each["checks"]] == ([8_123] if each["estimate"] else [])
    for each in answered:
        assert [claim["place"] for claim in each["sensitivity"]["claims"]] == ["below"]
        flat, inverse = each["sensitivity"]["priors"]
        assert inverse["estimate"] <= each["estimate"] <= flat["estimate"]
    printed = run(*words, "--lang", "ar").out
    assert printed.count("8,123") == len(answered)
    for more, word in ((("--recall", "0.9"), "--recall"), (("--by", "sex", "--checks"), "--checks")):
        code, _, error = run("count", "-R", register, *more)
        assert code == 2
        assert word in error


def test_strata_of_a_register_are_not_counted_twice(
    run: Run, linked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder for each total answers the same question again; sexes are told in the reader's language, and in both in files."""
    register, out = tmp_path / "copy.register", tmp_path / "out"
    shutil.copytree(linked, register)
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


def test_totals_of_a_register_are_counted_once_for_their_folders(
    run: Run, linked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Asked again, each total's folder answers with what stood beside it; what was changed, or is asked otherwise, is counted."""
    register, out = tmp_path / "copy.register", tmp_path / "out"
    shutil.copytree(linked, register)
    words = ("count", "-R", register, "--perfect-links", "--claim", "1", "--out", out)
    first = run(*words)
    assert first.code == 0

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("sijill.count.total.count_total", fail)
    monkeypatch.setenv("SIJILL_TRACE", "1")
    again = run(*words)
    assert again.out == first.out
    assert again.err.count("nothing was counted anew") == len([*out.iterdir()])
    for more in (("--seed", "5"), ("--believed", "900")):
        with pytest.raises(ZeroDivisionError):
            run(*words, *more)
    (out / "all" / "draws.csv").write_text("total\n", encoding="utf-8")
    with pytest.raises(ZeroDivisionError):
        run(*words)
