"""``sijill link --engine spark`` gives what ``sijill link`` gives, whatever happens to a worker."""

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from invented_lists import partition
from listed import fill, persons
from standalone import standalone

from sijill.errors import UsageError
from sijill.link import clusters_csv, link_files
from sijill.store import tables
from sijill.store.layout import Register
from sijill.store.opening import open_register

SIJILL = [sys.executable, "-c", "from sijill.cli import main; main()"]


@pytest.fixture
def spark() -> None:
    """The extra and a Java that it takes, or a skip that names what is missing."""
    from sijill.link.spark import check_tools

    try:
        check_tools()
    except UsageError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Lists of a made-up country."""
    from sijill.demo.country import make_country
    from sijill.demo.inputs import InputKind, write_inputs

    made = write_inputs(make_country(seed=4, persons=10_000), tmp_path_factory.mktemp("inputs"))
    return [file.path for file in made.of(InputKind.LIST) if file.path.suffix in {".csv", ".xlsx"}]


def _sijill(*arguments: object, **surroundings: str) -> "subprocess.CompletedProcess[str]":
    return _run([*SIJILL, *map(str, arguments)], **surroundings)


def _run(arguments: list[str], **surroundings: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        arguments,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "SIJILL_LANG": "en", "SPARK_LOCAL_IP": "127.0.0.1", **surroundings},
    )


def _digests(register: Register) -> dict[str, str]:
    current = tables.current(register)
    return {name: current[name] for name in ("mentions", "pairs", "weights")}


@pytest.mark.spark
@pytest.mark.usefixtures("spark")
def test_lists_give_the_same_bytes(lists: list[Path], tmp_path: Path) -> None:
    """Clusters, probabilities and the summary are equal to the last byte, and Spark leaves nothing on the disk."""
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    here, there = tmp_path / "here.csv", tmp_path / "there.csv"
    plain = _sijill("link", *lists, "--out", here, "--json")
    engine = ("--engine", "spark", "--master", "local[2]")
    spark = _sijill("link", *lists, "--out", there, "--json", *engine, SPARK_LOCAL_DIRS=str(scratch))
    assert plain.returncode == spark.returncode == 0, spark.stderr
    assert json.loads(spark.stdout) == json.loads(plain.stdout)
    assert json.loads(spark.stdout)["pairs"]["kept"] > 1000
    assert there.read_bytes() == here.read_bytes()
    assert _soon_empty(scratch)


def _soon_empty(folder: Path, what: str = "*") -> bool:
    """Java tidies up after its parent has ended."""
    for _ in range(100):
        if not list(folder.rglob(what)):
            return True
        time.sleep(0.2)
    return False


@pytest.mark.spark
@pytest.mark.usefixtures("spark", "in_process")
def test_a_register_gives_the_same_tables(register: Register, tmp_path: Path) -> None:
    """Mentions, pairs and weights of a register have the same digests, and nothing kept says who weighed."""
    mine = fill(register, tmp_path / "in")
    other = shutil.copytree(mine.path, tmp_path / "other.register")
    for path, engine in ((mine.path, "local"), (other, "spark")):
        done = _sijill("link", "--register", path, "--engine", engine)
        assert done.returncode == 0, done.stderr
    assert _digests(open_register(other)) == _digests(mine)
    assert persons_apart(persons(open_register(other))) == persons_apart(persons(mine))


def persons_apart(persons: dict[str, str]) -> set[frozenset[str]]:
    """Return who is one person, without the names of persons, which a run draws."""
    return partition(list(persons), list(persons.values()))


@pytest.mark.spark
@pytest.mark.kill
@pytest.mark.usefixtures("spark")
def test_a_worker_killed_in_the_middle_changes_nothing(lists: list[Path], tmp_path: Path) -> None:
    """One of two workers dies with -9 while both are at work: the other does its tasks, and clusters are the same."""
    out = tmp_path / "there.csv"
    program = Path(__file__).with_name("spark_killing.py")
    with standalone(tmp_path, workers=2) as cluster:
        done = _run(
            [
                sys.executable,
                str(program),
                cluster.master,
                str(cluster.workers[1]),
                str(out),
                *map(str, lists),
            ]
        )
        assert done.returncode == 0, done.stderr
        assert _soon_empty(tmp_path / "scratch0", "sijill-*")
    seen = json.loads(done.stdout)
    assert 5 <= seen["done"] < seen["tasks"] // 2, seen
    assert seen["failed"] >= 1
    assert seen["completed"] >= seen["tasks"]
    assert seen["executors"] == 1
    assert out.read_bytes() == clusters_csv(link_files(lists).result)


@pytest.mark.spark
@pytest.mark.usefixtures("spark")
@pytest.mark.parametrize(("language", "word"), [("en", "Nothing was written"), ("ar", "لم يُكتب شيء")])
def test_a_master_that_is_none_is_one_line(
    lists: list[Path], tmp_path: Path, language: str, word: str
) -> None:
    """Where Spark does not start, the last line says so, the exit code is 2 and no file is written."""
    out = tmp_path / "out.csv"
    done = _sijill("link", *lists, "--out", out, "--engine", "spark", "--master", "mars", "--lang", language)
    assert done.returncode == 2
    assert word in done.stderr.splitlines()[-1]
    assert not out.exists()
    assert not done.stdout


@pytest.mark.parametrize(("language", "word"), [("en", "Install sijill[spark]"), ("ar", "ثبّت sijill[spark]")])
def test_without_pyspark_one_line_says_so(monkeypatch: pytest.MonkeyPatch, language: str, word: str) -> None:
    """Without the extra, one line says what to install."""
    from sijill.link import spark

    monkeypatch.setattr(spark, "find_spec", lambda _module: None)
    with pytest.raises(UsageError) as refused:
        spark.check_tools()
    assert word in refused.value.sentence(language)


@pytest.mark.parametrize(
    ("language", "word"), [("en", "needs Java 17 or newer"), ("ar", "إلى Java بالإصدار 17")]
)
def test_without_java_one_line_says_so(lists: list[Path], tmp_path: Path, language: str, word: str) -> None:
    """With neither JAVA_HOME nor a Java on the path, or with one that is too old, one line says what to install."""
    for module in ("pyspark", "pandas"):
        (tmp_path / module).mkdir()
        (tmp_path / module / "__init__.py").touch()
    old = tmp_path / "old" / "bin"
    old.mkdir(parents=True)
    (old / "java").write_text("#!/bin/sh\necho 'openjdk version \"1.8.0_442\"' >&2\n", encoding="utf-8")
    (old / "java").chmod(0o755)
    for home, found in ((tmp_path / "none", "-"), (old.parent, "1.8.0_442")):
        told = _refused(lists, tmp_path, word, language, JAVA_HOME=str(home), PYTHONPATH=str(tmp_path))
        assert found in told


def _refused(lists: list[Path], folder: Path, word: str, language: str, **surroundings: str) -> str:
    out = folder / "out.csv"
    asked = ("link", *lists, "--out", out, "--engine", "spark", "--lang", language)
    done = _sijill(*asked, **surroundings)
    assert done.returncode == 2
    assert word in done.stderr.splitlines()[-1]
    assert not out.exists()
    return done.stderr


def test_a_master_belongs_to_spark(lists: list[Path], tmp_path: Path) -> None:
    """--master without --engine spark is refused, and so is Spark for what links nothing."""
    out = tmp_path / "out.csv"
    assert "--engine spark" in _sijill("link", *lists, "--out", out, "--master", "local[2]").stderr
    assert _sijill("link", "--audit", "--engine", "spark").returncode == 2
    assert _sijill("link", "--person", "p1", "--engine", "spark").returncode == 2
    assert not out.exists()
