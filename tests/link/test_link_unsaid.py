"""Whoever is named by father, husband or son alone is not he, and is joined to nobody whom a list names."""

import numpy as np
import pytest

from bench.tiny_registers import FIELDS
from bench.tiny_verdicts import Shown, Verdict
from bench.unsaid_registers import KINDS, unsaid_register
from bench.unsaid_verdicts import Told, verdict
from sijill.link import RecordColumns, link_records
from sijill.link.columns import FATHER, FIRST, NOT_GIVEN
from sijill.link.compare import Vectors, compare_pairs
from sijill.link.explain import Relation, relations
from sijill.link.mends import Mend, mend, part_keys
from sijill.link.part_levels import DIFFERENT
from sijill.link.prepare import prepare
from sijill.link.records import LinkResult
from sijill.link.texts import texts_of
from sijill.link.unsaid import NEITHER_SAYS, ONE_MANS, ONE_SAYS

BIRTH, DAY = "2013-05-04", "2014-01-09"


def _records(*names: str, lists: str = "xy", **columns: list[str]) -> RecordColumns:
    given = {"birth_dates": [BIRTH] * len(names), "event_dates": [DAY] * len(names)} | columns
    return RecordColumns(
        ids=[str(place) for place in range(len(names))], lists=list(lists), names=list(names), **given
    )


def _compared(*names: str, lists: str = "xy", **columns: list[str]) -> Vectors:
    records, parts, order = prepare(texts_of(_records(*names, lists=lists, **columns)), None)
    place = np.argsort(order).astype(np.int32)
    return compare_pairs(place[:1], place[1:2], records, parts)


def _linked(*names: str, lists: str = "xy", **columns: list[str]) -> LinkResult:
    return link_records(_records(*names, lists=lists, **columns))


def _are_joined(result: LinkResult) -> bool:
    return len(set(result.cluster_ids)) == 1


@pytest.mark.parametrize(
    "word",
    ["طفل", "ابن", "رضيع", "مولود", "جنين", "نجل", "زوجة", "حرم", "والدة", "طفل الشهيد", "حرم السيد"],
)
@pytest.mark.parametrize("man", ["زياد التوت", "زياد كمال التوت", "Ziad Kamal al-Tut"])
def test_nobody_is_the_man_by_whom_it_is_called(word: str, man: str) -> None:
    """Neither a child nor a wife nor a mother is he, whatever else is the same, in either script."""
    found = _compared(f"{word} زياد كمال التوت", man)
    assert found.levels[0, FIRST] == DIFFERENT
    assert found.contradict[0]
    assert not _are_joined(_linked(f"{word} زياد كمال التوت", man))


@pytest.mark.parametrize(
    ("unsaid", "named"),
    [
        ("طفل زياد كمال التوت", "سامي زياد كمال التوت"),
        ("son of Ziad Kamal al-Tut", "سامي زياد كمال التوت"),
        ("مولودة زياد كمال التوت", "هدى زياد كمال التوت"),
        ("طفل زياد التوت", "زياد زياد التوت"),
    ],
)
def test_a_named_child_of_the_father_may_be_it_and_is_shown(unsaid: str, named: str) -> None:
    """Even of one day of birth they are left to a reviewer: the child may have a twin; one national number joins them."""
    found = _compared(unsaid, named)
    assert found.levels[0, FIRST] == ONE_SAYS
    assert relations(found).tolist() == [Relation.UNSAID.value]
    result = _linked(unsaid, named)
    assert not _are_joined(result)
    assert len(result.pairs.left) == 1
    assert _are_joined(_linked(unsaid, named, numbers=["12345678901"] * 2))


@pytest.mark.parametrize(
    ("unsaid", "named"),
    [
        ("ابنة زياد كمال التوت", "سامي زياد كمال التوت"),
        ("ابن زياد كمال التوت", "هدى زياد كمال التوت"),
        ("زوجة زياد كمال التوت", "سامي زياد كمال التوت"),
    ],
)
def test_a_child_of_another_sex_is_another(unsaid: str, named: str) -> None:
    """A daughter bears no man's name, and a wife is no son."""
    found = _compared(unsaid, named)
    assert found.levels[0, FIRST] == DIFFERENT
    assert found.contradict[0]


