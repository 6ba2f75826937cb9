"""Names compared one by one and in bulk: one scale, symmetric, blind to what only shows."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sijill.errors import UsageError
from sijill.names import POSSIBLE_MATCH, Names, encode_names, score, score_pairs
from sijill.names.costs import cost_tables
from sijill.names.distance import part_distances

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءأإآؤئ", min_size=2, max_size=8)
LATIN = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=8)
NAMES = st.lists(st.one_of(ARABIC, LATIN), min_size=1, max_size=5).map(" ".join)
ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=40)
DISPLAY_ONLY = st.sampled_from(
    ["\u064b", "\u064e", "\u0651", "\u0652", "\u0640", "\u200e", "\u200f", "\u2068", "\u2069"]
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("رامي خالد شقير", "Rami Khaled Shuqair"),
        ("رامي خالد شقير", "SHUQAIR, Rami Khaled"),
        ("رامي شقير", "Rami al-Shuqayr"),
        ("رامي خالد شقير", "Rami Shoukair"),
        ("بشار الخطيب", "Bachar al-Khatib"),
        ("محمد ديب زيتون", "Mhd Dheeb Zaytun"),
        ("عبد الرحمن أبو صلاح", "Abdulrahman Abou Salah"),
        ("نور الدين زنكي", "Nureddine Zanki"),
        ("فتحي سمارة", "Fathi Samara"),
        ("محمدنجيب سمارة", "محمد نجيب سمارة"),
        ("سلمى عبد المجيد سالمه زيتون", "Salma Abdel Majid Salama Zaytoun"),
        ("سعدشقير", "سعد شقير"),
        ("SaadShuqair", "سعد شقير"),
        ("John Smith", "Jon Smith"),
        ("J. Smith", "John Smith"),
        ("Cedar Wings Trading L.L.C.", "Cedar Wings Trading Company"),
    ],
)
def test_one_name_in_two_spellings_is_a_possible_match(one: str, other: str) -> None:
    """Romanisation, order, omission, articles and legal forms leave the score above the threshold."""
    value = score(one, other)
    assert value is not None
    assert value >= POSSIBLE_MATCH


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("رامي خالد ناصر شقير", "سعد خالد ناصر شقير"),
        ("رامي خالد ناصر شقير", "Saad Khaled Nasser Shuqair"),
        ("رامي شقير", "وسام شقير"),
        ("محمد أحمد علي", "محمد أحمد حسن"),
        ("رامي", "Rami Khaled Shuqair"),
        ("رامي خالد شقير", "Khaled Shuqair"),
        ("رامي خالد شقير", "SHUQAIR, Khaled"),
        ("Rami Khatib", "Hafez Khatib"),
        ("Cedar Holding LLC", "Orient Holding LLC"),
    ],
)
def test_kin_and_shared_parts_lie_well_below_the_threshold(one: str, other: str) -> None:
    """Brothers, namesakes in one part, and a name that is one part of another are no match."""
    value = score(one, other)
    assert value is not None
    assert value < 0.5


def test_organisations_may_lose_their_first_word() -> None:
    """A person's name without its first part is the father's; an organisation's is only shorter."""
    pair = ("Orient Cedar Holding Company", "Cedar Holding LLC")
    person, organisation = score(*pair), score(*pair, organisations=True)
    assert person is not None
    assert organisation is not None
    assert person < 0.5 < POSSIBLE_MATCH <= organisation
    assert score_pairs([pair[0]], [pair[1]], organisations=True)[0] == pytest.approx(organisation)


@pytest.mark.parametrize(
    "text", ["", " ", "北京", "Иван", "😀", "\0", "\ud800", "مجهول الهوية", "Unknown", "-"]
)
def test_what_cannot_be_read_is_not_comparable(text: str) -> None:
    """No letter, no name or a script that is not read gives None, never 0; two of them as well."""
    assert score(text, "رامي شقير") is None
    assert score(text, text) is None
    assert np.isnan(score_pairs([text], ["Rami Shuqair"])[0])


