"""A header that is repeated, a sum and the number of a page are nobody; whoever has a name is somebody."""

from pathlib import Path

import pyarrow as pa
import pytest

from sijill.link.files import read_files, warnings_on
from sijill.link.in_register import link_register
from sijill.link.no_records import NoRecord, sort_of
from sijill.link.plain_csv import read_columns
from sijill.link.rows import stored_rows
from sijill.link.told_rows import with_records
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
    assert (sort_of(row, HEADER) is not None) == is_none


def test_a_title_alone_is_the_header_of_a_list_of_one_column() -> None:
    """A column of names may have its title once more, and nothing else."""
    assert sort_of(["الاسم"], ["الاسم"]) is NoRecord.HEADER
    assert sort_of(["سالم"], ["الاسم"]) is None


def test_plain_lists_are_read_without_them() -> None:
    """The careful reader leaves such rows out, and the quick one leaves the list to it; row numbers stay."""
    content = PRINTED.encode()
    assert read_columns(content) is None
    stored = stored_rows(Path("a.csv"), content)
    assert [number for number, _ in stored.rows] == [1, 2, 3, 6]
    sorts = [(4, NoRecord.PAGE), (5, NoRecord.HEADER), (7, NoRecord.SUM), (8, NoRecord.SUM)]
    assert stored.no_records == sorts
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
    rows = stored_rows(path, path.read_bytes()).rows
    assert [fields[:5] for _, fields in rows] == [
        ["م", "الاسم الأول", "الكنية", "التاريخ الولادة", "المكان الولادة"],
        ["1", "سالم", "الغيم", "1981", "السنديان"],
    ]


NOTES = (
    "ملاحظة: الأعداد أولية",
    "ملاحظات: الأسماء غير نهائية",
    "المصدر: تنسيقية الحي",
    "المصادر : ناشطون وأهالي",
    "أعدّها: المكتب الإعلامي",
    "إعداد: مكتب التوثيق",
    "تم التحديث بتاريخ 5/6/2014",
    "آخر تحديث: 12 حزيران",
    "Source: local committee",
    "Prepared by the documentation office",
    "Note: figures are preliminary",
    "Last updated 12 June 2014",
    "* ملاحظة هامة: القائمة قابلة للزيادة",
    "مصدر المعلومات: شهود",
    "توقيع مدير المكتب: سالم الغيم",
    "التوقيع:",
    "NOTE: see page 2",
    "تنويه: وردت أسماء مكررة",
    "ملاحظة/ الأعداد أولية",
    "ملاحظه : هذه القائمة غير كاملة",
    "المصدر: شبكة الأخبار",
    "اعداد: لجنة الإحصاء",
    "أعدّ القائمة: فريق الرصد",
    "تم تحديث القائمة في 3 آب",
    "تاريخ التحديث: 2014-06-01",
    "ملحوظة: بعض الأعمار تقريبية",
    "Sources: families, hospital",
    "Notes: 1) preliminary",
    "Compiled by: the team",
    "Updated on 3 May 2014",
    "SOURCE: FIELD OFFICE",
    "الملاحظات: لا يوجد",
    "Signature: ________",
    "جهة الإعداد: المركز",
    "تنبيه: لا يجوز النشر",
    "Signed by: head of office",
    "- المصدر: المشفى",
)
PEOPLE = (
    "سالم رافع الغيم",
    "مصدر الغيم",
    "Note Sahab",
    "الاسم: سالم رافع",
    "الشهيد: سالم رافع الغيم",
    "نور: ابنة سالم الغيم",
    "هاتف عبد الله السحاب",
    "مجهول الهوية",
    "المعتقل/ هاني رافع",
    "سالم الغيم (المصدر: أهله)",
    "سالم رافع، ملاحظة: توفي لاحقاً",
    "Salem Sahab, note: alive",
    "مدير المدرسة: سالم الغيم",
    "Source Dalia",
    "ملاحظ سالم",
    "أعد الغيم",
    "توقيع الغيم",
    "تحديث",
    "Salem: Sahab",
    "العمر: 12",
    "الطفلة: نور الغيم",
    "أبو المصدر: سالم",
    "Noted Sahab",
    "Prepared Sahab",
    "طفل من عائلة الغيم",
    "إعداد الغيم",
    "عائلة الغيم: سالم وهاني",
)


