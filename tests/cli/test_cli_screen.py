"""What `sijill screen` prints, writes and exits with."""

import csv
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from sijill.cli import main

LISTS = Path(__file__).parents[1] / "exchange" / "lists"
PARTIES = "id,name,birth_date\np1,Basel Nizar al-Wardani,1961-05-03\np2,كوثر الغيطاني,\np3,王小明,\n"


class Done(NamedTuple):
    """What a run left."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Done]


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the verb in this process."""
    monkeypatch.setenv("SIJILL_LANG", "en")

    def _run(*arguments: object) -> Done:
        monkeypatch.setattr(sys, "argv", ["sijill", "screen", *map(str, arguments)])
        code: object = 0
        try:
            main()
        except SystemExit as leave:
            code = leave.code
        assert isinstance(code, int)
        return Done(code, *capsys.readouterr())

    return _run


@pytest.fixture
def parties(tmp_path: Path) -> Path:
    """Three parties: one listed, one not, one in a script that is not read."""
    path = tmp_path / "parties.csv"
    path.write_text(PARTIES, encoding="utf-8")
    return path


def test_the_answer_is_written_whole_and_summed_up(run: Run, parties: Path) -> None:
    """hits.csv has the promised columns, and the summary names the list's date."""
    out = parties.with_name("hits.csv")
    done = run(parties, "--listings", LISTS / "sound", "--as-of", "2030-02-01", "--out", out)
    assert done.returncode == 0, done.stderr
    rows = list(csv.DictReader(io.StringIO(out.read_text(encoding="utf-8"))))
    assert list(rows[0]) == ["party_id", "listing_id", "score", "state", "list", "list_date", "reasons"]
    assert (rows[0]["party_id"], rows[0]["listing_id"], rows[0]["state"]) == ("p1", "OFAC-90001", "possible")
    assert "2030-01-10" in done.stdout
    assert {path.name for path in parties.parent.iterdir()} == {"parties.csv", "hits.csv"}


def test_json_carries_what_the_answer_rests_on(run: Run, parties: Path) -> None:
    """The provenance has the hashes of all files, the method, and the parameters."""
    done = run(parties, "--listings", LISTS / "sound", "--as-of", "2030-02-01", "--json")
    answer = json.loads(done.stdout)
    provenance = answer["provenance"]
    assert (provenance["as_of"], provenance["threshold"], provenance["top"]) == ("2030-02-01", 0.7, 5)
    assert len(provenance["parties"]["sha256"]) == 64
    sdn = next(one for one in provenance["lists"] if one["list"] == "OFAC SDN")
    assert (sdn["date"], len(sdn["files"]), sdn["listings"]) == ("2030-01-10", 3, 6)
    assert answer["hits"][0]["listing"]["source"]["row"] == 1


def test_fail_on_hit_exits_with_one(run: Run, parties: Path) -> None:
    """A possible match, and a party that no list was compared with, both stop a pipeline."""
    options = ("--listings", LISTS / "sound" / "ofac_2030-01-10", "--as-of", "2030-02-01", "--fail-on-hit")
    assert run(parties, *options).returncode == 1
    parties.write_text("id,name\np2,كوثر الغيطاني\n", encoding="utf-8")
    assert run(parties, *options).returncode == 0
    parties.write_text("id,name\np3,王小明\n", encoding="utf-8")
    assert run(parties, *options).returncode == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--listings", "{lists}/broken/row_cut_2030-01-10", "--as-of", "2030-02-01"), "row 4"),
        (("--listings", "{lists}/broken/binary_2030-01-10", "--as-of", "2030-02-01"), "binary"),
        (("--listings", "{lists}/broken/undated", "--as-of", "2030-02-01"), "--list-date"),
        (("--listings", "{lists}/nowhere", "--as-of", "2030-02-01"), "no such file"),
        (("--listings", "{lists}/sound", "--as-of", "soon"), "YYYY-MM-DD"),
        (("--listings", "{lists}/sound", "--as-of", "2030-02-01", "--threshold", "7"), "--threshold"),
        (("--listings", "{lists}/sound", "--as-of", "2030-02-01", "--top", "0"), "--top"),
    ],
)
def test_bad_input_is_one_line_and_exit_two(
    run: Run, parties: Path, options: tuple[str, ...], said: str
) -> None:
    """What, where, what next, in one line; nothing is written."""
    out = parties.with_name("hits.csv")
    done = run(parties, *(option.format(lists=LISTS) for option in options), "--out", out)
    assert done.returncode == 2
    assert said in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert not out.exists()


def test_an_unwritable_place_is_an_error(run: Run, parties: Path) -> None:
    """The answer is not lost silently."""
    out = parties / "hits.csv"
    done = run(parties, "--listings", LISTS / "sound", "--as-of", "2030-02-01", "--out", out)
    assert done.returncode == 2
    assert "its folder is not there" in done.stderr
