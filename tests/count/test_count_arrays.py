"""Arrays and data frames give the histories that a file gives, or one clear error."""

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sijill.count import (
    histories_from_array,
    histories_from_frame,
    read_strata,
    read_table,
    strata_from_frame,
)
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
