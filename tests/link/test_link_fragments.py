"""A fragment that a list writes in its own way is read as meant in words without a partner too."""

from collections.abc import Sequence

import numpy as np
import pytest
from invented_lists import columns

from sijill.link import link_records
from sijill.link.plain_letters import Spelt, by_letters
from sijill.link.records import LinkResult
from sijill.link.turned import turned
from sijill.link.ways import known_ways, ways_between, ways_of
from sijill.names.letters import CODES, LENGTH

GIVEN = ("سالم", "عمار", "نبيل", "هاني", "رامي", "فادي", "مازن", "وائل", "طارق", "عادل")
FAMILIES = ("التوت", "السرو", "الزيتون", "اللوز", "الرمان", "الجوز", "العنب", "الخوخ")
LETTER = {code: letter for letter, code in CODES.items()}


def _linked(fathers: Sequence[tuple[str, str]], lone: str, *, also: str = "ريمان") -> LinkResult:
    """Three lists of the same 200 persons, of whom the second has some ``fathers`` in its own way (meant, written).

    Four persons are called ريمان on the first list and the third, which ``also`` the second writes; ``lone`` is a first name that the second list alone has, once.
    """
    rows = []
    for person in range(200):
        first, father = GIVEN[person % 10], GIVEN[person // 10 % 10]
        grandfather, family = GIVEN[(person * 7 + person // 10) % 10], FAMILIES[person // 3 % 8]
        meant, written = (
            fathers[person // 20] if person % 20 == 0 and person // 20 < len(fathers) else (father,) * 2
        )
        for side in ("first", "second", "third"):
            named = (also if side == "second" else "ريمان") if person % 50 == 7 else first
            words = [named, written if side == "second" else meant, grandfather, family]
            rows.append((side, f"{side}{person:03}", " ".join(words), "", str(5 + person % 70), "", "", ""))
    rows.append(("second", "alone", f"{lone} هاني وائل الصفصاف", "", "44", "", "", ""))
    return link_records(columns(rows))


def _read_on_second(result: LinkResult) -> dict[str, str]:
    assert {each.on_list for each in result.mends} <= {"second"}
    return {_spelled(each.part): "+".join(map(_spelled, each.read_as)) for each in result.mends}


def _spelled(part: bytes) -> str:
    letters = "".join(LETTER[code] for code in part[:LENGTH] if code)
    return letters.translate(str.maketrans("ĦĪĀ", "هيا"))


# Nobody has ever heard of مان written as صا.
OWN = (("سلمان", "سلصا"), ("عثمان", "عثصا"), ("نعمان", "نعصا"))


def test_three_words_show_a_way_that_a_fourth_is_read_by() -> None:
    """Two words show too little of a way that no other list is known for."""
    usual = [*OWN, ("سلمان", "سلمان"), ("عثمان", "عثمان"), ("نعمان", "نعمان")]
    assert _read_on_second(_linked(usual, "ريصا")).get("ريصا") == "ريمان"
    assert "ريصا" not in _read_on_second(_linked([*OWN[:2], *usual[3:]], "ريصا"))


def test_one_word_shows_a_way_that_extraction_is_known_for() -> None:
    """ثن at the end is what is left of ني; on a list without any such word the same letters stay a name."""
    known = [("حسني", "حسثن"), ("حسني", "حسني"), ("لبني", "لبني"), ("لبني", "لبني")]
    assert _read_on_second(_linked(known, "لبثن")).get("لبثن") == "لبني"
    assert "لبثن" not in _read_on_second(_linked(known[1:], "لبثن"))


def test_a_word_that_other_lists_bear_is_what_it_says() -> None:
    """Where other lists have ريصا too, or partners have the same, it is a name of its own."""
    shown = [*OWN, ("سلمان", "سلمان"), ("عثمان", "عثمان"), ("نعمان", "نعمان"), ("ريصا", "ريصا")]
    assert "ريصا" not in _read_on_second(_linked(shown, "ريصا"))


def test_a_list_that_writes_as_others_do_has_nothing_read_otherwise() -> None:
    """No way is shown, none is read."""
    assert _linked([(meant, meant) for meant, _ in OWN], "ريمان").mends == ()


def _words(*words: str) -> Spelt:
    letters = np.zeros((len(words), LENGTH), np.uint8)
    for row, word in enumerate(words):
        letters[row, : len(word)] = [CODES[letter] for letter in word]
    return Spelt(letters, np.array([len(word) for word in words], np.uint8))


@pytest.mark.parametrize(
    ("read", "meant", "fragments"),
    [
        ("حسثن", "حسني", ("ثن", "ني", True)),
        ("مني", "منير", ("ي", "ير", True)),
        ("سريف", "شريف", ("س", "ش", False)),
        ("زاهر", "اهر", ("زا", "ا", False)),
        ("بيسان", "بان", ("بيس", "ب", False)),
        ("عبدالكريم", "سالم", None),
    ],
)
def test_a_way_is_what_two_words_do_not_share(
    read: str, meant: str, fragments: tuple[str, str, bool] | None
) -> None:
    """A letter lost or added is told with the one before it, or behind it where it is the first."""
    words = _words(read, meant)
    codes = ways_between(words, np.array([0]), np.array([1]))
    if fragments is None:
        assert codes.tolist() == [0]
        return
    ways, order = ways_of(codes)
    told = ["".join(LETTER[letter] for letter in row[0] if letter) for row in (ways.read, ways.meant)]
    assert (*told, bool(ways.at_end[0])) == fragments
    assert order.tolist() == [0]


def test_known_ways_stand_under_their_first_letter() -> None:
    """Ways are found by the letter they are read with first, and packing loses nothing."""
    codes = known_ways()
    ways, order = ways_of(codes)
    assert sorted(order.tolist()) == list(range(len(codes)))
    for letter in (CODES["ي"], CODES["ث"]):
        among = ways.read[ways.begins[letter] : ways.begins[letter + 1], 0]
        assert len(among) == (ways.read[:, 0] == letter).sum() > 0
        assert set(among.tolist()) == {letter}


@pytest.mark.parametrize(
    ("bears", "is_turned"),
    [
        ([[0, 4], [3, 0]], True),
        ([[0, 6], [3, 0]], True),
        ([[0, 3], [1, 0]], False),  # Once is a slip.
        ([[0, 3], [3, 1]], False),  # A list that has the other word too tells them apart.
        ([[1, 3], [3, 0]], False),  # Others have it: it is a name.
    ],
)
def test_a_turned_word_is_one_that_one_list_has_for_another(
    bears: list[list[int]], *, is_turned: bool
) -> None:
    """The second list has فلاير and never فريال, the first the reverse, as often."""
    words = _words("فلاير", "فريال")
    found = turned(words, np.array(bears, np.int32), by_letters(words, np.arange(2)))
    assert [column.tolist() for column in found] == ([[1], [0], [1]] if is_turned else [[], [], []])


def test_of_two_words_that_are_as_common_one_is_read_as_the_other() -> None:
    """Nothing tells which of them was turned, and they are one either way."""
    words = _words("فلاير", "فريال")
    found = turned(words, np.array([[0, 3], [3, 0]], np.int32), by_letters(words, np.arange(2)))
    assert [column.tolist() for column in found] == [[0], [1], [0]]


def test_what_is_turned_is_read_by_the_linkage() -> None:
    """Twins of whom one is turned are each joined with themselves on the other list."""
    rows = []
    for side in ("first", "second"):
        for person in range(200):
            first, father, grandfather = (GIVEN[person // step % 10] for step in (1, 10, 7))
            birth = f"{1950 + person % 60}-{1 + person % 12:02}-{2 + person % 26:02}"
            name = f"{first} {father} {grandfather} {FAMILIES[person // 3 % 8]}"
            rows.append((side, f"{side}{person}", name, "ذكر", "", birth, "", ""))
        for family, birth in zip(FAMILIES[:3], ("1999-04-07", "2003-11-21", "1987-02-17"), strict=True):
            for twin in ("فريال" if side == "first" else "فلاير", "نبيلة"):
                name = f"{twin} سالم وائل {family}"
                rows.append((side, f"{side} {name}", name, "أنثى", "", birth, "", ""))
    rows.append(("first", "one more", "فريال نبيل هاني الجوز", "أنثى", "", "1979-05-09", "", ""))
    result = link_records(columns(rows))
    assert _read_on_second(result) == {"فلاير": "فريال"}
    found = dict(zip(result.ids, result.cluster_ids, strict=True))
    for family in FAMILIES[:3]:
        assert found[f"first فريال سالم وائل {family}"] == found[f"second فلاير سالم وائل {family}"]
        assert found[f"first فريال سالم وائل {family}"] != found[f"second نبيلة سالم وائل {family}"]
