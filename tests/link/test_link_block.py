"""Blocks bring together exactly those records that share a key, each pair once."""

import functools
import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from sijill.link import RecordColumns, block, blocked_pairs, keys
from sijill.link.block import HOT, Blocks, build_blocks
from sijill.link.blocked_pairs import Span, chunks, pairs_in, pairs_made, whole
from sijill.link.drawn_pairs import sampled_pairs
from sijill.link.key_order import KEY_BITS, rows_by_key
from sijill.link.keys import build_keys
from sijill.link.prepare import prepare
from sijill.link.texts import texts_of


def _given(keys: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return keys


def _met(columns: list[NDArray[np.uint64]]) -> list[tuple[int, int]]:
    blocks = build_blocks([functools.partial(_given, keys) for keys in columns], len(columns[0]))
    spans = whole(blocks)
    found = [pairs_in(blocks, chunk, spans[: chunk.rule]) for chunk in chunks(blocks, spans)]
    return [pair for left, right in found for pair in zip(left.tolist(), right.tolist(), strict=True)]


_KEY = st.sampled_from([0, 1, 3, 5, (1 << KEY_BITS) - 1, (1 << KEY_BITS) - 3, 1 << 40, (1 << 40) + 1])
"""Few keys, of which several differ in their last bits only."""


@given(st.lists(st.tuples(_KEY, _KEY), min_size=1, max_size=40))
def test_pairs_are_those_that_share_a_key(rows: list[tuple[int, int]]) -> None:
    """A pair is met where a key that is given is equal under some rule, and is met once, keys alike at first included."""
    columns = [np.array(column, np.uint64) for column in zip(*rows, strict=True)]
    expected = {
        (one, other)
        for one, other in itertools.combinations(range(len(rows)), 2)
        if any(a == b != 0 for a, b in zip(rows[one], rows[other], strict=True))
    }
    met = _met(columns)
    assert len(met) == len(set(met))
    assert set(met) == expected


def test_a_block_lists_its_records_as_they_stand() -> None:
    """Records of one block stand in their order, which no machine's way of sorting decides."""
    keys = np.array([3, 5, 3, 5, 0, 3, 7, 7], np.uint64)
    assert _met([keys]) == [(1, 3), (6, 7), (0, 2), (0, 5), (2, 5)]


def test_a_rule_may_be_used_for_some_of_its_blocks() -> None:
    """The smallest blocks stand first; what others bring together is met by them, and by a later rule where they are left out."""
    small = np.array([3, 5, 3, 5, 0, 3, 7, 7], np.uint64)
    all_ = np.full(8, 9, np.uint64)
    blocks = build_blocks([functools.partial(_given, keys) for keys in (small, all_)], 8)
    assert pairs_made(blocks, [Span(0, 0, 2)]) == 2
    assert pairs_made(blocks, [Span(0, 2, 3)]) == 3
    for used, count in (([Span(0, 0, 2)], 26), ([Span(0, 2, 3)], 25), ([Span(0, 0, 1), Span(0, 2, 3)], 24)):
        found = [pairs_in(blocks, chunk, used) for chunk in chunks(blocks, [Span(1, 0, 1)])]
        assert sum(len(left) for left, _ in found) == count


def test_a_hot_block_brings_nobody_together() -> None:
    """More records than the cap share a key: no pair, and another rule still brings two of them together."""
    hot = np.full(HOT + 1, 9, np.uint64)
    finer = np.zeros(HOT + 1, np.uint64)
    finer[[3, 8]] = 4
    assert _met([hot]) == []
    assert _met([hot, finer]) == [(3, 8)]


def test_chunks_are_all_blocks_in_their_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """No chunk has more pairs than it may, but for one of a single block; none could take the next block too."""
    monkeypatch.setattr(blocked_pairs, "_CHUNK", 7)
    rows = np.repeat(np.arange(1, 41, dtype=np.uint64), [2, 3, 2, 5, 2] * 8)
    blocks = build_blocks([functools.partial(_given, rows)], len(rows))
    for first, last in ((0, 40), (5, 33)):
        found = chunks(blocks, [Span(0, first, last)])
        assert [number for chunk in found for number in range(chunk.first, chunk.last)] == list(
            range(first, last)
        )
        for chunk in found:
            assert chunk.pairs == pairs_made(blocks, [Span(0, chunk.first, chunk.last)])
            assert chunk.pairs <= 7 or chunk.last == chunk.first + 1
            assert chunk.last == last or pairs_made(blocks, [Span(0, chunk.first, chunk.last + 1)]) > 7


def test_keys_that_are_kept_are_those_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks do not hang on whether there was room for the keys by which rules were chosen."""
    names = ["سالم رامي التوت", "سالم التوت", "نبيل عمار السرو", "Nabil al-Saru", "سالم رامي التوت"]
    columns = RecordColumns(ids=list("abcde"), lists=["one"] * 5, names=names)
    records, parts, _ = prepare(texts_of(columns))
    kept = build_blocks(build_keys(records, parts).keys, len(records))
    monkeypatch.setattr(keys, "_KEPT", 0)
    made = build_blocks(build_keys(records, parts).keys, len(records))
    assert kept.number.any()
    assert np.array_equal(kept.number, made.number)
    assert np.array_equal(kept.smaller, made.smaller)


def test_rules_set_in_one_go_are_those_set_by_two(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where memory lets fewer rules be put together, blocks are the same."""
    rng = np.random.default_rng(1)
    columns = [functools.partial(_given, rng.integers(0, 30, 50, np.uint64)) for _ in range(7)]
    together = build_blocks(columns, 50)
    monkeypatch.setattr(block, "_ROOM", 0)
    by_two = build_blocks(columns, 50)
    assert np.array_equal(together.number, by_two.number)
    assert np.array_equal(together.smaller, by_two.smaller)
    assert all(np.array_equal(*orders) for orders in zip(together.order, by_two.order, strict=True))


def test_a_larger_register_may_use_dearer_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """What rules may make grows faster than the records do from where a register is called large on, and not before."""
    count = 200
    names = [
        "سالم رامي عمار التوت",
        "نبيل عمار سالم السرو",
        "وائل نبيل رامي الزيزفون",
        "رامي وائل نبيل الصفصاف",
    ]
    columns = RecordColumns(
        ids=[f"{place:03}" for place in range(count)],
        lists=["one"] * count,
        names=names * (count // len(names)),
    )
    records, parts, _ = prepare(texts_of(columns))
    for name in ("_LEARNED", "_EVERY", "_USUAL"):
        monkeypatch.setattr(keys, name, 0)
    monkeypatch.setattr(keys, "_PAIRS_A_RECORD_MORE", 60)
    used = []
    for large in (2 * count, count, count // 8):
        monkeypatch.setattr(keys, "_LARGE", large)
        used.append(build_keys(records, parts).rules)
    assert used[0] == used[1]
    assert set(used[1]) < set(used[2])


@pytest.mark.parametrize("share", [0.2, 0.005])
def test_a_share_of_pairs_is_a_fair_one(share: float) -> None:
    """About the share is drawn of the pairs of each rule, small or not, each once, and only pairs that are met anyway."""
    count = 60_000
    rows, spread = np.arange(count, dtype=np.uint64), np.uint64((1 << KEY_BITS) // 2000)
    columns = [
        (rows // np.uint64(60) + np.uint64(1)) * spread,
        (rows % np.uint64(1000) + np.uint64(1)) * spread,
    ]
    blocks = build_blocks([functools.partial(_given, keys) for keys in columns], count)
    for rule in range(2):
        every, drawn = (_codes(blocks, rule, part) for part in (1.0, share))
        assert len(np.unique(drawn)) == len(drawn)
        assert np.isin(drawn, every).all()
        assert abs(len(drawn) / len(every) / share - 1) < 0.1


def _codes(blocks: Blocks, rule: int, share: float) -> NDArray[np.int64]:
    """Return a number for each drawn pair of a rule."""
    spans = whole(blocks)
    found = [
        pairs_in(blocks, chunk, spans[:rule], share=share) for chunk in chunks(blocks, spans[rule : rule + 1])
    ]
    return np.concatenate([left.astype(np.int64) << 32 | right for left, right in found])


def test_of_pairs_in_small_blocks_more_are_drawn_each_counting_less() -> None:
    """What all drawn pairs count is their fair share, in small blocks as in large ones, and more of the small ones are drawn."""
    count, spread = 60_000, np.uint64((1 << KEY_BITS) // 40_000)
    rows = np.arange(count, dtype=np.uint64)
    columns = [(rows // np.uint64(each) + np.uint64(1)) * spread for each in (3, 60)]
    blocks = build_blocks([functools.partial(_given, keys) for keys in columns], count)
    every = [pairs_made(blocks, whole(blocks)[:1]), pairs_made(blocks, whole(blocks)[1:])]
    every[1] -= every[0]  # Three of one small block are of one large block too.
    list_code = np.zeros(count, np.int32)
    for keep, shares in ((0.02, (0.05, 0.02)), (0.005, (0.04, 0.005)), (0.2, (0.2, 0.2))):
        for rule, share in enumerate(shares):
            drawn = sampled_pairs(blocks, slice(rule, rule + 1), list_code, keep, across_lists=False)
            assert abs(len(drawn.left) / every[rule] / share - 1) < 0.1
            assert abs(drawn.counts.sum() / every[rule] / keep - 1) < 0.1
            assert drawn.drawn == drawn.counts.sum()


def test_rows_of_two_keys_in_turn_are_put_right() -> None:
    """Keys that differ in their last bits alone, each of many rows in turn, stand by key and row."""
    key = np.array([(1 << 53) + each % 2 for each in range(3000)] + [0, 7], np.uint64)
    order, starts = rows_by_key(key)
    assert order.tolist() == [3001, *range(0, 3000, 2), *range(1, 3000, 2)]
    assert starts.tolist() == [0, 1, 1501, 3001]
