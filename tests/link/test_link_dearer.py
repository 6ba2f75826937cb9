"""Dearer rules bring together records of which one stands alone, and those that find most for their pairs come first."""

import dataclasses
import functools
import random

import numpy as np
import pytest
from invented_lists import MEN, partition
from numpy.typing import NDArray

from sijill.link import LinkResult, link_records, sweep
from sijill.link.added import link_added
from sijill.link.block import HOT, Blocks, build_blocks
from sijill.link.blocked_pairs import Span, chunks, pairs_in
from sijill.link.dearer import Affordable, Drawn, drawn_of, largest_used, worth_their_pairs
from sijill.link.drawn_pairs import sampled_pairs
from sijill.link.records import RecordColumns


def _given(column: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return column


def _blocks(*columns: list[int]) -> Blocks:
    made = [functools.partial(_given, np.array(column, np.uint64)) for column in columns]
    return build_blocks(made, len(columns[0]))


def _drawn(*pairs: tuple[int, int, float]) -> Drawn:
    left, right, likely = zip(*pairs, strict=True) if pairs else ((), (), ())
    return Drawn(
        np.array(left, np.int32), np.array(right, np.int32), np.array(likely), np.ones(len(likely)), 1.0
    )


@functools.cache
def _rules() -> Blocks:
    return _blocks([1, 1, 0, 0, 0, 0], [0, 0, 2, 2, 2, 0], [0, 0, 3, 3, 0, 0], [0, 4, 4, 0, 4, 4])


_ALL = _drawn((0, 1, 0.9), (2, 3, 0.9), (2, 4, 0.0), (3, 4, 0.0), (1, 2, 0.0), (4, 5, 0.1), (1, 4, 0.0))


_ALONE = np.array([False, False, True, True, True, True])


_BEFORE = [Span(0, 0, 1)]


def _always(pairs: int) -> Affordable:
    return Affordable(always=pairs, rate=2.0, most=0)


def _used(pairs: int, drawn: Drawn = _ALL) -> list[int]:
    spans = worth_their_pairs(_rules(), drawn, _always(pairs), before=_BEFORE, alone=_ALONE)
    return [span.rule for span in spans]


def test_the_rule_that_finds_most_for_its_pairs_comes_first() -> None:
    """One pair that is likely is worth more than three of which the same one is; what is left over goes to the others."""
    assert _used(1) == [2]
    assert _used(3) == [1, 2]
    assert _used(100) == [1, 2, 3]


def test_a_rule_of_which_no_pair_was_drawn_costs_all_its_pairs() -> None:
    """Nothing was drawn: rules are taken in their order while the pairs of records that stand alone are affordable."""
    assert _used(0, _drawn()) == []
    assert _used(3, _drawn()) == [1]
    assert _used(4, _drawn()) == [1, 2]
    assert _used(9, _drawn()) == [1, 2]
    assert _used(10, _drawn()) == [1, 2, 3]


def test_a_rule_costs_its_pairs_within_lists_too() -> None:
    """Weights are learned from the 9 pairs across two lists alone; that the block makes 15 is what it costs."""
    blocks = _blocks([1] * 6)
    list_code = np.array([0, 0, 0, 1, 1, 1], np.int32)
    sampled = sampled_pairs(blocks, slice(0, 1), list_code, 1.0, across_lists=True)
    drawn = drawn_of([sampled], np.full(len(sampled.left), 5.0, np.float32), 1.0)
    assert len(drawn.left) == 9
    assert worth_their_pairs(blocks, drawn, _always(14)) == []
    assert worth_their_pairs(blocks, drawn, _always(15)) == [Span(0, 0, 1)]


def test_rules_for_all_count_the_pairs_of_all() -> None:
    """Without anybody who stands alone all pairs of a block count, and no rule is used before."""
    first = [Span(rule, 0, 1) for rule in range(3)]
    assert worth_their_pairs(_rules(), _drawn(), _always(1)) == first[:1]
    assert worth_their_pairs(_rules(), _drawn(), _always(10)) == first


def test_small_blocks_of_a_rule_are_used_without_its_large_ones() -> None:
    """Of two blocks of a rule the pair of the small one is worth it, and not the many of the large one."""
    blocks = _blocks([1, 1, *[2] * 10])
    drawn = _drawn((0, 1, 0.9), *((2, other, 0.0) for other in range(3, 12)))
    assert worth_their_pairs(blocks, drawn, Affordable(always=1, rate=0.5, most=10)) == [Span(0, 0, 1)]
    assert worth_their_pairs(blocks, drawn, Affordable(always=10, rate=0.5, most=10)) == [Span(0, 0, 2)]
    rest = worth_their_pairs(blocks, drawn, Affordable(always=10, rate=0.5, most=10), before=[Span(0, 0, 1)])
    assert rest == [Span(0, 1, 2)]


def test_what_is_likely_enough_is_met_beyond_what_is_always_met() -> None:
    """Beyond so many pairs only steps of which many are likely, and of these no more than are affordable."""
    blocks = _blocks([1, 1, 0, 0, 0, 0], [0, 0, 2, 2, 0, 0], [0, 0, 0, 0, 3, 3])
    likely = _drawn((0, 1, 0.9), *[(2, 3, 0.9)] * 200, *[(4, 5, 0.0)] * 200)
    used = [
        [span.rule for span in worth_their_pairs(blocks, likely, Affordable(always, 0.6, most))]
        for always, most in ((0, 1000), (0, 100), (1000, 0))
    ]
    assert used == [[1], [], [0, 1, 2]]


def test_a_rule_of_hot_blocks_alone_is_told_of() -> None:
    """It brings nobody together and stands among the rules that are used, with what a block may hold."""
    blocks = _blocks([1] * (HOT + 1))
    used = worth_their_pairs(blocks, _drawn(), _always(10))
    assert used == [Span(0, 0, 0)]
    assert largest_used(blocks, used) == {0: HOT}
    assert chunks(blocks, used) == []
    assert worth_their_pairs(blocks, _drawn(), _always(10), before=used) == []


def test_a_block_may_hold_what_its_step_may() -> None:
    """A block that grows by a record is looked at as long as it stays within the step that was worth its pairs."""
    blocks = _blocks([*[1] * 4, *[2] * 20])
    assert largest_used(blocks, [Span(0, 0, 1)]) == {0: 6}
    assert largest_used(blocks, [Span(0, 0, 2)]) == {0: HOT}


def test_only_pairs_with_one_that_stands_alone_are_met() -> None:
    """Of four records that share a key the two that are settled do not meet each other."""
    blocks = _blocks([5, 5, 5, 5])
    alone = np.array([False, True, False, True])
    found = [pairs_in(blocks, chunk, [], of=alone) for chunk in chunks(blocks, [Span(0, 0, 1)])]
    pairs = {pair for left, right in found for pair in zip(left.tolist(), right.tolist(), strict=True)}
    assert pairs == {(0, 1), (0, 3), (1, 2), (1, 3), (2, 3)}


_FATHERS = ["ناصر", "كمال", "رياض", "سليمان", "توفيق", "صبري", "حسين", "يعقوب"]
_FAMILIES = ["الخطيب", "شقير", "قصران", "الديري", "حموي", "زعبي", "مراد", "رفاعي", "دروبي", "عساف"]


def _register() -> RecordColumns:
    """Three lists of 150 persons; the third writes every third of them with another family's name and another place."""
    drawn = random.Random(5)
    rows = []
    for person in range(150):
        first, father, grandfather = drawn.choice(MEN), drawn.choice(_FATHERS), drawn.choice(_FATHERS)
        family = drawn.choice(_FAMILIES)
        day = f"{drawn.randint(2012, 2016)}-{drawn.randint(1, 12):02d}-{drawn.randint(1, 28):02d}"
        for name in ("one", "two", "three"):
            is_damaged = name == "three" and person % 3 == 0
            written = f"{first} {father} {grandfather} {'عل' if is_damaged else family}"
            place = "" if is_damaged else "حلب"
            rows.append((name, f"{name}{person}", written, day, place))
    listed = list(zip(*rows, strict=True))
    return RecordColumns(
        lists=list(listed[0]),
        ids=list(listed[1]),
        names=list(listed[2]),
        event_dates=list(listed[3]),
        places=list(listed[4]),
    )


def _few_for_all(monkeypatch: pytest.MonkeyPatch, *, others: int) -> None:
    """Let the rules for all make hardly a pair, as in a run of many millions, and the others so many."""
    monkeypatch.setattr(sweep, "_FOR_ALL", _always(200))
    monkeypatch.setattr(sweep, "_OF_LONE", _always(others))


def _met(result: LinkResult) -> set[frozenset[str]]:
    return partition(result.ids, result.cluster_ids)


def test_records_that_stand_alone_are_found_by_dearer_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where rules for all leave a third of one list alone, dearer ones bring them back to their persons."""
    _few_for_all(monkeypatch, others=0)
    without = link_records(_register())
    assert sum(len(each) == 1 for each in _met(without)) > 40
    _few_for_all(monkeypatch, others=1_000_000)
    found = link_records(_register())
    assert sum(len(each) == 1 for each in _met(found)) < 5
    assert len(found.blocks) > len(without.blocks)
    persons = [{record.strip("onetwhr") for record in each} for each in _met(found)]
    assert all(len(each) == 1 for each in persons)


def test_dearer_rules_hang_on_no_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Records in another order make the same persons, by the same rules."""
    _few_for_all(monkeypatch, others=3_000)
    records = _register()
    order = list(range(len(records.ids)))
    random.Random(7).shuffle(order)
    columns = ("lists", "ids", "names", "event_dates", "places")
    shuffled = dataclasses.replace(
        records, **{name: [getattr(records, name)[place] for place in order] for name in columns}
    )
    one, other = link_records(records), link_records(shuffled)
    assert _met(one) == _met(other)
    assert one.blocks == other.blocks


def test_an_added_record_meets_by_dearer_rules_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """One more damaged record of the third list joins its person when it is added to the run."""
    _few_for_all(monkeypatch, others=1_000_000)
    records = _register()
    columns = ("lists", "ids", "names", "event_dates", "places")
    last = records.ids.index("three147")

    def rows(places: list[int]) -> RecordColumns:
        return dataclasses.replace(
            records, **{name: [getattr(records, name)[place] for place in places] for name in columns}
        )

    others = [place for place in range(len(records.ids)) if place != last]
    full = link_records(rows(others), keep=True)
    assert full.known is not None
    added = link_added(rows([last]), full.known)
    (joined,) = [each for each in _met(added) if "three147" in each]
    assert joined == {"one147", "two147", "three147"}
