"""What a piece of a name is by what stands beside it: Abdel cut off, wife of, و among letters, an at the end.

Compiled; called by ``joining``. See ``dropping`` for the piece classes.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names.dropping import count_heads, is_torn
from sijill.names.uncounted import uncounted, uncounted_within

MOST_LETTERS: Final = 8
"""Torn pieces in one part."""
_SHORTEST_ROW: Final = 3
"""Letters that are a name when they stand in a row."""
_WHOLE_NAME: Final = 2
"""Names before words for others; behind fewer these rather belong to a firm's name (الحداد وأخيه)."""

_PLAIN: Final = 0
_JOINS_NEXT: Final = 1
_ARTICLE: Final = 2
_SON: Final = 3
_JOINS_PREVIOUS: Final = 4
_PARTICLE: Final = 6
_SON_OR_NAME: Final = 8
_GENERIC_WORD: Final = 14
_BESIDE_TITLE: Final = 16
_CAPITALS: Final = 22
_INITIAL: Final = 23
_TORN: Final = 25
_LETTER: Final = 26
_FORM_FIRST: Final = 27
_FORM_LETTER: Final = 28
_FORM_TITLE_LETTER: Final = 30
_TITLE_ONLY: Final = 35
_SMALL_LETTER: Final = 36
_OF: Final = 39
_AND_LETTER: Final = 40
_ABD_AL: Final = 41
_DIVINE: Final = 42
_DIVINE_CAPITALS: Final = 43
_RELATIVE: Final = 44
_RELATIVE_OF: Final = 45
_SON_OF: Final = 46
_BROTHER_OF: Final = 47
_Y_LETTER: Final = 48
_WISH: Final = 49
_STOPPED_LETTER: Final = 50
_STOPPED_TITLE: Final = 51
_ARTICLE_OR_NAME: Final = 52
_AND_HIS: Final = 53
_HIS: Final = 54
_OTHERS: Final = 55
_WITH: Final = 56
_WHOSE_OR_TITLE: Final = 57
_ABBREVIATED_CAPITALS: Final = 58
_OF_FORM: Final = (_FORM_FIRST, _FORM_LETTER, _FORM_TITLE_LETTER)
"""Classes of letters behind which one with a full stop is of the same legal form: ش. م. م."""
SETTLED: Final = sum(
    1 << kind
    for kind in (
        _AND_LETTER,
        *range(_ABD_AL, _DIVINE_CAPITALS + 1),
        *range(_RELATIVE_OF, _ABBREVIATED_CAPITALS + 1),
    )
)
"""Classes, one bit each, that are another one by what stands beside them."""
_WITH_OF: Final = (_RELATIVE, _SON, _RELATIVE)
_WITHOUT_OF: Final = (_PLAIN, _GENERIC_WORD, _GENERIC_WORD)
"""What wife, son and brother are before of, and elsewhere."""


@uncounted
def settle(kinds: NDArray[np.int8]) -> None:
    """Write the class that pieces have by what stands beside them."""
    for piece in range(kinds.size):
        kind = kinds[piece]
        if kind == _ABD_AL:
            named = piece + 1 + (piece + 2 < kinds.size and kinds[piece + 1] == _ARTICLE)
            cut = named < kinds.size and kinds[named] not in (_DIVINE, _DIVINE_CAPITALS, _JOINS_PREVIOUS)
            kinds[piece] = _INITIAL if cut else _JOINS_NEXT
        elif kind in (_DIVINE, _DIVINE_CAPITALS):
            kinds[piece] = _PLAIN if kind == _DIVINE else _CAPITALS
        elif _RELATIVE_OF <= kind <= _BROTHER_OF:
            of = piece + 1 < kinds.size and kinds[piece + 1] == _OF
            kinds[piece] = _WITH_OF[kind - _RELATIVE_OF] if of else _WITHOUT_OF[kind - _RELATIVE_OF]
        elif kind == _Y_LETTER:
            spaced = piece > 0 and kinds[piece - 1] in (_INITIAL, _SMALL_LETTER)
            kinds[piece] = _SMALL_LETTER if spaced else _SON_OR_NAME
        elif kind in (_AND_LETTER, _WITH):
            _settle_and(kinds, piece)
        elif kind == _WISH:
            _settle_wish(kinds, piece)
        elif _AND_HIS <= kind <= _WHOSE_OR_TITLE:
            _settle_others(kinds, piece)
        elif kind in (_STOPPED_LETTER, _STOPPED_TITLE, _ARTICLE_OR_NAME, _ABBREVIATED_CAPITALS):
            _settle_letters(kinds, piece)


