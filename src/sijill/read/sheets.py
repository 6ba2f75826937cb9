"""Office files: XLSX through calamine, DOCX through python-docx."""

import datetime as dt
import zipfile
from pathlib import Path

from sijill.model.reading import Passage, Reading, Row
from sijill.read.plain import Unreadable, table_rows


def read_xlsx(path: Path) -> tuple[Row, ...]:
    """Return the rows of every sheet that is shown; dates as ISO 8601, whole numbers without a point."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        rows: list[Row] = []
        for number, name in enumerate(workbook.sheet_names, 1):
            lines = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
            rows += table_rows(
                [[_written(cell) for cell in line] for line in lines], f"sheet={number}&row={{row}}"
            )
    except (CalamineError, zipfile.BadZipFile, OSError, ValueError) as error:
        raise Unreadable("broken_xlsx", str(error)) from error
    return tuple(rows)


def read_docx(path: Path) -> Reading:
    """Return the body text of a document as one passage, and the rows of its tables."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise Unreadable("broken_docx", str(error)) from error
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    rows: list[Row] = []
    for number, table in enumerate(document.tables, 1):
        lines = [[cell.text for cell in row.cells] for row in table.rows]
        rows += table_rows(lines, f"table={number}&row={{row}}")
    passages = (Passage(at="text", text=text),) if text.strip() else ()
    return Reading(kind="docx", passages=passages, rows=tuple(rows))


def _written(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return str(cell)
