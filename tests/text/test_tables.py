"""Where the header of a table is, and what divides its columns."""

import pytest

from sijill.text.tables import delimiter, header_of, titles_above

HEADER = ["No", "Full name", "Born", "Place", "Notes"]
PERSON = ["1", "Samer al-Tut", "1981", "Sindyan", ""]


@pytest.mark.parametrize(
    ("above", "rows"),
    [
        (0, [HEADER, PERSON, PERSON]),
        (1, [["List of the detained, collected 2014"], HEADER, PERSON]),
        (1, [["List of the detained", "", "", "", ""], HEADER, PERSON]),
        (2, [["Ministry"], ["Date:", "", "", "", ""], HEADER, PERSON]),
        (0, [["name"], ["Samer", "al-Tut", "the baker"], ["Hiba", "al-Karaz", "a nurse"]]),
        (0, [["name"], ["Samer", "born 1981", "Sindyan"], ["Hiba", "born 1990", "Naba"]]),
        (0, [["id", "", ""], ["1", "2", "3"]]),
        (0, [["name"], ["Samer al-Tut"]]),
        (0, [["name", "", ""], ["Samer al-Tut", "Sindyan", "baker"], ["Hiba al-Karaz", "Naba", "1990"]]),
        (0, [["", "الاسم:", ""], ["الاسم", "حلب", "سامر رامي"], ["", "", "٣"]]),
        (1, [["قائمة الأسماء"], HEADER, PERSON]),
        (0, [["a", "b"], ["1", "2"]]),
        (0, [["id", "name", "", "", "", ""], ["1", "Samer", "x", "y", "z", ""]]),
        (0, []),
    ],
)
def test_titles_stand_above_a_header_alone(above: int, rows: list[list[str]]) -> None:
    """A row of one cell above a whole header is a title; a header of one column, and a person, never are."""
    assert titles_above(rows) == above


@pytest.mark.parametrize(
    ("mark", "lines"),
    [
        (",", ["id,name,place", "1,Samer;Hiba,Sindyan"]),
        (";", ["id;name", "1;al-Tut, Samer, the baker", "2;Karaz, Hiba, a nurse"]),
        (";", ["", "List of the detained, collected 2014", "No;Name;Born", "1;Samer;1981", "2;Hiba;1990"]),
        ("\t", ["List", "No\tName\tBorn", "1\tSamer, Hani\t1981"]),
        (",", ["name", "Samer"]),
        (",", ["id,name,remarks", '1,Samer al-Tut,"a; b; c', "d; e; f", "g; h; i", 'j; k"', "2,Hiba,x"]),
        (",", ["name", "Samer al-Tut; Abu Hani", "Hiba al-Karaz; Umm Basel", "Basel"]),
        (",", ["name", "Samer; Hani; 3", "Hiba; Basel; 4"]),
        (",", ["name", "x\ty"]),
        (",", []),
    ],
)
def test_what_divides_columns(mark: str, lines: list[str]) -> None:
    """The header says it, not what stands in cells or in a title above it."""
    assert delimiter("\n".join(lines)) == mark


@pytest.mark.parametrize(
    ("rows", "last", "header"),
    [
        ([HEADER, PERSON], 0, HEADER),
        (
            [
                ["قائمة المعتقلين"],
                ["م", "الاسم", "", "الولادة", "", "الحالة"],
                ["", "الاسم الثلاثي", "الكنية", "التاريخ", "المكان", ""],
                ["1", "سامر رامي هاني", "التوت", "1981", "السنديان", "معتقل"],
            ],
            2,
            ["م", "الاسم الثلاثي", "الكنية", "التاريخ الولادة", "المكان الولادة", "الحالة"],
        ),
        (
            [["No", "Name", "", "Born"], ["No", "First name", "Family name", "Born", "Notes"], PERSON],
            1,
            ["No", "First name", "Family name", "Born", "Notes"],
        ),
        ([["No", "Name", "Born"], ["No", "Name", "Born"], PERSON], 0, ["No", "Name", "Born"]),
        ([["م", "الاسم", "الأب"], ["1", "الاسم", "الأب"], PERSON], 0, ["م", "الاسم", "الأب"]),
        ([["م", "الاسم", "الأب"], ["", "سامر", "الأب"], PERSON], 0, ["م", "الاسم", "الأب"]),
        ([["الاسم"]], 0, ["الاسم"]),
    ],
)
def test_a_header_may_have_a_second_row(rows: list[list[str]], last: int, header: list[str]) -> None:
    """Only a row with two columns of names and no digit is one; التاريخ below الولادة is the date of a birth."""
    assert header_of(rows) == (last, header)
