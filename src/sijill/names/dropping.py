"""Which pieces of a name are no part of it: legal forms, titles and small words.

Compiled; called by ``joining``. Piece classes are the numbers of ``sijill.names.lexicon.PieceClass``, of which
numba knows only the values (a test holds them together).
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.uncounted import uncounted_within

DROPPED: Final = -1
"""No part of the name."""
OWN: Final = 0
"""Of the name's bearer, until the parts are numbered."""

_FEW: Final = 3
"""Parts up to which غير, itself among them, says that the name is not known."""

_PLAIN: Final = 0
_JOINS_NEXT: Final = 1
_ARTICLE: Final = 2
_SON: Final = 3
_JOINS_PREVIOUS: Final = 4
_TITLE: Final = 5
_PARTICLE: Final = 6
_UNKNOWN: Final = 7
_SON_OR_NAME: Final = 8
_LEGAL_FORM: Final = 9
_LEGAL_LAST: Final = 10
_LEGAL_WEAK: Final = 11
_FORM_WORD: Final = 12
_COMPANY: Final = 13
_GENERIC_WORD: Final = 14
_TITLE_OR_NAME: Final = 15
_BESIDE_TITLE: Final = 16
_TITLE_ANYWHERE: Final = 17
_MOTHER_MARK: Final = 18
_LAQAB_MARK: Final = 19
_NO_NAME: Final = 20
_HOUSE: Final = 21
_CAPITALS: Final = 22
_FORM_INITIAL: Final = 24
_TORN: Final = 25
_FORM_FIRST: Final = 27
_FORM_LETTER: Final = 28
_TITLE_LETTER: Final = 29
_FORM_TITLE_LETTER: Final = 30
_BRACKET: Final = 31
_STOP: Final = 32
_UNKNOWN_OR_NAME: Final = 34
_TITLE_ONLY: Final = 35
_NUMBERING: Final = 37
_KIN_TITLE: Final = 38
_OF: Final = 39
_AND_LETTER: Final = 40
_RELATIVE: Final = 44

_NO_PART: Final = (
    _ARTICLE,
    _SON,
    _TITLE,
    _PARTICLE,
    _LEGAL_FORM,
    _COMPANY,
    _BESIDE_TITLE,
    _TITLE_ANYWHERE,
    _MOTHER_MARK,
    _LAQAB_MARK,
    _NO_NAME,
    _HOUSE,
    _BRACKET,
    _STOP,
    _TITLE_ONLY,
    _NUMBERING,
    _KIN_TITLE,
    _OF,
    _AND_LETTER,
)
"""Classes that are a part only where nothing else is one."""
_SOLID: Final = np.array([kind not in _NO_PART for kind in range(64)])
_ENDING: Final = (
    _PARTICLE,
    _OF,
    _AND_LETTER,
    _ARTICLE,
    _LEGAL_FORM,
    _LEGAL_LAST,
    _LEGAL_WEAK,
    _FORM_WORD,
    _COMPANY,
    _FORM_INITIAL,
    _BRACKET,
    _STOP,
)
"""Classes of which the legal form at the end of a name may consist."""
FORMS: Final = (
    sum(1 << kind for kind in range(_LEGAL_FORM, _COMPANY + 1)) | 1 << _FORM_INITIAL | 1 << _FORM_FIRST
)
ORGANISATION: Final = 1 << _LEGAL_FORM | 1 << _COMPANY | 1 << _GENERIC_WORD
SMALL_WORDS: Final = (
    sum(1 << kind for kind in (_ARTICLE, _SON, _TITLE, _PARTICLE, _SON_OR_NAME, _HOUSE))
    | sum(1 << kind for kind in (_TITLE_OR_NAME, _BESIDE_TITLE, _TITLE_ANYWHERE))
    | sum(
        1 << kind for kind in (_TITLE_LETTER, _FORM_TITLE_LETTER, _TITLE_ONLY, _KIN_TITLE, _OF, _AND_LETTER)
    )
    | 1 << _MOTHER_MARK
)
"""Classes, one bit each, that the functions below look at: without any of them there is nothing to drop."""