@pytest.mark.parametrize("text", [*NOTES, *PEOPLE])
def test_a_note_is_a_word_and_a_colon(text: str) -> None:
    """What stands alone in a row and may be somebody's name is a record; half of these were written aside of the rule."""
    assert (sort_of(["", text, ""], HEADER) is NoRecord.NOTE) == (text in NOTES)
    assert sort_of(["7", text, ""], HEADER) is None
    assert sort_of(["", "", text], HEADER) is None
    assert sort_of([text, " وقد تزيد"], ["الاسم"]) == (NoRecord.NOTE if text in NOTES else None)


def test_a_note_stands_at_the_foot() -> None:
    """Among records it is one; above a header that is repeated, where a page ends, it is none."""
    lines = (
        "الاسم,الحالة",
        "ملاحظة: أ,",
        "سالم,معتقل",
        "ملاحظة: ب",
        "الاسم,الحالة",
        "هاني,معتقل",
        "ملاحظة: ج,",
        "المصدر: د,",
    )
    content = "\n".join(lines).encode()
    assert read_columns(content) is None
    stored = stored_rows(Path("a.csv"), content)
    assert [number for number, _ in stored.rows] == [1, 2, 3, 6]
    assert [number for number, sort in stored.no_records if sort is NoRecord.NOTE] == [4, 7, 8]


@pytest.mark.parametrize("end", ["", "\n", "\r\n\r\n"])
def test_one_name_a_line_with_a_note_is_read(tmp_path: Path, end: str) -> None:
    """A comma in the note is no second column; row and kind are told."""
    path = tmp_path / "a.csv"
    path.write_bytes(
        ("الاسم\nسالم رافع الغيم\nهاني رافع الغيم\nملاحظة: الأعداد أولية, وقد تزيد" + end).encode()
    )
    records, inputs = read_files([path])
    assert list(records.names) == ["سالم رافع الغيم", "هاني رافع الغيم"]
    told = {"file": "a.csv", "where": "a.csv", "count": 1, "rows": [4]}
    assert warnings_on(inputs) == [("no_record_note", told)]


def test_registers_and_plain_files_leave_out_the_same(
    register: Register,
    tmp_path: Path,
    in_process: None,  # noqa: ARG001 - a fixture
) -> None:
    """What is left out is told by its row, in words for either."""
    path = tmp_path / "a.csv"
    path.write_text(PRINTED + "ملاحظة: الأعداد أولية\nالمصدر: تنسيقية السنديان,,\n", encoding="utf-8")
    add_files(register, [path], given=terms(Access.TEAM), source="invented", list_name="A")
    refresh(register)
    told = dict(link_register(register).warnings)
    plain = dict(warnings_on(read_files([path])[1]))
    for sort, rows in (("page", [4]), ("header", [5]), ("sum", [7, 8]), ("note", [9, 10])):
        assert told[f"no_record_{sort}"]["rows"] == list(map(str, rows))
        assert plain[f"no_record_{sort}"]["rows"] == rows
    assert tables.read(register, "mentions")["at"].to_pylist() == ["row=2", "row=3", "row=6"]


def test_each_sheet_has_its_foot() -> None:
    """Behind a note of the first sheet the records of the second begin."""
    lines = [
        ("sheet=1&row=2", "سالم"),
        ("sheet=1&row=3", "ملاحظة: أ"),
        ("sheet=2&row=2", "هاني"),
        ("sheet=2&row=3", "المصدر: ب"),
    ]
    at, values = zip(*lines, strict=True)
    cells = pa.table(
        {
            "at": pa.array(at),
            "position": pa.array(range(4), pa.int32()),
            "column": pa.array([0] * 4, pa.int32()),
            "header": ["الاسم"] * 4,
            "value": pa.array(values),
        }
    )
    records = with_records(cells, ["الاسم"])
    assert records.cells["value"].to_pylist() == ["سالم", "هاني"]
    assert records.left_out == [("sheet=1&row=3", NoRecord.NOTE), ("sheet=2&row=3", NoRecord.NOTE)]
