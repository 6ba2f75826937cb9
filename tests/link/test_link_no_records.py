"""A header that is repeated, a sum and the number of a page are nobody; whoever has a name is somebody."""

from pathlib import Path

import pytest

from sijill.link.in_register import link_register
from sijill.link.no_records import is_no_record
from sijill.link.plain_csv import read_columns
from sijill.link.rows import stored_rows
from sijill.model.evidence import Access
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.store import tables
from sijill.store.layout import Register

HEADER = ["م", "الاسم", "الحالة"]
PRINTED = (
    "م,الاسم,الحالة\n1,سالم رافع الغيم,معتقل\n2,هاني رافع الغيم,معتقل\nصفحة 1,,\nم,الاسم,الحالة\n"
    "3,عادل فارس السحاب,مفقود\n,المجموع: 3,\nالإجمالي,3,\n"
)


@pytest.mark.parametrize(
    ("is_none", "row"),
    [
        (True, HEADER),
        (True, [" م ", "الاسم", ""]),
        (True, ["", "المجموع: 250", ""]),
        (True, ["المجموع", "٢٥٠", ""]),
        (True, ["", "إجمالي عدد الشهداء: 250", ""]),
        (True, ["Grand total", "", "250"]),
        (True, ["صفحة 2 من 5", "", ""]),
        (True, ["Page 3", "", ""]),
        (False, ["", "", ""]),
        (False, ["", "الاسم", ""]),
        (False, ["1", "مجموعة الغيم", ""]),
        (False, ["1", "المجموع", "معتقل"]),
        (False, ["", "Page Smith", ""]),
        (False, ["", "Totaliya Sahab", ""]),
        (False, ["", "سالم رافع الغيم", ""]),
    ],
)
def test_only_rows_without_a_name_are_left_out(is_none: bool, row: list[str]) -> None:
    """Whatever may be somebody's name stays a record."""
    assert is_no_record(row, HEADER) == is_none


def test_a_title_alone_is_the_header_of_a_list_of_one_column() -> None:
    """A column of names may have its title once more, and nothing else."""
    assert is_no_record(["الاسم"], ["الاسم"])
    assert not is_no_record(["سالم"], ["الاسم"])


def test_plain_lists_are_read_without_them() -> None:
    """The careful reader leaves such rows out, and the quick one leaves the list to it; row numbers stay."""
    content = PRINTED.encode()
    assert read_columns(content) is None
    _, rows = stored_rows(Path("a.csv"), content)
    assert [number for number, _ in rows] == [1, 2, 3, 6]
    assert read_columns("م,الاسم,الحالة\n1,سالم,x\n2,هاني الصفحة,x\n".encode()) is not None


def test_in_a_register_they_are_nobody(register: Register, tmp_path: Path, in_process: None) -> None:  # noqa: ARG001
    """Three persons of eight lines, at their own places."""
    path = tmp_path / "a.csv"
    path.write_text(PRINTED, encoding="utf-8")
    add_files(register, [path], given=terms(Access.TEAM), source="invented", list_name="A")
    refresh(register)
    link_register(register)
    assert tables.read(register, "mentions")["at"].to_pylist() == ["row=2", "row=3", "row=6"]


def test_a_header_of_two_rows_loses_neither_family_nor_birth(
    register: Register,
    tmp_path: Path,
    in_process: None,  # noqa: ARG001 - a fixture
) -> None:
    """Cells that stand over several columns hide none of them, in a register and on plain files."""
    path = tmp_path / "a.csv"
    lines = (
        "م,الاسم,,الولادة,,الحالة",
        ",الاسم الأول,الكنية,التاريخ,المكان,",
        "1,سالم,الغيم,1981,السنديان,معتقل",
    )
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    add_files(register, [path], given=terms(Access.TEAM), source="invented", list_name="A")
    refresh(register)
    link_register(register)
    (row,) = tables.read(register, "mentions").to_pylist()
    told = {name: row[name] for name in ("at", "name", "birth", "event_date", "kind")}
    assert told == {
        "at": "row=3",
        "name": "سالم الغيم",
        "birth": "1981",
        "event_date": "",
        "kind": "detained",
    }
    assert read_columns(path.read_bytes()) is None
    _, rows = stored_rows(path, path.read_bytes())
    assert [fields[:5] for _, fields in rows] == [
        ["م", "الاسم الأول", "الكنية", "التاريخ الولادة", "المكان الولادة"],
        ["1", "سالم", "الغيم", "1981", "السنديان"],
    ]