@uncounted_within
def is_torn(kind: int) -> bool:
    """Return whether a piece is one or two Arabic letters that are no name."""
    return bool(_TORN <= kind <= _FORM_TITLE_LETTER)


@uncounted_within
def is_solid(kind: int) -> bool:
    """Return whether a piece of this class is a part wherever it stands."""
    return bool(_SOLID[kind])


@uncounted_within
def survey(kinds: NDArray[np.int8]) -> tuple[int, int]:
    """Return how many pieces are solid, and which classes there are, one bit each."""
    solid, seen = 0, 0
    for kind in kinds:
        solid += _SOLID[kind]
        seen |= 1 << int(kind)
    return solid, seen


@uncounted_within
def is_unknown(solid: int, seen: int) -> bool:
    """Return whether a text says that the name is not known."""
    unknown = seen & 1 << _UNKNOWN or (seen & 1 << _UNKNOWN_OR_NAME and solid <= _FEW)
    return bool(unknown or (solid == 0 and seen & 1 << _NO_NAME))


@uncounted_within
def count_heads(kinds: NDArray[np.int8], first: int, last: int) -> int:
    """Return about how many parts the pieces from ``first`` to ``last`` make."""
    found, pending = 0, False
    for piece in range(first, last):
        kind = kinds[piece]
        if not _SOLID[kind]:
            continue
        found += not pending and kind != _JOINS_PREVIOUS and not is_torn(kind)
        pending = kind == _JOINS_NEXT
    return found


@uncounted_within
def drop_forms(kinds: NDArray[np.int8], places: NDArray[np.int16], organisation: bool) -> bool:
    """Drop the legal form at the end, company words at both ends, and ش م م in letters.

    Return whether the name is an organisation's.
    """
    n = kinds.size
    tail = n
    while tail > 0 and kinds[tail - 1] in _ENDING:
        tail -= 1
    before = count_heads(kinds, 0, tail)
    if organisation and n > 1 and kinds[0] == _FORM_FIRST and not is_torn(kinds[1]):
        places[0] = DROPPED  # ش. for شركه
    anchored, weak = False, organisation or before > 1
    for piece in range(tail, n):
        anchored |= kinds[piece] in (_LEGAL_FORM, _LEGAL_LAST, _COMPANY)
    for piece in range(n):
        kind = kinds[piece]
        if piece < tail:
            if kind == _LEGAL_FORM or (kind == _COMPANY and count_heads(kinds, 0, piece) == 0):
                places[piece] = DROPPED
        elif before > 0 and (
            anchored
            or (kind == _LEGAL_WEAK and organisation)
            or (kind == _FORM_INITIAL and weak)
            or kind in (_LEGAL_FORM, _LEGAL_LAST, _COMPANY)
        ):
            places[piece] = DROPPED
    for piece in range(1, n - 2):
        if (
            kinds[piece] == _FORM_FIRST
            and kinds[piece + 1] in (_FORM_LETTER, _FORM_TITLE_LETTER)
            and kinds[piece + 2] in (_FORM_LETTER, _FORM_TITLE_LETTER)
            and not is_torn(kinds[piece - 1])
            and (piece + 3 == n or not is_torn(kinds[piece + 3]))
        ):
            places[piece : piece + 3] = DROPPED
            anchored = True
    return bool(organisation or (anchored and before > 0))


@uncounted_within
def is_break(kinds: NDArray[np.int8], commas: NDArray[np.bool_], piece: int) -> bool:
    """Return whether a comma before a piece parts the name; one inside a part (نور،الدين) does not."""
    if piece == 0 or not commas[piece - 1]:
        return False
    return bool(kinds[piece] != _JOINS_PREVIOUS and kinds[piece - 1] != _JOINS_NEXT)


