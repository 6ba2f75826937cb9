"""Which words of a vocabulary are near a word: all of them above a bound, without comparing with each.

The letters of the vocabulary are a *tree* in which words that begin alike share their first letters. The
emission of ``sijill.names.emission`` is worked out along its branches, and a branch is left where no word on
it can reach the bound. What remains, usual spellings and initials get the full evidence of two parts.

No word is missed but those of firms that are cut short, which are in too many names to find one by. Evidence is half of ln P(b | a) / P(b) + ln P(a | b) / P(a), and P(a | b) is at most 1, so
that P(b | a) must reach exp(2 x bound) P(a) P(b). A way to write b goes through each of its letters, or over
it in one unit; the chance of all ways through or over a letter, which the tree has, is no less than P(b | a).
Only where both words are in the lexicon can the letters say less than the evidence, and there the usual
spellings of either are looked at one by one.
"""

from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.alphabet import LONGEST
from sijill.names.beside import (
    Side,
    best_reading,
    has_readings,
)
from sijill.names.emission import SCRATCH_SHAPE
from sijill.names.evidence import LOWEST, STEP, TOO_DIFFERENT, bits_of, part_evidence
from sijill.names.model import ARABIC_TO_ARABIC, ARABIC_TO_LATIN, LATIN_TO_ARABIC, LATIN_TO_LATIN, Model
from sijill.names.readings import WITHOUT_ABU
from sijill.names.tree import Tree
from sijill.names.uncounted import within
from sijill.names.unowned import unowned
from sijill.names.word import (
    ARABIC,
    COST_AT,
    FLAGS_AT,
    INITIAL_FLAG,
    LENGTH_AT,
    LEXICON_AT,
    MASK_AT,
    NUMBER,
    ROWS_AT,
    SCRIPT_AT,
    SURPRISE_AT,
    SURPRISE_UNIT,
)

_SLACK: Final = 1e-6
"""Nats for sums in another order."""


class Reach(NamedTuple):
    """What bounds need of a model beside itself."""

    longer: NDArray[np.float32]
    """[4, rows, 2] chance that a letter emits more than one letter, and more than two."""
    forth: float
    """The least of ln P(b | a) / P(b) that is looked for, more for another reading; -inf: nothing is left out."""
    excess: float
    """Nats by which a word's emissions may add up to more than 1, for the rounding of their tables."""


def reach_of(model: Model, forth: float = -np.inf) -> Reach:
    """Return the bounds of ``model``."""
    longer = np.zeros((*model.tables.shape[:2], 2), dtype=np.float32)
    for direction in range(model.tables.shape[0]):
        script = int(direction in {ARABIC_TO_LATIN, LATIN_TO_LATIN})
        letters = np.zeros(model.tables.shape[2], dtype=np.int64)
        first, second, third = np.nonzero(model.units[script] >= 0)
        letters[model.units[script][first, second, third]] = (first > 0) * 1 + (second > 0) + (third > 0)
        for place in range(2):
            longer[direction, :, place] = model.tables[direction][:, letters > place + 1].sum(axis=1)
    most = max(1.0, float(model.tables.sum(axis=2, dtype=np.float64).max()))
    return Reach(longer=longer, forth=forth, excess=LONGEST * float(np.log(most)) + _SLACK)


@within
def _direction(source: int, target: int) -> int:
    if source == ARABIC:
        return ARABIC_TO_ARABIC if target == ARABIC else ARABIC_TO_LATIN
    return LATIN_TO_ARABIC if target == ARABIC else LATIN_TO_LATIN


@within
def _are_apart(mask: int, masks: NDArray[np.int16]) -> bool:
    """Return whether ``part_evidence`` compares no letters of a word of ``mask`` with any word at or below a node."""
    apart = bits_of(masks[0] & ~mask) + bits_of(mask & ~masks[1])
    return bool(apart > TOO_DIFFERENT or (apart == TOO_DIFFERENT and bits_of(mask & masks[1]) <= 1))


