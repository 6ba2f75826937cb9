"""What two parts say of each other: probabilities that are ones, readings beside what was written."""

import itertools

import numpy as np
import pytest

from sijill.names import POSSIBLE_MATCH, score
from sijill.names.alphabet import LONGEST, spelled
from sijill.names.beside import may_stand_for
from sijill.names.emission import SCRATCH_SHAPE, emission
from sijill.names.evidence import STEP, part_evidence
from sijill.names.parameters import load_parameters
from sijill.names.read_as import LISTED_COST, SURE_COST
from sijill.names.vocabulary import table_of, words_of
from sijill.names.word import COST_AT, ENDS_AT, FLAGS_AT, FORM_FLAG, LENGTH_AT, ROWS_AT


def _emitted(source: str, target: str, direction: int, longest: int, least: float = 0.0) -> float:
    a, b = words_of([source, target], load_parameters())
    rows, ends = a[ROWS_AT : ROWS_AT + a[LENGTH_AT]], b[ENDS_AT : ENDS_AT + 3 * b[LENGTH_AT]]
    scratch = np.empty(SCRATCH_SHAPE)
    return float(emission(rows, ends, longest, load_parameters().model.tables[direction], scratch, least))


def test_all_short_spellings_of_a_letter_are_at_most_everything() -> None:
    """The probabilities of all Latin spellings of up to three letters of one Arabic letter do not exceed one."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    spellings = ["".join(word) for n in (1, 2, 3) for word in itertools.product(letters, repeat=n)]
    parameters = load_parameters()
    source, scratch = words_of(["د"], parameters)[0], np.empty(SCRATCH_SHAPE)
    rows = source[ROWS_AT : ROWS_AT + 1]
    total = sum(
        emission(
            rows, word[ENDS_AT : ENDS_AT + 3 * word[LENGTH_AT]], 3, parameters.model.tables[0], scratch, 0.0
        )
        for word in words_of(spellings, parameters)
    )
    assert 0.5 < total <= 1.001


def test_a_likely_spelling_is_likelier_than_another_name() -> None:
    """Shuqair may be how شقير is written, Shahin hardly; what lies below the least that is asked for is 0."""
    right, wrong = _emitted("شقير", "shuqair", 0, 3), _emitted("شقير", "shahin", 0, 3)
    assert right > 1000 * wrong
    assert _emitted("شقير", "shahin", 0, 3, least=right) == 0
    assert _emitted("شقير", "shuqair", 0, 3, least=right / 2) == pytest.approx(right)


def test_a_target_longer_than_the_letters_can_emit_is_impossible() -> None:
    """Two letters emit six at the most."""
    assert _emitted("مي", "maymaymay", 0, 3) == 0


def test_what_is_torn_off_behind_a_final_letter_is_no_part_of_the_name() -> None:
    """مصطفى ن is مصطفى."""
    value = score("مصطفى ن ن باسم زيتون", "Mustafa Basem Zaytoun")
    assert value is not None
    assert value >= POSSIBLE_MATCH


def test_a_damaged_form_is_met_by_what_was_read_and_by_no_latin_name() -> None:
    """لارا and الرا are one name where a PDF was read; no Latin list was made from that form."""
    (words, readings), model = table_of(["لارا", "ٱرا"], load_parameters()), load_parameters().model
    forms = [row for row in readings[0] if row >= 0 and words[row, FLAGS_AT] & FORM_FLAG]
    assert forms
    latin = words_of(["lara", "arra"], load_parameters())
    assert may_stand_for(words[forms[0]], words[1])
    assert not any(may_stand_for(words[forms[0]], word) for word in latin)
    assert part_evidence(words[forms[0]], words[1], model.tables, model.lexicon, np.empty(SCRATCH_SHAPE)) > 64
    value = score("لارا سعد شقير", "الرا سعد شقير")
    assert value is not None
    assert value >= POSSIBLE_MATCH


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [
        ("عل محمود زيتون", "علي محمود زيتون"),
        ("خض باسم زيتون", "خضر باسم زيتون"),
        ("مح الدين باسم زيتون", "محي الدين باسم زيتون"),
        ("نن باسم محمود زيتون", "باسم محمود زيتون"),
        ("باسم ىن محمود زيتون", "باسم محمود زيتون"),
    ],
)
def test_two_letters_that_are_left_of_a_name_stand_for_it(damaged: str, sound: str) -> None:
    """عل is what is left of علي and خض of خضر; نن is what is left of a ligature and no name."""
    value = score(damaged, sound)
    assert value is not None
    assert value >= POSSIBLE_MATCH


def test_a_reading_costs_what_it_is_unlikely() -> None:
    """Of an unlisted part a common reading is cheap, of a listed part another name is dear, what is written is free."""
    words, readings = table_of(["اسالم", "صالح"], load_parameters())
    free, cheap = words[0, COST_AT], words[readings[0, 0], COST_AT]
    dear = words[readings[1, 0], COST_AT]
    assert 0 == free <= cheap <= SURE_COST * STEP
    assert dear >= LISTED_COST * STEP


@pytest.mark.parametrize(
    ("damaged", "sound"),
    [("اسالم سمارة", "اسلام سمارة"), ("عالء شقير", "Alaa Shuqair"), ("عبد هللا زيتون", "Abdullah Zaytoun")],
)
def test_damage_of_extraction_is_read_through(damaged: str, sound: str) -> None:
    """Lam and alef exchanged by a PDF hide no name, in either script."""
    value = score(damaged, sound)
    assert value is not None
    assert value >= POSSIBLE_MATCH


@pytest.mark.parametrize("sound", ["رياض باسم زيتون", "Riyad Basem Zaytoun"])
def test_a_slip_of_dots_hides_no_name(sound: str) -> None:
    """رباض is nobody's name and a dot short of رياض, in either script; تامر and ثامر are two."""
    value, twin = score("رباض باسم زيتون", sound), score("تامر باسم محمود زيتون", "ثامر باسم محمود زيتون")
    assert value is not None
    assert value >= POSSIBLE_MATCH
    assert twin is not None
    assert twin < value


