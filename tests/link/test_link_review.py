"""What a reviewer is asked and shown: open questions first, a waterfall that adds up, nothing that is closed."""

import dataclasses
from pathlib import Path

import numpy as np
import pytest
from invented_lists import LISTS, columns
from listed import by, fill, write

from sijill.link import link_records
from sijill.link.classes import expected
from sijill.link.columns import LEVELS, NOT_GIVEN
from sijill.link.decisions import undo
from sijill.link.desk import Desk, desk_of_files, desk_of_register
from sijill.link.explain import NAMES, OF_LISTS, ONE_LIST, TWO_LISTS, Relation, relations, waterfall
from sijill.link.in_register import link_register
from sijill.link.linked import of_files, prepared
from sijill.link.review import agenda, shown
from sijill.link.weigh import weigh
from sijill.link.weight_table import weight_table, weights_from
from sijill.model.decision import Judgement, Round, Verdict, exhibit_of
from sijill.model.evidence import Access
from sijill.record import add_files, refresh
from sijill.record.add import terms
from sijill.record.hold import hold
from sijill.store.layout import Register
from sijill.words import LANGUAGES, say


@pytest.fixture
def linked(register: Register, tmp_path: Path, in_process: None) -> Register:  # noqa: ARG001 - a fixture
    """The invented lists, linked."""
    mine = fill(register, tmp_path / "lists")
    link_register(mine)
    return mine


def _judge(
    desk: Desk, pair: tuple[str, str], verdict: Verdict, occasion: Round, settles: tuple[int, ...] = ()
) -> int:
    return desk.decide(Judgement(pair=pair, verdict=verdict, round=occasion, settles=settles))


def test_the_waterfall_adds_up_to_the_weight() -> None:
    """Start and steps of every pair give just the weight that the linkage gave it."""
    records = columns()
    linked = of_files(records, link_records(records))
    bench = prepared(linked)
    vectors = bench.compared(linked.pairs.left, linked.pairs.right)
    weights = weigh(vectors, linked.weights)
    assert len(weights)
    for row, weight in enumerate(weights.tolist()):
        assert waterfall(vectors, row, linked.weights).weight == pytest.approx(weight, abs=1e-4)


def _two_lists() -> tuple[str, str]:
    """Two lists of sixty invented persons who stand on both but for six; the second also has a namesake of one of them."""
    firsts = ["سالم", "رامي", "نبيل", "عمار", "هيثم", "زهير"]
    families = [f"ال{one}{two}اوي" for one in "بتجحخدرزسش" for two in "صطعفقك"]
    rows = [
        f"{firsts[place % 6]} {firsts[place % 5]} {firsts[place % 4]} {family},{1950 + place % 40}-03-{1 + place % 28:02d}"
        for place, family in enumerate(families)
    ]
    others = [row.replace("ال", "الن") for row in rows[54:]]
    one, other = (
        "\n".join(
            ["record id,name,birth date", *(f"{letter}{place},{row}" for place, row in enumerate(each))]
        )
        for letter, each in (("a", rows), ("b", [*rows[:54], *others, rows[0].split(",")[0] + ","]))
    )
    return one, other


@pytest.mark.usefixtures("in_process")
def test_what_lists_add_is_a_step_of_the_waterfall(register: Register, tmp_path: Path) -> None:
    """Of pairs across lists that share many, and within one, the steps add up to the weight that was given."""
    lists = [tmp_path / f"{name}.csv" for name in ("one", "other")]
    for path, text in zip(lists, _two_lists(), strict=True):
        path.write_text(text, encoding="utf-8")
    in_files = desk_of_files(lists, tmp_path / "d.csv", "Rana")
    mine = by(register, "Rana")
    for path in lists:
        add_files(mine, [path], given=terms(Access.TEAM), source="invented", list_name=path.stem)
    refresh(mine)
    link_register(mine)
    for desk in (in_files, desk_of_register(mine)):
        pairs, ids = desk.linked.pairs, desk.linked.records.ids
        ends = zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)
        found = shown(desk, [((ids[one], ids[other]), ()) for one, other in ends], Round.FIRST)
        said = {step.level for each in found if each.why for step in each.why.steps if step.field == OF_LISTS}
        assert said == {ONE_LIST, TWO_LISTS}
        for each, weight in zip(found, pairs.weight.tolist(), strict=True):
            assert each.why
            assert each.why.weight == pytest.approx(weight, abs=1e-3)
    for language in LANGUAGES:
        assert say(f"review.field.{OF_LISTS}", language)
        assert all(say(f"review.level.{OF_LISTS}.{level}", language) for level in (ONE_LIST, TWO_LISTS))