def test_two_children_of_one_father_are_one_where_a_birth_says_so() -> None:
    """In one wording or another, in either script; not of one list, nor of another sex or birth."""
    one = "طفل زياد كمال التوت"
    for other in (one, "ابن زياد كمال التوت", "مولود زياد التوت", "infant of Ziad Kamal al-Tut"):
        assert _compared(one, other).levels[0, FIRST] == NEITHER_SAYS
        assert _are_joined(_linked(one, other))
        assert not _are_joined(_linked(one, other, lists="xx"))
        assert not _are_joined(_linked(one, other, sexes=["M", "F"]))
        assert not _are_joined(_linked(one, other, birth_dates=[BIRTH, "2011-07-02"]))
        assert not _are_joined(_linked(one, other, birth_dates=["", ""]))
    assert _compared(one, "طفلة زياد كمال التوت").levels[0, FIRST] == DIFFERENT


def test_two_children_born_years_apart_are_two() -> None:
    """Whatever else they share; a year between them parts nobody, since ages are written roughly."""
    child = "طفل زياد كمال التوت"
    apart, near = (_compared(child, child, birth_dates=[BIRTH, born]) for born in ("2006-11-20", "2012"))
    assert apart.contradict[0]
    assert not near.contradict[0]


@pytest.mark.parametrize(
    ("one", "other", "born"),
    [
        ("مولود كمال منير الجوز", "طفل كمال منير الجوز", ["1950-03-04", ""]),
        ("سيدة كمال منير الجوز", "زوجة كمال منير الجوز", ["1950-03-04", ""]),
        ("مولود كمال منير الجوز", "ابن كمال منير الجوز", ["", ""]),
    ],
)
def test_a_word_that_is_a_name_too_is_no_other_word_without_a_birth(
    one: str, other: str, born: list[str]
) -> None:
    """Mouloud is not the unnamed child of his father, nor Sayeda her father's wife."""
    assert not _are_joined(_linked(one, other, birth_dates=born))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("مولود كمال الجوز", "Mouloud Kamal al-Jawz"),
        ("سيدة كمال منير الجوز", "Sayeda Kamal Mounir al-Jawz"),
        ("جنين كمال الجوز", "Jenin Kamal al-Jawz"),
        ("ولد كمال منير الجوز", "وليد كمال منير الجوز"),
    ],
)
def test_a_word_that_is_a_name_too_is_compared_with_its_spellings_as_a_name(one: str, other: str) -> None:
    """Nothing contradicts, and the first name is not called unsaid."""
    found = _compared(one, other)
    assert not found.contradict[0]
    assert found.levels[0, FIRST] < DIFFERENT


def test_the_grown_are_called_by_such_a_word() -> None:
    """Who was born four years before is no newborn: beside a child that is not named he is a person that is."""
    found = _compared("مولود كمال الجوز", "طفل كمال الجوز", birth_dates=["1990", "2013"])
    assert found.levels[0, FIRST] == ONE_SAYS


@pytest.mark.parametrize("word", ["زوجة", "طفل", "والدة"])
def test_those_of_two_men_are_two(word: str) -> None:
    """The husband or father is all that tells who it is."""
    found = _compared(f"{word} زياد كمال الجوز", f"{word} هاني كمال الجوز")
    assert found.contradict[0]


def test_one_of_two_children_whom_one_list_words_otherwise_is_left_to_a_reviewer() -> None:
    """A newborn and an unborn child on one list, one of them on another: nothing tells which."""
    names = ["رضيع كمال الجوز", "جنين كمال الجوز", "رضيع كمال الجوز"]
    assert len(set(_linked(*names, lists="xxy").cluster_ids)) == 3


def test_of_two_that_one_list_calls_alike_nothing_tells_which_is_meant() -> None:
    """Twins of one list are joined to no record of another; where their births differ, each to its own."""
    names = ["طفل زياد كمال التوت"] * 4
    alike = _linked(*names, lists="xxyy")
    assert len(set(alike.cluster_ids)) == 4
    assert len(alike.pairs.left) >= 4
    told_apart = _linked(*names, lists="xxyy", birth_dates=[BIRTH, "2011-07-02"] * 2)
    assert told_apart.cluster_ids[0] == told_apart.cluster_ids[2] != told_apart.cluster_ids[1]
    wives = _linked(*["زوجة زياد كمال التوت"] * 3, lists="xxy", birth_dates=[""] * 3)
    assert len(set(wives.cluster_ids)) == 3


