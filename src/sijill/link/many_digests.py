"""BLAKE2b (RFC 7693) of many short texts at once, eight bytes of each, without key.

``hashlib`` makes one digest at a time and holds Python's lock for texts as short as record ids (a test holds the two
together). Nothing secret hangs on it: clusters are named so.
"""

from typing import Any, Final

import numba
import numpy as np
from numpy.typing import NDArray

from sijill.link.texts import bytes_of
from sijill.link.threads import in_threads
from sijill.names.uncounted import within

DIGEST_BYTES: Final = 8
_BLOCK_BYTES: Final = 128
_ROUNDS: Final = 12
_TEXTS: Final = 1 << 14
"""Texts that one thread takes in one go."""
_START: Final = np.array(
    [
        0x6A09E667F3BCC908,
        0xBB67AE8584CAA73B,
        0x3C6EF372FE94F82B,
        0xA54FF53A5F1D36F1,
        0x510E527FADE682D1,
        0x9B05688C2B3E6C1F,
        0x1F83D9ABFB41BD6B,
        0x5BE0CD19137E2179,
    ],
    np.uint64,
)
"""The initialisation vector, of SHA-512 too."""
_ORDER: Final = np.array(
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
        [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
        [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
        [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
        [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ],
    np.uint8,
)
"""Which word of the message goes where, round by round; the first two come again."""


def digests(texts: Any) -> NDArray[np.uint64]:  # Any: pyarrow has no types
    """Return the eight bytes of each of an Arrow array of strings, as a number that begins with the last of them."""
    content, begins = bytes_of(texts)
    found = np.empty(len(texts), np.uint64)

    def digest(first: int) -> None:
        _digest(content, begins[first : first + _TEXTS + 1], found[first : first + _TEXTS])

    in_threads(digest, range(0, len(found), _TEXTS))
    return found


@numba.njit(cache=True, nogil=True)
def _digest(content: NDArray[np.uint8], begins: NDArray[np.int32], found: NDArray[np.uint64]) -> None:
    block, state, work = np.empty(_BLOCK_BYTES, np.uint8), np.empty(8, np.uint64), np.empty(16, np.uint64)
    for row in range(len(found)):
        for place in range(8):
            state[place] = _START[place]
        state[0] ^= np.uint64(0x01010000 | DIGEST_BYTES)
        first, length = begins[row], begins[row + 1] - begins[row]
        done = 0
        while done == 0 or done < length:
            taken = min(length - done, _BLOCK_BYTES)
            words = block.view(np.uint64)
            for place in range(len(words)):
                words[place] = 0
            for place in range(taken):
                block[place] = content[first + done + place]
            done += max(taken, 1)
            _compress((state, work), words, min(done, length), done >= length)
        found[row] = state[0]


@within
def _compress(
    words: tuple[NDArray[np.uint64], NDArray[np.uint64]],
    message: NDArray[np.uint64],
    done: int,
    is_last: bool,
) -> None:
    """Mix one block into the first of ``words``, with the second to work in; ``done`` bytes are in with it."""
    state, work = words
    for place in range(8):
        work[place], work[place + 8] = state[place], _START[place]
    work[12] ^= np.uint64(done)
    if is_last:
        work[14] = ~work[14]
    for each in range(_ROUNDS):
        order = _ORDER[each % len(_ORDER)]
        for place in range(8):
            # Four columns of the four rows of four, then four diagonals.
            turn, row = place % 4, place // 4
            a, b, c, d = turn, 4 + (turn + row) % 4, 8 + (turn + 2 * row) % 4, 12 + (turn + 3 * row) % 4
            one, other = message[order[2 * place]], message[order[2 * place + 1]]
            left, right = work[a] + work[b] + one, work[c]
            upper = _turned(work[d] ^ left, 32)
            right += upper
            lower = _turned(work[b] ^ right, 24)
            left += lower + other
            upper = _turned(upper ^ left, 16)
            right += upper
            work[a], work[b], work[c], work[d] = left, _turned(lower ^ right, 63), right, upper
    for place in range(8):
        state[place] ^= work[place] ^ work[place + 8]


@numba.njit(cache=True, nogil=True, inline="always")
def _turned(word: np.uint64, bits: int) -> np.uint64:
    """Return ``word`` turned to the right."""
    return word >> np.uint64(bits) | word << np.uint64(64 - bits)
