"""Headers as lists write them are known: with marks, with *and* apart, in words of the field."""

import pytest

from sijill.link.headers import find_columns


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("الإسم الكامل:", "name"),
        ("الاسم و الكنية", "name"),
        ("الاسم الثلاثي واللقب", "name"),
        ("اسم_الشهيد", "name"),
        ("Full Name (Arabic)", "name"),
        ("Full Name (English)", "name_latin"),
        ("FullName", "name"),
        ("Victim's name", "name"),
        ("Name of the deceased", "name"),
        ("العمر (سنة)", "age"),
        ("سنة التولد", "birth_date"),
        ("date.of.birth", "birth_date"),
        ("اسم الأب", "father"),
        ("إسم الأم", "mother"),
    ],
)
def test_a_title_is_known(title: str, field: str) -> None:
    """Each of these is the one field that it names."""
    assert find_columns([title]) == {field: (0,)}


@pytest.mark.parametrize(
    "title", ["", "ملاحظات", "مكان الولادة", "تسلسل", "#", "اسم الملف", "Name of the source"]
)
def test_other_titles_are_no_field(title: str) -> None:
    """A number in a row is no id of a record, a place of birth none of the event, another name none of a person."""
    assert find_columns([title]) == {}