@given(NAMES, NAMES)
def test_scores_are_symmetric_and_within_bounds(one: str, other: str) -> None:
    """The order of the arguments does not matter, to the last bit, and bulk says the same."""
    value = score(one, other)
    assert value == score(other, one)
    bulk = score_pairs([one], [other])[0]
    if value is None:
        assert np.isnan(bulk)
    else:
        assert 0 <= value <= 1
        assert bulk == pytest.approx(value, abs=1e-9)


@given(NAMES)
def test_a_name_scores_one_with_itself(name: str) -> None:
    """The same parts in the same order score 1.0 whenever anything can be compared."""
    assert score(name, name) in {None, 1.0}


@given(NAMES, st.data())
def test_display_only_changes_do_not_change_a_score(name: str, data: st.DataObject) -> None:
    """Vowel signs, tatweel and bidi marks after a letter are not part of a name."""
    place = data.draw(st.integers(1, len(name)))
    mark = data.draw(DISPLAY_ONLY)
    if name[place - 1] == " ":
        return
    marked = name[:place] + mark + name[place:]
    assert score(marked, "رامي خالد شقير") == score(name, "رامي خالد شقير")
    assert score(marked, name) == score(name, name)


@given(ANY_TEXT, ANY_TEXT)
def test_no_text_crashes(one: str, other: str) -> None:
    """Any two texts, unpaired surrogates included, have a defined answer."""
    value = score(one, other)
    assert value is None or 0 <= value <= 1
    assert value == score(other, one)


def test_lists_of_unequal_length_are_refused() -> None:
    """Pairs need a name on either side; the error says how many there are."""
    with pytest.raises(UsageError) as caught:
        score_pairs(["رامي", "سلمى"], ["Rami"])
    assert caught.value.data["expected"] == "2 names"


def test_prepared_names_score_as_pairs_do() -> None:
    """Names that are prepared once give the same scores, whatever was asked before."""
    left, right = Names(["رامي شقير", "سلمى حداد"]), Names(["Salma Haddad", "Rami Shuqair"])
    places = np.array([0, 1, 0, 1])
    others = np.array([1, 0, 0, 1])
    first = left.scores(places, right, others)
    np.testing.assert_array_equal(left.scores(places, right, others), first)
    np.testing.assert_array_equal(
        first,
        score_pairs(
            ["رامي شقير", "سلمى حداد"] * 2, ["Rami Shuqair", "Salma Haddad", "Salma Haddad", "Rami Shuqair"]
        ),
    )
    assert first[0] > POSSIBLE_MATCH > first[2]


def test_hundred_kilobytes_are_read_in_part() -> None:
    """A text far too long for a name is cut, not refused, and does not crash."""
    assert score("رامي " * 20_000, "رامي شقير") is not None
    assert score("ر" * 100_000, "Rami") is not None


def test_distances_are_symmetric_and_zero_for_the_same_sound() -> None:
    """The bulk distance of parts is symmetric; the same part is at 0."""
    columns = encode_names(["فتحي خالد Fathi Khaled Thamer ثامر"])
    ids = np.arange(len(columns.written), dtype=np.int32)
    left, right = np.repeat(ids, ids.size), np.tile(ids, ids.size)
    there, back = part_distances(columns, left, right), part_distances(columns, right, left)
    np.testing.assert_array_equal(there, back)
    assert (there[left == right] == 0).all()
    assert there[left != right].min() < 0.05


