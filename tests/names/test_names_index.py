"""Names found among many, from either script."""

import pytest

from sijill.names import Index, score

GIVEN = ["رامي", "سعد", "وسام", "خالد", "ناصر", "فادي", "غسان", "هيثم", "زياد", "باسل"]
FAMILIES = ["شقير", "الأشقر", "زيتون", "سمارة", "الخطيب", "الحلبي", "نعناع", "قباني"]
NAMES = [f"{given} {father} {family}" for given in GIVEN for father in GIVEN for family in FAMILIES]


def test_a_romanised_name_finds_the_arabic_one_first() -> None:
    """The best hit across scripts is the name itself, with the score of the pair."""
    found = Index(NAMES).search("Ghassan Nasser al-Khatib", 5)
    assert NAMES[found[0][0]] == "غسان ناصر الخطيب"
    assert found[0][1] == pytest.approx(score(NAMES[found[0][0]], "Ghassan Nasser al-Khatib"))
    assert [value for _, value in found] == sorted((value for _, value in found), reverse=True)


def test_equal_names_come_in_the_order_of_their_positions() -> None:
    """Ties are broken by position, so that two runs say the same."""
    index = Index(["سعد شقير", "رامي شقير", "رامي شقير"])
    assert [place for place, _ in index.search("رامي شقير", 3)] == [1, 2, 0]


def test_many_queries_are_single_queries() -> None:
    """Searching many is searching each."""
    index = Index(NAMES)
    queries = ["Rami Saad Zaytoun", "زياد باسل", "", "北京"]
    assert index.search_many(queries, 3) == [index.search(query, 3) for query in queries]
    assert index.search_many(queries, 3)[2:] == [[], []]


@pytest.mark.parametrize("names", [[], [""], ["北京", "مجهول الهوية"]])
def test_an_index_without_names_finds_nothing(names: list[str]) -> None:
    """An empty index answers."""
    assert Index(names).search("Rami") == []
