"""Evidence of many pairs of words, worked out ahead of the names that have them: most are told by the sieve.

Names in bulk meet the same words again and again, but half of the time of a million pairs goes to words that meet for
the first time. Taken together, those that meet one word share what is worked out for it.
"""

from typing import Final

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.beside import Side, evidence_at_cost, may_stand_for
from sijill.names.emission import SCRATCH_SHAPE
from sijill.names.evidence import LOWEST, STEP, are_apart, usual_share
from sijill.names.model import Model
from sijill.names.readings import MOST_OTHERS, WITHOUT_ABU
from sijill.names.sieve import SLACK, Sieve, directions, is_peculiar, reaching
from sijill.names.small_loops import copy
from sijill.names.uncounted import within
from sijill.names.unowned import unowned
from sijill.names.word import ARABIC, COST_AT, FLAGS_AT, FORM_FLAG, LATIN, LEXICON_AT, MASK_AT, SCRIPT_AT

TOGETHER: Final = 1 << 20
"""Pairs of names that are looked at together."""
_LOOKED_AT: Final = 1 << 11
"""Of them, those that tell whether looking ahead is worth it."""
_FEWEST_NEW: Final = 0.1
"""New pairs of words for each pair of names, below which it is not: what a look at a pair takes one of them takes too."""


