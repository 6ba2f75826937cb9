"""Repeats: copies are no new evidence."""

from typing import Any

from sijill.claim.repeats import first_appearances


def _claim(exhibit: str, position: int = 0, **given: Any) -> dict[str, Any]:  # Any: values of a row
    figure = {
        "type": "killed",
        "unit": "person",
        "min": 12,
        "max": 12,
        "qualifier": "exact",
        "text": "12 شخصاً",
    }
    words = {"sentence": "قُتل 12 شخصاً في بلدة خزامية.", "sentence_at": 0, "at": "text", "attribution": ""}
    where = {"places": [], "located": (), "since": "", "until": ""}
    return {"exhibit": exhibit, "position": position, **figure, **words, **where, **given}


def test_a_copied_sentence_repeats_the_first_that_came_in() -> None:
    """Vowels and spacing do not make another sentence; the first is the one that was handed in first."""
    rows = [
        _claim("A"),
        _claim("B", sentence="قتل 12 شخصا  في بلدة خزامية."),
        _claim("C"),
    ]
    found = first_appearances(rows, {"A": 5, "B": 1, "C": 9})
    assert found == {("A", 0): ("B", 0), ("C", 0): ("B", 0)}


def test_the_same_speaker_with_the_same_figure_is_a_repeat() -> None:
    """In other words, of the same place and period; another period is another claim."""
    rows = [
        _claim("A", attribution="اللجنة", since="2030-01-01", until="2030-01-31"),
        _claim(
            "B",
            attribution="اللجنة",
            sentence="أعلنت اللجنة مقتل 12 شخصاً.",
            since="2030-01-01",
            until="2030-01-31",
        ),
        _claim(
            "C",
            attribution="اللجنة",
            sentence="وفي شباط قُتل 12 شخصاً.",
            since="2030-02-01",
            until="2030-02-28",
        ),
    ]
    assert first_appearances(rows, {"A": 1, "B": 2, "C": 3}) == {("B", 0): ("A", 0)}


def test_two_figures_of_one_sentence_do_not_repeat_each_other() -> None:
    """12 here and 12 there are 24."""
    sentence = "قُتل 12 شخصاً في الحي الأول و12 شخصاً في الثاني."
    rows = [_claim("A", 0, sentence=sentence), _claim("A", 1, sentence=sentence)]
    assert first_appearances(rows, {"A": 1}) == {}


def test_another_speaker_with_the_same_figure_is_no_repeat() -> None:
    """Two sources that say the same are two sources."""
    rows = [
        _claim("A", attribution="اللجنة"),
        _claim("B", attribution="البلدية", sentence="قالت البلدية إن 12 شخصاً قُتلوا."),
    ]
    assert first_appearances(rows, {"A": 1, "B": 2}) == {}
