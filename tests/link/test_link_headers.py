"""Headers as lists write them are known: with marks, with *and* apart, in words of the field."""

import pytest

from sijill.link.headers import find_columns, whole_name
from sijill.text.titles_of_others import TITLES_OF_OTHERS


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


@pytest.mark.parametrize("language", sorted(TITLES_OF_OTHERS))
def test_titles_of_other_languages_are_known_as_they_are_written(language: str) -> None:
    """Each title is the field that its table says, in small and in capital letters, and no two fields have one title."""
    for field, titles in TITLES_OF_OTHERS[language].items():
        for title in titles.split("|"):
            for written in (title, title.title(), title.replace("i", "İ").upper()):
                assert find_columns([written]) == {field: (0,)}, written


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Prénom;Nom;Né(e) le;Sexe;Nom du père", "first family birth_date sex father"),
        ("Nom et prénom;Date de naissance;Lieu;Date d’arrestation", "name birth_date place detention_date"),
        ("Nom;Nom du père;Âge", "name father age"),
        ("Adı;Soyadı;Baba Adı;DOĞUM TARİHİ;Cinsiyet", "name family father birth_date sex"),
        ("Nav;Paşnav;Navê bavê;Roja jidayikbûnê;Bajar", "name family father birth_date town"),
        ("ناوی سیانی;نازناو;ڕەگەز;بەرواری لەدایکبوون", "name family sex birth_date"),
        ("نام;نام خانوادگی;نام پدر;تاریخ تولد", "name family father birth_date"),
        ("نام;نام‌خانوادگی;جنسیت", "name family sex"),
        ("Nombre;Apellidos;Fecha de nacimiento;Lugar", "name family birth_date place"),
        ("Vorname;Name;Geburtsdatum;Geschlecht", "first family birth_date sex"),
        ("Name;First name;Date of birth", "family first birth_date"),
        ("Name;First name;Surname", "name first family"),
    ],
)
def test_headers_of_other_languages_are_read(header: str, fields: str) -> None:
    """Whole headers; what is just called *name* is the family's beside given names, unless families have a column."""
    found = find_columns(header.split(";"))
    assert [
        next(field for field, places in found.items() if place in places) for place in range(len(found))
    ] == (fields.split())


@pytest.mark.parametrize(
    "title", ["Sexo", "الشهر", "Lieu de naissance", "Geburtsort", "Lugar de nacimiento", "Doğum yeri"]
)
def test_what_means_two_things_is_no_field(title: str) -> None:
    """M is *mujer* and *male*, شهر a town and a month; a place of birth is none of the event."""
    assert find_columns([title]) == {}


@pytest.mark.parametrize(
    ("name", "first", "whole"),
    [
        ("Haddad", "Salim", "Salim Haddad"),
        ("Salim Haddad", "Salim", "Salim Haddad"),
        ("Salim", "Salim", "Salim Salim"),
    ],
)
def test_a_family_beside_a_given_name_is_a_whole_name_or_a_family(name: str, first: str, whole: str) -> None:
    """No given name is lost, and none is said twice where the other column has it already."""
    given = {"family": name, "first": first}
    assert whole_name(lambda field: given.get(field, "")) == whole