def test_cost_tables_are_symmetric_and_read_only() -> None:
    """Taking one letter for another costs the same both ways; the tables cannot be changed."""
    costs, gaps = cost_tables()
    np.testing.assert_array_equal(costs, costs.T)
    assert not costs.flags.writeable
    assert not gaps.flags.writeable
    assert (costs >= 0).all()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ابن سعد شقير", "سعد شقير"),
        ("ابن سعد", "سعد"),
        ("Bint Saad Shuqair", "Saad Shuqair"),
        ("والدة سعد شقير", "سعد شقير"),
        ("mother of Saad Shuqair", "Saad Shuqair"),
        ("أبو سعد", "سعد"),
        ("ابنة سعد شقير", "ابن سعد شقير"),
        ("Saad Shuqair II", "Saad Shuqair III"),
    ],
)
def test_a_relative_or_a_namesake_is_no_match(one: str, other: str) -> None:
    """Somebody's son, wife or mother is not that person, and the second is not the third."""
    value = score(one, other)
    assert value is not None
    assert value < POSSIBLE_MATCH


@pytest.mark.parametrize(
    ("half", "whole", "least", "most"),
    [
        ("Samer Abdel", "سامر عبد الرحمن", POSSIBLE_MATCH, 0.95),
        ("سامر عبد", "سامر عبد الرحمن", POSSIBLE_MATCH, 0.95),
        ("Samer Abdel", "Samer Abdel Rahman", POSSIBLE_MATCH, 0.95),
        ("Ahmad Abdel", "أحمد عبد الله", POSSIBLE_MATCH, 0.95),
        ("Samer Abdel Khatib", "سامر عبد الرحمن الخطيب", 0.9, 0.98),
        ("Nizar Khaled Abdel", "نزار خالد عبد الكريم", 0.9, 0.98),
        ("Abdel", "عبد الرحمن", 0.0, 0.1),
        ("M. Abdel", "محمد عبد الرحمن", 0.0, 0.1),
        ("Nader Abdel Khatib", "سامر عبد الرحمن الخطيب", 0.0, 0.3),
        ("Samer Abdel Haddad", "سامر عبد الرحمن الخطيب", 0.0, 0.5),
    ],
)
def test_half_a_name_says_less_than_a_whole_one(half: str, whole: str, least: float, most: float) -> None:
    """Abdel stands for one name in a dozen: with one other name it is possible, and far from certain."""
    value = score(half, whole)
    assert value is not None
    assert least <= value < most


def test_another_family_is_weighed_by_what_else_agrees() -> None:
    """Common names are many persons' under two families; rare ones may be one person's. Kin differ elsewhere, and stay."""
    one = "زكريا عكاشة برهان شقير"
    rare, common = score(one, "زكريا عكاشه برهان الحداد"), score("محمد أحمد علي شقير", "محمد أحمد علي الحداد")
    assert rare is not None
    assert common is not None
    assert common < 0.5 < rare < 0.9
    for kin in ("زكريا وسام برهان شقير", "زكريا عكاشة وسام شقير", "وسام عكاشة برهان شقير"):
        value = score(one, kin)
        assert value is not None
        assert value < 0.5
    latin = score("Zakaria Okasha Burhan Shuqair", "Zakaria Okasha Burhan Haddad")
    assert latin is not None
    assert latin < POSSIBLE_MATCH


@pytest.mark.parametrize(
    ("father", "family", "another"),
    [("خالد محمود", "شقير", "الحداد"), ("سالم يوسف", "زيتون", "النجار"), ("ابراهيم حسن", "عكاشة", "برهان")],
)
def test_a_man_of_a_common_name_keeps_his_family(father: str, family: str, another: str) -> None:
    """A woman is listed by her father's family or by her husband's; two families of two men of a common name are two men."""
    women, men = (
        score(f"{given} {father} {family}", f"{given} {father} {another}") for given in ("سعاد", "سمير")
    )
    assert women is not None
    assert men is not None
    assert men < min(women, 0.5)


@pytest.mark.parametrize("name", [None, 7, b"Saad"])
def test_a_name_is_a_string(name: object) -> None:
    """Anything else is refused in words that say what was expected."""
    for compare in (lambda: score(name, "Saad"), lambda: score_pairs([name], ["Saad"])):  # type: ignore[arg-type, list-item]  # the wrong type is the point
        with pytest.raises(UsageError, match="expected str"):
            compare()