@njit(cache=True, nogil=True)
def by_first(pairs: NDArray[np.int32], names: int) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return ``pairs`` in the order of their first names, of which there are ``names``, and which pair stands at each place."""
    begins = np.zeros(names + 1, dtype=np.int64)
    for pair in range(pairs.shape[0]):
        begins[pairs[pair, 0] + 1] += 1
    for name in range(names):
        begins[name + 1] += begins[name]
    ordered, order = np.empty_like(pairs), np.empty(pairs.shape[0], dtype=np.int64)
    for pair in range(pairs.shape[0]):
        name = pairs[pair, 0]
        place = begins[name]
        begins[name] += 1
        ordered[place, 0], ordered[place, 1], order[place] = name, pairs[pair, 1], pair
    return ordered, order


@njit(cache=True, nogil=True)
def work_out(
    left: Side, right: Side, pairs: NDArray[np.int32], model: Model, sieve: Sieve, kept: NDArray[np.uint8]
) -> None:
    """Write into ``kept`` the evidence + 1 that ``pairs`` need, up to ``TOGETHER`` of them, where it is not there.

    ``sieve`` is that of ``right``; the others as for ``compare_rows``. Where the first pairs lack little, it is left at them.
    """
    left, right, pairs, model = unowned(left), unowned(right), unowned(pairs), unowned(model)
    sieve, kept = unowned(sieve), unowned(kept)
    most = pairs.shape[0] * left.parts.shape[1] * right.parts.shape[1]
    cells = np.empty(min(most, kept.size), dtype=np.int32)
    first = min(pairs.shape[0], _LOOKED_AT)
    count = _find_new(left, right, pairs[:first], kept, cells)
    if count >= _FEWEST_NEW * first:
        count += _find_new(left, right, pairs[first:], kept, cells[count:])
    rows, columns = kept.shape
    begins = np.zeros(rows + 1, dtype=np.int32)
    for cell in cells[:count]:
        begins[cell // columns + 1] += 1
    for row in range(rows):
        begins[row + 1] += begins[row]
    chosen, free = np.empty(count, dtype=np.int32), begins[:-1].copy()
    for cell in cells[:count]:
        row = cell // columns
        chosen[free[row]] = cell - row * columns
        free[row] += 1
    scratch = np.empty(SCRATCH_SHAPE, dtype=np.float64)
    hits = np.empty((2, MOST_OTHERS * columns), dtype=np.int32)
    for row in range(rows):
        some = chosen[begins[row] : begins[row + 1]]
        if some.size:
            _write_evidence(row, left, right, (model, sieve), some, (kept[row], hits, scratch))


@within
def _find_new(
    left: Side, right: Side, pairs: NDArray[np.int32], kept: NDArray[np.uint8], cells: NDArray[np.int32]
) -> int:
    """Write which cells of ``kept``, row by row numbered, are not worked out, each once, and mark them; return how many."""
    left_parts, right_parts, left_counts, right_counts = left.parts, right.parts, left.counts, right.counts
    count, (rows, columns) = 0, kept.shape
    for pair in range(pairs.shape[0]):
        here, there = pairs[pair, 0], pairs[pair, 1]
        for a in range(left_counts[here]):
            for b in range(right_counts[there]):
                row, column = left_parts[here, a], right_parts[there, b]
                if row < rows and column < columns and kept[row, column] == 0:
                    kept[row, column] = 1
                    cells[count] = row * columns + column
                    count += 1
    return count


@within
def _write_evidence(
    a: int,
    left: Side,
    right: Side,
    knowledge: tuple[Model, Sieve],
    some: NDArray[np.int32],
    space: tuple[NDArray[np.uint8], NDArray[np.int32], NDArray[np.float64]],
) -> None:
    """Write the evidence + 1 of word ``a`` of ``left`` with ``some`` words of ``right``, as ``among.all_evidence`` with all.

    ``space`` is the row of what is kept, in which all of them have 1, and working space.
    """
    (model, sieve), (kept, hits, scratch) = knowledge, space
    words, tables, lexicon, count = right.words, model.tables, model.lexicon, some.size
    wanted = np.empty(hits.shape[1], dtype=np.int32)
    copy(wanted, some)
    for b in some:
        for reading in right.readings[b, :WITHOUT_ABU]:
            if reading >= 0:
                wanted[count] = reading
                count += 1
    for source in range(-1, WITHOUT_ABU):
        row = a if source < 0 else left.readings[a, source]
        if row < 0:
            continue
        word, asked = left.words[row], count if source < 0 else some.size
        found, likely = hits[0][:asked], hits[1][:asked]
        copy(found, wanted[:asked])
        for hit in found[: _let_through(word, right, sieve, 1 + word[COST_AT], model, (found, likely))]:
            b = sieve.owners[hit]
            if source >= 0 and not may_stand_for(word, words[hit]):
                continue
            if hit != b and not may_stand_for(words[hit], word):
                continue
            kept[b] = max(kept[b], 1 + evidence_at_cost(word, words[hit], tables, lexicon, scratch))


@within
def _let_through(
    word: NDArray[np.int16],
    side: Side,
    sieve: Sieve,
    least: int,
    model: Model,
    hits: tuple[NDArray[np.int32], NDArray[np.int32]],
) -> int:
    """Write those of ``hits`` first that may have evidence ``least`` or more with ``word``; return how many.

    The first array of ``hits`` has rows of ``side.words``, the second as much working space.
    """
    (found, likely), heads, entry = hits, side.heads, word[LEXICON_AT]
    if is_peculiar(word):
        return int(found.size)
    # Arabic words are written from the left, Latin ones from the right.
    count, arabic, latin = 0, 0, found.size
    for place in range(found.size):
        row = found[place]
        if sieve.is_odd[row] or (entry >= 0 and _are_usual(entry, heads[row, LEXICON_AT], model.lexicon)):
            found[count] = row
            count += 1
        elif not are_apart(word[MASK_AT], heads[row, MASK_AT]):
            is_latin = heads[row, SCRIPT_AT] == LATIN
            latin -= is_latin
            likely[latin if is_latin else arabic] = row
            arabic += not is_latin
    bound = np.exp(2 * ((least - 0.5) / STEP + LOWEST) - SLACK)
    for script, chosen in ((ARABIC, likely[:arabic]), (LATIN, likely[latin:])):
        if script == LATIN and word[FLAGS_AT] & FORM_FLAG:
            continue
        forth, back = directions(int(word[SCRIPT_AT]), script)
        tables = (model.tables[forth], model.tables[back])
        found_so = reaching(word, side.words, sieve, bound, tables, chosen)
        copy(found[count:], chosen[:found_so])
        count += found_so
    return count


@within
def _are_usual(entry: int, other: int, lexicon: NDArray[np.int32]) -> bool:
    """Return whether of two entries of the lexicon one is a usual spelling of the other."""
    return bool(
        other >= 0 and (usual_share(entry, other, lexicon) > 0.0 or usual_share(other, entry, lexicon) > 0.0)
    )
