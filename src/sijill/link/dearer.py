"""Which blocks are worth their pairs, as the pairs show that were drawn of them."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.link.block import HOT, Blocks
from sijill.link.blocked_pairs import EVERYBODY, Span
from sijill.link.drawn_pairs import Sampled
from sijill.link.threads import in_threads
from sijill.names.uncounted import uncounted

_USUAL: Final = 100.0
"""Drawn pairs of the usual yield that a rule is given before its own are counted: a few likely pairs may be chance."""


_NONE: Final = 1e-6
"""What no pair counts; sums are of fractions."""
_SLICE: Final = 1 << 14
"""Pairs that one thread looks at in one go."""
_SIZES: Final = np.array([3, 6, 12, 25, 50, 100, 200, HOT])
"""Records of the largest blocks of each step."""


class Drawn(NamedTuple):
    """Pairs that weights are learned from."""

    left: NDArray[np.int32]
    right: NDArray[np.int32]
    likely: NDArray[np.float64]
    """Probability of each."""
    counts: NDArray[np.float64]
    """How much each counts."""
    each: float
    """How many blocked pairs one of them stands for that counts for 1."""


def drawn_of(sampled: Sequence[Sampled], weight: NDArray[np.float32], keep: float) -> Drawn:
    """Return the pairs of several samples, each a share ``keep`` of all, with the ``weight`` of each (nats)."""
    left, right, counts = (np.concatenate(columns) for columns in list(zip(*sampled, strict=True))[:3])
    each = sum(some.drawn for some in sampled) / max(float(counts.sum()), 1.0) / keep
    return Drawn(left, right, 1.0 / (1.0 + np.exp(-weight.astype(float))), counts, each)


class Affordable(NamedTuple):
    """How many pairs may be made."""

    always: float
    """So many in any case,"""
    rate: float
    """more where so large a share of them is likely,"""
    most: float
    """and no more than these."""


def worth_their_pairs(
    blocks: Blocks,
    drawn: Drawn,
    affordable: Affordable,
    *,
    before: Sequence[Span] = (),
    alone: NDArray[np.bool_] = EVERYBODY,
) -> list[Span]:
    """Return the blocks that are to be used, by rule and size.

    Blocks of a rule are taken by steps of their size. That step comes first whose pairs, among those ``drawn`` that no
    step before it met, have most likely ones for their number; then steps of which none was drawn. With ``alone`` only
    pairs of which it marks a record are made, and blocks ``before`` are used already.
    """
    bounds = _bounds(blocks)
    step = _steps(blocks, drawn, bounds)
    used = _among(before, bounds)
    asked = ~_any_of(step, used)
    if len(alone):
        asked &= alone[drawn.left] | alone[drawn.right]
    met, found = np.zeros(used.shape), np.zeros(used.shape)
    _sum(step, drawn, asked, met, found)
    usual = float(np.average(drawn.likely[asked], weights=drawn.counts[asked])) if asked.any() else 0.0
    taken, is_open, made = np.zeros_like(used), ~used, 0.0
    while is_open.any():
        rate = np.where(met > _NONE, (found + _USUAL * usual) / (met + _USUAL), 0.0)
        # Sums may differ in their last bits.
        rule, at = np.unravel_index(np.argmax(np.where(is_open, np.round(rate, 9), -1.0)), rate.shape)
        is_open[rule, at] = False
        worth = rate[rule, at] >= affordable.rate
        if made >= affordable.always and not worth:
            break
        pairs = met[rule, at] * drawn.each
        if met[rule, at] <= _NONE:
            sizes = (_SIZES[at - 1] if at else 1) + 1, _SIZES[at]
            pairs = _pairs_of(alone, blocks.order[rule], blocks.smaller[rule], sizes)
        if made + pairs > max(affordable.always, affordable.most * worth):
            continue
        made += pairs
        taken[rule, at] = True
        _leave_out((step, drawn, asked), (int(rule), int(at)), met, found)
    return _spans(taken, bounds)


def _spans(taken: NDArray[np.bool_], bounds: NDArray[np.int64]) -> list[Span]:
    """Return the blocks of the steps that are ``taken``, as few spans as may be; an empty one only for a rule without blocks.

    Such a rule has hot blocks alone, which whoever links is told of.
    """
    found: list[Span] = []
    for rule, at in np.argwhere(taken).tolist():
        first, last = int(bounds[rule, at - 1]) if at else 0, int(bounds[rule, at])
        if found and found[-1].rule == rule and found[-1].last == first:
            found[-1] = found[-1]._replace(last=last)
        elif first < last or (at == 0 and not bounds[rule, -1]):
            found.append(Span(rule, first, last))
    return found


def _among(spans: Sequence[Span], bounds: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return rules x steps: whether ``spans`` have all its blocks."""
    found = np.zeros(bounds.shape, np.bool_)
    begins = np.c_[np.zeros(len(bounds), np.int64), bounds[:, :-1]]
    for rule, first, last in spans:
        found[rule] |= (begins[rule] >= first) & (bounds[rule] <= last)
    return found


