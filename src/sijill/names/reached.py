"""Which of many names may reach a floor with one name, found by the names of the words near its parts.

Most words have no evidence with a part. A name none of whose words has any is not even looked at, unless
such a name may reach the floor too. Of the others each has a *code*, the classes of evidence of its parts,
which is looked up in the table of ``sijill.names.bounds.passes_for``; what passes is bound once more by the
evidence itself.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from sijill.names.beside import Side
from sijill.names.bounds import ONLY_AS_ONE
from sijill.names.features import MOST, USUAL
from sijill.names.retrieval import postings
from sijill.names.small_loops import few_in_order
from sijill.names.unbound import unbound_names
from sijill.names.uncounted import uncounted_within, within
from sijill.names.word import FLAGS_AT, GENERIC_FLAG

_EQUAL: Final = 1 << 30
"""Bit of a word that is the first part of the query, letter by letter."""
_NONE_OF_EIGHT: Final = np.uint64(0x0101010101010101)
"""No evidence, + 1, with eight words."""
_COUNT_AT: Final = 1
_WORDS_AT: Final = 2


class Query(NamedTuple):
    """One name, and what may reach its floor."""

    rows: NDArray[np.int32]
    """[parts] words, by their rows of the evidence that is kept."""
    words: NDArray[np.int16]
    heads: NDArray[np.int16]
    """By such rows, see ``Side``."""
    equal: NDArray[np.int32]
    """[parts] the same word among those of the names, -1 for none."""
    is_arabic: bool
    width: int
    """Bits of a part in a code."""
    bits: NDArray[np.uint32]
    """[256] bits of a part for evidence + 1."""
    passes: NDArray[np.uint8]
    """See ``passes_for``."""
    needed: NDArray[np.int64]
    """[13] for how many parts of the query a name of so many parts needs a word with evidence, at the least."""
    floor: float
    """A logit."""


class Known(NamedTuple):
    """Names by their words, and working space."""

    side: Side
    rows: NDArray[np.uint32]
    """[parts of all names and names, 2 and words] a name, how many parts it has, and its words, behind them the number of all words.

    The names of one word after the other, then all names, those of fewer parts first: what is looked at stands together.
    """
    starts: NDArray[np.int64]
    """[words + 1] where those of each word begin."""
    sizes: NDArray[np.int64]
    """[14] where, behind them, names of so many parts begin."""
    generic: NDArray[np.int32]
    """Words that many organisations have."""
    codes: NDArray[np.uint32]
    """[words + 1] zeros between calls, the last one always."""
    own: NDArray[np.uint32]
    """[words + 1] the same."""
    touched: NDArray[np.int32]
    """[words + 1] not zeros."""
    unbound: NDArray[np.int32]
    """See ``unbound_names``."""
    seen: NDArray[np.uint8]
    """[names] zeros between calls."""


def known_of(side: Side) -> Known:
    """Return the names of ``side`` by their words."""
    words = len(side.readings)
    found = postings(side.parts, side.counts, words)
    rows = np.empty((len(side.counts), _WORDS_AT + side.parts.shape[1]), dtype=np.uint32)
    rows[:, 0], rows[:, _COUNT_AT] = np.arange(len(rows)), side.counts
    rows[:, _WORDS_AT:] = np.where(side.parts < 0, words, side.parts)
    sizes = np.searchsorted(np.sort(side.counts), np.arange(MOST + 2))
    return Known(
        side=side,
        rows=rows[np.concatenate([found.names, np.argsort(side.counts, kind="stable")])],
        starts=found.starts,
        sizes=found.names.size + sizes,
        generic=np.flatnonzero(side.heads[:words, FLAGS_AT] & GENERIC_FLAG).astype(np.int32),
        codes=np.zeros(words + 1, dtype=np.uint32),
        own=np.zeros(words + 1, dtype=np.uint32),
        touched=np.empty(words + 1, dtype=np.int32),
        unbound=unbound_names(side),
        seen=np.zeros(side.counts.size, dtype=np.uint8),
    )


@within
def _touch(query: Query, known: Known, kept: NDArray[np.uint8], lengths: NDArray[np.int64]) -> int:
    """Write the codes of words with evidence for any part, and their rows; return how many.

    ``lengths`` [parts] gets how many names the words near each part have.
    """
    codes, own, touched, starts = known.codes, known.own, known.touched, known.starts
    bits, count = query.bits, 0
    for a in range(query.rows.size):
        shift, evidence = np.uint32(a * query.width), kept[query.rows[a]]
        eights = evidence.view(np.uint64)
        for eight in range(eights.size):
            if eights[eight] == _NONE_OF_EIGHT:
                continue
            for word in range(8 * eight, 8 * eight + 8):
                part = bits[evidence[word]]
                if part:
                    touched[count] = word
                    count += codes[word] == 0
                    codes[word] |= part << shift
                    own[word] |= part
                    lengths[a] += starts[word + 1] - starts[word]
        if query.heads[query.rows[a], FLAGS_AT] & GENERIC_FLAG:
            for word in known.generic:
                touched[count] = word
                count += codes[word] == 0
                codes[word] |= bits[255] << shift
                own[word] |= bits[255]
                lengths[a] += starts[word + 1] - starts[word]
    word = query.equal[0]
    if word >= 0:
        touched[count] = word
        count += codes[word] == 0
        codes[word] |= np.uint32(_EQUAL)
    return count


@within
def _plan(query: Query, known: Known, lengths: NDArray[np.int64]) -> tuple[int, np.uint32]:
    """Return the least need of the sizes whose names are looked for by their words, and the bits of those words.

    Where ``least`` of n parts need evidence, so does one of any n - least + 1: the rarest are taken. Names of other
    sizes are looked at one by one; whichever is least work.
    """
    n = query.rows.size
    ranks = few_in_order(lengths)
    best, least, taken = known.side.counts.size, n + 1, 0
    for need in range(1, n + 1):
        work = 0
        for rank in range(n - need + 1):
            work += lengths[ranks[rank]]
        for m in range(1, MOST + 1):
            work += (known.sizes[m + 1] - known.sizes[m]) * (query.needed[m] < need)
        if work < best:
            best, least, taken = work, need, n - need + 1
    mask = np.uint32(_EQUAL)
    for rank in range(taken):
        mask |= np.uint32((1 << query.width) - 1) << np.uint32(ranks[rank] * query.width)
    return least, mask


@within
def is_equal(words: NDArray[np.integer], equal: NDArray[np.int32]) -> bool:
    """Return whether ``words`` are the same as ``equal``, in this order."""
    same = words.size == equal.size
    for b in range(min(words.size, equal.size)):
        same &= words[b] == equal[b]
    return bool(same)


@uncounted_within
def _code_behind(
    rows: NDArray[np.uint32], at: np.uint64, m: np.uint64, codes: NDArray[np.uint32], width: int
) -> np.uint32:
    """Return the code of the parts that a name has more than is usual."""
    code = np.uint32(0)
    for b in range(USUAL, m):
        code |= codes[rows[at, _WORDS_AT + b]] << np.uint32(b * width)
    return code


@uncounted_within
def _write_passing(
    span: tuple[int, int],
    followed: tuple[int, int, np.uint32],
    query: Query,
    known: Known,
    found: NDArray[np.int32],
) -> int:
    """Write the names that pass of the rows of a ``span``, those that may reach the floor only as one as ``~name``; return how many.

    ``followed`` is the word whose names these are, the least need of such names, and the bits of words that are followed, of
    which a name has none before; no bits where names are looked at one by one.
    """
    rows, codes, own, passes, equal = known.rows, known.codes, known.own, query.passes, query.equal
    (word, least, mask), needed, width = followed, query.needed, query.width
    n, all_but, last, count = np.uint64(equal.size), np.uint32(_EQUAL - 1), np.int32(-1), 0
    for place in range(span[0], span[1]):
        at, code = np.uint64(place), np.uint32(0)
        name, m = np.int32(rows[at, 0]), np.uint64(rows[at, _COUNT_AT])
        if needed[m] < least:
            continue
        if m >= n:
            for b in range(USUAL):
                code |= codes[rows[at, _WORDS_AT + b]]
            code |= _code_behind(rows, at, m, codes, 0)
        else:
            for b in range(USUAL):
                code |= own[rows[at, _WORDS_AT + b]] << np.uint32(b * width)
            code |= _code_behind(rows, at, m, own, width)
        how = passes[m, code & all_but]
        if how or (
            m == n
            and rows[at, _WORDS_AT] == equal[0]
            and is_equal(rows[at, _WORDS_AT : _WORDS_AT + m], equal)
        ):
            first = _WORDS_AT
            while mask and codes[rows[at, first]] & mask == 0:
                first += 1
            if mask == 0 or (rows[at, first] == word and name != last):
                found[count] = ~name if how == ONLY_AS_ONE else name
                count += 1
            last = name
    return count


@within
def may_pass(
    query: Query, known: Known, kept: NDArray[np.uint8], found: NDArray[np.int32]
) -> tuple[int, int]:
    """Write the names whose code passes, each once, in no order, and those of the same words, see ``_write_passing``; return how many.

    ``kept`` [rows, words] is evidence + 1 of the words of queries with those of the names, all worked out. Codes are left in
    ``known``, to be cleared by ``clear_codes``: how many words have one is returned too.
    """
    n, starts, sizes, count = query.rows.size, known.starts, known.sizes, 0
    lengths = np.zeros(n, dtype=np.int64)
    total = _touch(query, known, kept, lengths)
    least, mask = _plan(query, known, lengths)
    every = (-1, 0, np.uint32(0))
    for m in range(1, MOST + 1):
        if query.needed[m] < least:
            count += _write_passing((sizes[m], sizes[m + 1]), every, query, known, found[count:])
    for place in range(total):
        word = known.touched[place]
        if least <= n and known.codes[word] & mask:
            span, followed = (starts[word], starts[word + 1]), (word, least, mask)
            count += _write_passing(span, followed, query, known, found[count:])
    return count, total


@within
def clear_codes(known: Known, total: int) -> None:
    """Put back zeros for the words that ``may_pass`` gave a code."""
    for word in known.touched[:total]:
        known.codes[word] = 0
        known.own[word] = 0
