"""Headers as lists write them are known: with marks, with *and* apart, in words of the field."""

import pytest

from sijill.link.headers import find_columns, whole_name


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
        ("تاريخ الحادث", "event_date"),
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


@pytest.mark.parametrize(
    ("name", "family", "whole"),
    [
        ("سالم عمار نبيل", "السرو", "سالم عمار نبيل السرو"),
        ("سالم عمار السرو", "السرو", "سالم عمار السرو"),
        ("سالم عمار سرو", "السرو", "سالم عمار سرو"),
        ("سالم عمار أبو السرو", "أبو السرو", "سالم عمار أبو السرو"),
        ("عبد الرحمن عمار نبيل", "السرو", "عبد الرحمن عمار نبيل السرو"),
        ("سالم نور الدين نبيل", "السرو", "سالم نور الدين نبيل السرو"),
        ("سالم عمار نبيل اللوز", "السرو", "سالم عمار نبيل اللوز"),
        ("Salem Ammar Nabil", "Sarw", "Salem Ammar Nabil Sarw"),
        ("سالم عمار نبيل", "Sarw", "سالم عمار نبيل"),
        ("سالم عمار نبيل", "", "سالم عمار نبيل"),
    ],
)
def test_a_name_of_three_is_completed_by_a_family_that_it_lacks(name: str, family: str, whole: str) -> None:
    """Without its family a son of another house of the same father and grandfather would be one with him."""
    given = {"name": name, "family": family}
    assert whole_name(lambda field: given.get(field, "")) == whole
