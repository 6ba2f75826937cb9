"""Other spellings of a part: what may have been written before a PDF was read, and what a PDF may make of it. Compiled.

What was written stays what it is: a reading is compared beside it, at a cost.
"""

from typing import Final, NamedTuple

import numpy as np
from numba import njit
from numpy.typing import NDArray

from sijill.names.alphabet import LONGEST
from sijill.names.byte_letters import ARTICLE_BYTE, FIRST_LATIN, FOLDED, all_bytes, bytes_of
from sijill.names.damage import FOUND, MEANT, OFTEN_READ, PUT, READ, Damage, write_damaged
from sijill.names.familiar import Familiar, begins_with, is_listed, length_of
from sijill.names.handed import Plain
from sijill.names.slips import MOST_SLIPS, try_dots, try_turned
from sijill.names.spellings import Spellings
from sijill.names.tried import LEFT_OUT, Tried, add, choose
from sijill.names.uncounted import uncounted_within
from sijill.names.unowned import unowned

MOST_READINGS: Final = 3
"""Readings kept of a part, the likeliest."""
MOST_TRIED: Final = 8
"""Readings of a part that are looked at."""
MOST_FORMS: Final = 2
"""Damaged forms kept of a sound part, the likeliest."""
MOST_OTHERS: Final = MOST_READINGS + MOST_FORMS + 1
"""Of a part: its readings, then its forms, then what it is without أبو."""
WITHOUT_ABU: Final = MOST_OTHERS - 1
"""Place of what a part is without أبو."""
MOST_SPELLINGS: Final = MOST_TRIED + MOST_FORMS + 1
RAREST_PAIR: Final = 0.01
"""Share of two rules together below which a reading by both is not looked at."""
_SHORTEST_BEHIND_ARTICLE: Final = 3
_ALEF, _LAM, _MAQSURA, _NUN = map(int, bytes_of("الىن"))
DEBRIS_SHARE: Final = 0.3
"""Of parts that end with ن behind ى and were read by extraction that left it of a ligature and tore it off (مصطفى ن): no word goes on there."""
ABU: Final = all_bytes(["ابو", "abou", "abu"])
ABU_LEFT_OUT: Final = 0.002
"""Of families with أبو, how many another list has without it: عنزة beside أبو عنزة."""
_SHORTEST_BEHIND_ABU: Final = 3
_ROOM: Final = 4 * LONGEST
"""Letters of a text with two fragments put into it, and as many behind it that are none."""


class _Space(NamedTuple):
    """Room to work in."""

    text: NDArray[np.uint8]
    """[_ROOM] the letters in which fragments are looked for, and 0 behind them."""
    meant: NDArray[np.uint8]
    """[_ROOM] what they may stand for."""
    places: NDArray[np.int32]
    """See ``write_damaged``."""


class Lore(NamedTuple):
    """What parts are read by."""

    familiar: Familiar
    damage: Damage


@njit(cache=True, nogil=True)
def write_spellings(letters: NDArray[np.uint8], known: Plain, with_forms: int, room: Plain) -> int:
    """Write what parts [n, LONGEST] may be read as, no more than ``MOST_SPELLINGS`` each; return how many.

    Readings of Arabic parts alone; what extraction makes of sound ones only ``with_forms`` of 1. ``known`` is a ``Lore`` as
    ``plain`` leaves it, ``room`` is for ``Spellings``.
    """
    familiar, damage = known
    lore, found = unowned(Lore(Familiar(*familiar), Damage(*damage))), unowned(Spellings(*room))
    count, chosen = 0, np.empty(MOST_TRIED, dtype=np.int32)
    space = _Space(
        text=np.empty(_ROOM, dtype=np.uint8),
        meant=np.empty(_ROOM, dtype=np.uint8),
        places=np.empty(((LONGEST + 2) * (lore.damage.shares.size + 1), 3), dtype=np.int32),
    )
    for owner in range(letters.shape[0]):
        part = unowned(letters[owner])
        n, is_arabic = length_of(part), part[0] < FIRST_LATIN
        is_common = is_listed(part, n, lore.familiar)
        for turn in range((1 + with_forms) * is_arabic):
            kind = MEANT if turn else OFTEN_READ if is_common else READ
            places = write_damaged(
                space.text, _write_text(part, n, kind, space.text), kind, lore.damage, space.places
            )
            most = places * (places + 1) // 2 + MOST_SLIPS
            tried = Tried(
                letters=np.empty((most, LONGEST + 1), dtype=np.uint8),
                shares=np.empty(most, dtype=np.float64),
                rows=np.empty(2 * most, dtype=np.int32),
                total=np.zeros(1, dtype=np.int64),
            )
            _write_tried(part, n, (kind, places), lore, space, tried)
            for place in range(choose(tried, MOST_FORMS if turn else MOST_TRIED, chosen)):
                row = chosen[place]
                _copy(tried.letters[row], found.letters[count])
                found.owners[count], found.columns[count] = owner, MOST_READINGS + place if turn else 0
                found.shares[count] = tried.shares[row]
                found.is_sure[count] = tried.letters[row, LONGEST] and not is_common
                count += 1
        start = begins_with(part, ABU)
        if start and n >= start + _SHORTEST_BEHIND_ABU:
            _copy(part[start:], found.letters[count])
            found.owners[count], found.columns[count] = owner, WITHOUT_ABU
            found.shares[count], found.is_sure[count] = ABU_LEFT_OUT, False
            count += 1
    return count


