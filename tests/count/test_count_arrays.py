"""Arrays and data frames give the histories that a file gives, or one clear error."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sijill.count import (
    count_total,
    estimate_strata,
    histories_from_array,
    histories_from_frame,
    read_strata,
    read_table,
    strata_from_frame,
)
from sijill.count.kept import key_of
from sijill.errors import UsageError

TABLE = "region,A,B,C,count\nn,1,0,0,5\nn,1,1,0,2\ns,1,0,0,3\n,0,0,1,1\n"
COLUMNS: dict[str, list[Any]] = {  # Any: strings, numbers or nothing
    "region": ["n", "n", "s", None],
    "A": [1, 1, 1, 0],
    "B": [0, 1, 0, 0],
    "C": [0, 0, 0, 1],
    "count": [5, 2, 3, 1],
}


class _Frame:
    """A data frame as libraries have them: names of columns, and columns by name."""

    columns = tuple(COLUMNS)

    def __getitem__(self, name: str) -> np.ndarray[Any, Any]:  # Any: any type of column
        return np.array(COLUMNS[name])


def test_an_array_gives_what_a_table_gives(tmp_path: Path) -> None:
    """Rows as persons, or as patterns with counts, are the histories of the file."""
    path = tmp_path / "table.csv"
    path.write_text("A,B,C,count\n1,0,0,8\n1,1,0,2\n0,0,1,1\n", encoding="utf-8")
    expected = read_table(path)
    rows, counts = [[1, 0, 0], [1, 1, 0], [1, 0, 0], [0, 0, 1]], [5, 2, 3, 1]
    counted = histories_from_array(rows, counts, lists="ABC")
    persons = histories_from_array(np.repeat(rows, counts, axis=0) == 1, lists=["A", "B", "C"])
    assert counted.sha256 == persons.sha256 == expected.sha256
    assert histories_from_array(rows).lists == ("list 1", "list 2", "list 3")


@pytest.mark.parametrize("frame", [COLUMNS, _Frame()], ids=["mapping", "frame"])
def test_a_data_frame_gives_the_strata_of_a_table(tmp_path: Path, frame: Any) -> None:
    """A mapping and a data frame give strata equal to the file's; what is missing is unknown."""
    path = tmp_path / "table.csv"
    path.write_text(TABLE, encoding="utf-8")
    found, expected = strata_from_frame(frame, by=["region"], count="count"), read_strata(path, ["region"])
    assert found.labels == expected.labels
    assert [each.sha256 for each in found.histories] == [each.sha256 for each in expected.histories]


def test_a_data_frame_without_strata_is_one_table() -> None:
    """Columns of lists and a count are histories."""
    columns = {name: column for name, column in COLUMNS.items() if name != "region"}
    assert histories_from_frame(columns, count="count").counts == (8, 2, 1)


@pytest.mark.parametrize(
    ("rows", "counts", "told"),
    [
        ([[1, 0], [0, 0]], None, "row 1"),
        ([[1, 2]], None, "found 2"),
        ([[1, float("nan")]], None, "found nan"),
        ([1, 0], None, "rows x lists"),
        ([[1, 0]], [-1], "found -1"),
        ([[1, 0]], [1.5], "found 1.5"),
        ([[1, 0]], [float("nan")], "found nan"),
        ([[1, 0]], ["5"], "found 5"),
        ([[1, 0]], [1, 2], r"found \(2,\)"),
        ([[1, 0]], [10**9], "0 .. 999,999,999, found 1000000000"),
        ([[1, 0], [1]], None, "unequal length"),
        ([[1, "yes"]], None, "found 1"),
        ([[1, None]], None, "found nan"),
        ([[1, 0]], [None], "found nan"),
        (np.ma.masked_array([[1, 0]], mask=[[False, True]]), None, "found nan"),
        ([[1, 0]], np.ma.masked_array([5], mask=[True]), "found nan"),
    ],
)
def test_rubbish_is_one_error(rows: Any, counts: Any, told: str) -> None:
    """Rows on no list, other numbers, and counts that are negative, fractional, missing or words are refused."""
    with pytest.raises(UsageError, match=told):
        histories_from_array(rows, counts)


def test_columns_that_are_not_there_are_named() -> None:
    """A count or stratum of another name, a frame without lists, and names that come twice are refused."""
    for by, count, told in ((["year"], None, "year"), ([], "persons", "persons")):
        with pytest.raises(UsageError, match=told):
            strata_from_frame(COLUMNS, by=by, count=count)
    with pytest.raises(UsageError, match="one column a list"):
        histories_from_frame({"count": [1]}, count="count")
    with pytest.raises(UsageError, match="different names"):
        histories_from_array([[1, 0]], lists=["A", "A"])
    with pytest.raises(UsageError, match="5000"):
        strata_from_frame({"place": range(6_000), "A": [1] * 6_000}, by=["place"])