@pytest.mark.parametrize(
    ("lacking", "whole", "others"),
    [
        ("سمية", ("سميرة", "Samira"), "Suad"),
        ("مني", ("منير", "Munir"), "Jamil"),
        ("سهى", ("سهير", "Suhair"), "Rana"),
    ],
)
def test_a_common_name_is_hardly_what_is_left_of_another(
    lacking: str, whole: tuple[str, str], others: str
) -> None:
    """Sisters are called so: never possible by that alone, but likelier than any other name; in Arabic the letters say it."""
    arabic, latin = (
        score(f"{lacking} باسم محمود زيتون", f"{name} {rest}")
        for name, rest in zip(whole, ("باسم محمود زيتون", "Basem Mahmoud Zaytoun"), strict=True)
    )
    another = score(f"{lacking} باسم محمود زيتون", f"{others} Basem Mahmoud Zaytoun")
    assert arabic is not None
    assert latin is not None
    assert another is not None
    assert another < latin < POSSIBLE_MATCH
    assert arabic < POSSIBLE_MATCH


def test_damage_says_no_more_than_what_is_damaged() -> None:
    """Two men of one given name and two families are no likelier one for the letters that a PDF exchanged."""
    for sound, damaged in (("اسلام", "اسالم"), ("بلال", "بالل")):
        clean = score(f"{sound} محمد أحمد شقير", f"{sound} محمد أحمد زيتون")
        read = score(f"{sound} محمد أحمد شقير", f"{damaged} محمد أحمد زيتون")
        assert clean is not None
        assert read is not None
        assert read <= clean


@pytest.mark.parametrize("name", ["رامي خالد ناصر وسام شقير", "Rami Khaled Nasser Wissam Shuqair"])
def test_each_part_left_out_lowers_the_score(name: str) -> None:
    """The more of the middle is left out, the lower the score, and a contradiction costs more than an omission."""
    parts = name.split()
    shorter = [" ".join([parts[0], *parts[1 + gone :]]) for gone in range(4)]
    values = [score(name, one) for one in shorter]
    assert all(
        one is not None and other is not None and one > other for one, other in itertools.pairwise(values)
    )
    stranger = " ".join([parts[0], "زكريا" if name[0] > "z" else "Zakaria", *parts[2:]])
    against = score(name, stranger)
    assert against is not None
    assert values[1] is not None
    assert against < values[1]


def test_letters_that_are_not_in_the_table_are_dropped_and_long_words_cut() -> None:
    """A word of a hundred letters is compared by its first; what is no letter of its script does not count."""
    assert spelled("ra²mi") == "rami"
    assert len(spelled("ر" * 100)) == LONGEST
    assert spelled("47th") == "47"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("كمال سمير الزيتوني", "جمال سمير الزيتوني"),
        ("حسن سمير الزيتوني", "حسين سمير الزيتوني"),
        ("محمد سمير الزيتوني", "محمود سمير الزيتوني"),
        ("Hassan Samir Zaytouni", "Hussein Samir Zaytouni"),
        ("حسن سمير الزيتوني", "Hussein Samir Zaytouni"),
        ("أبو محمد الزيتوني", "أبو محمد الحمامي"),
    ],
)
def test_brothers_with_names_nearly_written_the_same_are_two(one: str, other: str) -> None:
    """Two common names one letter apart are two names, beside whatever else agrees."""
    value = score(one, other)
    assert value is not None
    assert value < POSSIBLE_MATCH / 1.4
