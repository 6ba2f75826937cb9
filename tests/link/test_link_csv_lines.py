"""Lines of clusters are what formatting them one by one gives."""

import csv
import io
import math

import numpy as np
import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from sijill.link import RecordColumns, clusters_csv, link_records
from sijill.link.csv_lines import lines_of

_PROBABILITY = st.none() | st.sampled_from((0.0, 1.0, 4e-7, 5e-7, 0.9999994, 0.9999996)) | st.floats(0, 1)
_ROW = st.tuples(st.text("a1ب ٣", max_size=5), st.text("c0f", min_size=1, max_size=4), _PROBABILITY)


def _line(record: str, cluster: str, probability: float | None) -> str:
    said = "" if probability is None else f"{int(np.rint(probability * 1e6)) / 1e6:.6f}"
    return f"{record},{cluster},{said}\n"


@given(st.lists(_ROW, min_size=1, max_size=20), st.integers(0, 19))
def test_lines_are_those_of_each_record(rows: list[tuple[str, str, float | None]], first: int) -> None:
    """Each line has record, cluster and six decimals, none where a record stands alone, of any part of the columns."""
    first %= len(rows)
    ids, clusters = (pa.array([row[side] for row in rows], pa.string()) for side in (0, 1))
    probability = np.array([math.nan if row[2] is None else row[2] for row in rows])
    found = lines_of(ids[first:], clusters[first:], probability[first:])
    assert found.decode() == "".join(_line(*row) for row in rows[first:])


def test_ids_of_several_lines_stay_one_field() -> None:
    """Line ends, quotes and commas in an id are read back as they were."""
    ids = ["c\nd", "e\rf", 'g"h', "i,j", "ق"]
    names = ["هالة كمال نصر", "سالم رامي التوت", "نبيل عمار السرو", "رامي سالم الجوز", "عمار هاني اللوز"]
    content = clusters_csv(link_records(RecordColumns(ids=ids, lists=["a"] * 5, names=names)))
    rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
    assert {row[0] for row in rows[1:]} == set(ids)
