"""The hand-set costs of letters: 0 is the same sound, 1 another consonant.

Three tables: across scripts (how an Arabic letter is romanised), within Arabic (what typing, dots and
hearing confuse) and within Latin (how romanisations differ). Costs are in hundredths.
"""

import functools
from typing import Final

import numpy as np
from numpy.typing import NDArray

from sijill.names import letters

_OTHER: Final = 1.0
_ACROSS: Final = {
    "ا": "a0 e10 i15 o20 u20 y45 w45",
    "Ā": "a0 e2 i4 o4 u4 y30",
    "ب": "b0 p15 v50",
    "ت": "t0 T35 d45",
    "ث": "T0 t10 s15 c40",
    "ج": "j0 g8 Z15 C30 G45 y50",
    "ح": "h0 Ĥ0 K35 C55",
    "خ": "K0 k30 h30 C30 q50 Ĥ40",
    "د": "d0 t40 D30",
    "ذ": "D0 d8 z8 T5",
    "ر": "r0",
    "ز": "z0 s35",
    "س": "s0 c15 z35 S55",
    "ش": "S0 C3 s40",
    "ص": "s0 c25 z40",
    "ض": "d0 D3 z25 T30",
    "ط": "t0 T30 d45",
    "ظ": "z0 D3 d15 T10",
    "ع": "a5 e10 i12 o12 u12",
    "غ": "G0 g5 r50 K45 q35",
    "ف": "f0 v8 p45",
    "ق": "q0 k3 c10 g20 G30",
    "ك": "k0 c3 q12 g25 C35",
    "ل": "l0",
    "م": "m0",
    "ن": "n0",
    "ه": "h0 Ĥ0 a40 e45",
    "Ħ": "a0 e3 h3 Ĥ0 t12 o45 i45",
    "و": "w0 u0 o0 v12 e45 a45",
    "ي": "y0 i0 e5 j30 a40",
    "Ī": "i0 y0 e3 a12",
    "ء": "a8 e10 i10 o15 u15",
    "پ": "p0 b20",
    "چ": "C0 c20 j30 S20 Z35",
    "ژ": "Z0 j5 z25 g20 S40",
    "گ": "g0 k30 G15 q30",
    "ڤ": "v0 f10 w20 b40",
}
_WITHIN_ARABIC: Final = (
    # the same shape without dots
    "بت60 بث65 بن60 بي60 تث40 تن60 تي60 نث65 ني60 ثي65 جح50 جخ55 حخ50 دذ25 رز50 سش50 صض50 طظ50 عغ50 فق50 "
    # the same or nearly the same sound
    "تط30 سص30 ضظ15 ذز35 دض50 ثس40 ثت40 ظز45 قك45 قغ60 ذض50 حه45 "
    # alef, hamza and the ends of words
    "اع50 اء15 عء45 وء35 يء35 اه55 اي50 او60 وي60 ĦĀ55 Ħا25 Īا20 Ħت25 ĦĪ55 Īء35 "
    # Persian and Kurdish letters
    "پب15 چج15 چش50 ژز25 ژج30 گك15 گج30 گق40 گغ40 ڤف10 ڤو40"
)
_WITHIN_LATIN: Final = (
    "ei10 ou8 ae15 ai35 ao40 au35 eo45 eu45 io50 iu50 yi3 ye12 ya35 wu10 wo12 wv20 "
    "kq5 ck8 cq12 gj25 gG8 gq25 Gq35 gk45 Tt12 Ts30 Td35 Dd12 Dz20 DT20 dz45 Kk20 Kh25 KC40 KĤ25 SC8 Cc25 Ck35 "
    "Ss40 cs20 sz35 vf25 fp50 bp45 dt45 jZ10 Zz30 jy40 jC35 hĤ0 Ĥa8 Ĥe15 mn70 rl80 rG60 bv45"
)
_GAP_WITHIN: Final = "ا50 Ā40 ع75 ء12 و60 ي55 ه80 Ħ40 Ī50 a25 e22 i28 o28 u28 y35 w45 h35 Ĥ10"
_GAP_ACROSS: Final = "ا18 Ā15 ع12 ء4 و35 ي30 ه60 Ħ8 Ī25 a8 e8 i12 o14 u14 y25 w35 h45 Ĥ8"
_GAP_OTHER: Final = 0.9


@functools.cache
def cost_tables() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Return the costs of taking one letter for another, and of leaving one out.

    ``costs`` is float32 [128, 128], symmetric, 0 for the same sound. ``gaps`` is float32 [3, 128]:
    row 0 leaving a letter out within a script, row 1 across scripts, row 2 the code of the letter that a
    digraph begins with (0 for all else), as ``th`` in *Fathi* is ت and ح. Both are read-only.
    """
    costs, gaps = _build_costs(), _build_gaps()
    for letter, written in letters.DIGRAPHS.items():
        gaps[2, letters.CODES[letter]] = letters.CODES[written[0]]
    costs.setflags(write=False)
    gaps.setflags(write=False)
    return costs, gaps


def _build_costs() -> NDArray[np.float32]:
    """Return the symmetric table of substitution costs, float32 [128, 128]."""
    table = np.full((128, 128), _OTHER, dtype=np.float32)
    for arabic, romanised in _ACROSS.items():
        for entry in romanised.split():
            _set(table, arabic, entry[0], float(entry[1:]) / 100)
    for entry in (_WITHIN_ARABIC + " " + _WITHIN_LATIN).split():
        _set(table, entry[0], entry[1], float(entry[2:]) / 100)
    _let_dots_err(table)
    _let_edges_follow(table)
    for code in letters.CODES.values():
        table[code, code] = 0
    return table


def _build_gaps() -> NDArray[np.float32]:
    """Return the costs of leaving a letter out, float32 [3, 128]; row 2 is left for the caller."""
    gaps = np.full((3, 128), _GAP_OTHER, dtype=np.float32)
    gaps[2] = 0
    for row, written in enumerate((_GAP_WITHIN, _GAP_ACROSS)):
        for entry in written.split():
            gaps[row, letters.CODES[entry[0]]] = float(entry[1:]) / 100
    return gaps


def _set(table: NDArray[np.float32], one: str, other: str, cost: float) -> None:
    first, second = letters.CODES[one], letters.CODES[other]
    low = min(float(table[first, second]), cost)
    table[first, second] = table[second, first] = low


def _let_dots_err(table: NDArray[np.float32]) -> None:
    """A wrongly dotted Arabic letter costs half of a wrong one across scripts as well."""
    pairs = [entry for entry in _WITHIN_ARABIC.split() if float(entry[2:]) >= 40]
    exact = table.copy()
    latin = slice(letters.FIRST_LATIN, letters.LAST_LATIN)
    for entry in pairs:
        one, other = letters.CODES[entry[0]], letters.CODES[entry[1]]
        slip = 0.1 + float(entry[2:]) / 100
        for typed, meant in ((one, other), (other, one)):
            table[typed, latin] = np.minimum(table[typed, latin], exact[meant, latin] + slip)
            table[latin, typed] = table[typed, latin]


def _let_edges_follow(table: NDArray[np.float32]) -> None:
    """A letter at the edge costs at most what it costs inside, but for its own entries."""
    for letter, code in letters.CODES.items():
        inside = letters.CODES[letters.base_letter(letter)]
        if inside != code:
            table[code] = np.minimum(table[code], table[inside])
            table[:, code] = table[code]
            table[code, inside] = table[inside, code] = 0
