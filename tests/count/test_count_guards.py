"""Each guard lets a sound table pass and stops its broken neighbour, with words in both languages."""

import pytest
from populations import histories_of

from sijill.count.guards import first_refusal
from sijill.count.histories import in_canonical_order
from sijill.words import keys, say

SOUND = {"A": 60, "B": 50, "C": 40, "AB": 12, "AC": 10, "BC": 8, "ABC": 3}

BROKEN = {
    "no_persons": dict.fromkeys(SOUND, 0),
    "too_few_lists": {"A": 60, "B": 50, "AB": 12},
    "too_many_lists": dict.fromkeys("ABCDEFGHIJKLMNOPQRSTU", 40) | {"ABCDEFGHIJKLMNOPQRSTU": 30},
    "no_overlap": {"A": 60, "B": 50, "C": 40},
    "parts_apart": {"A": 60, "B": 50, "C": 40, "AB": 30},
    "hangs_by_one": {"A": 60, "B": 50, "C": 40, "AB": 30, "BC": 1},
    "nested": {"A": 600, "AB": 50, "AC": 40, "ABC": 20},
    "nearly_nested": {"A": 600, "AB": 50, "AC": 40, "ABC": 20, "B": 6, "BC": 3},
    "drawn_from_one": {"A": 600, "AB": 50, "AC": 40, "ABC": 30, "B": 18, "C": 16, "BC": 1},
    "too_few_on_two": {"A": 60, "B": 50, "C": 40, "AB": 4, "AC": 3, "BC": 2},
    "copied": {"A": 60, "B": 2, "C": 40, "AB": 90, "AC": 10, "ABC": 8},
}
NEIGHBOUR = {
    "no_persons": SOUND,
    "too_few_lists": SOUND,
    "too_many_lists": dict.fromkeys("ABCDEFGHIJKLMNOPQRST", 40) | {"ABCDEFGHIJKLMNOPQRST": 30},
    "no_overlap": SOUND,
    "parts_apart": {**BROKEN["parts_apart"], "BC": 5},
    "hangs_by_one": {"A": 60, "B": 50, "C": 40, "AB": 30, "BC": 2},
    "nested": SOUND,
    "nearly_nested": {**BROKEN["nearly_nested"], "B": 40, "C": 30},
    "drawn_from_one": {**BROKEN["drawn_from_one"], "BC": 5},
    "too_few_on_two": {**BROKEN["too_few_on_two"], "ABC": 1},
    "copied": {**BROKEN["copied"], "B": 20, "C": 60},
}


@pytest.mark.parametrize("code", BROKEN)
def test_a_guard_stops_the_broken_table(code: str) -> None:
    """The broken table is refused for its own reason, said in both languages with what would help."""
    refusal = first_refusal(in_canonical_order(histories_of(BROKEN[code])))
    assert refusal is not None
    assert refusal[0] == code
    for language in ("ar", "en"):
        assert say(f"count.refusal.{code}", language, **dict(refusal[1]))
        assert say(f"count.help.{code}", language)


@pytest.mark.parametrize("code", NEIGHBOUR)
def test_a_guard_lets_the_sound_neighbour_pass(code: str) -> None:
    """The table that differs from the broken one only in what the guard is about passes all guards."""
    assert first_refusal(in_canonical_order(histories_of(NEIGHBOUR[code]))) is None


def test_every_refusal_says_what_would_help() -> None:
    """Reasons and helps come in pairs."""
    names = [
        {key.rsplit(".", 1)[1] for key in keys("count") if f".{kind}." in key} for kind in ("refusal", "help")
    ]
    assert names[0] == names[1]
    assert set(BROKEN) < names[0]