@within
def _climb(
    word: NDArray[np.int16],
    tree: Tree,
    table: NDArray[np.float32],
    longer: NDArray[np.float32],
    span: tuple[int, int, float],
    hits: NDArray[np.int32],
) -> int:
    """Write the places in ``tree.order`` of the words whose P(letters | word) reaches exp(bound) P(letters).

    ``span`` has the first node, the one behind the last, and the bound. Returns how many.
    """
    node_units, depths, skips, masks = tree.units, tree.depths, tree.skips, tree.masks
    rarest, own, mask, rows = tree.rarest, tree.own, word[MASK_AT], word[ROWS_AT : ROWS_AT + word[LENGTH_AT]]
    node, stop, bound = span
    least = np.exp(bound)
    columns = np.zeros((LONGEST + 3, rows.size + 1), dtype=np.float64)  # two of zeros before the first letter
    columns[2, 0] = 1.0
    for i in range(rows.size):
        columns[2, i + 1] = columns[2, i] * table[rows[i], 0]
    count = 0
    while node < stop:
        if _are_apart(mask, masks[node]):
            node = skips[node]
            continue
        at = depths[node] + 2
        column, back, further = columns[at], columns[at - 1], columns[at - 2]
        one, two, three = node_units[node, 0], node_units[node, 1], node_units[node, 2]
        through, column[0] = 0.0, 0.0
        for i in range(rows.size):
            row = rows[i]
            coming = back[i] * table[row, one] if one >= 0 else 0.0
            if two >= 0:
                coming += further[i] * table[row, two]
            if three >= 0:
                coming += columns[at - 3, i] * table[row, three]
            column[i + 1] = coming + column[i] * table[row, 0]
            through += coming + back[i] * longer[row, 0] + further[i] * longer[row, 1]
        if through * rarest[node] < least:
            node = skips[node]
            continue
        if column[rows.size] * own[node] >= least:
            for place in range(tree.first[node], tree.last[node]):
                hits[count] = tree.order[place]
                count += 1
        node += 1
    return count


class Known(NamedTuple):
    """A vocabulary that is asked for near words."""

    side: Side
    tree: Tree
    model: Model
    reach: Reach


@within
def _possible(
    word: NDArray[np.int16], known: Known, least: int, forth: float, hits: NDArray[np.int32]
) -> int:
    """Write rows of words, without or with repetition, that hold all of evidence ``least`` or more; return how many."""
    _, tree, model, reach = known
    count, script = 0, word[SCRIPT_AT]
    for place in range(tree.short.size):
        hits[count] = tree.short[place]
        count += 1
    if script == NUMBER:
        return count
    if word[FLAGS_AT] & INITIAL_FLAG:
        for place in range(tree.order.size):
            hits[count] = tree.order[place]
            count += 1
        return count
    entry = word[LEXICON_AT]
    if entry >= 0:
        for place in range(tree.kin_starts[entry], tree.kin_starts[entry + 1]):
            hits[count] = tree.kin[place]
            count += 1
    bound = 2 * ((least - 0.5) / STEP + LOWEST) - word[SURPRISE_AT] / SURPRISE_UNIT - reach.excess
    bound = max(bound, forth)
    for target in range(2):
        which = _direction(script, target + 1)
        span = (tree.roots[target], tree.roots[target + 1], bound)
        count += _climb(word, tree, model.tables[which], reach.longer[which], span, hits[count:])
    return count


@njit(cache=True, nogil=True)
def near_words(
    a: int,
    left: Side,
    known: Known,
    least: int,
    kept: NDArray[np.uint8],
    found: NDArray[np.int32],
) -> int:
    """Write every known word whose evidence with word ``a`` of ``left`` is ``least`` steps or more.

    ``found`` [known words and readings, at least] gets their rows, in no order; ``kept`` [known words]
    gets the evidence + 1 of all words that were compared, see ``compare_rows``. Returns how many were found.
    """
    left, known, kept, found = unowned(left), unowned(known), unowned(kept), unowned(found)
    right, tree, model, reach = known
    scratch = np.empty(SCRATCH_SHAPE, dtype=np.float64)
    hits = np.empty(2 * tree.owners.size + tree.kin_longest, dtype=np.int32)
    word, words, heads, tables, lexicon = left.words[a], right.words, right.heads, model.tables, model.lexicon
    count = 0
    for source in range(-1, WITHOUT_ABU):
        row = a if source < 0 else left.readings[a, source]
        if row < 0:
            continue
        cost = left.words[row, COST_AT]
        for hit in range(
            _possible(left.words[row], known, least + cost, reach.forth + 2 * cost / STEP, hits)
        ):
            b = tree.owners[hits[hit]]
            if kept[b] != 0:
                continue
            value = part_evidence(word, words[b], tables, lexicon, scratch)
            if has_readings(word, heads[b]):
                value = max(
                    value,
                    best_reading(left.readings[a], left.words, words[b], tables, lexicon, scratch),
                    best_reading(right.readings[b], words, word, tables, lexicon, scratch),
                )
            kept[b] = value + 1
            if value >= least:
                found[count] = b
                count += 1
    return count