def test_a_man_has_one_wife_and_one_mother() -> None:
    """Two that are called his wife may be one by that alone; a wife and a mother, or a child, are two."""
    assert _compared("زوجة زياد كمال التوت", "wife of Ziad Kamal al-Tut").levels[0, FIRST] == ONE_MANS
    assert _compared("والدة زياد كمال التوت", "والدة زياد التوت").levels[0, FIRST] == ONE_MANS
    for other in ("والدة", "طفلة", "شقيقة"):
        assert _compared("زوجة زياد كمال التوت", f"{other} زياد كمال التوت").contradict[0]
    hers = _compared("زوجة زياد كمال التوت", "هدى سعيد التوت")
    assert hers.levels[0, FIRST] == ONE_SAYS
    assert hers.levels[0, FATHER] == NOT_GIVEN


@pytest.mark.parametrize(
    "name",
    ["محمد علي ابن خلدون", "سامي كمال الطفل", "الطفل زياد كمال التوت", "بن علي محمد", "فاطمة بنت كمال", "Ould Daddah Ahmad"],
)  # fmt: skip
def test_such_a_word_within_a_name_is_part_of_it(name: str) -> None:
    """A family's name, a title with its article, and a family that stands first are read as they were."""
    records, _, _ = prepare(texts_of(_records(name, name)), None)
    assert not records["unsaid"].any()
    assert _are_joined(_linked(name, name))


@pytest.mark.parametrize("word", ["مولود", "بنت", "زوجة", "جنين", "newborn"])
def test_such_a_word_alone_names_nobody(word: str) -> None:
    """Of the newborn of two lists nothing can be compared."""
    assert not _are_joined(_linked(word, word))


def test_a_word_run_together_with_the_name_is_read_once_they_are_parted() -> None:
    """What a mend reads as two parts does not say who either."""
    records, parts, order = prepare(texts_of(_records("طفلزياد التوت", "طفل زياد التوت")), None)
    torn, whole = np.argsort(order)
    assert (records["unsaid"][torn], records["unsaid"][whole] > 0) == (0, True)
    keys = part_keys(parts).to_pylist()
    of_whole = [keys[part] for part in records["part"][whole][:2]]
    mend(records, parts, [Mend(None, keys[records["part"][torn][0]], tuple(of_whole))], ["x", "y"])
    assert records["unsaid"][torn] == records["unsaid"][whole]


def test_the_order_of_two_records_changes_nothing() -> None:
    """Levels and contradictions are symmetric on all names of the bench's registers."""
    for kind in KINDS:
        columns = dict(zip(FIELDS, zip(*unsaid_register(kind, 3).rows, strict=True), strict=True))
        records, parts, _ = prepare(texts_of(RecordColumns(**columns)), None)
        left, right = (each.astype(np.int32) for each in np.triu_indices(len(records), 1))
        there, back = compare_pairs(left, right, records, parts), compare_pairs(right, left, records, parts)
        assert (there.levels[:, FIRST] == back.levels[:, FIRST]).all()
        assert (there.contradict == back.contradict).all()


@pytest.mark.parametrize("kind", KINDS)
def test_a_register_hangs_on_its_kind_and_seed_alone(kind: str) -> None:
    """The same seed gives the same rows; no list is empty; some of each kind but the last do not say who."""
    registers = [unsaid_register(kind, seed) for seed in range(7, 12)]
    assert registers[0] == unsaid_register(kind, 7)
    assert all(len({row[1] for row in each.rows}) >= 2 for each in registers)
    assert any(told.whose for each in registers for told in each.told.values()) == (kind != "real")


CHILD = Told(
    shown=Shown(given="", father="زياد", family="التوت", birth_year=2013),
    whose="child",
    of=("زياد", "التوت"),
    sex="M",
)
"""Of an invented person."""


@pytest.mark.parametrize(
    ("other", "said"),
    [
        (CHILD, Verdict.ASK),
        (Told(shown=Shown(given="زياد", father="كمال", family="التوت")), Verdict.TWO),
        (Told(shown=Shown(given="سامي", father="زياد", family="التوت")), Verdict.ASK),
        (Told(shown=Shown(given="سامي", father="نادر", family="التوت")), Verdict.TWO),
        (Told(shown=CHILD.shown, whose="daughter", of=CHILD.of, sex="F"), Verdict.TWO),
        (Told(shown=CHILD.shown, whose="wife", of=CHILD.of), Verdict.TWO),
    ],
)
def test_a_careful_human_says(other: Told, said: Verdict) -> None:
    """He himself is another; a child of his may be it; two that are called his are asked about without a date of birth."""
    assert verdict(CHILD, other) is said
    assert verdict(other, CHILD) is said
