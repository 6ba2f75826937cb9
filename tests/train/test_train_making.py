"""Parameters are learned from a small file of invented names, and say where they come from."""

import csv
import hashlib
import tomllib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from made_names import COMMON, RARE, write_pairs

from sijill.errors import InputError, UsageError
from sijill.names.common import common_parts, lexicon_key
from sijill.names.parameters import Parameters, read_parameters
from sijill.names.scoring import Names
from sijill.names.version import version_with
from train import names as learning
from train.__main__ import main
from train.making import HANDS, Recipe, kept, make_parameters

OTHERS = tuple(hand for hand in HANDS if hand != "press")
FILES = ("damage.tsv", "frequencies.tsv", "letters.tsv", "provenance.toml", "shapes.tsv", "trigrams.tsv")


@pytest.fixture(scope="module", autouse=True)
def short_lexicon() -> Iterator[None]:
    """Only a few entries of the lexicon are learned from, so that learning takes a second or two."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(learning, "common_parts", lambda: common_parts()[:60])
        patch.setattr(learning, "MADE_PAIRS", 60)
        yield


@pytest.fixture(scope="module")
def made(short_lexicon: None, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, Parameters]:  # noqa: ARG001 - a fixture
    """The folder of invented pairs, the folder of what was learned from them, and the parameters."""
    data, out = tmp_path_factory.mktemp("pairs"), tmp_path_factory.mktemp("learned")
    write_pairs(data)
    return data, out, make_parameters(Recipe(data=data, without=OTHERS, cases=()), out)


def _scores(parameters: Parameters, *pairs: tuple[str, str]) -> list[float]:
    here = Names([one for one, _ in pairs], parameters)
    there = Names([other for _, other in pairs], parameters)
    places = np.arange(len(pairs))
    return list(here.scores(places, there, places))


def test_it_learns_to_tell_names_apart(made: tuple[Path, Path, Parameters]) -> None:
    """Spellings of one name score above the threshold, another name below."""
    same, other = _scores(
        made[2],
        ("درغام بركون وردوس", "Durgham Barkun Wardous"),
        ("درغام بركون وردوس", "Shahlab Ramthan Zulfat"),
    )
    assert same > 0.7 > other


def test_files_read_back_to_the_same_model(made: tuple[Path, Path, Parameters]) -> None:
    """What was written is what was learned, with the same version and scores."""
    again = read_parameters(made[1])
    assert again.version == made[2].version
    pair = ("نوفان شهلاب", "Nawfan Shahlab")
    assert _scores(again, pair) == _scores(made[2], pair)


def test_no_part_of_fewer_than_twenty_persons_is_written(made: tuple[Path, Path, Parameters]) -> None:
    """A part that 20 persons have is written, one that 19 have is in no file."""
    written = {line.split("\t")[0] for line in _lines(made[1] / "frequencies.tsv")}
    assert lexicon_key(COMMON) in written
    fields = {
        field.split(":")[0] for file in FILES for line in _lines(made[1] / file) for field in line.split("\t")
    }
    assert lexicon_key(RARE) not in fields
    assert not {"salim", "nawfan", "نوفان"} & fields


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def test_two_runs_give_the_same_bytes(made: tuple[Path, Path, Parameters], tmp_path: Path) -> None:
    """Equal input gives equal files, in the command as in the function."""
    cases = tmp_path / "none.csv"
    make_parameters(Recipe(data=made[0], without=OTHERS, cases=(cases,)), tmp_path / "again")
    for file in FILES:
        assert (tmp_path / "again" / file).read_bytes() == (made[1] / file).read_bytes(), file


def test_provenance_names_input_and_what_was_left_out(made: tuple[Path, Path, Parameters]) -> None:
    """The hash of the file, the pairs used, the hands left out and the version are written."""
    said = tomllib.loads((made[1] / "provenance.toml").read_text(encoding="utf-8"))
    assert made[2].version == version_with(said["version"])
    assert said["fold_left_out"] == "none"
    assert said["hands_left_out"] == sorted(OTHERS)
    assert said["persons"] == 120
    (file,) = said["file"]
    assert file["name"] == "press_fullnames.csv"
    assert file["pairs"] == 120
    assert file["sha256"] == hashlib.sha256((made[0] / "press_fullnames.csv").read_bytes()).hexdigest()


def test_a_missing_column_is_named(tmp_path: Path) -> None:
    """A file without a column that is read is refused before anything is learned."""
    write_pairs(tmp_path, ("name_ar", "name_latin"))
    with pytest.raises(InputError, match="name_en"):
        make_parameters(Recipe(data=tmp_path, without=OTHERS), tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A folder without one of the files is refused."""
    with pytest.raises(InputError, match=r"press_fullnames\.csv"):
        make_parameters(Recipe(data=tmp_path, without=OTHERS), tmp_path / "out")


@pytest.mark.parametrize("fold", ["5/5", "1", "one/five", "0/5"])
def test_a_fold_that_cannot_be_drawn_is_refused(tmp_path: Path, fold: str) -> None:
    """A fold is I/N with I below N, and is drawn by the measuring program, which has to be named."""
    bench = None if fold == "0/5" else tmp_path / "bench.py"
    with pytest.raises(UsageError, match="--fold"):
        make_parameters(Recipe(data=tmp_path, without=OTHERS, fold=fold, bench=bench), tmp_path / "out")


def test_the_command_ends_with_2_on_bad_input(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bad input gives one line on stderr, and the exit code of wrong use."""
    with pytest.raises(SystemExit) as ended:
        main(["--data", str(tmp_path), "--out", str(tmp_path / "out"), "--without", *OTHERS])
    assert ended.value.code == 2
    assert "press_fullnames.csv" in capsys.readouterr().err


def test_no_name_of_the_fold_takes_part(tmp_path: Path) -> None:
    """An Arabic name of the fold does not take part, nor a Latin one that stands in its row."""
    write_pairs(tmp_path)
    bench = tmp_path / "bench.py"
    bench.write_text("def in_fold(name, fold):\n    return name.startswith('درغام')\n", encoding="utf-8")
    keep = kept(Recipe(data=tmp_path, without=OTHERS, fold="0/5", bench=bench))
    with (tmp_path / "press_fullnames.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        wanted = not row["name_ar"].startswith("درغام")
        assert keep(row["name_ar"]) is wanted
        assert keep(row["name_en"]) is wanted