class _NA:
    """A value as pandas' NA: it says of no comparison whether it holds."""

    def __ne__(self, other: object) -> Any:  # Any: not a truth
        return self

    def __bool__(self) -> bool:
        message = "boolean value of NA is ambiguous"
        raise TypeError(message)


def test_what_is_missing_is_unknown_in_every_form() -> None:
    """None, not a number, NA and blanks are no value; a year of a column with gaps is told without a fraction."""
    years: list[Any] = [2012.0, float("nan"), None, _NA(), np.float64(2013), " ", 2012]  # Any: of any library
    found = strata_from_frame({"year": years, "A": [1] * 7, "B": [1] * 7}, by="year")
    assert found.labels == (("",), ("2012",), ("2013",))
    assert [each.documented for each in found.histories] == [4, 2, 1]


def test_a_table_of_pyarrow_is_a_frame() -> None:
    """Its columns are taken by name, what is null in a stratum is unknown, and null in a list is refused."""
    pa = pytest.importorskip("pyarrow")
    found = strata_from_frame(pa.table(COLUMNS), by=["region"], count="count")
    expected = strata_from_frame(COLUMNS, by=["region"], count="count")
    assert found.labels == expected.labels
    assert [each.sha256 for each in found.histories] == [each.sha256 for each in expected.histories]
    with pytest.raises(UsageError, match="found nan"):
        strata_from_frame(pa.table({"A": [1, None], "B": [1, 1]}), by=[])


class _Twice:
    """A data frame that has two columns of one name, and gives both for it."""

    columns = ("A", "A")

    def __getitem__(self, name: str) -> np.ndarray[Any, Any]:  # Any: any type of column
        return np.ones((1, 2))


@pytest.mark.parametrize(
    ("frame", "by", "told"),
    [
        (_Twice(), [], "different names, found A, A"),
        (COLUMNS, ["region", "region"], "different names, found region, region"),
        ({"A": [1, 1], "B": [1]}, [], r"B: expected \(2,\), found \(1,\)"),
        ({"A": [1, 1], "B": [1, 0], "year": [1]}, ["year"], r"year: expected \(2,\), found \(1,\)"),
    ],
)
def test_columns_that_do_not_fit_are_one_error(frame: Any, by: list[str], told: str) -> None:
    """Names that come twice and columns of different lengths are named."""
    with pytest.raises(UsageError, match=told):
        strata_from_frame(frame, by=by)


@pytest.mark.parametrize(
    ("choice", "told"),
    [
        ({"seed": None}, "seed: expected >= 0, found None"),
        ({"seed": -1}, "seed: expected >= 0, found -1"),
        ({"seed": 1.5}, "seed: expected >= 0, found 1.5"),
        ({"believed": 0}, "believed: expected >= 1, found 0"),
        ({"believed": -5}, "believed: expected >= 1, found -5"),
    ],
)
def test_choices_that_cannot_be_are_refused(choice: Any, told: str) -> None:
    """A seed that is none and a belief in nobody are one error, of a total and of strata."""
    histories = histories_from_array([[1, 1], [1, 0]])
    with pytest.raises(UsageError, match=told):
        count_total(histories, **choice)
    with pytest.raises(UsageError, match=told):
        estimate_strata(strata_from_frame({"A": [1], "B": [1]}, by=[]), **choice)
    with pytest.raises(UsageError, match="replicates: expected >= 1, found 0"):
        estimate_strata(strata_from_frame({"A": [1], "B": [1]}, by=[]), replicates=0)


def test_a_seed_of_numpy_is_a_seed() -> None:
    """A whole number of another library gives the key of Python's own."""
    histories = histories_from_array([[1, 1], [1, 0]])
    choices: list[dict[str, Any]] = [  # Any: whole numbers
        {"seed": 3, "believed": 50},
        {"seed": np.int64(3), "believed": np.int32(50)},
    ]
    one, other = (key_of(count_total(histories, **choice).result.provenance) for choice in choices)
    assert one == other


def test_the_example_of_the_documents_runs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The Python of the how-to page does what its comments say."""
    monkeypatch.setattr("sijill.count.average.RUNS", (2, 2))
    page = Path(__file__).parents[2] / "docs/how-to/page-of-an-estimate.md"
    (example,) = re.findall(r"```python\n(.*?)```", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    names: dict[str, Any] = {}  # Any: what the example defines
    exec(compile(example, "example", "exec"), names)  # noqa: S102 - our own page
    assert len(names["totals"]) == 4_000
    printed = capsys.readouterr().out.splitlines()
    assert printed[1:] == ["('north',) too_few_lists", "('south',) too_few_lists"]
