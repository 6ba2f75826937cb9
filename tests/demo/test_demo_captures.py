"""Lists see different people with different chances, and the truth knows who is on which."""

import dataclasses
from collections import Counter

import pytest

from sijill.demo import Country, make_country
from sijill.demo.captures import capture, list_forms
from sijill.demo.entries import Entry


@pytest.fixture(scope="module")
def large() -> Country:
    """A country of 20,000, for shares."""
    return make_country(seed=11, persons=20_000)


def test_some_are_on_no_list_and_some_on_many(large: Country) -> None:
    """Between two thirds and four fifths of the victims are on some list; a few are on all or all but one."""
    numbers = Counter(len(codes) for codes in large.on_lists)
    assert 0.66 < 1 - numbers[0] / len(large.victims) < 0.82
    assert all(numbers[number] > 0 for number in (0, 1, 2, 3, 4))


def test_a_list_that_is_passed_cases_has_more_of_them(large: Country) -> None:
    """Those on the list that refers are likelier on the one referred to: odds ratio above one by 4 errors."""
    cells = Counter(("KR" in codes, "IO" in codes) for codes in large.on_lists)
    assert min(cells.values()) > 100
    ratio = cells[True, True] * cells[False, False] / cells[True, False] / cells[False, True]
    error = sum(1 / count for count in cells.values()) ** 0.5
    assert ratio > 1 * 2.718281828 ** (4 * error)


def test_lists_differ_by_kind(large: Country) -> None:
    """The hospitals' share of the killed is larger than the families' association's."""

    def share_killed(code: str) -> float:
        kinds = [
            victim.kind.value
            for victim, codes in zip(large.victims, large.on_lists, strict=True)
            if code in codes
        ]
        return kinds.count("killed") / len(kinds)

    assert share_killed("HN") > share_killed("FA") + 0.05


def test_only_one_list_names_a_person_twice(large: Country) -> None:
    """The families' association has duplicates; no other list has any."""
    for book in large.books:
        persons = Counter(entry.person_id for entry in book.entries)
        twice = sum(count > 1 for count in persons.values())
        assert (twice > 0) is (book.form.code == "FA") is (book.form.duplicates > 0)
        assert max(persons.values()) <= 2


def test_captures_of_a_list_do_not_depend_on_later_lists(large: Country) -> None:
    """A list's captures are its own stream: leaving the last list out changes no other."""
    forms = list_forms()
    whole = capture(large.victims, forms, seed=11)
    assert capture(large.victims, forms[:-1], seed=11) == whole[:-1]


def test_every_defect_of_the_rates_occurs(large: Country) -> None:
    """Missing slots, kunya, placeholder dates, partial dates and missing places are all there."""
    entries = [entry for book in large.books for entry in book.entries]
    arabic = [entry for book in large.books[:4] for entry in book.entries]
    assert any(not entry.grandfather for entry in entries)
    assert any(not entry.family for entry in entries)
    assert any(not entry.mother for entry in arabic)
    assert any(not entry.town for entry in entries)
    assert any(entry.father.startswith(("أبو", "ابو")) for entry in arabic)
    assert any(entry.birth_date.endswith("-01-01") for entry in large.books[0].entries)
    assert any(len(entry.event_date) == 4 for entry in large.books[0].entries)
    assert any("عالء" in entry.full_name or "بالل" in entry.full_name for entry in large.books[2].entries)
    assert any(entry.age and int(entry.age) >= 0 for entry in large.books[1].entries)


def test_entries_keep_their_person_in_most_fields(large: Country) -> None:
    """The given name as written equals the person's in most entries: errors are the exception."""
    names = {victim.person.id: victim.person.given.arabic for victim in large.victims}
    book = large.books[0]
    same = sum(entry.given == names[entry.person_id] for entry in book.entries)
    assert same > 0.6 * len(book.entries)
    assert same < len(book.entries)


def test_no_entry_holds_a_line_break() -> None:
    """Every field is one line, so that each row of each file is one entry."""
    made = make_country(seed=4, persons=1000)
    for book in made.books:
        for entry in book.entries:
            for field in dataclasses.fields(Entry):
                assert "\n" not in getattr(entry, field.name)