def test_every_field_and_level_has_words_in_both_languages() -> None:
    """Whatever a field can compare to is said in Arabic and English, and every compared field is in the waterfall."""
    table = expected()
    assert len(NAMES) == table.shape[2]
    for field, name in NAMES.items():
        group = "name" if name in {"first", "father", "grandfather", "family", "mother"} else name
        levels = [
            level
            for level in range(LEVELS)
            if level != NOT_GIVEN and (table[:, 0, field, level] > 2e-6).any()
        ]
        assert levels
        for language in LANGUAGES:
            assert say(f"review.field.{name}", language)
            assert all(say(f"review.level.{group}.{level}", language) for level in levels)


def test_brothers_and_namesakes_are_told_apart() -> None:
    """Two given names of one father are brothers; one name with other dates is two namesakes or one person."""
    records = columns()
    linked = of_files(records, link_records(records))
    row = {each: place for place, each in enumerate(records.ids)}
    pairs = [("a01", "a02"), ("a05", "a06"), ("a01", "a03")]
    left = np.array([row[one] for one, _ in pairs], np.int32)
    right = np.array([row[other] for _, other in pairs], np.int32)
    found = relations(prepared(linked).compared(left, right)).tolist()
    assert found == [Relation.BROTHERS.value, Relation.NAMESAKES.value, Relation.OTHERS.value]


def test_weights_come_back_from_their_table() -> None:
    """What a pair is explained by is kept to the last bit."""
    made = link_records(columns()).weights
    back = weights_from(weight_table(made))
    assert all((one == other).all() for one, other in zip(made, back, strict=True))


def test_nobody_is_asked_twice(linked: Register) -> None:
    """A judged pair is not in the next agenda; undone, it is again."""
    desk = desk_of_register(linked)
    first = agenda(desk, Round.FIRST)
    assert first
    position = _judge(desk, first[0].pair, Verdict.UNSURE, Round.FIRST)
    assert first[0].pair not in {each.pair for each in agenda(desk, Round.FIRST)}
    undo(linked, position)
    assert first[0].pair in {each.pair for each in agenda(desk, Round.FIRST)}


def test_a_second_review_is_blind_and_a_third_settles(linked: Register) -> None:
    """The second is asked what one other judged, and is shown nothing of it; the third is neither of both."""
    desks = {name: desk_of_register(by(linked, name)) for name in ("Rana", "Samir", "Hala")}
    pair = agenda(desks["Rana"], Round.FIRST)[0].pair
    one = _judge(desks["Rana"], pair, Verdict.SAME, Round.FIRST)
    assert agenda(desks["Rana"], Round.SECOND) == []
    [asked] = agenda(desks["Samir"], Round.SECOND)
    assert asked.pair == pair
    assert "same" not in repr(dataclasses.asdict(asked)).lower().replace("namesakes", "")
    other = _judge(desks["Samir"], pair, Verdict.DIFFERENT, Round.SECOND)
    assert agenda(desks["Samir"], Round.THIRD) == agenda(desks["Rana"], Round.THIRD) == []
    [asked] = agenda(desks["Hala"], Round.THIRD)
    assert sorted(asked.settles) == sorted((one, other))
    _judge(desks["Hala"], pair, Verdict.SAME, Round.THIRD, asked.settles)
    assert agenda(desks["Hala"], Round.THIRD) == []


def test_what_may_not_be_read_is_not_shown(linked: Register) -> None:
    """A list under a hold is in no agenda, and a pair of it is closed though it stood in one."""
    desk = desk_of_register(linked)
    asked = next(each for each in agenda(desk, Round.FIRST))
    closed = exhibit_of(asked.pair[0])
    hold(linked, closed, authority="a court", reason="an order")
    assert not desk.may_show(asked.pair)
    later = agenda(desk_of_register(linked), Round.FIRST)
    assert all(closed not in map(exhibit_of, each.pair) for each in later)


def test_plain_lists_are_reviewed_alike(tmp_path: Path) -> None:
    """With lists and a CSV of decisions the same pairs are asked, and decisions are rows."""
    lists = [write(tmp_path / f"{name}.csv", rows) for name, rows in LISTS.items()]
    file = tmp_path / "d.csv"
    desk = desk_of_files(lists, file, "Rana")
    first = agenda(desk, Round.FIRST)
    _judge(desk, first[0].pair, Verdict.DIFFERENT, Round.FIRST)
    assert file.read_text(encoding="utf-8").count("\n") == 2
    assert first[0].pair not in {
        each.pair for each in agenda(desk_of_files(lists, file, "Rana"), Round.FIRST)
    }