@uncounted_within
def drop_small_words(
    kinds: NDArray[np.int8],
    commas: NDArray[np.bool_],
    places: NDArray[np.int16],
    solid: int,
    organisation: bool,
) -> None:
    """Drop titles before the names, articles, sons-of and particles, of the bearer and of others in the text."""
    last = kinds.size - 1
    while last > 0 and kinds[last] in (_BRACKET, _STOP):
        last -= 1
    owner, opens, started, titled = OWN, True, False, False
    for piece in range(kinds.size):
        if places[piece] == DROPPED:
            continue
        if places[piece] != owner or is_break(kinds, commas, piece):
            owner, opens, titled = places[piece], True, False
        ends = piece >= last or commas[piece]
        if owner == OWN and not started and not organisation and _is_kin(kinds, commas, piece):
            started = True
        elif (
            not organisation
            and solid > 0
            and opens
            and not (started and ends)
            and _is_title(kinds, piece, started and kinds[piece - 1] not in (_RELATIVE, _SON), titled)
        ):
            titled, places[piece] = True, DROPPED
        elif _is_small_word(kinds[piece], solid) or (
            kinds[piece] == _SON_OR_NAME
            and piece < last
            and (not opens or (owner == OWN and (started or _has_comma(commas, piece + 1))))
        ):
            titled, places[piece] = titled and kinds[piece] == _ARTICLE, DROPPED
        else:
            # Behind زوجة a title is still before the name, one that is a name too as well (حرم السيد).
            opens, titled = kinds[piece] == _RELATIVE and not started, False
            started |= owner == OWN


@uncounted_within
def _is_kin(kinds: NDArray[np.int8], commas: NDArray[np.bool_], piece: int) -> bool:
    """Return whether a son-of before any name stands for the given name, and not before the family in FAMILY, Given."""
    if kinds[piece] != _SON or not _has_name(kinds, piece + 1) or _has_comma(commas, piece + 1):
        return False
    turns = False
    for behind in range(piece + 1, kinds.size):
        if kinds[behind] not in (_ARTICLE, _CAPITALS):
            break
        turns |= kinds[behind] == _CAPITALS
    if turns:
        for behind in range(piece + 1, kinds.size):
            if kinds[behind] == _PLAIN:
                return False
    return True


@uncounted_within
def _has_name(kinds: NDArray[np.int8], first: int) -> bool:
    """Return whether any piece from ``first`` on can be a part, a title that is a name too among them."""
    found = False
    for piece in range(first, kinds.size):
        found |= kinds[piece] not in (_BRACKET, _STOP) and not _is_small_word(kinds[piece], 0)
    return found


@uncounted_within
def _has_comma(commas: NDArray[np.bool_], first: int) -> bool:
    found = False
    for piece in range(first, commas.size - 1):
        found |= commas[piece]
    return found


@uncounted_within
def _is_title(kinds: NDArray[np.int8], piece: int, started: bool, titled: bool) -> bool:
    """Return whether a piece before which no part stands is a title; ``titled``: another title stands there."""
    kind, n = kinds[piece], kinds.size
    if kind == _BESIDE_TITLE:
        return bool(titled or (piece + 1 < n and _is_title_too(kinds, piece + 1)))
    if kind in (_TITLE_LETTER, _FORM_TITLE_LETTER) and piece + 1 < n and is_torn(kinds[piece + 1]):
        return False
    if kind in (_TITLE_OR_NAME, _TITLE_LETTER, _FORM_TITLE_LETTER):
        return bool(not started and count_heads(kinds, piece + 1, n) > 1)
    if kind == _KIN_TITLE:
        return bool(piece + 1 < n and kinds[piece + 1] != _OF)
    return bool(kind in (_TITLE, _TITLE_ONLY))


@uncounted_within
def _is_title_too(kinds: NDArray[np.int8], piece: int) -> bool:
    """Return whether the word behind معالي or سعادة is a title, which makes these one."""
    if kinds[piece] == _TITLE_OR_NAME:
        return bool(count_heads(kinds, piece + 1, kinds.size) > 1)
    return bool(kinds[piece] in (_TITLE, _TITLE_ONLY, _TITLE_ANYWHERE))


@uncounted_within
def _is_small_word(kind: int, solid: int) -> bool:
    """Return whether a piece is no part of a name; where there is no other, what is nobody's name leaves none."""
    if kind in (_ARTICLE, _SON, _HOUSE, _PARTICLE, _OF, _AND_LETTER, _TITLE_ANYWHERE):
        return True
    return bool(solid == 0 and kind in (_TITLE_ONLY, _KIN_TITLE, _MOTHER_MARK))