@uncounted_within
def _has_small_letters(kinds: NDArray[np.int8]) -> bool:
    """Return whether any name is not in capitals: beside *Khaled Shuqair* MHD is short and no family, beside SALEM it is as he is."""
    found = False
    for kind in kinds:
        found |= kind == _PLAIN
    return found


@uncounted_within
def _settle_letters(kinds: NDArray[np.int8], piece: int) -> None:
    """Tell initials and short titles from the letters of a legal form, a name from an article, which ends none, and SALEM MHD from MHD Salem."""
    if kinds[piece] == _ABBREVIATED_CAPITALS:
        kinds[piece] = _PLAIN if _has_small_letters(kinds) else _CAPITALS
    elif kinds[piece] == _ARTICLE_OR_NAME:
        kinds[piece] = _PLAIN if 0 < piece == kinds.size - 1 else _ARTICLE
    elif piece > 0 and kinds[piece - 1] in _OF_FORM:
        kinds[piece] = _FORM_TITLE_LETTER if kinds[piece] == _STOPPED_TITLE else _FORM_LETTER
    else:
        kinds[piece] = _TITLE_ONLY if kinds[piece] == _STOPPED_TITLE else _INITIAL


@uncounted_within
def _settle_wish(kinds: NDArray[np.int8], piece: int) -> None:
    """Make بإذن الله and المغفور له no parts of a name."""
    wished = piece + 1 < kinds.size and kinds[piece + 1] in (_JOINS_PREVIOUS, _TORN)
    kinds[piece] = _PARTICLE if wished else _PLAIN
    if wished:
        kinds[piece + 1] = _PARTICLE


@uncounted_within
def _settle_and(kinds: NDArray[np.int8], piece: int) -> None:
    """Tell a letter of a name that is spaced out from *and*, and others behind it (and his wife, and two children) from names."""
    kind = kinds[piece]
    if kind == _AND_LETTER and _is_among_letters(kinds, piece):
        kinds[piece] = _LETTER
        return
    if kind == _WITH:
        whose = piece + 1 < kinds.size and kinds[piece + 1] in (_WHOSE_OR_TITLE, _HIS)
        kinds[piece] = _PARTICLE if whose else _PLAIN
        if not whose:
            return
    last, n = piece + 1, kinds.size
    if last + 1 < n and kinds[last] == _PLAIN and kinds[last + 1] == _OTHERS:
        last += 1
    elif last >= n or kinds[last] not in (_WHOSE_OR_TITLE, _RELATIVE_OF, _HIS, _OTHERS):
        return
    is_somebodys = kinds[last] == _RELATIVE_OF and last + 1 < n and kinds[last + 1] == _OF
    if not is_somebodys and count_heads(kinds, 0, piece) >= _WHOLE_NAME:
        kinds[piece + 1 : last + 1] = _AND_HIS


@uncounted_within
def _settle_others(kinds: NDArray[np.int8], piece: int) -> None:
    """Tell words for others than the bearer, behind a whole name (وزوجته, مع زوجته), from names."""
    if kinds[piece] == _WHOSE_OR_TITLE:
        kinds[piece] = _BESIDE_TITLE
        return
    is_with = kinds[piece] == _HIS and piece > 0 and kinds[piece - 1] == _TORN
    if is_with:
        kinds[piece - 1] = _PARTICLE
    are_others = is_with or kinds[piece] == _AND_HIS
    if not are_others or count_heads(kinds, 0, piece) < _WHOLE_NAME:
        kinds[piece] = _PLAIN
        return
    kinds[piece] = _AND_HIS
    # Beside his wife his sons (وزوجته وأولاده, and his sons) are persons; elsewhere they are words of firms.
    for other in range(piece - 1, kinds.size):
        is_beside = other > piece or count_heads(kinds, 0, other) >= _WHOLE_NAME
        if is_beside and kinds[other] in (_GENERIC_WORD, _SON_OF, _BROTHER_OF):
            kinds[other] = _AND_HIS


@uncounted_within
def _is_among_letters(kinds: NDArray[np.int8], piece: int) -> bool:
    """Return whether و stands in a row of three Arabic letters or more, of which two are no و."""
    found, others = 1, 0
    for step in (-1, 1):
        beside = piece + step
        while 0 <= beside < kinds.size and abs(beside - piece) < MOST_LETTERS:
            if kinds[beside] != _AND_LETTER and not is_torn(kinds[beside]):
                break
            found, others = found + 1, others + (kinds[beside] != _AND_LETTER)
            beside += step
    return found >= _SHORTEST_ROW and others > 1