@uncounted_within
def _copy(letters: NDArray[np.uint8], to: NDArray[np.uint8]) -> None:
    for at in range(to.size):
        to[at] = letters[at] if at < letters.size else 0


@uncounted_within
def _write_text(letters: NDArray[np.uint8], n: int, kind: int, text: NDArray[np.uint8]) -> int:
    """Write a part as rules of a kind are tried on it: the article of one that was read is letters like others."""
    shift = int(kind != MEANT and letters[0] == ARTICLE_BYTE)
    for place in range(_ROOM):
        text[place] = 0
    for place in range(n):
        text[place + shift] = FOLDED[letters[place]] if kind == MEANT else letters[place]
    if shift:
        text[0], text[1] = _ALEF, _LAM
    return n + shift


@uncounted_within
def _write_tried(
    letters: NDArray[np.uint8], n: int, how: tuple[int, int], lore: Lore, space: _Space, tried: Tried
) -> None:
    """Write the spellings that a part of n letters may stand for by rules of a kind, one or two, in so many places as ``how`` says.

    A part that is in the lexicon (``OFTEN_READ``) is read only as another that is; of others (``READ``) a run of letters may be turned
    or one have other dots, if that is in it. What extraction may make of a sound part (``MEANT``) is in no lexicon: صالح is Saleh, and only what was
    read can be taken for a damaged صلاح.
    """
    for place in range(tried.rows.size):
        tried.rows[place] = -1
    kind, places = how
    for one in range(places):
        _try_rules(one, how, lore, space, tried)
    if kind == MEANT:
        return
    whole = n
    while whole > 0 and letters[whole - 1] == _NUN:
        whole -= 1
    is_torn = 0 < whole < n and letters[whole - 1] == _MAQSURA
    if is_torn:
        for place in range(whole):
            space.meant[place] = letters[place]
        _add_meant(whole, kind, (DEBRIS_SHARE, not is_torn), lore.familiar, space.meant, tried)
    if kind == READ:
        try_turned(letters, n, lore.familiar, space.meant, tried)
        try_dots(letters, n, lore.familiar, space.meant, tried)
    add(letters, n, LEFT_OUT, kind == OFTEN_READ, tried)


@uncounted_within
def _try_rules(one: int, how: tuple[int, int], lore: Lore, space: _Space, tried: Tried) -> None:
    """Add what a part is by the rule of place ``one``, and by another behind it as well.

    It is not sure where one letter is read, which stands in too many names to be damage wherever it is read. What damages one place
    of a list damages all, so that forms are as likely by two rules.
    """
    damage, (kind, total), places = lore.damage, how, space.places
    first = places[one, 2]
    share, is_short = damage.shares[first], kind == READ and damage.lengths[first, FOUND] < 2
    for other in range(one, total):
        rule = places[other, 2]
        both, is_unsure = share, is_short and not damage.at_end[first]
        if other > one:
            both = min(share, damage.shares[rule]) if kind == MEANT else share * damage.shares[rule]
            is_unsure = is_short or (kind == READ and damage.lengths[rule, FOUND] < 2)
            if places[one, 1] > places[other, 0] or (kind != MEANT and both < RAREST_PAIR):
                continue
        n = _put(space, damage, one, other)
        _add_meant(n, kind, (both, is_unsure), lore.familiar, space.meant, tried)


@uncounted_within
def _put(space: _Space, damage: Damage, one: int, other: int) -> int:
    """Write ``space.meant``, the text with what stands in the place of one fragment or of two; return its length."""
    text, meant, places, at, n = space.text, space.meant, space.places, 0, 0
    for number in range(1 + (one != other)):
        place = other if number else one
        rule = places[place, 2]
        while at < places[place, 0]:
            meant[n] = text[at]
            n, at = n + 1, at + 1
        for letter in range(damage.lengths[rule, PUT]):
            meant[n] = damage.letters[rule, PUT, letter]
            n += 1
        at = int(places[place, 1])
    while text[at]:
        meant[n] = text[at]
        n, at = n + 1, at + 1
    return n


@uncounted_within
def _add_meant(
    n: int,
    kind: int,
    said: tuple[float, bool],
    familiar: Familiar,
    meant: NDArray[np.uint8],
    tried: Tried,
) -> None:
    """Add n letters by a rule of a kind, spelled as they are when read from a list: لافي damaged begins with an article."""
    longest = LONGEST
    if n > _SHORTEST_BEHIND_ARTICLE and meant[0] == _ALEF and meant[1] == _LAM:
        meant[0], n = ARTICLE_BYTE, n - 1
        for place in range(1, n):
            meant[place] = meant[place + 1]
        longest -= kind == MEANT
    if n > longest or (kind == MEANT and n < 2):
        return
    is_known = is_listed(meant, n, familiar)
    if is_known if kind == MEANT else kind == OFTEN_READ and not is_known:
        return
    add(meant, n, LEFT_OUT if said[1] and not is_known else said[0], is_known, tried)