def largest_used(blocks: Blocks, used: Sequence[Span]) -> dict[int, int]:
    """Return for each rule the records that its blocks may hold: as many as those of the last step that is ``used``.

    Of a rule whose largest blocks are used it is what a block may hold at all.
    """
    found: dict[int, int] = {}
    for rule, _, last in used:
        here = HOT
        smaller = blocks.smaller[rule]
        if last < smaller[-1]:
            size = np.searchsorted(smaller, last) - 1
            here = int(_SIZES[np.searchsorted(_SIZES, size)])
        found[rule] = max(found.get(rule, 0), here)
    return found


def _bounds(blocks: Blocks) -> NDArray[np.int64]:
    """Return rules x steps: how many blocks of a rule are as small as a step, or smaller."""
    return blocks.smaller[:, _SIZES + 1]


def _steps(blocks: Blocks, drawn: Drawn, bounds: NDArray[np.int64]) -> NDArray[np.int8]:
    """Return rules x drawn pairs: the step at which a rule meets a pair, -1 where none of its blocks does."""
    step = np.empty((len(bounds), len(drawn.left)), np.int8)

    def fill(first: int) -> None:
        stop = min(first + _SLICE, len(drawn.left))
        _fill_steps(blocks.number, (drawn.left, drawn.right), bounds, (first, stop), step)

    in_threads(fill, range(0, len(drawn.left), _SLICE))
    return step


@uncounted
def _fill_steps(
    number: NDArray[np.int32],
    pairs: tuple[NDArray[np.int32], NDArray[np.int32]],
    bounds: NDArray[np.int64],
    some: tuple[int, int],
    step: NDArray[np.int8],
) -> None:
    left, right = pairs
    for pair in range(some[0], some[1]):
        one, other = number[left[pair]], number[right[pair]]
        for rule in range(len(bounds)):
            at = -1
            if one[rule] == other[rule] and one[rule] != 0:
                at = 0
                while bounds[rule, at] < one[rule]:
                    at += 1
            step[rule, pair] = at


def _any_of(step: NDArray[np.int8], used: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Return which pairs a step that is ``used`` meets."""
    padded = np.c_[used, np.zeros(len(used), np.bool_)]  # The last is that of -1.
    found = np.zeros(step.shape[1], np.bool_)
    for rule in np.flatnonzero(used.any(axis=1)):
        found |= padded[rule][step[rule]]
    return found


@uncounted
def _sum(
    step: NDArray[np.int8],
    drawn: Drawn,
    asked: NDArray[np.bool_],
    met: NDArray[np.float64],
    found: NDArray[np.float64],
) -> None:
    """Add up by rule and step how many pairs are asked for that it meets, and how many likely ones, in the order of the pairs."""
    for rule in range(len(step)):
        for pair in range(len(asked)):
            at = step[rule, pair]
            if asked[pair] and at >= 0:
                met[rule, at] += drawn.counts[pair]
                found[rule, at] += drawn.counts[pair] * drawn.likely[pair]


@uncounted
def _leave_out(
    pairs: tuple[NDArray[np.int8], Drawn, NDArray[np.bool_]],
    which: tuple[int, int],
    met: NDArray[np.float64],
    found: NDArray[np.float64],
) -> None:
    """Ask no longer for the pairs of a step, and take them off the sums."""
    step, drawn, asked = pairs
    rule, at = which
    for pair in range(len(asked)):
        if asked[pair] and step[rule, pair] == at:
            asked[pair] = False
            for each in range(len(step)):
                other = step[each, pair]
                if other >= 0:
                    met[each, other] -= drawn.counts[pair]
                    found[each, other] -= drawn.counts[pair] * drawn.likely[pair]


@uncounted
def _pairs_of(
    alone: NDArray[np.bool_],
    order: NDArray[np.int32],
    smaller: NDArray[np.int64],
    sizes: tuple[int, int],
) -> int:
    """Return how many pairs blocks of the least to the greatest of ``sizes`` have, with ``alone`` those with a record that it marks."""
    count, place = 0, 0
    for size in range(2, sizes[1] + 1):
        for _ in range(smaller[size], smaller[size + 1]):
            single = size
            if len(alone):
                single = 0
                for at in range(place, place + size):
                    single += alone[order[at]]
            if size >= sizes[0]:
                count += single * (size - single) + single * (single - 1) // 2
            place += size
    return count
